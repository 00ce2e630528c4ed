#pragma once

#include <span>

#include "numeric/simd.hpp"

namespace luoshi::numeric {

/// The elementary functions with the same bits on every x86-64 processor, compiler of ours, vector width and thread
/// count: additions, multiplications and divisions of doubles in a written order, nothing fused, no table.
///
/// Largest error found over 4·10^6 arguments against 64-bit-mantissa arithmetic (elementary_test.cpp): exp 0.94 ulp,
/// expm1 1.93, log 0.51, pow 1.48 while |y ln x| ≤ 700. Overflow gives infinity and underflow below 2^-1074 zero;
/// NaN passes through; log and pow of a negative number are NaN; x^0 = 1^y = 1.
[[nodiscard]] double exp(double x) noexcept;
[[nodiscard]] double expm1(double x) noexcept;
[[nodiscard]] double log(double x) noexcept;
[[nodiscard]] double pow(double base, double exponent) noexcept;
/// The correctly rounded square root (IEEE 754).
[[nodiscard]] double sqrt(double x) noexcept;

/// (exp(x) − 1) / x, with its limit 1 at 0: the mean of exp(x·t) for t in 0 … 1.
[[nodiscard]] double mean_exp(double x) noexcept;

/// The same, many at a time, bit for bit; `out` may be `in`. Require spans of one length.
void exp(std::span<const double> in, std::span<double> out, InstructionSet level = widest_instruction_set()) noexcept;
void expm1(std::span<const double> in, std::span<double> out, InstructionSet level = widest_instruction_set()) noexcept;
void log(std::span<const double> in, std::span<double> out, InstructionSet level = widest_instruction_set()) noexcept;
void pow(std::span<const double> base, std::span<const double> exponent, std::span<double> out,
         InstructionSet level = widest_instruction_set()) noexcept;

}  // namespace luoshi::numeric

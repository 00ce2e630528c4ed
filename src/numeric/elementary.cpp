#include "numeric/elementary.hpp"

#include <cmath>
#include <cstring>

#include "base/contract.hpp"
#include "numeric/detail/elementary_kernel.hpp"

namespace luoshi::numeric {
namespace {

constexpr std::size_t kWidth = 8;

[[gnu::always_inline]] inline F64x8 load(const double* from) {
  F64x8 value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
[[gnu::always_inline]] inline void store(double* to, const F64x8& value) { std::memcpy(to, &value, sizeof value); }

/// Applies the vector form to whole eights and the scalar form, whose bits are the same, to the rest.
template <class Vector, class Scalar>
[[gnu::always_inline]] inline void map(std::span<const double> in, std::span<double> out, Vector vector,
                                       Scalar scalar) {
  const std::size_t whole = in.size() / kWidth * kWidth;
  for (std::size_t i = 0; i < whole; i += kWidth) store(&out[i], vector(load(&in[i])));
  for (std::size_t i = whole; i < in.size(); ++i) out[i] = scalar(in[i]);
}

}  // namespace

InstructionSet widest_instruction_set() noexcept {
#if defined(__x86_64__)
  static const InstructionSet widest = [] {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
      return InstructionSet::Avx512;
    return __builtin_cpu_supports("avx2") ? InstructionSet::Avx2 : InstructionSet::Baseline;
  }();
  return widest;
#else
  return InstructionSet::Baseline;
#endif
}

double exp(double x) noexcept { return detail::exp_kernel<double>(x); }
double expm1(double x) noexcept { return detail::expm1_kernel<double>(x); }
double log(double x) noexcept { return detail::log_kernel<double>(x); }
double pow(double base, double exponent) noexcept { return detail::pow_kernel<double>(base, exponent); }
double sqrt(double x) noexcept { return std::sqrt(x); }
double mean_exp(double x) noexcept { return x == 0 ? 1.0 : expm1(x) / x; }

void exp(std::span<const double> in, std::span<double> out, InstructionSet level) noexcept {
  expects(in.size() == out.size(), "spans of one length");
  run_at(
      level, [&]() __attribute__((always_inline)) {
        map(
            in, out, [](const F64x8& x) __attribute__((always_inline)) { return detail::exp_kernel<F64x8>(x); },
            [](double x) __attribute__((always_inline)) { return detail::exp_kernel<double>(x); });
      });
}

void expm1(std::span<const double> in, std::span<double> out, InstructionSet level) noexcept {
  expects(in.size() == out.size(), "spans of one length");
  run_at(
      level, [&]() __attribute__((always_inline)) {
        map(
            in, out, [](const F64x8& x) __attribute__((always_inline)) { return detail::expm1_kernel<F64x8>(x); },
            [](double x) __attribute__((always_inline)) { return detail::expm1_kernel<double>(x); });
      });
}

void log(std::span<const double> in, std::span<double> out, InstructionSet level) noexcept {
  expects(in.size() == out.size(), "spans of one length");
  run_at(
      level, [&]() __attribute__((always_inline)) {
        map(
            in, out, [](const F64x8& x) __attribute__((always_inline)) { return detail::log_kernel<F64x8>(x); },
            [](double x) __attribute__((always_inline)) { return detail::log_kernel<double>(x); });
      });
}

void pow(std::span<const double> base, std::span<const double> exponent, std::span<double> out,
         InstructionSet level) noexcept {
  expects(base.size() == out.size() && exponent.size() == out.size(), "spans of one length");
  run_at(
      level, [&]() __attribute__((always_inline)) {
        const std::size_t whole = out.size() / kWidth * kWidth;
        for (std::size_t i = 0; i < whole; i += kWidth)
          store(&out[i], detail::pow_kernel<F64x8>(load(&base[i]), load(&exponent[i])));
        for (std::size_t i = whole; i < out.size(); ++i) out[i] = detail::pow_kernel<double>(base[i], exponent[i]);
      });
}

}  // namespace luoshi::numeric

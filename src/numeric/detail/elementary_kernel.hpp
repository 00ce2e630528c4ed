#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#include "numeric/simd.hpp"

// The elementary functions once, over one double or eight: the same operations in the same order, hence the same bits.
namespace luoshi::numeric::detail {

inline constexpr double kRoundShift =
    6755399441055744.0;  // 1.5·2^52: adding it leaves the nearest integer in the low bits
inline constexpr double kLog2E = 1.4426950408889634074;
// ln 2 in two parts; the first has 21 trailing zero bits, so a product with an integer below 2^21 is exact.
inline constexpr double kLn2High = 0x1.62e42fee00000p-1, kLn2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// exp(r) − 1 for |r| ≤ 0.35 by its Taylor series to r^14 / 14!, truncated below 1e-19.
template <class V>
[[gnu::always_inline]] inline V expm1_reduced(const V& r) {
  V sum = splat<V>(1.0 / 87178291200.0);
  sum = sum * r + 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  return r + r * r * sum;
}

/// x = n·ln2 + r, |r| ≤ 0.35; `power` is 2^n split into two factors so that it reaches the subnormals and 2^1024.
template <class V>
struct ExpParts {
  V r, first, second;
};
template <class V>
[[gnu::always_inline]] inline ExpParts<V> reduce_for_exp(const V& x) {
  using Int = typename Lanes<V>::Int;
  const V shifted = x * kLog2E + kRoundShift;
  const V n = shifted - kRoundShift;
  const Int whole = bits_of<V>(shifted) - std::bit_cast<std::int64_t>(kRoundShift);
  const Int half = whole >> 1;
  ExpParts<V> parts;
  parts.r = (x - n * kLn2High) - n * kLn2Low;
  parts.first = from_bits<V>((half + 1023) << 52);
  parts.second = from_bits<V>((whole - half + 1023) << 52);
  return parts;
}

template <class V>
[[gnu::always_inline]] inline V exp_kernel(const V& x) {
  const V inside = choose<V>(x > 720.0, splat<V>(720.0), choose<V>(x < -760.0, splat<V>(-760.0), x));
  const ExpParts<V> parts = reduce_for_exp<V>(inside);
  V result = (1.0 + expm1_reduced<V>(parts.r)) * parts.first * parts.second;
  result = choose<V>(x > 709.782712893384, splat<V>(kInfinity), result);
  result = choose<V>(x < -745.1332191019412, splat<V>(0.0), result);
  return choose<V>(x != x, x, result);
}

template <class V>
[[gnu::always_inline]] inline V expm1_kernel(const V& x) {
  const V inside = choose<V>(x > 720.0, splat<V>(720.0), choose<V>(x < -40.0, splat<V>(-40.0), x));
  const ExpParts<V> parts = reduce_for_exp<V>(inside);
  const V power = parts.first * parts.second;
  const V small = expm1_reduced<V>(parts.r);
  V result = (small * parts.first) * parts.second + (power - 1.0);
  result = choose<V>(x > 700.0, exp_kernel<V>(x), result);
  result = choose<V>(x == 0.0, x, result);  // keeps the sign of zero
  return choose<V>(x != x, x, result);
}

/// ln x in two parts, `high` + `low`, good to about 2^-70 of 1: enough for pow to keep its digits.
template <class V>
struct LogParts {
  V high, low;
};
template <class V>
[[gnu::always_inline]] inline LogParts<V> log_parts(const V& x) {
  using Int = typename Lanes<V>::Int;
  const typename Lanes<V>::Mask tiny = x < std::numeric_limits<double>::min();
  const V scaled = choose<V>(tiny, x * 0x1p54, x);
  const Int raw = bits_of<V>(scaled);
  // The exponent that brings the mantissa into [√½, √2).
  const Int exponent = (raw - std::bit_cast<std::int64_t>(0x1.6a09e667f3bcdp-1)) >> 52;
  const V m = from_bits<V>(raw - (exponent << 52));
  // The integer as a double by the shift trick: vectors of 64-bit integers convert only from AVX-512 on.
  const V k = from_bits<V>(exponent + std::bit_cast<std::int64_t>(kRoundShift)) - kRoundShift -
              choose<V>(tiny, splat<V>(54.0), splat<V>(0.0));
  // ln m = 2 atanh(s), s = (m − 1) / (m + 1), |s| ≤ 0.1716; s in two parts, for its rounding would be the largest
  // error.
  const V f = m - 1.0;
  const V sum = m + 1.0;
  const V sum_low = m - (sum - 1.0);
  const V s = f / sum;
  // The remainder f − s·(sum + sum_low), exact: s and sum are cut into halves of 26 bits whose products do not round.
  const V s_cut = s * 134217729.0, sum_cut = sum * 134217729.0;
  const V s_high = s_cut - (s_cut - s), s_low = s - s_high;
  const V sum_high = sum_cut - (sum_cut - sum), sum_rest = sum - sum_high;
  const V remainder =
      (((f - s_high * sum_high) - s_high * sum_rest) - s_low * sum_high) - s_low * sum_rest - s * sum_low;
  const V s_error = remainder / sum;
  const V z = s * s;
  V tail = splat<V>(1.0 / 23.0);
  tail = tail * z + 1.0 / 21.0;
  tail = tail * z + 1.0 / 19.0;
  tail = tail * z + 1.0 / 17.0;
  tail = tail * z + 1.0 / 15.0;
  tail = tail * z + 1.0 / 13.0;
  tail = tail * z + 1.0 / 11.0;
  tail = tail * z + 1.0 / 9.0;
  tail = tail * z + 1.0 / 7.0;
  tail = tail * z + 1.0 / 5.0;
  tail = tail * z + 1.0 / 3.0;
  const V cubic = 2.0 * s * z * tail;
  const V lead = k * kLn2High;  // exact
  const V twice = 2.0 * s;
  const V head = lead + twice;
  // What the sum lost, whichever of the two was the larger (k = 0 makes lead zero; else |lead| > |twice|).
  const V lost = choose<V>(k == 0.0, splat<V>(0.0), (lead - head) + twice);
  const V low = lost + (cubic + (2.0 * s_error + k * kLn2Low));
  LogParts<V> parts;
  parts.high = head + low;
  parts.low = (head - parts.high) + low;
  return parts;
}

template <class V>
[[gnu::always_inline]] inline V log_kernel(const V& x) {
  V result = log_parts<V>(x).high;
  result = choose<V>(x == 0.0, splat<V>(-kInfinity), result);
  result = choose<V>(x < 0.0, splat<V>(std::numeric_limits<double>::quiet_NaN()), result);
  return choose<V>((x != x) | (x == kInfinity), x, result);
}

/// x^y for x ≥ 0. NaN for x < 0.
template <class V>
[[gnu::always_inline]] inline V pow_kernel(const V& x, const V& y) {
  const LogParts<V> log = log_parts<V>(x);
  // y·(high + low) in two parts, the leading product without error.
  const V y_cut = y * 134217729.0, l_cut = log.high * 134217729.0;
  const V y_high = y_cut - (y_cut - y), y_low = y - y_high;
  const V l_high = l_cut - (l_cut - log.high), l_low = log.high - l_high;
  const V product = y * log.high;
  const V error = ((y_high * l_high - product) + y_high * l_low + y_low * l_high) + y_low * l_low + y * log.low;
  const V whole = exp_kernel<V>(product);
  V result = choose<V>((whole == kInfinity) | (whole == 0.0), whole, whole + whole * error);
  const V at_zero = choose<V>(y > 0.0, splat<V>(0.0), splat<V>(kInfinity));
  result = choose<V>(x == 0.0, at_zero, result);
  const V at_infinity = choose<V>(y > 0.0, splat<V>(kInfinity), splat<V>(0.0));
  result = choose<V>(x == kInfinity, at_infinity, result);
  result = choose<V>(x < 0.0, splat<V>(std::numeric_limits<double>::quiet_NaN()), result);
  result = choose<V>((x != x) | (y != y), x + y, result);
  return choose<V>((y == 0.0) | (x == 1.0), splat<V>(1.0), result);
}

}  // namespace luoshi::numeric::detail

#include "numeric/angles.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace luoshi::numeric {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kFarthest = 1e5;

/// sin x and cos x for |x| ≤ π/4 by Taylor's series: the terms left out are below 10^-19.
double sine_near_zero(double x) {
  const double q = x * x;
  double sum = 1.0 / 355687428096000.0;  // 17!
  sum = sum * q - 1.0 / 1307674368000.0;
  sum = sum * q + 1.0 / 6227020800.0;
  sum = sum * q - 1.0 / 39916800.0;
  sum = sum * q + 1.0 / 362880.0;
  sum = sum * q - 1.0 / 5040.0;
  sum = sum * q + 1.0 / 120.0;
  sum = sum * q - 1.0 / 6.0;
  return x + x * (q * sum);
}
double cosine_near_zero(double x) {
  const double q = x * x;
  double sum = 1.0 / 20922789888000.0;  // 16!
  sum = sum * q - 1.0 / 87178291200.0;
  sum = sum * q + 1.0 / 479001600.0;
  sum = sum * q - 1.0 / 3628800.0;
  sum = sum * q + 1.0 / 40320.0;
  sum = sum * q - 1.0 / 720.0;
  sum = sum * q + 1.0 / 24.0;
  return 1.0 - (0.5 * q - q * q * sum);
}

/// x = quarter·π/2 + rest with |rest| ≤ π/4. π/2 in three parts of 33 bits (Cody and Waite 1980): products with a
/// quarter below 2^17 are exact.
struct Turned {
  std::int64_t quarter;
  double rest;
};
Turned turned(double x) {
  constexpr double kFirst = 1.57079632673412561417, kSecond = 6.07710050630396597660e-11,
                   kThird = 2.02226624879595063154e-21;
  const double scaled = x * 0.63661977236758134308;
  const auto quarter = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
  const auto n = static_cast<double>(quarter);
  return {quarter, ((x - n * kFirst) - n * kSecond) - n * kThird};
}

double at_quarter(std::int64_t quarter, double rest) {
  switch (static_cast<unsigned>(quarter) & 3U) {
    case 0:
      return sine_near_zero(rest);
    case 1:
      return cosine_near_zero(rest);
    case 2:
      return -sine_near_zero(rest);
    default:
      return -cosine_near_zero(rest);
  }
}

/// arctan x for |x| ≤ tan(π/8): the first term left out is below 10^-18.
double arc_tangent_near_zero(double x) {
  const double q = x * x;
  double sum = 0;
  for (int k = 43; k >= 3; k -= 2) sum = 1.0 / k - q * sum;
  return x - x * (q * sum);
}

}  // namespace

double sine(double x) noexcept {
  if (!(x <= kFarthest && x >= -kFarthest)) return kNan;
  const Turned at = turned(x);
  return at_quarter(at.quarter, at.rest);
}

double cosine(double x) noexcept {
  if (!(x <= kFarthest && x >= -kFarthest)) return kNan;
  const Turned at = turned(x);
  return at_quarter(at.quarter + 1, at.rest);
}

double arc_tangent(double x) noexcept {
  if (x < 0) return -arc_tangent(-x);
  if (x > 1) return 0.5 * kPi - arc_tangent(1.0 / x);
  if (x > 0.41421356237309504880) return 0.25 * kPi + arc_tangent_near_zero((x - 1.0) / (x + 1.0));
  return arc_tangent_near_zero(x);
}

double arc_sine(double x) noexcept {
  if (!(x <= 1 && x >= -1)) return kNan;
  const double other = std::sqrt((1.0 - x) * (1.0 + x));
  if (other == 0) return x < 0 ? -0.5 * kPi : 0.5 * kPi;
  return arc_tangent(x / other);
}

}  // namespace luoshi::numeric

#include "numeric/normal.hpp"

#include <array>

#include "numeric/elementary.hpp"

namespace luoshi::numeric {
namespace {

constexpr std::array kAbove{3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                            112.079291497871,     221.213596169931,  220.206867912376};
constexpr std::array kBelow{8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                            296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
constexpr double kRoot2Pi = 2.5066282746310002;

template <class Coefficients>
double polynomial(const Coefficients& coefficients, double x) {
  double value = 0;
  for (const double coefficient : coefficients) value = value * x + coefficient;
  return value;
}

double lower_tail(double size) {
  const double density = exp(-size * size / 2);
  if (size < 7.07106781186547) return density * polynomial(kAbove, size) / polynomial(kBelow, size);
  double fraction = size + 0.65;
  for (const double step : {4.0, 3.0, 2.0, 1.0}) fraction = size + step / fraction;
  return density / fraction / kRoot2Pi;
}

}  // namespace

double normal_probability(double x) noexcept { return x > 0 ? 1 - lower_tail(x) : lower_tail(-x); }

}  // namespace luoshi::numeric

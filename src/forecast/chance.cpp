#include "forecast/chance.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {

double binomial_tail(std::uint64_t things, double p, std::uint64_t wanted) {
  expects(p >= 0 && p <= 1, "a chance");
  if (wanted == 0) return 1.0;
  if (wanted > things || p == 0) return 0.0;
  if (p == 1) return 1.0;
  const double n = static_cast<double>(things), odds = p / (1 - p);
  // Weights relative to the mode's neither overflow nor underflow where it matters.
  constexpr double kNegligible = 1e-20;
  const auto mode = static_cast<std::uint64_t>(std::min(n, (n + 1) * p));
  double below = 0, above = 0;
  const auto count = [&](std::uint64_t k, double weight) { (k >= wanted ? above : below) += weight; };
  count(mode, 1.0);
  double weight = 1.0;
  for (std::uint64_t k = mode; k < things && weight > kNegligible; ++k)
    count(k + 1, weight *= static_cast<double>(things - k) / static_cast<double>(k + 1) * odds);
  weight = 1.0;
  for (std::uint64_t k = mode; k > 0 && weight > kNegligible; --k)
    count(k - 1, weight *= static_cast<double>(k) / static_cast<double>(things - k + 1) / odds);
  return above / (above + below);
}

double correlated_tail(std::uint64_t things, double p, double rho, std::uint64_t wanted) {
  expects(p > 0 && p < 1 && rho >= 0 && rho <= 0.95, "a chance inside 0 and 1, a correlation up to 0.95");
  if (rho == 0) return binomial_tail(things, p, wanted);
  constexpr int kPoints = 4001;
  constexpr double kReach = 8.5, kStep = 2 * kReach / (kPoints - 1), kDensity = 0.3989422804014327;
  const double threshold = normal_quantile(p), load = numeric::sqrt(rho), own = numeric::sqrt(1 - rho);
  double sum = 0, weights = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double z = -kReach + kStep * i, weight = kDensity * numeric::exp(-0.5 * z * z);
    sum += weight * binomial_tail(things, numeric::normal_probability((threshold - load * z) / own), wanted);
    weights += weight;
  }
  return sum / weights;
}

}  // namespace luoshi::forecast

#include "forecast/count.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr double kNegligible = 1e-20;  // of the mode's weight

// P(N ≥ wanted) for a distribution on 0, 1, 2 … given by weight(k+1)/weight(k) = ratio(k), with its mode at `mode`.
// Weights are taken relative to the mode's, which neither overflow nor underflow where it matters.
template <class Ratio>
double upper_tail(std::uint64_t mode, std::uint64_t wanted, Ratio ratio) {
  double below = 0.0;
  double above = 0.0;
  const auto count = [&](std::uint64_t k, double weight) { (k >= wanted ? above : below) += weight; };
  count(mode, 1.0);
  double weight = 1.0;
  for (std::uint64_t k = mode; weight > kNegligible; ++k) count(k + 1, weight *= ratio(k));
  weight = 1.0;
  for (std::uint64_t k = mode; k > 0 && weight > kNegligible; --k) count(k - 1, weight /= ratio(k - 1));
  return above / (above + below);
}

double poisson_tail(double mean, std::uint64_t wanted) {
  if (mean <= 0.0) return wanted == 0 ? 1.0 : 0.0;
  return upper_tail(static_cast<std::uint64_t>(mean), wanted,
                    [&](std::uint64_t k) { return mean / static_cast<double>(k + 1); });
}

// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
double gamma_quantile(double shape, double z) {
  const double root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * std::sqrt(shape));
  return root <= 0.0 ? 0.0 : shape * root * root * root;
}

}  // namespace

CountForecast forecast_count(const RatePrior& prior, const Counted& seen, std::uint64_t wanted, double horizon_months) {
  expects(prior.shape > 0.0 && prior.months >= 0.0, "a prior with positive shape");
  expects(seen.months >= 0.0 && prior.months + seen.months > 0.0, "some time in which was counted");
  expects(horizon_months > 0.0, "time left");
  const double shape = prior.shape + static_cast<double>(seen.things);
  const double months = prior.months + seen.months;
  const double failure = horizon_months / (months + horizon_months);  // 1 − p
  const double mean = shape * horizon_months / months;
  const double mode = shape > 1.0 ? (shape - 1.0) * horizon_months / months : 0.0;

  CountForecast forecast;
  forecast.mean = mean;
  forecast.probability = upper_tail(static_cast<std::uint64_t>(mode), wanted, [&](std::uint64_t k) {
    return (shape + static_cast<double>(k)) / static_cast<double>(k + 1) * failure;
  });
  forecast.low = poisson_tail(gamma_quantile(shape, -numeric::kNormalNinety) * horizon_months / months, wanted);
  forecast.high = poisson_tail(gamma_quantile(shape, numeric::kNormalNinety) * horizon_months / months, wanted);
  return forecast;
}

double rate_at(const RatePrior& prior, const Counted& seen, double score) {
  expects(prior.shape > 0.0 && prior.months + seen.months > 0.0, "a prior with positive shape, some time in which was counted");
  return gamma_quantile(prior.shape + static_cast<double>(seen.things), score) / (prior.months + seen.months);
}

}  // namespace luoshi::forecast

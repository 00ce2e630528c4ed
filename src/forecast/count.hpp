#pragma once

#include <cstdint>

namespace luoshi::forecast {

/// What is believed of a rate of things done per month before this work is counted: a gamma distribution, mean
/// shape ÷ months. Shape ½ with 0 months is Jeffreys' prior for a Poisson rate: nothing is known.
struct RatePrior {
  double shape = 0.5;
  double months = 0.0;
};

/// Things counted in a time (有据).
struct Counted {
  std::uint64_t things = 0;
  double months = 0.0;
};

/// How likely so many more are done in so much time, and how sure one can be of that.
struct CountForecast {
  double probability = 0.0;  ///< P(N ≥ wanted), the rate's own doubt counted in
  double low = 0.0;          ///< P(N ≥ wanted) were the rate at its 10 % quantile
  double high = 0.0;         ///< … at its 90 % quantile
  double mean = 0.0;         ///< expected number
};

/// Gamma–Poisson forecast of a count (伽马—泊松): things come singly at a rate λ that is constant and unknown.
///
/// λ ~ Gamma(shape + things, months + months seen); N in the horizon given λ is Poisson(λ·horizon), so N is negative
/// binomial: r = shape + things, success probability p = (months)/(months + horizon).
/// Holds for counts far below their total (no saturation) and without seasons. Tails are summed from the mode by the
/// ratio of neighbours, so no logarithm is needed; relative error below 1e-12. The quantiles of λ are Wilson and
/// Hilferty's (1931), within 1 % for r ≥ 1.
/// Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6. Verified by case B1 of the shared data.
/// Requires shape > 0, months ≥ 0 with a sum of months > 0, horizon > 0, all finite.
[[nodiscard]] CountForecast forecast_count(const RatePrior& prior, const Counted& seen, std::uint64_t wanted,
                                           double horizon_months);

/// The rate a month at a standard normal score of its doubt, by the same quantiles.
[[nodiscard]] double rate_at(const RatePrior& prior, const Counted& seen, double score);

}  // namespace luoshi::forecast

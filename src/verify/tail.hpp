#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace luoshi::verify {

/// Where to ask, learned from a station's own sound past (自身历史定门槛).
///
/// The n largest tenth of the past statistics exceed u; their excess is taken as exponential with mean β. A threshold t that
/// a sound future exceeds `per_year` times a year is
///   t = u + n·β·((λ / per_year)^(1/n) − 1),   λ = exceedances of u a year,
/// the prediction for an exponential whose mean was itself estimated from n values; with n → ∞ it is u + β·ln(λ/per_year).
/// Assumes: the past is sound and like the future, statistics of different windows are independent, the tail is no heavier
/// than exponential. Where it is heavier more questions are asked than said; docs/methods/verify.md measures that.
/// Source: Coles, An Introduction to Statistical Modeling of Extreme Values (2001), ch. 4 (shape 0); the prediction form is
/// that of the F distribution for exponential waiting times.
struct Tail {
  double u = 0.0, mean_excess = 0.0, exceedances_per_year = 0.0;
  std::size_t exceedances = 0;
  std::size_t windows = 0;  ///< of the past

  [[nodiscard]] double threshold(double per_year) const;
  /// Exceedances a year expected of sound data beyond that statistic, the inverse of `threshold`.
  [[nodiscard]] double rate(double statistic) const;
};

/// P(at least k of n new windows exceed u): u was the (m+1)-th largest of the past windows, so without any assumption on
/// their distribution the number is beta-binomial with (m + 1, windows − m), m = `exceedances`. Assumes exchangeable windows.
[[nodiscard]] double exceedance_tail(const Tail& tail, std::size_t k, std::size_t n);

inline constexpr std::size_t kLeastPast = 30;  ///< fewer windows of the past teach nothing

/// Learns the tail; nothing with fewer than `kLeastPast` statistics. Requires years > 0.
[[nodiscard]] std::optional<Tail> tail_of(std::vector<double> past, double years);

/// P(X ≥ k) for X binomial with n trials of probability p; exact sum, absolute error below 1e-12.
[[nodiscard]] double binomial_tail(std::size_t k, std::size_t n, double p);
/// P(X ≥ k) for X Poisson with that mean.
[[nodiscard]] double poisson_tail(std::size_t k, double mean);
/// The t with P(T ≤ t) = p for Student's distribution; error below 1 % of t for 5 degrees of freedom or more and
/// 1e-4 ≤ p ≤ 1 − 1e-4. Source: Abramowitz and Stegun, 26.7.5. Requires freedom ≥ 3.
[[nodiscard]] double student_quantile(double p, double freedom);

}  // namespace luoshi::verify

#include "verify/tail.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::verify {

double Tail::threshold(double per_year) const {
  expects(per_year > 0, "a rate");
  if (exceedances == 0 || per_year >= exceedances_per_year) return u;
  const auto n = static_cast<double>(exceedances);
  return u + n * mean_excess * numeric::expm1(numeric::log(exceedances_per_year / per_year) / n);
}

double Tail::rate(double statistic) const {
  if (exceedances == 0 || statistic <= u || mean_excess <= 0) return exceedances_per_year;
  const auto n = static_cast<double>(exceedances);
  return exceedances_per_year * numeric::exp(-n * numeric::log(1.0 + (statistic - u) / (n * mean_excess)));
}

std::optional<Tail> tail_of(std::vector<double> past, double years) {
  expects(years > 0, "some time");
  if (past.size() < kLeastPast) return std::nullopt;
  std::sort(past.begin(), past.end());
  const std::size_t kept = std::max<std::size_t>(past.size() / 10, 8);
  Tail tail;
  tail.windows = past.size();
  tail.u = past[past.size() - kept - 1];
  double sum = 0.0;
  for (const double statistic : past)
    if (statistic > tail.u) {
      ++tail.exceedances;
      sum += statistic - tail.u;
    }
  if (tail.exceedances > 0) tail.mean_excess = sum / static_cast<double>(tail.exceedances);
  tail.exceedances_per_year = static_cast<double>(tail.exceedances) / years;
  return tail;
}

double exceedance_tail(const Tail& tail, std::size_t k, std::size_t n) {
  expects(tail.windows > tail.exceedances, "some windows did not exceed");
  const double a = static_cast<double>(tail.exceedances) + 1, b = static_cast<double>(tail.windows - tail.exceedances);
  const auto trials = static_cast<double>(n);
  double term = 1.0, below = 0.0;  // P(0), then each further term from the one before it
  for (std::size_t i = 0; i < n; ++i) term *= (b + static_cast<double>(i)) / (a + b + static_cast<double>(i));
  for (std::size_t j = 0; j < k && j <= n; ++j) {
    below += term;
    const auto at = static_cast<double>(j);
    term *= (trials - at) / (at + 1) * (a + at) / (b + trials - at - 1);
  }
  return std::max(0.0, 1.0 - below);
}

double binomial_tail(std::size_t k, std::size_t n, double p) {
  expects(p >= 0 && p <= 1, "a probability");
  if (k == 0) return 1.0;
  if (k > n || p == 0.0) return 0.0;
  if (p == 1.0) return 1.0;
  // log of C(n, k) p^k (1−p)^(n−k), then each further term from the one before it.
  double log_term = static_cast<double>(n - k) * numeric::log(1.0 - p) + static_cast<double>(k) * numeric::log(p);
  for (std::size_t i = 0; i < k; ++i)
    log_term += numeric::log(static_cast<double>(n - i)) - numeric::log(static_cast<double>(i + 1));
  double term = numeric::exp(log_term), sum = term;
  for (std::size_t i = k; i < n && term > 0; ++i) {
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1) * p / (1.0 - p);
    sum += term;
  }
  return std::min(sum, 1.0);
}

double poisson_tail(std::size_t k, double mean) {
  expects(mean >= 0, "a mean");
  if (k == 0) return 1.0;
  if (mean == 0.0) return 0.0;
  double log_term = -mean + static_cast<double>(k) * numeric::log(mean);
  for (std::size_t i = 1; i <= k; ++i) log_term -= numeric::log(static_cast<double>(i));
  double term = numeric::exp(log_term), sum = term;
  for (std::size_t i = k + 1; term > sum * 1e-17 && i < k + 100'000; ++i) {
    term *= mean / static_cast<double>(i);
    sum += term;
  }
  return std::min(sum, 1.0);
}

double student_quantile(double p, double freedom) {
  expects(freedom >= 3, "at least three degrees of freedom");
  const double x = normal_quantile(p), x2 = x * x, n = freedom;
  const double g1 = x * (x2 + 1) / 4;
  const double g2 = x * ((5 * x2 + 16) * x2 + 3) / 96;
  const double g3 = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
  const double g4 = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;
  return x + g1 / n + g2 / (n * n) + g3 / (n * n * n) + g4 / (n * n * n * n);
}

}  // namespace luoshi::verify

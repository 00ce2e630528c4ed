#include "assess/learned.hpp"

#include <algorithm>
#include <array>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::assess {
namespace {

constexpr double kOneTail = 0.05;

struct Moments {
  double mean = 0, variance_of_mean = 0;
};

std::optional<Moments> moments_of(const std::vector<double>& samples) {
  if (samples.size() < 2) return std::nullopt;
  const double n = static_cast<double>(samples.size());
  double sum = 0, squares = 0;
  for (const double sample : samples) sum += sample;
  const double mean = sum / n;
  for (const double sample : samples) squares += (sample - mean) * (sample - mean);
  return Moments{mean, squares / (n - 1) / n};
}

// Student's 95 % quantile over the normal one, by degrees of freedom from 1: how much wider few pairs leave a mean.
double widened(std::size_t pairs) {
  constexpr std::array<double, 12> kQuantiles{6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782};
  return kQuantiles.at(std::min(pairs - 2, kQuantiles.size() - 1)) / 1.645;
}

std::optional<Measured> measured_of(const Trial& trial) {
  expects(trial.size > 0, "a measure of some size");
  if (!trial.falls.empty()) {
    const auto falls = moments_of(trial.falls);
    if (!falls || !(falls->variance_of_mean > 0)) return std::nullopt;
    const double effect = falls->mean / trial.size;
    return Measured{trial.measure, effect, widened(trial.falls.size()) * numeric::sqrt(falls->variance_of_mean) / trial.size, trial.promised, effect};
  }
  const auto before = moments_of(trial.before), after = moments_of(trial.after);
  const auto control_before = moments_of(trial.control_before), control_after = moments_of(trial.control_after);
  if (!before || !after || !control_before || !control_after) return std::nullopt;
  const double variance = before->variance_of_mean + after->variance_of_mean + control_before->variance_of_mean +
                          control_after->variance_of_mean;
  if (!(variance > 0)) return std::nullopt;
  Measured measured;
  measured.measure = trial.measure;
  measured.effect = ((before->mean - after->mean) - (control_before->mean - control_after->mean)) / trial.size;
  measured.standard_error = numeric::sqrt(variance) / trial.size;
  measured.promised = trial.promised;
  measured.pooled = measured.effect;
  return measured;
}

// One spread that may be true: how well it explains what was seen, and the mean it implies.
struct Spread {
  double tau = 0, log_likelihood = 0, mean = 0, variance_of_mean = 0, weight = 0;
};

Spread spread_at(double tau, const std::vector<Measured>& all) {
  double weights = 0, weighted = 0, log_variances = 0, misfit = 0;
  for (const Measured& one : all) {
    const double variance = one.standard_error * one.standard_error + tau * tau;
    weights += 1 / variance;
    weighted += one.effect / variance;
    log_variances += numeric::log(variance);
  }
  Spread spread{tau, 0, weighted / weights, 1 / weights, 0};
  for (const Measured& one : all) {
    const double off = one.effect - spread.mean;
    misfit += off * off / (one.standard_error * one.standard_error + tau * tau);
  }
  spread.log_likelihood = -0.5 * (misfit + numeric::log(weights) + log_variances);
  return spread;
}

std::vector<Spread> spreads_of(const std::vector<Measured>& all) {
  constexpr int kValues = 60;
  const double n = static_cast<double>(all.size());
  double sum = 0, squares = 0;
  for (const Measured& one : all) sum += one.effect;
  for (const Measured& one : all) squares += (one.effect - sum / n) * (one.effect - sum / n);
  const double top = 5 * numeric::sqrt(squares / (n - 1));
  std::vector<Spread> spreads;
  for (int i = 0; i < kValues; ++i) spreads.push_back(spread_at((i + 0.5) / kValues * top, all));
  double best = spreads[0].log_likelihood, total = 0;
  for (const Spread& spread : spreads) best = std::max(best, spread.log_likelihood);
  for (Spread& spread : spreads) total += spread.weight = numeric::exp(spread.log_likelihood - best);
  for (Spread& spread : spreads) spread.weight /= total;
  return spreads;
}

// The middle nine tenths of a mixture of normals, by halving.
template <class Variance>
Estimate interval_of(const std::vector<Spread>& spreads, Variance variance_of) {
  double mean = 0, least = spreads[0].mean, most = spreads[0].mean;
  for (const Spread& spread : spreads) {
    mean += spread.weight * spread.mean;
    const double far = 10 * numeric::sqrt(variance_of(spread));
    least = std::min(least, spread.mean - far);
    most = std::max(most, spread.mean + far);
  }
  const auto quantile = [&](double wanted) {
    double low = least, high = most;
    for (int step = 0; step < 40; ++step) {
      const double middle = (low + high) / 2;
      double below = 0;
      for (const Spread& spread : spreads)
        below += spread.weight * numeric::normal_probability((middle - spread.mean) / numeric::sqrt(variance_of(spread)));
      (below < wanted ? low : high) = middle;
    }
    return (low + high) / 2;
  };
  return {mean, quantile(kOneTail), quantile(1 - kOneTail)};
}

void pool(std::vector<Measured>& all, const std::vector<Spread>& spreads) {
  for (Measured& one : all) {
    one.pooled = 0;
    const double own = one.standard_error * one.standard_error;
    for (const Spread& spread : spreads) {
      const double between = spread.tau * spread.tau;
      one.pooled += spread.weight * (between * one.effect + own * spread.mean) / (between + own);
    }
  }
}

}  // namespace

Learned learn(const std::vector<Trial>& trials) {
  Learned learned;
  for (const Trial& trial : trials) {
    if (const auto measured = measured_of(trial)) learned.measured.push_back(*measured);
    else learned.unjudged.push_back(trial.measure);
  }
  std::vector<Measured>& all = learned.measured;
  if (all.size() < 3) return learned;
  const std::vector<Spread> spreads = spreads_of(all);
  pool(all, spreads);
  for (const Spread& spread : spreads) learned.between += spread.weight * spread.tau;
  learned.mean = interval_of(spreads, [](const Spread& spread) { return spread.variance_of_mean; });
  learned.next = interval_of(spreads, [](const Spread& spread) { return spread.variance_of_mean + spread.tau * spread.tau; });
  double promised = 0;
  for (const Measured& one : all) promised += one.promised / static_cast<double>(all.size());
  if (promised > 0) learned.share_of_promise = learned.mean->effect / promised;
  return learned;
}

}  // namespace luoshi::assess

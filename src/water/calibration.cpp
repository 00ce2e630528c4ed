#include "water/calibration.hpp"

#include <algorithm>
#include <limits>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "numeric/dense.hpp"
#include "numeric/elementary.hpp"
#include "numeric/reduce.hpp"

namespace luoshi::water {
namespace {

constexpr double kStep = 1e-5;  // in ln factor
constexpr double kIndistinct = 1e4;
constexpr int kRounds = 40;

/// The model with knobs turned, and the weighted misfits it gives.
class Misfit {
 public:
  Misfit(const SteadyModel& model, const std::vector<Knob>& knobs, const std::vector<Measured>& measured)
      : base_{model}, knobs_{knobs}, measured_{measured} {}

  std::vector<double> at(const std::vector<double>& log_factor) {
    ++solves;
    Network net = base_.network();
    Kinetics kinetics = base_.kinetics();
    for (std::size_t k = 0; k < knobs_.size(); ++k) {
      const double factor = numeric::exp(log_factor[k]);
      if (knobs_[k].kind == Knob::Kind::Rate) {
        kinetics.reactions[knobs_[k].reaction].at_20 *= factor;
        for (Reach& reach : net.reaches)
          if (!reach.rates_at_20.empty()) reach.rates_at_20[knobs_[k].reaction] *= factor;
        continue;
      }
      for (Source& source : net.sources)
        if (source.sector == knobs_[k].sector) source.load[knobs_[k].species] *= factor;
    }
    const auto made = SteadyModel::make(std::move(net), std::move(kinetics));
    expects(std::holds_alternative<SteadyModel>(made), "a sound network stays sound");
    const auto& solved = std::get<SteadyModel>(made);
    std::vector<double> misfit;
    for (const Measured& one : measured_) {
      if (solved.has(one.reach, Mark::Dry) || solved.has(one.reach, Mark::CannotSayTidal))
        throw Error{Fault::BadInput, "a measurement stands at reach " + solved.network().reaches[one.reach].id +
                                         ", where the model gives nothing (dry or tidal); leave it out"};
      misfit.push_back((solved.concentration(one.reach, one.species) - one.value) / one.error);
    }
    return misfit;
  }
  std::size_t solves = 0;

 private:
  const SteadyModel& base_;
  const std::vector<Knob>& knobs_;
  const std::vector<Measured>& measured_;
};

double sum_of_squares(const std::vector<double>& values) {
  numeric::CarefulSum sum;
  for (const double value : values) sum.add(value * value);
  return sum.value();
}

/// d misfit / d ln factor by central differences, measurement by measurement.
std::vector<double> slopes(Misfit& misfit, const std::vector<double>& at, std::size_t rows) {
  std::vector<double> made(rows * at.size());
  for (std::size_t k = 0; k < at.size(); ++k) {
    auto up = at, down = at;
    up[k] += kStep, down[k] -= kStep;
    const auto high = misfit.at(up), low = misfit.at(down);
    for (std::size_t i = 0; i < rows; ++i) made[i * at.size() + k] = (high[i] - low[i]) / (2 * kStep);
  }
  return made;
}

/// JᵀJ of the knobs that are free.
std::vector<double> normal_matrix(const std::vector<double>& j, std::size_t rows, std::size_t knobs,
                                  const std::vector<std::size_t>& free) {
  std::vector<double> made(free.size() * free.size(), 0.0);
  for (std::size_t a = 0; a < free.size(); ++a)
    for (std::size_t b = 0; b < free.size(); ++b) {
      numeric::CarefulSum sum;
      for (std::size_t i = 0; i < rows; ++i) sum.add(j[i * knobs + free[a]] * j[i * knobs + free[b]]);
      made[a * free.size() + b] = sum.value();
    }
  return made;
}

/// Eigenvalues of a small symmetric matrix by Jacobi's rotations.
std::vector<double> eigenvalues(std::vector<double> a, std::size_t n) {
  for (int sweep = 0; sweep < 60; ++sweep) {
    double off = 0, all = 0;
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = 0; q < n; ++q) (p == q ? all : off) += a[p * n + q] * a[p * n + q];
    if (off <= 1e-30 * all) break;
    for (std::size_t p = 0; p + 1 < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a[p * n + q] == 0) continue;
        const double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        const double t = (theta >= 0 ? 1.0 : -1.0) / ((theta >= 0 ? theta : -theta) + numeric::sqrt(theta * theta + 1));
        const double c = 1 / numeric::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = a[k * n + p], kq = a[k * n + q];
          a[k * n + p] = c * kp - s * kq, a[k * n + q] = s * kp + c * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = a[p * n + k], qk = a[q * n + k];
          a[p * n + k] = c * pk - s * qk, a[q * n + k] = s * pk + c * qk;
        }
      }
  }
  std::vector<double> made;
  for (std::size_t k = 0; k < n; ++k) made.push_back(a[k * n + k]);
  std::sort(made.begin(), made.end());
  return made;
}

}  // namespace

Calibration calibrate(const SteadyModel& model, const std::vector<Knob>& knobs, const std::vector<Measured>& measured) {
  expects(!knobs.empty() && measured.size() >= knobs.size(), "as many measurements as knobs");
  for (const Knob& knob : knobs) expects(knob.least > 0 && knob.least <= 1 && knob.most >= 1, "bounds around 1");
  for (const Measured& one : measured) expects(one.error > 0, "an error above 0");
  const std::size_t count = knobs.size(), rows = measured.size();
  std::vector<double> low, high, at(count, 0.0);
  for (const Knob& knob : knobs) low.push_back(numeric::log(knob.least)), high.push_back(numeric::log(knob.most));
  Misfit misfit{model, knobs, measured};
  std::vector<double> now = misfit.at(at), j;
  double cost = sum_of_squares(now);
  for (int round = 0; round < kRounds; ++round) {
    j = slopes(misfit, at, rows);
    std::vector<double> downhill(count, 0.0);
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t i = 0; i < rows; ++i) downhill[k] -= j[i * count + k] * now[i];
    std::vector<std::size_t> free;
    for (std::size_t k = 0; k < count; ++k)
      if (!(at[k] <= low[k] && downhill[k] < 0) && !(at[k] >= high[k] && downhill[k] > 0)) free.push_back(k);
    if (free.empty()) break;
    auto normal = normal_matrix(j, rows, count, free);
    double trace = 0;
    for (std::size_t a = 0; a < free.size(); ++a) trace += normal[a * free.size() + a];
    // A trace of the trace keeps directions the data do not see from running away.
    for (std::size_t a = 0; a < free.size(); ++a) normal[a * free.size() + a] += 1e-12 * trace;
    auto factors = numeric::LuFactors::of(std::move(normal), free.size());
    if (!factors) break;
    std::vector<double> step;
    for (const std::size_t k : free) step.push_back(downhill[k]);
    factors->solve(step);
    bool better = false;
    double length = 0;
    for (double part = 1; part > 1e-6 && !better; part /= 2) {
      auto next = at;
      for (std::size_t a = 0; a < free.size(); ++a)
        next[free[a]] = std::clamp(at[free[a]] + part * step[a], low[free[a]], high[free[a]]);
      auto there = misfit.at(next);
      const double trial = sum_of_squares(there);
      if (!(trial < cost)) continue;
      for (std::size_t k = 0; k < count; ++k)
        length = std::max(length, next[k] > at[k] ? next[k] - at[k] : at[k] - next[k]);
      better = true;
      at = std::move(next), now = std::move(there), cost = trial;
    }
    if (!better || length < 1e-9) break;
  }

  Calibration made;
  j = slopes(misfit, at, rows);
  std::vector<std::size_t> all(count);
  for (std::size_t k = 0; k < count; ++k) all[k] = k;
  const auto normal = normal_matrix(j, rows, count, all);
  const auto values = eigenvalues(normal, count);
  made.condition =
      values.front() > 0 ? numeric::sqrt(values.back() / values.front()) : std::numeric_limits<double>::infinity();
  const auto factors = numeric::LuFactors::of(normal, count);
  for (std::size_t k = 0; k < count; ++k) {
    std::vector<double> unit(count, 0.0);
    unit[k] = 1;
    if (factors) factors->solve(unit);
    made.standard_error.push_back(factors && unit[k] > 0 ? numeric::sqrt(unit[k])
                                                         : std::numeric_limits<double>::infinity());
    made.factor.push_back(numeric::exp(at[k]));
    made.at_bound.push_back(at[k] <= low[k] || at[k] >= high[k]);
  }
  if (!(made.condition < kIndistinct))
    made.warning =
        "the measurements cannot tell these knobs apart (condition above 1e4); fix some of them or measure elsewhere";
  numeric::CarefulSum bias, mean, spread, missed;
  for (const double value : now) bias.add(value);
  for (const Measured& one : measured) mean.add(one.value);
  for (std::size_t i = 0; i < rows; ++i) {
    const double apart = measured[i].value - mean.value() / static_cast<double>(rows),
                 error = now[i] * measured[i].error;
    spread.add(apart * apart);
    missed.add(error * error);
  }
  made.rmse = numeric::sqrt(cost / static_cast<double>(rows));
  made.bias = bias.value() / static_cast<double>(rows);
  made.nash_sutcliffe = spread.value() > 0 ? 1 - missed.value() / spread.value() : 0;
  made.solves = misfit.solves;
  return made;
}

}  // namespace luoshi::water

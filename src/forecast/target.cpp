#include "forecast/target.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr double kMostExact = 2048, kSteps = 1024, kNegligible = 1e-13;

/// A part on the lattice: what is above its least amount, as cells with the share of each amount.
struct Rise {
  std::vector<double> thresholds;  ///< normal scores below which the part brings at most amount k; none for the last
  struct Share {
    std::size_t cell = 0;
    double upper = 0;  ///< the share that goes to the cell above
  };
  std::vector<Share> shares;       ///< of each amount
  std::size_t cells = 1;
};

struct Lattice {
  double least = 0, step = 1;
  std::vector<Rise> rises;
};

// A sum of decimals is a whole number of their steps but for a hair.
bool is_whole(double value) { return std::abs(value - std::floor(value + 0.5)) <= 1e-9 * std::max(1.0, value); }

// The coarsest power of ten of which every weighted amount lies a whole number above its part's least; 0 where none keeps the
// lattice small.
double exact_step(std::span<const TargetPart> parts, double span) {
  for (const double step : {1e6, 1e5, 1e4, 1e3, 100.0, 10.0, 1.0, 0.1, 0.01, 0.001}) {
    if (span > kMostExact * step) return 0;
    const bool fits = std::all_of(parts.begin(), parts.end(), [&](const TargetPart& part) {
      return std::all_of(part.amounts.begin(), part.amounts.end(),
                         [&](double amount) { return is_whole(part.weight * (amount - part.amounts.front()) / step); });
    });
    if (fits) return step;
  }
  return 0;
}

void check(std::span<const TargetPart> parts, double shared) {
  expects(!parts.empty() && shared >= 0 && shared <= kMostShared, "parts, and a share of luck in range");
  for (const TargetPart& part : parts) {
    expects(!part.amounts.empty() && part.amounts.size() == part.chances.size(), "amounts with their chances");
    expects(std::isfinite(part.wanted) && std::isfinite(part.weight) && part.weight >= 0, "a finite promise and weight");
    double sum = 0;
    for (std::size_t k = 0; k < part.amounts.size(); ++k) {
      expects(std::isfinite(part.amounts[k]) && part.chances[k] >= 0 && (k == 0 || part.amounts[k] > part.amounts[k - 1]), "amounts that rise");
      sum += part.chances[k];
    }
    expects(sum > 1 - 1e-6 && sum < 1 + 1e-6, "chances that sum to 1");
  }
}

Lattice lattice_of(std::span<const TargetPart> parts) {
  Lattice made;
  double span = 0;
  for (const TargetPart& part : parts) {
    made.least += part.weight * part.amounts.front();
    span += part.weight * (part.amounts.back() - part.amounts.front());
  }
  const double exact = exact_step(parts, span);
  if (span > 0) made.step = exact > 0 ? exact : span / kSteps;
  for (const TargetPart& part : parts) {
    Rise rise;
    double below = 0;
    for (std::size_t k = 0; k < part.amounts.size(); ++k) {
      double place = part.weight * (part.amounts[k] - part.amounts.front()) / made.step;
      if (exact > 0) place = std::floor(place + 0.5);
      const double cell = std::floor(place);
      rise.shares.push_back({static_cast<std::size_t>(cell), place - cell});
      below += part.chances[k];
      if (k + 1 < part.amounts.size()) rise.thresholds.push_back(below <= 1e-15 ? -40.0 : below >= 1 - 1e-15 ? 40.0 : normal_quantile(below));
    }
    rise.cells = rise.shares.back().cell + (rise.shares.back().upper > 0 ? 2 : 1);
    made.rises.push_back(std::move(rise));
  }
  return made;
}

/// The sum's distribution given the shared luck: chances[k] is that of `least` + k·step.
std::vector<double> sums_given(const Lattice& lattice, double shared, double luck) {
  const double load = numeric::sqrt(shared), own = numeric::sqrt(1 - shared);
  std::vector<double> sums{1.0};
  for (const Rise& rise : lattice.rises) {
    std::vector<double> cells(rise.cells, 0.0);
    double below = 0;
    for (std::size_t k = 0; k < rise.shares.size(); ++k) {
      const double until = k < rise.thresholds.size() ? numeric::normal_probability((rise.thresholds[k] - load * luck) / own) : 1.0;
      const double chance = std::max(0.0, until - below);
      below = std::max(below, until);
      if (chance <= 0) continue;
      cells[rise.shares[k].cell] += chance * (1 - rise.shares[k].upper);
      if (rise.shares[k].upper > 0) cells[rise.shares[k].cell + 1] += chance * rise.shares[k].upper;
    }
    std::vector<double> more(sums.size() + cells.size() - 1, 0.0);
    for (std::size_t j = 0; j < cells.size(); ++j) {
      if (cells[j] < kNegligible) continue;
      for (std::size_t i = 0; i < sums.size(); ++i) more[i + j] += sums[i] * cells[j];
    }
    sums = std::move(more);
  }
  return sums;
}

// A hair below the goal is the goal: sums of decimals are not exact.
double tail_of(const Lattice& lattice, const std::vector<double>& sums, double goal) {
  const double hair = 1e-9 * std::max(1.0, std::abs(goal));
  double above = 0, all = 0;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    all += sums[k];
    if (lattice.least + static_cast<double>(k) * lattice.step >= goal - hair) above += sums[k];
  }
  return all > 0 ? std::min(1.0, above / all) : 0.0;
}

TargetForecast forecast_on(const Lattice& lattice, double goal, double shared) {
  constexpr double kReach = 6.0;
  const int points = shared <= 0.5 ? 81 : 121;
  const double apart = 2 * kReach / (points - 1);
  TargetForecast made;
  std::vector<double> all;
  double weights = 0;
  for (int i = 0; i < points; ++i) {
    const double luck = shared > 0 ? -kReach + apart * i : 0.0, weight = numeric::exp(-0.5 * luck * luck);
    const auto sums = sums_given(lattice, shared, luck);
    all.resize(sums.size(), 0.0);
    for (std::size_t k = 0; k < sums.size(); ++k) all[k] += weight * sums[k];
    weights += weight;
    if (shared == 0) break;
  }
  for (double& each : all) each /= weights;
  made.chance = tail_of(lattice, all, goal);
  made.low = tail_of(lattice, sums_given(lattice, shared, -numeric::kNormalNinety), goal);
  made.high = tail_of(lattice, sums_given(lattice, shared, numeric::kNormalNinety), goal);
  // A chance that hangs on rare luck alone may lie beyond both tenths.
  made.low = std::min(made.low, made.chance), made.high = std::max(made.high, made.chance);
  double whole = 0, sum = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    whole += all[k];
    made.mean += all[k] * static_cast<double>(k);
  }
  made.mean = lattice.least + lattice.step * made.mean / whole;
  std::size_t at = 0;
  for (int percent = 5; percent <= 95; percent += 5) {
    while (at + 1 < all.size() && sum + all[at] < whole * percent / 100.0) sum += all[at++];
    made.quantiles.push_back(lattice.least + lattice.step * static_cast<double>(at));
  }
  return made;
}

}  // namespace

TargetForecast forecast_sum(std::span<const TargetPart> parts, double goal, double shared) {
  check(parts, shared);
  expects(std::isfinite(goal), "a finite goal");
  return forecast_on(lattice_of(parts), goal, shared);
}

TargetForecast forecast_all_of(std::span<const TargetPart> parts, double shared) {
  check(parts, shared);
  // Kept or not is an amount of one or none.
  std::vector<TargetPart> kept;
  for (const TargetPart& part : parts) {
    double chance = 0;
    for (std::size_t k = 0; k < part.amounts.size(); ++k)
      if (part.amounts[k] >= part.wanted - 1e-9 * std::max(1.0, std::abs(part.wanted))) chance += part.chances[k];
    chance = std::min(1.0, chance);
    TargetPart one;
    one.amounts = {0, 1};
    one.chances = {1 - chance, chance};
    kept.push_back(std::move(one));
  }
  return forecast_on(lattice_of(kept), static_cast<double>(kept.size()), shared);
}

}  // namespace luoshi::forecast

#include "forecast/target.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr double kMostExact = 2048, kSteps = 1024, kNegligible = 1e-13, kNothing = 1e-17;
constexpr std::size_t kDraws = 200;
constexpr std::uint64_t kSeed = 20240605;

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
    for (const std::vector<double>& each : part.cases) expects(each.size() == part.amounts.size(), "cases of the same amounts");
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

/// Of each amount of a part, its chance given the shared luck.
std::vector<double> chances_given(const Rise& rise, double shared, double luck) {
  const double load = numeric::sqrt(shared), own = numeric::sqrt(1 - shared);
  std::vector<double> made;
  double below = 0;
  for (std::size_t k = 0; k < rise.shares.size(); ++k) {
    const double until = k < rise.thresholds.size() ? numeric::normal_probability((rise.thresholds[k] - load * luck) / own) : 1.0;
    made.push_back(std::max(0.0, until - below));
    below = std::max(below, until);
  }
  return made;
}

/// The sum's distribution: chances[k] is that of `least` + k·step. `chances_of(p)` are those of part p's amounts.
template <class ChancesOf>
std::vector<double> sums_of(const Lattice& lattice, ChancesOf chances_of) {
  std::vector<double> sums{1.0};
  for (std::size_t p = 0; p < lattice.rises.size(); ++p) {
    const Rise& rise = lattice.rises[p];
    const std::vector<double> chances = chances_of(p);
    std::vector<double> cells(rise.cells, 0.0);
    for (std::size_t k = 0; k < rise.shares.size(); ++k) {
      if (chances[k] <= 0) continue;
      cells[rise.shares[k].cell] += chances[k] * (1 - rise.shares[k].upper);
      if (rise.shares[k].upper > 0) cells[rise.shares[k].cell + 1] += chances[k] * rise.shares[k].upper;
    }
    std::vector<double> more(sums.size() + cells.size() - 1, 0.0);
    const auto is_there = [](double chance) { return chance > kNothing; };
    const auto first = static_cast<std::size_t>(std::find_if(sums.begin(), sums.end(), is_there) - sums.begin());
    const auto end = sums.size() - static_cast<std::size_t>(std::find_if(sums.rbegin(), sums.rend(), is_there) - sums.rbegin());
    for (std::size_t j = 0; j < cells.size(); ++j) {
      if (cells[j] < kNegligible) continue;
      for (std::size_t i = first; i < end; ++i) more[i + j] += sums[i] * cells[j];
    }
    sums = std::move(more);
  }
  return sums;
}

std::vector<double> sums_given(const Lattice& lattice, double shared, double luck) {
  return sums_of(lattice, [&](std::size_t p) { return chances_given(lattice.rises[p], shared, luck); });
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

// Of each amount, how much of it each case makes: the cases over their sum.
std::vector<std::vector<double>> shares_of_cases(const TargetPart& part) {
  std::vector<std::vector<double>> shares = part.cases;
  for (std::size_t k = 0; k < part.amounts.size(); ++k) {
    double all = 0;
    for (const std::vector<double>& each : part.cases) all += each[k];
    for (std::vector<double>& each : shares) each[k] = all > 0 ? each[k] / all : 0;
  }
  return shares;
}

// Draws a part's case given the chances of its amounts, which become those of that case: Bayes' rule, all cases alike beforehand.
void settle(std::vector<double>& chances, const std::vector<std::vector<double>>& shares, double uniform) {
  std::vector<double> likely;
  double whole = 0;
  for (const std::vector<double>& each : shares) {
    double sum = 0;
    for (std::size_t k = 0; k < chances.size(); ++k) sum += chances[k] * each[k];
    likely.push_back(sum);
    whole += sum;
  }
  if (!(whole > 0)) return;  // the luck given allows only what no case reaches
  std::size_t drawn = 0;
  for (double left = uniform * whole - likely[0]; left >= 0 && drawn + 1 < likely.size(); left -= likely[drawn]) ++drawn;
  while (!(likely[drawn] > 0)) --drawn;
  for (std::size_t k = 0; k < chances.size(); ++k) chances[k] *= shares[drawn][k] / likely[drawn];
}

// Parts in an order of their own, so that draws do not hang on that in which they were given.
std::vector<std::size_t> order_of(std::span<const TargetPart> parts) {
  std::vector<std::size_t> order(parts.size());
  for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const TargetPart &one = parts[a], &other = parts[b];
    return std::tie(one.amounts, one.chances, one.weight, one.wanted, one.cases) < std::tie(other.amounts, other.chances, other.weight, other.wanted, other.cases);
  });
  return order;
}

// The tenths of the chance over the shared luck and every part's case.
void widen_by_cases(std::span<const TargetPart> parts, const Lattice& lattice, double goal, double shared, TargetForecast& made) {
  if (std::all_of(parts.begin(), parts.end(), [](const TargetPart& part) { return part.cases.empty(); })) return;
  const std::vector<std::size_t> order = order_of(parts);
  std::vector<std::vector<std::vector<double>>> shares;
  for (const TargetPart& part : parts) shares.push_back(shares_of_cases(part));
  std::vector<double> tails, uniform(parts.size());
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    Random random{kSeed, draw};
    for (const std::size_t p : order) uniform[p] = random.uniform();
    const double luck = shared > 0 ? normal_quantile((static_cast<double>(draw) + 0.5) / static_cast<double>(kDraws)) : 0.0;
    tails.push_back(tail_of(lattice, sums_of(lattice, [&](std::size_t p) {
      std::vector<double> chances = chances_given(lattice.rises[p], shared, luck);
      if (!shares[p].empty()) settle(chances, shares[p], uniform[p]);
      return chances;
    }), goal));
  }
  std::sort(tails.begin(), tails.end());
  made.low = std::min(made.low, tails[kDraws / 10]), made.high = std::max(made.high, tails[kDraws - 1 - kDraws / 10]);
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

// On a lattice that is not exact, amounts that share a cell stand as their mean: within a step, as the lattice itself.
TargetPart coarse(const TargetPart& part, double step) {
  TargetPart made;
  made.wanted = part.wanted, made.weight = part.weight;
  made.cases.resize(part.cases.size());
  double cell = -1;
  for (std::size_t k = 0; k < part.amounts.size(); ++k) {
    const double own = std::floor(part.weight * (part.amounts[k] - part.amounts.front()) / step);
    if (own != cell) {
      made.amounts.push_back(0), made.chances.push_back(0);
      for (std::vector<double>& each : made.cases) each.push_back(0);
      cell = own;
    }
    made.amounts.back() += part.amounts[k] * part.chances[k];
    made.chances.back() += part.chances[k];
    for (std::size_t c = 0; c < part.cases.size(); ++c) made.cases[c].back() += part.cases[c][k];
  }
  // A cell of no chance is none; its cases' chances are as small.
  TargetPart whole;
  whole.wanted = part.wanted, whole.weight = part.weight;
  whole.cases.resize(part.cases.size());
  for (std::size_t k = 0; k < made.amounts.size(); ++k) {
    if (!(made.chances[k] > 1e-200)) continue;  // below that a mean is noise
    whole.amounts.push_back(made.amounts[k] / made.chances[k]), whole.chances.push_back(made.chances[k]);
    for (std::size_t c = 0; c < made.cases.size(); ++c) whole.cases[c].push_back(made.cases[c][k]);
  }
  return whole;
}

std::vector<TargetPart> as_fine_as_needed(std::span<const TargetPart> parts) {
  double span = 0;
  for (const TargetPart& part : parts) span += part.weight * (part.amounts.back() - part.amounts.front());
  std::vector<TargetPart> made{parts.begin(), parts.end()};
  if (span <= 0 || exact_step(parts, span) > 0) return made;
  for (TargetPart& each : made) each = coarse(each, span / kSteps);
  return made;
}

}  // namespace

TargetForecast forecast_sum(std::span<const TargetPart> parts, double goal, double shared) {
  check(parts, shared);
  expects(std::isfinite(goal), "a finite goal");
  const std::vector<TargetPart> fine = as_fine_as_needed(parts);
  const Lattice lattice = lattice_of(fine);
  TargetForecast made = forecast_on(lattice, goal, shared);
  widen_by_cases(fine, lattice, goal, shared, made);
  return made;
}

namespace {

// Kept or not is an amount of one or none.
TargetPart kept_or_not(const TargetPart& part) {
  const auto chance_of = [&](const std::vector<double>& chances) {
    double chance = 0;
    for (std::size_t k = 0; k < part.amounts.size(); ++k)
      if (part.amounts[k] >= part.wanted - 1e-9 * std::max(1.0, std::abs(part.wanted))) chance += chances[k];
    return std::min(1.0, chance);
  };
  TargetPart made;
  const double chance = chance_of(part.chances);
  made.amounts = {0, 1};
  made.chances = {1 - chance, chance};
  for (const std::vector<double>& each : part.cases) {
    const double kept = chance_of(each);
    made.cases.push_back({1 - kept, kept});
  }
  return made;
}

std::vector<TargetPart> all_kept_or_not(std::span<const TargetPart> parts) {
  std::vector<TargetPart> made;
  for (const TargetPart& part : parts) made.push_back(kept_or_not(part));
  return made;
}

}  // namespace

TargetForecast forecast_all_of(std::span<const TargetPart> parts, double shared) {
  check(parts, shared);
  return forecast_sum(all_kept_or_not(parts), static_cast<double>(parts.size()), shared);
}

std::vector<TargetDriver> target_drivers(std::span<const TargetPart> parts, std::optional<double> goal, double shared) {
  check(parts, shared);
  std::vector<TargetPart> now = goal ? as_fine_as_needed(parts) : all_kept_or_not(parts);
  const double wanted = goal.value_or(static_cast<double>(parts.size()));
  std::vector<TargetDriver> made;
  for (std::size_t p = 0; p < now.size(); ++p) {
    // The mean of the first or last tenth of its cases.
    const auto chance_at = [&](std::size_t first, std::size_t count) {
      const std::vector<double> before = now[p].chances;
      std::vector<double>& held = now[p].chances;
      std::fill(held.begin(), held.end(), 0.0);
      for (std::size_t c = first; c < first + count; ++c)
        for (std::size_t k = 0; k < held.size(); ++k) held[k] += now[p].cases[c][k] / static_cast<double>(count);
      const double chance = forecast_on(lattice_of(now), wanted, shared).chance;
      held = before;
      return chance;
    };
    const std::size_t cases = now[p].cases.size(), tenth = std::max<std::size_t>(1, cases / 10);
    if (cases == 0) {
      const double chance = forecast_on(lattice_of(now), wanted, shared).chance;
      made.push_back({p, chance, chance});
    } else {
      made.push_back({p, chance_at(0, tenth), chance_at(cases - tenth, tenth)});
    }
  }
  std::stable_sort(made.begin(), made.end(), [](const TargetDriver& a, const TargetDriver& b) {
    return a.chance_high - a.chance_low > b.chance_high - b.chance_low;
  });
  return made;
}

}  // namespace luoshi::forecast

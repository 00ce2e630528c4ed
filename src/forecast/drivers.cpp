#include "forecast/drivers.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kMostChanges = 10;

/// The duration's quantile at chance p, its normal score z.
double duration_at(const Spread& spread, double p, double z) {
  switch (spread.kind) {
    case Spread::Kind::Fixed: return spread.a;
    case Spread::Kind::Lognormal: return spread.a * numeric::exp(spread.b * z);
    case Spread::Kind::Normal: return std::max(0.0, spread.a + spread.b * z);
    case Spread::Kind::Exponential: return -spread.a * numeric::log(1 - p);
    case Spread::Kind::Triangular: {
      const double width = spread.c - spread.a, rise = spread.b - spread.a;
      if (width <= 0) return spread.a;
      return p * width < rise ? spread.a + numeric::sqrt(p * width * rise) : spread.c - numeric::sqrt((1 - p) * width * (spread.c - spread.b));
    }
  }
  return spread.a;
}

bool is_drawn(const Spread& spread) {
  switch (spread.kind) {
    case Spread::Kind::Fixed: return false;
    case Spread::Kind::Lognormal:
    case Spread::Kind::Normal: return spread.b > 0;
    case Spread::Kind::Exponential: return spread.a > 0;
    case Spread::Kind::Triangular: return spread.c > spread.a;
  }
  return false;
}

Task held_at(const Task& task, double days) {
  Task held = task;
  held.spread = {Spread::Kind::Fixed, days, 0, 0};
  held.risk.reset();
  return held;
}

double median_of(std::vector<float> finish) {
  const auto middle = finish.begin() + static_cast<std::ptrdiff_t>(finish.size() / 2);
  std::nth_element(finish.begin(), middle, finish.end());
  return static_cast<double>(*middle);
}

/// The longest duration, to a hundredth of the way from half the median to the median and half again, that still reaches `wanted`.
void ease(LiveSimulation& live, const Task& task, double day, double wanted, NeededChange& change) {
  double enough = change.days_to, too_long = 3 * change.days_to;
  for (int step = 0; step < 8; ++step) {
    const double middle = 0.5 * (enough + too_long);
    live.change(change.task, held_at(task, middle));
    const double after = live.chance_by(0, day);
    if (after < wanted) {
      too_long = middle;
    } else {
      enough = middle;
      change.chance_after = after;
    }
  }
  change.days_to = enough;
}

}  // namespace

DriverReport find_drivers(const Network& network, std::uint32_t target, double day, double wanted, std::size_t most,
                          const SimulationOptions& options) {
  expects(wanted > 0 && wanted < 1 && target < network.tasks.size(), "a chance to reach, a target that exists");
  const Simulation first = simulate(network, std::span{&target, 1}, target, options);
  DriverReport report;
  report.chance = first.chance_by(0, day);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < network.tasks.size(); ++i) {
    const Task& task = network.tasks[i];
    const bool takes_time = task.spread.kind != Spread::Kind::Fixed || task.spread.a > 0 || task.risk;
    if (takes_time && first.criticality[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return first.criticality[a] > first.criticality[b]; });
  if (order.size() > most) order.resize(most);

  LiveSimulation live{network, {target}, options};
  for (const std::uint32_t i : order) {
    const Task task = network.tasks[i];
    Driver driver;
    driver.task = i;
    driver.criticality = first.criticality[i];
    live.change(i, held_at(task, duration_at(task.spread, 0.1, -numeric::kNormalNinety)));
    driver.early_day = median_of(live.finish(0));
    live.change(i, held_at(task, duration_at(task.spread, 0.9, numeric::kNormalNinety) + (task.risk && task.risk->chance > 0.1 ? task.risk->days : 0)));
    driver.late_day = median_of(live.finish(0));
    live.change(i, held_at(task, duration_at(task.spread, 0.5, 0)));
    driver.chance_if_sure = live.chance_by(0, day);
    live.change(i, task);
    report.drivers.push_back(driver);
  }
  std::stable_sort(report.drivers.begin(), report.drivers.end(),
                   [](const Driver& a, const Driver& b) { return a.late_day - a.early_day > b.late_day - b.early_day; });

  double chance = report.chance;
  std::vector<std::uint32_t> left = order;
  while (chance < wanted && !left.empty() && report.changes.size() < kMostChanges) {
    NeededChange best;
    best.chance_after = -1;
    for (const std::uint32_t i : left) {
      const double held = 0.5 * duration_at(network.tasks[i].spread, 0.5, 0);
      live.change(i, held_at(network.tasks[i], held));
      if (const double after = live.chance_by(0, day); after > best.chance_after) best = {i, held, after};
      live.change(i, network.tasks[i]);
    }
    if (best.chance_after <= chance) break;
    if (best.chance_after >= wanted) ease(live, network.tasks[best.task], day, wanted, best);
    live.change(best.task, held_at(network.tasks[best.task], best.days_to));
    left.erase(std::find(left.begin(), left.end(), best.task));
    chance = best.chance_after;
    report.changes.push_back(best);
  }
  report.reached = chance >= wanted;
  return report;
}

std::vector<std::uint32_t> worth_the_lattice(const Network& network, std::uint32_t target, const SimulationOptions& options) {
  constexpr std::size_t kStreams = 32, kFactors = 16, kPilot = 512;
  SimulationOptions pilot = options;
  pilot.lattice.clear();
  pilot.draws = kPilot;
  const Simulation made = simulate(network, std::span{&target, 1}, target, pilot);
  std::vector<std::uint32_t> tasks;
  if (made.stopped) return tasks;
  for (std::uint32_t task = 0; task < network.tasks.size(); ++task)
    if (made.criticality[task] > 0 && is_drawn(network.tasks[task].spread)) tasks.push_back(task);
  std::stable_sort(tasks.begin(), tasks.end(), [&](std::uint32_t a, std::uint32_t b) { return made.criticality[a] > made.criticality[b]; });
  tasks.resize(std::min(tasks.size(), kStreams - std::min<std::size_t>(network.factors, kFactors)));
  return tasks;
}

}  // namespace luoshi::forecast

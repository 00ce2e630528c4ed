#pragma once

#include <string>
#include <vector>

#include "forecast/network.hpp"
#include "forecast/simulate.hpp"

namespace luoshi::forecast {

/// What drives a date (主要驱动): one task's part in a target's finish.
struct Driver {
  std::uint32_t task = 0;
  double criticality = 0;          ///< the share of draws in which its delay would delay the target
  double early_day = 0, late_day = 0;  ///< the target's median were the task at its own 10 % and 90 % quantile
  double chance_if_sure = 0;       ///< of the target by the day, were the task sure to take its median without its risk
};

/// One step of what must change (必须改变什么): tasks held to a duration, one after the other.
struct NeededChange {
  std::uint32_t task = 0;
  /// Half its median and free of its risk; of the last step, the longest that is enough.
  double days_to = 0;
  double chance_after = 0;
};

struct DriverReport {
  double chance = 0;                  ///< of the target by the day, as things stand
  std::vector<Driver> drivers;        ///< the widest first
  std::vector<NeededChange> changes;  ///< until the chance is `wanted`, at most ten; empty when it is already
  bool reached = false;
};

/// Looks at the tasks most often critical (at most `most`), each by a kept simulation: common random numbers, so a difference is the
/// change's alone. Deterministic in the options. Requires 0 < wanted < 1.
[[nodiscard]] DriverReport find_drivers(const Network& network, std::uint32_t target, double day, double wanted, std::size_t most,
                                        const SimulationOptions& options);

/// The tasks whose durations are worth a place on the lattice (`SimulationOptions::lattice`): those critical for the target in any of 512 plain
/// draws, the most often first, as many as its 32 streams leave beside the first sixteen factors. None where nothing is drawn.
[[nodiscard]] std::vector<std::uint32_t> worth_the_lattice(const Network& network, std::uint32_t target, const SimulationOptions& options);

}  // namespace luoshi::forecast

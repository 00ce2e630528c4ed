#pragma once

#include <string>
#include <vector>

namespace luoshi::water {

/// What people and firms of a catchment make before any pipe, kg/s of every species, and the sewage it is in, m³/s.
struct Generation {
  double flow = 0;
  std::vector<double> load;
};

/// A sewer catchment (排水片区). Where 975 km of sewer become kilograms: more pipe is a larger `collected`, repaired
/// pipe a smaller `leaked` and `infiltration`, separated pipe a smaller `overflowed`.
struct SewerCatchment {
  double collected = 1;     ///< part of the generation that reaches a sewer; the rest goes to the river untreated
  double leaked = 0;        ///< part of the collected load that leaks out of pipes into the ground and on to the river
  double overflowed = 0;    ///< part of what is left that combined sewers spill in wet weather, a year's mean
  double infiltration = 0;  ///< clean groundwater that seeps into the pipes, m³/s
};

/// A treatment works (污水处理厂): what it takes out of each species, up to its capacity; flow beyond it passes
/// untreated.
struct TreatmentWorks {
  double capacity = 0;          ///< m³/s
  std::vector<double> removed;  ///< part of each species, 0 … 1
};

/// Where the generation ends up. Loads add up to it: direct + leaked + overflowed + effluent + bypassed + removed =
/// generated.
struct SewageBalance {
  std::vector<double> direct, leaked, overflowed, effluent, bypassed, removed;
  double to_works = 0;         ///< m³/s that arrive, infiltration included
  double treated = 0;          ///< m³/s
  double inflow_strength = 0;  ///< of the first species at the works' inlet, kg/m³: low means clean water in the pipes
  /// What the river gets, kg/s: all but `removed`.
  [[nodiscard]] std::vector<double> to_river() const;
};
/// Requires parts within 0 … 1, a removal for every species, numbers ≥ 0.
[[nodiscard]] SewageBalance route_sewage(const Generation& made, const SewerCatchment& sewers,
                                         const TreatmentWorks& works);

/// kg/s kept from the river when sewers or works change: the difference of what the river gets, by species.
[[nodiscard]] std::vector<double> captured_by(const Generation& made, const SewerCatchment& before,
                                              const TreatmentWorks& works_before, const SewerCatchment& after,
                                              const TreatmentWorks& works_after);

}  // namespace luoshi::water

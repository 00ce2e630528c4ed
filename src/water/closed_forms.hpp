#pragma once

#include <optional>

#include "base/quantity.hpp"

namespace luoshi::water {

// The formulas of the field for one reach, as a handbook gives them: what the network model is checked against, and
// what an engineer checks by hand. All are exact; coinciding rates are no special case (differences go through expm1).

/// Oxygen below an outfall: decay kd, reaeration ka, and what else takes part. Concentrations kg/m³, rates per second.
struct OxygenSag {
  double bod = 0;            ///< L0
  double deficit = 0;        ///< D0
  double decay = 0;          ///< kd, what oxidises
  double settling = 0;       ///< ks, what settles: BOD is lost at kd + ks
  double reaeration = 0;     ///< ka
  double nitrogenous = 0;    ///< N0, oxygen demand of ammonia
  double nitrification = 0;  ///< kn
  double areal_demand = 0;   ///< (SOD/H + respiration − photosynthesis), kg/m³ s
};
/// D(t) of Streeter and Phelps (1925) with nitrification and constant demand: the deficit after `seconds`.
[[nodiscard]] double oxygen_deficit(const OxygenSag& sag, double seconds);
/// Time, deficit of the lowest point of the plain sag (no nitrogen, no constant demand); none where it lies upstream.
struct CriticalPoint {
  double seconds, deficit;
};
[[nodiscard]] std::optional<CriticalPoint> critical_point(const OxygenSag& sag);
/// The largest BOD at the head for which the plain sag's deficit stays at or below `most`, by bisection to the last
/// bit.
[[nodiscard]] double largest_bod(OxygenSag sag, double most);

/// NH4 → NO2: what is left and what has formed after `seconds`, from `initial` of the first (Bateman 1910).
struct Chain {
  double first, second;
};
[[nodiscard]] Chain two_step_chain(double initial, double first_rate, double second_rate, double seconds);

/// Concentration at `distance` m from a continuous source (negative: upstream) in an endless uniform channel with
/// dispersion E (O'Connor 1961):  W/(Q·m)·exp(u·x/(2E)·(1 ∓ m)),  m = √(1 + 4kE/u²).
struct DispersedSource {
  double load, flow, velocity, dispersion, decay;
};
[[nodiscard]] double dispersed_concentration(const DispersedSource& source, double distance);

/// One-dimensional capacity of a reach (一维纳污能力), for review against GB/T 25173-2010 (not yet checked by a person
/// against the printed standard): what may enter at the end so that the section there meets `limit`.
///   C(x) = C0·exp(−K·x/u);   M = (Cs − C(x))·(Q + Qp)
struct CapacityReach {
  double background, limit, flow, outfall_flow, decay, length, velocity;
};
[[nodiscard]] double capacity_at_end(const CapacityReach& reach);
/// The same with the outfall (no water of its own) in the middle: M = Q·(Cs − C0·exp(−K·L/u))·exp(K·L/(2u)).
[[nodiscard]] double capacity_at_middle(const CapacityReach& reach);

}  // namespace luoshi::water

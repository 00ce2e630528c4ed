#pragma once

#include <array>

#include "water/carbonate.hpp"
#include "water/diel.hpp"
#include "water/sediment.hpp"

namespace luoshi::water::detail {

/// One fully mixed reach: what does not change through the run.
struct Cell {
  double depth = 0, volume = 0;                      ///< m, m³
  double algae_area = 0, mud_area = 0, surface = 0;  ///< m² per m³ of water
  double flow_out = 0, taken = 0, entered = 0;       ///< m³/d
  double exchange_down = 0;                          ///< m³/d swapped with the next reach
  double reaeration = 0;                             ///< per day at 20 °C
  double elevation_factor = 1;                       ///< of oxygen's saturation
};

/// What a cell holds and, as a change, what it gains in a day.
struct CellState {
  std::array<double, day::kConstituents> water{};
  double temperature = 0, mud_temperature = 0;
  double algae = 0, algae_n = 0, algae_p = 0;  ///< g D, mg N, mg P per m² of algae's bottom
};

/// What a step leaves behind for the next one, and for the report.
struct CellNotes {
  double log_hydrogen = -7 * kLnTen;
  double mud_demand = 0, oxygen_demand = 0;
  double oxygen_saturation = 0;
};

/// The weather on one reach in one step.
struct CellSky {
  double sun = 0;            ///< into the water, cal/cm²/d
  double longwave = 0;       ///< of the air, into the water, cal/cm²/d
  double vapour = 0;         ///< mmHg
  double wind_function = 0;  ///< cal/cm²/d/mmHg
  double air_c = 0;
  double ammonia_gas_film = 0;  ///< m/d
};

/// θ of every reaction as its logarithm, made once.
struct Kinetic {
  explicit Kinetic(const DielChemistry& chemistry, const LightExtinction& light);
  const DielChemistry* chemistry;
  const LightExtinction* light;
  static constexpr std::size_t kRates = 19;
  std::array<double, kRates> ln_theta;
};

/// What the reactions of a cell change in a day, without what flows. `step` days bounds the algae's uptake to what is
/// there. Leaves pH and saturation in `notes`.
void react(const Kinetic& kinetic, const DielReach& reach, const Cell& cell, const CellSky& sky, double step,
           const CellState& state, CellNotes& notes, CellState& change);

}  // namespace luoshi::water::detail

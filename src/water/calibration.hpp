#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "water/model.hpp"

namespace luoshi::water {

/// What may be turned in calibration (率定): the rate of a reaction everywhere, or the loads of one species of all
/// sources of a sector. The unknown is a factor on the present value, kept within bounds.
struct Knob {
  enum class Kind { Rate, SectorLoad } kind = Kind::Rate;
  std::size_t reaction = 0;  ///< Rate
  std::string sector{};      ///< SectorLoad
  std::size_t species = 0;   ///< SectorLoad
  double least = 0.2, most = 5;
};
/// A measured mean: `species` at the end of `reach`, kg/m³, with its standard error.
struct Measured {
  std::size_t reach, species;
  double value, error;
};

/// The factors of least Σ ((model − measured) / error)² within the bounds, by Gauss–Newton with halved steps and active
/// bounds.
struct Calibration {
  std::vector<double> factor;
  std::vector<double> standard_error;  ///< of ln factor; infinite where the data say nothing
  std::vector<bool> at_bound;
  double rmse = 0, bias = 0;  ///< in units of the measurements' errors
  double nash_sutcliffe = 0;  ///< 1 is perfect, 0 no better than the mean of the measurements
  /// Ratio of the largest to the smallest direction the data determine; above 1e4 the knobs cannot be told apart
  /// (`warning`).
  double condition = 1;
  std::string warning;  ///< English, empty when all is well
  std::size_t solves = 0;
};
/// Requires at least as many measurements as knobs, errors above 0 and bounds around 1. Dry and tidal places are
/// refused.
[[nodiscard]] Calibration calibrate(const SteadyModel& model, const std::vector<Knob>& knobs,
                                    const std::vector<Measured>& measured);

}  // namespace luoshi::water

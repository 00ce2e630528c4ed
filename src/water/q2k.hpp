#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "water/diel.hpp"
#include "water/kinetics.hpp"
#include "water/network.hpp"

namespace luoshi::water {

/// Oxygen (g/m³) and ammonia nitrogen (mg/m³) measured at a place of the stem; below nothing where it was not.
struct Q2kObserved {
  double km = 0;
  double oxygen = -1, ammonia = -1;
};

/// What Luoshi takes from a QUAL2Kw 5.1 input file (.q2k, text).
///
/// `network` is the steady part: the main stem's reaches with their channels, elevations and prescribed reaeration, the
/// headwater, point sources, abstractions and diffuse inflows with their means. Loads go to the species of
/// `standard_kinetics()`; each source enters at the head of the reach that holds its place. `day` is the whole of it:
/// sources and headwater through the day, rates, weather, light, mud. `not_understood` lists what the file asks for and
/// neither has: weirs, hyporheic flow, a tidal lower end, other formulas.
struct Q2kFile {
  std::string title;
  Network network;
  std::vector<double> reaeration_per_day;  ///< by reach, at 20 °C; negative where the file prescribes none
  DielRiver day;
  std::vector<double> kilometres;  ///< of each reach's middle above the mouth
  std::vector<Q2kObserved> observed;
  std::vector<std::string> not_understood;
};
/// @throws Error{BadInput} naming file, line and field.
[[nodiscard]] Q2kFile read_q2k(std::string_view text, const std::string& name);

}  // namespace luoshi::water

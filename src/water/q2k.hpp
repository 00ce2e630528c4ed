#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "water/kinetics.hpp"
#include "water/network.hpp"

namespace luoshi::water {

/// What Luoshi takes from a QUAL2Kw 5.1 input file (.q2k, text): the main stem's reaches with their channels,
/// elevations and prescribed reaeration, the headwater, point sources, abstractions and diffuse inflows with their
/// means.
///
/// Not taken, and listed in `not_understood`: the diel course of everything (means are used), bottom algae,
/// phytoplankton, pH, heat, the sediment's diagenesis and hyporheic exchange, and the file's kinetic rates, which
/// belong to them. Loads go to the species of `standard_kinetics()`; each source enters at the head of the reach that
/// holds its place.
struct Q2kFile {
  std::string title;
  Network network;
  std::vector<double> reaeration_per_day;  ///< by reach, at 20 °C; negative where the file prescribes none
  std::vector<std::string> not_understood;
};
/// @throws Error{BadInput} naming file, line and column.
[[nodiscard]] Q2kFile read_q2k(std::string_view text, const std::string& name);

}  // namespace luoshi::water

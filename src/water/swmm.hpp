#pragma once

#include <string>
#include <string_view>

#include "water/kinetics.hpp"
#include "water/tables.hpp"

namespace luoshi::water {

/// The steady, dry-weather part of an EPA SWMM 5 input file (.inp, text): conduits as reaches, dry-weather flows and
/// constant inflows at nodes as sources, pollutants with their first-order decay as the kinetics, outfalls as sections.
///
/// Taken: junctions, outfalls, storages and dividers as nodes; conduits with rectangular, trapezoid and triangular
/// sections by Manning's formula and circular ones by a power law through their normal flow at a tenth and six tenths
/// of the depth (within 7 % of it between them); average dry-weather inflows, baseline inflows. Where a node has several conduits onward, water is
/// shared by what each carries when full; pumps, orifices, weirs and outlets carry all where there is no conduit and
/// nothing else. Units by FLOW_UNITS. What is left aside (rain, time series, patterns, controls, storage volumes, other
/// sections, adverse slopes) is listed with its count in `tables.not_understood`.
struct SwmmModel {
  Kinetics kinetics;
  TableModel tables;
};
/// @throws Error{BadInput}, "NAME:LINE: field K: problem (why) what to do"; Error{TooLarge} beyond 10^6 lines.
[[nodiscard]] SwmmModel read_swmm(std::string_view text, const std::string& name);

}  // namespace luoshi::water

#pragma once

#include "water/detail/q2k_lines.hpp"
#include "water/q2k.hpp"

namespace luoshi::water::detail {

/// The parts of a .q2k file in the order in which they stand; each reads its lines into the day's model and adds to
/// `not_understood` what the model has not.
void read_q2k_settings(Q2kLines& lines, Q2kFile& made);  ///< date, step, days, switches
void read_q2k_reach(const Q2kLines& lines, double length, DielReach& reach, Q2kFile& made);  ///< of the line read last
void read_q2k_reach_rates(const Q2kLines& lines, DielReach& reach);                          ///< of the line read last
void read_q2k_light(Q2kLines& lines, Q2kFile& made);
void read_q2k_rates(Q2kLines& lines, Q2kFile& made);
void read_q2k_headwater(Q2kLines& lines, Q2kFile& made);
void read_q2k_weather(Q2kLines& lines, Q2kFile& made);
void read_q2k_observed(Q2kLines& lines, Q2kFile& made);

}  // namespace luoshi::water::detail

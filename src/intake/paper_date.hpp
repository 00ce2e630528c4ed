#pragma once

#include <vector>

#include "intake/metadata.hpp"

namespace luoshi::intake {

/// Fills in the date of a paper and what its other dates are reckoned from: the meeting's day as its opening names it, the line
/// 时间：… of minutes, 昨日 with the day it was put on line, a day in brackets under the title, else the day that signs it off.
void date_of(const RepairedText& paper, const std::vector<Stretch>& lines, Metadata& meta);

}  // namespace luoshi::intake

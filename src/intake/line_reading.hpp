#pragma once

#include <string_view>

#include "base/json.hpp"
#include "intake/dates.hpp"

namespace luoshi::intake {

/// One line of text read for one kind of thing, as `luoshi read` prints it: the line and a list of what was found, each with
/// start, end (code points of the line) and its own words.
///
/// numbers: value. quantities: value, unit, comparator, uncertain. dates: kind, date (YYYY-MM-DD and shorter, --MM-DD where
/// `today` gives no year), from (of a range), precision (day, month, year, range, none).
[[nodiscard]] Json numbers_in_line(std::u32string_view line);
[[nodiscard]] Json quantities_in_line(std::u32string_view line);
[[nodiscard]] Json dates_in_line(std::u32string_view line, const TimeReference& today);

}  // namespace luoshi::intake

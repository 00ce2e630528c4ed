#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "base/date.hpp"

namespace luoshi::formats {

/// A day with a time of that day as the clock on the wall showed it; workbooks know no time zones.
struct WallTime {
  Day day{};
  std::chrono::seconds time{};

  friend bool operator==(const WallTime&, const WallTime&) = default;
};

/// What a spreadsheet shows where it could not compute: #REF!, #DIV/0!, #N/A …
struct CellError {
  std::string code;

  friend bool operator==(const CellError&, const CellError&) = default;
};

/// What stands in a cell of a workbook: nothing, text, a number, a day, yes or no, a month or a year (a date whose
/// format shows no day), a day with its time, or an error.
using Cell = std::variant<std::monostate, std::string, double, Day, bool, PartialDate, WallTime, CellError>;

}  // namespace luoshi::formats

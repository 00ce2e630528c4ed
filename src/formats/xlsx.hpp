#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace luoshi::formats {

/// What stands in a cell of a workbook: nothing, text, a number, or a day.
using Cell = std::variant<std::monostate, std::string, double, Day>;

/// One sheet. The first row is its heading: bold, kept in sight, with filters.
struct Sheet {
  std::string name;
  std::vector<std::vector<Cell>> rows;
};

/// A workbook as Excel, WPS and LibreOffice open it (Office Open XML, ECMA-376), from sheets in order. Equal sheets,
/// equal bytes. Text is always written as text: what begins with "=" is no formula. Characters XML cannot hold are left
/// out.
///
/// Requires at least one sheet; names of 1 to 31 characters, each another, without []:*?/\; numbers that are finite;
/// days from 1 March 1900 on (Excel's calendar is wrong before).
/// @throws Error{TooLarge} beyond 1,048,576 rows, 16,384 columns or 32,767 characters of text in a cell.
[[nodiscard]] std::string write_xlsx(std::span<const Sheet> sheets);

}  // namespace luoshi::formats

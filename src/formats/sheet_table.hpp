#pragma once

#include <string>
#include <string_view>

namespace luoshi::formats {

/// One sheet of a workbook (.xlsx) as a comma-separated table in which row k is line k, to be read by a CsvReader that
/// names places as cells. `sheet` may be empty: the first that is not hidden. Formulas give the value saved with them;
/// yes and no are "yes" and "no"; line ends inside cells become spaces; rows are as long as the first one that holds
/// something, which is the heading.
/// @throws Error{BadInput}: no workbook, no such sheet (those there are named), a cell that holds an error or lies
/// right of the heading; Error{TooLarge} beyond `read_workbook`'s limits.
[[nodiscard]] std::string sheet_table(std::string_view bytes, const std::string& sheet, const std::string& name);

}  // namespace luoshi::formats

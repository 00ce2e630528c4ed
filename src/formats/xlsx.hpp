#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "formats/cell.hpp"

namespace luoshi::formats {

/// How a column of a sheet looks and what people may do in it. All of it applies below the heading, to the sheet's end.
struct Column {
  enum class Format { General, Text, Day };  ///< of cells still empty; Text keeps what is typed as it is typed
  Format format = Format::General;
  bool hidden = false;
  bool open = false;                 ///< may be changed although the sheet is locked
  std::string hint = {};                  ///< shown beside a cell that is entered
  std::vector<std::string> options = {};  ///< what may be entered, as a drop-down; empty: anything
};

/// One sheet. Its heading rows are bold and kept in sight; the last of them has filters.
struct Sheet {
  std::string name;
  std::vector<std::vector<Cell>> rows;
  std::vector<Column> columns = {};  ///< from the left; those not given are ordinary
  std::size_t heading_rows = 1;
  bool locked = false;  ///< only `open` columns can be changed; no password: against slips, not against people
  bool hidden = false;  ///< not offered to people by any menu
};

/// A workbook as Excel, WPS and LibreOffice open it (Office Open XML, ECMA-376), from sheets in order. Equal sheets,
/// equal bytes. Text is always written as text: what begins with "=" is no formula. Characters XML cannot hold are left
/// out.
///
/// Requires at least one sheet that is not hidden; names of 1 to 31 characters, each another, without []:*?/\, none of
/// them "选项" (where the drop-downs keep their words); numbers that are finite; days from 1 March 1900 on (Excel's
/// calendar is wrong before), partial dates with a year; errors that spreadsheets know.
/// @throws Error{TooLarge} beyond 1,048,576 rows, 16,384 columns or 32,767 characters of text in a cell.
[[nodiscard]] std::string write_xlsx(std::span<const Sheet> sheets);

}  // namespace luoshi::formats

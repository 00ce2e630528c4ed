#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/cell.hpp"
#include "formats/unzip.hpp"

namespace luoshi::formats {

/// One cell that holds something.
struct ReadCell {
  std::uint32_t column = 0;  ///< from 0: A
  bool computed = false;     ///< the value a formula had when the file was last saved
  bool percent = false;      ///< a number shown as a percentage: 0.8 as 80%
  Cell value;
};

/// A row that holds something, its cells by ascending column.
struct ReadRow {
  std::uint32_t number = 0;  ///< from 1, as people see it
  bool hidden = false;
  std::vector<ReadCell> cells;

  /// The cell, or nullptr where it is empty.
  [[nodiscard]] const ReadCell* at(std::uint32_t column) const;
};

/// Cells shown as one (合并单元格); only the first holds something. Rows from 1, columns from 0, ends included.
struct Merged {
  std::uint32_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

/// One sheet as it was saved.
struct ReadSheet {
  std::string name;
  bool hidden = false;
  std::vector<ReadRow> rows;  ///< by ascending number; rows without a value are left out, however they are styled
  std::vector<Merged> merged;
  std::vector<std::uint32_t> hidden_columns;  ///< ascending

  /// The row of that number, or nullptr where it is empty.
  [[nodiscard]] const ReadRow* row(std::uint32_t number) const;
};

/// What was in a file of tables.
struct Workbook {
  enum class Kind { Xlsx, Csv };
  Kind kind = Kind::Xlsx;
  std::vector<ReadSheet> sheets;
};

/// What one file may cost.
struct WorkbookLimits {
  std::uint64_t bytes = std::uint64_t{64} << 20U;
  std::uint64_t sheets = 256;
  std::uint64_t cells = 2'000'000;                 ///< that hold something, in all sheets
  std::uint64_t text = std::uint64_t{256} << 20U;  ///< bytes of text in all cells
  std::uint64_t merged = 100'000;                  ///< merged ranges of one sheet
  UnzipLimits unzip;
};

/// Bytes of unknown encoding as UTF-8.
using ToUtf8 = std::function<std::string(std::string_view)>;

/// Reads a workbook (.xlsx, .xlsm: Office Open XML, ECMA-376, transitional or strict) or a text table (.csv, .txt:
/// separated by comma, semicolon or tab) by what the bytes are, not by how the file is named.
///
/// Numbers whose format is a date become days, under the calendar the workbook states (1900 or 1904); a format that
/// shows no day gives the month or the year; times of day alone stay numbers. Formulas are never computed: the value
/// saved with them is taken and marked. All cells of a text table are text; `to_utf8` is asked where it is not UTF-8.
/// Macros, links and pictures are not looked at. A pure function of its arguments.
///
/// @throws Error{BadInput} for another kind of file (the old .xls, a protected workbook, a web page, a Word or
///   OpenDocument file: the message names it), a damaged one, or XML with a document type or entities;
///   Error{TooLarge} beyond a limit. The text is Chinese, *NAME：问题（原因）怎么办*, with sheet and cell where there
///   is one.
[[nodiscard]] Workbook read_workbook(std::string_view bytes, const std::string& name, const ToUtf8& to_utf8,
                                     const WorkbookLimits& limits = {});

/// "C7": a place as spreadsheets write it; column from 0, row from 1.
[[nodiscard]] std::string cell_name(std::uint32_t column, std::uint32_t row);
/// "C": the column's letters.
[[nodiscard]] std::string column_letters(std::uint32_t column);

}  // namespace luoshi::formats

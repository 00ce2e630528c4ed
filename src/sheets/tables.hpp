#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "formats/workbook.hpp"
#include "sheets/form.hpp"

namespace luoshi::sheets {

/// A column's heading: the words above it from the top row of the heading down (目标 / 数量).
struct Heading {
  std::uint32_t column = 0;
  std::vector<std::string> path;
  bool hidden = false;

  /// The path with "/" between.
  [[nodiscard]] std::string text() const;
};

/// A row inside or below a table that is no row of data, and why.
struct LeftOut {
  std::uint32_t row = 0;
  std::string why;
};

/// One table on a sheet (表): where its heading is, its columns, and its rows of data.
struct Table {
  std::vector<std::string> titles;  ///< lines above the heading that stand alone
  std::uint32_t heading_row = 0, heading_rows = 1;
  std::vector<Heading> headings;    ///< by column
  std::vector<std::uint32_t> rows;  ///< numbers of rows of data, ascending
  std::vector<LeftOut> left_out;    ///< totals, notes, headings printed again
};

/// Words that headings are made of, folded; those of the forms at hand and the usual ones (序号, 名称, 备注 …).
using HeadingWords = std::set<std::string, std::less<>>;
[[nodiscard]] HeadingWords heading_words(const std::vector<Form>& forms);

/// The tables of a sheet from top to bottom.
///
/// A heading is a row of short texts alone, at least two and a third of them heading words; where a sheet has no such
/// row, the first of two or more texts that has data below. It takes further rows in where cells are merged down or
/// across it, or where a row of texts stands under it that leaves the first column free. Every row below until the next
/// heading belongs to the table: data, or left out with the reason (合计 and its kin, single texts, 填报人 and other
/// signatures, the heading printed again, a number in 序号 and nothing else). Tables side by side are read as one.
[[nodiscard]] std::vector<Table> find_tables(const formats::ReadSheet& sheet, const HeadingWords& words);

/// Cells as people see them: what is merged down a column says the same in every row.
class Cells {
 public:
  explicit Cells(const formats::ReadSheet& sheet);
  /// The cell, or the one it is merged with above; nullptr where there is nothing. Merged across, only the first column
  /// holds it.
  [[nodiscard]] const formats::ReadCell* at(std::uint32_t row, std::uint32_t column) const;
  /// As `at`, and merged across, every column holds it: for headings.
  [[nodiscard]] const formats::ReadCell* over(std::uint32_t row, std::uint32_t column) const;
  [[nodiscard]] const formats::ReadSheet& sheet() const { return sheet_; }

 private:
  [[nodiscard]] const formats::Merged* merged_at(std::uint32_t row, std::uint32_t column) const;
  const formats::ReadSheet& sheet_;
  std::vector<formats::Merged> by_column_;  ///< one for each column of a range, `first_column` that column; sorted
  std::vector<std::uint32_t> home_;         ///< the range's true first column, for each of those
};

}  // namespace luoshi::sheets

#pragma once

#include <vector>

#include "intake/document.hpp"

namespace luoshi::intake {

/// True for a line that is a row of a table: cells parted by | ｜ or tabs, three or more.
[[nodiscard]] bool is_table_row(std::u32string_view line);

/// True for a line that names the columns of a table whose cells are parted by blanks (序号 任务 上年完成 今年目标 责任单位).
[[nodiscard]] bool heads_spaced_table(std::u32string_view text, Stretch line);
/// True for a row of such a table: as many cells as its head has.
[[nodiscard]] bool is_spaced_row(std::u32string_view text, Stretch line, Stretch head);

/// The rows of one table as commitments, one a row: the figures of its cells (units from the row's name or the column's
/// head where the cell has none), the body of its 责任单位 column, the day of its 时限 column. The first row is the head where
/// it names columns.
[[nodiscard]] std::vector<ReadStatement> table_statements(const Document& document, const std::vector<Stretch>& rows);

}  // namespace luoshi::intake

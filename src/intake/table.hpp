#pragma once

#include <vector>

#include "intake/document.hpp"

namespace luoshi::intake {

/// True for a line that is a row of a table: cells parted by | ｜ or tabs, three or more.
[[nodiscard]] bool is_table_row(std::u32string_view line);

/// The rows of one table as commitments, one a row: the figures of its cells (units from the row's name or the column's
/// head where the cell has none), the body of its 责任单位 column, the day of its 时限 column. The first row is the head where
/// it names columns.
[[nodiscard]] std::vector<ReadStatement> table_statements(const Document& document, const std::vector<Stretch>& rows);

}  // namespace luoshi::intake

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forecast/history.hpp"

namespace luoshi::forecast {

/// Which columns of a table hold what, and how its dates are written (docs/formats/history-table.md).
struct TableColumns {
  enum class DateOrder { YearFirst, MonthFirst, DayFirst };

  std::vector<std::string> project;  ///< joined: together they name a project
  std::vector<std::string> part;     ///< joined: the pieces of a project that have dates of their own
  std::vector<std::string> type;     ///< joined: the type of work
  std::string body, as_of, planned_end, actual_end, started, rating, progress;  ///< empty: the table has none
  DateOrder order = DateOrder::YearFirst;
  std::string year_ends = "12-31";     ///< the day meant where a date is a year alone
  std::vector<std::string> no_date;    ///< codes that stand where a date is missing
  std::optional<DayNumber> known_until;
  DayNumber horizon = 365;
  std::optional<double> uplift;
};

/// Reads the settings file that names the columns. @throws Error{BadInput} naming line and key; a misspelt key is refused.
[[nodiscard]] TableColumns read_table_columns(std::string_view toml, const std::string& name);

/// Reads a CSV table of histories. A row that cannot be used is set aside and counted in `notes` by reason, with the
/// first row it happened in; the rest stands.
///
/// Set aside: no project, no report day (neither as-of nor start), a date that is none (and no code of `no_date`).
/// Dropped from a row that stays: a finish before the start, a finish later than the row itself or than `known_until`,
/// a progress outside 0 … 1. Counted and kept: progress going down, a date stated before the report.
/// @throws Error{BadInput} for a column that is missing, a broken row, or a table of which no row can be used.
[[nodiscard]] Portfolio read_history_table(const TableColumns& columns, std::string_view csv, const std::string& name);

/// The name of a Green Book project type to its works-duration uplift, upper bound (HM Treasury, Supplementary Green
/// Book Guidance: Optimism Bias, table 2 after Mott MacDonald 2002); nothing for another name.
[[nodiscard]] std::optional<double> green_book_uplift(std::string_view project_type);

}  // namespace luoshi::forecast

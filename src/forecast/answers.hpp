#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "forecast/backtest.hpp"
#include "forecast/network_file.hpp"
#include "forecast/simulate.hpp"

namespace luoshi::forecast {

/// A backtest as data: splits, the scorecard over all, over work not yet overdue, by split, type and body, the bars with
/// what was reached, and what was odd in the table.
[[nodiscard]] Json backtest_answer(const Portfolio& portfolio, const Backtest& backtest, std::uint64_t seed);

/// Each forecast that was scored, and nothing of what came: project, part, split, stated date, the chance it holds, the days by
/// which it is done with chance 10, 50 and 90 % (null: never that likely). Two tables that agree up to the split agree here.
[[nodiscard]] Json backtest_forecasts(const Portfolio& portfolio, const Backtest& backtest);

/// The scorecard for people.
[[nodiscard]] std::string words_of_backtest(const Json& answer);

/// What is asked of a plan.
struct NetworkQuestion {
  std::optional<DayNumber> start;  ///< the date of day 0; else days are counted
  std::optional<double> by;        ///< the day, counted from the start, by which all should be done
  double wanted = 0.8;
  std::size_t drivers = 10;
  /// Drawn on a lattice where it pays: draws are raised to a power of two, and the chance's error is measured between four shifts of it.
  bool lattice = false;
};
/// When the whole plan is done: quantiles, the chance by the day asked about, what drives it, what must change, what of the
/// file was not read.
[[nodiscard]] Json network_answer(const NetworkFile& file, const std::string& name, const NetworkQuestion& question,
                                  const SimulationOptions& options);
[[nodiscard]] std::string words_of_network(const Json& answer);

}  // namespace luoshi::forecast

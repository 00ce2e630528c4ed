#pragma once

#include <string>

#include "base/json.hpp"
#include "forecast/backtest.hpp"

namespace luoshi::forecast {

/// A backtest as data: splits, the scorecard over all, over work not yet overdue, by split, type and body, the bars with
/// what was reached, and what was odd in the table.
[[nodiscard]] Json backtest_answer(const Portfolio& portfolio, const Backtest& backtest, std::uint64_t seed);

/// The same for people.
[[nodiscard]] std::string words_of_backtest(const Json& answer);

}  // namespace luoshi::forecast

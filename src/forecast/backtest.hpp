#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "forecast/history.hpp"
#include "forecast/outlook.hpp"
#include "forecast/scorecard.hpp"
#include "forecast/slip_model.hpp"

namespace luoshi::forecast {

/// What the forecast is set beside (对照).
enum class DateRival { PlannedPlusGreenBook, PlannedDate, StraightLine };
enum class ChanceRival { BaseRate, Rating, Light };
inline constexpr std::size_t kDateRivals = 3, kChanceRivals = 3;

/// One forecast made as of a past day, what rivals said, and what came (一次回测).
struct BacktestCase {
  std::size_t history = 0;  ///< index into the portfolio
  DayNumber split = 0;      ///< nothing recorded after it was used
  Standing at;
  DayNumber alive = 0;  ///< known not to have ended by then
  Outlook outlook;
  std::array<DayNumber, kDateRivals> rival_day{};
  Outturn outturn;
  std::optional<Chance> kept;  ///< in time by the stated date; nothing where that cannot be known or had passed
  std::array<std::optional<double>, kChanceRivals> rival_chance{};
};

/// Forecasts of all work under way on `split`, from what the table held by then.
///
/// Reads no report after the split, no finish that became known after it, and no list of types or bodies made from such
/// rows; what came is attached afterwards and touches nothing in the forecasts (tested with poisoned rows).
/// Cases whose stated date is missing, whose last report is older than 400 days (or one horizon), or of which nothing
/// is known after the split are left out.
[[nodiscard]] std::vector<BacktestCase> backtest_at(const Portfolio& portfolio, DayNumber split, std::uint64_t seed);

/// When a piece of work under way will end, from all the portfolio held on a day (展望).
struct DateForecast {
  std::size_t history = 0;  ///< index into the portfolio
  Standing at;              ///< its last report
  Outlook outlook;
};
/// Of all work under way on `day`, as `backtest_at` forecasts it: same rows left out, same self-correction.
[[nodiscard]] std::vector<DateForecast> forecast_dates(const Portfolio& portfolio, DayNumber day, std::uint64_t seed);

/// The days on which to split when none is given: the 20, 30 … 90 % points of the days of reports that lie early enough
/// before the table's end for something to come. One period's luck moves all work of that period: one split alone says
/// little of calibration.
[[nodiscard]] std::vector<DayNumber> default_splits(const Portfolio& portfolio);

/// The figures of a set of cases.
struct Scorecard {
  std::size_t cases = 0, projects = 0, came = 0;
  double crps_days = 0;
  std::array<double, kDateRivals> rival_crps_days{};
  BrierParts brier;
  std::array<std::optional<BrierParts>, kChanceRivals> rival_brier;  ///< over the same cases; nothing where it says nothing
  UniformityTest uniformity;
  std::array<Coverage, 3> coverage;  ///< 50, 80, 90 %
  std::array<std::size_t, 10> histogram{};

  [[nodiscard]] double crps_skill(DateRival over) const;
  /// Over the best of the rivals that say anything; nothing where none does.
  [[nodiscard]] std::optional<double> brier_skill() const;
};
[[nodiscard]] Scorecard score(std::span<const BacktestCase> cases, std::uint64_t seed);

/// A whole backtest: one split or the default ones.
struct Backtest {
  std::vector<DayNumber> splits;
  std::vector<BacktestCase> cases;
};
/// @throws Error{BadInput} when nothing can be scored: no report before the split, or nothing known after it.
[[nodiscard]] Backtest run_backtest(const Portfolio& portfolio, std::optional<DayNumber> split, std::uint64_t seed);

}  // namespace luoshi::forecast

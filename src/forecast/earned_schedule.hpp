#pragma once

#include <optional>
#include <span>

namespace luoshi::forecast {

/// Progress told in time (挣得进度): when the plan had meant to stand where the work stands now.
struct EarnedSchedule {
  double schedule = 0;           ///< ES, in periods of the plan: what is earned was planned for then
  double index = 0;              ///< SPI(t) = ES ÷ time gone by: 1 as planned, below 1 late
  std::optional<double> finish;  ///< IEAC(t) = planned duration ÷ index; nothing while nothing is earned
};

/// `planned` is the plan's cumulative value at the end of periods 1, 2, … (any unit: money, kilometres, things), `earned` what is
/// earned after `at` periods. ES is straight within a period and is the plan's whole duration from its last value on.
/// It tells where one stands, not how likely the date is: no spread. Nothing where the plan says nothing: empty, falling, never above 0,
/// a number that is not finite, earned below 0, or no time gone by.
/// Source: Lipke, "Schedule is different", The Measurable News (2003). Verified by case E1 of the shared data.
[[nodiscard]] std::optional<EarnedSchedule> earned_schedule(std::span<const double> planned, double earned, double at);

}  // namespace luoshi::forecast

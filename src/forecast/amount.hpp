#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace luoshi::forecast {

/// What was said to stand at the end of a month or another span (自报的累计量): kilometres laid, mu cleared.
struct SaidAmount {
  double months = 0;   ///< since the start of the work
  double amount = 0;   ///< cumulative, in any unit
  bool checked = false;

  friend bool operator==(const SaidAmount&, const SaidAmount&) = default;
};

/// How likely a length, area or other amount that is only said reaches its goal.
struct AmountForecast {
  double chance = 0, low = 0, high = 0;  ///< as those of a count
  double now = 0;                        ///< what is believed to stand now, claims discounted
};

/// Amounts grow in lumps (准泊松): each step between two reports (what stood at the first one is where they begin: when that was done
/// is not known) is a number of lumps of one size, their number Poisson at an
/// unknown constant rate. The lump is the steps' variance over their mean, at least the mean step ÷ 100, so that uneven
/// work has few large lumps and a wide forecast; the rate's doubt is the count's (`forecast_count`, Jeffreys' prior).
///
/// What was said above the last checked amount counts by `trust` (0 … 1), how often such claims held: at the first report as at the
/// last, so that the pace is that of what is believed. A step back (更正) counts with its sign. Holds for amounts far from their
/// natural end. Three steps at least and some growth: fewer make no spread. Without time left what stands now is the answer.
/// Requires said in order of time, all finite, months > 0, `goal` > 0, months left ≥ 0, 0 ≤ trust ≤ 1.
[[nodiscard]] bool can_forecast_amount(std::span<const SaidAmount> said);
[[nodiscard]] AmountForecast forecast_amount(std::span<const SaidAmount> said, double goal, double months_left, double trust);
/// Of the amount at the date, at 5, 10, … 95 %. Costs a few hundred counts' forecasts.
[[nodiscard]] std::vector<double> amount_quantiles(std::span<const SaidAmount> said, double months_left, double trust);

/// Of the amount at the date: amounts that rise by whole lumps, each with its chance, which sum to 1 (what lies above the last but
/// 1e-9 counts to it). At most 2,048 of them; where more lumps than that may come, several stand as one. `cases`: the same amounts were the
/// rate known, kCases (`chance.hpp`) equally likely ones from slow to fast; none without time left.
struct AmountChances {
  std::vector<double> amounts, chances;
  std::vector<std::vector<double>> cases;
};
[[nodiscard]] AmountChances amount_chances(std::span<const SaidAmount> said, double months_left, double trust);

}  // namespace luoshi::forecast

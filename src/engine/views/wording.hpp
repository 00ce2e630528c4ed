#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/json.hpp"

namespace luoshi::engine {

/// A figure with its bound as pages show it: ≥40％, ＞1.4万亩, 近110家; an uncertain one says 待核.
[[nodiscard]] std::string figure_words(const Figure& figure);
/// The same from a reading's JSON (value, unit, comparator, of, basis), with what it counts behind it.
[[nodiscard]] std::string figure_words(const Json& quantity);
/// An interval of base units in the words of a written unit: 111条, ≥1107.7公里, 无上下限. A unit that is no power of ten of
/// its base (公顷) is shown in the base.
[[nodiscard]] std::string interval_words(const Interval& interval, const std::string& unit);
/// 2026年6月30日
[[nodiscard]] std::string day_words(Day day);
/// A share 0 … 1 in whole percent, without the sign: 76
[[nodiscard]] std::string percents(double share);
/// A chance with its interval, all 0 … 1: 76％（64–85％）. 约 and the nearest 5 where the interval is wider than 20 points; never 0 % or
/// 100 %, for nobody is that sure; without an interval where both its ends are as far out.
[[nodiscard]] std::string chance_words(double chance, double low, double high);

}  // namespace luoshi::engine

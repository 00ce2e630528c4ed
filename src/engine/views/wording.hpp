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
/// An interval in its base unit: 111条, ＞100条, 无上下限.
[[nodiscard]] std::string interval_words(const Interval& interval, const std::string& unit);
/// 2026年6月30日
[[nodiscard]] std::string day_words(Day day);

}  // namespace luoshi::engine

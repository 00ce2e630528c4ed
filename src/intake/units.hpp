#pragma once

#include <cstdint>

#include "intake/word_set.hpp"

namespace luoshi::intake {

/// What a word after a number may be.
enum UnitTag : std::uint64_t {
  kMeasure = 1,      ///< 公里, 亩, 元, %: a figure after any number
  kCounter = 2,      ///< 座, 家, 条: a figure after digits and after Chinese numerals from two on
  kDigitsOnly = 4,   ///< 个别 counters that after a Chinese numeral are idiom or name: 场, 批, 村
  kTime = 8,         ///< 天, 小时, 年: a figure only where time is the measured thing
  kSpecified = 16,   ///< a measure that in front of equipment is its size: 450立方米高炉
  kFrequency = 32    ///< 次, 遍: after a Chinese numeral a figure only with a bound
};

/// The units and counters, longest match first (个百分点 before 个).
[[nodiscard]] const WordSet& unit_words();

}  // namespace luoshi::intake

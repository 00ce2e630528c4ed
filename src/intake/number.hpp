#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace luoshi::intake {

/// A number as it stands in a text (数).
struct ReadNumber {
  std::size_t begin = 0;     ///< first code point; a sign (负, -) belongs to it
  std::size_t end = 0;       ///< past the number and its multiplier
  Decimal value{};           ///< without the multiplier: 1.4 of 1.4万, 20000 of 两万
  int scale = 0;             ///< the power of ten of a multiplier written after digits: 4 for 万, 8 for 亿, 12 for 万亿
  std::size_t scale_begin = 0;  ///< where that multiplier starts; `end` when there is none
  bool chinese = false;      ///< written in Chinese numerals
  bool more = false;         ///< 余, 多 or 几 inside: the true number is larger (二十余万)
  bool bare_scale = false;   ///< starts with 百 or 千 alone: 百亩 is 100, but 百姓 is no number

  /// The whole value, multiplier included; nothing where 18 digits do not hold it.
  [[nodiscard]] std::optional<Decimal> whole() const { return multiply(value, Decimal{1, scale}); }
};

/// The value of one Chinese numeral 零…九, 两, 〇 or its long form (壹…玖), else −1.
[[nodiscard]] int numeral_of(char32_t c);
/// The power of ten of 十 百 千 万 亿 (and 拾 佰 仟), else −1.
[[nodiscard]] int power_of(char32_t c);

/// Reads the number that starts exactly at `at`.
///
/// Takes digits with group commas and a decimal point (half or full width), a multiplier after them (万, 亿, 万亿, 百万,
/// 千万, 千亿 …, never the 千 of 千米, 千瓦, 千克), and Chinese numerals with 十百千万亿, 零, 点, the short forms 两千三百五 (2350) and
/// 二〇二三 (2023). Fractions and percents are for the caller. Nothing where no number starts.
[[nodiscard]] std::optional<ReadNumber> read_number(std::u32string_view text, std::size_t at);

}  // namespace luoshi::intake

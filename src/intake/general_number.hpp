#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::intake {

/// A number anywhere in a line of text, however it is written.
struct GeneralNumber {
  std::size_t begin = 0;  ///< code points of the line, spaces inside included
  std::size_t end = 0;
  double value = 0.0;     ///< the nearest double: a third has no exact decimal
};

/// Every number of a line: digits with group commas, Chinese numerals (simple, traditional and 大写), both mixed (7万5千4百, 3万4000),
/// decimals (二点五), fractions (五分之一, 3又1000分之23, 1 3/5), the number of a percentage, multiples with 余, 多, 几 (at their written
/// value). Spaces between the characters of one number are passed over. Numerals inside words are none: 四川, 一切, 收拾, 队伍.
///
/// For `luoshi read numbers`; papers are read by number.hpp and figure.hpp, which ask for a unit and keep exact decimals.
[[nodiscard]] std::vector<GeneralNumber> read_general_numbers(std::u32string_view line);

}  // namespace luoshi::intake

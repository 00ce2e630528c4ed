#include "intake/number.hpp"

#include <array>

#include "intake/characters.hpp"

namespace luoshi::intake {
namespace {

constexpr std::size_t kLongestRun = 40;  // characters of one number; longer runs are serial numbers or noise

// Numbers beyond this are refused rather than rounded.
constexpr std::int64_t kLimit = Decimal::kCoefficientLimit;

std::int64_t ten_to(int power) {
  std::int64_t value = 1;
  for (int i = 0; i < power; ++i) value *= 10;
  return value;
}

// The multiplier after digits: its power and length in characters. 千 and 百 stand alone only before a unit that does
// not begin with them (3千元, but 5千米 is kilometres and 5百分点 nothing).
struct Multiplier {
  int power = 0;
  std::size_t length = 0;
};

Multiplier multiplier_at(std::u32string_view text, std::size_t at) {
  Multiplier found;
  while (at + found.length < text.size() && found.length < 3) {
    const char32_t c = text[at + found.length];
    const int power = power_of(c);
    if (power < 0 || found.power + power > 12) break;
    const char32_t next = at + found.length + 1 < text.size() ? text[at + found.length + 1] : U' ';
    if (power < 4 && (power == 1 || contains(U"米瓦克卡赫伏分", next))) break;
    found.power += power;
    ++found.length;
  }
  return found;
}

// Digits with group commas and one point. Stops before anything else.
std::optional<ReadNumber> read_digits(std::u32string_view text, std::size_t at) {
  ReadNumber number{.begin = at};
  std::int64_t coefficient = 0;
  int places = 0;
  bool point = false;
  std::size_t i = at;
  for (; i < text.size() && i < at + kLongestRun; ++i) {
    const char32_t c = text[i];
    if (const int digit = digit_of(c); digit >= 0) {
      if (coefficient > (kLimit - digit) / 10) return std::nullopt;
      coefficient = coefficient * 10 + digit;
      if (point) ++places;
    } else if ((c == U'.' || c == U'．') && !point && i + 1 < text.size() && is_digit(text[i + 1])) {
      point = true;
    } else if ((c == U',' || c == U'，') && !point && i + 3 < text.size() && is_digit(text[i + 1]) &&
               is_digit(text[i + 2]) && is_digit(text[i + 3]) && (i + 4 >= text.size() || !is_digit(text[i + 4])) &&
               i - at <= 15 && (c == U',' || i - at <= 3)) {
      continue;  // 1,234; a full-width comma only near the front, where a list of numbers is unlikely
    } else {
      break;
    }
  }
  if (i == at || places > Decimal::kExponentLimit) return std::nullopt;
  number.value = Decimal{coefficient, -places};
  number.scale_begin = i;
  if (i < text.size() && (text[i] == U'余' || text[i] == U'多') && multiplier_at(text, i + 1).power >= 4) {
    number.more = true;  // 20余万
    number.scale_begin = ++i;
  }
  const Multiplier multiplier = multiplier_at(text, i);
  number.scale = multiplier.power;
  number.end = i + multiplier.length;
  return number;
}

// The state of reading 四千零五万三百二十: what is finished, the section below the next 万, and the digit waiting for
// its unit.
struct ChineseReader {
  std::int64_t total = 0;
  std::int64_t section = 0;
  std::int64_t pending = -1;
  int last_power = -1;   // of the unit before the pending digit
  int large_power = 99;  // of the last 万 or 亿
  bool zero = false;     // 零 stood before the pending digit
  bool overflow = false;

  void small_unit(int power) {
    section += (pending < 0 ? 1 : pending) * ten_to(power);
    pending = -1;
    last_power = power;
    zero = false;
  }
  void large_unit(int power) {
    const std::int64_t part = section + (pending < 0 ? 0 : pending);
    const std::int64_t unit = ten_to(power);
    const std::int64_t base = power >= large_power || large_power == 99 ? total + part : part;
    if (base > kLimit / unit) {
      overflow = true;
      return;
    }
    const std::int64_t scaled = base * unit;
    if (base == part && total > 0 && power < large_power) {
      total += scaled;
    } else {
      total = scaled;
    }
    section = 0;
    pending = -1;
    last_power = power;
    large_power = power;
    zero = false;
  }
  [[nodiscard]] std::int64_t value() const {
    if (pending < 0) return total + section;
    // 两千三百五 is 2350: a last digit right after a unit counts in the next lower unit.
    const std::int64_t unit = !zero && last_power >= 2 ? ten_to(last_power - 1) : 1;
    return total + section + pending * unit;
  }
};

// 二〇二三: numerals one after another without units.
std::optional<ReadNumber> read_numeral_string(std::u32string_view text, std::size_t at, std::size_t end) {
  ReadNumber number{.begin = at, .end = end, .scale_begin = end, .chinese = true};
  std::int64_t value = 0;
  for (std::size_t i = at; i < end; ++i) {
    if (value > kLimit / 10 - 9) return std::nullopt;
    value = value * 10 + numeral_of(text[i]);
  }
  number.value = Decimal{value};
  return number;
}

std::size_t numeral_run(std::u32string_view text, std::size_t at) {
  std::size_t i = at;
  while (i < text.size() && i < at + kLongestRun && numeral_of(text[i]) >= 0) ++i;
  return i;
}

void read_decimals(std::u32string_view text, ReadNumber& number, std::size_t at) {
  const std::size_t end = numeral_run(text, at + 1);
  if (at >= text.size() || text[at] != U'点' || end == at + 1 || end - at > 10) return;
  std::int64_t coefficient = number.value.coefficient();
  for (std::size_t i = at + 1; i < end; ++i) {
    if (coefficient > kLimit / 10 - 9) return;
    coefficient = coefficient * 10 + numeral_of(text[i]);
  }
  number.value = Decimal{coefficient, -static_cast<int>(end - at - 1)};
  const Multiplier multiplier = multiplier_at(text, end);
  number.scale_begin = end;
  number.scale = multiplier.power;
  number.end = end + multiplier.length;
}

std::optional<ReadNumber> read_chinese(std::u32string_view text, std::size_t at) {
  const std::size_t run = numeral_run(text, at);
  const bool followed_by_unit = run < text.size() && power_of(text[run]) > 0;
  if (run - at >= 2 && (!followed_by_unit || run - at >= 3) && !(run - at == 2 && numeral_of(text[at]) == 0))
    return read_numeral_string(text, at, run);
  ReadNumber number{.begin = at, .chinese = true};
  ChineseReader reader;
  std::size_t i = at;
  for (; i < text.size() && i < at + kLongestRun; ++i) {
    const char32_t c = text[i];
    const int digit = numeral_of(c);
    const int power = power_of(c);
    if (digit == 0 && i > at) {
      reader.zero = true;
    } else if (digit >= 0) {
      if (reader.pending >= 0) break;
      reader.pending = digit;
    } else if (power >= 4) {
      if (i == at) return std::nullopt;  // 万 alone is no number: 万元产值, 万人
      reader.large_unit(power);
    } else if (power > 0) {
      if (power == 3 && i > at && i + 1 < text.size() && contains(U"米瓦克卡赫", text[i + 1])) break;  // 一百千瓦
      if (reader.pending < 0 && reader.last_power > 0 && reader.last_power < 4 && power >= reader.last_power) break;
      if (i == at) number.bare_scale = power >= 2;
      if (reader.pending == 0) return std::nullopt;
      reader.small_unit(power);
    } else if ((c == U'余' || c == U'多' || c == U'几') && i > at && i + 1 < text.size() &&
               power_of(text[i + 1]) >= 4) {
      number.more = true;
    } else {
      break;
    }
    if (reader.overflow) return std::nullopt;
  }
  if (i == at) return std::nullopt;
  number.value = Decimal{reader.value()};
  number.end = number.scale_begin = i;
  read_decimals(text, number, i);
  return number;
}

}  // namespace

int numeral_of(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇': return 0;
    case U'一':
    case U'壹': return 1;
    case U'二':
    case U'两':
    case U'俩':
    case U'贰': return 2;
    case U'三':
    case U'叁': return 3;
    case U'四':
    case U'肆': return 4;
    case U'五':
    case U'伍': return 5;
    case U'六':
    case U'陆': return 6;
    case U'七':
    case U'柒': return 7;
    case U'八':
    case U'捌': return 8;
    case U'九':
    case U'玖': return 9;
    default: return -1;
  }
}

int power_of(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾': return 1;
    case U'百':
    case U'佰': return 2;
    case U'千':
    case U'仟': return 3;
    case U'万': return 4;
    case U'亿': return 8;
    default: return -1;
  }
}

std::optional<ReadNumber> read_number(std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (is_digit(text[at])) return read_digits(text, at);
  if (numeral_of(text[at]) >= 0 || power_of(text[at]) > 0) return read_chinese(text, at);
  if ((text[at] == U'负' || text[at] == U'-' || text[at] == U'−') && at + 1 < text.size()) {
    std::optional<ReadNumber> number;
    if (is_digit(text[at + 1]))
      number = read_digits(text, at + 1);
    else if (text[at] == U'负' && (numeral_of(text[at + 1]) >= 0 || power_of(text[at + 1]) > 0))
      number = read_chinese(text, at + 1);
    if (number) {
      number->begin = at;
      number->value = negate(number->value);
    }
    return number;
  }
  return std::nullopt;
}

}  // namespace luoshi::intake

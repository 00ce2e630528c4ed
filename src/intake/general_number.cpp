#include "intake/general_number.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// Words that hold a numeral and count nothing.
constexpr Literal kWords{
    U"百分点 壹切 一切 一看 一定 一般 一样 一起 一直 一些 一旦 一致 一律 一再 一向 统一 唯一 万一 四川 五台山 九台 "
    U"九九是 两两 收拾 拾取 拾起 拾到 夕拾 十足 十分 大陆 陆地 登陆 海陆空 陆军 陆续 放肆 肆意 肆无忌惮 队伍 退伍 入伍 "
    U"伍仁 隊伍 登陸 陸地 大陸 海陸空 陸續 远离大陆 百姓 百货 万分 千万别 万岁 三峡 五粮液 九江 百度 十堰 四平 六安 "
    U"八达岭 七夕 三亚 五常 一折 一美元 一美刀 两美刀 這 入伍時分"};

// What a character is to a number, variants folded: 萬 is 万, 點 is 点.
char32_t folded(char32_t c) {
  constexpr View kFrom = U"萬億兩倆貳參陸負點餘幾叄〇佰仟拾﹣－．，／幺";
  constexpr View kTo = U"万亿两两二三六负点余几三零百千十--.,/一";
  if (const std::size_t at = kFrom.find(c); at != View::npos) return kTo[at];
  if (c >= U'０' && c <= U'９') return c - U'０' + U'0';
  constexpr View kLong = U"壹贰叁肆伍陆柒捌玖";
  if (const std::size_t at = kLong.find(c); at != View::npos) return View{U"一二三四五六七八九"}[at];
  return c;
}

int digit(char32_t c) { return numeral_of(c); }

double ten_to(int power) {
  double value = 1.0;
  for (int i = 0; i < power; ++i) value *= 10.0;
  return value;
}

int unit_power(char32_t c) { return c == U'兆' ? 12 : power_of(c); }

class LineReader {
 public:
  explicit LineReader(View line) : line_{line} {
    for (std::size_t i = 0; i < line.size(); ++i) {
      // Spaces between two characters of a number are no gap.
      if (is_space(line[i]) && !text_.empty() && belongs(text_.back())) {
        std::size_t next = i;
        while (next < line.size() && is_space(line[next])) ++next;
        const bool digits = is_digit(text_.back()) && next < line.size() && is_digit(folded(line[next]));
        if (next < line.size() && belongs(folded(line[next])) && !digits && text_.back() != U',') {
          i = next - 1;
          continue;
        }
      }
      text_ += folded(line[i]);
      places_.push_back(i);
    }
    places_.push_back(line.size());
  }

  std::vector<GeneralNumber> read();

 private:
  struct Found {
    double value = 0.0;
    std::size_t end = 0;
  };
  static bool belongs(char32_t c) {
    return is_digit(c) || digit(c) >= 0 || unit_power(c) > 0 || contains(U"点负余多几分之又", c);
  }
  [[nodiscard]] char32_t look(std::size_t at) const { return at < text_.size() ? text_[at] : U'\n'; }
  [[nodiscard]] bool has(std::size_t at, View word) const { return starts_at(text_, at, word); }
  [[nodiscard]] std::optional<Found> literal(std::size_t at) const;
  [[nodiscard]] std::optional<Found> mixed(std::size_t at) const;
  [[nodiscard]] std::optional<Found> with_sign(std::size_t at) const;
  [[nodiscard]] std::optional<Found> number(std::size_t at) const;
  [[nodiscard]] std::size_t inside_word(std::size_t at) const;
  [[nodiscard]] bool stands_alone(std::size_t at, std::size_t end) const;

  View line_;
  std::u32string text_;
  std::vector<std::size_t> places_;
};

// Digits with group commas and one point; .5 too.
std::optional<LineReader::Found> LineReader::literal(std::size_t at) const {
  std::size_t i = at;
  double value = 0.0;
  std::size_t group = 0;
  while (is_digit(look(i)) || (look(i) == U',' && i > at && is_digit(look(i + 1)) && is_digit(look(i + 2)) &&
                               is_digit(look(i + 3)) && !is_digit(look(i + 4)))) {
    if (is_digit(look(i))) value = value * 10.0 + digit_of(look(i)), ++group;
    ++i;
  }
  if (look(i) == U'.' && is_digit(look(i + 1)) &&
      (i > at || at == 0 || (look(at - 1) != U'.' && !is_digit(look(at - 1))))) {
    double unit = 1.0;
    double decimals = 0.0;
    for (++i; is_digit(look(i)); ++i) decimals = decimals * 10.0 + digit_of(look(i)), unit *= 10.0;
    value += decimals / unit;
  }
  if (i == at) return std::nullopt;
  return Found{value, i};
}

// Chinese numerals and digits with units between them.
std::optional<LineReader::Found> LineReader::mixed(std::size_t at) const {
  double total = 0.0, section = 0.0, pending = -1.0;
  int last = -1, large = 99;
  bool zero = false, any = false, digits = false;
  std::size_t i = at;
  while (i < text_.size()) {
    const char32_t c = look(i);
    const int power = unit_power(c);
    if (is_digit(c) && pending < 0.0) {
      const auto found = literal(i);
      if (!found) break;
      pending = found->value;
      digits = pending >= 10.0;
      i = found->end;
    } else if (c == U'零' && digit(look(i + 1)) < 0 && !is_digit(look(i + 1)) && unit_power(look(i + 1)) < 0 &&
               look(i + 1) != U'几' && any) {
      break;
    } else if (c == U'零' && any) {
      zero = true;
      ++i;
    } else if (digit(c) >= 0 && pending < 0.0) {
      pending = digit(c);
      digits = false;
      ++i;
    } else if (digit(c) >= 0 && pending >= 0.0 && last < 0 && !digits && total == 0.0 && section == 0.0) {
      pending = pending * 10.0 + digit(c);  // 二〇二三
      ++i;
      if (unit_power(look(i)) > 0 && unit_power(look(i)) < 4) return std::nullopt;
    } else if (power >= 4) {
      if (!any) return std::nullopt;
      const double part = section + std::max(pending, 0.0);
      if (power >= large || large == 99)
        total = (total + part) * ten_to(power);
      else
        total += part * ten_to(power);
      section = 0.0, pending = -1.0, last = power, large = power, zero = false;
      ++i;
    } else if (power > 0) {
      if (pending < 0.0 && last > 0 && last < 4 && power >= last) break;
      section += (pending < 0.0 ? 1.0 : pending) * ten_to(power);
      pending = -1.0, last = power, zero = false;
      ++i;
    } else if (contains(U"余多几", c) && any && unit_power(look(i + 1)) >= 4) {
      ++i;
      continue;
    } else {
      break;
    }
    any = true;
  }
  if (!any) return std::nullopt;
  double value = total + section;
  if (pending >= 0.0) value += !zero && !digits && last >= 2 ? pending * ten_to(last - 1) : pending;
  if (look(i) == U'点' && digit(look(i + 1)) >= 0) {
    double unit = 1.0;
    double decimals = 0.0;
    for (++i; digit(look(i)) >= 0 && look(i) != U'两'; ++i) decimals = decimals * 10.0 + digit(look(i)), unit *= 10.0;
    if (unit > 1.0)
      value += decimals / unit;
    else
      --i;
    if (unit_power(look(i)) >= 4) value *= ten_to(unit_power(look(i++)));
  }
  return Found{value, i};
}

std::optional<LineReader::Found> LineReader::with_sign(std::size_t at) const {
  const bool minus = (look(at) == U'负' || look(at) == U'-');
  auto found = mixed(minus ? at + 1 : at);
  if (!found && look(at + (minus ? 1 : 0)) == U'.') found = literal(at + (minus ? 1 : 0));
  if (found && minus) found->value = -found->value;
  return found;
}

// A number with its fraction: A分之B, N又A分之B, A/B, N A/B.
std::optional<LineReader::Found> LineReader::number(std::size_t at) const {
  auto first = with_sign(at);
  if (!first) return std::nullopt;
  const auto over = [&](const Found& below, std::size_t from) -> std::optional<Found> {
    const auto above = with_sign(from);
    if (!above || below.value == 0.0) return std::nullopt;
    return Found{above->value / below.value, above->end};
  };
  if (has(first->end, U"分之"))
    if (auto fraction = over(*first, first->end + 2)) return fraction;
  if (look(first->end) == U'又')
    if (const auto below = mixed(first->end + 1); below && has(below->end, U"分之"))
      if (const auto fraction = over(*below, below->end + 2))
        return Found{first->value < 0.0 ? first->value - fraction->value : first->value + fraction->value,
                     fraction->end};
  if (look(first->end) == U'/' && is_digit(look(first->end + 1)) && is_digit(look(first->end - 1)))
    if (const auto below = literal(first->end + 1); below && below->value != 0.0)
      return Found{first->value / below->value, below->end};
  if (look(first->end) == U' ' && is_digit(look(first->end + 1)))  // 1 3/5
    if (const auto above = literal(first->end + 1); above && look(above->end) == U'/')
      if (const auto below = literal(above->end + 1); below && below->value != 0.0)
        return Found{first->value + above->value / below->value, below->end};
  return first;
}

// The end of a word at or around `at` in which a numeral is no number, 0 when there is none.
std::size_t LineReader::inside_word(std::size_t at) const {
  for (std::size_t from = at > 3 ? at - 3 : 0; from <= at; ++from) {
    const std::size_t length = starts_with_any<kWords>(line_.substr(places_[from]));
    if (length > 0 && from + length > at) return from + length;
  }
  return 0;
}

// A single 大写 digit between other characters is a part of a word, not a number.
bool LineReader::stands_alone(std::size_t at, std::size_t end) const {
  if (end - at != 1 || !contains(U"伍肆陆拾陸参", line_[places_[at]])) return true;
  const bool before = at > 0 && is_han(look(at - 1)) && look(at - 1) != U'是';
  return !before && !is_han(look(end));
}

std::vector<GeneralNumber> LineReader::read() {
  std::vector<GeneralNumber> numbers;
  for (std::size_t i = 0; i < text_.size();) {
    const char32_t c = text_[i];
    const bool sign = (c == U'负' || c == U'-') &&
                      (i == 0 || (!is_digit(look(i - 1)) && !is_letter(look(i - 1)) && look(i - 1) != U'-'));
    const bool point = c == U'.' && is_digit(look(i + 1));
    if (!is_digit(c) && digit(c) < 0 && unit_power(c) < 0 && !sign && !point) {
      ++i;
      continue;
    }
    if (c == U'兆' || c == U'万' || c == U'亿') {
      ++i;
      continue;
    }
    if (const std::size_t word = inside_word(i)) {
      i = word;
      continue;
    }
    if (has(i, U"百分之") || has(i, U"千分之")) {  // the number of a percentage is what follows
      i += 3;
      continue;
    }
    const auto found = number(i);
    if (!found || found->end <= i || !stands_alone(i, found->end)) {
      ++i;
      continue;
    }
    numbers.push_back({places_[i], places_[found->end - 1] + 1, found->value});
    i = found->end;
  }
  return numbers;
}

}  // namespace

std::vector<GeneralNumber> read_general_numbers(View line) { return LineReader{line}.read(); }

}  // namespace luoshi::intake

#include "intake/split.hpp"

#include "intake/characters.hpp"
#include "intake/number.hpp"

namespace luoshi::intake {
namespace {

std::size_t numerals(std::u32string_view text, std::size_t at, std::size_t end) {
  std::size_t i = at;
  while (i < end && i < at + 3 && (numeral_of(text[i]) > 0 || text[i] == U'十')) ++i;
  return i - at;
}

std::size_t digits(std::u32string_view text, std::size_t at, std::size_t end) {
  std::size_t i = at;
  while (i < end && i < at + 3 && is_digit(text[i])) ++i;
  return i - at;
}

bool is_noise(char32_t c) {
  return is_space(c) || is_closing(c) || is_comma(c) || c == U'。' || c == U'；' || c == U'：' || c == U':' ||
         c == U'●' || c == U'■' || c == U'·' || c == U'◆';
}

void add_part(std::u32string_view text, Stretch words, std::vector<Part>& parts) {
  const char32_t before = words.begin > 0 ? text[words.begin - 1] : U'\n';
  while (!words.empty() && is_noise(text[words.begin])) ++words.begin;
  Part part;
  part.new_sentence = parts.empty() || (before != U'；' && before != U';' && !is_comma(before));
  if (const std::size_t length = list_number(text, words.begin, words.end)) {
    std::u32string_view number = text.substr(words.begin, length);
    while (!number.empty() && (is_space(number.back()) || contains(U"、.．，,", number.back())))
      number.remove_suffix(1);
    part.item_no = to_utf8(number);
    words.begin += length;
    while (!words.empty() && is_noise(text[words.begin])) ++words.begin;
  }
  if (const std::size_t length = enumerator(text, words.begin, words.end)) {
    part.enumerated = true;
    part.item_no = to_utf8(text.substr(words.begin, length - 1));
  }
  while (!words.empty() && (is_space(text[words.end - 1]) || is_comma(text[words.end - 1]))) --words.end;
  part.words = words;
  if (!words.empty()) parts.push_back(part);
}

}  // namespace

std::size_t list_number(std::u32string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return 0;
  if (text[at] >= U'①' && text[at] <= U'⑳') return 1;
  if (text[at] == U'（' || text[at] == U'(') {
    const std::size_t count = numerals(text, at + 1, end) + digits(text, at + 1, end);
    const std::size_t close = at + 1 + count;
    return count > 0 && close < end && (text[close] == U'）' || text[close] == U')') ? close + 1 - at : 0;
  }
  if (const std::size_t count = numerals(text, at, end); count > 0 && at + count < end && text[at + count] == U'、') {
    // 一、二级响应: a list of numerals is no number of an item.
    return at + count + 1 < end && (numeral_of(text[at + count + 1]) > 0 || text[at + count + 1] == U'十') ? 0
                                                                                                           : count + 1;
  }
  if (const std::size_t count = digits(text, at, end); count > 0 && count <= 2 && at + count + 1 < end) {
    const char32_t mark = text[at + count];
    if ((mark == U'.' || mark == U'．') &&
        (!is_digit(text[at + count + 1]) || (at + count + 5 < end && text[at + count + 5] == U'年') ||
         text[at + count + 2 < end ? at + count + 2 : at] == U'月' ||
         text[at + count + 3 < end ? at + count + 3 : at] == U'月'))
      return count + 1;  // 3.8月底前
    if (mark == U'、' && !is_digit(text[at + count + 1])) return count + 1;
  }
  if (text[at] == U'第') {
    const std::size_t count = numerals(text, at + 1, end);
    const std::size_t next = at + 1 + count;
    if (count > 0 && next < end && (text[next] == U'，' || text[next] == U'、')) return count + 2;
    if (count > 0 && next < end && text[next] == U'条' && next + 1 < end && is_space(text[next + 1])) return count + 2;
  }
  return 0;
}

std::size_t enumerator(std::u32string_view text, std::size_t at, std::size_t end) {
  const std::size_t count = numerals(text, at, end);
  if (count == 0 || at + count >= end) return 0;
  const char32_t mark = text[at + count];
  return mark == U'是' || mark == U'要' ? count + 1 : 0;
}

std::vector<Stretch> lines_of(std::u32string_view text) {
  std::vector<Stretch> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = text.find(U'\n', at) == std::u32string_view::npos ? text.size() : text.find(U'\n', at);
    Stretch line{at, next};
    while (!line.empty() && is_space(text[line.begin])) ++line.begin;
    while (!line.empty() && is_space(text[line.end - 1])) --line.end;
    if (!line.empty()) lines.push_back(line);
    at = next + 1;
  }
  return lines;
}

std::vector<Part> parts_of(std::u32string_view text, const Words& words, Stretch line) {
  std::vector<Part> parts;
  std::size_t begin = line.begin;
  int brackets = 0;  // depth of titles and round brackets, where nothing splits
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const char32_t c = text[i];
    if (is_han(c)) continue;
    if (c == U'《' || c == U'（' || c == U'(') ++brackets;
    if ((c == U'》' || c == U'）' || c == U')') && brackets > 0) --brackets;
    if (brackets > 0) continue;
    if (is_full_stop(c) && (c == U'。' || !words.quoted(i))) {
      add_part(text, {begin, i}, parts);
      begin = i + 1;
    } else if ((is_comma(c) || c == U'：' || c == U':') && !words.quoted(i)) {
      // A number right after a comma: 一是…，二是…
      if (enumerator(text, i + 1, line.end) > 0 ||
          (i + 1 < line.end && (text[i + 1] == U'（' || text[i + 1] == U'(' || text[i + 1] == U'①' || !is_comma(c)) &&
           list_number(text, i + 1, line.end) > 0)) {
        add_part(text, {begin, i}, parts);
        begin = i + 1;
      }
    }
  }
  add_part(text, {begin, line.end}, parts);
  return parts;
}

std::vector<Stretch> clauses_of(std::u32string_view text, const Words& words, Stretch part) {
  std::vector<Stretch> clauses;
  std::size_t begin = part.begin;
  const auto add = [&](std::size_t end) {
    Stretch clause{begin, end};
    while (!clause.empty() && is_space(text[clause.begin])) ++clause.begin;
    if (!clause.empty()) clauses.push_back(clause);
  };
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (is_han(text[i])) continue;
    const bool mark = is_comma(text[i]) || text[i] == U'：' || text[i] == U':';
    if (!mark || words.quoted(i)) continue;
    // 1,234 and 8:30 are numbers.
    if ((text[i] == U',' || text[i] == U':') && i > part.begin && is_digit(text[i - 1]) && i + 1 < part.end &&
        is_digit(text[i + 1]))
      continue;
    add(i);
    begin = i + 1;
  }
  add(part.end);
  return clauses;
}

}  // namespace luoshi::intake

#include <algorithm>

#include "maker.hpp"

namespace luoshi::maker {
namespace {

using Pairs = std::vector<std::pair<std::u32string, std::vector<std::u32string>>>;

Pairs read_pairs(const std::string& path) {
  Pairs pairs;
  for (const std::string& line : lines_of(read_source(path))) {
    if (line[0] == '#') continue;
    const std::vector<std::string> halves = split(line, '\t');
    if (halves.size() != 2) fail(path + " has a line that is no pair: " + line + "; restore the file");
    std::vector<std::u32string> values;
    for (const std::string& value : split(halves[1], ' ')) values.push_back(from_utf8(value));
    pairs.emplace_back(from_utf8(halves[0]), std::move(values));
  }
  return pairs;
}

bool one(const std::u32string& text) { return text.size() == 1 && text[0] < 0x10000; }

std::string utf8(const std::u32string& text) {
  std::string bytes;
  for (const char32_t c : text) {
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (c < 0x800) {
      bytes += static_cast<char>(0xC0U | (c >> 6U));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
      bytes += static_cast<char>(0xE0U | (c >> 12U));
      bytes += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      bytes += static_cast<char>(0xF0U | (c >> 18U));
      bytes += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
      bytes += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      bytes += static_cast<char>(0x80U | (c & 0x3FU));
    }
  }
  return bytes;
}

std::u32string folded(const Script& script, std::u32string text) {
  for (char32_t& c : text)
    if (c < 0x10000) c = script.fold[c];
  return text;
}

// A character of GB 2312, the set simplified text is written in: it is never a variant to be replaced.
bool is_standard(const std::vector<std::uint16_t>& gbk_reverse, char32_t c) {
  const unsigned code = gbk_reverse[c];
  return (code >> 8U) >= 0xB0 && (code >> 8U) <= 0xF7 && (code & 0xFFU) >= 0xA1;
}

// Variant forms reach the simplified form through the standard traditional one (汙 → 污); where the regional form is the
// simplified one (抬 beside 擡), the other is the variant.
void add_variants(Script& script, const Pairs& variants, const std::vector<std::uint16_t>& gbk_reverse) {
  for (const auto& [from, to] : variants) {
    if (!one(from) || to.empty() || !one(to[0])) continue;
    const char32_t regional = from[0];
    const char32_t usual = to[0][0];
    if (regional == U'著') continue;  // 著名 stays, 顯著 stays, 著力 does not: decided in context
    if (!is_standard(gbk_reverse, regional)) {
      if (script.fold[regional] == regional) script.fold[regional] = script.fold[usual];
    } else if (!is_standard(gbk_reverse, script.fold[usual])) {
      script.fold[usual] = static_cast<std::uint16_t>(regional);
    }
  }
}

// Phrase by phrase: longer than the longest in use says nothing a shorter one does not.
std::string phrase_lines(const Script& script, const Pairs& phrases) {
  std::string lines;
  for (const auto& [from, to] : phrases)
    if (from.size() > 1 && from.size() <= 4 && folded(script, from) != to[0]) lines += utf8(from) + "\t" + utf8(to[0]) + "\n";
  return lines;
}

std::string regional_lines(const Script& script, const Pairs& phrases) {
  std::string lines;
  for (const auto& [from, to] : phrases) {
    const std::u32string key = folded(script, from);
    std::string values;
    for (const std::u32string& value : to) {
      const std::u32string mainland = folded(script, value);
      if (mainland != key) values += (values.empty() ? "" : " ") + utf8(mainland);
    }
    if (key.size() > 1 && !values.empty()) lines += utf8(key) + "\t" + values + "\n";
  }
  return lines;
}

}  // namespace

Script make_script(Tables& tables, const std::string& folder, const std::string& variants) {
  Script script;
  script.fold.resize(65536);
  for (std::size_t c = 0; c < script.fold.size(); ++c) script.fold[c] = static_cast<std::uint16_t>(c);
  const Pairs characters = read_pairs(folder + "/TSCharacters.txt");
  const std::string& reverse_bytes = tables.at(intake::Table::GbkReverse);
  std::vector<std::uint16_t> gbk_reverse(65536);
  std::copy(reverse_bytes.begin(), reverse_bytes.end(), reinterpret_cast<char*>(gbk_reverse.data()));
  for (const auto& [from, to] : characters) {
    if (!one(from)) continue;
    for (const std::u32string& value : to)
      if (one(value)) {
        script.fold[from[0]] = static_cast<std::uint16_t>(value[0]);
        break;
      }
  }
  add_variants(script, read_pairs(folder + "/TWVariantsRev.txt"), gbk_reverse);
  add_variants(script, read_pairs(folder + "/HKVariantsRev.txt"), gbk_reverse);
  const Pairs own = read_pairs(variants);
  Pairs own_phrases;
  for (const auto& [from, to] : own) {
    if (one(from)) script.fold[from[0]] = static_cast<std::uint16_t>(to[0][0]);
    else own_phrases.emplace_back(from, to);
  }
  tables[intake::Table::Phrases] = phrase_lines(script, read_pairs(folder + "/TSPhrases.txt")) + phrase_lines(script, own_phrases);
  tables[intake::Table::Regional] = regional_lines(script, read_pairs(folder + "/TWPhrasesRev.txt"));
  put(tables, intake::Table::Fold, script.fold);
  return script;
}

void make_classes(Tables& tables, const Script& script) {
  namespace k = intake::char_class;
  std::vector<std::uint8_t> classes(65536);
  for (std::uint32_t c = 0; c < 65536; ++c) {
    std::uint8_t bits = 0;
    const bool han = (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
    if (han) bits |= k::kHan;
    if (script.fold[c] != c) bits |= k::kTraditional;
    if ((c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2018 && c <= 0x201D) || c == 0x2014 ||
        c == 0x2026 || c == 0xB7)
      if (!han) bits |= k::kWideMark;
    if (c == '(' || c == ',' || c == '?' || c == ';' || c == ':' || c == '!' || c == ')' || c == 0xFF08) bits |= k::kMark;
    if (c >= '0' && c <= '9') bits |= k::kDigit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) bits |= k::kLetter;
    if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF) bits |= k::kSpace;
    const bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    if ((c >= 0xE000 && c <= 0xF8FF) || c == 0xFFFD || control) bits |= k::kPrivate;
    classes[c] = bits;
  }
  put(tables, intake::Table::Class, classes);
}

}  // namespace luoshi::maker

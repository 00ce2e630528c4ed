#include <array>

#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kPhraseForms = U"於後裡裏製衝範餘麵乾幹鬥採佔佈週捨迴捲鬆繫緻汙慾颱";
constexpr std::u32string_view kCharacterForms = U"后里于干范";

// Whether a character may be one of those, by its low twelve bits: nearly all are not.
constexpr std::array<bool, 4096> kMaybeForm = [] {
  std::array<bool, 4096> maybe{};
  for (const char32_t c : kPhraseForms) maybe[c & 0xFFFU] = true;
  for (const char32_t c : kCharacterForms) maybe[c & 0xFFFU] = true;
  return maybe;
}();

bool is_mark(char32_t c) {
  return c == U',' || c == U'，' || c == U'、' || c == U'。' || c == U';' || c == U'；' || c == U':' || c == U'：';
}

// A round trip of UTF-8 through GBK takes bytes in pairs: a run with an odd number of bytes loses its last character
// together with the ASCII character behind it. So what is left of the run is even, and odd runs are rare.
void weigh_round_trip(const Line& line, Profile& profile) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i].c;
    if (c >= 0x80) {
      run += c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      continue;
    }
    if (c == U'?') {
      const char32_t behind = i + 1 < line.size() ? line[i + 1].c : 0;
      const bool inside = (run > 0 || (i > 0 && is_ascii_digit(line[i - 1].c))) &&
                          (is_ideograph(behind) || is_ascii_digit(behind) || behind == U'“');
      ++(inside && run % 2 == 0 ? profile.swallowed : profile.kept);
    } else if (run % 2 == 1) {
      ++profile.kept;
    }
    run = 0;
  }
}

// What the class of a character tells of its line: nearly every character is settled by one look into this table.
constexpr std::array<std::uint32_t, 256> kTraitsOfClass = [] {
  std::array<std::uint32_t, 256> traits{};
  for (std::uint32_t bits = 0; bits < 256; ++bits)
    traits[bits] = ((bits & char_class::kTraditional) != 0 ? line_trait::kTraditional : 0U) |
                   ((bits & char_class::kSpace) != 0 ? line_trait::kBlank : 0U) |
                   ((bits & char_class::kLetter) != 0 ? line_trait::kLatin : 0U);
  return traits;
}();

// A mark, private use or a control character.
std::uint32_t look_closer(const Line& line, std::size_t i, Profile& profile) {
  using namespace line_trait;
  const char32_t c = line[i].c;
  switch (c) {
    case U'（': return kBracket;
    case U'(': {
      if (i != 0 && profile.toned_glosses < Profile::kEnough && is_ideograph(line[i - 1].c)) {
        const Gloss gloss = gloss_at(line, i);
        if (gloss.length != 0 && reads(line[i - 1].c, gloss.key) && is_everyday(line[i - 1].c, gloss))
          ++(gloss.toned ? profile.toned_glosses : profile.plain_glosses);
      }
      return kBracket | kHalfMark;
    }
    case U',':
      // ",," may be an empty cell of a table, ",。" is nothing but damage.
      if (i + 1 < line.size() && is_mark(line[i + 1].c)) profile.doubled_commas += line[i + 1].c == U',' ? 1 : 2;
      return kComma | kHalfMark;
    case U'?': ++profile.question_marks; return kQuestion | kHalfMark;
    case 0xFFFD: ++profile.malformed; return 0;
    default: break;
  }
  if (c >= 0x80) {
    ++profile.private_use;
    return 0;
  }
  if (c < 0x20) {
    ++profile.controls;
    return 0;
  }
  return kHalfMark;
}

std::uint32_t weigh_line(const Line& line, Profile& profile) {
  constexpr std::uint32_t kCloser = char_class::kMark | char_class::kPrivate;
  std::uint32_t traits = 0;
  std::size_t han = 0;
  std::size_t traditional = 0;
  std::size_t kana = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i].c;
    const std::uint32_t bits = class_of(c);
    han += bits & char_class::kHan;
    kana += (c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) ? 1U : 0U;
    traditional += bits >> 1U & 1U;
    traits |= kTraitsOfClass[bits];
    traits |= (c == U'。' ? line_trait::kFullStop : 0U) | (c == U'，' ? line_trait::kComma : 0U) |
              (c == U'著' ? line_trait::kZhe : 0U) | (bits == 0 && c < 0x7F ? line_trait::kOtherAscii : 0U);
    if ((bits & kCloser) != 0) traits |= look_closer(line, i, profile);
  }
  profile.han += han;
  profile.traditional += traditional;
  profile.kana += kana;
  return traits;
}

}  // namespace

std::u32string Line::text() const {
  std::u32string text(size_, U'\0');
  for (std::size_t i = 0; i < size_; ++i) text[i] = first_[i].c;
  return text;
}

Profile profile_of(std::vector<Line>& lines) {
  Profile profile;
  for (Line& line : lines) line.traits = weigh_line(line, profile);
  if (profile.question_marks != 0)
    for (const Line& line : lines) {
      weigh_round_trip(line, profile);
      profile.lost_indents += lost_indent(line) != 0 ? 1U : 0U;
    }
  if (profile.is_traditional())
    for (const Line& line : lines)
      for (const Cell& cell : line) {
        if (!kMaybeForm[cell.c & 0xFFFU]) continue;
        if (kPhraseForms.find(cell.c) != std::u32string_view::npos) ++profile.phrase_converted;
        if (kCharacterForms.find(cell.c) != std::u32string_view::npos) ++profile.character_converted;
      }
  return profile;
}

}  // namespace luoshi::intake

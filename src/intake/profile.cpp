#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kPhraseForms = U"於後裡裏製衝範餘麵乾幹鬥採佔佈週捨迴捲鬆繫緻汙慾颱";
constexpr std::u32string_view kCharacterForms = U"后里于干范";

bool is_mark(char32_t c) {
  return c == U',' || c == U'，' || c == U'、' || c == U'。' || c == U';' || c == U'；' || c == U':' || c == U'：';
}

// A round trip of UTF-8 through GBK takes bytes in pairs: a run with an odd number of bytes loses its last character
// together with the ASCII character behind it. So what is left of the run is even, and odd runs are rare.
void weigh_round_trip(std::u32string_view seen, Profile& profile) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const char32_t c = seen[i];
    if (c >= 0x80) {
      run += c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      continue;
    }
    if (c == U'?') {
      const bool inside = (run > 0 || (i > 0 && is_ascii_digit(seen[i - 1]))) && i + 1 < seen.size() && (is_ideograph(seen[i + 1]) || is_ascii_digit(seen[i + 1]) || seen[i + 1] == U'“');
      ++(inside && run % 2 == 0 ? profile.swallowed : profile.kept);
    } else if (run % 2 == 1 && c != U'\n' && c != U'\r') {
      ++profile.kept;
    }
    run = 0;
  }
}

}  // namespace

Profile profile_of(std::u32string_view seen) {
  Profile profile;
  profile.characters = seen.size();
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const char32_t c = seen[i];
    const std::uint8_t bits = class_of(c);
    if ((bits & char_class::kHan) != 0) {
      ++profile.han;
      if ((bits & char_class::kTraditional) != 0) {
        ++profile.traditional;
        if (kPhraseForms.find(c) != std::u32string_view::npos) ++profile.phrase_converted;
      }
      continue;
    }
    if (c >= 0x80) {
      if (c == U'（' && i > 0) {
        const Gloss gloss = gloss_at(seen, i);
        if (gloss.length != 0 && reads(seen[i - 1], gloss.key)) ++(gloss.toned ? profile.toned_glosses : profile.plain_glosses);
      }
      continue;
    }
    if (c == U'?') ++profile.question_marks;
    if (c == U'(' && i > 0 && is_ideograph(seen[i - 1])) {
      const Gloss gloss = gloss_at(seen, i);
      if (gloss.length != 0 && reads(seen[i - 1], gloss.key)) ++(gloss.toned ? profile.toned_glosses : profile.plain_glosses);
    }
    if (c == U',' && i + 1 < seen.size() && is_mark(seen[i + 1])) ++profile.doubled_commas;
  }
  if (profile.question_marks != 0) weigh_round_trip(seen, profile);
  if (profile.is_traditional())
    for (const char32_t c : seen)
      if (kCharacterForms.find(c) != std::u32string_view::npos) ++profile.character_converted;
  return profile;
}

}  // namespace luoshi::intake

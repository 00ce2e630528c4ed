#include <algorithm>

#include "intake/language_model.hpp"
#include "intake/repair_cells.hpp"
#include "intake/syllable.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

bool list_has(char32_t c, std::uint64_t key, bool only_first) {
  if (c >= 0x10000) return false;
  const auto pool = table_of<std::uint16_t>(Table::ReadingPool);
  const auto keys = table_of<std::uint64_t>(Table::SyllableKeys);
  std::size_t at = table_of<std::uint16_t>(Table::ReadingStart)[c];
  if (at == 0) return false;
  const bool any_tone = (key & 7U) == 0;
  while (true) {
    const std::uint64_t reading = keys[pool[at] & 0x7FFFU];
    if (reading == key || (any_tone && reading >> 3U == key >> 3U)) return true;
    if (only_first || (pool[at] & 0x8000U) != 0) return false;
    ++at;
  }
}

// Characters a government paper uses every day; nobody glosses those for a reader's sake. 10.5 nats is about one in
// 36,000 characters: 3,000 characters are commoner.
bool is_common(char32_t c) {
  const LanguageModel& model = LanguageModel::shared();
  const LanguageModel::Number n = model.number_of(c);
  return n != LanguageModel::kUnknown && model.unigram_cost(n) < 126;
}

// A byte search also finds a listed character across a trail byte and an ASCII letter: 年P = C4EA 50, EA50 is 關, so
// "P(guān)M2.5".
bool spans_two(char32_t first, char32_t letter, std::uint64_t key) {
  if (letter < 0x40 || letter >= 0x7F || first >= 0x10000) return false;
  const unsigned lead = table_of<std::uint16_t>(Table::GbkReverse)[first] & 0xFFU;
  if (lead < 0x81) return false;
  return reads(table_of<std::uint16_t>(Table::Gbk)[(lead - 0x81) * 191 + (letter - 0x40)], key);
}

}  // namespace

bool reads(char32_t c, std::uint64_t key) { return list_has(c, key, false) || list_has(fold(c), key, false); }
bool reads_first(char32_t c, std::uint64_t key) { return list_has(c, key, true) || list_has(fold(c), key, true); }

Gloss gloss_at(std::u32string_view text, std::size_t at) {
  Gloss gloss;
  if (at >= text.size() || (text[at] != U'(' && text[at] != U'（')) return gloss;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= 7 && text[end] != U')' && text[end] != U'）') {
    const char32_t c = text[end];
    if ((c < U'a' || c > U'z') && (c < 0xC0 || c > 0x261)) return gloss;
    ++end;
  }
  if (end >= text.size() || end - at > 7 || (text[end] != U')' && text[end] != U'）')) return gloss;
  gloss.key = syllable_key(text.substr(at + 1, end - at - 1));
  if (gloss.key == 0) return gloss;
  gloss.toned = (gloss.key & 7U) != 0;
  gloss.length = end + 1 - at;
  return gloss;
}

void remove_glosses(Cells& line, const Profile& profile, Findings& findings) {
  if (profile.toned_glosses + profile.plain_glosses == 0) return;
  const auto opening = [](const Cell& cell) { return cell.c == U'(' || cell.c == U'（'; };
  if (std::none_of(line.begin(), line.end(), opening)) return;
  std::u32string text;
  for (const Cell& cell : line) text += cell.c;
  std::size_t kept = 1;
  for (std::size_t i = 1; i < line.size();) {
    const Gloss gloss = opening(line[i]) ? gloss_at(text, i) : Gloss{};
    const char32_t owner = line[kept - 1].c;
    bool inserted = false;
    if (gloss.length != 0 && gloss.toned && kept >= 2 && spans_two(line[kept - 2].c, owner, gloss.key)) {
      inserted = profile.is_traditional();
    } else if (gloss.length != 0 && is_ideograph(owner) && reads(owner, gloss.key)) {
      const bool traditional = fold(owner) != owner;
      // An inserter annotates a list of everyday characters; a writer annotates a rare one, or a rare reading of one.
      if (gloss.toned) {
        inserted = (traditional && profile.is_traditional()) || (profile.toned_glosses >= 5 && is_common(owner) && reads_first(owner, gloss.key));
      } else {
        // A neutral tone has no mark: 我們(men) among toned readings.
        inserted = (traditional && profile.is_traditional() && profile.toned_glosses >= 1) || (is_common(owner) && (profile.plain_glosses >= 4 || reads_first(owner, gloss.key)));
      }
    }
    if (inserted) {
      findings.note(gloss.toned ? RepairRule::PinyinGloss : RepairRule::PlainPinyin, line[i].begin,
                    line[i + gloss.length - 1].end, gloss.toned ? 1.0F : 0.98F);
      i += gloss.length;
    } else {
      line[kept++] = line[i++];
    }
  }
  line.resize(std::min(kept, line.size()));
}

}  // namespace luoshi::intake

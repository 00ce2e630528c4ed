#include <array>

#include "intake/language_model.hpp"
#include "intake/repair_cells.hpp"
#include "intake/syllable.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

struct Readings {
  const std::uint16_t* start;
  const std::uint16_t* pool;
  const std::uint64_t* keys;
};

const Readings& readings() {
  static const Readings tables{table_of<std::uint16_t>(Table::ReadingStart).data(), table_of<std::uint16_t>(Table::ReadingPool).data(),
                               table_of<std::uint64_t>(Table::SyllableKeys).data()};
  return tables;
}

bool list_has(char32_t c, std::uint64_t key, bool only_first) {
  if (c >= 0x10000) return false;
  const Readings& tables = readings();
  std::size_t at = tables.start[c];
  if (at == 0) return false;
  const bool any_tone = (key & 7U) == 0;
  while (true) {
    const std::uint64_t reading = tables.keys[tables.pool[at] & 0x7FFFU];
    if (reading == key || (any_tone && reading >> 3U == key >> 3U)) return true;
    if (only_first || (tables.pool[at] & 0x8000U) != 0) return false;
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

bool is_everyday(char32_t owner, const Gloss& gloss) {
  return fold(owner) != owner || (is_common(owner) && reads_first(owner, gloss.key));
}

Gloss eaten_gloss_at(const Line& line, std::size_t at) {
  Gloss gloss;
  std::array<char32_t, 6> letters;
  std::size_t count = 0;
  std::size_t end = at + 1;
  for (; end < line.size(); ++end) {
    const char32_t c = line[end].c;
    if (c == U')' || c == U'）') break;
    if (count == letters.size() || ((c < U'a' || c > U'z') && (c < 0xC0 || c > 0x261))) return gloss;
    letters[count++] = c;
  }
  if (end >= line.size() || count == 0) return gloss;
  gloss.key = syllable_key({letters.data(), count});
  if (gloss.key == 0) return gloss;
  gloss.toned = (gloss.key & 7U) != 0;
  gloss.length = end + 1 - at;
  return gloss;
}

Gloss gloss_at(const Line& line, std::size_t at) {
  if (at >= line.size() || (line[at].c != U'(' && line[at].c != U'（')) return {};
  return eaten_gloss_at(line, at);
}

namespace {

// An inserter annotates a list of everyday characters; a writer annotates a rare one, or a rare reading of one.
bool is_inserted(const Gloss& gloss, char32_t owner, const Profile& profile) {
  const bool traditional = profile.is_traditional() && fold(owner) != owner;
  if (gloss.toned) return traditional || (profile.toned_glosses >= 5 && is_common(owner) && reads_first(owner, gloss.key));
  // A neutral tone has no mark: 我們(men) among toned readings.
  if (traditional && profile.toned_glosses >= 1) return true;
  return is_common(owner) && (profile.plain_glosses >= 2 || reads_first(owner, gloss.key));
}

}  // namespace

void remove_glosses(Line& line, const Profile& profile, Findings& findings) {
  if ((line.traits & line_trait::kBracket) == 0 || profile.toned_glosses + profile.plain_glosses == 0) return;
  std::size_t kept = 0;
  const std::size_t size = line.size();
  for (std::size_t i = 0; i < size;) {
    const Gloss gloss = kept == 0 ? Gloss{} : gloss_at(line, i);
    if (gloss.length == 0) {
      line[kept++] = line[i++];
      continue;
    }
    const char32_t owner = line[kept - 1].c;
    const bool inserted = gloss.toned && kept >= 2 && spans_two(line[kept - 2].c, owner, gloss.key)
                              ? profile.is_traditional()
                              : is_ideograph(owner) && reads(owner, gloss.key) && is_inserted(gloss, owner, profile);
    if (inserted) {
      findings.note(gloss.toned ? RepairRule::PinyinGloss : RepairRule::PlainPinyin, line[i].begin,
                    line[i + gloss.length - 1].end, gloss.toned ? 1.0F : 0.98F);
      i += gloss.length;
    } else {
      line[kept++] = line[i++];
    }
  }
  line.shrink(kept);
}

}  // namespace luoshi::intake

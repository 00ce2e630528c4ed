#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "intake/language_model.hpp"
#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

std::u32string from_utf8(std::string_view bytes) {
  std::u32string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < bytes.size(); ++i)
      c = (c << 6U) | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
    text += c;
    at += length;
  }
  return text;
}

// A phrase and what it may become, found by its first character.
struct Phrase {
  std::u32string from;
  std::vector<std::u32string> to;
};

class PhraseList {
 public:
  explicit PhraseList(Table table) {
    std::string_view lines = table_text(table);
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(lines.size(), line.size() + 1));
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos) continue;
      Phrase phrase{from_utf8(line.substr(0, tab)), {}};
      for (std::string_view rest = line.substr(tab + 1);;) {
        const std::size_t space = rest.find(' ');
        phrase.to.push_back(from_utf8(rest.substr(0, space)));
        if (space == std::string_view::npos) break;
        rest.remove_prefix(space + 1);
      }
      if (phrase.from.size() < 2) continue;
      const std::uint32_t bit = bit_of(phrase.from[0], phrase.from[1]);
      starts_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      by_first_[phrase.from[0] % kStarts].push_back(std::move(phrase));
    }
    for (std::vector<Phrase>& list : by_first_)
      std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) { return a.from.size() > b.from.size(); });
  }

  // True when a phrase may begin with those two characters: seldom, so ask before `match`.
  [[nodiscard]] bool may_begin(char32_t first, char32_t second) const {
    const std::uint32_t bit = bit_of(first, second);
    return (starts_[bit / 64] >> (bit % 64) & 1U) != 0;
  }

  // The longest phrase that stands at `at`.
  template <class CharacterAt>
  const Phrase* match(std::size_t at, std::size_t size, const CharacterAt& character) const {
    const char32_t first = character(at);
    for (const Phrase& phrase : by_first_[first % kStarts]) {
      if (phrase.from[0] != first) continue;
      if (at + phrase.from.size() > size) continue;
      std::size_t i = 1;
      while (i < phrase.from.size() && character(at + i) == phrase.from[i]) ++i;
      if (i == phrase.from.size()) return &phrase;
    }
    return nullptr;
  }

 private:
  static std::uint32_t bit_of(char32_t first, char32_t second) { return (first * 0x9E37U + second * 0x79B9U) & 0xFFFFU; }

  static constexpr std::size_t kStarts = 4096;
  std::array<std::uint64_t, 1024> starts_{};
  std::vector<std::vector<Phrase>> by_first_ = std::vector<std::vector<Phrase>>(kStarts);
};

constexpr long kRankCost = 36;      // 3 nats
constexpr long kUnprovenLead = 60;  // 5 nats
constexpr long kTelling = 30;       // 2.5 nats

// 著 is 着 but in 著名, 显著, 著作 and names; the model weighs both.
void settle_zhe(Line& line, std::size_t at, Findings& findings) {
  const LanguageModel& model = LanguageModel::shared();
  const auto number = [&](std::size_t i) { return i < line.size() ? model.number_of(line[i].c) : LanguageModel::kLineEnd; };
  const auto cost = [&](char32_t c) {
    const LanguageModel::Number n = model.number_of(c);
    const LanguageModel::Number a = at >= 2 ? number(at - 2) : LanguageModel::kLineEnd;
    const LanguageModel::Number b = at >= 1 ? number(at - 1) : LanguageModel::kLineEnd;
    return model.cost(a, b, n) + model.cost(b, n, number(at + 1)) + model.cost(n, number(at + 1), number(at + 2));
  };
  if (cost(U'着') < cost(U'著')) {
    line[at].c = U'着';
    findings.note(RepairRule::Variant, line[at].begin, line[at].end, 0.95F);
  }
}

// A listed word that stands in the line, with the mainland word that fits best and by how much it beats the literal one:
// alone, and among its neighbours.
struct Regional {
  std::size_t at;
  std::size_t length;
  const std::u32string* word;
  long alone;
  long in_context;
};

std::vector<Regional> find_regional(const Line& line) {
  static const PhraseList regional{Table::Regional};
  const LanguageModel& model = LanguageModel::shared();
  std::vector<Regional> found;
  const auto character = [&](std::size_t i) { return line[i].c; };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (!regional.may_begin(line[i].c, line[i + 1].c)) continue;
    const Phrase* phrase = regional.match(i, line.size(), character);
    if (phrase == nullptr) continue;
    const std::size_t length = phrase->from.size();
    std::u32string after;
    for (std::size_t k = i + length; k < line.size() && k < i + length + 2; ++k) after += line[k].c;
    const auto number = [&](std::size_t back) { return i >= back ? model.number_of(line[i - back].c) : LanguageModel::kLineEnd; };
    const auto alone = [&](const std::u32string& word) { return model.cost_of(word, LanguageModel::kUnknown, LanguageModel::kUnknown); };
    const long literal = model.cost_of(phrase->from + after, number(2), number(1));
    Regional best{i, length, nullptr, 0, -LanguageModel::kMaxCost * 4};
    long rank = 0;
    for (const std::u32string& word : phrase->to) {
      const long gain = literal - model.cost_of(word + after, number(2), number(1)) - rank;
      if (gain > best.in_context) best = {i, length, &word, alone(phrase->from) - alone(word), gain};
      rank += kRankCost;  // the list gives the usual word first
    }
    found.push_back(best);
    i += length - 1;
  }
  return found;
}

// Regional words, after simplification. The converter that wrote them also left words alone that look the same
// (支援 is good mainland usage too), so each place is weighed: the mainland word must beat the literal one, and by far
// where nothing tells that such a converter was at work. A word hardly used on the mainland tells: 专案, 全域性.
void settle_regional(Line& line, bool proven, Findings& findings) {
  const std::vector<Regional> words = find_regional(line);
  if (words.empty()) return;
  proven = proven || std::any_of(words.begin(), words.end(), [](const Regional& word) { return word.alone >= kTelling; });
  Cells out;
  std::size_t next = 0;
  for (const Regional& word : words) {
    if (word.in_context <= (proven ? 0 : kUnprovenLead)) continue;
    out.insert(out.end(), line.begin() + next, line.begin() + word.at);
    const std::size_t last = word.at + word.length - 1;
    findings.note(RepairRule::Variant, line[word.at].begin, line[last].end, 0.9F);
    for (std::size_t k = 0; k < word.word->size(); ++k) {
      const std::size_t from = word.at + std::min(k, word.length - 1);
      out.push_back({(*word.word)[k], line[from].begin, line[k + 1 == word.word->size() ? last : from].end});
    }
    next = last + 1;
  }
  if (next == 0) return;
  out.insert(out.end(), line.begin() + next, line.end());
  line.replace(std::move(out));
}

}  // namespace

namespace {

// Character by character. Which characters change no processor can guess, so nothing here asks: each step writes, and a
// change moves the place where the next one is written.
void fold_characters(Line& line, Findings& findings) {
  std::vector<Findings::Change>& changes = findings.changes[static_cast<std::size_t>(RepairRule::Script)];
  const std::size_t before = changes.size();
  changes.resize(before + line.size() + 1);
  Findings::Change* const out = changes.data() + before;
  std::size_t open = 0;  // out[open] is being written, out[0] by what comes before the first change
  std::uint32_t last = ~std::uint32_t{0};
  for (std::size_t i = 0; i < line.size(); ++i) {
    Cell& cell = line[i];
    const char32_t simplified = fold(cell.c);
    const bool changed = simplified != cell.c;
    const bool begins = changed && last != cell.begin;
    open += begins ? 1U : 0U;
    Findings::Change& change = out[open];
    change.seen.begin = begins ? cell.begin : change.seen.begin;
    change.seen.end = changed ? cell.end : change.seen.end;
    last = changed ? cell.end : last;
    cell.c = simplified;
  }
  for (std::size_t k = 0; k < open; ++k) out[k] = {out[k + 1].seen, 1.0F};
  changes.resize(before + open);
}

constexpr char32_t kSettled = 0x80000000;  // no character: folding leaves it alone

// Where a phrase is not what its characters say: 計畫 is 计划, 乾坤 stays. Its characters are settled before the rest.
bool settle_phrases(Line& line, Findings& findings) {
  static const PhraseList phrases{Table::Phrases};
  const auto character = [&](std::size_t k) { return line[k].c; };
  bool any = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (!phrases.may_begin(line[i].c, line[i + 1].c)) continue;
    const Phrase* phrase = phrases.match(i, line.size(), character);
    if (phrase == nullptr || phrase->to[0].size() != phrase->from.size()) continue;
    const std::u32string& to = phrase->to[0];
    for (std::size_t k = 0; k < to.size(); ++k) {
      if (line[i + k].c != to[k]) findings.note(RepairRule::Script, line[i + k].begin, line[i + k].end);
      line[i + k].c = to[k] | kSettled;
    }
    i += to.size() - 1;
    any = true;
  }
  return any;
}

}  // namespace

void simplify(Line& line, const Profile& profile, Findings& findings) {
  if ((line.traits & (line_trait::kTraditional | line_trait::kZhe)) == 0 || !profile.is_traditional()) return;
  const bool phrases = settle_phrases(line, findings);
  fold_characters(line, findings);
  for (std::size_t i = 0; phrases && i < line.size(); ++i) line[i].c &= ~kSettled;
  for (std::size_t i = 0; (line.traits & line_trait::kZhe) != 0 && i < line.size(); ++i)
    if (line[i].c == U'著') settle_zhe(line, i, findings);
  if (profile.character_converted == 0 || profile.phrase_converted > profile.character_converted)
    settle_regional(line, profile.phrase_converted > profile.character_converted, findings);
}

}  // namespace luoshi::intake

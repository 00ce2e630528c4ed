#include <algorithm>
#include <array>
#include <optional>

#include "intake/boilerplate.hpp"
#include "intake/language_model.hpp"
#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

using Number = LanguageModel::Number;

// ASCII characters a round trip takes along, as the text would have them; a digit or letter stands for its class.
constexpr std::u32string_view kTaken = U"，；：（）％.-/0a ";
constexpr std::size_t kLikeliest = 32;
constexpr int kCertain = 84;     // 2.5 nats: the best reading is twelve times as likely as the next
constexpr int kFigureRisk = 60;  // 5 nats: nearer than this, the eaten character may have been a digit

struct Reading {
  char32_t character;
  char32_t taken;
  long cost;
};

// The context of a gap: two characters before, three behind.
struct Gap {
  Number a, b;
  std::array<Number, 3> behind;
};

Gap gap_at(const Line& line, std::size_t at) {
  const LanguageModel& model = LanguageModel::shared();
  const auto number = [&](std::size_t i) { return i < line.size() ? model.number_of(line[i].c) : LanguageModel::kLineEnd; };
  return {at >= 2 ? number(at - 2) : LanguageModel::kLineEnd, at >= 1 ? number(at - 1) : LanguageModel::kLineEnd,
          {number(at + 1), number(at + 2), number(at + 3)}};
}

// The character and the ASCII character behind it that fit the gap, if one pair stands out and no figure can be hidden.
std::optional<Reading> fill(const Gap& gap) {
  const LanguageModel& model = LanguageModel::shared();
  std::vector<Reading> likely;
  for (const Number n : model.after(gap.a, gap.b)) {
    const char32_t c = model.character_of(n);
    if (c >= 0x80 && (is_ideograph(c) || c == U'”' || c == U'》' || c == U'’')) likely.push_back({c, 0, model.cost(gap.a, gap.b, n)});
  }
  const auto cheaper = [](const Reading& x, const Reading& y) { return x.cost < y.cost; };
  const std::size_t kept = std::min(likely.size(), kLikeliest);
  std::partial_sort(likely.begin(), likely.begin() + static_cast<std::ptrdiff_t>(kept), likely.end(), cheaper);
  std::vector<Reading> readings;
  for (std::size_t k = 0; k < kept; ++k) {
    const char32_t c = likely[k].character;
    const Number n = model.number_of(c);
    const long own = likely[k].cost;
    for (const char32_t taken : kTaken) {
      const Number m = model.number_of(taken);
      readings.push_back({c, taken, own + model.cost(gap.b, n, m) + model.cost(n, m, gap.behind[0]) +
                                        model.cost(m, gap.behind[0], gap.behind[1]) +
                                        model.cost(gap.behind[0], gap.behind[1], gap.behind[2])});
    }
  }
  if (readings.size() < 2) return std::nullopt;
  std::sort(readings.begin(), readings.end(), cheaper);
  const Reading best = readings.front();
  if (is_ascii_digit(best.taken) || best.taken == U'a' || readings[1].cost - best.cost < kCertain) return std::nullopt;
  for (const Reading& other : readings)
    if (is_ascii_digit(other.taken) && other.cost - best.cost < kFigureRisk) return std::nullopt;
  return best;
}

}  // namespace

void restore_swallowed(Line& line, const Profile& profile, Findings& findings) {
  if ((line.traits & line_trait::kQuestion) == 0 || !profile.is_swallowed()) return;
  Cells longer;  // the line up to `from`, once it had to grow
  std::size_t from = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i].c != U'?' || i == 0) continue;
    const Cell gap = line[i];
    // A figure next to the gap may have lost a digit: nothing is filled in there.
    const bool figure = is_ascii_digit(line[i - 1].c) || (i + 1 < line.size() && is_ascii_digit(line[i + 1].c));
    if (line[i - 1].c < 0x80 && !figure) continue;
    const std::optional<Reading> found = figure ? std::nullopt : fill(gap_at(line, i));
    if (!found) {
      findings.lost.push_back({gap.begin, gap.end});
      continue;
    }
    line[i].c = found->character;
    if (found->taken != U' ') {
      longer.insert(longer.end(), line.begin() + from, line.begin() + i + 1);
      longer.push_back({found->taken, gap.begin, gap.end});
      from = i + 1;
    }
    findings.note(RepairRule::SwallowedBytes, gap.begin, gap.end, 0.98F);
  }
  if (from == 0) return;
  longer.insert(longer.end(), line.begin() + from, line.end());
  line.replace(std::move(longer));
}

void remove_jammers(Line& line, Findings& findings) {
  constexpr std::uint32_t kNeeded = line_trait::kBlank | line_trait::kOtherAscii;
  if ((line.traits & kNeeded) != kNeeded) return;
  const std::u32string text = line.text();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < line.size();) {
    // A mark directly behind an ideograph is the sentence's own; behind another mark it is not.
    const bool own_mark = i > 0 && is_ideograph(text[i - 1]) && (class_of(text[i]) & char_class::kMark) != 0;
    const bool begins = text[i] > U' ' && text[i] < 0x7F && !own_mark && (i == 0 || text[i - 1] <= U'/' || text[i - 1] >= 0x80);
    const std::size_t length = begins ? jammer_length(text, i) : 0;
    if (length == 0) {
      line[kept++] = line[i++];
      continue;
    }
    findings.note(RepairRule::Jammer, line[i].begin, line[i + length - 1].end, 0.98F);
    i += length;
  }
  line.shrink(kept);
}

}  // namespace luoshi::intake

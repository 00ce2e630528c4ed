#include "intake/theme.hpp"

#include <algorithm>
#include <bit>
#include <array>

#include "intake/characters.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using Scores = std::array<double, 10>;

constexpr std::uint64_t kThemes = 0x3FFULL * kThemeBit;
// Weights: a word's length says how plainly it names its subject; the first subject of a sentence is what it is about.
constexpr double kFirst = 2.0;
constexpr double kAtFigure = 3.0;
constexpr double kWeak = 0.35;
constexpr double kQuoted = 0.6;
constexpr double kTopic = 0.4;
constexpr double kPassing = 0.2;

double plainness(std::size_t length) { return length >= 4 ? 3.0 : length == 3 ? 2.5 : length == 2 ? 2.0 : 1.0; }

bool at_figure(const Segment& segment, const WordHit& hit) {
  return std::any_of(segment.figures.begin(), segment.figures.end(), [&](const ReadFigure& read) {
    return hit.end + 10u >= read.span.begin && hit.begin <= read.span.end + 8;
  });
}

// 市公安局, 区交通运输局: an office is who acts, not what is acted on.
bool names_office(std::u32string_view text, std::size_t end) {
  for (std::size_t i = end; i < std::min(text.size(), end + 5) && is_han(text[i]); ++i) {
    if (contains(U"要将对的", text[i])) return false;
    if (contains(U"局厅委", text[i])) return !contains(U"部面托员会派", i + 1 < text.size() ? text[i + 1] : U' ');
  }
  return false;
}

// Adds the theme words of a stretch, words inside longer ones left out.
void count(const Document& document, const Segment& segment, Stretch stretch, double weight, Scores& scores) {
  std::size_t covered = stretch.begin;
  bool first = true;
  for (const WordHit& hit : document.words.in(stretch.begin, stretch.end)) {
    if ((hit.tags & kThemes) == 0 || hit.end > stretch.end || hit.begin < covered) continue;
    if (names_office(document.text, hit.end)) continue;
    const WordHit* longest = document.words.starting(hit.begin, kThemes);
    covered = longest->end;
    const bool weak = (longest->tags & kWeakTheme) != 0;
    double value = plainness(longest->end - longest->begin) * (weak ? kWeak : 1.0) * (longest->quoted ? kQuoted : 1.0);
    const char32_t next = longest->end < document.text.size() ? document.text[longest->end] : U'。';
    const bool of_people = (longest->tags & (kThemeBit << static_cast<unsigned>(Theme::Governance))) != 0;
    if (of_people && next == U'的') value *= kPassing;  // 纳入考核的断面 is about the 断面
    if (first && !weak) value += kFirst;
    if (of_people && !weak && (is_comma(next) || is_full_stop(next))) value += kFirst;  // 对治水资金开展审计 is audit
    if (at_figure(segment, *longest)) value += kAtFigure;
    for (std::uint64_t themes = (longest->tags & kThemes) / kThemeBit; themes != 0; themes &= themes - 1)
      scores[static_cast<std::size_t>(std::countr_zero(themes))] += weight * value;
    if (!weak) first = false;
  }
}

bool is_money(const ReadFigure& read) { return read.figure.unit.ends_with("元") || read.figure.unit == "亿"; }

bool counts_projects(const Document& document, const ReadFigure& read) {
  if (read.figure.unit != "个" && read.figure.unit != "项") return false;
  return contains(document.text.substr(read.span.end, 10), U"项目") ||
         (read.span.begin >= 2 && document.text.substr(read.span.begin - 2, 2) == U"项目");
}

}  // namespace

std::optional<Theme> theme_of(const Document& document, const Segment& segment, StatementKind kind, Stretch topic) {
  if (kind == StatementKind::Praise) return Theme::Governance;
  for (const ReadFigure& read : segment.figures)
    // 211个重点项目完成投资425.6亿元 measures money; 签约项目48个、总投资156亿元 and 投资680亿元的133个项目 count
    // projects.
    if (counts_projects(document, read) &&
        !contains_any<U"完成投资 投入 到位资金 争取资金">(document.text.substr(
            read.span.end, segment.words.end - std::min<std::size_t>(read.span.end, segment.words.end))))
      return Theme::Project;
  if (!segment.figures.empty() && std::all_of(segment.figures.begin(), segment.figures.end(), is_money))
    return Theme::Economy;
  if (contains_any<U"完成投资 到位资金">(of(document.text, segment.words)) &&
      std::any_of(segment.figures.begin(), segment.figures.end(), is_money))
    return Theme::Economy;
  if (contains_any<U"超低排放">(of(document.text, segment.words))) return Theme::Air;  // of whatever plant
  Scores scores{};
  count(document, segment, segment.words, 1.0, scores);
  count(document, segment, topic, kTopic, scores);
  const auto best = std::max_element(scores.begin(), scores.end());
  if (*best <= 0.0) return std::nullopt;
  return static_cast<Theme>(best - scores.begin());
}

}  // namespace luoshi::intake

#include "intake/theme.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "intake/characters.hpp"

namespace luoshi::intake {
namespace {

using Scores = std::array<double, 10>;

constexpr std::uint64_t kThemes = 0x3FFULL * kThemeBit;

// Adds the theme words of a stretch: longer words say more, words inside longer ones nothing.
void count(const Document& document, Stretch stretch, double weight, double first_bonus, Scores& scores) {
  std::size_t covered = stretch.begin;
  bool first = true;
  const auto hits = document.words.in(stretch.begin, stretch.end);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const WordHit& hit = hits[i];
    if ((hit.tags & kThemes) == 0 || hit.end > stretch.end || hit.begin < covered) continue;
    // The longest theme word that begins here.
    const WordHit* longest = document.words.starting(hit.begin, kThemes);
    covered = longest->end;
    double value = longest->end - longest->begin >= 4 ? 3.0 : longest->end - longest->begin == 3 ? 2.5 : longest->end - longest->begin == 2 ? 2.0 : 1.0;
    if ((longest->tags & kWeakTheme) != 0) value *= 0.35;
    for (unsigned t = 0; t < scores.size(); ++t)
      if ((longest->tags & (kThemeBit << t)) != 0) scores[t] += weight * (value + (first ? first_bonus : 0.0));
    if ((longest->tags & kWeakTheme) == 0) first = false;
  }
}

bool is_money(const ReadFigure& read) { return read.figure.unit.ends_with("元") || read.figure.unit == "亿"; }

}  // namespace

Theme theme_of(const Document& document, const Segment& segment, Stretch topic) {
  if (!segment.figures.empty() && std::all_of(segment.figures.begin(), segment.figures.end(), is_money)) return Theme::Economy;
  Scores scores{};
  count(document, segment.words, 1.0, 2.0, scores);
  count(document, topic, 0.3, 0.5, scores);
  const auto best = std::max_element(scores.begin(), scores.end());
  if (*best <= 0.0) return segment.figures.empty() ? Theme::Governance : Theme::Other;
  return static_cast<Theme>(best - scores.begin());
}

}  // namespace luoshi::intake

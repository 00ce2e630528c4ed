#include "forecast/outlook.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace luoshi::forecast {
namespace {

double between(const Outlook::Knot& a, const Outlook::Knot& b, DayNumber day) {
  return a.chance + (b.chance - a.chance) * (static_cast<double>(day - a.day) / static_cast<double>(b.day - a.day));
}

}  // namespace

Outlook::Outlook(std::vector<Knot> knots) : knots_{std::move(knots)} {
  expects(!knots_.empty() && knots_.front().chance >= 0 && knots_.back().chance <= 1, "chances within 0 and 1");
  for (std::size_t i = 1; i < knots_.size(); ++i)
    expects(knots_[i - 1].day < knots_[i].day && knots_[i - 1].chance <= knots_[i].chance, "knots in rising order");
}

Outlook Outlook::on(DayNumber day) { return Outlook{{{day - 1, 0.0}, {day, 1.0}}}; }

double Outlook::by(DayNumber day) const {
  const auto after = std::upper_bound(knots_.begin(), knots_.end(), day,
                                      [](DayNumber wanted, const Knot& knot) { return wanted < knot.day; });
  if (after == knots_.begin()) return 0.0;
  if (after == knots_.end()) return knots_.back().chance;
  return between(*(after - 1), *after, day);
}

std::optional<DayNumber> Outlook::quantile(double p) const {
  expects(p > 0 && p <= 1, "a chance above 0");
  const auto at = std::lower_bound(knots_.begin(), knots_.end(), p,
                                   [](const Knot& knot, double wanted) { return knot.chance < wanted; });
  if (at == knots_.end()) return std::nullopt;
  if (at == knots_.begin()) return at->day;
  DayNumber low = (at - 1)->day, high = at->day;  // by(low) < p ≤ by(high)
  while (high - low > 1) {
    const DayNumber middle = low + (high - low) / 2;
    (by(middle) >= p ? high : low) = middle;
  }
  return high;
}

double Outlook::crps(std::optional<DayNumber> came, DayNumber from, DayNumber until) const {
  double score = 0;
  std::size_t next = 0;
  for (DayNumber day = from + 1; day <= until; ++day) {
    while (next < knots_.size() && knots_[next].day <= day) ++next;
    double chance = 0;
    if (next == knots_.size())
      chance = knots_.back().chance;
    else if (next > 0)
      chance = between(knots_[next - 1], knots_[next], day);
    const double missed = chance - (came && *came <= day ? 1.0 : 0.0);
    score += missed * missed;
  }
  return score;
}

}  // namespace luoshi::forecast

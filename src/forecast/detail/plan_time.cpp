#include "forecast/detail/plan_time.hpp"

#include <algorithm>

namespace luoshi::forecast::detail {
namespace {

constexpr double kLeastUnit = 60;   // days: with less left than that, lateness is not in proportion to it
constexpr double kOverdueUnit = 180;

}  // namespace

double width_of(std::size_t stretch) {
  if (stretch < kOnTheDay) return kBefore[stretch + 1] - kBefore[stretch];
  if (stretch == kOnTheDay) return 1.0;
  return kAfter[stretch - kFirstAfter + 1] - kAfter[stretch - kFirstAfter];
}

PlanTime::PlanTime(const Standing& at) : on{at.on}, planned{at.planned}, overdue{at.planned <= at.on}, first{0} {
  if (overdue) {
    const double whole = at.started && at.planned > *at.started ? 0.25 * (at.planned - *at.started) : kOverdueUnit;
    after = std::max(kLeastUnit, whole);
    first = kFirstAfter;
  } else {
    before = at.planned - at.on;
    after = std::max(kLeastUnit, before);
  }
}

PlanTime::Reach PlanTime::reach(DayNumber day) const {
  if (!overdue && day < planned) {
    const double u = std::max(0.0, (day - on) / before);
    std::size_t stretch = 0;
    while (stretch + 1 < kStretchesBefore && kBefore[stretch + 1] < u) ++stretch;
    return {stretch, (u - kBefore[stretch]) / width_of(stretch)};
  }
  if (!overdue && day == planned) return {kOnTheDay, 1.0};
  const double u = std::max(0.0, (day - (overdue ? on : planned)) / after);
  std::size_t step = 0;
  while (step + 2 < kAfter.size() && kAfter[step + 1] < u) ++step;
  return {kFirstAfter + step, (u - kAfter[step]) / width_of(kFirstAfter + step)};
}

std::vector<DayNumber> PlanTime::knots() const {
  constexpr int kPieces = 4;  // of a stretch, so that straight lines follow the curve
  std::vector<DayNumber> days;
  const auto add = [&](double day) { days.push_back(static_cast<DayNumber>(day + 0.5)); };
  if (!overdue) {
    for (std::size_t i = 0; i < kStretchesBefore; ++i)
      for (int k = 1; k <= kPieces; ++k)
        if (const double day = on + before * (kBefore[i] + width_of(i) * k / kPieces); day < planned - 1) add(day);
    add(planned - 1);
    add(planned);
  }
  const double origin = overdue ? on : planned;
  for (std::size_t i = kFirstAfter; i < kStretches; ++i)
    for (int k = 1; k <= kPieces; ++k) add(origin + after * (kAfter[i - kFirstAfter] + width_of(i) * k / kPieces));
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace luoshi::forecast::detail

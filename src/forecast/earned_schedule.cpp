#include "forecast/earned_schedule.hpp"

#include <cmath>

namespace luoshi::forecast {

std::optional<EarnedSchedule> earned_schedule(std::span<const double> planned, double earned, double at) {
  if (planned.empty() || !std::isfinite(earned) || earned < 0 || !std::isfinite(at) || at <= 0) return std::nullopt;
  double before = 0;
  for (const double each : planned) {
    if (!std::isfinite(each) || each < before) return std::nullopt;
    before = each;
  }
  if (before <= 0) return std::nullopt;
  EarnedSchedule made;
  std::size_t full = 0;
  while (full < planned.size() && planned[full] <= earned) ++full;
  made.schedule = static_cast<double>(full);
  if (full < planned.size()) {
    const double from = full == 0 ? 0.0 : planned[full - 1];
    made.schedule += (earned - from) / (planned[full] - from);
  }
  made.index = made.schedule / at;
  if (earned > 0) made.finish = static_cast<double>(planned.size()) / made.index;
  return made;
}

}  // namespace luoshi::forecast

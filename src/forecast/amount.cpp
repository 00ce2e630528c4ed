#include "forecast/amount.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "forecast/count.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kFewestSteps = 3;
constexpr std::uint64_t kMostLumps = 100'000;

struct Steps {
  double lump = 1;    ///< size
  double total = 0, months = 0;
};

// Of reports on one day the last stands.
std::vector<SaidAmount> by_day(std::span<const SaidAmount> said) {
  std::vector<SaidAmount> days;
  for (const SaidAmount& each : said)
    if (days.empty() || each.months > days.back().months) days.push_back(each);
    else days.back() = {days.back().months, each.amount, each.checked};
  return days;
}

// The variance is that of one month's growth: a step's is as its length.
Steps steps_of(const std::vector<SaidAmount>& days) {
  Steps steps;
  const auto count = static_cast<double>(days.size() - 1);
  steps.total = days.back().amount - days.front().amount;
  steps.months = days.back().months - days.front().months;
  const double rate = steps.total / steps.months;
  double squares = 0;
  for (std::size_t i = 1; i < days.size(); ++i) {
    const double span = days[i].months - days[i - 1].months, off = days[i].amount - days[i - 1].amount - rate * span;
    squares += off * off / span;
  }
  steps.lump = std::max(squares / (count - 1.0) / rate, steps.total / count / 100.0);
  return steps;
}

}  // namespace

bool can_forecast_amount(std::span<const SaidAmount> said) {
  if (said.empty()) return false;
  const std::vector<SaidAmount> days = by_day(said);
  return days.size() > kFewestSteps && days.back().amount > days.front().amount;
}

AmountForecast forecast_amount(std::span<const SaidAmount> said, double goal, double months_left, double trust) {
  expects(can_forecast_amount(said) && goal > 0 && months_left > 0 && trust >= 0 && trust <= 1, "an amount that can be forecast");
  const std::vector<SaidAmount> days = by_day(said);
  const Steps steps = steps_of(days);
  const double last = days.back().amount;
  double checked = 0;
  for (const SaidAmount& each : days)
    if (each.checked) checked = each.amount;
  AmountForecast made;
  made.now = checked + trust * std::max(0.0, last - checked) + std::min(0.0, last - checked);
  const double believed = std::max(made.now, 0.0);
  const auto lumps = [&](double amount) {
    return static_cast<std::uint64_t>(std::clamp(amount / steps.lump, 0.0, static_cast<double>(kMostLumps)) + 0.5);
  };
  const Counted seen{lumps(believed - days.front().amount), steps.months};
  const auto at = [&](double wanted) {
    const double more = wanted - believed;
    // Whole lumps: as many as are needed to pass it.
    const double needed = more <= 0 ? 0 : more / steps.lump;
    const auto whole = static_cast<std::uint64_t>(std::min(needed, static_cast<double>(kMostLumps)));
    return forecast_count({}, seen, whole + (static_cast<double>(whole) < needed ? 1 : 0), months_left);
  };
  const CountForecast target = at(goal);
  made.chance = target.probability, made.low = target.low, made.high = target.high;
  made.mean = believed + target.mean * steps.lump;
  std::uint64_t more = 0;
  for (int percent = 5; percent <= 95; percent += 5) {
    // P(N ≥ more + 1) is what lies above `more`.
    while (more < kMostLumps && forecast_count({}, seen, more + 1, months_left).probability > 1.0 - percent / 100.0) ++more;
    made.quantiles.push_back(believed + static_cast<double>(more) * steps.lump);
  }
  return made;
}

}  // namespace luoshi::forecast

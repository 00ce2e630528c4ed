#include "forecast/amount.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "forecast/chance.hpp"
#include "forecast/count.hpp"

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

// What one starts from: what is believed to stand, how it grew.
struct Standing {
  double now = 0, lump = 1;
  Counted seen;  ///< lumps, both ends believed alike
};

std::uint64_t whole_lumps(double amount, double lump) {
  return static_cast<std::uint64_t>(std::clamp(amount / lump, 0.0, static_cast<double>(kMostLumps)) + 0.5);
}

Standing standing_of(std::span<const SaidAmount> said, double trust) {
  const std::vector<SaidAmount> days = by_day(said);
  const Steps steps = steps_of(days);
  double checked = 0;
  for (const SaidAmount& each : days)
    if (each.checked) checked = each.amount;
  const auto believed_of = [&](double amount) { return amount <= checked ? amount : checked + trust * (amount - checked); };
  const double now = believed_of(days.back().amount);
  return {now, steps.lump, {whole_lumps(now - believed_of(days.front().amount), steps.lump), steps.months}};
}

// Of 0 … step − 1, step … 2·step − 1, … things, `size` of them, the last with all above; by the ratio of neighbours from the mode.
std::vector<double> poisson_chances(double mean, std::uint64_t step, std::size_t size) {
  constexpr double kNegligible = 1e-20;
  std::vector<double> made(size, 0.0);
  const auto count = [&](std::uint64_t things, double weight) { made[std::min<std::uint64_t>(things / step, size - 1)] += weight; };
  const auto mode = static_cast<std::uint64_t>(mean);
  count(mode, 1.0);
  double whole = 1, weight = 1;
  for (std::uint64_t k = mode; weight > kNegligible; ++k) count(k + 1, weight *= mean / static_cast<double>(k + 1)), whole += weight;
  weight = 1;
  for (std::uint64_t k = mode; k > 0 && weight > kNegligible; --k) count(k - 1, weight *= static_cast<double>(k) / mean), whole += weight;
  for (double& each : made) each /= whole;
  return made;
}

}  // namespace

bool can_forecast_amount(std::span<const SaidAmount> said) {
  if (said.empty()) return false;
  const std::vector<SaidAmount> days = by_day(said);
  return days.size() > kFewestSteps && days.back().amount > days.front().amount;
}

AmountForecast forecast_amount(std::span<const SaidAmount> said, double goal, double months_left, double trust) {
  expects(can_forecast_amount(said) && goal > 0 && months_left >= 0 && trust >= 0 && trust <= 1, "an amount that can be forecast");
  const Standing standing = standing_of(said, trust);
  AmountForecast made;
  made.now = standing.now;
  if (months_left <= 0) {
    made.chance = made.low = made.high = standing.now >= goal ? 1 : 0;
    return made;
  }
  // Whole lumps: as many as are needed to pass it.
  const double needed = std::ceil(std::clamp((goal - std::max(standing.now, 0.0)) / standing.lump, 0.0, static_cast<double>(kMostLumps)));
  const CountForecast target = forecast_count({}, standing.seen, static_cast<std::uint64_t>(needed), months_left);
  made.chance = target.probability, made.low = target.low, made.high = target.high;
  return made;
}

std::vector<double> amount_quantiles(std::span<const SaidAmount> said, double months_left, double trust) {
  expects(can_forecast_amount(said) && months_left >= 0 && trust >= 0 && trust <= 1, "an amount that can be forecast");
  const Standing standing = standing_of(said, trust);
  std::vector<double> quantiles;
  std::uint64_t more = 0;
  for (int percent = 5; percent <= 95; percent += 5) {
    // P(N ≥ more + 1) is what lies above `more`.
    while (months_left > 0 && more < kMostLumps &&
           forecast_count({}, standing.seen, more + 1, months_left).probability > 1.0 - percent / 100.0)
      ++more;
    quantiles.push_back(std::max(standing.now, 0.0) + static_cast<double>(more) * standing.lump);
  }
  return quantiles;
}

AmountChances amount_chances(std::span<const SaidAmount> said, double months_left, double trust) {
  expects(can_forecast_amount(said) && months_left >= 0 && trust >= 0 && trust <= 1, "an amount that can be forecast");
  constexpr double kRest = 1e-9;
  constexpr std::uint64_t kMost = 2048;
  const Standing standing = standing_of(said, trust);
  const double now = std::max(standing.now, 0.0);
  if (months_left <= 0) return {{now}, {1.0}, {}};
  const auto at_least = [&](std::uint64_t lumps) { return lumps == 0 ? 1.0 : forecast_count({}, standing.seen, lumps, months_left).probability; };
  // As many at a step as make the whole fit.
  std::uint64_t most = 1, step = 1;
  while (most < kMostLumps && at_least(most) > kRest) most *= 2;
  while (most / step > kMost) step *= 2;
  AmountChances made;
  double above = 1;
  for (std::uint64_t lumps = 0; above > kRest && lumps < kMostLumps; lumps += step) {
    const double more = at_least(lumps + step);
    made.amounts.push_back(now + static_cast<double>(lumps) * standing.lump);
    made.chances.push_back(std::max(0.0, above - more));
    above = more;
  }
  made.chances.back() += above;
  for (std::size_t c = 0; c < kCases; ++c) {
    const double score = normal_quantile((static_cast<double>(c) + 0.5) / static_cast<double>(kCases));
    made.cases.push_back(poisson_chances(rate_at({}, standing.seen, score) * months_left, step, made.amounts.size()));
  }
  return made;
}

}  // namespace luoshi::forecast

#include "forecast/funnel.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "forecast/chance.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kDraws = 400;
constexpr std::uint64_t kSeed = 20240605, kMostThings = 200'000;
constexpr double kNegligible = 1e-12, kPriorShape = 0.5, kPriorMonths = 1.0;

// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
double gamma_of(double shape, double z) {
  const double root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * numeric::sqrt(shape));
  return root <= 0 ? 0.0 : shape * root * root * root;
}

/// For each stage, the chance that a thing in it has left the last one after `months`.
std::vector<double> chances_done(const std::vector<double>& rate, double months) {
  const std::size_t n = rate.size();
  const double fastest = *std::max_element(rate.begin(), rate.end());
  std::vector<double> done(n + 1, 0.0), chance(n, 0.0);
  done[n] = 1.0;
  const double jumps = fastest * months;
  if (!(jumps > 0)) return chance;
  // The number of moments at which something may move is Poisson; at each, stage s moves with chance rate/fastest.
  const double steps = std::min(jumps, 1e5);
  double weight = 1, total = 0;
  std::vector<double> weights{1.0};  // relative to the mode's, rising then falling
  const auto mode = static_cast<std::size_t>(steps);
  for (std::size_t k = mode; k > 0 && weight > kNegligible; --k) weights.push_back(weight *= static_cast<double>(k) / steps);
  const std::size_t first = mode + 1 - weights.size();
  std::reverse(weights.begin(), weights.end());
  weight = 1;
  for (std::size_t k = mode; weight > kNegligible; ++k) weights.push_back(weight *= steps / static_cast<double>(k + 1));
  for (const double each : weights) total += each;
  for (std::size_t k = 0; k < first + weights.size(); ++k) {
    if (k >= first)
      for (std::size_t s = 0; s < n; ++s) chance[s] += weights[k - first] / total * done[s];
    for (std::size_t s = 0; s < n; ++s) done[s] += rate[s] / fastest * (done[s + 1] - done[s]);
  }
  return chance;
}

/// Adds `things` independent chances `p` to a distribution of counts that starts at `offset`; what is negligible is cut off.
void add_binomial(std::vector<double>& counts, std::size_t& offset, std::uint64_t things, double p) {
  if (things == 0 || p <= 0) return;
  if (p >= 1) {
    offset += things;
    return;
  }
  const double n = static_cast<double>(things), odds = p / (1 - p);
  const auto mode = static_cast<std::uint64_t>(std::min(n, (n + 1) * p));
  std::vector<double> own{1.0};
  double weight = 1;
  for (std::uint64_t k = mode; k > 0 && weight > kNegligible; --k)
    own.push_back(weight *= static_cast<double>(k) / static_cast<double>(things - k + 1) / odds);
  const std::size_t low = static_cast<std::size_t>(mode) + 1 - own.size();
  std::reverse(own.begin(), own.end());
  weight = 1;
  for (std::uint64_t k = mode; k < things && weight > kNegligible; ++k)
    own.push_back(weight *= static_cast<double>(things - k) / static_cast<double>(k + 1) * odds);
  double total = 0;
  for (const double each : own) total += each;
  std::vector<double> sum(counts.size() + own.size() - 1, 0.0);
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (std::size_t j = 0; j < own.size(); ++j) sum[i + j] += counts[i] * own[j] / total;
  counts = std::move(sum);
  offset += low;
}

std::optional<NoForecast> why_not(const FunnelQuestion& question) {
  if (!question.total) return NoForecast{"总量没有人说明（进入漏斗的数不是总量），请牵头单位明确总数"};
  std::uint64_t counted = question.done + question.claimed;
  for (const Stage& stage : question.stages) counted += stage.now;
  if (*question.total > kMostThings) return NoForecast{"总量超过 200,000（算不动），请分批"};
  if (counted > *question.total) return NoForecast{"点到的数多于总量，请核对总量或重复登记"};
  if (question.wanted > *question.total) return NoForecast{"目标多于总量，请核对"};
  for (const Stage& stage : question.stages)
    if (stage.left == 0 && stage.thing_months <= 0 && stage.prior_months <= 0) return NoForecast{"有一个阶段从未见过进出，算不出速度，请先报进展"};
  if (question.stages.empty() && question.wanted > question.done) return NoForecast{"没有阶段的进展，请先报进展"};
  return std::nullopt;
}

double shape_of(const Stage& stage) { return kPriorShape + stage.prior_left + static_cast<double>(stage.left); }

/// What all draws have in common.
struct Setting {
  double months = 0;
  std::uint64_t outside = 0;  ///< of the total, before the first stage
};

/// What is unknown and held, as standard normal scores; the rest is drawn.
struct Held {
  std::optional<double> shared;
  std::optional<std::size_t> stage;
  double score = 0;  ///< of that stage's rate
};

/// One draw of what is unknown.
struct Luck {
  std::vector<double> chance;  ///< to be done by the date, of what stands before the first stage and in each
  double truly = 1;            ///< of a claim
};

// What is held is drawn all the same, so that every other draw stays what it is.
Luck draw_luck(const FunnelQuestion& question, const Setting& setting, const Held& held, std::size_t draw) {
  Random random{kSeed, draw};
  const double sigma = question.shared_spread, luck = random.normal();
  const double shared = numeric::exp(sigma * held.shared.value_or(luck) - 0.5 * sigma * sigma);
  std::vector<double> rate;
  for (std::size_t s = 0; s < question.stages.size(); ++s) {
    const Stage& stage = question.stages[s];
    const double drawn = random.normal(), score = held.stage == s ? held.score : drawn;
    rate.push_back(shared * gamma_of(shape_of(stage), score) / (kPriorMonths + stage.prior_months + stage.thing_months));
  }
  rate.insert(rate.begin(), rate.front());  // what stands before the first stage
  Luck made{chances_done(rate, setting.months), 1};
  if (question.claimed == 0) return made;
  const double yes = gamma_of(question.claims_true, random.normal()), no = gamma_of(question.claims_false, random.normal());
  made.truly = yes + no > 0 ? yes / (yes + no) : question.claims_true / (question.claims_true + question.claims_false);
  return made;
}

double claim_done(const Luck& luck) { return luck.truly + (1.0 - luck.truly) * luck.chance.back(); }

double mean_of(const FunnelQuestion& question, const Setting& setting, const Luck& luck) {
  double mean = static_cast<double>(setting.outside) * luck.chance[0];
  for (std::size_t s = 0; s < question.stages.size(); ++s) mean += static_cast<double>(question.stages[s].now) * luck.chance[s + 1];
  return mean + static_cast<double>(question.claimed) * claim_done(luck);
}

/// The count's distribution given a draw: counts[k] is the chance of `offset` + k.
struct Drawn {
  std::vector<double> counts{1.0};
  std::size_t offset = 0;
};

Drawn counts_given(const FunnelQuestion& question, const Setting& setting, const Luck& luck) {
  Drawn drawn;
  drawn.offset = static_cast<std::size_t>(question.done);
  add_binomial(drawn.counts, drawn.offset, setting.outside, luck.chance[0]);
  for (std::size_t s = 0; s < question.stages.size(); ++s)
    add_binomial(drawn.counts, drawn.offset, question.stages[s].now, luck.chance[s + 1]);
  if (question.claimed > 0) add_binomial(drawn.counts, drawn.offset, question.claimed, claim_done(luck));
  return drawn;
}

// Of each draw, the case it is part of: by its mean, as many to each.
std::vector<std::size_t> cases_of(const FunnelQuestion& question, const Setting& setting, const std::vector<Luck>& draws) {
  std::vector<std::pair<double, std::size_t>> means;
  for (std::size_t draw = 0; draw < draws.size(); ++draw) means.push_back({mean_of(question, setting, draws[draw]), draw});
  std::sort(means.begin(), means.end());
  std::vector<std::size_t> made(draws.size());
  for (std::size_t place = 0; place < means.size(); ++place) made[means[place].second] = place * kCases / means.size();
  return made;
}

void add_to(std::vector<double>& all, const Drawn& drawn) {
  if (all.size() < drawn.offset + drawn.counts.size()) all.resize(drawn.offset + drawn.counts.size(), 0.0);
  for (std::size_t k = 0; k < drawn.counts.size(); ++k) all[drawn.offset + k] += drawn.counts[k];
}

void make_whole(std::vector<double>& chances) {
  double whole = 0;
  for (const double each : chances) whole += each;
  for (double& each : chances) each /= whole;
}

std::vector<std::uint32_t> levels_of(const std::vector<double>& counts) {
  double whole = 0;
  for (const double each : counts) whole += each;
  std::vector<std::uint32_t> levels;
  double sum = 0;
  std::size_t at = 0;
  for (int percent = 5; percent <= 95; percent += 5) {
    while (at < counts.size() && sum + counts[at] < whole * percent / 100.0) sum += counts[at++];
    levels.push_back(static_cast<std::uint32_t>(std::min(at, counts.size() - 1)));
  }
  return levels;
}

std::variant<FunnelForecast, NoForecast> forecast_held(const FunnelQuestion& question, const Held& held, Cases cases) {
  expects(question.months >= 0 && question.shared_spread >= 0 && question.shared_spread <= 2, "months and a spread in range");
  expects(question.claimed == 0 || (question.claims_true > 0 && question.claims_false > 0 && !question.stages.empty()), "claims that can be doubted");
  if (auto reason = why_not(question)) return std::move(*reason);
  if (question.stages.empty() && question.claimed == 0) {
    const auto done = static_cast<std::uint32_t>(question.done);
    std::vector<double> chances(question.done + 1, 0.0);
    chances.back() = 1;
    return FunnelForecast{1, 1, 1, static_cast<double>(question.done), std::vector<std::uint32_t>(19, done), std::move(chances), {}};
  }
  Setting setting{usual_months(question.season, question.months), *question.total - question.done - question.claimed};
  for (const Stage& stage : question.stages) setting.outside -= stage.now;
  std::vector<Luck> draws;
  for (std::size_t draw = 0; draw < kDraws; ++draw) draws.push_back(draw_luck(question, setting, held, draw));
  std::vector<double> tails, all;
  FunnelForecast made;
  std::vector<std::size_t> case_of;
  if (cases == Cases::Kept) case_of = cases_of(question, setting, draws), made.cases.resize(kCases);
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    const Drawn drawn = counts_given(question, setting, draws[draw]);
    double tail = 0;
    for (std::size_t k = 0; k < drawn.counts.size(); ++k) {
      made.mean += drawn.counts[k] * static_cast<double>(drawn.offset + k) / kDraws;
      if (drawn.offset + k >= question.wanted) tail += drawn.counts[k];
    }
    add_to(all, drawn);
    if (cases == Cases::Kept) add_to(made.cases[case_of[draw]], drawn);
    tails.push_back(std::min(1.0, tail));
  }
  for (const double tail : tails) made.chance += tail / kDraws;
  std::sort(tails.begin(), tails.end());
  made.low = tails[kDraws / 10];
  made.high = tails[kDraws - 1 - kDraws / 10];
  made.quantiles = levels_of(all);
  make_whole(all);
  for (std::vector<double>& each : made.cases) each.resize(all.size(), 0.0), make_whole(each);
  made.chances = std::move(all);
  return made;
}

double chance_of(const FunnelQuestion& question, const Held& held = {}) {
  return std::get<FunnelForecast>(forecast_held(question, held, Cases::Dropped)).chance;
}

}  // namespace

double usual_months(const std::vector<double>& season, double months) {
  if (season.empty()) return months;
  double sum = 0;
  for (std::size_t month = 0; static_cast<double>(month) < months; ++month)
    sum += season[month % season.size()] * std::min(1.0, months - static_cast<double>(month));
  return sum;
}

std::variant<FunnelForecast, NoForecast> forecast_funnel(const FunnelQuestion& question, Cases cases) {
  return forecast_held(question, {}, cases);
}

std::vector<FunnelDriver> funnel_drivers(const FunnelQuestion& question) {
  constexpr double kTenth = numeric::kNormalNinety;
  std::vector<FunnelDriver> drivers;
  for (std::size_t s = 0; s < question.stages.size(); ++s)
    drivers.push_back({FunnelDriver::What::Stage, s, chance_of(question, {{}, s, -kTenth}), chance_of(question, {{}, s, kTenth})});
  if (question.shared_spread > 0)
    drivers.push_back({FunnelDriver::What::Shared, 0, chance_of(question, {-kTenth, {}}), chance_of(question, {kTenth, {}})});
  if (question.claimed > 0) {
    FunnelQuestion truly = question, falsely = question;
    truly.done += question.claimed, falsely.stages.back().now += question.claimed;
    truly.claimed = falsely.claimed = 0;
    drivers.push_back({FunnelDriver::What::Claims, 0, chance_of(falsely), chance_of(truly)});
  }
  std::stable_sort(drivers.begin(), drivers.end(), [](const FunnelDriver& a, const FunnelDriver& b) {
    return a.chance_high - a.chance_low > b.chance_high - b.chance_low;
  });
  return drivers;
}

FunnelQuestion sped_up(FunnelQuestion question, double factor, std::size_t from_month) {
  const auto months = static_cast<std::size_t>(question.months) + 1;
  std::vector<double> season;
  for (std::size_t month = 0; month < std::max(months, from_month + 1); ++month)
    season.push_back((question.season.empty() ? 1.0 : question.season[month % question.season.size()]) *
                     (month >= from_month ? factor : 1.0));
  question.season = std::move(season);
  return question;
}

std::optional<double> funnel_speed_needed(const FunnelQuestion& question, double wanted, std::size_t from_month) {
  const auto enough = [&](double factor) { return chance_of(sped_up(question, factor, from_month)) >= wanted; };
  if (enough(1.0)) return 1.0;
  double low = 1, high = 16;
  if (!enough(high)) return std::nullopt;
  while (high - low > 0.01) {
    const double middle = 0.5 * (low + high);
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace luoshi::forecast

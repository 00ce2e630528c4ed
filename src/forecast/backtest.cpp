#include "forecast/backtest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "forecast/recalibration.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast {
namespace {

constexpr DayNumber kStale = 400;       // days after which a last report no longer tells of work under way
constexpr DayNumber kNeverLater = 14'600;  // days: the window of tables without a finish, 40 years
constexpr double kLikeness = 0.1;     // correlation of what becomes of two reports of one piece of work
constexpr std::size_t kMostReports = 12; // of one piece of work that are learned from
constexpr double kMemory = 1000;      // days after which a past forecast counts 1/e
constexpr double kRivalCases = 4;       // a rating's own rate is drawn to the base rate as by so many cases

/// The report that answers a report at `index` one horizon later; nothing where there is none by `split`.
std::optional<std::size_t> answer_to(const History& history, std::size_t index, DayNumber horizon) {
  const DayNumber on = history.reports[index].on;
  for (std::size_t j = index + 1; j < history.reports.size(); ++j) {
    const Report& later = history.reports[j];
    if (later.on - on > 2 * horizon) return std::nullopt;
    if (4 * (later.on - on) >= 3 * horizon && later.planned) return j;
  }
  return std::nullopt;
}

/// The reports of a history that the table held on that day.
std::size_t reports_by(const History& history, DayNumber day) {
  std::size_t count = 0;
  while (count < history.reports.size() && history.reports[count].on <= day) ++count;
  return count;
}

std::vector<Episode> episodes_by(const Portfolio& portfolio, DayNumber split) {
  std::vector<Episode> made;
  for (const History& history : portfolio.histories) {
    const std::size_t known = reports_by(history, split), first = made.size();
    // Of many reports every k-th, the last among them: more of one story teach nothing but time.
    const std::size_t every = (known + kMostReports - 1) / kMostReports;
    for (std::size_t i = known == 0 ? 0 : (known - 1) % every; i < known; i += every) {
      const auto at = standing_at(history, i);
      if (!at) continue;
      Episode episode{*at, 0, false, 1.0};
      if (portfolio.outcome == Outcome::Finish) {
        episode.ended = history.finished && history.finish_known <= split;
        episode.until = episode.ended ? *history.finished : portfolio.dated_reports ? history.reports[known - 1].on : split;
        if (episode.until < at->on || (!episode.ended && episode.until == at->on)) continue;
      } else {
        if (at->planned <= at->on) continue;
        const auto answer = answer_to(history, i, portfolio.horizon);
        if (!answer || *answer >= known) continue;
        episode.ended = true;
        episode.until = std::max(*history.reports[*answer].planned, at->on + 1);
      }
      made.push_back(episode);
    }

    // Reports of one piece of work tell much the same story: m of them weigh as m / (1 + 0.1·(m − 1)) cases.
    for (std::size_t k = first; k < made.size(); ++k) 
      made[k].weight = 1.0 / (1.0 + kLikeness * static_cast<double>(made.size() - first - 1));
  }
  return made;
}

/// Where the stated date would go if it went on moving as it did, or progress as it did.
DayNumber straight_line(const Portfolio& portfolio, const Standing& at) {
  if (portfolio.outcome == Outcome::Finish && at.progress && *at.progress > 0 && at.started && at.on > *at.started)
    return at.on + static_cast<DayNumber>(std::min(36'500.0, (at.on - *at.started) * (1 - *at.progress) / *at.progress));
  if (at.on <= at.first_on) return at.planned;
  const double speed = static_cast<double>(at.planned - at.first_planned) / (at.on - at.first_on);
  if (portfolio.outcome == Outcome::NextStated)
    return at.planned + static_cast<DayNumber>(std::clamp(speed * portfolio.horizon, -3650.0, 3650.0));
  // The date moves by `speed` a day while time moves by one: they meet, or the work is never done.
  const double left = at.planned - at.on;
  return at.on + static_cast<DayNumber>(speed < 0.9 ? std::min(36'500.0, left / (1 - speed)) : std::min(36'500.0, left * 10));
}

/// The light of 80 and 60 % of plan, where progress is known: 0 green, 1 yellow, 2 red.
std::optional<int> light_of(const Standing& at) {
  if (!at.progress || !at.started || at.planned <= *at.started || at.on <= *at.started) return std::nullopt;
  const double due = std::min(1.0, static_cast<double>(at.on - *at.started) / (at.planned - *at.started));
  return *at.progress >= 0.8 * due ? 0 : *at.progress >= 0.6 * due ? 1 : 2;
}

/// How often dates held by the split: in all, by colour, by light.
class HeldRates {
 public:
  HeldRates(const Portfolio& portfolio, std::span<const Episode> episodes, DayNumber split) {
    for (const Episode& each : episodes) {
      if (each.at.planned <= each.at.on) continue;
      if (portfolio.outcome == Outcome::Finish && each.at.planned > split) continue;
      if (!each.ended && each.until < each.at.planned) continue;
      const bool held = each.ended && each.until <= each.at.planned;
      all_.add(held, each.weight);
      if (each.at.rating) by_rating_[*each.at.rating].add(held, each.weight);
      if (const auto light = light_of(each.at)) by_light_[static_cast<std::uint32_t>(*light)].add(held, each.weight);
    }
  }
  double base() const { return (all_.held + 0.5) / (all_.total + 1.0); }
  std::array<std::optional<double>, kChanceRivals> of(const Standing& at) const {
    std::array<std::optional<double>, kChanceRivals> chance;
    chance[0] = base();
    if (at.rating && !by_rating_.empty()) chance[1] = drawn(by_rating_, *at.rating);
    if (const auto light = light_of(at)) chance[2] = drawn(by_light_, static_cast<std::uint32_t>(*light));
    return chance;
  }

 private:
  struct Rate {
    double held = 0, total = 0;
    void add(bool happened, double weight) { held += happened ? weight : 0, total += weight; }
  };
  double drawn(const std::map<std::uint32_t, Rate>& rates, std::uint32_t key) const {
    const auto found = rates.find(key);
    if (found == rates.end()) return base();
    return (found->second.held + kRivalCases * base()) / (found->second.total + kRivalCases);
  }
  Rate all_;
  std::map<std::uint32_t, Rate> by_rating_, by_light_;
};

/// What came of the last report before the split, as far as the table told by `seen`; nothing where it tells nothing.
std::optional<Outturn> outturn_of(const Portfolio& portfolio, const History& history, std::size_t index, DayNumber alive,
                                  DayNumber seen) {
  Outturn outturn{history.cluster, std::nullopt, 0};
  if (portfolio.outcome == Outcome::NextStated) {
    const auto answer = answer_to(history, index, portfolio.horizon);
    if (!answer || history.reports[*answer].on > seen) return std::nullopt;
    outturn.came = std::max(*history.reports[*answer].planned, alive + 1);
    outturn.until = alive + kNeverLater;
    return outturn;
  }
  const std::size_t known = reports_by(history, seen);
  if (history.finished && history.finish_known <= seen) outturn.came = history.finished;
  outturn.until = portfolio.dated_reports && !outturn.came ? history.reports[known - 1].on : seen;
  if (outturn.came && *outturn.came <= alive) return std::nullopt;
  if (outturn.until <= alive) return std::nullopt;
  return outturn;
}

BacktestCase forecast_case(const Portfolio& portfolio, const SlipModel& model, const HeldRates& held, const Standing& at,
                           DayNumber split, DayNumber alive) {
  BacktestCase made{0, split, at, alive, model.outlook(at, alive), {}, {}, std::nullopt, {}};
  const DayNumber origin = at.started && *at.started < at.planned ? *at.started : at.first_on;
  const auto day = [&](double wanted) { return std::max(alive + 1, static_cast<DayNumber>(wanted)); };
  made.rival_day = {day(at.planned + portfolio.uplift * std::max(0, at.planned - origin) + 0.5), day(at.planned),
                    day(straight_line(portfolio, at))};
  if (at.planned > alive) {
    made.kept = Chance{made.outlook.by(at.planned), false};
    made.rival_chance = held.of(at);
  }
  return made;
}

/// The last report by `split` of work that was under way then; nothing of work that had ended, told no date or fell silent.
std::optional<Standing> under_way(const Portfolio& portfolio, const History& history, DayNumber split) {
  const std::size_t known = reports_by(history, split);
  if (known == 0 || (history.finished && history.finish_known <= split)) return std::nullopt;
  const auto at = standing_at(history, known - 1);
  if (!at) return std::nullopt;
  if (portfolio.dated_reports && split - at->on > std::max(kStale, portfolio.horizon)) return std::nullopt;
  if (portfolio.outcome == Outcome::NextStated && at->planned <= at->on) return std::nullopt;
  return at;
}

/// Known not to have ended by then.
DayNumber alive_on(const Portfolio& portfolio, const Standing& at, DayNumber split) {
  return portfolio.outcome == Outcome::Finish && !portfolio.dated_reports ? split : at.on;
}

/// Forecasts as of `split`, with what the table told of them by `seen`.
std::vector<BacktestCase> cases_at(const Portfolio& portfolio, DayNumber split, DayNumber seen, std::uint64_t seed) {
  const std::vector<Episode> episodes = episodes_by(portfolio, split);
  const SlipModel model = SlipModel::learn(episodes, portfolio.uplift, seed);
  const HeldRates held{portfolio, episodes, split};
  std::vector<BacktestCase> cases;
  for (std::size_t h = 0; h < portfolio.histories.size(); ++h) {
    const History& history = portfolio.histories[h];
    const auto at = under_way(portfolio, history, split);
    if (!at) continue;
    const DayNumber alive = alive_on(portfolio, *at, split);
    const auto outturn = outturn_of(portfolio, history, reports_by(history, split) - 1, alive, seen);
    if (!outturn) continue;
    BacktestCase made = forecast_case(portfolio, model, held, *at, split, alive);
    made.history = h;
    made.outturn = *outturn;
    if (made.kept) {
      if (at->planned > outturn->until)
        made.kept.reset();
      else
        made.kept->happened = outturn->came && *outturn->came <= at->planned;
    }
    cases.push_back(std::move(made));
  }
  return cases;
}

/// How forecasts made before the split turned out, as far as the table had answered them by then.
Recalibration learn_from_past(const Portfolio& portfolio, DayNumber split, std::uint64_t seed) {
  std::vector<PitRange> past;
  for (const double back : {0.8, 1.2, 1.6, 2.2, 3.0}) {  // horizons ago
    const double days = back * portfolio.horizon;
    for (const BacktestCase& each : cases_at(portfolio, split - static_cast<DayNumber>(days), split, seed)) {
      past.push_back(pit_range(each.outlook, each.outturn.came, each.outturn.until));
      past.back().weight = numeric::exp(-days / kMemory);
    }
  }
  return Recalibration::learn(past);
}

}  // namespace

std::vector<BacktestCase> backtest_at(const Portfolio& portfolio, DayNumber split, std::uint64_t seed) {
  const Recalibration recalibration = learn_from_past(portfolio, split, seed);
  std::vector<BacktestCase> cases = cases_at(portfolio, split, portfolio.known_until, seed);
  for (BacktestCase& each : cases) {
    each.outlook = recalibration.applied(each.outlook);
    if (each.kept) each.kept->given = each.outlook.by(each.at.planned);
  }
  return cases;
}

std::vector<DateForecast> forecast_dates(const Portfolio& portfolio, DayNumber day, std::uint64_t seed) {
  const Recalibration recalibration = learn_from_past(portfolio, day, seed);
  const SlipModel model = SlipModel::learn(episodes_by(portfolio, day), portfolio.uplift, seed);
  std::vector<DateForecast> made;
  for (std::size_t h = 0; h < portfolio.histories.size(); ++h)
    if (const auto at = under_way(portfolio, portfolio.histories[h], day))
      made.push_back({h, *at, recalibration.applied(model.outlook(*at, alive_on(portfolio, *at, day)))});
  return made;
}

std::vector<DayNumber> default_splits(const Portfolio& portfolio) {
  std::vector<DayNumber> days;
  for (const History& history : portfolio.histories)
    for (const Report& report : history.reports)
      if (report.planned) days.push_back(report.on);
  if (days.empty()) return {};
  std::sort(days.begin(), days.end());
  const DayNumber span = portfolio.known_until - days.front();
  const DayNumber last = portfolio.known_until -
                         (portfolio.outcome == Outcome::NextStated ? portfolio.horizon * 3 / 4 : std::max(90, span / 10));
  days.erase(std::upper_bound(days.begin(), days.end(), last), days.end());
  std::set<DayNumber> splits;
  for (std::size_t percent = 20; percent <= 90; percent += 10)
    if (!days.empty()) splits.insert(days[std::min(days.size() - 1, days.size() * percent / 100)]);
  return {splits.begin(), splits.end()};
}

Backtest run_backtest(const Portfolio& portfolio, std::optional<DayNumber> split, std::uint64_t seed) {
  Backtest made;
  made.splits = split ? std::vector{*split} : default_splits(portfolio);
  for (const DayNumber day : made.splits)
    for (BacktestCase& each : backtest_at(portfolio, day, seed)) made.cases.push_back(std::move(each));
  if (made.cases.empty())
    throw Error{Fault::BadInput, portfolio.name + ": nothing to score (no work is under way on a split and answered after it); "
                                                  "give a table with later reports or finishes, or another --split"};
  return made;
}

double Scorecard::crps_skill(DateRival over) const {
  const double theirs = rival_crps_days[static_cast<std::size_t>(over)];
  return theirs > 0 ? 1 - crps_days / theirs : 0.0;
}

std::optional<double> Scorecard::brier_skill() const {
  std::optional<double> best;
  for (const auto& rival : rival_brier)
    if (rival && rival->count == brier.count && (!best || rival->score < *best)) best = rival->score;
  if (!best || *best <= 0) return std::nullopt;
  return 1 - brier.score / *best;
}

Scorecard score(std::span<const BacktestCase> cases, std::uint64_t seed) {
  constexpr std::size_t kResamples = 1000;
  constexpr std::uint64_t kPitStream = 1;
  Scorecard card;
  card.cases = cases.size();
  std::vector<double> pit;
  std::vector<std::uint32_t> cluster;
  std::vector<Chance> ours;
  std::array<std::vector<Chance>, kChanceRivals> theirs;
  Random random{seed, kPitStream};
  for (const BacktestCase& each : cases) {
    const Outturn& outturn = each.outturn;
    pit.push_back(randomised_pit(each.outlook, outturn, random.uniform()));
    cluster.push_back(outturn.cluster);
    card.came += outturn.came && *outturn.came <= outturn.until;
    const double n = static_cast<double>(cases.size());
    card.crps_days += each.outlook.crps(outturn.came, each.alive, outturn.until) / n;
    for (std::size_t k = 0; k < kDateRivals; ++k)
      card.rival_crps_days[k] += Outlook::on(each.rival_day[k]).crps(outturn.came, each.alive, outturn.until) / n;
    if (!each.kept) continue;
    ours.push_back(*each.kept);
    for (std::size_t k = 0; k < kChanceRivals; ++k)
      if (each.rival_chance[k]) theirs[k].push_back({*each.rival_chance[k], each.kept->happened});
  }
  card.brier = brier(ours);
  for (std::size_t k = 0; k < kChanceRivals; ++k)
    if (!theirs[k].empty()) card.rival_brier[k] = brier(theirs[k]);
  card.uniformity = test_uniform(pit, cluster, kResamples, seed);
  card.projects = card.uniformity.clusters;
  card.coverage = {coverage(pit, cluster, 0.5), coverage(pit, cluster, 0.8), coverage(pit, cluster, 0.9)};
  card.histogram = pit_histogram(pit);
  return card;
}

}  // namespace luoshi::forecast

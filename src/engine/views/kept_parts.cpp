#include "engine/views/kept_parts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/contract.hpp"
#include "base/unit.hpp"
#include "engine/views/kept_detail.hpp"
#include "engine/views/wording.hpp"
#include "forecast/target.hpp"

namespace luoshi::engine {
namespace {

constexpr double kUnbounded = 1e300;

// A figure that amounts add up to.
bool is_a_sum(const Figure& figure, const Unit& unit) {
  return unit.dimension != Dimension::Ratio && unit.dimension != Dimension::PercentPoint && figure.bound != Bound::AtMost &&
         figure.bound != Bound::Below && figure.basis != Basis::PointInTime;
}

/// A target that its parts make: their sum, or, where it has no figure, all of them.
struct Whole {
  std::vector<Id<Commitment>> parts;  ///< not withdrawn, no outcome
  std::optional<Unit> unit;           ///< of the sum
  double goal = 0;                    ///< in the base unit
};

std::optional<Whole> whole_of(const city::City& city, Id<Commitment> id) {
  const Commitment& promised = city.commitments[id.index()].value;
  if (promised.meaning == Meaning::Outcome) return std::nullopt;
  Whole made{city.commitments[id.index()].parts, {}, 0};
  std::erase_if(made.parts, [&](Id<Commitment> part) {
    const Commitment& value = city.commitments[part.index()].value;
    return value.meaning == Meaning::Outcome || value.state == CommitmentState::Withdrawn;
  });
  if (made.parts.empty()) return std::nullopt;
  if (!promised.figure) return made;
  made.unit = read_unit(promised.figure->unit);
  const auto goal = goal_in_base(promised);
  if (!made.unit || !goal || goal->sign() <= 0 || !is_a_sum(*promised.figure, *made.unit)) return std::nullopt;
  made.goal = goal->to_double();
  return made;
}

std::optional<Id<Asset>> promised_twice(const city::City& city, const std::vector<Id<Commitment>>& parts) {
  std::set<std::uint32_t> seen;
  for (const Id<Commitment> part : parts)
    for (const Id<Asset> asset : counted_assets(city, city.commitments[part.index()]))
      if (!seen.insert(asset.number()).second) return asset;
  return std::nullopt;
}

KeptInput part_input(const city::City& city, Id<Commitment> id, const std::optional<Unit>& unit, Day due, const Histories& histories) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const auto own = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  const auto goal = goal_in_base(kept.value);
  const bool adds_up = goal && own && unit && same_kind(*unit, *own);
  KeptInput made;
  if (kept.value.state == CommitmentState::Proposed) made = cannot_say("待定");
  else if (unit && !adds_up) made = cannot_say(own ? "计量单位与目标不同" : "没有数值");
  else if (kept.value.state == CommitmentState::Done) {
    made = cannot_say("已完成");
    made.word = Verdict::Word::Likely;
    made.stands = goal ? goal->to_double() : 0;
  }
  else {
    const CommitmentProgress progress = progress_of(city, kept);
    made = running_input(city, id, progress, due, histories);
    made.stands = progress.assets_done;
  }
  made.part = id.number();
  if (kept.value.lead) made.who = city.bodies[kept.value.lead.index()].value.name;
  made.goal = goal && (!unit || adds_up) ? goal->to_double() : 0;  // what is promised in another unit brings nobody knows what
  return made;
}

std::string name_of(const city::City& city, Id<Commitment> id) {
  const Id<Body> lead = city.commitments[id.index()].value.lead;
  return (lead ? city.bodies[lead.index()].value.name : std::string{}) + "C-" + std::to_string(id.number());
}

std::string name_of_part(const KeptInput& part) { return (part.who.empty() ? "" : part.who) + "C-" + std::to_string(part.part); }

/// The parts that say something, as the forecast takes them; the others with their reasons.
struct Sorted {
  std::vector<forecast::TargetPart> known;
  std::vector<const KeptInput*> known_of;
  std::vector<const KeptInput*> silent_of;
  std::vector<std::string> silent, silent_why;  ///< name and reason, the reason alone
  double silent_promise = 0;          ///< what the silent ones promise together …
  bool silent_promise_known = true;   ///< … where each of them has a figure
};

forecast::TargetPart without_impossible(const std::vector<double>& amounts, const std::vector<double>& chances, const std::vector<std::vector<double>>& cases) {
  forecast::TargetPart made;
  made.cases.resize(cases.size());
  for (std::size_t k = 0; k < chances.size(); ++k) {
    if (!(chances[k] > 0)) continue;
    made.amounts.push_back(amounts[k]), made.chances.push_back(chances[k]);
    for (std::size_t c = 0; c < cases.size(); ++c) made.cases[c].push_back(cases[c][k]);
  }
  return made;
}

// A part's months at another pace from a whole month after its last report on.
struct Pace {
  double months = 0, from = 0;
};
Pace pace_of(const KeptInput& part, const PartsAsked& asked) {
  Pace made{part.months_left, 0};
  if (asked.by) made.months = std::max(0.0, months_between(part.reported, *asked.by));
  if (asked.from) made.from = std::max(0.0, std::ceil(months_between(part.reported, *asked.from)));
  return made;
}

std::optional<forecast::TargetPart> as_target_part(const KeptInput& part, const PartsAsked& asked, forecast::Cases cases, std::string& why) {
  if (!part.settled.empty()) {
    why = part.settled;
    if (!part.word) return std::nullopt;
    forecast::TargetPart made;
    made.wanted = part.goal;
    made.amounts = {part.stands}, made.chances = {1.0};
    return made;
  }
  const Pace pace = pace_of(part, asked);
  forecast::TargetPart made;
  if (part.counts) {
    forecast::FunnelQuestion question = part.funnel;
    question.months = pace.months;
    if (asked.factor != 1) question = forecast::sped_up(std::move(question), asked.factor, static_cast<std::size_t>(pace.from));
    const auto outcome = forecast::forecast_funnel(question, cases);
    if (const auto* const none = std::get_if<forecast::NoForecast>(&outcome)) {
      why = none->reason;
      return std::nullopt;
    }
    const auto& found = std::get<forecast::FunnelForecast>(outcome);
    std::vector<double> amounts(found.chances.size());
    for (std::size_t k = 0; k < amounts.size(); ++k) amounts[k] = static_cast<double>(k);
    made = without_impossible(amounts, found.chances, found.cases);
  } else {
    const double before = usual_months(part, std::min(pace.months, pace.from));
    auto found = forecast::amount_chances(part.said, before + asked.factor * (usual_months(part, pace.months) - before), part.trust);
    if (cases == forecast::Cases::Dropped) found.cases.clear();
    made = without_impossible(found.amounts, found.chances, found.cases);
  }
  made.wanted = part.goal;
  return made;
}

Sorted sorted_out(const KeptInput& input, const PartsAsked& asked, forecast::Cases cases) {
  Sorted made;
  for (const KeptInput& part : input.parts) {
    std::string why;
    if (auto known = as_target_part(part, asked, cases, why)) {
      made.known.push_back(std::move(*known));
      made.known_of.push_back(&part);
      continue;
    }
    made.silent_of.push_back(&part);
    made.silent.push_back(name_of_part(part) + "：" + why);
    made.silent_why.push_back(why);
    made.silent_promise += part.goal;
    made.silent_promise_known = made.silent_promise_known && part.goal > 0;
  }
  return made;
}

double mean_of(const forecast::TargetPart& part) {
  double mean = 0;
  for (std::size_t k = 0; k < part.amounts.size(); ++k) mean += part.amounts[k] * part.chances[k];
  return mean;
}

// The parts that are expected to fall shortest of their promise, at most three.
void add_weakest(KeptShown& shown, const Sorted& sorted) {
  std::vector<std::pair<double, std::size_t>> shorts;
  for (std::size_t p = 0; p < sorted.known.size(); ++p)
    if (const double wanted = sorted.known[p].wanted; wanted > 0 && mean_of(sorted.known[p]) < wanted)
      shorts.push_back({mean_of(sorted.known[p]) / wanted, p});
  std::sort(shorts.begin(), shorts.end());
  for (std::size_t i = 0; i < std::min<std::size_t>(shorts.size(), 3); ++i) {
    const KeptInput& part = *sorted.known_of[shorts[i].second];
    const auto words = [&](double base) { return tenths_words(base / part.scale) + part.unit; };
    shown.reasons.push_back(name_of_part(part) + "到期约" + words(mean_of(sorted.known[shorts[i].second])) + "，承诺" + words(part.goal));
  }
}

// Who states the months' speeds, each once.
void add_seasons(KeptShown& shown, const KeptInput& input) {
  std::set<std::string> sources;
  for (const KeptInput& part : input.parts)
    if (!part.season_by.empty() && sources.insert(part.season_by).second) shown.reasons.push_back("月份快慢按" + part.season_by);
}

KeptShown cannot_add(const KeptInput& input, const Sorted& sorted) {
  KeptShown shown;
  shown.verdict.reason = std::to_string(input.parts.size()) + "个部分中" + std::to_string(sorted.silent.size()) + "个说不准（" +
                         sorted.silent.front() + "），" + (input.all_of ? "不能合计" : "不能加总");
  shown.reasons.assign(sorted.silent.begin(), sorted.silent.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(sorted.silent.size(), 3)));
  return shown;
}

KeptShown all_of_shown(const KeptInput& input, const Sorted& sorted) {
  const auto made = forecast::forecast_all_of(sorted.known, kSharedByParts);
  // Those that say nothing can only lower it.
  if (!sorted.silent.empty() && made.high >= kAtRisk) return cannot_add(input, sorted);
  KeptShown shown;
  std::string reason = std::to_string(input.parts.size()) + "个部分都要完成，到期约完成" + tenths_words(made.mean) + "个";
  if (!sorted.silent.empty()) reason += "；另有" + std::to_string(sorted.silent.size()) + "个说不准";
  say_chance(shown.verdict, made.chance, sorted.silent.empty() ? made.low : 0, made.high, std::move(reason));
  add_weakest(shown, sorted);
  add_seasons(shown, input);
  return shown;
}

KeptShown sum_shown(const KeptInput& input, const Sorted& sorted) {
  const auto words = [&](double base) { return tenths_words(base / input.scale) + input.unit; };
  const auto without = forecast::forecast_sum(sorted.known, input.goal, kSharedByParts);
  KeptShown shown;
  std::string reason = std::to_string(input.parts.size()) + "个部分加总，到期约" + words(without.mean) + "，目标" + words(input.goal);
  if (sorted.silent.empty()) {
    say_chance(shown.verdict, without.chance, without.low, without.high, std::move(reason));
  } else if (without.chance >= kLikely) {
    say_chance(shown.verdict, without.chance, without.low, without.high, reason + "；不计说不准的" + std::to_string(sorted.silent.size()) + "个已够");
  } else {
    if (!sorted.silent_promise_known) return cannot_add(input, sorted);
    const auto with = forecast::forecast_sum(sorted.known, input.goal - sorted.silent_promise, kSharedByParts);
    if (with.high >= kAtRisk) return cannot_add(input, sorted);
    say_chance(shown.verdict, with.chance, without.low, with.high,
               reason + "；说不准的" + std::to_string(sorted.silent.size()) + "个即使都完成也多半不够");
  }
  add_weakest(shown, sorted);
  add_seasons(shown, input);
  for (std::size_t i = 0; i < std::min<std::size_t>(sorted.silent.size(), 3); ++i) shown.reasons.push_back(sorted.silent[i]);
  const bool counted = sorted.silent.empty() && std::all_of(input.parts.begin(), input.parts.end(), [](const KeptInput& part) { return part.counts || part.word; });
  if (counted && input.scale == 1) {
    shown.wanted = static_cast<std::uint32_t>(input.goal);
    for (const double level : without.quantiles) shown.quantiles.push_back(static_cast<std::uint32_t>(level));
  }
  return shown;
}

}  // namespace

std::optional<KeptInput> parts_input(const city::City& city, Id<Commitment> id, Day due, const Histories& histories) {
  const auto whole = whole_of(city, id);
  if (!whole) return std::nullopt;
  if (const auto twice = whole->unit ? promised_twice(city, whole->parts) : std::nullopt)
    return cannot_say("“" + city.assets[twice->index()].value.name + "”在两个部分里重复承诺，加总会重复计算，请核对");
  KeptInput made;
  made.due = due;
  made.all_of = !whole->unit;
  if (whole->unit) {
    made.goal = whole->goal;
    made.scale = whole->unit->factor.to_double();
    made.unit = city.commitments[id.index()].value.figure->unit;
  }
  for (const Id<Commitment> part : whole->parts) made.parts.push_back(part_input(city, part, whole->unit, due, histories));
  // The last of their reports is what it goes on from.
  for (const KeptInput& part : made.parts) {
    if (!part.settled.empty()) continue;
    const bool first = made.months_left == 0;
    if (first || part.reported > made.reported) made.reported = part.reported, made.months_left = part.months_left;
    if (first || part.start < made.start) made.start = part.start;
  }
  return made;
}

KeptShown parts_shown(const KeptInput& input) {
  expects(!input.parts.empty(), "a target with parts");
  const Sorted sorted = sorted_out(input, {}, forecast::Cases::Kept);
  if (sorted.known.empty()) return cannot_add(input, sorted);
  return input.all_of ? all_of_shown(input, sorted) : sum_shown(input, sorted);
}

namespace {

// As `sum_shown`: those that say nothing count only where the others are not enough alone.
double goal_beside_silent(const KeptInput& input, const Sorted& sorted, const forecast::TargetForecast& without) {
  return sorted.silent.empty() || without.chance >= kLikely || !sorted.silent_promise_known ? input.goal : input.goal - sorted.silent_promise;
}

}  // namespace

std::optional<PartsOutlook> parts_outlook(const KeptInput& input, const PartsAsked& asked) {
  expects(!input.parts.empty(), "a target with parts");
  // Amounts of other days need no interval of the chance.
  const Sorted sorted = sorted_out(input, asked, asked.by ? forecast::Cases::Dropped : forecast::Cases::Kept);
  if (sorted.known.empty()) return std::nullopt;
  auto made = input.all_of ? forecast::forecast_all_of(sorted.known, kSharedByParts) : forecast::forecast_sum(sorted.known, input.goal, kSharedByParts);
  for (double& each : made.quantiles) each /= input.scale;
  PartsOutlook outlook{made.chance, made.low, made.high, std::move(made.quantiles)};
  if (const double goal = goal_beside_silent(input, sorted, made); !input.all_of && goal != input.goal) {
    const auto with = forecast::forecast_sum(sorted.known, goal, kSharedByParts);
    outlook.chance = with.chance, outlook.high = with.high;
  }
  return outlook;
}

std::vector<PartOutlook> parts_beside(const KeptInput& input) {
  const Sorted sorted = sorted_out(input, {}, forecast::Cases::Kept);
  std::vector<PartOutlook> made;
  if (!sorted.known.empty()) {
    std::optional<double> goal;
    if (!input.all_of) goal = goal_beside_silent(input, sorted, forecast::forecast_sum(sorted.known, input.goal, kSharedByParts));
    for (const forecast::TargetDriver& driver : forecast::target_drivers(sorted.known, goal, kSharedByParts)) {
      const forecast::TargetPart& part = sorted.known[driver.part];
      const KeptInput& of = *sorted.known_of[driver.part];
      PartOutlook one{of.part, of.who, {}, mean_of(part) / input.scale, {}, driver.chance_low, driver.chance_high, {}};
      if (part.wanted > 0) one.promised = part.wanted / input.scale, one.chance = forecast::forecast_all_of(std::span{&part, 1}, 0).chance;
      made.push_back(std::move(one));
    }
  }
  for (std::size_t i = 0; i < sorted.silent_of.size(); ++i) {
    const KeptInput& of = *sorted.silent_of[i];
    made.push_back({of.part, of.who, of.goal > 0 ? std::optional{of.goal / input.scale} : std::nullopt, {}, {}, 0, 0, sorted.silent_why[i]});
  }
  return made;
}

namespace {

// A hair below the goal is the goal: sums of decimals are not exact.
bool reaches(double amount, double goal) { return amount >= goal - 1e-9 * std::max(1.0, goal); }

Came counted_came(const city::City& city, const city::KeptCommitment& kept, const CommitmentProgress& progress, std::uint64_t wanted, Day due, CameBy by) {
  Came made;
  const bool by_now = by == CameBy::Shown;
  const bool told = by_now ? progress.last_report.has_value() : progress.last_report && *progress.last_report >= due;
  made.least = by_now ? progress.assets_done : built_by(city, counted_assets(city, kept), due);
  made.most = told ? made.least : progress.assets;
  made.claimed = by_now ? progress.assets_claimed : 0;
  const auto goal = static_cast<double>(wanted);
  if (made.least >= goal || made.most < goal) made.kept = made.least >= goal;
  if (!told) made.why = progress.last_report ? "到期后没有进展报告" : "没有进展报告";
  return made;
}

// What checked reports say of an amount that grows.
void add_checked(const city::City& city, const city::KeptCommitment& kept, const Unit& unit, Day due, Came& made) {
  std::optional<Day> until, from;
  bool unchecked = false;
  for (const Id<Report> each : kept.reports) {
    const Report& report = city.reports[each.index()].value;
    if (report.check == CheckState::Returned || !report.said || report.said->uncertain) continue;
    const auto own = read_unit(report.said->unit);
    const auto amount = own && same_kind(unit, *own) ? in_base(report.said->value, *own) : std::nullopt;
    if (!amount) continue;
    if (report.check != CheckState::Accepted) {
      unchecked = true;
      continue;
    }
    if (report.until <= due && (!until || report.until >= *until)) until = report.until, made.least = amount->to_double();
    if (report.until >= due && (!from || report.until <= *from)) from = report.until, made.most = amount->to_double();
  }
  if (!from) made.why = unchecked ? "到期的数还没有核查" : "到期后没有报数";
  else if (*from > due && made.least < made.most) made.why = "到期当日没有报数";
  made.most = std::max(made.least, made.most);
}

// An upper limit, a ratio, a value of one day: the last checked one, once a report of that day or later exists.
Came limit_came(const city::City& city, const city::KeptCommitment& kept, const Unit& unit, const Decimal& goal, Day due) {
  Came made;
  bool told = false;
  std::optional<Day> until;
  std::optional<Decimal> last;
  for (const Id<Report> each : kept.reports) {
    const Report& report = city.reports[each.index()].value;
    if (report.check == CheckState::Returned) continue;
    told = told || report.until >= due;
    const auto own = report.said ? read_unit(report.said->unit) : std::nullopt;
    const bool fits = own && same_kind(unit, *own) && report.until <= due && report.check == CheckState::Accepted && (!until || report.until >= *until);
    if (fits) until = report.until, last = in_base(report.said->value, *own);
  }
  if (!told || !last) {
    made.why = told ? "到期的数还没有核查" : "到期后没有报数";
    return made;
  }
  made.least = made.most = last->to_double();
  const Bound bound = kept.value.figure->bound;
  made.kept = bound == Bound::AtMost ? !(goal < *last) : bound == Bound::Below ? *last < goal : !(*last < goal);
  return made;
}

bool is_done_by(const Commitment& commitment, Day due, CameBy by) {
  return commitment.state == CommitmentState::Done && (by == CameBy::Shown || (commitment.done_on && *commitment.done_on <= due));
}

struct Added {
  Came sum;                     ///< of those that bring the unit; of all-of: how many are kept at least and at most
  std::vector<Came> each;
  std::vector<std::string> silent;
};

Came came_deep(const city::City& city, Id<Commitment> id, Day due, CameBy by, int depth);

Added added(const city::City& city, const Whole& whole, Day due, CameBy by, int depth) {
  Added made;
  for (const Id<Commitment> part : whole.parts) {
    const city::KeptCommitment& kept = city.commitments[part.index()];
    const auto own = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
    Came came;
    if (kept.value.state == CommitmentState::Proposed) came.why = "待定";
    else if (whole.unit && !(own && same_kind(*whole.unit, *own))) came.why = own ? "计量单位与目标不同" : "没有数值";
    else came = came_deep(city, part, due, by, depth);
    // What is pending, silent or in another unit brings at most nobody knows what.
    if (!came.why.empty() && came.most <= came.least && !came.kept) came.most = kUnbounded;
    if (!whole.unit) came.least = came.kept.value_or(false) ? 1 : 0, came.most = came.kept.value_or(true) ? 1 : 0;
    const bool open = whole.unit ? came.least < came.most : !came.kept;
    if (open) made.silent.push_back(name_of(city, part) + "：" + (came.why.empty() ? "未知" : came.why));
    made.sum.least += came.least;
    made.sum.most += came.most;
    made.sum.claimed += came.claimed;
    made.each.push_back(std::move(came));
  }
  const double goal = whole.unit ? whole.goal : static_cast<double>(whole.parts.size());
  if (reaches(made.sum.least, goal)) made.sum.kept = true;
  else if (!reaches(made.sum.most, goal)) made.sum.kept = false;
  if (!made.sum.kept && !made.silent.empty()) made.sum.why = made.silent.front();
  return made;
}

Came came_deep(const city::City& city, Id<Commitment> id, Day due, CameBy by, int depth) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const auto unit = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  const auto goal = goal_in_base(kept.value);
  const CommitmentProgress progress = progress_of(city, kept);
  const auto wanted = goal_count(kept.value, progress);
  Came made;
  if (is_done_by(kept.value, due, by) && (by == CameBy::Shown || !wanted)) {
    made.kept = true;
    made.least = made.most = goal ? goal->to_double() : 0;
    return made;
  }
  const auto whole = depth > 0 && !is_reported(city, kept) ? whole_of(city, id) : std::nullopt;
  if (whole && !(whole->unit && promised_twice(city, whole->parts))) return added(city, *whole, due, by, depth - 1).sum;
  if (wanted) return counted_came(city, kept, progress, *wanted, due, by);
  if (!unit || !goal || goal->sign() <= 0) {
    made.why = "没有办结，也没有可算的数值";
    return made;
  }
  if (!is_a_sum(*kept.value.figure, *unit)) return limit_came(city, kept, *unit, *goal, due);
  made.most = goal->to_double();  // where nothing is said: as promised
  add_checked(city, kept, *unit, due, made);
  if (reaches(made.least, goal->to_double())) made.kept = true;
  else if (!reaches(made.most, goal->to_double())) made.kept = false;
  return made;
}

}  // namespace

Came came_by(const city::City& city, Id<Commitment> id, Day due, CameBy by) { return came_deep(city, id, due, by, kDeepest); }

namespace {

// What is known to stand at the end of a day, checked or not.
double stood_on(const city::City& city, Id<Commitment> id, Day day, bool& counted, int depth) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const auto whole = depth > 0 && !is_reported(city, kept) ? whole_of(city, id) : std::nullopt;
  if (whole && whole->unit) {
    double sum = 0;
    for (const Id<Commitment> part : whole->parts) sum += stood_on(city, part, day, counted, depth - 1);
    return sum;
  }
  if (goal_count(kept.value, progress_of(city, kept))) return built_by(city, counted_assets(city, kept), day);
  counted = false;
  if (is_done_by(kept.value, day, CameBy::Date)) return goal_in_base(kept.value).value_or(Decimal{}).to_double();
  const auto unit = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  std::optional<Day> until;
  double stood = 0;
  for (const Id<Report> each : kept.reports) {
    const Report& report = city.reports[each.index()].value;
    const auto own = report.said && !report.said->uncertain ? read_unit(report.said->unit) : std::nullopt;
    if (report.check == CheckState::Returned || report.until > day || !unit || !own || !same_kind(*unit, *own) || (until && report.until < *until)) continue;
    if (const auto amount = in_base(report.said->value, *own)) until = report.until, stood = amount->to_double();
  }
  return stood;
}

void report_days(const city::City& city, Id<Commitment> id, std::set<Day>& days, int depth) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  for (const Id<Report> each : kept.reports)
    if (city.reports[each.index()].value.check != CheckState::Returned) days.insert(city.reports[each.index()].value.until);
  if (depth > 0)
    for (const Id<Commitment> part : kept.parts) report_days(city, part, days, depth - 1);
}

}  // namespace

PartsPast parts_past(const city::City& city, Id<Commitment> id) {
  PartsPast made;
  const auto whole = whole_of(city, id);
  if (!whole) return made;
  std::set<Day> days;
  for (const Id<Commitment> part : whole->parts) report_days(city, part, days, kDeepest);
  for (const Day day : days) {
    double stood = 0;
    for (const Id<Commitment> part : whole->parts) {
      const Commitment& promised = city.commitments[part.index()].value;
      const auto own = promised.figure ? read_unit(promised.figure->unit) : std::nullopt;
      if (promised.state == CommitmentState::Proposed || (whole->unit && !(own && same_kind(*whole->unit, *own)))) continue;
      const double amount = stood_on(city, part, day, made.counted, kDeepest);
      const auto goal = goal_in_base(promised);
      stood += whole->unit ? amount / whole->unit->factor.to_double() : goal && reaches(amount, goal->to_double()) ? 1 : 0;
    }
    made.stood.push_back({day, stood});
  }
  return made;
}

std::optional<PartsCame> parts_came(const city::City& city, Id<Commitment> id, Day due, CameBy by) {
  const auto whole = whole_of(city, id);
  if (!whole || (whole->unit && promised_twice(city, whole->parts))) return std::nullopt;
  const Added all = added(city, *whole, due, by, kDeepest);
  const Commitment& promised = city.commitments[id.index()].value;
  const double scale = whole->unit ? whole->unit->factor.to_double() : 1;
  const auto words = [&](double base) { return tenths_words(base / scale) + (whole->unit ? promised.figure->unit : "个"); };
  const std::string parts = std::to_string(whole->parts.size()) + "个部分", silent = std::to_string(all.silent.size()) + "个";
  PartsCame made;
  made.kept = all.sum.kept;
  if (!made.kept) {
    made.reason = "已过" + day_words(due) + "，" + parts + "中" + silent + "说不准（" + all.silent.front() + "）：未知";
  } else if (whole->unit) {
    made.reason = std::string{*made.kept ? "已完成：" : "到期未完成："} + parts + "合计" + words(all.sum.least) + "，目标" + words(whole->goal);
    if (all.sum.claimed > 0) made.reason += "，其中" + std::to_string(all.sum.claimed) + promised.figure->unit + "未核查";
    if (!all.silent.empty()) made.reason += *made.kept ? "；不计说不准的" + silent + "已够" : "；说不准的" + silent + "即使都完成也不够";
  } else {
    made.reason = (*made.kept ? "已完成：" + parts + "都已完成" : "到期未完成：" + parts + "完成" + words(all.sum.least));
  }
  for (std::size_t p = 0; p < all.each.size() && made.further.size() < 3; ++p)
    if (all.each[p].kept == false)
      made.further.push_back(name_of(city, whole->parts[p]) + "未完成");
  for (std::size_t i = 0; i < all.silent.size() && i < 3; ++i) made.further.push_back(all.silent[i]);
  if (whole->unit && whole->unit->dimension == Dimension::Count && scale == 1 && all.silent.empty())
    made.count = static_cast<std::uint32_t>(all.sum.least + 0.5);
  return made;
}

}  // namespace luoshi::engine

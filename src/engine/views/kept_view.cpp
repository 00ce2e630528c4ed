#include "engine/views/kept_view.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/unit.hpp"
#include "engine/views/kept_detail.hpp"
#include "engine/views/kept_parts.hpp"
#include "engine/views/wording.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

int days_between(Day from, Day until) {
  return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

}  // namespace

std::optional<Decimal> goal_in_base(const Commitment& commitment) {
  if (!commitment.figure || commitment.figure->uncertain) return std::nullopt;
  const auto unit = read_unit(commitment.figure->unit);
  return unit ? in_base(commitment.figure->value, *unit) : std::nullopt;
}

namespace {

// A base value in the unit of the promise, where that is a power of ten of its base (公里, 万亩): sums are then read as they
// were promised. Else it stays in the base.
std::optional<Decimal> in_promised_unit(const Commitment& commitment, const std::optional<Decimal>& value) {
  const auto unit = commitment.figure ? read_unit(commitment.figure->unit) : std::nullopt;
  if (!unit || !value) return value;
  const Decimal factor = unit->factor.normalised();
  const auto scaled = factor.coefficient() == 1 ? multiply(*value, Decimal{1, -factor.exponent()}) : std::nullopt;
  return scaled ? scaled : value;
}

// The assets it names, or those of its parts; and with its own reports theirs.
void gather_parts(const city::City& city, const city::KeptCommitment& commitment, int depth, std::vector<Id<Asset>>& assets,
                  std::vector<Id<Report>>& reports) {
  assets.insert(assets.end(), commitment.value.assets.begin(), commitment.value.assets.end());
  reports.insert(reports.end(), commitment.reports.begin(), commitment.reports.end());
  if (!commitment.value.assets.empty() || depth == 0) return;
  for (const Id<Commitment> part : commitment.parts) {
    const city::KeptCommitment& kept = city.commitments[part.index()];
    if (kept.value.state != CommitmentState::Withdrawn) gather_parts(city, kept, depth - 1, assets, reports);
  }
}

std::optional<Day> paper_day(const city::City& city, const Commitment& commitment) {
  if (commitment.sources.empty()) return std::nullopt;
  const Statement& statement = city.statements[commitment.sources.front().index()].value;
  const auto date = PartialDate::parse(city.documents[statement.document.index()].value.date);
  return date ? date->first_day() : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> goal_count(const Commitment& commitment, const CommitmentProgress& progress) {
  if (progress.assets == 0 || !commitment.figure) return std::nullopt;
  const auto unit = read_unit(commitment.figure->unit);
  const auto goal = goal_in_base(commitment);
  if (!unit || unit->dimension != Dimension::Count || !goal || goal->sign() <= 0) return std::nullopt;
  const Decimal whole = goal->normalised();
  if (whole.exponent() < 0) return std::nullopt;
  return static_cast<std::uint64_t>(whole.to_double());
}

bool is_reported(const city::City& city, const city::KeptCommitment& commitment) {
  return std::any_of(commitment.reports.begin(), commitment.reports.end(),
                     [&](Id<Report> each) { return city.reports[each.index()].value.check != CheckState::Returned; });
}

KeptInput cannot_say(std::string reason) {
  KeptInput input;
  input.settled = std::move(reason);
  return input;
}

namespace {

KeptInput settled(Verdict::Word word, std::string reason) {
  KeptInput input = cannot_say(std::move(reason));
  input.word = word;
  return input;
}

}  // namespace

std::string tenths_words(double value) {
  const auto tenths = static_cast<std::int64_t>(std::floor(value * 10.0 + 0.5));
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

namespace {

// Never 0 % or 100 %: nobody is that sure.
std::string percent_words(double share) {
  if (share > 0.98) return "＞98％";
  return share < 0.02 ? "＜2％" : std::to_string(static_cast<int>(100.0 * share + 0.5)) + "％";
}

// What is only said: as far as somebody has checked it.
KeptInput amount_after_the_date(const city::City& city, Id<Commitment> id, const Commitment& commitment, Day due) {
  const Came came = came_by(city, id, due, CameBy::Shown);
  if (!came.kept) return cannot_say("已过" + day_words(due) + "，只有自报，没有点数" + (came.why.empty() ? "" : "，" + came.why) + "：未知");
  return settled(*came.kept ? Verdict::Word::Likely : Verdict::Word::Unlikely,
                 (*came.kept ? "已完成，自报经核查，目标" : "到期未完成，自报经核查，目标") + figure_words(*commitment.figure));
}

KeptInput after_the_date(const city::City& city, Id<Commitment> id, const CommitmentProgress& progress, Day due) {
  const Commitment& commitment = city.commitments[id.index()].value;
  if (!is_reported(city, city.commitments[id.index()]))
    if (const auto by_parts = parts_came(city, id, due, CameBy::Shown)) {
      KeptInput made = by_parts->kept ? settled(*by_parts->kept ? Verdict::Word::Likely : Verdict::Word::Unlikely, by_parts->reason) : cannot_say(by_parts->reason);
      made.further = by_parts->further;
      return made;
    }
  if (!progress.last_report) return cannot_say("已过" + day_words(due) + "，没有进展报告：未知");
  const auto wanted = goal_count(commitment, progress);
  if (!wanted) return amount_after_the_date(city, id, commitment, due);
  const bool kept = progress.assets_done >= *wanted;
  const std::string unchecked =
      progress.assets_claimed > 0 ? "，其中" + std::to_string(progress.assets_claimed) + commitment.figure->unit + "未核查" : std::string{};
  return settled(kept ? Verdict::Word::Likely : Verdict::Word::Unlikely,
                 std::string{kept ? "已完成" : "到期未完成："} + std::to_string(progress.assets_done) + "/" +
                     std::to_string(*wanted) + commitment.figure->unit + unchecked);
}

// Out of how many: as somebody stated it; else the list that the promise itself names. A list is no funnel count.
std::optional<std::uint64_t> total_of(const city::City& city, const Commitment& commitment, std::size_t named, std::string& by) {
  if (commitment.total) {
    const auto unit = read_unit(commitment.total->figure.unit);
    const auto whole = unit ? in_base(commitment.total->figure.value, *unit) : std::nullopt;
    if (!whole || whole->sign() <= 0) return std::nullopt;
    by = city.bodies[commitment.total->by.index()].value.name;
    return static_cast<std::uint64_t>(whole->to_double());
  }
  if (named == 0) return std::nullopt;
  by = "点名清单";
  return named;
}

// Is the asset's present stage from a report that nobody has checked?
bool is_claim(const city::City& city, const city::KeptAsset& asset) {
  return !asset.moves.empty() && city.reports[asset.moves.back().report.index()].value.check == CheckState::Unchecked;
}

KeptInput counted_input(const city::City& city, Id<Commitment> id, std::uint64_t wanted, const Histories& histories) {
  const Commitment& promised = city.commitments[id.index()].value;
  const std::vector<Id<Asset>> assets = counted_assets(city, city.commitments[id.index()]);
  KeptInput input;
  input.counts = true;
  forecast::FunnelQuestion& funnel = input.funnel;
  funnel.wanted = wanted;
  funnel.total = total_of(city, promised, assets.size(), input.total_by);
  const StagesSeen& own = histories.own(id);
  const auto taught = histories.taught(city, id);
  for (std::size_t s = 0; s < own.size(); ++s)
    funnel.stages.push_back({0, own[s].left, own[s].months(), taught[s].left, taught[s].months});
  for (const Id<Asset> each : assets) {
    const city::KeptAsset& asset = city.assets[each.index()];
    if (asset.value.stage >= Stage::Built) ++(is_claim(city, asset) ? funnel.claimed : funnel.done);
    else ++funnel.stages[asset.value.stage == Stage::Listed ? 0 : 1].now;
  }
  // A first stage in which nothing stands, stood or can come is none: all of them had been entered before they were promised.
  const forecast::Stage& first = funnel.stages.front();
  if (first.now == 0 && first.left == 0 && first.thing_months <= 0 && first.prior_months <= 0 && funnel.total == assets.size())
    funnel.stages.erase(funnel.stages.begin());
  const Trust trust = histories.trust(promised.lead);
  funnel.claims_true = trust.held;
  funnel.claims_false = trust.fell;
  input.trust = trust.mean();
  input.unit = promised.figure->unit;
  return input;
}

// Lengths, areas and other amounts that are only said.
KeptInput said_input(const city::City& city, Id<Commitment> id, const CommitmentProgress& progress, const Histories& histories) {
  const city::KeptCommitment& kept = city.commitments[id.index()];
  const auto unit = kept.value.figure ? read_unit(kept.value.figure->unit) : std::nullopt;
  const auto goal = goal_in_base(kept.value);
  if (!unit || !goal || goal->sign() <= 0) return cannot_say("没有可算的数值，只有文字");
  if (unit->dimension == Dimension::Count) return cannot_say("没有人说过总量，也没有点名对象，请牵头单位说明总数");
  if (unit->dimension == Dimension::Ratio || unit->dimension == Dimension::PercentPoint)
    return cannot_say("目标是比例，只有自报，没有点数");
  if (kept.value.figure->bound == Bound::AtMost || kept.value.figure->bound == Bound::Below) return cannot_say("目标是上限，不能按累计推算");
  if (kept.value.figure->basis == Basis::PointInTime) return cannot_say("目标是时点值，不能按累计推算");
  KeptInput input;
  input.goal = goal->to_double();
  input.scale = unit->factor.to_double();
  input.unit = kept.value.figure->unit;
  const forecast::Season* const season = histories.season(city, id);
  std::vector<Id<Report>> in_time = kept.reports;
  std::stable_sort(in_time.begin(), in_time.end(), [&](Id<Report> a, Id<Report> b) {
    return city.reports[a.index()].value.until < city.reports[b.index()].value.until;
  });
  for (const Id<Report> each : in_time) {
    const Report& report = city.reports[each.index()].value;
    if (report.check == CheckState::Returned || !report.said || report.said->uncertain) continue;
    const auto own = read_unit(report.said->unit);
    const auto amount = own && same_kind(*unit, *own) ? in_base(report.said->value, *own) : std::nullopt;
    if (report.until < *progress.start) continue;
    const double months = static_cast<double>(usual_milli_days(season, *progress.start, report.until)) / 1000.0 / kDaysAMonth;
    if (amount && months > 0) input.said.push_back({months, amount->to_double(), report.check == CheckState::Accepted});
  }
  if (input.said.empty()) return cannot_say("没有点数的进展，也没有自报的数");
  if (!forecast::can_forecast_amount(input.said)) return cannot_say("只有自报，且不足四期或没有增长，算不出快慢");
  input.trust = histories.trust(kept.value.lead).mean();
  return input;
}

}  // namespace

std::vector<Id<Asset>> counted_assets(const city::City& city, const city::KeptCommitment& commitment) {
  if (!commitment.value.assets.empty() || commitment.value.meaning == Meaning::Outcome) return commitment.value.assets;
  std::vector<Id<Asset>> assets;
  std::vector<Id<Report>> reports;
  gather_parts(city, commitment, kDeepest, assets, reports);
  std::sort(assets.begin(), assets.end());
  assets.erase(std::unique(assets.begin(), assets.end()), assets.end());
  return assets;
}

std::vector<Id<Report>> counted_reports(const city::City& city, const city::KeptCommitment& commitment) {
  if (!commitment.value.assets.empty() || commitment.parts.empty() || commitment.value.meaning == Meaning::Outcome) return commitment.reports;
  std::vector<Id<Asset>> assets;
  std::vector<Id<Report>> reports;
  gather_parts(city, commitment, kDeepest, assets, reports);
  return assets.empty() ? commitment.reports : reports;
}

CommitmentProgress progress_of(const city::City& city, const city::KeptCommitment& commitment) {
  CommitmentProgress progress;
  const std::vector<Id<Asset>> assets = counted_assets(city, commitment);
  progress.assets = static_cast<std::uint32_t>(assets.size());
  for (const Id<Asset> asset : assets)
    if (const city::KeptAsset& kept = city.assets[asset.index()]; kept.value.stage >= Stage::Built) {
      ++progress.assets_done;
      progress.assets_claimed += is_claim(city, kept) ? 1 : 0;
    }
  const std::vector<Id<Report>> reports = counted_reports(city, commitment);
  const Id<Commitment> own = commitment.reports.empty() ? Id<Commitment>{} : city.reports[commitment.reports.front().index()].value.commitment;
  for (const Id<Report> id : reports) {
    const Report& report = city.reports[id.index()].value;
    if (report.check == CheckState::Returned) continue;
    if (progress.last_report && report.until < *progress.last_report) continue;
    progress.last_report = report.until;
    if (report.said && report.commitment == own) {
      progress.said = report.said;
      progress.said_checked = report.check == CheckState::Accepted;
    }
  }
  progress.start = commitment.value.started ? commitment.value.started : paper_day(city, commitment.value);
  return progress;
}

assess::Progress light_input(const city::City& city, const city::KeptCommitment& commitment, Day today) {
  const CommitmentProgress progress = progress_of(city, commitment);
  assess::Progress input;
  if (commitment.value.lead) input.body = city.bodies[commitment.value.lead.index()].value.name;
  input.goal = in_promised_unit(commitment.value, goal_in_base(commitment.value));
  const bool counts = !commitment.value.assets.empty() || goal_count(commitment.value, progress);
  if (counts && progress.last_report) {
    input.done = Decimal{progress.assets_done};
  } else if (progress.said) {
    const auto unit = read_unit(progress.said->unit);
    if (unit && !progress.said->uncertain) input.done = in_promised_unit(commitment.value, in_base(progress.said->value, *unit));
  }
  const auto due = commitment.value.deadline.due();
  if (due && progress.start && days_between(*progress.start, *due) > 0) {
    input.days_total = days_between(*progress.start, *due);
    input.days_elapsed = days_between(*progress.start, today);
  }
  return input;
}

std::string KeptInput::text() const {
  const auto number = [](double value) {
    char digits[40];
    (void)std::snprintf(digits, sizeof digits, "%.17g", value);
    return Json{std::string{digits}};
  };
  Json stages = Json::array();
  for (const forecast::Stage& stage : funnel.stages)
    stages.push_back(Json::object({{"now", stage.now}, {"left", stage.left}, {"months", number(stage.thing_months)},
                                   {"prior_left", number(stage.prior_left)}, {"prior_months", number(stage.prior_months)}}));
  Json told = Json::array();
  for (const forecast::SaidAmount& each : said)
    told.push_back(Json::object({{"months", number(each.months)}, {"amount", number(each.amount)}, {"checked", each.checked}}));
  Json made = Json::object({{"settled", settled}, {"word", word ? Json{name_of(*word)} : Json{}}, {"counts", counts},
                                      {"stages", std::move(stages)}, {"said", std::move(told)}, {"done", funnel.done},
                                      {"claimed", funnel.claimed}, {"wanted", funnel.wanted},
                                      {"total", funnel.total ? Json{*funnel.total} : Json{}}, {"total_by", total_by},
                                      {"true", number(funnel.claims_true)}, {"false", number(funnel.claims_false)},
                                      {"goal", number(goal)}, {"left", number(months_left)}, {"seen", number(months_seen)},
                                      {"trust", number(trust)}, {"unit", unit}});
  if (!further.empty()) {
    Json more = Json::array();
    for (const std::string& each : further) more.push_back(each);
    made.set("further", std::move(more));
  }
  if (!season.empty()) {
    Json speeds = Json::array();
    for (const double each : season) speeds.push_back(number(each));
    made.set("season", std::move(speeds));
    made.set("season_by", season_by);
  }
  if (part > 0) made.set("part", part), made.set("stands", number(stands)), made.set("who", who);
  if (parts.empty()) return canonical_json(made);
  Json each_part = Json::array();
  for (const KeptInput& each : parts) each_part.push_back(each.text());
  made.set("parts", std::move(each_part));
  made.set("all_of", all_of);
  return canonical_json(made);
}

KeptInput running_input(const city::City& city, Id<Commitment> id, const CommitmentProgress& progress, Day due, const Histories& histories) {
  const Commitment& promised = city.commitments[id.index()].value;
  if (!progress.last_report || !progress.start)
    return cannot_say(promised.figure || !promised.assets.empty() ? "还没有进展报告" : "没有点数的进展，也没有可点数的对象");
  const auto wanted = goal_count(promised, progress);
  if (wanted && progress.assets_done - progress.assets_claimed >= *wanted)
    return settled(Verdict::Word::Likely, "已完成" + std::to_string(progress.assets_done) + "/" + std::to_string(*wanted) + promised.figure->unit);
  const double seen = months_between(*progress.start, *progress.last_report);
  const double left = months_between(*progress.last_report, due);
  if (seen <= 0.0 || left <= 0.0) return cannot_say("报告期太短，算不出速度");
  KeptInput input = wanted ? counted_input(city, id, *wanted, histories) : said_input(city, id, progress, histories);
  input.months_seen = seen;
  input.months_left = input.funnel.months = left;
  if (const forecast::Season* const season = input.settled.empty() ? histories.season(city, id) : nullptr) {
    input.season = forecast::season_from(*season, *progress.last_report);
    input.season_by = season->source;
    if (input.counts) input.funnel.season = input.season;
  }
  input.start = *progress.start, input.reported = *progress.last_report, input.due = due;
  return input;
}

KeptInput kept_input(const city::City& city, Id<Commitment> id, Day today, const Histories& histories) {
  const city::KeptCommitment& commitment = city.commitments[id.index()];
  const Commitment& promised = commitment.value;
  if (promised.state == CommitmentState::Proposed) return cannot_say("待定：责任、数值、时限问清后才生效");
  const auto due = promised.deadline.due();
  if (!due) return cannot_say("没有可核对的时限");
  const CommitmentProgress progress = progress_of(city, commitment);
  if (std::chrono::sys_days{today} > std::chrono::sys_days{*due}) return after_the_date(city, id, progress, *due);
  if (!is_reported(city, commitment))
    if (auto by_parts = parts_input(city, id, *due, histories)) return std::move(*by_parts);
  return running_input(city, id, progress, *due, histories);
}

// The written thresholds of the pages: 80 % and 40 %; an interval wider than 60 points says nothing.
void say_chance(Verdict& verdict, double chance, double low, double high, std::string reason) {
  verdict.reason = std::move(reason);
  if (high - low > 0.6) {
    verdict.reason = "报告太少，区间过宽；" + verdict.reason;
    return;
  }
  verdict.probability = chance;
  verdict.low = low;
  verdict.high = high;
  verdict.word = chance >= kLikely ? Verdict::Word::Likely : chance >= kAtRisk ? Verdict::Word::AtRisk : Verdict::Word::Unlikely;
}

namespace {

KeptShown counted_shown(const KeptInput& input) {
  KeptShown shown;
  const forecast::FunnelQuestion& funnel = input.funnel;
  shown.wanted = static_cast<std::uint32_t>(funnel.wanted);
  if (funnel.total) shown.total = static_cast<std::uint32_t>(*funnel.total);
  const auto made = forecast::forecast_funnel(funnel);
  if (const auto* const none = std::get_if<forecast::NoForecast>(&made)) {
    shown.verdict.reason = none->reason;
    return shown;
  }
  const auto& forecast = std::get<forecast::FunnelForecast>(made);
  const std::uint64_t all = funnel.done + funnel.claimed;
  const std::uint64_t lacking = funnel.wanted > all ? funnel.wanted - all : 0;
  say_chance(shown.verdict, forecast.chance, forecast.low, forecast.high,
      tenths_words(input.months_seen) + "个月完成" + std::to_string(all) + input.unit +
          (lacking > 0 ? "，还差" + std::to_string(lacking) + input.unit : std::string{"，数已够，待核查"}));
  if (funnel.claimed > 0)
    shown.verdict.reason += "；其中" + std::to_string(funnel.claimed) + input.unit + "未核查，按过去核查属实的比例计" + percent_words(input.trust);
  shown.reasons.push_back("总量" + std::to_string(*funnel.total) + input.unit + "（" + input.total_by + "）");
  if (std::any_of(funnel.stages.begin(), funnel.stages.end(), [](const forecast::Stage& stage) { return stage.prior_left > 0; }))
    shown.reasons.push_back("参照本地同类工作的快慢");
  shown.quantiles = forecast.quantiles;
  const double pace = static_cast<double>(all) / input.months_seen;
  shown.straight = static_cast<std::uint32_t>(
      std::min(static_cast<double>(*funnel.total), std::floor(static_cast<double>(all) + pace * input.months_left + 0.5)));
  return shown;
}

KeptShown said_shown(const KeptInput& input) {
  KeptShown shown;
  const auto forecast = forecast::forecast_amount(input.said, input.goal, usual_months(input, input.months_left), input.trust);
  const auto words = [&](double base) { return tenths_words(base / input.scale) + input.unit; };
  say_chance(shown.verdict, forecast.chance, forecast.low, forecast.high,
      tenths_words(input.months_seen) + "个月自报" + words(input.said.back().amount) + "，目标" + words(input.goal));
  if (!input.said.back().checked)
    shown.verdict.reason += "；未核查的按过去核查属实的比例计" + percent_words(input.trust) +
                            (words(forecast.now) == words(input.said.back().amount) ? "" : "，折为" + words(forecast.now));
  return shown;
}

}  // namespace

double usual_months(const KeptInput& input, double months) { return forecast::usual_months(input.season, months); }

KeptShown kept_shown(const KeptInput& input) {
  if (!input.parts.empty()) return parts_shown(input);
  if (input.settled.empty()) {
    KeptShown running = input.counts ? counted_shown(input) : said_shown(input);
    if (!input.season.empty()) running.reasons.push_back("月份快慢按" + input.season_by);
    return running;
  }
  KeptShown shown;
  shown.verdict.reason = input.settled;
  shown.reasons = input.further;
  if (input.word) shown.verdict.word = *input.word;
  return shown;
}

Verdict kept_verdict(const city::City& city, Id<Commitment> commitment, Day today) {
  return kept_shown(kept_input(city, commitment, today, Histories{city})).verdict;
}

}  // namespace luoshi::engine

#include "engine/views/kept_view.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/views/wording.hpp"
#include "forecast/count.hpp"

namespace luoshi::engine {
namespace {

int days_between(Day from, Day until) {
  return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

double months_between(Day from, Day until) { return days_between(from, until) / 30.436875; }  // mean Gregorian month

std::optional<Decimal> goal_in_base(const Commitment& commitment) {
  if (!commitment.figure || commitment.figure->uncertain) return std::nullopt;
  const auto unit = read_unit(commitment.figure->unit);
  return unit ? in_base(commitment.figure->value, *unit) : std::nullopt;
}

// A base value in the unit of the promise, where that is a power of ten of its base (公里, 万亩): sums are then read as they
// were promised. Else it stays in the base.
std::optional<Decimal> in_promised_unit(const Commitment& commitment, const std::optional<Decimal>& value) {
  const auto unit = commitment.figure ? read_unit(commitment.figure->unit) : std::nullopt;
  if (!unit || !value) return value;
  const Decimal factor = unit->factor.normalised();
  const auto scaled = factor.coefficient() == 1 ? multiply(*value, Decimal{1, -factor.exponent()}) : std::nullopt;
  return scaled ? scaled : value;
}

// The whole number of things promised, where the figure counts things one by one.
std::optional<std::uint64_t> goal_count(const Commitment& commitment) {
  if (commitment.assets.empty() || !commitment.figure) return std::nullopt;
  const auto unit = read_unit(commitment.figure->unit);
  const auto goal = goal_in_base(commitment);
  if (!unit || unit->dimension != Dimension::Count || !goal || goal->sign() <= 0) return std::nullopt;
  const Decimal whole = goal->normalised();
  if (whole.exponent() < 0) return std::nullopt;
  return static_cast<std::uint64_t>(whole.to_double());
}

std::optional<Day> paper_day(const city::City& city, const Commitment& commitment) {
  if (commitment.sources.empty()) return std::nullopt;
  const Statement& statement = city.statements[commitment.sources.front().index()].value;
  const auto date = PartialDate::parse(city.documents[statement.document.index()].value.date);
  return date ? date->first_day() : std::nullopt;
}

Verdict cannot_say(std::string reason) {
  Verdict verdict;
  verdict.reason = std::move(reason);
  return verdict;
}

Verdict after_the_date(const Commitment& commitment, const CommitmentProgress& progress, Day due) {
  if (!progress.last_report) return cannot_say("已过" + day_words(due) + "，没有进展报告：未知");
  const auto wanted = goal_count(commitment);
  if (!wanted) return cannot_say("已过" + day_words(due) + "，只有自报，没有点数：未知");
  Verdict verdict;
  const bool kept = progress.assets_done >= *wanted;
  verdict.word = kept ? Verdict::Word::Likely : Verdict::Word::Unlikely;
  verdict.reason = std::string{kept ? "已完成" : "到期未完成："} + std::to_string(progress.assets_done) + "/" +
                   std::to_string(*wanted) + commitment.figure->unit;
  return verdict;
}

}  // namespace

CommitmentProgress progress_of(const city::City& city, const city::KeptCommitment& commitment) {
  CommitmentProgress progress;
  for (const Id<Asset> asset : commitment.value.assets)
    if (city.assets[asset.index()].value.stage >= Stage::Built) ++progress.assets_done;
  for (const Id<Report> id : commitment.reports) {
    const Report& report = city.reports[id.index()].value;
    if (report.check == CheckState::Returned) continue;
    if (progress.last_report && report.until < *progress.last_report) continue;
    progress.last_report = report.until;
    if (report.said) {
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
  if (!commitment.value.assets.empty() && progress.last_report) {
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

Verdict kept_verdict(const city::City& city, const city::KeptCommitment& commitment, Day today) {
  const Commitment& promised = commitment.value;
  if (promised.state == CommitmentState::Proposed) return cannot_say("待定：责任、数值、时限问清后才生效");
  const auto due = promised.deadline.due();
  if (!due) return cannot_say("没有可核对的时限");
  const CommitmentProgress progress = progress_of(city, commitment);
  if (std::chrono::sys_days{today} > std::chrono::sys_days{*due}) return after_the_date(promised, progress, *due);
  const auto wanted = goal_count(promised);
  if (!wanted) return cannot_say(progress.said ? "只有自报，没有点数" : "没有点数的进展，也没有可点数的对象");
  if (!progress.last_report || !progress.start) return cannot_say("还没有进展报告");
  const double seen = months_between(*progress.start, *progress.last_report);
  const double left = months_between(*progress.last_report, *due);
  if (progress.assets_done >= *wanted) {
    Verdict verdict;
    verdict.word = Verdict::Word::Likely;
    verdict.reason = "已完成" + std::to_string(progress.assets_done) + "/" + std::to_string(*wanted) + promised.figure->unit;
    return verdict;
  }
  if (seen <= 0.0 || left <= 0.0) return cannot_say("报告期太短，算不出速度");
  const auto forecast = forecast::forecast_count({}, {progress.assets_done, seen}, *wanted - progress.assets_done, left);
  Verdict verdict;
  verdict.probability = forecast.probability;
  verdict.low = forecast.low;
  verdict.high = forecast.high;
  // The written thresholds of the pages: 80 % and 40 %; an interval wider than 60 points says nothing.
  if (forecast.high - forecast.low > 0.6) {
    verdict = cannot_say("报告太少，区间过宽");
  } else {
    verdict.word = forecast.probability >= 0.8   ? Verdict::Word::Likely
                   : forecast.probability >= 0.4 ? Verdict::Word::AtRisk
                                                 : Verdict::Word::Unlikely;
    verdict.reason = std::to_string(static_cast<int>(std::floor(seen + 0.5))) + "个月完成" + std::to_string(progress.assets_done) + promised.figure->unit +
                     "，还差" + std::to_string(*wanted - progress.assets_done) + promised.figure->unit;
  }
  return verdict;
}

}  // namespace luoshi::engine

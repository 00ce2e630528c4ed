#include <algorithm>
#include <limits>

#include "city/detail/folding.hpp"
#include "city/detail/stages.hpp"
#include "city/funnel.hpp"

// Samples, what a rule said of them, and the stage an asset comes to.
namespace luoshi::city {
namespace detail {
namespace {

Stage stage_of_works(const KeptAsset& asset) {
  return std::min(asset.moves.empty() ? asset.registered : asset.moves.back().stage, Stage::Built);
}

bool is_raised(FunnelWord word) { return word == FunnelWord::Effective || word == FunnelWord::Stable; }

KeptSample& sample_of_month(KeptAsset& asset, Day day) {
  const Day month = month_of(day);
  const auto at = std::lower_bound(asset.samples.begin(), asset.samples.end(), month,
                                   [](const KeptSample& sample, Day wanted) { return month_of(sample.day) < wanted; });
  if (at != asset.samples.end() && month_of(at->day) == month) return *at;
  return *asset.samples.insert(at, KeptSample{});
}

void keep(Folding& into, const Sample& sample) {
  KeptSample& kept = sample_of_month(into.touch(into.city.assets, sample.asset, "asset"), sample.day);
  kept = {sample.day, sample.verdict, into.sequence};
}

}  // namespace

namespace {

bool stands_before(const ShownMove& a, const ShownMove& b) { return a.until != b.until ? a.until < b.until : a.report < b.report; }

}  // namespace

std::vector<ShownMove>::iterator place_of(KeptAsset& asset, Day until, Id<Report> report) {
  return std::lower_bound(asset.moves.begin(), asset.moves.end(), ShownMove{report, until, {}}, stands_before);
}

void restage(KeptAsset& asset) {
  asset.value.stage = stage_of_works(asset);
  if (asset.value.stage < Stage::Built) asset.judged.reset();
  if (asset.judged && is_raised(asset.judged->word))
    asset.value.stage = asset.judged->word == FunnelWord::Stable ? Stage::Stable : Stage::Effective;
}

void begin_again(const City& city, KeptAsset& asset, Day day) {
  // It stands behind the newest report, and so behind all of this day; those filed from now on stand behind it.
  const auto newest = static_cast<std::uint32_t>(city.reports.size());
  const ShownMove move{newest == 0 ? Id<Report>{} : Id<Report>{newest}, day, Stage::Entered};
  asset.moves.insert(std::upper_bound(asset.moves.begin(), asset.moves.end(), move, stands_before), move);
  ++asset.reopened;
  restage(asset);
}

void fold(Folding& into, const WorkingDaysSet& event) {
  auto& all = into.city.working_days;
  const auto at = std::lower_bound(all.begin(), all.end(), event.days.year,
                                   [](const WorkingDays& days, std::uint32_t year) { return days.year < year; });
  if (at != all.end() && at->year == event.days.year) *at = event.days;
  else all.insert(at, event.days);
}

void fold(Folding& into, const SampleRecorded& event) {
  into.expect_references(event);
  keep(into, event.sample);
}

void fold(Folding& into, const SampleCorrected& event) {
  into.expect_references(event);
  keep(into, event.sample);
}

void fold(Folding& into, FunnelJudged& event) {
  KeptAsset& asset = into.touch(into.city.assets, event.asset, "asset");
  asset.judged = KeptJudgement{event.word, event.cause, std::move(event.reason), event.as_of, event.holds_until, into.sequence};
  restage(asset);
}

}  // namespace detail

std::optional<Day> built_since(const KeptAsset& asset) {
  constexpr Day kAlways{std::chrono::year::min(), std::chrono::January, std::chrono::day{1}};
  std::optional<Day> since = asset.registered >= Stage::Built ? std::optional<Day>{kAlways} : std::nullopt;
  for (const ShownMove& move : asset.moves) {
    if (move.stage < Stage::Built) since.reset();
    else if (!since) since = move.until;
  }
  return since;
}

bool has_lapsed(const KeptAsset& asset, Day day) {
  return asset.judged && detail::is_raised(asset.judged->word) && asset.judged->holds_until && *asset.judged->holds_until < day;
}

Stage stage_on(const KeptAsset& asset, Day day) {
  return has_lapsed(asset, day) ? std::min(asset.value.stage, Stage::Built) : asset.value.stage;
}

Id<Review> open_review(const City& city, const KeptAsset& asset) {
  for (const Id<Review> id : asset.reviews) {
    const auto state = static_cast<ReviewState>(city.all<Review>()[id.index()].course.state);
    if (state == ReviewState::Fired || state == ReviewState::Answered) return id;
  }
  return {};
}

Day month_of(Day day) { return Day{day.year(), day.month(), std::chrono::day{1}}; }

Day after_working_days(const City& city, Day from, int days) {
  std::chrono::sys_days at{from};
  while (days > 0) {
    at += std::chrono::days{1};
    const Day day{at};
    const std::chrono::weekday weekday{at};
    bool works = weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
    for (const WorkingDays& year : city.working_days) {
      if (static_cast<int>(year.year) != static_cast<int>(day.year())) continue;
      if (std::find(year.off.begin(), year.off.end(), day) != year.off.end()) works = false;
      if (std::find(year.worked.begin(), year.worked.end(), day) != year.worked.end()) works = true;
    }
    days -= works ? 1 : 0;
  }
  return Day{at};
}

}  // namespace luoshi::city

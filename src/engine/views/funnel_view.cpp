#include "engine/views/funnel_view.hpp"

#include <algorithm>

#include "city/funnel.hpp"
#include "engine/city_data.hpp"
#include "city/people.hpp"

namespace luoshi::engine {
namespace {

// The last day on which a sample of that day still speaks.
Day last_day(const assess::FunnelRule& rule, Day sample) {
  std::chrono::year_month_day end = sample + std::chrono::months{rule.stale_months};
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  return Day{std::chrono::sys_days{end} - std::chrono::days{1}};
}

FunnelWord word_of(assess::FunnelAnswer::Word word) {
  using Word = assess::FunnelAnswer::Word;
  switch (word) {
    case Word::CannotSay: return FunnelWord::CannotSay;
    case Word::NotYet: return FunnelWord::NotYet;
    case Word::Effective: return FunnelWord::Effective;
    case Word::Stable: return FunnelWord::Stable;
  }
  return FunnelWord::CannotSay;
}

ReviewCause cause_of(assess::FunnelAnswer::Reopen reopen) {
  using Reopen = assess::FunnelAnswer::Reopen;
  return reopen == Reopen::MissesInARow ? ReviewCause::MissesInARow : reopen == Reopen::ChangePoint ? ReviewCause::ChangePoint : ReviewCause::None;
}

std::vector<assess::SampleResult> samples_after(const city::KeptAsset& asset, Day built, std::optional<Day> after) {
  std::vector<assess::SampleResult> results;
  for (const city::KeptSample& sample : asset.samples) {
    if (sample.verdict == SampleVerdict::Void || sample.day < built || (after && sample.day <= *after)) continue;
    results.push_back({sample.day, sample.verdict == SampleVerdict::InClass ? assess::SampleResult::Word::InClass
                                                                            : assess::SampleResult::Word::Missed});
  }
  return results;
}

}  // namespace

std::optional<FunnelRules> adopted_funnel_rule(const city::City& city, const archive::Archive& archive) {
  const auto digest = adopted_digest(city, kFunnelRules);
  if (!digest) return std::nullopt;
  return FunnelRules{assess::funnel_rule_from_json(parse_json(archive.get(*digest))), *digest};
}

std::optional<std::string> barred_from_stable(const city::City& city, Id<Asset> asset, Day today) {
  int open = 0;
  city.all<Problem>().each([&](std::size_t, const city::KeptThing<Problem>& kept) {
    if (kept.value.source != ProblemSource::Complaint) return;
    if (std::find(kept.value.assets.begin(), kept.value.assets.end(), asset) == kept.value.assets.end()) return;
    const auto state = static_cast<ProblemState>(kept.course.state);
    open += state == ProblemState::Withdrawn || state == ProblemState::Closed ? 0 : 1;
  });
  if (open > 0) return "有" + std::to_string(open) + "件投诉未销号";
  return city::residents_against(city, asset, today);
}

std::optional<city::FunnelJudged> judge_asset(const city::City& city, const FunnelRules& rules, Id<Asset> id, Day today) {
  const city::KeptAsset& asset = city.assets[id.index()];
  const auto built = city::built_since(asset);
  if (!built) return std::nullopt;
  const auto samples = samples_after(asset, *built, {});
  const assess::FunnelAnswer answer = assess::judge_funnel(rules.rule, samples, today);
  city::FunnelJudged judged;
  judged.asset = id;
  judged.word = word_of(answer.word);
  judged.reason = answer.reason;
  judged.rule = rules.rule.name;
  judged.rule_digest = rules.digest;
  judged.as_of = today;
  if (answer.reopen != assess::FunnelAnswer::Reopen::No) {
    judged.cause = cause_of(assess::judge_funnel(rules.rule, samples_after(asset, *built, asset.settled_until), today).reopen);
    if (judged.cause == ReviewCause::None) judged.reason += "（已复核）";
  }
  if (judged.word == FunnelWord::Stable)
    if (const auto why = barred_from_stable(city, id, today)) {
      judged.word = FunnelWord::Effective;
      judged.reason += "；" + *why + "，不能算稳定";
    }
  if (!samples.empty() && judged.word != FunnelWord::CannotSay) judged.holds_until = last_day(rules.rule, samples.back().day);
  const bool fresh = !asset.settled_until || samples.empty() || *asset.settled_until < samples.back().day;
  if (judged.word == FunnelWord::CannotSay && city::has_lapsed(asset, today) && fresh) judged.cause = ReviewCause::Stale;
  const std::size_t taken = std::min(samples.size(), static_cast<std::size_t>(rules.rule.of));
  for (std::size_t i = samples.size() - taken; i < samples.size(); ++i) judged.samples.push_back(samples[i].day);
  return judged;
}

bool is_news(const city::City& city, const city::FunnelJudged& judged) {
  const auto& last = city.assets[judged.asset.index()].judged;
  if (!last) return judged.word != FunnelWord::CannotSay || !judged.samples.empty();
  // That it is stale was said once; the days after say no cause.
  const bool same_cause = last->cause == judged.cause || (last->cause == ReviewCause::Stale && judged.cause == ReviewCause::None);
  return last->word != judged.word || !same_cause || last->reason != judged.reason || last->holds_until != judged.holds_until;
}

}  // namespace luoshi::engine

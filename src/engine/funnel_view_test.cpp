#include "engine/views/funnel_view.hpp"

#include <gtest/gtest.h>

#include "city/funnel.hpp"
#include "city/people.hpp"
#include "city/test_town.hpp"
#include "engine/shipped_rules.hpp"
#include "engine/views/kept_view.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

const FunnelRules kRules{assess::funnel_rule_from_json(parse_json(shipped_funnel_rule())), sha256("规则")};
constexpr Id<Asset> kRiver{1};

/// The first river built on 1 June 2025, and a sample a month from then: one letter each, + in class, - missed.
Town watched_town(std::string_view months) {
  Town town = busy_town();
  town.fold(kWaterChief, city::ReportFiled{moved_to(Stage::Built, Day{std::chrono::year{2025} / 6 / 1})});
  Day day{std::chrono::year{2025} / 6 / 10};
  for (const char month : months) {
    town.fold({}, city::SampleRecorded{river_sample(day, month == '+' ? SampleVerdict::InClass : SampleVerdict::Missed)});
    day += std::chrono::months{1};
  }
  return town;
}

city::FunnelJudged judged_on(const Town& town, Day day) { return judge_asset(town.city, kRules, kRiver, day).value(); }
constexpr Day kMay20{std::chrono::year{2026}, std::chrono::May, std::chrono::day{20}};

TEST(FunnelView, TenOfTwelveWithTwoInTheWetSeasonAreStable) {
  EXPECT_EQ(judged_on(watched_town("++++-++-++++"), kMay20).word, FunnelWord::Stable);
  EXPECT_EQ(judged_on(watched_town("-+++-++-++++"), kMay20).word, FunnelWord::Effective);
  EXPECT_EQ(judged_on(watched_town("++++-++-+++"), kMay20).word, FunnelWord::Effective) << "eleven are no twelve";
}

TEST(FunnelView, NothingIsSaidWithoutSamplesNorOfWorksThatDoNotStand) {
  EXPECT_EQ(judged_on(watched_town(""), kMay20).word, FunnelWord::CannotSay);
  EXPECT_FALSE(judge_asset(busy_town().city, kRules, kRiver, kMay20));
  Town before = busy_town();  // samples of before the works count for nothing
  before.fold({}, city::SampleRecorded{river_sample(Day{std::chrono::year{2025} / 5 / 10}, SampleVerdict::Missed)});
  before.fold(kWaterChief, city::ReportFiled{moved_to(Stage::Built, Day{std::chrono::year{2025} / 6 / 1})});
  EXPECT_TRUE(judged_on(before, kMay20).samples.empty());
}

TEST(FunnelView, TwoMissesInARowFireAndNotAgainOnceDecided) {
  Town town = watched_town("++++++++++--");
  const city::FunnelJudged judged = judged_on(town, kMay20);
  EXPECT_EQ(judged.cause, ReviewCause::MissesInARow);
  EXPECT_EQ(judged.samples.size(), 12U);
  town.city.assets.edit(0).settled_until = town.city.assets[0].samples.back().day;
  EXPECT_EQ(judged_on(town, kMay20).cause, ReviewCause::None);
  EXPECT_NE(judged_on(town, kMay20).reason.find("已复核"), std::string::npos);
}

TEST(FunnelView, AnOpenComplaintKeepsARiverFromStable) {
  Town town = watched_town("++++++++++++");
  Problem complaint = found_problem(ProblemSource::Complaint);
  town.fold(kChecker, city::Opened<Problem>{complaint});
  const city::FunnelJudged judged = judged_on(town, kMay20);
  EXPECT_EQ(judged.word, FunnelWord::Effective);
  EXPECT_NE(judged.reason.find("投诉未销号"), std::string::npos);
}

TEST(FunnelView, RisingComplaintsKeepARiverFromStableThoughEachIsClosed) {
  Town town = watched_town("++++++++++++");
  const Day july{std::chrono::year{2026} / 7 / 5};
  for (std::uint32_t count = 1; count <= city::kFewestComplaints; ++count) {
    town.fold(kChecker, city::Opened<Problem>{found_problem(ProblemSource::Complaint)});
    town.city.edit_all<Problem>().edit(count - 1).course.state = static_cast<std::uint8_t>(ProblemState::Closed);
    const city::FunnelJudged judged = judged_on(town, july);
    EXPECT_EQ(judged.word, count < city::kFewestComplaints ? FunnelWord::Stable : FunnelWord::Effective) << count;
  }
  EXPECT_NE(judged_on(town, july).reason.find("居民投诉上升：近 180 天 3 件"), std::string::npos) << judged_on(town, july).reason;
}

TEST(FunnelView, FallingSatisfactionKeepsARiverFromStable) {
  Town town = watched_town("++++++++++++");
  const Day july{std::chrono::year{2026} / 7 / 5};
  for (const std::uint32_t satisfied : {160U, 100U}) {
    town.fold(kEditor, city::Opened<Satisfaction>{river_satisfaction()});
    auto& kept = town.city.edit_all<Satisfaction>().edit(satisfied == 160U ? 0 : 1);
    kept.course.state = static_cast<std::uint8_t>(SatisfactionState::Accepted);
    kept.value.answered = 200;
    kept.value.satisfied = satisfied;
    kept.value.day = Day{std::chrono::year{2026} / (satisfied == 160U ? 5 : 6) / 1};
    EXPECT_EQ(judged_on(town, july).word, satisfied == 160U ? FunnelWord::Stable : FunnelWord::Effective);
  }
  EXPECT_NE(judged_on(town, july).reason.find("居民满意度下降"), std::string::npos);
}

TEST(FunnelView, WhatNobodyMeasuredForThreeMonthsIsToBeVerified) {
  Town town = watched_town("++++++++++++");
  city::FunnelJudged judged = judged_on(town, kMay20);
  EXPECT_EQ(judged.holds_until, (Day{std::chrono::year{2026} / 8 / 9}));
  town.fold({}, judged);
  EXPECT_FALSE(is_news(town.city, judged_on(town, kMay20)));
  const Day later{std::chrono::year{2026} / 8 / 10};
  EXPECT_EQ(judged_on(town, later).word, FunnelWord::CannotSay);
  EXPECT_EQ(judged_on(town, later).cause, ReviewCause::Stale);
}

TEST(Kept, AWholeCountsWhatItsPartsCount) {
  Town town = busy_town();
  Commitment whole = river_works();
  whole.assets.clear();
  whole.figure = figure(2, "条");
  whole.started = Day{std::chrono::year{2026} / 1 / 1};
  ASSERT_EQ(town.act(kEditor, city::OpenCommitment{{whole}}), "");
  Commitment part = river_works();
  part.figure = figure(1, "条");
  part.parent = Id<Commitment>{2};
  for (const std::uint32_t asset : {1U, 2U}) {
    part.assets = {Id<Asset>{asset}};
    ASSERT_EQ(town.act(kEditor, city::OpenCommitment{{part}}), "");
  }
  for (const std::uint32_t id : {2U, 3U, 4U})
    ASSERT_EQ(town.act(kEditor, city::AdoptCommitment{{Id<Commitment>{id}}, town.city.commitments[id - 1].version()}), "");
  Report report = moved_to(Stage::Built);
  report.commitment = Id<Commitment>{3};
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{report}}), "");
  const CommitmentProgress progress = progress_of(town.city, town.city.commitments[1]);
  EXPECT_EQ(progress.assets, 2U);
  EXPECT_EQ(progress.assets_done, 1U);
  EXPECT_TRUE(progress.last_report);
  EXPECT_EQ(kept_verdict(town.city, Id<Commitment>{2}, kToday).reason.find("没有点数"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::engine

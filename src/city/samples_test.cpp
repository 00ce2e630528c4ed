#include "city/funnel.hpp"

#include <gtest/gtest.h>

#include "city/test_things.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

constexpr Day on(int month, int day, int year = 2026) {
  return Day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
}

/// The first river built and its commitment done.
Town closed_town() {
  Town town = busy_town();
  EXPECT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.act(kWaterChief, step_on(town.city, "commitment.report_done", 1, because("完工", kToday))), "");
  EXPECT_EQ(town.act(kChecker, step_on(town.city, "commitment.confirm_done", 1, because("属实"))), "");
  return town;
}

CommitmentState state_of_first(const Town& town) { return town.city.commitments[0].value.state; }

TEST(Samples, OneAMonthAndACorrectionTakesItsPlace) {
  Town town = busy_town();
  EXPECT_EQ(town.act({}, RecordSample{{river_sample(on(5, 10))}}), "");
  EXPECT_NE(town.act({}, RecordSample{{river_sample(on(5, 20))}}).find("2026年5月已有样品"), std::string::npos);
  EXPECT_NE(town.act({}, CorrectSample{{river_sample(on(4, 20)), "补录"}}).find("2026年4月没有样品"), std::string::npos);
  EXPECT_NE(town.act({}, CorrectSample{{river_sample(on(5, 20)), " "}}).find("没有写理由"), std::string::npos);
  EXPECT_EQ(town.act({}, CorrectSample{{river_sample(on(5, 20), SampleVerdict::Missed), "抄录有误"}}), "");
  EXPECT_EQ(town.act({}, RecordSample{{river_sample(on(4, 2))}}), "");
  const auto& samples = town.city.assets[0].samples;
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[0].day, on(4, 2)) << "they stand by day, however they came";
  EXPECT_EQ(samples[1].verdict, SampleVerdict::Missed);
}

TEST(Samples, WhatCannotBeASampleIsRefused) {
  Town town = busy_town();
  EXPECT_NE(town.act({}, RecordSample{{river_sample(on(7, 10))}}).find("还没有到"), std::string::npos);
  Sample bare = river_sample(on(5, 10));
  bare.limit.clear();
  EXPECT_NE(town.act({}, RecordSample{{bare}}).find("哪一类别"), std::string::npos);
  bare = river_sample(on(5, 10));
  bare.parameter.clear();
  EXPECT_NE(town.act({}, RecordSample{{bare}}).find("哪项指标"), std::string::npos);
  EXPECT_NE(town.act({}, RecordSample{{river_sample(on(5, 10), SampleVerdict::Void)}}).find("作废"), std::string::npos);
  bare = river_sample(on(5, 10));
  bare.asset = Id<Asset>{4711};
  EXPECT_NE(town.act({}, RecordSample{{bare}}).find("没有对象 4711"), std::string::npos) << town.act({}, RecordSample{{bare}});
  bare = river_sample(on(5, 10));
  bare.value = figure(-2, "mg/L");
  EXPECT_NE(town.act({}, RecordSample{{bare}}).find("氨氮 -2mg/L 是负数"), std::string::npos);
  bare.parameter = "氧化还原电位";
  bare.value = figure(-250, "mV");
  EXPECT_EQ(town.act({}, RecordSample{{bare}}), "") << "black water has a negative potential";
  EXPECT_NE(town.act({}, CorrectSample{{river_sample(on(7, 10)), "补录"}}).find("还没有到"), std::string::npos);
  register_firm(town);
  bare.asset = Id<Asset>::at_index(town.city.assets.size() - 1);
  EXPECT_NE(town.act({}, RecordSample{{bare}}).find("不是水体或断面"), std::string::npos);
  EXPECT_NE(town.act(kWaterChief, RecordSample{{river_sample(on(4, 10))}}).find("不能录入监测"), std::string::npos)
      << "whoever reports the works does not report the water";
}

TEST(Funnel, AReportCannotTakeAnAssetPastBuilt) {
  Town town = busy_town();
  for (const Stage stage : {Stage::Effective, Stage::Stable})
    EXPECT_NE(town.act(kWaterChief, FileReport{{moved_to(stage)}}).find("由监测认定"), std::string::npos);
  // What an older ledger holds is shown as built.
  town.fold(kWaterChief, ReportFiled{moved_to(Stage::Stable)});
  EXPECT_EQ(town.city.assets[0].value.stage, Stage::Built);
  town.act({}, Register{AssetRegistered{{"R-0009", "稳河", AssetKind::River, Id<Place>{1}, {}, Stage::Stable}}});
  EXPECT_EQ(town.city.assets[3].value.stage, Stage::Built) << "a register is no monitoring";
  EXPECT_TRUE(built_since(town.city.assets[3]));
}

TEST(Funnel, WhatIsJudgedEffectiveStandsUntilTheSamplesAreTooOld) {
  Town town = closed_town();
  FunnelJudged judged = two_misses();
  judged.word = FunnelWord::Effective;
  judged.cause = ReviewCause::None;
  ASSERT_EQ(town.act({}, RecordJudgement{judged}), "");
  const KeptAsset& asset = town.city.assets[0];
  EXPECT_EQ(stage_on(asset, on(9, 30)), Stage::Effective);
  EXPECT_EQ(stage_on(asset, on(10, 1)), Stage::Built);
  EXPECT_TRUE(has_lapsed(asset, on(10, 1)));
  EXPECT_EQ(count_of(town.city, Kind::Review), 0U);
}

TEST(Review, ARuleThatFiresPutsTheAssetAndWhatWasClosedOnItInDoubtAtOnce) {
  Town town = closed_town();
  ASSERT_EQ(town.act({}, RecordJudgement{two_misses()}), "");
  EXPECT_EQ(state_of_first(town), CommitmentState::ToVerify);
  const auto& review = town.city.all<Review>()[0];
  EXPECT_EQ(review.value.body, kWater);
  EXPECT_EQ(review.value.samples.size(), 2U);
  EXPECT_EQ(review.value.rule, "funnel-10-of-12");
  EXPECT_EQ(review.course.due, on(7, 14)) << "ten working days from Tuesday 30 June";
  EXPECT_EQ(open_review(town.city, town.city.assets[0]), Id<Review>{1});
  // It fires again while the first is open: judged, but no second review.
  EXPECT_EQ(town.act({}, RecordJudgement{two_misses()}), "");
  EXPECT_EQ(count_of(town.city, Kind::Review), 1U);
  EXPECT_NE(town.act(kEditor, RecordJudgement{two_misses()}), "") << "no person judges in the rule's name";
}

TEST(Review, ReopenedTheWorksBeginAgainAndSoDoesWhatWasClosed) {
  Town town = closed_town();
  ASSERT_EQ(town.act({}, RecordJudgement{two_misses()}), "");
  EXPECT_NE(town.act(kChecker, step_on(town.city, "review.reopen", 1, because("直排"))).find("还可以说明"), std::string::npos);
  ASSERT_EQ(town.act(kWaterChief, step_on(town.city, "review.answer", 1, because("暴雨"))), "");
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "review.reopen", 1, because("自认"))), "");
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "review.reopen", 1, because("直排"))), "");
  EXPECT_EQ(town.city.assets[0].value.stage, Stage::Entered);
  EXPECT_EQ(town.city.assets[0].reopened, 1U);
  EXPECT_FALSE(town.city.assets[0].judged);
  EXPECT_EQ(state_of_first(town), CommitmentState::InForce);
  EXPECT_EQ(town.city.commitments[0].value.reopened, 1U);
  // A report of the same day that is filed now counts again; returned, it is taken back.
  ASSERT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.city.assets[0].value.stage, Stage::Built);
  ASSERT_EQ(town.act(kChecker, CheckReport{{Id<Report>{2}, CheckState::Returned, "仍在溢流"}, town.city.reports[1].version()}), "");
  EXPECT_EQ(town.city.assets[0].value.stage, Stage::Entered);
}

TEST(Review, UpheldWhatWasClosedIsClosedAgainUnlessAnotherReviewDoubtsIt) {
  Town town = closed_town();
  ASSERT_EQ(town.act({}, RecordJudgement{two_misses()}), "");
  // Another of its rivers fires while the first is being looked at.
  KeptAsset& second = town.city.assets.edit(1);
  second.registered = second.value.stage = Stage::Built;
  FunnelJudged other = two_misses();
  other.asset = Id<Asset>{2};
  ASSERT_EQ(town.act({}, RecordJudgement{other}), "");
  EXPECT_EQ(town.city.all<Review>()[1].value.about, (std::vector{Id<Commitment>{1}}));
  EXPECT_EQ(town.city.all<Review>()[1].value.body, kWater);
  for (const std::uint32_t review : {1U, 2U}) {
    ASSERT_EQ(town.act(kWaterChief, step_on(town.city, "review.answer", review, because("已查"))), "");
    ASSERT_EQ(town.act(kChecker, step_on(town.city, "review.uphold", review, because("复测达标"))), "");
    EXPECT_EQ(state_of_first(town), review == 1 ? CommitmentState::ToVerify : CommitmentState::Done);
  }
  EXPECT_EQ(town.city.assets[0].value.stage, Stage::Built);
}

TEST(Parts, WhatIsClosedOrWithdrawnIsNotSplitAnyMore) {
  Town town = closed_town();
  Commitment part = river_works();
  part.parent = Id<Commitment>{1};
  EXPECT_NE(town.act(kEditor, OpenCommitment{{part}}).find("不再分解"), std::string::npos);
  town.city.commitments.edit(0).value.state = CommitmentState::InForce;
  EXPECT_EQ(town.act(kEditor, OpenCommitment{{part}}), "");
}

TEST(Appeal, IsDecidedByNobodyOfTheBodyAndOnlyOnceAtATime) {
  Town town = busy_town();
  Appeal bare = red_light();
  bare.light.clear();
  EXPECT_NE(town.act(kWaterChief, OpenThing{Opened<Appeal>{bare}}).find("没有亮灯"), std::string::npos);
  EXPECT_NE(town.act(kEastReporter, OpenThing{Opened<Appeal>{red_light()}}), "") << "of another body's light";
  Appeal lost = red_light();
  lost.commitment = Id<Commitment>{4711};
  EXPECT_NE(town.act(kWaterChief, OpenThing{Opened<Appeal>{lost}}), "");
  lost = red_light();
  lost.grounds = " ";
  EXPECT_NE(town.act(kWaterChief, OpenThing{Opened<Appeal>{lost}}).find("没有写申诉理由"), std::string::npos);
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Appeal>{red_light()}}), "");
  EXPECT_NE(town.act(kWaterChief, OpenThing{Opened<Appeal>{red_light()}}).find("还没有裁定"), std::string::npos);
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "appeal.grant", 1, because("成立"))), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "appeal.dismiss", 1, because("停工已计入"))), "");
  EXPECT_EQ(town.city.all<Appeal>()[0].value.decision, "停工已计入");
  EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Appeal>{red_light()}}), "");
}

TEST(Review, WhatAPersonAsksForNeedsBuiltWorksAReasonAndTheRightBody) {
  Town town = busy_town();
  Review asked;
  const auto no = [&] { return town.act(kChecker, OpenThing{Opened<Review>{asked}}); };
  EXPECT_NE(no().find("没有写对象"), std::string::npos);
  asked.asset = Id<Asset>{1};
  EXPECT_NE(no().find("没有写理由"), std::string::npos);
  asked.reason = "夜间排污";
  EXPECT_NE(no().find("尚未完工"), std::string::npos);
  town = closed_town();
  asked.body = kEast;
  EXPECT_NE(no().find("应由"), std::string::npos);
  asked.body = {};
  ASSERT_EQ(no(), "");
  EXPECT_EQ(town.city.all<Review>()[0].value.body, kWater);
  EXPECT_NE(no().find("已在复核"), std::string::npos);
}

TEST(WorkingDays, HolidaysAreLeftOutAndWeekendsWorkedInsteadCount) {
  City city;
  const Day wednesday = on(9, 30);
  EXPECT_EQ(after_working_days(city, wednesday, 1), on(10, 1));
  city.working_days = {{2026, {on(10, 1), on(10, 2), on(10, 5), on(10, 6), on(10, 7)}, {on(10, 10)}, "放假通知"}};
  EXPECT_EQ(after_working_days(city, wednesday, 1), on(10, 8));
  EXPECT_EQ(after_working_days(city, wednesday, 3), on(10, 10)) << "a Saturday worked instead";
  EXPECT_EQ(after_working_days(city, wednesday, 4), on(10, 12));
}

TEST(Versions, WhoMayNotActLearnsNoVersion) {
  Town town = busy_town();
  const auto fault = [&](CommandBody body) { return std::get<Refusal>(town.ask(kEastReporter, std::move(body))).fault; };
  EXPECT_EQ(fault(PutQuestion{{Id<Question>{2}, kWaterHead, {}}, 1}), Fault::Denied);
  EXPECT_EQ(fault(AnswerQuestion{{Id<Question>{2}, "含", {}}, 1}), Fault::Denied);
  EXPECT_EQ(fault(WaiveQuestion{{Id<Question>{2}, "免"}, 1}), Fault::Denied);
  EXPECT_EQ(fault(AdoptCommitment{{Id<Commitment>{1}}, 1}), Fault::Denied);
  EXPECT_EQ(fault(ExtendDeadline{{Id<Commitment>{1}, by(2026, 12, 31), "汛期", kMayor}, 1}), Fault::Denied);
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  EXPECT_EQ(fault(CheckReport{{Id<Report>{1}, CheckState::Accepted, ""}, 1}), Fault::Denied);
  EXPECT_EQ(std::get<Refusal>(town.ask(kEditor, PutQuestion{{Id<Question>{2}, kWaterHead, {}}, 1})).fault, Fault::Conflict);
}

TEST(Parts, AreKeptWithTheirWholeAndNeverRunInACircle) {
  Town town = busy_town();
  Commitment part = river_works();
  part.parent = Id<Commitment>{1};
  ASSERT_EQ(town.act(kEditor, OpenCommitment{{part}}), "");
  EXPECT_EQ(town.city.commitments[0].parts, (std::vector{Id<Commitment>{2}}));
  CommitmentAmended circle{Id<Commitment>{1}, town.city.commitments[0].value, "并入", kMayor};
  circle.terms.parent = Id<Commitment>{2};
  EXPECT_NE(town.act(kEditor, AmendCommitment{circle, town.city.commitments[0].version()}).find("又是它的部分"), std::string::npos);
  CommitmentAmended leaves{Id<Commitment>{2}, town.city.commitments[1].value, "独立", {}};
  leaves.terms.parent = {};
  ASSERT_EQ(town.act(kEditor, AmendCommitment{leaves, town.city.commitments[1].version()}), "");
  EXPECT_TRUE(town.city.commitments[0].parts.empty());
}

}  // namespace
}  // namespace luoshi::city

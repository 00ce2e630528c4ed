#include <gtest/gtest.h>

#include "city/test_things.hpp"

// 问题、事故、隐患、承诺书、条件事项: what the walk over the tables cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

Note with_day(std::string reason, unsigned month, unsigned day) {
  return because(std::move(reason), Day{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{day}});
}

std::string step(Town& town, const Actor& actor, std::string_view type, std::uint32_t number, Note note) {
  return town.act(actor, step_on(town.city, type, number, std::move(note)));
}

TEST(Problem, ACovertFindingIsNotThereForTheInspectedBodyUntilItIsHandedOver) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<Problem>{found_problem(ProblemSource::Covert)}}), "");
  const Event opening = town.events.back();
  for (const Actor& inspected : {kWaterChief, kClerk}) {
    EXPECT_EQ(cannot_see(town.city, inspected, Kind::Problem, 1, kToday)->fault, Fault::NotFound);
    EXPECT_TRUE(is_about_hidden(town.city, inspected, opening, town.city.events));
    EXPECT_NE(step(town, inspected, "problem.rectify", 1, because("已整改")).find("没有问题 1"), std::string::npos)
        << "a refusal that says more would give it away";
  }
  EXPECT_FALSE(cannot_see(town.city, kChecker, Kind::Problem, 1, kToday));
  EXPECT_FALSE(is_about_hidden(town.city, kChecker, opening, town.city.events));

  ASSERT_EQ(step(town, kChecker, "problem.hand_over", 1, with_day("", 8, 1)), "");
  EXPECT_FALSE(cannot_see(town.city, kWaterChief, Kind::Problem, 1, kToday));
  EXPECT_FALSE(is_about_hidden(town.city, kWaterChief, opening, 1));
  EXPECT_EQ(step(town, kWaterChief, "problem.rectify", 1, because("已封堵")), "");
}

TEST(Problem, AnOpenlyFoundOneIsSeenAtOnce) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<Problem>{found_problem()}}), "");
  EXPECT_FALSE(cannot_see(town.city, kWaterChief, Kind::Problem, 1, kToday));
}

TEST(Problem, TheInspectedBodyNeitherFindsNorClosesItsOwn) {
  Town town = busy_town();
  EXPECT_NE(town.act(kClerk, OpenThing{Opened<Problem>{found_problem()}}), "");
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<Problem>{found_problem()}}), "");
  EXPECT_NE(step(town, kClerk, "problem.hand_over", 1, with_day("", 8, 1)), "");
  ASSERT_EQ(step(town, kChecker, "problem.hand_over", 1, with_day("", 8, 1)), "");
  ASSERT_EQ(step(town, kClerk, "problem.rectify", 1, because("已封堵")), "");
  EXPECT_NE(step(town, kClerk, "problem.pass", 1, because("属实")).find("不能自己核查"), std::string::npos);
}

TEST(Problem, ReopenedOnesAreCountedAndGetANewClock) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<Problem>{found_problem()}}), "");
  ASSERT_EQ(step(town, kChecker, "problem.hand_over", 1, with_day("", 7, 20)), "");
  ASSERT_EQ(step(town, kWaterChief, "problem.rectify", 1, because("已封堵")), "");
  ASSERT_EQ(step(town, kChecker, "problem.pass", 1, because("现场属实")), "");
  Note paper;
  paper.document = Id<Document>{1};
  ASSERT_EQ(step(town, kEditor, "problem.close", 1, paper), "");
  EXPECT_FALSE(thing_line(town.city, Kind::Problem, 1).due) << "a closed problem has no clock";
  ASSERT_EQ(step(town, kChecker, "problem.reopen", 1, with_day("雨后又出水", 9, 1)), "");
  EXPECT_EQ(town.city.all<Problem>()[0].value.reopened, 1U);
  EXPECT_EQ(thing_line(town.city, Kind::Problem, 1).due, (Day{std::chrono::year{2026} / 9 / 1}));
}

TEST(Problem, AClipLiesInAFilmThatIsThere) {
  Town town = busy_town();
  Problem problem = found_problem();
  problem.clips[0].until_s = 3;
  EXPECT_NE(town.act(kChecker, OpenThing{Opened<Problem>{problem}}).find("片段"), std::string::npos);
  problem = found_problem();
  problem.evidence.clear();
  EXPECT_NE(town.act(kChecker, OpenThing{Opened<Problem>{problem}}).find("片段"), std::string::npos);
}

TEST(Incident, ALessonOpensACheckWhereverTheLikeMayBeAndClosesOnlyWithTheirFindings) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Incident>{well_accident()}}), "");
  Note lesson = with_day("下井前测气体", 8, 1);
  lesson.assets = {Id<Asset>{1}, Id<Asset>{3}};
  ASSERT_EQ(step(town, kEditor, "incident.learn", 1, lesson), "");
  ASSERT_EQ(count_of(town.city, Kind::Hazard), 2U);
  EXPECT_EQ(town.city.all<Hazard>()[1].value.where, Id<Asset>{3});
  EXPECT_EQ(town.city.all<Hazard>()[1].value.like, Id<Incident>{1});

  EXPECT_NE(step(town, kEditor, "incident.close", 1, because("都查了")).find("还有 2 项排查"), std::string::npos);
  ASSERT_EQ(step(town, kChecker, "hazard.clear", 1, because("设备齐全")), "");
  ASSERT_EQ(step(town, kChecker, "hazard.find", 2, with_day("检测仪失灵", 8, 10)), "");
  EXPECT_NE(step(town, kEditor, "incident.close", 1, because("都查了")).find("还有 1 项排查"), std::string::npos);
  ASSERT_EQ(step(town, kWaterChief, "hazard.fix", 2, because("已更换")), "");
  ASSERT_EQ(step(town, kChecker, "hazard.close", 2, because("已看过")), "");
  EXPECT_EQ(step(town, kEditor, "incident.close", 1, because("都查了")), "");
}

TEST(StandingRule, EachAssetThatNewlyMeetsItOpensOneProposedCommitment) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<StandingRule>{planned_first()}}), "");
  ASSERT_EQ(step(town, kEditor, "standing_rule.adopt", 1, {}), "");
  Note meets = because("列入防洪规划");
  meets.assets = {Id<Asset>{1}};
  ASSERT_EQ(step(town, kEditor, "standing_rule.meet", 1, meets), "");
  ASSERT_EQ(town.city.commitments.size(), 2U);
  const Commitment& opened = town.city.commitments[1].value;
  EXPECT_EQ(opened.title, "尽快启动整治：月湖涌");
  EXPECT_EQ(opened.state, CommitmentState::Proposed);
  EXPECT_FALSE(opened.deadline.due()) << "a vague condition gives no date";
  ASSERT_EQ(step(town, kEditor, "standing_rule.meet", 1, meets), "");
  EXPECT_EQ(town.city.commitments.size(), 2U) << "what met it before opens nothing again";

  Note fails = because("调出规划");
  fails.assets = {Id<Asset>{1}, Id<Asset>{2}};
  ASSERT_EQ(step(town, kEditor, "standing_rule.fail", 1, fails), "");
  const StandingRule& rule = town.city.all<StandingRule>()[0].value;
  EXPECT_TRUE(rule.meet.empty());
  EXPECT_EQ(rule.fail.size(), 2U);
  fails.assets = {Id<Asset>{3}};
  EXPECT_NE(step(town, kEditor, "standing_rule.fail", 1, fails).find("不在本条件的范围之内"), std::string::npos);
}

TEST(Pledge, IsSignedByItsPostAndThenTheUpperLevelsClockRuns) {
  Town town = busy_town();
  Pledge pledge = water_pledge();
  pledge.needs.push_back({"补助资金", kGovernment, Day{std::chrono::year{2026} / 8 / 1}, {}, {}});
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Pledge>{pledge}}), "");
  ASSERT_EQ(step(town, kEditor, "pledge.issue", 1, with_day("", 7, 5)), "");
  Note sign = with_day("", 6, 30);
  sign.document = Id<Document>{1};
  sign.post = kWaterClerk;
  EXPECT_NE(step(town, kWaterChief, "pledge.sign", 1, sign).find("水务局局长"), std::string::npos);
  sign.post = kWaterHead;
  EXPECT_NE(step(town, kEastReporter, "pledge.sign", 1, sign), "") << "nobody signs for another body";
  ASSERT_EQ(step(town, kWaterChief, "pledge.sign", 1, sign), "");
  EXPECT_EQ(thing_line(town.city, Kind::Pledge, 1).due, (Day{std::chrono::year{2026} / 8 / 1})) << "the nearest promise of the upper level";

  Note given = with_day("", 6, 30);
  given.document = Id<Document>{1};
  given.number = 2;
  EXPECT_NE(step(town, kWaterChief, "pledge.give", 1, given), "") << "the signer cannot say the upper level gave";
  ASSERT_EQ(step(town, kEditor, "pledge.give", 1, given), "");
  EXPECT_EQ(thing_line(town.city, Kind::Pledge, 1).due, (Day{std::chrono::year{2026} / 9 / 1}));
  EXPECT_NE(step(town, kEditor, "pledge.give", 1, given).find("已兑现"), std::string::npos);
  given.number = 3;
  EXPECT_NE(step(town, kEditor, "pledge.give", 1, given).find("没有第 3 项"), std::string::npos);
  ASSERT_EQ(step(town, kEditor, "pledge.revise", 1, because("指标调整")), "");
  EXPECT_EQ(town.city.all<Pledge>()[0].value.version, 2U);
  EXPECT_FALSE(town.city.all<Pledge>()[0].value.signed_on);
}

}  // namespace
}  // namespace luoshi::city

#include "city/people.hpp"

#include <gtest/gtest.h>

#include "city/test_things.hpp"

// 表扬激励、村民表决、满意度: what the walk over the tables cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

std::string praise(void (*change)(Merit&)) {
  Town town = praised(busy_town()).town;
  Merit merit = river_merit();
  change(merit);
  return town.act(kEditor, OpenThing{Opened<Merit>{merit}});
}

TEST(Merit, ActivityIsNoGroundAndResultsMustBeThere) {
  EXPECT_EQ(praise([](Merit&) {}), "");
  for (const char* const word : {"全年登录 365 天", "打卡全勤", "平台积分第一", "点赞最多"}) {
    Town town = praised(busy_town()).town;
    Merit merit = river_merit();
    merit.grounds = word;
    EXPECT_NE(town.act(kEditor, OpenThing{Opened<Merit>{merit}}).find("不能以登录、打卡之类为由"), std::string::npos) << word;
  }
  EXPECT_NE(praise([](Merit& m) { m.rests_on.clear(); }).find("没有写依据"), std::string::npos);
  EXPECT_NE(praise([](Merit& m) { m.holders = {{kChief.person, kWaterHead}}; }).find("不曾在“水务局局长”任职"), std::string::npos);
  EXPECT_NE(praise([](Merit& m) { m.notice_days = 0; }).find("1 到 60 个工作日"), std::string::npos);
  Town town = busy_town();
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<Merit>{river_merit()}}).find("还没有办结"), std::string::npos);
}

TEST(Merit, NothingIsDecidedBeforeTheObjectionPeriodIsOver) {
  Town town = praised(busy_town()).town;  // a Tuesday
  Note paper;
  paper.document = Id<Document>{1};
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "merit.post", 1, paper)), "");
  EXPECT_EQ(thing_line(town.city, Kind::Merit, 1).due, (Day{std::chrono::year{2026} / 7 / 7})) << "five working days on";
  later(town, 7);
  EXPECT_NE(town.act(kEditor, step_on(town.city, "merit.decide", 1, paper)).find("公示期到 2026-07-07 才满"), std::string::npos);
  ASSERT_EQ(town.act(kClerk, step_on(town.city, "merit.object", 1, because("西岸断面没有达标"))), "");
  later(town, 3);
  EXPECT_NE(town.act(kClerk, step_on(town.city, "merit.overrule", 1, because("查无此事"))), "") << "not by whoever brought it";
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "merit.overrule", 1, because("断面在别处"))), "");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "merit.decide", 1, paper)).find("才满"), std::string::npos) << "one more working day";
  later(town, 4);
  EXPECT_EQ(town.act(kEditor, step_on(town.city, "merit.decide", 1, paper)), "");
}

Note counts(std::uint32_t in_favour, std::int64_t voted) {
  Note note;
  note.document = Id<Document>{1};
  note.number = in_favour;
  note.figure = figure(voted, "人");
  return note;
}

std::string judged(const Consent& consent, std::uint32_t in_favour, std::int64_t voted, std::string_view step) {
  Town town = busy_town();
  EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Consent>{consent}}), "");
  const std::string no = town.act(kWaterChief, step_on(town.city, "consent.count", 1, counts(in_favour, voted)));
  return no.empty() ? town.act(kChecker, step_on(town.city, step, 1, because("核对"))) : no;
}

TEST(Consent, TheThresholdIsDataAndReachedOrNot) {
  const Consent vote = village_vote();  // 15 entitled; 2/3 must vote, 2/3 of them in favour
  EXPECT_EQ(judged(vote, 8, 12, "consent.pass"), "") << "8 of 12 is two thirds";
  EXPECT_NE(judged(vote, 7, 12, "consent.pass").find("没有达到比例"), std::string::npos);
  EXPECT_EQ(judged(vote, 7, 12, "consent.fail"), "");
  EXPECT_NE(judged(vote, 9, 9, "consent.pass").find("没有达到比例"), std::string::npos) << "9 of 15 came, two thirds are 10";
  EXPECT_NE(judged(vote, 8, 12, "consent.fail").find("已达到比例"), std::string::npos);
  Consent half = vote;
  half.favour_parts = half.turnout_parts = 1;
  half.favour_whole = half.turnout_whole = 2;
  half.favour_more_than = half.turnout_more_than = true;
  EXPECT_NE(judged(half, 6, 12, "consent.pass").find("没有达到比例"), std::string::npos) << "half is not more than half";
  EXPECT_EQ(judged(half, 7, 12, "consent.pass"), "");
  Consent both = vote;  // 三分之二以上参加，过半数赞成
  both.favour_parts = 1;
  both.favour_whole = 2;
  both.favour_more_than = true;
  EXPECT_EQ(judged(both, 6, 10, "consent.pass"), "") << "two thirds of 15 came, not more";
  EXPECT_NE(judged(both, 5, 10, "consent.pass").find("没有达到比例"), std::string::npos) << "half is not more than half";
  EXPECT_NE(judged(vote, 13, 12, "consent.pass").find("赞成的多于参加的"), std::string::npos);
  EXPECT_NE(judged(vote, 8, 16, "consent.pass").find("多于有权的 15 人"), std::string::npos);
}

TEST(Satisfaction, WhoIsJudgedDoesNotAsk) {
  Town town = busy_town();
  Satisfaction survey = river_satisfaction();
  survey.asker = kWater;
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<Satisfaction>{survey}}).find("自己调查"), std::string::npos);
  survey = river_satisfaction();
  survey.frame.clear();
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<Satisfaction>{survey}}).find("抽样框"), std::string::npos);
}

// Figures of Wilson's interval worked out apart: k = 8, n = 10: (0.49016, 0.94332); k = 0, n = 20: (0, 0.16113).
TEST(Satisfaction, WilsonsIntervalIsTheWrittenOne) {
  const Share most = wilson(8, 10);
  EXPECT_NEAR(most.low, 0.49016, 5e-6);
  EXPECT_NEAR(most.high, 0.94332, 5e-6);
  const Share none = wilson(0, 20);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_NEAR(none.high, 0.16113, 5e-6);
  EXPECT_NEAR(wilson(20, 20).low, 1 - none.high, 1e-12) << "the mirror";
}

struct River {
  Town town = busy_town();

  void complain(Day day) {
    town.now = morning(day);
    ASSERT_EQ(town.act(kChecker, OpenThing{Opened<Problem>{found_problem(ProblemSource::Complaint)}}), "");
  }
  void survey(Day day, std::uint32_t satisfied, std::int64_t answered) {
    town.now = morning(day);
    ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Satisfaction>{river_satisfaction()}}), "");
    const std::uint32_t number = count_of(town.city, Kind::Satisfaction);
    Note note = counts(satisfied, answered);
    note.day = day;
    ASSERT_EQ(town.act(kEditor, step_on(town.city, "satisfaction.count", number, note)), "");
    ASSERT_EQ(town.act(kChecker, step_on(town.city, "satisfaction.accept", number, because("抽样属实"))), "");
  }
};

Day in_2026(unsigned month, unsigned day) { return Day{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{day}}; }

TEST(ResidentsAgainst, RisingComplaintsKeepARiverFromStable) {
  River river;
  river.complain(in_2026(7, 1));
  river.complain(in_2026(7, 2));
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{1}, in_2026(7, 3))) << "two are few";
  river.complain(in_2026(7, 3));
  const auto why = residents_against(river.town.city, Id<Asset>{1}, in_2026(7, 3));
  ASSERT_TRUE(why);
  EXPECT_NE(why->find("近 180 天 3 件，此前同样长 0 件"), std::string::npos);
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{2}, in_2026(7, 3))) << "of another river";
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{1}, Day{std::chrono::year{2027} / 1 / 15})) << "none of late";
}

TEST(ResidentsAgainst, FallingSatisfactionCountsOnlyBeyondItsInterval) {
  River river;
  river.survey(in_2026(7, 1), 160, 200);
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{1}, in_2026(12, 31))) << "one survey is no fall";
  river.survey(in_2026(8, 1), 152, 200);
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{1}, in_2026(12, 31))) << "76 % may be 80 %";
  river.survey(in_2026(9, 1), 110, 200);
  const auto why = residents_against(river.town.city, Id<Asset>{1}, in_2026(12, 31));
  ASSERT_TRUE(why);
  EXPECT_NE(why->find("2026-08-01 为 76%，2026-09-01 为 55%"), std::string::npos) << *why;
  EXPECT_FALSE(residents_against(river.town.city, Id<Asset>{1}, in_2026(8, 31))) << "as of a day before it";
}

}  // namespace
}  // namespace luoshi::city

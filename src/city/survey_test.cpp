#include <gtest/gtest.h>

#include "city/lots.hpp"
#include "city/test_things.hpp"

// 收表、抽查: what the walk over the tables cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

std::string open(Town& town, const Survey& survey) { return town.act(kEditor, OpenThing{Opened<Survey>{survey}}); }

TakeStep answer(const Town& town, std::uint32_t survey, const char* unit) {
  Note note = because("丈量所得");
  note.assets = {Id<Asset>{1}};
  note.figure = figure(12, unit);
  return step_on(town.city, "survey.answer", survey, std::move(note));
}

TEST(Survey, TheSameQuestionIsRefusedWithWhereItWasAskedAndAnswered) {
  Town town = busy_town();
  ASSERT_EQ(open(town, length_survey()), "");
  Survey again = length_survey();
  again.title = "另一张表";
  again.asked = kEast;  // another body is no other question
  again.numbers.clear();
  again.assets = {Id<Asset>{2}, Id<Asset>{1}};
  const std::string open_still = open(town, again);
  EXPECT_NE(open_still.find("收表 1《河涌长度核对表》已问过，还没有答"), std::string::npos) << open_still;
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "survey.send", 1, {})), "");
  ASSERT_EQ(town.act(kWaterChief, answer(town, 1, "公里")), "");
  const std::string answered = open(town, again);
  EXPECT_NE(answered.find("已答“12公里”"), std::string::npos) << answered;
}

TEST(Survey, AnotherAssetIndicatorOrPeriodIsAnotherQuestion) {
  Town town = busy_town();
  ASSERT_EQ(open(town, length_survey()), "");
  Survey other = length_survey();
  other.numbers.clear();
  other.assets = {Id<Asset>{2}};
  EXPECT_EQ(open(town, other), "");
  other = length_survey();
  other.indicator = "清淤方量";
  EXPECT_EQ(open(town, other), "");
  other = length_survey();
  other.until = Day{std::chrono::year{2026} / 7 / 31};
  EXPECT_EQ(open(town, other), "");
  EXPECT_NE(open(town, length_survey()), "");
}

TEST(Survey, WhatWasWithdrawnMayBeAskedAgain) {
  Town town = busy_town();
  ASSERT_EQ(open(town, length_survey()), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "survey.withdraw", 1, because("表名有误"))), "");
  EXPECT_EQ(open(town, length_survey()), "");
}

TEST(Survey, ProgressIsReportedAnyhowAndNotAskedByForm) {
  Town town = busy_town();
  Survey progress = length_survey();
  progress.indicator = "进展";
  const std::string no = open(town, progress);
  EXPECT_NE(no.find("在填报里报"), std::string::npos) << no;
}

TEST(Survey, IsHandedInOnlyWhenEachWasAnsweredInItsUnit) {
  Town town = busy_town();
  ASSERT_EQ(open(town, length_survey()), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "survey.send", 1, {})), "");
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "survey.hand_in", 1, {})).find("还有 2 个没有填，如“月湖涌”"), std::string::npos);
  EXPECT_NE(town.act(kWaterChief, answer(town, 1, "米")).find("单位是“公里”"), std::string::npos);
  EXPECT_NE(town.act(kEastReporter, answer(town, 1, "公里")), "") << "a town that was not asked";
  ASSERT_EQ(town.act(kWaterChief, answer(town, 1, "公里")), "");
  Note note = because("按竣工图");
  note.number = 2;
  note.figure = figure(30, "公里");
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "survey.say", 1, note)).find("没有第 2 项承诺"), std::string::npos);
  note.number = 1;
  ASSERT_EQ(town.act(kWaterChief, step_on(town.city, "survey.say", 1, note)), "");
  EXPECT_EQ(town.act(kWaterChief, step_on(town.city, "survey.hand_in", 1, {})), "");
  EXPECT_EQ(town.city.all<Survey>()[0].value.answers.size(), 2U);
}

TEST(Survey, WhatIsMissingIsNamed) {
  const auto without = [](void (*change)(Survey&)) {
    Town town = busy_town();
    Survey survey = length_survey();
    change(survey);
    return open(town, survey);
  };
  EXPECT_NE(without([](Survey& s) { s.indicator = " "; }).find("没有写指标"), std::string::npos);
  EXPECT_NE(without([](Survey& s) { s.asked = {}; }).find("填报单位"), std::string::npos);
  EXPECT_NE(without([](Survey& s) { std::swap(s.from, s.until); }).find("颠倒"), std::string::npos);
  EXPECT_NE(without([](Survey& s) { s.due = Day{std::chrono::year{2020} / 1 / 1}; }).find("期限"), std::string::npos);
  EXPECT_NE(without([](Survey& s) { s.assets.clear(); s.numbers.clear(); }).find("哪些对象"), std::string::npos);
  EXPECT_NE(without([](Survey& s) { s.assets = {Id<Asset>{1}, Id<Asset>{1}}; }).find("两次"), std::string::npos);
}

TEST(SpotCheck, TheDrawFollowsFromListAndSeed) {
  Town town = busy_town();
  SpotCheck check = report_lots();
  check.size = 100;
  check.count = 5;
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<SpotCheck>{check}}), "");
  Note note = because("云溪日报 7 月 2 日第 4 版");
  EXPECT_NE(town.act(kChecker, step_on(town.city, "spot_check.draw", 1, note)).find("没有写名称"), std::string::npos);
  note.name = "3 0 7";
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "spot_check.draw", 1, note)), "") << "who reports does not draw";
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "spot_check.draw", 1, note)), "");
  EXPECT_EQ(town.city.all<SpotCheck>()[0].value.drawn, drawn_lines(check.list, "3 0 7", 100, 5));
  EXPECT_NE(town.act(kChecker, step_on(town.city, "spot_check.withdraw", 1, because("不合意"))), "") << "a draw stands";
}

TEST(SpotCheck, OnlyDrawnLinesAreFoundAndAllOfThemBeforeTheEnd) {
  Town town = busy_town();
  SpotCheck check = report_lots();
  check.count = 1;
  ASSERT_EQ(town.act(kChecker, OpenThing{Opened<SpotCheck>{check}}), "");
  Note seed = because("公布于报纸");
  seed.name = "307";
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "spot_check.draw", 1, seed)), "");
  const std::uint32_t line = town.city.all<SpotCheck>()[0].value.drawn.at(0);
  EXPECT_NE(town.act(kChecker, step_on(town.city, "spot_check.close", 1, {})).find("还没有记结果"), std::string::npos);
  Note found = because("现场相符");
  found.number = line % 3 + 1;
  EXPECT_NE(town.act(kChecker, step_on(town.city, "spot_check.find", 1, found)).find("没有抽到"), std::string::npos);
  found.number = line;
  EXPECT_NE(town.act(kChecker, step_on(town.city, "spot_check.find", 1, found)).find("请照抄名单上的这一行"), std::string::npos);
  found.name = "台账第七页";
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "spot_check.find", 1, found)), "");
  EXPECT_EQ(town.act(kChecker, step_on(town.city, "spot_check.close", 1, {})), "");
}

TEST(SpotCheck, WhoLooksIsAnotherThanTheReporterHisDelegateAndThePrincipal) {
  constexpr Actor kForTheHead{kEastReporter.person, kWaterHead, kWaterChief.person};
  const auto finding_by = [&](const Actor& reports, const Actor& looks, const char* line) {
    Town town = busy_town();
    EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}}), "");
    if (looks.person != kChecker.person) {
      EXPECT_EQ(town.act(kSecurity, Register{HolderAppointed{{looks.person, kInspector, {Role::Checker}, kLongAgo, {}, false}}}), "");
    }
    if (reports.person == kChecker.person) {
      EXPECT_EQ(town.act(kSecurity, Register{HolderAppointed{{reports.person, kWaterHead, {Role::Reporter}, kLongAgo, {}, false}}}), "");
    }
    EXPECT_EQ(town.act(reports, FileReport{{moved_to(Stage::Built)}}), "");
    SpotCheck check = report_lots();
    check.count = check.size;
    EXPECT_EQ(town.act(kChecker, OpenThing{Opened<SpotCheck>{check}}), "");
    Note note = because("公布于报纸");
    note.name = "307";
    EXPECT_EQ(town.act(kChecker, step_on(town.city, "spot_check.draw", 1, note)), "");
    note = because("现场相符");
    note.number = 1;
    note.name = line;
    return town.act(looks, step_on(town.city, "spot_check.find", 1, note));
  };
  const char* const line = "R-1 C-1 2026-06-30 整治河涌 水务局";
  EXPECT_NE(finding_by({kChecker.person, kWaterHead, {}}, kChecker, line).find("请由另一人核查"), std::string::npos);
  EXPECT_NE(finding_by(kForTheHead, {kWaterChief.person, kInspector, {}}, line).find("请由另一人核查"), std::string::npos) << "the principal";
  EXPECT_NE(finding_by(kWaterChief, {kEastReporter.person, kInspector, {}}, line).find("有效的授权委托"), std::string::npos) << "the delegate";
  EXPECT_EQ(finding_by(kWaterChief, kChecker, line), "");
  EXPECT_EQ(finding_by({kChecker.person, kWaterHead, {}}, kChecker, "台账第七页"), "") << "a line that is no report names nobody";
}

TEST(Lots, ADrawIsTheSameForAnybodyAndChangesWithListAndSeed) {
  const Digest list = sha256("名单");
  const auto drawn = drawn_lines(list, "20260701", 1000, 20);
  EXPECT_EQ(drawn, drawn_lines(list, "20260701", 1000, 20));
  EXPECT_NE(drawn, drawn_lines(list, "20260702", 1000, 20));
  EXPECT_NE(drawn, drawn_lines(sha256("名单 "), "20260701", 1000, 20));
  EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end()));
  EXPECT_EQ(drawn_lines(list, "s", 7, 7), (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6, 7}));
  // By hand: printf '<digest>\n20260701\n<n>' | sha256sum for each n, sorted.
  EXPECT_EQ(drawn_lines(sha256(""), "1", 3, 1), (std::vector<std::uint32_t>{2}));
}

TEST(Lots, EachLineIsDrawnAboutAsOften) {
  std::vector<int> times(10);
  for (int seed = 0; seed < 2000; ++seed)
    for (const std::uint32_t line : drawn_lines(sha256("名单"), std::to_string(seed), 10, 3)) ++times[line - 1];
  for (const int count : times) EXPECT_NEAR(count, 600, 110) << "five standard deviations of 2000 draws at 3 in 10";
}

}  // namespace
}  // namespace luoshi::city

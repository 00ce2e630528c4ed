#include <gtest/gtest.h>

#include "intake/intake.hpp"

namespace luoshi::intake {
namespace {

// A paper of a place that does not exist, with what bulletins hold: a lede, results, a problem, duties, a decision.
constexpr std::string_view kPaper =
    "青汀县召开水环境治理推进会\n"
    "2031年9月3日，县长程述安主持召开水环境治理推进会，研究河道治理等工作。\n"
    "会议指出，截至8月底，全县累计清淤河道46公里，新建污水管网超12公里。石桥镇管网破损问题依然突出。\n"
    "会议强调，县水务局要在10月底前完成金鸡河清淤，同步制定管护方案；各镇要严禁污水直排。\n"
    "会议审议通过《青汀县河道保洁办法》，自2031年10月1日起施行。\n";

TEST(Statement, ABulletinYieldsItsResultsDutiesAndDecisions) {
  const Reading reading = read_paper("a.txt", kPaper);
  ASSERT_EQ(reading.statements.size(), 6U);
  EXPECT_EQ(reading.statements[0].quote, "截至8月底，全县累计清淤河道46公里");
  EXPECT_EQ(reading.statements[0].kind, StatementKind::Result);
  EXPECT_EQ(reading.statements[1].quote, "新建污水管网超12公里");
  EXPECT_EQ(reading.statements[2].kind, StatementKind::Finding);
  EXPECT_EQ(reading.statements[3].quote, "县水务局要在10月底前完成金鸡河清淤，同步制定管护方案");
  EXPECT_EQ(reading.statements[3].kind, StatementKind::Requirement);
  EXPECT_EQ(reading.statements[3].actor, "县水务局");
  EXPECT_TRUE(reading.statements[3].deliverable);
  EXPECT_EQ(reading.statements[4].actor, "各镇");
  EXPECT_EQ(reading.statements[5].kind, StatementKind::Commitment);
}

TEST(Statement, AFigureKeepsItsBoundUnitAndPlace) {
  const Reading reading = read_paper("a.txt", kPaper);
  ASSERT_GT(reading.statements.size(), 1U);
  ASSERT_EQ(reading.statements[1].figures.size(), 1U);
  const ReadFigure& read = reading.statements[1].figures[0];
  EXPECT_EQ(read.figure.value, Decimal{12});
  EXPECT_EQ(read.figure.bound, Bound::Above);
  EXPECT_EQ(read.figure.unit, "公里");
  EXPECT_EQ(to_utf8(std::u32string_view{reading.paper.text}.substr(read.span.begin, read.span.end - read.span.begin)),
            "超12公里");
}

TEST(Statement, ADutyTakesItsYearFromThePaper) {
  const Reading reading = read_paper("a.txt", kPaper);
  ASSERT_GT(reading.statements.size(), 3U);
  ASSERT_TRUE(reading.statements[3].deadline.until);
  EXPECT_EQ(reading.statements[3].deadline.until->text(), "2031-10-31");
  EXPECT_EQ(reading.statements[3].deadline.words, "10月底前");
}

TEST(Statement, EveryCharacterOfAQuoteLeadsBackToItsBytes) {
  const Reading reading = read_paper("a.txt", kPaper);
  for (const ReadStatement& statement : reading.statements) {
    ASSERT_EQ(statement.source_spans.size(), 1U);
    EXPECT_EQ(
        kPaper.substr(statement.source_spans[0].begin, statement.source_spans[0].end - statement.source_spans[0].begin),
        statement.quote);
  }
}

TEST(Statement, AttendanceAgendaAndDoctrineAreNone) {
  const Reading reading = read_paper("b.txt",
                                     "青汀县召开座谈会\n5月6日，青汀县召开座谈会，县直有关部门负责同志参加会议。会议听"
                                     "取了工作汇报。绿色发展是高质量发展的底色。\n");
  EXPECT_TRUE(reading.statements.empty());
}

TEST(Statement, APaperSaysWhoWhenAndWhere) {
  const Reading reading = read_paper("a.txt", kPaper);
  EXPECT_EQ(reading.title, "青汀县召开水环境治理推进会");
  ASSERT_TRUE(reading.date);
  EXPECT_EQ(reading.date->text(), "2031-09-03");
  EXPECT_FALSE(reading.date_inferred);
  EXPECT_EQ(reading.place, "青汀县");
  EXPECT_EQ(reading.convenor, "程述安");
  EXPECT_EQ(reading.meeting_type, "推进会");
}

}  // namespace
}  // namespace luoshi::intake

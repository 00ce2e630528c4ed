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

TEST(Statement, ATablePartedByBlanksMayEndThePaper) {
  const std::string table = "松溪区2031年重点任务清单\n松溪区水务局牵头推进下列任务。\n指标 目标 责任单位\n清淤河道（公里） 12 区水务局\n"
                            "新建管网（公里） 30 区住建局\n植树（亩） 400 区林业局\n";
  for (const std::string& end : {std::string{}, std::string{"松溪区人民政府办公室\n2031年3月2日\n"}}) {
    std::size_t rows = 0;
    for (const ReadStatement& each : read_paper("a.txt", table + end).statements) rows += each.figures.size() == 1 ? 1U : 0U;
    EXPECT_EQ(rows, 3U) << end;
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

// 句子 | 类别 | 责任 | 时限 | 问清, each sentence said as 会议强调，…。 or as it stands where it starts with a frame of its own.
struct Case {
  std::string_view sentence, kind, actor, due, labels;
};
constexpr Case kCases[] = {
    {"县水务局要在10月底前完成白沙河清淤", "requirement", "县水务局", "2031-10-31", ""},
    {"各级各部门要尽快完成黑臭河道整治", "requirement", "各级各部门", "", "责任 时限 范围"},
    {"要提高政治站位，统一思想认识", "requirement", "", "", ""},
    {"各镇年底前要拆除旧厂房900亩以上", "requirement", "各镇", "2031-12-31", "对应"},
    {"对已停产的企业要依法收回用地", "requirement", "", "", "责任 时限 范围"},
    {"严禁污水直排", "requirement", "", "", ""},
    {"县发改局要拿出项目清单", "requirement", "县发改局", "", "时限"},
    {"由县住建局牵头，县城管局配合，11月底前建成雨水泵站2座", "requirement", "县住建局", "2031-11-30", "地点"},
    {"每月25日前各镇要报送进展", "requirement", "各镇", "", ""},
    {"力争年内建成", "requirement", "", "2031-12-31", "责任"},
};

TEST(Statement, TheTableOfDutiesHolds) {
  for (const Case& each : kCases) {
    const std::string paper = "青汀县召开推进会\n2031年9月3日，青汀县召开推进会。会议强调，" + std::string{each.sentence} + "。\n";
    const Reading reading = read_paper("a.txt", paper);
    ASSERT_EQ(reading.statements.size(), 1U) << each.sentence;
    const ReadStatement& statement = reading.statements[0];
    EXPECT_EQ(kind_name(statement.kind), each.kind) << each.sentence;
    EXPECT_EQ(statement.actor, each.actor) << each.sentence;
    EXPECT_EQ(statement.deadline.until ? statement.deadline.until->text() : "", each.due) << each.sentence;
    std::string labels;
    for (const ReadQuestion& question : statement.questions) labels += (labels.empty() ? "" : " ") + std::string{label_name(question.label)};
    EXPECT_EQ(labels, each.labels) << each.sentence;
  }
}

TEST(Statement, WhatALevelBelowSaysIsAPledgeOrARequest) {
  const Reading reading = read_paper(
      "a.txt",
      "青汀县召开推进会\n2031年9月3日，青汀县召开推进会。石桥镇表示，12月底前交付净地300亩。企业负责人表示，将于明年6月底前关停2座高炉，恳请县政府协调贷款展期。\n");
  ASSERT_EQ(reading.statements.size(), 3U);
  EXPECT_EQ(reading.statements[0].kind, StatementKind::Commitment);
  EXPECT_EQ(reading.statements[0].actor, "石桥镇");
  EXPECT_EQ(reading.statements[1].kind, StatementKind::Commitment);
  EXPECT_EQ(reading.statements[1].actor, "企业");
  EXPECT_EQ(reading.statements[2].kind, StatementKind::Request);
  EXPECT_EQ(reading.statements[2].actor, "企业");
}

TEST(Statement, ATableRowIsOneCommitmentOfItsOwner) {
  const Reading reading = read_paper("a.txt",
                                     "青汀县2031年工作计划\n一、指标\n指标|上年完成|今年目标|责任单位\n年均浓度（微克/立方米）|36|≤33|县生态环境局\n");
  ASSERT_EQ(reading.statements.size(), 1U);
  EXPECT_EQ(reading.statements[0].actor, "县生态环境局");
  ASSERT_EQ(reading.statements[0].figures.size(), 2U);
  EXPECT_EQ(reading.statements[0].figures[1].figure.bound, Bound::AtMost);
  EXPECT_EQ(reading.statements[0].figures[1].figure.unit, "微克/立方米");
}

TEST(Statement, AFigureBesideAHoleIsUncertainAndAskedFor) {
  const Reading reading = read_paper("a.txt", "青汀县召开推进会\n2031年9月3日，青汀县召开推进会。会议指出，今年以来，全县已办结信访件?36件。\n");
  ASSERT_EQ(reading.statements.size(), 1U);
  ASSERT_EQ(reading.statements[0].figures.size(), 1U);
  EXPECT_TRUE(reading.statements[0].figures[0].figure.uncertain);
  ASSERT_EQ(reading.statements[0].questions.size(), 1U);
  EXPECT_EQ(reading.statements[0].questions[0].label, QuestionLabel::Amount);
}

TEST(Statement, ALedeIsNoneButAnAccidentAtTheHeadIsOne) {
  const char* const title = "松溪区通报情况\n";
  EXPECT_TRUE(read_paper("a.txt", std::string{title} + "12月8日，松溪区政府对5家扬尘污染企业进行集中约谈。\n").statements.empty());
  const Reading accident = read_paper(
      "a.txt", std::string{title} + "2031年5月19日，某工地检查井内发生一起中毒事故，造成2人死亡、1人受伤。\n");
  ASSERT_EQ(accident.statements.size(), 1U);
  EXPECT_EQ(accident.statements[0].kind, StatementKind::Finding);
  EXPECT_EQ(accident.statements[0].figures.size(), 3U) << "一起, 2人, 1人";
}

}  // namespace
}  // namespace luoshi::intake

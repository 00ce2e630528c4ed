#include "city/projects.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "city/test_things.hpp"

// 项目、资金、节点、堵点、次序: what the walk over the table cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

std::string opening(void (*change)(Project&)) {
  Town town = busy_town();
  Project project = plant_project();
  change(project);
  return town.act(kWaterChief, OpenThing{Opened<Project>{project}});
}

struct Works {
  Town town = busy_town();
  explicit Works(const Project& project = plant_project()) { EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Project>{project}}), ""); }

  std::string on(const Actor& actor, std::string_view type, Note note, std::uint32_t number = 1) {
    return town.act(actor, step_on(town.city, type, number, std::move(note)));
  }
  [[nodiscard]] const Project& project(std::uint32_t number = 1) const { return town.city.all<Project>()[number - 1].value; }
  void start(std::uint32_t number = 1) {
    EXPECT_EQ(on(kEditor, "project.plan", {}, number), "");
    EXPECT_EQ(on(kWaterChief, "project.start", because("", kToday), number), "");
  }
};

Note money(std::string source, std::uint32_t year, std::int64_t amount, std::string unit = "元") {
  Note note;
  note.name = std::move(source);
  note.number = year;
  note.figure = figure(amount, std::move(unit));
  note.document = Id<Document>{1};
  if (amount < 0) note.reason = "冲减";
  return note;
}

Note named(std::string name, Day day, std::string reason = "雨季") {
  Note note = because(std::move(reason), day);
  note.name = std::move(name);
  return note;
}

Day october(unsigned day) { return Day{std::chrono::year{2026}, std::chrono::October, std::chrono::day{day}}; }

TEST(Project, ACodeIsCheckedAndIsOneProjectsAlone) {
  EXPECT_EQ(opening([](Project&) {}), "");
  EXPECT_EQ(opening([](Project& p) { p.code.clear(); }), "") << "a project may have none yet";
  EXPECT_NE(opening([](Project& p) { p.code = "2026-441900"; }).find("应有 24 个字符"), std::string::npos);
  Works works;
  EXPECT_NE(works.town.act(kWaterChief, OpenThing{Opened<Project>{plant_project()}}).find("已由 P-1"), std::string::npos);
}

TEST(Project, AnOpeningWithMoneyOutOfOrderIsRefused) {
  EXPECT_NE(opening([](Project& p) { p.funding[0].drawn = Money::fen(20'000'001); }).find("支出 200000.01 元，多于下达 200000 元"), std::string::npos);
  EXPECT_NE(opening([](Project& p) { p.funding[0].applied = Money::fen(100'000'001); }).find("多于储备"), std::string::npos);
  EXPECT_NE(opening([](Project& p) { p.funding.push_back(p.funding[0]); }).find("写了两行"), std::string::npos);
  EXPECT_NE(opening([](Project& p) { p.funding[0].year = 26; }).find("不在 2000 到 2100"), std::string::npos);
  EXPECT_EQ(opening([](Project& p) { p.funding[0] = {MoneySource::Local, 2026, {}, Money::fen(5), Money::fen(5), {}}; }), "") << "only bonds have a reserve";
}

TEST(Project, DrawnStaysWithinAllottedAndAllottedWithinApplied) {
  Works works;
  EXPECT_NE(works.on(kWaterChief, "project.draw", money("专项债券", 2026, 100'001)).find("多于下达"), std::string::npos);
  EXPECT_EQ(works.on(kWaterChief, "project.draw", money("专项债券", 2026, 10, "万元")), "");
  EXPECT_NE(works.on(kEditor, "project.allot", money("专项债券", 2026, -1)).find("支出 200000 元，多于下达 199999 元"), std::string::npos);
  EXPECT_NE(works.on(kEditor, "project.allot", money("专项债券", 2026, 30'0001)).find("多于申报"), std::string::npos);
  EXPECT_NE(works.on(kWaterChief, "project.draw", money("中奖", 2026, 1)).find("没有“中奖”"), std::string::npos);
  EXPECT_NE(works.on(kWaterChief, "project.draw", money("本级财政", 2026, 1, "公里")).find("不是整分的金额"), std::string::npos);
  Note back = money("专项债券", 2026, -1);
  back.reason.clear();
  EXPECT_NE(works.on(kWaterChief, "project.draw", back).find("冲减没有写理由"), std::string::npos);
  EXPECT_EQ(works.project().funding[0].drawn, Money::fen(20'000'000));
}

TEST(Project, AnAuditCountsOnlyWithItsPaper) {
  Works works;
  Note submitted = because("", kToday);
  submitted.figure = figure(500, "万元");
  ASSERT_EQ(works.on(kWaterChief, "project.submit_audit", submitted), "");
  EXPECT_EQ(money_of(works.town.city).submitted, Money{}) << "sent in, not yet settled";
  Note settled = because("");
  settled.number = 1;
  settled.figure = figure(501, "万元");
  EXPECT_NE(works.on(kChecker, "project.settle_audit", settled).find("没有写文件"), std::string::npos);
  settled.document = Id<Document>{1};
  EXPECT_NE(works.on(kChecker, "project.settle_audit", settled).find("多于送审"), std::string::npos);
  settled.figure = figure(430, "万元");
  ASSERT_EQ(works.on(kChecker, "project.settle_audit", settled), "");
  const MoneyTotals totals = money_of(works.town.city);
  EXPECT_EQ(totals.cut, Money::fen(70'000'000)) << "500 − 430 万元";
  EXPECT_EQ(totals.submitted, totals.settled + totals.cut);
}

TEST(Project, SilenceNeverMovesAMilestoneAndAnActualFinishEndsItsForecast) {
  Works works;
  works.start();
  ASSERT_EQ(works.on(kWaterChief, "project.forecast", named("主体封顶", october(20))), "");
  works.town.now += std::chrono::days{200};
  EXPECT_EQ(works.project().milestones[0].forecast, october(20));
  EXPECT_EQ(works.project().milestones[0].planned, (Day{std::chrono::year{2026} / 9 / 30}));
  EXPECT_EQ(days_late(works.project().milestones[0]), 20);
  EXPECT_NE(works.on(kWaterChief, "project.forecast", named("主体封顶", october(20))).find("预测日期已过"), std::string::npos);
  ASSERT_EQ(works.on(kWaterChief, "project.meet", named("主体封顶", october(9))), "");
  EXPECT_FALSE(works.project().milestones[0].forecast);
  EXPECT_EQ(days_late(works.project().milestones[0]), 9);
  EXPECT_NE(works.on(kWaterChief, "project.meet", named("主体封顶", october(9))).find("已于 2026-10-09 完成"), std::string::npos);
}

TEST(Project, APlanThatMovesKeepsItsFirstDateAndItsReason) {
  Works works;
  EXPECT_NE(works.on(kWaterChief, "project.replan", named("主体封顶", october(31))), "") << "not by the body itself";
  ASSERT_EQ(works.on(kEditor, "project.replan", named("主体封顶", october(31), "设计变更")), "");
  const Milestone& milestone = works.project().milestones[0];
  EXPECT_EQ(milestone.planned, october(31));
  EXPECT_EQ(milestone.first_planned, (Day{std::chrono::year{2026} / 9 / 30}));
  EXPECT_EQ(milestone.reason, "设计变更");
  EXPECT_EQ(days_late(milestone), 31) << "against the first plan, not the moved one";
}

TEST(Project, ProgressIsShownByMilestonesAndSaidBesideThem) {
  Project project = plant_project();
  project.milestones.resize(2);
  project.milestones[0].weight = 30;
  project.milestones[1] = project.milestones[0];
  project.milestones[1].name = "竣工";
  project.milestones[1].weight = 70;
  Works works{project};
  works.start();
  EXPECT_EQ(shown_progress(works.project()), (Shown{0, 100}));
  Note said = because("", kToday);
  said.figure = figure(60, "%");
  ASSERT_EQ(works.on(kWaterChief, "project.progress", said), "");
  EXPECT_EQ(shown_progress(works.project()), (Shown{0, 100})) << "what is typed moves nothing";
  ASSERT_EQ(works.on(kWaterChief, "project.meet", named("主体封顶", kToday)), "");
  EXPECT_EQ(shown_progress(works.project()), (Shown{30, 100}));
  EXPECT_NE(works.on(kChecker, "project.finish", because("属实", kToday)).find("“竣工”还没有完成"), std::string::npos);
}

TEST(Project, ABottleneckBecomesAnAskThatKnowsIt) {
  Project project = plant_project();
  project.serves = {Id<Commitment>{1}};
  Works works{project};
  ASSERT_EQ(works.on(kWaterChief, "project.hold", because("用地指标未落实")), "");
  Note raise = because("", october(1));
  raise.number = 1;
  EXPECT_NE(works.on(kWaterChief, "project.raise", raise).find("没有写请示谁"), std::string::npos);
  raise.body = kGovernment;
  ASSERT_EQ(works.on(kWaterChief, "project.raise", raise), "");
  EXPECT_EQ(works.project().bottlenecks[0].ask, Id<Ask>{1});
  const Ask& ask = works.town.city.all<Ask>()[0].value;
  EXPECT_EQ(ask.what, "用地指标未落实");
  EXPECT_EQ(ask.project, Id<Project>{1});
  EXPECT_EQ(ask.blocks, std::vector{Id<Commitment>{1}}) << "what the project serves is held up";
  EXPECT_NE(works.on(kWaterChief, "project.raise", raise).find("已转为请示 A-1"), std::string::npos);
}

// Closed or withdrawn, an ask no longer stands for its bottleneck.
TEST(Project, ABottleneckIsAskedAgainOnceItsAskIsOver) {
  Works works;
  ASSERT_EQ(works.on(kWaterChief, "project.hold", because("用地指标未落实")), "");
  Note raise = because("", october(1));
  raise.number = 1;
  raise.body = kGovernment;
  ASSERT_EQ(works.on(kWaterChief, "project.raise", raise), "");
  Ask ask = pump_power();
  ask.blocks.clear();
  ask.project = Id<Project>{1};
  ask.bottleneck = 1;
  const auto open = [&] { return works.town.act(kWaterChief, OpenThing{Opened<Ask>{ask}}); };
  EXPECT_NE(open().find("已转为请示 A-1"), std::string::npos);
  ASSERT_EQ(works.on(kWaterChief, "ask.withdraw", because("先内部协调")), "");
  Works other = works;
  EXPECT_EQ(other.on(kWaterChief, "project.raise", raise), "");
  EXPECT_EQ(other.project().bottlenecks[0].ask, Id<Ask>{2});
  EXPECT_EQ(open(), "");
  EXPECT_EQ(works.project().bottlenecks[0].ask, Id<Ask>{2});
}

TEST(Project, OnlyItsOwnBodyAsksAboutABottleneckThatStands) {
  Works works;
  ASSERT_EQ(works.on(kWaterChief, "project.hold", because("用地指标未落实")), "");
  Ask ask = pump_power();
  ask.blocks.clear();
  ask.asker = kEast;
  ask.project = Id<Project>{1};
  ask.bottleneck = 1;
  EXPECT_NE(works.town.act(kEastReporter, OpenThing{Opened<Ask>{ask}}).find("不由请示单位或其下属负责"), std::string::npos);
  Note clear = because("已落实");
  clear.number = 1;
  ASSERT_EQ(works.on(kWaterChief, "project.clear", clear), "");
  ask.asker = kWater;
  EXPECT_NE(works.town.act(kWaterChief, OpenThing{Opened<Ask>{ask}}).find("堵点已于 2026-06-30 解除"), std::string::npos);
}

// Whoever submitted an audit does not settle it, whatever others did to the project since; and others' steps bar nobody.
TEST(Project, WhoSubmittedAnAuditIsKeptWithIt) {
  Works works;
  Note submitted = because("", kToday);
  submitted.figure = figure(500, "万元");
  ASSERT_EQ(works.on(kClerk, "project.submit_audit", submitted), "");
  ASSERT_EQ(works.on(kWaterChief, "project.hold", because("用地指标未落实")), "");
  Note settled = because("");
  settled.number = 1;
  settled.document = Id<Document>{1};
  settled.figure = figure(430, "万元");
  EXPECT_NE(works.on(kClerk, "project.settle_audit", settled).find("不能自己核查"), std::string::npos);
  EXPECT_EQ(works.on(kChecker, "project.settle_audit", settled), "");
}

TEST(Project, WhoMetAMilestoneIsKeptWithIt) {
  Works works;
  works.start();
  ASSERT_EQ(works.on(kClerk, "project.meet", named("主体封顶", kToday)), "");
  ASSERT_EQ(works.on(kWaterChief, "project.hold", because("用地指标未落实")), "");
  EXPECT_NE(works.on(kClerk, "project.unmeet", named("主体封顶", october(9))).find("不能自己核查"), std::string::npos);
  EXPECT_EQ(works.on(kChecker, "project.unmeet", named("主体封顶", october(9))), "");
}

Note at_rank(std::uint32_t rank) {
  Note note = because("断面急需");
  note.number = rank;
  return note;
}

TEST(Priority, WhatHasBegunLeavesItsPlaceAndWhatComesBackHasNone) {
  Works works;
  Project second = plant_project();
  second.code.clear();
  ASSERT_EQ(works.town.act(kWaterChief, OpenThing{Opened<Project>{second}}), "");
  ASSERT_EQ(works.on(kEditor, "project.rank", at_rank(1)), "");
  works.start();
  EXPECT_EQ(works.on(kEditor, "project.rank", at_rank(1), 2), "") << "the first has begun";
  Note stop = because("资金未落实");
  stop.document = Id<Document>{1};
  ASSERT_EQ(works.on(kEditor, "project.stop", stop), "");
  ASSERT_EQ(works.on(kEditor, "project.resume", because("资金落实")), "");
  EXPECT_EQ(works.project().rank, 0U) << "its place is the second's now";
  EXPECT_TRUE(works.project().rank_reason.empty());
}

TEST(Priority, OutOfTurnWithNobodyToAskTheStartGivesItsReason) {
  Works works;
  Project second = plant_project();
  second.code.clear();
  ASSERT_EQ(works.town.act(kWaterChief, OpenThing{Opened<Project>{second}}), "");
  for (const std::uint32_t number : {1U, 2U}) ASSERT_EQ(works.on(kEditor, "project.rank", at_rank(number), number), "");
  ASSERT_EQ(works.on(kEditor, "project.plan", {}, 2), "");
  EXPECT_NE(works.on(kWaterChief, "project.start", because("", kToday), 2).find("P-1“东岸污水厂扩建”排在前面，还没有开工"), std::string::npos);
  EXPECT_EQ(works.on(kWaterChief, "project.start", because("汛前窗口", kToday), 2), "");
}

TEST(Priority, AReportedCommitmentKeepsItsPlaceAndAnotherLeadGivesNone) {
  Town town = busy_town();
  Commitment other = river_works();
  other.title = "另一项";
  ASSERT_EQ(town.act(kEditor, OpenCommitment{{other}}), "");
  ASSERT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "");
  take_named(town, kWaterChief, "commitment.report_done", 1);
  ASSERT_EQ(town.city.commitments[0].value.state, CommitmentState::Reported);
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.rank", 1, at_rank(1))), "");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.rank", 2, at_rank(1))).find("已排第 1"), std::string::npos);
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.rank", 2, at_rank(2))), "");
  CommitmentAmended amended{Id<Commitment>{2}, town.city.commitments[1].value, "改由镇牵头", {}};
  amended.terms.lead = kEast;
  amended.terms.supports.clear();
  ASSERT_EQ(town.act(kEditor, AmendCommitment{amended, town.city.commitments[1].version()}), "");
  EXPECT_EQ(town.city.commitments[1].value.rank, 0U) << "a place among another's promises";
  EXPECT_TRUE(town.city.commitments[1].value.rank_reason.empty());
}

TEST(Priority, ALowerItemStartedBeforeAHigherOneAsksWhy) {
  Project project = plant_project();
  project.serves = {Id<Commitment>{1}};
  Works works{project};
  project.code.clear();
  project.name = "湿地修复";
  ASSERT_EQ(works.town.act(kWaterChief, OpenThing{Opened<Project>{project}}), "");
  for (const std::uint32_t number : {1U, 2U}) {
    Note rank = because(number == 1 ? "断面急需" : "可缓");
    rank.number = number;
    ASSERT_EQ(works.on(kEditor, "project.rank", rank, number), "");
  }
  Note again = because("也急");
  again.number = 1;
  EXPECT_NE(works.on(kEditor, "project.rank", again, 2).find("已排第 1"), std::string::npos);
  const std::size_t before = works.town.city.questions.size();
  works.start(2);
  ASSERT_EQ(works.town.city.questions.size(), before + 1);
  const Question& asked = works.town.city.questions[before].value;
  EXPECT_EQ(asked.commitment, Id<Commitment>{1});
  EXPECT_NE(asked.text.find("P-1“东岸污水厂扩建”排第 1，还没有开工。为什么？"), std::string::npos) << asked.text;
  works.start(1);
  EXPECT_EQ(works.town.city.questions.size(), before + 1) << "the first of them asks nothing";
}

TEST(Priority, AReportOnALowerCommitmentAsksToo) {
  Town town = busy_town();
  Commitment other = river_works();
  other.title = "另一项";
  ASSERT_EQ(town.act(kEditor, OpenCommitment{{other}}), "");
  ASSERT_EQ(town.act(kEditor, AdoptCommitment{{Id<Commitment>{2}}, town.city.commitments[1].version()}), "");
  for (const std::uint32_t number : {1U, 2U}) {
    Note rank = because("先急后缓");
    rank.number = 3 - number;
    ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.rank", number, rank)), "");
  }
  const std::size_t before = town.city.questions.size();
  ASSERT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Entered)}}), "");
  ASSERT_EQ(town.city.questions.size(), before + 1);
  EXPECT_NE(town.city.questions[before].value.text.find("C-2“另一项”排第 1，还没有动"), std::string::npos);
  ASSERT_EQ(town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}), "");
  EXPECT_EQ(town.city.questions.size(), before + 1) << "asked once";
}

// Fen add up: whatever is recorded or refused, the sums by source, year, body, tier and project are one sum, and it is what
// was accepted.
TEST(ProjectProperty, FenAddUpOverRandomHistories) {
  Random random{20260715};
  const std::array<const char*, 4> stages = {"project.reserve", "project.apply", "project.allot", "project.draw"};
  const std::array<const char*, 7> sources = {"专项债券", "中央资金", "省级资金", "本级财政", "贷款", "社会资本", "其他"};
  for (int trial = 0; trial < 12; ++trial) {
    Works works;
    std::array<Money, 4> expected = {Money::fen(100'000'000), Money::fen(50'000'000), Money::fen(20'000'000), Money::fen(10'000'000)};
    int accepted = 0;
    for (int i = 0; i < 120; ++i) {
      if (random.below(20) == 0) {
        Project project = plant_project();
        project.code.clear();
        project.funding.clear();
        project.tier = static_cast<ProjectTier>(random.below(3));
        (void)works.town.act(kWaterChief, OpenThing{Opened<Project>{project}});
      }
      const auto number = static_cast<std::uint32_t>(1 + random.below(works.town.city.all<Project>().size()));
      const std::size_t stage = random.below(4);
      Note note = money(sources[random.below(sources.size())], static_cast<std::uint32_t>(2025 + random.below(3)), 0);
      const auto fen = static_cast<std::int64_t>(random.below(40'000'001)) - 10'000'000;
      note.figure->value = Decimal{fen, -2};
      note.reason = "补记";
      if (works.on(stage == 2 ? kEditor : kWaterChief, stages[stage], note, number).empty()) {
        expected[stage] = expected[stage] + Money::fen(fen);
        ++accepted;
      }
    }
    ASSERT_GT(accepted, 20) << "a history in which nothing happens proves nothing, trial " << trial;
    const MoneyTotals totals = money_of(works.town.city);
    EXPECT_EQ(totals.all, (MoneyStages{expected[0], expected[1], expected[2], expected[3]})) << "trial " << trial;
    const auto sum = [](const auto& parts) {
      MoneyStages all;
      for (const auto& [key, stages_of] : parts) all = all + stages_of;
      return all;
    };
    EXPECT_EQ(sum(totals.by_source), totals.all);
    EXPECT_EQ(sum(totals.by_year), totals.all);
    EXPECT_EQ(sum(totals.by_body), totals.all);
    MoneyStages by_tier, by_project;
    for (const MoneyStages& each : totals.by_tier) by_tier = by_tier + each;
    for (const MoneyStages& each : totals.by_project) by_project = by_project + each;
    EXPECT_EQ(by_tier, totals.all);
    EXPECT_EQ(by_project, totals.all);
    works.town.city.all<Project>().each([&](std::size_t, const KeptThing<Project>& kept) {
      for (const Funding& row : kept.value.funding) {
        EXPECT_LE(row.drawn, row.allotted);
        EXPECT_LE(row.allotted, row.applied);
        EXPECT_GE(row.drawn, Money{});
        if (row.source == MoneySource::SpecialBond) { EXPECT_LE(row.applied, row.reserve); }
      }
    });
  }
}

}  // namespace
}  // namespace luoshi::city

#include "city/turn.hpp"

#include <gtest/gtest.h>

#include "city/test_things.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

Note carried(int year = 2027) { return because("汛期停工四十天", Day{std::chrono::year{year} / 6 / 30}); }

Note rebased(std::int64_t kilometres) {
  Note note = carried();
  note.figure = figure(kilometres, "公里");
  note.post = kMayor;
  return note;
}

Town turning() {
  Town town = busy_town();
  open_the_turn(town);
  return town;
}

std::string close(Town& town, std::uint32_t number = 1) { return town.act(kEditor, step_on(town.city, "year_turn.close", number)); }

TEST(YearTurn, IsNotOpenedBeforeDecemberNorTwice) {
  Town town = busy_town();
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<YearTurn>{{2026, kGovernment, {}}}}).find("还没有到12月"), std::string::npos);
  open_the_turn(town);
  ASSERT_EQ(town.city.all<YearTurn>().size(), 1U);
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<YearTurn>{{2026, kWater, {}}}}).find("已开"), std::string::npos) << "the bureau is in it";
}

TEST(YearTurn, IsOpenedOnWhatIsShownThatDay) {
  Town town = busy_town();
  town.now = morning(Day{std::chrono::year{2026} / 12 / 20});
  EXPECT_NE(town.act(kEditor, OpenThing{Opened<YearTurn>{{2026, kGovernment, {}}}}).find("C-1 共 1 项今天的判断还没有记录在案"), std::string::npos);
  record_shown(town);
  EXPECT_EQ(town.act(kEditor, OpenThing{Opened<YearTurn>{{2026, kGovernment, {}}}}), "");
}

TEST(YearTurn, IsNotClosedOverUndecidedItemsAndNamesThem) {
  Town town = turning();
  EXPECT_NE(close(town).find("C-1 共 1 项还没有定"), std::string::npos);
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())), "");
  EXPECT_EQ(close(town), "");
  EXPECT_EQ(town.city.all<YearTurn>()[0].value.closed_on, china_day(town.now));
}

TEST(YearTurn, CarriedItemsKeepTheOldFigureAndDate) {
  Town town = turning();
  const Commitment before = town.city.commitments[0].value;
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())), "");
  const Commitment& after = town.city.commitments[0].value;
  EXPECT_EQ(after.deadline.due(), (Day{std::chrono::year{2027} / 6 / 30}));
  EXPECT_EQ(after.original_deadline, before.original_deadline);
  EXPECT_EQ(after.state, CommitmentState::InForce);
  ASSERT_EQ(after.turns.size(), 1U);
  EXPECT_EQ(after.turns[0].year, 2026U);
  EXPECT_EQ(after.turns[0].way, TurnWay::Carried);
  EXPECT_EQ(after.turns[0].figure, before.figure);
  EXPECT_EQ(after.turns[0].deadline, before.deadline);
  const TurnTally tally = tally_of(town.city, town.city.all<YearTurn>()[0].value);
  EXPECT_EQ(tally.carried.size(), 1U);
  EXPECT_TRUE(tally.undecided.empty());
}

TEST(YearTurn, ANewBasisNeedsAnApproverOutsideTheLeadAndCountsAsLowered) {
  Town town = turning();
  Note own = rebased(20);
  own.post = kWaterHead;
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.rebase", 1, own)), "") << "the lead body approves its own";
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.rebase", 1, rebased(35))), "") << "nothing changes";
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.rebase", 1, rebased(20))), "");
  const Commitment& after = town.city.commitments[0].value;
  EXPECT_EQ(after.figure->value, Decimal{20});
  EXPECT_EQ(after.turns[0].figure->value, Decimal{35});
  EXPECT_EQ(after.turns[0].approver, kMayor);
  EXPECT_EQ(after.lowered, 1U);
}

TEST(YearTurn, ANewBasisIsAnotherNumberOfTheSameThing) {
  Town town = busy_town();
  CommitmentAmended amended{Id<Commitment>{1}, town.city.commitments[0].value, "写明口径", kMayor};
  amended.terms.figure->of = "河涌";
  amended.terms.figure->bound = Bound::AtLeast;
  amended.terms.figure->basis = Basis::Cumulative;
  ASSERT_EQ(town.act(kEditor, AmendCommitment{amended, town.city.commitments[0].version()}), "");
  open_the_turn(town);
  const auto rebase = [&](const Note& note) { return town.act(kEditor, step_on(town.city, "commitment.rebase", 1, note)); };
  Note note = rebased(20);
  note.figure->unit = "座";
  EXPECT_NE(rebase(note).find("承诺的单位是“公里”"), std::string::npos);
  note = rebased(35000);
  note.figure->unit = "米";
  EXPECT_NE(rebase(note).find("数值没有变化"), std::string::npos) << "35 公里 in another unit";
  note = rebased(20);
  note.figure->of = "道路";
  EXPECT_NE(rebase(note).find("与所承诺的不符"), std::string::npos);
  note = rebased(20000);
  note.figure->unit = "米";
  ASSERT_EQ(rebase(note), "");
  const Commitment& after = town.city.commitments[0].value;
  EXPECT_EQ(after.figure->value, Decimal{20000});
  EXPECT_EQ(after.figure->unit, "米");
  EXPECT_EQ(after.figure->of, "河涌");
  EXPECT_EQ(after.figure->bound, Bound::AtLeast);
  EXPECT_EQ(after.figure->basis, Basis::Cumulative);
  EXPECT_EQ(after.lowered, 1U) << "20 000 米 are less than 35 公里";
}

TEST(YearTurn, WhatIsDroppedHasItsReasonAndApprover) {
  Town town = turning();
  Note note = because("与上位规划冲突");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.close_out", 1, note)).find("没有写岗位"), std::string::npos);
  note.post = kMayor;
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.close_out", 1, note)), "");
  EXPECT_EQ(town.city.commitments[0].value.state, CommitmentState::Withdrawn);
  EXPECT_EQ(tally_of(town.city, town.city.all<YearTurn>()[0].value).dropped.size(), 1U);
  EXPECT_EQ(close(town), "");
}

TEST(YearTurn, CarriesOnlyWhileItIsOpenAndOnlyIntoALaterYear) {
  Town town = busy_town();
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())).find("没有包括它的年度收官"), std::string::npos);
  open_the_turn(town);
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried(2026))), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())), "");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried(2028))), "") << "it is due next year now";
}

TEST(YearTurn, CarriedTwiceIsSeen) {
  Town town = turning();
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())), "");
  ASSERT_EQ(close(town), "");
  town.now = morning(Day{std::chrono::year{2027} / 12 / 30});
  record_shown(town);
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<YearTurn>{{2027, kGovernment, {}}}}), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried(2028))), "");
  EXPECT_EQ(town.city.commitments[0].value.turns.size(), 2U);
  EXPECT_EQ(close(town, 2), "");
}

TEST(YearTurn, IsWithdrawnOnlyWhileNothingCameOfIt) {
  Town town = turning();
  Town other = town;
  EXPECT_EQ(other.act(kEditor, step_on(other.city, "year_turn.withdraw", 1, because("开早了"))), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.carry", 1, carried())), "");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "year_turn.withdraw", 1, because("开早了"))), "");
}

TEST(Thread, IsTiedToAnEarlierPaperAndNeverInACircle) {
  Town town = busy_town();
  town.act({}, ImportDocument{bulletin("通报二")});
  const auto tie = [&](std::uint32_t statement, std::uint32_t earlier) {
    return town.act(kEditor, TieStatement{{Id<Statement>{statement}, Id<Statement>{earlier}}, town.city.statements[statement - 1].version()});
  };
  EXPECT_NE(tie(2, 1).find("同一份文件"), std::string::npos);
  ASSERT_EQ(tie(3, 1), "");
  EXPECT_EQ(town.city.statements[2].earlier, Id<Statement>{1});
  EXPECT_EQ(town.city.statements[0].later, std::vector<Id<Statement>>{Id<Statement>{3}});
  EXPECT_NE(tie(1, 3).find("核对先后"), std::string::npos);
  EXPECT_NE(tie(3, 2).find("请先解开"), std::string::npos);
  EXPECT_NE(town.act(kWaterChief, UntieStatement{{Id<Statement>{3}, "不是一件事"}, town.city.statements[2].version()}), "");
  ASSERT_EQ(town.act(kEditor, UntieStatement{{Id<Statement>{3}, "不是一件事"}, town.city.statements[2].version()}), "");
  EXPECT_FALSE(town.city.statements[2].earlier);
  EXPECT_TRUE(town.city.statements[0].later.empty());
}

}  // namespace
}  // namespace luoshi::city

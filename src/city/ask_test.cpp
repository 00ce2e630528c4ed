#include <gtest/gtest.h>

#include "city/blocking.hpp"
#include "city/test_things.hpp"

// 请示协调: clocks, blocking, an answerer outside the city.
namespace luoshi::city {
namespace {

using namespace testing;

Day july(unsigned day) { return Day{std::chrono::year{2026}, std::chrono::July, std::chrono::day{day}}; }

struct Asked {
  Town town = busy_town();

  explicit Asked(const Ask& ask = pump_power()) {
    EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Ask>{ask}}), "");
  }
  const Ask& ask() const { return town.city.all<Ask>()[0].value; }
  std::string on(Day day, const Actor& actor, std::string_view type, Note note = because("已研究")) {
    town.now = morning(day);
    return town.act(actor, step_on(town.city, type, 1, std::move(note)));
  }
  bool blocks(Day day) const { return blocking_ask(town.city, Id<Commitment>{1}, day).has_value(); }
};

TEST(Ask, BlocksFromTheDayAfterItsDueDayWhileNobodyActs) {
  const Asked asked;
  EXPECT_FALSE(asked.blocks(july(10))) << "the last day of the clock is the answerer's";
  EXPECT_TRUE(asked.blocks(july(11)));
  EXPECT_EQ(blocked_days(asked.ask(), july(10)), 0);
  EXPECT_EQ(blocked_days(asked.ask(), july(14)), 4);
}

TEST(Ask, BlocksFromTheDayItIsAcceptedUntilItIsAnswered) {
  Asked asked;
  EXPECT_EQ(asked.on(july(3), kEditor, "ask.accept"), "");
  EXPECT_TRUE(asked.blocks(july(3)));
  EXPECT_EQ(asked.on(july(8), kEditor, "ask.answer"), "");
  EXPECT_FALSE(asked.blocks(july(8)));
  EXPECT_EQ(blocked_days(asked.ask(), july(30)), 5) << "3 to 7 July";
  EXPECT_EQ(asked.ask().answer, "已研究");
}

TEST(Ask, TheAskersOwnDelayIsNotTheAnswerers) {
  Asked asked;
  EXPECT_EQ(asked.on(july(2), kEditor, "ask.accept"), "");
  EXPECT_EQ(asked.on(july(4), kEditor, "ask.return", because("缺负荷测算")), "");
  EXPECT_FALSE(asked.blocks(july(4)));
  EXPECT_FALSE(asked.blocks(july(20))) << "nobody is blocked by the asker's own silence";
  EXPECT_EQ(asked.on(july(20), kWaterChief, "ask.supplement", because("测算如附")), "");
  EXPECT_TRUE(asked.blocks(july(20)));
  EXPECT_EQ(asked.on(july(22), kEditor, "ask.answer"), "");
  EXPECT_EQ(blocked_days(asked.ask(), july(30)), 4);
  const Waited waits = waited(asked.town.city, Kind::Ask, 1, july(30));
  EXPECT_EQ(waits.own, 16 + 8) << "returned for sixteen days, and answered but not closed for eight";
  EXPECT_EQ(waits.other, 2 + 2 + 2);
}

TEST(Ask, AFurtherRoundHoldsAnew) {
  Asked asked;
  EXPECT_EQ(asked.on(july(2), kEditor, "ask.accept"), "");
  EXPECT_EQ(asked.on(july(4), kEditor, "ask.answer"), "");
  EXPECT_EQ(asked.on(july(6), kWaterChief, "ask.again", because("未说明何时通电", july(16))), "");
  EXPECT_FALSE(asked.blocks(july(16)));
  EXPECT_TRUE(asked.blocks(july(17)));
  EXPECT_EQ(blocked_days(asked.ask(), july(18)), 2 + 2);
}

TEST(Ask, OnlyAnOverdueOrRefusedAskIsEscalatedAndTheBlockingGoesOn) {
  Asked asked;
  EXPECT_NE(asked.on(july(5), kWaterChief, "ask.escalate", because("急", july(20))).find("期限还没有过"), std::string::npos);
  EXPECT_EQ(asked.on(july(13), kWaterChief, "ask.escalate", because("逾期未答", july(20))), "");
  EXPECT_TRUE(asked.blocks(july(14))) << "the new clock does not end what had begun";
  EXPECT_EQ(blocked_days(asked.ask(), july(14)), 4);
  EXPECT_EQ(asked.on(july(15), kEditor, "ask.refuse", because("不属本级事权")), "");
  EXPECT_FALSE(asked.blocks(july(16)));
  EXPECT_EQ(asked.on(july(16), kWaterChief, "ask.escalate", because("请再研究", july(25))), "");
  EXPECT_FALSE(asked.blocks(july(25)));
  EXPECT_TRUE(asked.blocks(july(26)));
}

TEST(Ask, WhatAnAnswererOutsideTheCitySaysNeedsItsPaper) {
  Ask outside = pump_power();
  outside.answerer = {};
  outside.outside = "省电网公司";
  Asked asked{outside};
  EXPECT_NE(asked.on(july(3), kWaterChief, "ask.answer").find("须以文件为准"), std::string::npos);
  Note note = because("同意接入");
  note.document = Id<Document>{1};
  EXPECT_EQ(asked.on(july(3), kWaterChief, "ask.answer", note), "");
  EXPECT_EQ(asked.ask().answer_document, Id<Document>{1});
}

TEST(Ask, TheAnswererAnswersAndNobodyElseForIt) {
  Asked asked;
  EXPECT_NE(asked.on(july(3), kWaterChief, "ask.answer"), "") << "the asker cannot answer itself";
  EXPECT_NE(asked.on(july(3), kEastReporter, "ask.withdraw"), "") << "nor a third body withdraw it";
}

std::string opening(void (*change)(Ask&)) {
  Town town = busy_town();
  Ask ask = pump_power();
  change(ask);
  return town.act(kWaterChief, OpenThing{Opened<Ask>{ask}});
}

TEST(Ask, AnOpeningNeedsEverythingThatMakesItAnswerable) {
  EXPECT_NE(opening([](Ask& a) { a.what = " "; }).find("没有写请示什么"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.outside = "省厅"; }).find("都写了"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.answerer = {}; }).find("没有写请示谁"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.answerer = a.asker; }).find("本单位"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.due = Day{std::chrono::year{2026} / 6 / 29}; }).find("已过"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.blocks = {Id<Commitment>{9}}; }).find("没有承诺事项 9"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.blocks = {Id<Commitment>{1}, Id<Commitment>{1}}; }).find("两次"), std::string::npos);
  EXPECT_NE(opening([](Ask& a) { a.asker = kEast; }), "") << "not for another body";
}

}  // namespace
}  // namespace luoshi::city

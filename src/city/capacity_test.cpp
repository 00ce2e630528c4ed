#include "city/capacity.hpp"

#include <gtest/gtest.h>

#include "city/test_things.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

struct Ledger {
  Town town = busy_town();
  Ledger() {
    for (int i = 0; i < 3; ++i) {
      Project project = plant_project();
      project.code.clear();
      project.name += std::to_string(i);
      EXPECT_EQ(town.act(kWaterChief, OpenThing{Opened<Project>{project}}), "");
    }
    EXPECT_EQ(town.act(kEditor, OpenThing{Opened<Capacity>{ammonia_budget()}}), "");
  }
  std::string on(std::string_view type, Note note) { return town.act(kEditor, step_on(town.city, type, 1, std::move(note))); }
  [[nodiscard]] CapacitySums sums() const { return *sums_of(town.city.all<Capacity>()[0].value); }
};

Note amount(std::int64_t value, std::uint32_t project, std::string unit = "kg/d") {
  Note note = because("环评批复");
  note.figure = figure(value, std::move(unit));
  note.number = project;
  return note;
}

TEST(Capacity, NeverFallsBelowZeroWithoutANamedApprover) {
  Ledger ledger;
  EXPECT_EQ(ledger.sums().left, Decimal{1000}) << "1200 − 200 already there";
  ASSERT_EQ(ledger.on("capacity.take", amount(700, 1)), "");
  EXPECT_NE(ledger.on("capacity.take", amount(301, 2)).find("余量 300kg/d，要占用 301kg/d"), std::string::npos);
  EXPECT_NE(ledger.on("capacity.take", amount(10, 1)).find("已占用"), std::string::npos);
  Note over = amount(301, 2);
  EXPECT_NE(ledger.on("capacity.overdraw", over).find("没有写岗位"), std::string::npos);
  over.post = kWaterHead;
  EXPECT_NE(ledger.on("capacity.overdraw", over).find("不能批准自己的事"), std::string::npos);
  over.post = kMayor;
  ASSERT_EQ(ledger.on("capacity.overdraw", over), "");
  EXPECT_EQ(ledger.sums().left, Decimal{-1});
  EXPECT_EQ(ledger.town.city.all<Capacity>()[0].value.entries[1].approver, kMayor);
}

TEST(Capacity, WhatIsNotNeededIsNoOverdraft) {
  Ledger ledger;
  Note over = amount(10, 1);
  over.post = kMayor;
  EXPECT_NE(ledger.on("capacity.overdraw", over).find("余量够用"), std::string::npos);
}

TEST(Capacity, OnlyWhatStandsFreesAndOnlyOnce) {
  Ledger ledger;
  ASSERT_EQ(ledger.town.act(kWaterChief, OpenThing{Opened<Measure>{sewer_measure()}}), "");
  Note freed = amount(30, 0);
  freed.number.reset();
  freed.name = "M-1";
  EXPECT_NE(ledger.on("capacity.free", freed).find("还没有建成"), std::string::npos);
  ASSERT_EQ(ledger.town.act(kEditor, step_on(ledger.town.city, "measure.agree", 1)), "");
  ASSERT_EQ(ledger.town.act(kWaterChief, step_on(ledger.town.city, "measure.start", 1, because("", kToday))), "");
  ASSERT_EQ(ledger.town.act(kWaterChief, step_on(ledger.town.city, "measure.build", 1, because("通水", kToday))), "");
  ASSERT_EQ(ledger.on("capacity.free", freed), "");
  EXPECT_EQ(ledger.sums().left, Decimal{1030});
  EXPECT_NE(ledger.on("capacity.free", freed).find("腾出过"), std::string::npos);
  freed.name = "G-7";
  EXPECT_NE(ledger.on("capacity.free", freed).find("没有停产退出 7"), std::string::npos);
  freed.name = "三号焦炉";
  EXPECT_NE(ledger.on("capacity.free", freed).find("不是措施或停产退出的编号"), std::string::npos);
}

TEST(Capacity, UnitsConvertExactlyOrAreRefused) {
  Ledger ledger;
  ASSERT_EQ(ledger.on("capacity.take", amount(1, 1, "吨/日")), "");
  EXPECT_EQ(ledger.sums().taken, Decimal{1000});
  EXPECT_NE(ledger.on("capacity.take", amount(1, 2, "吨/年")).find("单位或污染物与账上的不符"), std::string::npos) << "a year is no whole power of ten of days";
  ASSERT_EQ(ledger.on("capacity.give_back", amount(0, 1)), "");
  EXPECT_EQ(ledger.sums().left, Decimal{1000});
  EXPECT_NE(ledger.on("capacity.give_back", amount(0, 1)).find("没有占用着"), std::string::npos);
}

TEST(Capacity, AnotherSubstanceIsRefused) {
  Ledger ledger;
  const std::string no = "单位或污染物与账上的不符";
  Note cod = amount(10, 1);
  cod.figure->of = "化学需氧量";
  EXPECT_NE(ledger.on("capacity.take", cod).find(no), std::string::npos);
  Note reset = cod;
  reset.number.reset();
  reset.document = Id<Document>{1};
  EXPECT_NE(ledger.on("capacity.reset", reset).find(no), std::string::npos);
  Note freed = cod;
  freed.number.reset();
  freed.name = "M-1";
  EXPECT_NE(ledger.on("capacity.free", freed).find(no), std::string::npos);
  Capacity other = ammonia_budget();
  other.existing->of = "化学需氧量";
  EXPECT_NE(ledger.town.act(kEditor, OpenThing{Opened<Capacity>{other}}).find("污染物与容量不符"), std::string::npos);
  cod.figure->of = "氨氮";
  EXPECT_EQ(ledger.on("capacity.take", cod), "");
}

TEST(Capacity, WhatAClosureFreedIsTakenBackWhenItRelapses) {
  Ledger ledger;
  Town& town = ledger.town;
  register_firm(town);
  ASSERT_EQ(town.act(kEditor, OpenThing{Opened<Closure>{unit_closure()}}), "");
  const auto closes = [&] {
    const std::string no = take_as_asked(town, *step_called("closure.accept"), 1);
    Note freed = amount(50, 0);
    freed.number.reset();
    freed.name = "G-1";
    return no.empty() ? ledger.on("capacity.free", freed) : no;
  };
  take_named(town, kChecker, "closure.check", 1);
  take_named(town, kEditor, "closure.order", 1);
  ASSERT_EQ(closes(), "");
  EXPECT_EQ(ledger.sums().left, Decimal{1050});
  take_named(town, kChecker, "closure.relapse", 1);
  EXPECT_EQ(ledger.sums().left, Decimal{1000}) << "it runs again";
  ASSERT_EQ(closes(), "") << "and frees again once it stands still";
  EXPECT_EQ(ledger.sums().left, Decimal{1050});
}

TEST(Capacity, ASmallerLimitBelowWhatIsTakenNeedsAnApprover) {
  Ledger ledger;
  ASSERT_EQ(ledger.on("capacity.take", amount(700, 1)), "");
  Note reset = amount(800, 0);
  reset.number.reset();
  reset.document = Id<Document>{1};
  EXPECT_NE(ledger.on("capacity.reset", reset).find("余量为 -100kg/d"), std::string::npos);
  reset.post = kMayor;
  EXPECT_EQ(ledger.on("capacity.reset", reset), "");
  EXPECT_EQ(ledger.sums().left, Decimal{-100});
}

}  // namespace
}  // namespace luoshi::city

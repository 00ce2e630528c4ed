#include "city/measures.hpp"

#include <gtest/gtest.h>

#include "city/test_things.hpp"

// 措施: what the walk over the table cannot know.
namespace luoshi::city {
namespace {

using namespace testing;

std::string opening(void (*change)(Measure&)) {
  Town town = busy_town();
  Measure measure = sewer_measure();
  change(measure);
  return town.act(kWaterChief, OpenThing{Opened<Measure>{measure}});
}

TEST(Measure, AnEffectIsRefusedWithoutItsDoubtItsUnitOrItsSubstance) {
  EXPECT_EQ(opening([](Measure&) {}), "");
  EXPECT_NE(opening([](Measure& m) { m.effects[0].doubt_percent = 0; }).find("不确定度"), std::string::npos);
  EXPECT_NE(opening([](Measure& m) { m.effects[0].doubt_percent = 201; }).find("不确定度"), std::string::npos);
  EXPECT_NE(opening([](Measure& m) { m.effects[0].amount.unit = "公里"; }).find("不能以“公里”计"), std::string::npos) << "km is no load";
  EXPECT_NE(opening([](Measure& m) { m.effects[0].amount.of.clear(); }).find("哪种污染物"), std::string::npos);
  EXPECT_NE(opening([](Measure& m) { m.asset = {}; }).find("没有写作用于哪个对象"), std::string::npos);
  EXPECT_NE(opening([](Measure& m) { m.serves = {Id<Commitment>{1}, Id<Commitment>{1}}; }).find("列了两次"), std::string::npos);
}

TEST(Measure, ACommitmentClaimsAnEffectOnlyThroughAMeasureThatCountsAndSaysOne) {
  Town town = busy_town();
  Measure silent = sewer_measure();
  silent.effects.clear();
  silent.serves = {Id<Commitment>{1}};
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Measure>{silent}}), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "measure.agree", 1)), "");
  EXPECT_FALSE(claims_effect(town.city, Id<Commitment>{1})) << "it says nothing";

  Note claim;
  claim.name = "削减入河负荷";
  claim.number = 40;
  claim.figure = figure(20, "kg/d");
  EXPECT_NE(town.act(kEditor, step_on(town.city, "measure.claim", 1, claim)).find("哪种污染物"), std::string::npos);
  claim.figure->of = "氨氮";
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "measure.claim", 1, claim)), "");
  EXPECT_TRUE(claims_effect(town.city, Id<Commitment>{1}));
  EXPECT_EQ(town.city.all<Measure>()[0].value.effects[0].doubt_percent, 40U);

  ASSERT_EQ(town.act(kEditor, step_on(town.city, "measure.drop", 1, because("方案改变"))), "");
  EXPECT_FALSE(claims_effect(town.city, Id<Commitment>{1})) << "dropped";
}

TEST(Measure, ServesManyCommitmentsAndIsOneMeasure) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, OpenCommitment{{river_works()}}), "");
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Measure>{sewer_measure()}}), "");
  for (const std::uint32_t commitment : {1U, 2U}) {
    Note note;
    note.number = commitment;
    ASSERT_EQ(town.act(kEditor, step_on(town.city, "measure.serve", 1, note)), "");
    EXPECT_NE(town.act(kEditor, step_on(town.city, "measure.serve", 1, note)).find("列了两次"), std::string::npos);
  }
  Note note;
  note.number = 9;
  EXPECT_NE(town.act(kEditor, step_on(town.city, "measure.serve", 1, note)).find("没有承诺事项 9"), std::string::npos);
  EXPECT_EQ(town.city.all<Measure>().size(), 1U);
  EXPECT_EQ(town.city.commitments[0].measures, town.city.commitments[1].measures);
}

TEST(Measure, WithoutAMeasurementNothingIsEffective) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kWaterChief, OpenThing{Opened<Measure>{sewer_measure()}}), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "measure.agree", 1)), "");
  ASSERT_EQ(town.act(kWaterChief, step_on(town.city, "measure.start", 1, because("", kToday))), "");
  ASSERT_EQ(town.act(kWaterChief, step_on(town.city, "measure.build", 1, because("通水", kToday))), "");
  EXPECT_NE(town.act(kChecker, step_on(town.city, "measure.confirm", 1, because("属实"))).find("没有监测就不能判断"), std::string::npos);
  Note gauged = because("连续三日实测", kToday);
  gauged.number = 1;
  gauged.figure = figure(28, "kg/d");
  ASSERT_EQ(town.act(kChecker, step_on(town.city, "measure.gauge", 1, gauged)), "");
  Note other = gauged;
  other.figure->of = "化学需氧量";
  EXPECT_NE(town.act(kChecker, step_on(town.city, "measure.gauge", 1, other)).find("与该项效果的“氨氮”不符"), std::string::npos);
  const Effect& effect = town.city.all<Measure>()[0].value.effects[0];
  EXPECT_EQ(effect.measured->of, "氨氮") << "what it is of need not be said again";
  EXPECT_EQ(effect.amount.value, Decimal{35}) << "what was promised stays";
  ASSERT_EQ(town.act(kClerk, step_on(town.city, "measure.confirm", 1, because("属实"))), "");
}

}  // namespace
}  // namespace luoshi::city

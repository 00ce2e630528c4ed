#include "engine/views/measure_effects.hpp"

#include <gtest/gtest.h>

#include "water/tables.hpp"

namespace luoshi::engine {
namespace {

// A reach of 2 m³/s with a works of 100 kg/d, an outfall of 20 and 80 that comes from everywhere; below it another one.
water::SteadyModel river(const std::string& kinetics = "model=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.1\ntheta=1\n[[kinetics.species]]\nname=\"TP\"\nper_day=0\ntheta=1\n") {
  const water::ModelSettings settings = water::read_model_settings("name=\"b\"\nreaches=\"r\"\nsources=\"s\"\n[kinetics]\n" + kinetics, "b.toml");
  const water::TableModel tables = water::read_tables(
      settings, {{"r", "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s,sod_g_m2_d\nA,B,5,0.3,1,2,2\nB,,5,0.3,1,0,0\n"},
                 {"s", "id,reach,kind,NH3-N_kg_d\nW-1,A,point,100\nF-1,A,point,20\nx,A,diffuse,80\n"}});
  return std::get<water::SteadyModel>(water::SteadyModel::make(tables.network, settings.kinetics, settings.loops));
}
const std::vector<std::string> kItems{"NH3-N"};

Effect effect(EffectOn on, const char* value, const char* unit, const char* of = "", std::uint32_t doubt = 20) {
  return {on, Figure{Decimal::parse(value).value(), Bound::Equal, unit, of, Basis::Unstated, "", false}, doubt, {}, {}};
}
Measure measure(std::vector<Effect> effects, const char* title = "措施") {
  Measure made;
  made.title = title;
  made.effects = std::move(effects);
  return made;
}
const MeasureEffects::Target kReach{"A", AssetKind::Reach, ""}, kOutfall{"F-1", AssetKind::Outfall, "A"}, kWorks{"W-1", AssetKind::Works, ""};

class ReadEffects : public ::testing::Test {
 protected:
  MeasureEffects::Read read(std::vector<Effect> effects, const MeasureEffects::Target& target = kReach, const char* title = "措施") {
    return effects_.read(measure(std::move(effects), title), target);
  }
  const water::SteadyModel model_ = river();
  MeasureEffects effects_{model_, kItems};
};

TEST_F(ReadEffects, ALoadADayAndALoadAYearAreTheSame) {
  const auto day = read({effect(EffectOn::Load, "10", "kg/d", "氨氮")}), year = read({effect(EffectOn::Load, "3.65", "吨/年", "氨氮")});
  ASSERT_EQ(day.cuts.size(), 1U);
  ASSERT_EQ(year.cuts.size(), 1U);
  EXPECT_NEAR(day.cuts[0].kg_per_day, 10, 1e-9);
  EXPECT_NEAR(year.cuts[0].kg_per_day, 10, 1e-9);
  EXPECT_TRUE(day.cuts[0].source.empty()) << "of what enters along the reach";
}

TEST_F(ReadEffects, AWorksUpgradedTakesAwayWhatItsWaterHoldsLess) {
  const auto made = read({effect(EffectOn::Effluent, "3.5", "mg/L", "氨氮", 10), effect(EffectOn::Treated, "2", "万立方米/日", "", 25)}, kWorks);
  ASSERT_EQ(made.cuts.size(), 1U) << made.left_out;
  EXPECT_NEAR(made.cuts[0].kg_per_day, 70, 1e-9) << "3.5 g/m³ × 20,000 m³/d";
  EXPECT_EQ(made.cuts[0].source, "W-1");
  EXPECT_EQ(made.doubt_percent, 25U) << "the larger doubt";
  EXPECT_NE(read({effect(EffectOn::Effluent, "3.5", "mg/L", "氨氮")}, kWorks).left_out.find("没有写处理水量"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::Treated, "2", "万立方米/日")}, kWorks).left_out.find("没有写出水浓度"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::Load, "31", "kg/d", "氨氮")}, kWorks).left_out.find("超过"), std::string::npos) << "30 kg/d are left of it";
}

TEST_F(ReadEffects, WaterIsCleanOnlyWhereThePromiseSaysSo) {
  EXPECT_NE(read({effect(EffectOn::StreamFlow, "0.5", "立方米/秒")}).left_out.find("不能当作清水"), std::string::npos);
  const auto clean = read({effect(EffectOn::StreamFlow, "4.32", "万m³/d", "清水")});
  ASSERT_TRUE(clean.edit) << clean.left_out;
  EXPECT_NEAR(clean.edit->flow_m3_s, 0.5, 1e-12);
  EXPECT_EQ(clean.edit->brings[0], 0.0);
  const auto stated = read({effect(EffectOn::StreamFlow, "0.5", "m³/s"), effect(EffectOn::Brought, "0.3", "mg/L", "氨氮")});
  ASSERT_TRUE(stated.edit) << stated.left_out;
  EXPECT_NEAR(stated.edit->brings[0], 0.3e-3, 1e-15);
  EXPECT_NE(read({effect(EffectOn::StreamFlow, "0.5", "m³/s"), effect(EffectOn::Brought, "0.1", "mg/L", "总磷")}).left_out.find("NH3-N浓度"), std::string::npos)
      << "what is judged must be stated";
  EXPECT_NE(read({effect(EffectOn::Brought, "0.3", "mg/L", "氨氮")}).left_out.find("没有写补水流量"), std::string::npos);
}

TEST_F(ReadEffects, WaterThatIsNotThereIsNotTaken) {
  EXPECT_TRUE(read({effect(EffectOn::StreamFlow, "-1.5", "m³/s")}).edit);
  EXPECT_NE(read({effect(EffectOn::StreamFlow, "-1", "m³/s")}).left_out.find("起始的来水"), std::string::npos) << "half a cubic metre is left";
}

TEST_F(ReadEffects, AnOutfallClosedTwiceGivesItsLoadOnce) {
  const auto first = read({effect(EffectOn::Load, "20", "kg/d", "氨氮")}, kOutfall, "封堵一号排口");
  ASSERT_EQ(first.cuts.size(), 1U);
  EXPECT_EQ(first.cuts[0].source, "F-1");
  const auto again = read({effect(EffectOn::Load, "20", "kg/d", "氨氮")}, kOutfall, "一号排口整治");
  EXPECT_TRUE(again.cuts.empty());
  EXPECT_NE(again.left_out.find("与“封堵一号排口”作用于同一个排口，负荷只算一次"), std::string::npos) << again.left_out;
  const auto closed = effects_.all_of("F-1", "关停");
  EXPECT_TRUE(closed.cuts.empty());
  EXPECT_NE(closed.left_out.find("只算一次"), std::string::npos) << closed.left_out;
}

TEST_F(ReadEffects, AnOutfallTheModelDoesNotKeepApartCountsOnceToo) {
  const MeasureEffects::Target outfall{"F-9", AssetKind::Outfall, "A"};
  EXPECT_EQ(read({effect(EffectOn::Load, "5", "kg/d", "氨氮")}, outfall, "甲").cuts.size(), 1U);
  EXPECT_NE(read({effect(EffectOn::Load, "5", "kg/d", "氨氮")}, outfall, "乙").left_out.find("与“甲”作用于同一个排口"), std::string::npos);
}

TEST_F(ReadEffects, ASourceThatStopsTakesAwayAllThatIsLeftOfIt) {
  (void)read({effect(EffectOn::Load, "60", "kg/d", "氨氮")}, kWorks);
  const auto stopped = effects_.all_of("W-1", "关停");
  ASSERT_EQ(stopped.cuts.size(), 1U);
  EXPECT_NEAR(stopped.cuts[0].kg_per_day, 40, 1e-9);
  EXPECT_NE(effects_.all_of("U-77", "关停").left_out.find("没有它的排放"), std::string::npos);
}

TEST_F(ReadEffects, WhatTheModelCannotAnswerIsSaidAndTheRestCounts) {
  const auto part = read({effect(EffectOn::Load, "5", "kg/d", "氨氮"), effect(EffectOn::Emission, "3", "吨/年", "氮氧化物"), effect(EffectOn::Jobs, "30", "人")});
  EXPECT_TRUE(part.counts());
  EXPECT_NE(part.left_out.find("没有空气模型"), std::string::npos) << part.left_out;
  EXPECT_NE(read({effect(EffectOn::Emission, "3", "吨/年", "氮氧化物")}).left_out.find("没有空气模型"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::Load, "5", "kg/d", "高锰酸盐指数")}).left_out.find("没有“高锰酸盐指数”"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::OxygenDemand, "1", "克/平方米·日")}).left_out.find("没有断面判断溶解氧"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::Load, "5", "公里", "氨氮")}).left_out.find("读不懂单位“公里”"), std::string::npos);
  EXPECT_NE(read({effect(EffectOn::Load, "5", "kg/d", "氨氮")}, {"Z", AssetKind::Park, "Y"}).left_out.find("不在水质模型里"), std::string::npos);
  EXPECT_EQ(read({}).left_out, "未声明效果");
}

TEST_F(ReadEffects, WhatIsLeftOutTakesNothing) {
  EXPECT_FALSE(read({effect(EffectOn::Load, "201", "kg/d", "氨氮"), effect(EffectOn::StreamFlow, "-2", "m³/s")}).counts());
  EXPECT_FALSE(read({effect(EffectOn::Load, "201", "kg/d", "氨氮"), effect(EffectOn::StreamFlow, "-1.9", "m³/s")}).counts());
  EXPECT_TRUE(read({effect(EffectOn::Load, "200", "kg/d", "氨氮")}).counts());
  EXPECT_TRUE(read({effect(EffectOn::StreamFlow, "-1.9", "m³/s")}).counts());
}

TEST(ReadEffectsOxygen, DredgingLowersTheDemandOfTheMudWhereOxygenIsJudged) {
  const water::SteadyModel model = river("model=\"standard\"\n");
  const std::vector<std::string> items{"DO"};
  MeasureEffects effects{model, items};
  const auto dredged = effects.read(measure({effect(EffectOn::OxygenDemand, "1.2", "克/平方米·日")}), kReach);
  ASSERT_TRUE(dredged.edit) << dredged.left_out;
  EXPECT_NEAR(dredged.edit->oxygen_demand_kg_m2_s, 1.2e-3 / 86400, 1e-18);
  EXPECT_NE(effects.read(measure({effect(EffectOn::OxygenDemand, "1", "g/m2/d")}), kReach).left_out.find("超过"), std::string::npos) << "0.8 is left";
  EXPECT_NE(effects.read(measure({effect(EffectOn::OxygenDemand, "1", "毫克")}), kReach).left_out.find("读不懂单位"), std::string::npos);
  EXPECT_NE(effects.read(measure({effect(EffectOn::StreamFlow, "0.5", "m³/s"), effect(EffectOn::Brought, "0.1", "mg/L", "氨氮")}), kReach).left_out.find("浓度"),
            std::string::npos)
      << "what uses oxygen must be stated where oxygen is judged";
}

TEST(DoesWords, SayAMeasureInPlainWords) {
  EXPECT_EQ(does_words(measure({effect(EffectOn::StreamFlow, "0.5", "立方米/秒", "清水")})), "补水 0.5 立方米/秒（清水）");
  EXPECT_EQ(does_words(measure({effect(EffectOn::Effluent, "3.5", "mg/L", "氨氮"), effect(EffectOn::Treated, "2", "万立方米/日")})), "出水氨氮降低 3.5 mg/L、处理水量 2 万立方米/日");
  EXPECT_EQ(does_words(measure({})), "");
}

}  // namespace
}  // namespace luoshi::engine

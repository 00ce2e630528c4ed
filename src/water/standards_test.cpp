#include "water/standards.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::water {
namespace {

TEST(SurfaceWaterStandard, TheWorstItemGoverns) {
  const auto made =
      judge(SurfaceWaterStandard::shipped(), {{"DO", 6.2}, {"COD", 18}, {"NH3-N", 1.2}, {"TP", 0.2}}, WaterBody::River);
  EXPECT_EQ(made.water_class, WaterClass::IV);
  EXPECT_EQ(made.governing, std::vector<std::string>{"NH3-N"});
  EXPECT_NEAR(made.items[2].times_over, 0.2, 1e-15);
  EXPECT_EQ(made.items[0].water_class, WaterClass::II);
  EXPECT_EQ(made.items[3].water_class, WaterClass::III) << "a value at the limit meets it";
  EXPECT_FALSE(made.checked) << "the shipped limits wait for a person";
}

TEST(SurfaceWaterStandard, LakesHaveTheirOwnPhosphorusAndNitrogen) {
  const auto lake = judge(SurfaceWaterStandard::shipped(), {{"TP", 0.2}, {"TN", 2.5}}, WaterBody::Lake);
  EXPECT_EQ(lake.items[0].water_class, WaterClass::V);
  EXPECT_EQ(lake.water_class, WaterClass::WorseThanV);
  EXPECT_EQ(chinese(lake.water_class), "劣Ⅴ类");
  const auto river = judge(SurfaceWaterStandard::shipped(), {{"TN", 2.5}}, WaterBody::River);
  EXPECT_EQ(river.not_judged, std::vector<std::string>{"TN"}) << "total nitrogen is not judged in a river";
}

TEST(SurfaceWaterStandard, AYearIsTheMeanOfItsMonths) {
  const auto means = yearly_means({{{"COD", 10}, {"DO", 6}}, {{"COD", 30}}, {{"COD", 20}, {"DO", 8}}});
  ASSERT_EQ(means.size(), 2u);
  EXPECT_DOUBLE_EQ(means[0].mg_per_l, 20);
  EXPECT_DOUBLE_EQ(means[1].mg_per_l, 7);
}

TEST(SurfaceWaterStandard, RefusesATableThatContradictsItself) {
  const std::string head = "item,water,sense,I,II,III,IV,V,source,checked\n";
  EXPECT_THROW(static_cast<void>(SurfaceWaterStandard::read(head + "COD,any,max,15,14,20,30,40,x,no\n", "t")), Error);
  EXPECT_THROW(static_cast<void>(SurfaceWaterStandard::read(head + "COD,pond,max,15,15,20,30,40,x,no\n", "t")), Error);
  EXPECT_THROW(static_cast<void>(SurfaceWaterStandard::read(head + "COD,any,up,15,15,20,30,40,x,no\n", "t")), Error);
}

TEST(WaterClassNames, AreReadAsPeopleWriteThem) {
  for (const char* text : {"III", "Ⅲ", "Ⅲ类", "3", "III类"}) EXPECT_EQ(read_class(text), WaterClass::III) << text;
  EXPECT_EQ(read_class("劣Ⅴ类"), WaterClass::WorseThanV);
  EXPECT_FALSE(read_class("VI"));
}

TEST(TreatmentWorksStandard, NamesWhatIsAboveItsLevel) {
  const std::vector<ItemValue> effluent{{"COD", 52}, {"NH3-N", 5}, {"TN", 18}, {"pH", 7}};
  const auto one_a = effluent_misses(effluent, WorksLevel::OneA);
  ASSERT_EQ(one_a.size(), 2u);
  EXPECT_EQ(one_a[0].item, "COD");
  EXPECT_EQ(one_a[0].limit, 50);
  EXPECT_EQ(one_a[1].item, "TN");
  EXPECT_TRUE(effluent_misses(effluent, WorksLevel::OneB).empty());
  EXPECT_TRUE(effluent_misses(effluent, WorksLevel::Two).empty()) << "level two does not limit nitrogen";
}

TEST(BlackOdorousWater, IsGradedFromSamplesByItsWorstSign) {
  EXPECT_FALSE(black_odorous_grade({}));
  EXPECT_EQ(black_odorous_grade({.transparency_cm = 30, .oxygen_mg_per_l = 3}), BlackOdorous::No);
  EXPECT_EQ(black_odorous_grade({.transparency_cm = 20, .oxygen_mg_per_l = 3}), BlackOdorous::Mild);
  EXPECT_EQ(black_odorous_grade({.transparency_cm = 30, .oxygen_mg_per_l = 0.1}), BlackOdorous::Severe);
  EXPECT_EQ(black_odorous_grade({.redox_mv = -250}), BlackOdorous::Severe);
  EXPECT_EQ(black_odorous_grade({.ammonia_mg_per_l = 9}), BlackOdorous::Mild);
  EXPECT_EQ(black_odorous_grade({.transparency_cm = 9, .depth_cm = 20}), BlackOdorous::No) << "40 % of 20 cm is 8 cm";
}

}  // namespace
}  // namespace luoshi::water

#include "water/kinetics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace luoshi::water {
namespace {

constexpr Velocity speed(double m_s) { return Velocity{m_s, unit::m_per_s}; }
constexpr Length deep(double m) { return Length{m, unit::m}; }

TEST(Reaeration, IsTheFormulaOfEachAuthor) {
  const Flow flow{1.0, unit::m3_per_s};
  const auto per_day = [&](Reaeration formula) {
    return reaeration_rate(formula, speed(0.4), deep(1.5), 0.001, flow).in(unit::per_day);
  };
  EXPECT_NEAR(per_day(Reaeration::OConnorDobbins), 3.93 * std::sqrt(0.4) / std::pow(1.5, 1.5), 1e-14);
  EXPECT_NEAR(per_day(Reaeration::Churchill), 5.026 * 0.4 / std::pow(1.5, 1.67), 1e-14);
  EXPECT_NEAR(per_day(Reaeration::OwensGibbs), 5.32 * std::pow(0.4, 0.67) / std::pow(1.5, 1.85), 1e-14);
  EXPECT_NEAR(per_day(Reaeration::TsivoglouNeal), 15308 * 0.4 * 0.001, 1e-12);
  EXPECT_NEAR(reaeration_rate(Reaeration::TsivoglouNeal, speed(0.4), deep(0.3), 0.001, Flow{0.1, unit::m3_per_s})
                  .in(unit::per_day),
              31183 * 0.4 * 0.001, 1e-12);
}

TEST(Reaeration, CovarChoosesByDepthAndSpeed) {
  EXPECT_EQ(chosen_by_covar(speed(0.4), deep(0.5)), Reaeration::OwensGibbs);
  EXPECT_EQ(chosen_by_covar(speed(0.4), deep(2.0)), Reaeration::OConnorDobbins);
  EXPECT_EQ(chosen_by_covar(speed(1.2), deep(2.0)), Reaeration::Churchill);
}

TEST(OxygenSaturation, FallsWithWarmthAndHeight) {
  const auto at = [](double celsius, double metres) {
    return oxygen_saturation(Temperature::from_celsius(celsius), Length{metres, unit::m}).in(unit::mg_per_l);
  };
  EXPECT_NEAR(at(20, 0), 9.0924, 5e-5);
  EXPECT_LT(at(25, 0), at(20, 0));
  EXPECT_NEAR(at(20, 1000) / at(20, 0), 1 - 0.1148, 1e-12);
}

TEST(Kinetics, TheStandardOneIsSoundAndConservesNitrogen) {
  const Kinetics k = standard_kinetics();
  EXPECT_FALSE(defect_of(k));
  for (const Reaction& reaction : k.reactions) {
    double nitrogen = 0;
    for (const Product& product : reaction.products)
      if (product.species != k.oxygen) nitrogen += product.yield;
    EXPECT_TRUE(nitrogen == 0 || nitrogen == 1) << reaction.name;
  }
  EXPECT_EQ(k.find("NH3-N"), standard::kAmmoniaN);
  EXPECT_FALSE(k.find("lead"));
}

TEST(Kinetics, WhatCannotBeIsRefusedByName) {
  const auto refused = [](auto change) {
    Kinetics k = standard_kinetics();
    change(k);
    return defect_of(k).value_or("");
  };
  EXPECT_NE(refused([](Kinetics& k) { k.reactions[0].at_20 = -1; }).find("hydrolysis of slow BOD"), std::string::npos);
  EXPECT_NE(refused([](Kinetics& k) { k.reactions[0].products[0].species = 99; }), "");
  EXPECT_NE(refused([](Kinetics& k) { k.reactions[5].products[0].species = 0; }).find("before its source"),
            std::string::npos);
  EXPECT_NE(refused([](Kinetics& k) { k.reactions[1].from = standard::kOxygen; }), "");
  EXPECT_NE(refused([](Kinetics& k) { k.species.clear(); }), "");
}

}  // namespace
}  // namespace luoshi::water

#include "water/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel solved(const Network& net, const Kinetics& kinetics) {
  auto made = SteadyModel::make(net, kinetics);
  return std::get<SteadyModel>(std::move(made));
}

const Network& network() {
  static const Network made =
      synthetic_network({.reaches = 60, .seed = 31, .lakes = 0.05, .works = 0.4, .sections = 3}, 12);
  return made;
}

/// "Measurements" made by a model whose COD decays 1.7 times as fast and whose farms lose 0.6 of what is assumed.
std::vector<Measured> truth() {
  Kinetics kinetics = standard_kinetics();
  kinetics.reactions[12].at_20 *= 1.7;
  Network net = network();
  for (Source& source : net.sources)
    if (source.sector == "farming") source.load[standard::kCod] *= 0.6;
  const SteadyModel model = solved(net, kinetics);
  std::vector<Measured> made;
  for (std::size_t reach = 0; reach < 60; reach += 2)
    made.push_back({reach, standard::kCod, model.concentration(reach, standard::kCod), 1e-4});
  return made;
}

TEST(Calibration, FindsTheFactorsThatMadeTheData) {
  Kinetics kinetics = standard_kinetics();
  ASSERT_EQ(kinetics.reactions[12].name, "decay of COD");
  const Calibration made =
      calibrate(solved(network(), kinetics),
                {{Knob::Kind::Rate, 12, "", 0}, {Knob::Kind::SectorLoad, 0, "farming", standard::kCod}}, truth());
  EXPECT_NEAR(made.factor[0], 1.7, 1e-6);
  EXPECT_NEAR(made.factor[1], 0.6, 1e-6);
  EXPECT_LT(made.rmse, 1e-6);
  EXPECT_NEAR(made.nash_sutcliffe, 1, 1e-9);
  EXPECT_TRUE(made.warning.empty());
  EXPECT_FALSE(made.at_bound[0]);
}

TEST(Calibration, StopsAtABound) {
  const Calibration made =
      calibrate(solved(network(), standard_kinetics()), {{Knob::Kind::Rate, 12, "", 0, 0.9, 1.2}}, truth());
  EXPECT_NEAR(made.factor[0], 1.2, 1e-12);
  EXPECT_TRUE(made.at_bound[0]);
}

TEST(Calibration, SaysWhenTheDataCannotTellTheKnobsApart) {
  // Two knobs that do the same thing, and one that COD never feels.
  const Calibration twice = calibrate(solved(network(), standard_kinetics()),
                                      {{Knob::Kind::Rate, 12, "", 0}, {Knob::Kind::Rate, 12, "", 0}}, truth());
  EXPECT_FALSE(twice.warning.empty());
  const Calibration blind = calibrate(solved(network(), standard_kinetics()),
                                      {{Knob::Kind::Rate, 12, "", 0}, {Knob::Kind::Rate, 5, "", 0}}, truth());
  EXPECT_FALSE(blind.warning.empty());
  EXPECT_TRUE(std::isinf(blind.standard_error[1]));
}

}  // namespace
}  // namespace luoshi::water

#include "assess/joint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/random.hpp"

namespace luoshi::assess {
namespace {

constexpr std::uint8_t kNever = Draws::kNever;

// Three commitments, each delivered in period 0 or never, every combination once: eight draws, each as likely.
Draws every_combination_of_three() {
  Draws draws;
  draws.items = 3;
  draws.draws = 8;
  for (unsigned item = 0; item < 3; ++item)
    for (unsigned d = 0; d < 8; ++d) draws.delivered_in.push_back(((d >> item) & 1U) != 0 ? std::uint8_t{0} : kNever);
  return draws;
}

Programme one_section_of_three(double limit) {
  Programme programme;
  programme.periods = 2;
  programme.measures.assign(3, Measure{.due = 0});
  programme.receptors.push_back({.limit = limit, .target = 1, .without = {2.0, 2.0}});
  programme.effects.terms = {{0, 0, 0.5}, {1, 0, 0.25}, {2, 0, 0.25}};
  programme.promises = {{0, 0}, {1, 1}, {2, 2}};
  return programme;
}

TEST(Assessment, EnumeratesDeliveriesExactly) {
  const Assessment all{one_section_of_three(1.0), every_combination_of_three(), 7, 1};
  EXPECT_EQ(all.met(0, 1).probability, 1.0 / 8) << "only where all three are there";
  EXPECT_EQ(all.enough(0, 1).probability, 1.0);
  const Assessment two{one_section_of_three(1.25), every_combination_of_three(), 7, 1};
  EXPECT_EQ(two.met(0, 1).probability, 3.0 / 8) << "the large one and at least one of the others";
  const Assessment none{one_section_of_three(0.99), every_combination_of_three(), 7, 1};
  EXPECT_EQ(none.enough(0, 1).probability, 0.0) << "every promise kept, and not enough";
}

TEST(Assessment, CountsAMeasurePromisedTwiceOnce) {
  Programme programme = one_section_of_three(1.0);
  programme.measures.resize(2);
  programme.effects.terms = {{0, 0, 0.5}, {1, 0, 0.5}};
  programme.promises = {{0, 0}, {0, 1}, {1, 2}};
  const Assessment assessment{programme, every_combination_of_three(), 7, 1};
  EXPECT_EQ(assessment.met(0, 1).probability, 3.0 / 8) << "either of two promises delivers it: 3/4, the other measure: 1/2";
  EXPECT_EQ(assessment.level(0, 1).low, 1.0) << "and never lowers the level twice";
}

TEST(Assessment, MeetsTheClosedFormOfOneLognormalError) {
  Programme programme;
  programme.periods = 1;
  programme.receptors.push_back({.limit = 1.0, .target = 0, .without = {0.8}});
  programme.effects.model_error = 0.2;
  Draws draws;
  draws.draws = 100'000;
  const Assessment assessment{programme, draws, 3, 1};
  // P(0.8·e ≤ 1) = Φ(ln 1.25 ⁄ 0.2) = Φ(1.11572)
  const double exact = 0.5 * std::erfc(-std::log(1.25) / 0.2 / std::sqrt(2.0));
  EXPECT_NEAR(assessment.met(0, 0).probability, exact, 1e-5) << "stratified: off by one draw at most";
  const Band band = assessment.level(0, 0);
  EXPECT_NEAR(band.median, 0.8, 1e-4);
  EXPECT_NEAR(band.high, 0.8 * std::exp(0.2 * 1.2815515655446004), 1e-3);
}

TEST(Assessment, SumsOfLognormalEffectsHaveTheMomentsTheyShould) {
  Programme programme;
  programme.periods = 1;
  programme.receptors.push_back({.limit = 1.0, .target = 0, .without = {10.0}});
  for (std::uint32_t m = 0; m < 20; ++m) {
    programme.measures.push_back(Measure{.kind = m, .due = 0, .effect_sd = 0.5});
    programme.effects.terms.push_back({m, 0, 0.2});
    programme.promises.push_back({m, 0});
  }
  Draws draws;
  draws.items = 1;
  draws.draws = 20'000;
  draws.delivered_in.assign(draws.draws, 0);
  const Assessment assessment{programme, draws, 3, 2};
  // The fall has mean 4 and variance 20·0.04·(e^0.25 − 1) = 0.2272; near normal: 10 % and 90 % at ±1.2816 σ = ±0.611.
  const Band band = assessment.level(0, 0);
  EXPECT_NEAR(band.median, 6.0, 0.05) << "a sum of lognormals leans: its median lies a little off its mean";
  EXPECT_NEAR(band.high - band.low, 2 * 0.611, 0.03);
}

TEST(Assessment, WhatWaitsOrHasNoOwnerNeverCounts) {
  Programme programme = one_section_of_three(1.0);
  programme.measures[1].standing = Standing::Waiting;
  programme.measures[2].standing = Standing::Nobody;
  programme.promises = {{0, 0}, {1, 1}};
  const Assessment assessment{programme, every_combination_of_three(), 7, 1};
  EXPECT_EQ(assessment.enough(0, 1).probability, 0.0);
  const Split split = assessment.split(0);
  // Met only when all three stand; each cause alone gains nothing. Late and waiting and nobody must go together.
  EXPECT_NEAR(split.nobody, 1.0 / 3, 1.0 / 12);
  EXPECT_NEAR(split.nobody + split.waiting + split.late + split.unverified + split.too_little + split.doubt, 1.0, 1e-12);
  EXPECT_EQ(split.unverified, 0.0);
  EXPECT_EQ(split.too_little, 0.0);
}

TEST(Assessment, TooLittleIsSaidWhereEverythingOnTimeWouldNotDo) {
  const Assessment assessment{one_section_of_three(0.9), every_combination_of_three(), 7, 1};
  const Split split = assessment.split(0);
  EXPECT_EQ(split.too_little, 1.0);
  EXPECT_EQ(split.late, 0.0);
}

TEST(Assessment, NamesWhatWouldHelpMost) {
  const Assessment assessment{one_section_of_three(1.25), every_combination_of_three(), 7, 1};
  const std::vector<std::uint32_t> section{0};
  const Gains gains = assessment.gains(section);
  ASSERT_EQ(gains.measures.size(), 3U);
  EXPECT_EQ(gains.measures[0].of, 0U);
  EXPECT_EQ(gains.measures[0].gain, 3.0 / 8) << "from 3/8 to 3/4";
  EXPECT_EQ(gains.measures[1].gain, 1.0 / 8);
  ASSERT_EQ(gains.bodies.size(), 1U);
  EXPECT_EQ(gains.bodies[0].gain, 5.0 / 8) << "one body owns all three: from 3/8 to 1";
  const std::vector<std::uint32_t> both{1, 2, 2};
  EXPECT_EQ(assessment.met_if_sure(0, both), 0.5);
}

TEST(Assessment, ClaimsThatNobodyCheckedAreTheirOwnPart) {
  Programme programme = one_section_of_three(1.0);
  programme.measures[0].standing = Standing::Unverified;
  const Assessment assessment{programme, every_combination_of_three(), 7, 1};
  const Split split = assessment.split(0);
  EXPECT_GT(split.unverified, 0.0);
  EXPECT_NEAR(split.unverified + split.late, 7.0 / 8, 1e-12);
}

TEST(Assessment, TellsHowFarItIsAndStopsWhenAsked) {
  std::vector<double> told;
  const Assessment done{one_section_of_three(1.0), every_combination_of_three(), 7, 1, [&](double share) { return told.push_back(share), true; }};
  ASSERT_FALSE(told.empty());
  for (const double share : told) EXPECT_TRUE(share >= 0 && share <= 1);
  try {
    const Assessment stopped{one_section_of_three(1.0), every_combination_of_three(), 7, 1, [](double) { return false; }};
    FAIL() << "it was asked to stop";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::Cancelled);
  }
}

TEST(Assessment, RefusesWhatDoesNotFit) {
  const auto refuses = [](auto change) {
    Programme programme = one_section_of_three(1.0);
    Draws draws = every_combination_of_three();
    change(programme, draws);
    EXPECT_THROW((Assessment{programme, draws, 1, 1}), Error);
  };
  refuses([](Programme& p, Draws&) { p.receptors[0].without[0] = std::numeric_limits<double>::quiet_NaN(); });
  refuses([](Programme& p, Draws&) { p.receptors[0].without.pop_back(); });
  refuses([](Programme& p, Draws&) { p.receptors[0].limit = 0; });
  refuses([](Programme& p, Draws&) { p.receptors[0].target = 2; });
  refuses([](Programme& p, Draws&) { p.effects.terms.push_back({0, 0, 0.1}); });
  refuses([](Programme& p, Draws&) { p.effects.terms.push_back({3, 0, 0.1}); });
  refuses([](Programme& p, Draws&) { p.effects.terms[0].effect = -0.1; });
  refuses([](Programme& p, Draws&) { p.measures[0].effect_sd = 3; });
  refuses([](Programme& p, Draws&) { p.measures[0].due = 2; });
  refuses([](Programme& p, Draws&) { p.promises.pop_back(); });
  refuses([](Programme& p, Draws&) { p.promises[0].commitment = 3; });
  refuses([](Programme& p, Draws&) { p.promises[0].measure = 3; });
  refuses([](Programme& p, Draws&) { p.kind_share = 1.5; });
  refuses([](Programme& p, Draws&) { p.periods = 0; });
  refuses([](Programme&, Draws& d) { d.delivered_in.pop_back(); });
  refuses([](Programme&, Draws& d) { d.draws = 0; });
}

}  // namespace
}  // namespace luoshi::assess

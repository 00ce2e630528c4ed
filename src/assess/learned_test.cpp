#include "assess/learned.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace luoshi::assess {
namespace {

TEST(Learned, AnEffectIsTheFallLessTheFallOfTheControl) {
  const Learned learned = learn({{7, 2.0, 3.0, {10, 12}, {4, 6}, {9, 11}, {8, 10}}});
  ASSERT_EQ(learned.measured.size(), 1U);
  EXPECT_DOUBLE_EQ(learned.measured[0].effect, 2.5) << "(6 − 1) ÷ 2 km";
  EXPECT_DOUBLE_EQ(learned.measured[0].standard_error, 1.0) << "four means of variance 1: √4 ÷ 2";
  EXPECT_FALSE(learned.mean) << "one thing is no kind";
  EXPECT_DOUBLE_EQ(learned.measured[0].pooled, 2.5);
}

TEST(Learned, WhatCannotBeJudgedIsListed) {
  const Learned learned = learn({{1, 1, 0, {1}, {1, 2}, {1, 2}, {1, 2}}, {2, 1, 0, {1, 1}, {1, 1}, {1, 1}, {1, 1}}});
  EXPECT_EQ(learned.unjudged, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_TRUE(learned.measured.empty());
  EXPECT_FALSE(learned.share_of_promise);
}

std::vector<double> samples(Random& random, double mean, double sd) {
  std::vector<double> values;
  for (int i = 0; i < 12; ++i) values.push_back(mean + sd * random.normal());
  return values;
}

// Effects planted per thing around a mean of 2 per unit; the whole city's water improves by 1 beside that.
std::vector<Trial> planted(Random& random, int things, double between, double sd) {
  std::vector<Trial> trials;
  for (int i = 0; i < things; ++i) {
    const double size = random.uniform(0.5, 3), effect = 2 + between * random.normal();
    trials.push_back({static_cast<std::uint32_t>(i), size, 2.0, samples(random, 20, sd), samples(random, 19 - effect * size, sd),
                      samples(random, 15, sd), samples(random, 14, sd)});
  }
  return trials;
}

TEST(Learned, IntervalsCoverPlantedEffectsAsOftenAsTheySay) {
  Random random{20261126};
  for (const double between : {0.0, 0.5, 1.5})
    for (const int things : {4, 8, 25}) {
      int mean_covered = 0, next_covered = 0;
      constexpr int kTrials = 1000;
      for (int trial = 0; trial < kTrials; ++trial) {
        const Learned learned = learn(planted(random, things, between, 1.0));
        mean_covered += learned.mean->low <= 2 && 2 <= learned.mean->high ? 1 : 0;
        const double next = 2 + between * random.normal();
        next_covered += learned.next->low <= next && next <= learned.next->high ? 1 : 0;
      }
      // 90 % stated; three binomial standard errors of 1,000 are 2.8 points. Few things of one effect are over-covered.
      EXPECT_GE(mean_covered, 0.87 * kTrials) << things << " things, spread " << between;
      EXPECT_GE(next_covered, 0.87 * kTrials) << things << " things, spread " << between;
      if (things >= 8 && between > 1) {
        EXPECT_LE(mean_covered, 0.93 * kTrials) << things << " things, spread " << between;
      }
    }
}

TEST(Learned, FallsInPairsStandForTheFourSets) {
  const Learned learned = learn({{7, 2.0, 1.0, {}, {}, {}, {}, {4, 6, 5}}});
  ASSERT_EQ(learned.measured.size(), 1U);
  EXPECT_DOUBLE_EQ(learned.measured[0].effect, 2.5);
  EXPECT_NEAR(learned.measured[0].standard_error, 2.920 / 1.645 / 1.7320508 / 2, 1e-7);
  EXPECT_EQ(learn({{1, 1.0, 1.0, {}, {}, {}, {}, {4}}, {2, 1.0, 1.0, {}, {}, {}, {}, {3, 3}}}).unjudged, (std::vector<std::uint32_t>{1, 2}));
}

TEST(Learned, FewPairsCoverPlantedEffectsToo) {
  Random random{20261127};
  for (const double between : {0.0, 0.5, 1.5})
    for (const int pairs : {4, 10}) {
      int mean_covered = 0, next_covered = 0;
      constexpr int kTrials = 1000;
      for (int trial = 0; trial < kTrials; ++trial) {
        std::vector<Trial> trials;
        for (std::uint32_t i = 0; i < 5; ++i) {
          const double effect = 2 + between * random.normal();
          trials.push_back({i, 1.0, 2.0, {}, {}, {}, {}, {}});
          for (int p = 0; p < pairs; ++p) trials.back().falls.push_back(effect + random.normal());
        }
        const Learned learned = learn(trials);
        mean_covered += learned.mean->low <= 2 && 2 <= learned.mean->high ? 1 : 0;
        const double next = 2 + between * random.normal();
        next_covered += learned.next->low <= next && next <= learned.next->high ? 1 : 0;
      }
      EXPECT_GE(mean_covered, 0.87 * kTrials) << pairs << " pairs, spread " << between;
      EXPECT_GE(next_covered, 0.87 * kTrials) << pairs << " pairs, spread " << between;
    }
}

TEST(Learned, AnUnsureThingIsDrawnToItsKind) {
  Random random{4};
  std::vector<Trial> trials = planted(random, 20, 0.5, 0.5);
  trials.push_back({99, 1.0, 2.0, samples(random, 20, 8), samples(random, 8, 8), samples(random, 15, 8), samples(random, 15, 8)});
  const Learned learned = learn(trials);
  const Measured& unsure = learned.measured.back();
  EXPECT_LT(std::abs(unsure.pooled - 2), 0.3 * std::abs(unsure.effect - 2));
}

}  // namespace
}  // namespace luoshi::assess

#include "forecast/verdict_score.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.hpp"

namespace luoshi::forecast {
namespace {

/// 5, 10, … 95 % of a count that is 1 … 100 with equal chance.
std::vector<std::uint32_t> even() {
  std::vector<std::uint32_t> made;
  for (std::uint32_t i = 1; i <= 19; ++i) made.push_back(5 * i);
  return made;
}

TEST(VerdictScore, ACertainNumberIsScoredByItsError) {
  const std::vector<std::uint32_t> sure(19, 40);
  EXPECT_DOUBLE_EQ(quantile_crps(sure, 40), 0);
  EXPECT_NEAR(quantile_crps(sure, 47), 7, 1e-12);
  EXPECT_NEAR(quantile_crps(sure, 31), 9, 1e-12);
}

TEST(VerdictScore, TheHonestDistributionScoresBest) {
  Random random{20260630};
  double honest = 0, narrow = 0, moved = 0;
  const std::vector<std::uint32_t> tight(19, 50);
  std::vector<std::uint32_t> high = even();
  for (std::uint32_t& each : high) each += 20;
  for (int i = 0; i < 20'000; ++i) {
    const auto came = static_cast<std::uint32_t>(1 + random.below(100));
    honest += quantile_crps(even(), came), narrow += quantile_crps(tight, came), moved += quantile_crps(high, came);
  }
  EXPECT_LT(honest, narrow);
  EXPECT_LT(honest, moved);
}

TEST(VerdictScore, PitIsUniformOfAnHonestDistributionAlsoWhereManyLevelsAreEqual) {
  Random random{7};
  std::array<int, 4> quarter{};
  const std::vector<std::uint32_t> mostly_none = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4};
  for (int i = 0; i < 40'000; ++i) {
    const double level = random.uniform();
    const std::uint32_t came = level < 0.475 ? 0 : level < 0.725 ? 1 : level < 0.875 ? 2 : level < 0.925 ? 3 : 4;
    ++quarter[static_cast<std::size_t>(4 * std::min(0.999, quantile_pit(mostly_none, came, random.uniform())))];
  }
  for (const int count : quarter) EXPECT_NEAR(count, 10'000, 700);
}

std::vector<DueVerdict> honest_verdicts(std::size_t count) {
  Random random{11};
  std::vector<DueVerdict> made;
  for (std::size_t i = 0; i < count; ++i) {
    DueVerdict verdict;
    verdict.cluster = static_cast<std::uint32_t>(i);
    verdict.chance = random.uniform();
    verdict.kept = random.uniform() < verdict.chance;
    verdict.light = verdict.chance > 0.7 ? 1 : verdict.chance > 0.3 ? 2 : 3;
    verdict.straight = verdict.chance > 0.5;
    verdict.quantiles = even();
    verdict.came = static_cast<std::uint32_t>(1 + random.below(100));
    verdict.straight_count = 50;
    made.push_back(verdict);
  }
  return made;
}

TEST(VerdictScore, HonestChancesBeatTheirRivalsAndTheIdentityHolds) {
  const auto score = score_verdicts(honest_verdicts(4000), 1);
  EXPECT_NEAR(score.brier.score, 1.0 / 6.0, 0.01) << "case C3: calibrated and uniform";
  EXPECT_NEAR(score.brier.score, score.brier.reliability - score.brier.resolution + score.brier.uncertainty, 1e-12);
  EXPECT_LT(score.brier.score, score.light.score);
  EXPECT_LT(score.light.score, score.base.score);
  EXPECT_LT(score.brier.score, score.straight->score);
  EXPECT_LT(score.crps, score.straight_crps);
  EXPECT_GT(score.uniformity.p, 0.05);
  for (const Coverage& each : score.coverage) EXPECT_TRUE(each.holds()) << each.wanted << ": " << each.reached;
  EXPECT_EQ(score.promises, 4000U);
}

TEST(VerdictScore, RepeatingOnePromiseDoesNotMakeItSurer) {
  auto once = honest_verdicts(40);
  std::vector<DueVerdict> often;
  for (const DueVerdict& each : once)
    for (int i = 0; i < 12; ++i) often.push_back(each);
  const auto a = score_verdicts(once, 1), b = score_verdicts(often, 1);
  EXPECT_NEAR(a.brier.score, b.brier.score, 1e-12);
  EXPECT_NEAR(a.brier_error, b.brier_error, 1e-12);
  EXPECT_NEAR(a.base.score, b.base.score, 0.02);
}

TEST(VerdictScore, OneCaseAndAllKeptAreScoredToo) {
  std::vector<DueVerdict> one(1);
  one[0].chance = 0.9, one[0].kept = true;
  const auto score = score_verdicts(one, 1);
  EXPECT_NEAR(score.brier.score, 0.01, 1e-12);
  EXPECT_EQ(score.counted, 0U);
  EXPECT_FALSE(score.straight);
  EXPECT_DOUBLE_EQ(score.brier_error, 0);
  const auto bins = reliability(one);
  EXPECT_EQ(bins[9].kept, 1U);
  EXPECT_GT(bins[9].high, 0.99);
  EXPECT_LT(bins[9].low, 0.6);
  one[0].chance = 1.0;
  EXPECT_EQ(reliability(one)[9].count, 1U);
}

}  // namespace
}  // namespace luoshi::forecast

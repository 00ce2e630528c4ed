#include "forecast/scorecard.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "forecast/recalibration.hpp"

namespace luoshi::forecast {
namespace {

TEST(Brier, IsTheSumOfItsParts) {
  constexpr std::uint64_t kSeed = 20240605;
  Random random{kSeed};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<Chance> chances(1 + random.below(300));
    for (Chance& each : chances) {
      each.given = trial % 3 == 0 ? 0.25 * static_cast<double>(random.below(5)) : random.uniform();
      each.happened = random.uniform() < each.given * each.given;
    }
    const BrierParts parts = brier(chances);
    ASSERT_NEAR(parts.score, parts.reliability - parts.resolution + parts.uncertainty, 1e-12)
        << "trial " << trial << " seed " << kSeed;
  }
}

TEST(Brier, OfACalibratedForecasterIsASixth) {
  Random random{11};
  std::vector<Chance> chances(400'000);
  for (Chance& each : chances) {
    each.given = random.uniform();
    each.happened = random.uniform() < each.given;
  }
  const BrierParts parts = brier(chances);
  EXPECT_NEAR(parts.score, 1.0 / 6, 0.001);  // case C3 of the shared data
  EXPECT_LT(parts.reliability, 1e-4);
}

TEST(Outlook, ACertainDayScoresItsErrorInDays) {
  EXPECT_DOUBLE_EQ(Outlook::on(110).crps(100, 50, 200), 10.0);
  EXPECT_DOUBLE_EQ(Outlook::on(90).crps(100, 50, 200), 10.0);
  EXPECT_DOUBLE_EQ(Outlook::on(100).crps(100, 50, 200), 0.0);
  EXPECT_DOUBLE_EQ(Outlook::on(100).crps(std::nullopt, 50, 200), 101.0) << "said day 100, not come by day 200";
}

TEST(Outlook, ScoresAUniformForecastAsWorkedOutOnPaper) {
  const Outlook outlook{{{0, 0.0}, {4, 1.0}}};  // ¼, ½, ¾, 1 by days 1, 2, 3, 4; came on 2: 1/16 + 1/4 + 1/16
  EXPECT_DOUBLE_EQ(outlook.crps(2, 0, 10), 1.0 / 16 + 1.0 / 4 + 1.0 / 16);
  EXPECT_EQ(outlook.quantile(0.5), 2);
  EXPECT_EQ(outlook.quantile(0.51), 3);
  EXPECT_FALSE((Outlook{{{0, 0.0}, {4, 0.6}}}.quantile(0.7)));
}

TEST(Pit, IsUniformForACalibratedForecastWithJumpsAndUnfinishedWork) {
  const Outlook outlook{{{0, 0.0}, {50, 0.3}, {51, 0.7}, {200, 0.9}}};  // 40 % on day 51, 10 % never
  constexpr std::uint64_t kSeed = 5;
  Random random{kSeed};
  std::vector<double> pit;
  std::vector<std::uint32_t> cluster;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const double p = random.uniform();
    const auto came = p < 0.9 && p > 0 ? outlook.quantile(p) : std::nullopt;
    pit.push_back(randomised_pit(outlook, {i, came, 120}, random.uniform()));  // seen until day 120 only
    cluster.push_back(i);
  }
  EXPECT_GT(test_uniform(pit, cluster, 200, 1).p, 0.01) << "seed " << kSeed;
  EXPECT_NEAR(coverage(pit, cluster, 0.8).reached, 0.8, 0.01);
}

TEST(Uniformity, IsRefusedOnlyForWhatIsNotUniformAndHeedsClusters) {
  Random random{3};
  std::vector<double> uniform, skewed, copied;
  std::vector<std::uint32_t> alone, together;
  for (std::uint32_t i = 0; i < 600; ++i) {
    const double u = random.uniform();
    uniform.push_back(u);
    skewed.push_back(u * u);
    alone.push_back(i);
    copied.push_back(i % 30 == 0 ? u : copied.back());  // twenty values, thirty times each
    together.push_back(i / 30);
  }
  EXPECT_GT(test_uniform(uniform, alone, 500, 1).p, 0.05);
  EXPECT_LT(test_uniform(skewed, alone, 500, 1).p, 0.01);
  EXPECT_LT(test_uniform(copied, alone, 500, 1).p, 0.05) << "600 independent values would not look like this";
  EXPECT_GT(test_uniform(copied, together, 500, 1).p, 0.05) << "twenty values may";
}

TEST(Recalibration, LeavesACalibratedForecasterAndMendsASlantedOne) {
  Random random{8};
  std::vector<PitRange> fair, late;
  for (int i = 0; i < 20'000; ++i) {
    const double u = random.uniform();
    fair.push_back({u, u, 1});
    late.push_back({u * u, u * u, 1});  // P(PIT ≤ p) = √p
  }
  const Recalibration none, same = Recalibration::learn(fair), mended = Recalibration::learn(late);
  for (double p = 0.05; p < 1; p += 0.1) {
    EXPECT_DOUBLE_EQ(none(p), p);
    EXPECT_NEAR(same(p), p, 0.02);
  }
  EXPECT_NEAR(mended(0.25), 0.5, 0.02);
  EXPECT_DOUBLE_EQ(mended(1.0), 1.0);
}

TEST(Recalibration, LearnsFromWhatIsKnownOnlyWithinARange) {
  std::vector<PitRange> past(5000, PitRange{0.5, 1.0, 1});  // never in the lower half; where in the upper is unknown
  const Recalibration made = Recalibration::learn(past);
  EXPECT_LT(made(0.5), 0.02);
  EXPECT_NEAR(made(0.75), 0.5, 0.02);
}

}  // namespace
}  // namespace luoshi::forecast

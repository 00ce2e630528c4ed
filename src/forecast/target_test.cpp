#include "forecast/target.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "forecast/chance.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

TargetPart part_of(std::vector<double> amounts, std::vector<double> chances, double wanted, double weight = 1) {
  TargetPart made;
  made.amounts = std::move(amounts), made.chances = std::move(chances), made.wanted = wanted, made.weight = weight;
  return made;
}

// Some parts of a few amounts; whole numbers, so that the lattice is exact.
std::vector<TargetPart> some_parts(Random& random, bool weighted) {
  std::vector<TargetPart> parts;
  const auto count = 1 + random.below(4);
  for (std::uint64_t p = 0; p < count; ++p) {
    std::vector<double> amounts, chances;
    double amount = static_cast<double>(random.below(5)), sum = 0;
    const auto kinds = 1 + random.below(4);
    for (std::uint64_t k = 0; k < kinds; ++k) {
      amounts.push_back(amount);
      amount += 1 + static_cast<double>(random.below(6));
      chances.push_back(0.05 + random.uniform());
      sum += chances.back();
    }
    for (double& each : chances) each /= sum;
    parts.push_back(part_of(amounts, chances, static_cast<double>(random.below(12)), weighted ? static_cast<double>(random.below(4)) : 1.0));
  }
  return parts;
}

/// Every combination of amounts, given the shared luck: what each way of being reached sums to.
struct Counted {
  double sum = 0, all = 0;
};
Counted combinations(const std::vector<TargetPart>& parts, double goal, double shared, double luck) {
  Counted made;
  std::vector<std::size_t> at(parts.size(), 0);
  for (;;) {
    double chance = 1, sum = 0;
    bool all = true;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const auto score = [&](std::size_t k) {  // P(at most amount k−1 | luck)
        if (k == 0) return 0.0;
        if (k == parts[p].amounts.size()) return 1.0;
        double below = 0;
        for (std::size_t j = 0; j < k; ++j) below += parts[p].chances[j];
        return numeric::normal_probability((normal_quantile(below) - numeric::sqrt(shared) * luck) / numeric::sqrt(1 - shared));
      };
      chance *= score(at[p] + 1) - score(at[p]);
      sum += parts[p].weight * parts[p].amounts[at[p]];
      all = all && parts[p].amounts[at[p]] >= parts[p].wanted;
    }
    if (sum >= goal) made.sum += chance;
    if (all) made.all += chance;
    std::size_t p = 0;
    while (p < at.size() && ++at[p] == parts[p].amounts.size()) at[p++] = 0;
    if (p == at.size()) return made;
  }
}
Counted by_force(const std::vector<TargetPart>& parts, double goal, double shared) {
  if (shared == 0) return combinations(parts, goal, 0, 0);
  constexpr int kPoints = 1001;
  Counted made;
  double weights = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double luck = -8.0 + 16.0 * i / (kPoints - 1), weight = numeric::exp(-0.5 * luck * luck);
    const Counted one = combinations(parts, goal, shared, luck);
    made.sum += weight * one.sum, made.all += weight * one.all, weights += weight;
  }
  return {made.sum / weights, made.all / weights};
}

TEST(Target, SumsAndAllOfAreThoseOfEveryCombination) {
  Random random{20260101};
  for (int trial = 0; trial < 60; ++trial) {
    const auto parts = some_parts(random, trial % 2 == 1);
    const double goal = static_cast<double>(random.below(30)), shared = trial % 3 == 0 ? 0.0 : 0.9 * random.uniform();
    const Counted wanted = by_force(parts, goal, shared);
    ASSERT_NEAR(forecast_sum(parts, goal, shared).chance, wanted.sum, 1e-6) << "trial " << trial << " shared " << shared;
    ASSERT_NEAR(forecast_all_of(parts, shared).chance, wanted.all, 1e-6) << "trial " << trial << " shared " << shared;
  }
}

TEST(Target, TheStatedOrderHolds) {
  Random random{20260102};
  for (int trial = 0; trial < 200; ++trial) {
    auto parts = some_parts(random, true);
    const double shared = 0.85 * random.uniform();
    const TargetForecast all = forecast_all_of(parts, shared);
    double together = 0;
    for (const TargetPart& part : parts) {
      together += part.weight * part.wanted;
      ASSERT_LE(all.chance, forecast_all_of(std::span{&part, 1}, shared).chance + 1e-6) << "trial " << trial;
    }
    const TargetForecast sum = forecast_sum(parts, together, shared);
    ASSERT_LE(all.chance, sum.chance + 1e-6) << "trial " << trial;
    ASSERT_LE(sum.low, sum.chance);
    ASSERT_LE(sum.chance, sum.high);
    ASSERT_TRUE(std::is_sorted(sum.quantiles.begin(), sum.quantiles.end()));
    ASSERT_LE(sum.chance, forecast_sum(parts, together - 1, shared).chance + 1e-12);
    ASSERT_GE(forecast_all_of(parts, shared + 0.05).chance, all.chance - 1e-6) << "more in common, likelier all at once";
    std::reverse(parts.begin(), parts.end());
    ASSERT_NEAR(forecast_sum(parts, together, shared).chance, sum.chance, 1e-12) << "the order of parts does not matter";
    // A part that brings one more in every case.
    for (double& amount : parts.front().amounts) amount += 1;
    ASSERT_GE(forecast_sum(parts, together, shared).chance, sum.chance - 1e-12);
    ASSERT_GE(forecast_all_of(parts, shared).chance, all.chance - 1e-12);
  }
}

TEST(Target, ManyThingsAllDoneAreTheKnownCases) {
  const std::vector<TargetPart> rivers(281, part_of({0, 1}, {0.01, 0.99}, 1));
  for (const double shared : {0.0, 0.1, 0.3, 0.5}) {
    EXPECT_NEAR(forecast_all_of(rivers, shared).chance, correlated_tail(281, 0.99, shared, 281), 1e-6) << shared;
    EXPECT_NEAR(forecast_sum(rivers, 275, shared).chance, correlated_tail(281, 0.99, shared, 275), 1e-6) << shared;
  }
}

TEST(Target, ScalingKeepsTheMeanOnACoarseLattice) {
  Random random{20260103};
  for (int trial = 0; trial < 50; ++trial) {
    auto parts = some_parts(random, false);
    const double before = forecast_sum(parts, 0, 0.3).mean;
    for (TargetPart& part : parts) part.weight = 1000.5;  // no whole steps any more
    EXPECT_NEAR(forecast_sum(parts, 0, 0.3).mean, before * 1000.5, 1e-6 * (1 + before * 1000)) << "trial " << trial;
  }
}

TEST(Target, AmountsThatAreNoWholeNumbersStandWithinAStepAPart) {
  // Two lengths of a thousand amounts each, uniform on 0 … 1: the sum is triangular.
  TargetPart length;
  for (int k = 0; k < 1000; ++k) length.amounts.push_back((k + 0.5) / 1000.0), length.chances.push_back(0.001);
  const std::vector<TargetPart> parts{length, length};
  EXPECT_NEAR(forecast_sum(parts, 1.5, 0).chance, 0.125, 2e-3);
  EXPECT_NEAR(forecast_sum(parts, 1.0, 0).chance, 0.5, 2e-3);
  EXPECT_NEAR(forecast_sum(parts, 1.0, 0).mean, 1.0, 1e-9) << "the lattice keeps the mean";
}

TEST(Target, DecimalsAndRoundThousandsAddUpExactly) {
  const std::vector<TargetPart> two{part_of({0, 3.7}, {0.01, 0.99}, 3.7), part_of({0, 2.4}, {0.01, 0.99}, 2.4)};
  EXPECT_NEAR(forecast_sum(two, 6.1, 0).chance, 0.9801, 1e-9);
  EXPECT_NEAR(forecast_sum(two, 3.7, 0).chance, 0.99, 1e-9);
  const std::vector<TargetPart> three{part_of({0, 3700}, {0.01, 0.99}, 3700), part_of({0, 2400}, {0.01, 0.99}, 2400), part_of({0, 5300}, {0.01, 0.99}, 5300)};
  EXPECT_NEAR(forecast_sum(three, 11400, 0).chance, 0.970299, 1e-9);
  EXPECT_LE(forecast_all_of(three, 0.3).chance, forecast_sum(three, 11400, 0.3).chance + 1e-9) << "the order holds for decimals too";
}

TEST(Target, AnIntervalCountsEachPartsOwnDoubt) {
  // One that brings nothing in half of its cases and all in the other: its own doubt is all there is.
  TargetPart coin = part_of({0, 10}, {0.5, 0.5}, 10);
  for (int c = 0; c < 20; ++c) coin.cases.push_back(c < 10 ? std::vector<double>{1, 0} : std::vector<double>{0, 1});
  const std::vector<TargetPart> parts{coin, part_of({5}, {1}, 5)};
  for (const double shared : {0.0, 0.3}) {
    const TargetForecast made = forecast_sum(parts, 15, shared);
    EXPECT_NEAR(made.chance, 0.5, 1e-6);
    EXPECT_NEAR(made.low, 0, 1e-9);
    EXPECT_NEAR(made.high, 1, 1e-9);
    EXPECT_NEAR(forecast_all_of(parts, shared).high, 1, 1e-9);
  }
  // Cases that are all alike are no doubt.
  TargetPart known = part_of({0, 10}, {0.5, 0.5}, 10);
  known.cases.assign(20, known.chances);
  EXPECT_NEAR(forecast_sum(std::span{&known, 1}, 10, 0).low, 0.5, 1e-9);
  EXPECT_NEAR(forecast_sum(std::span{&known, 1}, 10, 0).high, 0.5, 1e-9);
}

// Parts whose cases lie apart, and the same without any.
std::vector<TargetPart> doubted(Random& random, bool with_cases) {
  auto parts = some_parts(random, false);
  for (TargetPart& part : parts) {
    const std::size_t size = part.amounts.size();
    std::vector<double> mean(size, 0.0);
    for (std::size_t c = 0; c < 20; ++c) {
      std::vector<double> one(size);
      double sum = 0;
      for (std::size_t k = 0; k < size; ++k) sum += one[k] = numeric::exp((static_cast<double>(c) - 9.5) / 6.0 * static_cast<double>(k)) * part.chances[k];
      for (std::size_t k = 0; k < size; ++k) mean[k] += (one[k] /= sum) / 20.0;
      if (with_cases) part.cases.push_back(one);
    }
    part.chances = mean;
  }
  return parts;
}

TEST(Target, DoubtWidensTheIntervalAndLeavesTheChance) {
  for (std::uint64_t trial = 0; trial < 60; ++trial) {
    Random one{20260104, trial}, again{20260104, trial};
    const auto with = doubted(one, true), without = doubted(again, false);
    const double goal = static_cast<double>(one.below(20)), shared = 0.3;
    const TargetForecast made = forecast_sum(with, goal, shared), factor = forecast_sum(without, goal, shared);
    ASSERT_EQ(made.chance, factor.chance) << "trial " << trial;
    ASSERT_LE(made.low, factor.low) << "it holds that of the factor alone";
    ASSERT_GE(made.high, factor.high);
    auto turned = with;
    std::reverse(turned.begin(), turned.end());
    ASSERT_NEAR(forecast_sum(turned, goal, shared).low, made.low, 1e-12) << "nor does the order of parts matter here";
    // Alone and without shared luck it is the part's own: the tenths of its cases' chances.
    if (with.size() != 1) continue;
    std::vector<double> tails;
    for (const auto& each : with[0].cases) {
      double tail = 0;
      for (std::size_t k = 0; k < each.size(); ++k)
        if (with[0].amounts[k] >= goal) tail += each[k];
      tails.push_back(tail);
    }
    const TargetForecast alone = forecast_sum(with, goal, 0);
    ASSERT_NEAR(alone.low, tails[2], std::abs(tails[4] - tails[0]) + 1e-9) << "trial " << trial << ": drawn, so to two cases";
    ASSERT_NEAR(alone.high, tails[17], std::abs(tails[19] - tails[15]) + 1e-9);
  }
}

TEST(Target, WhatMovesTheChanceMostComesFirst) {
  Random random{20260105};
  auto parts = doubted(random, true);
  while (parts.size() < 2) parts = doubted(random, true);
  parts.push_back(part_of({3}, {1}, 3));
  const auto drivers = target_drivers(parts, 8.0, 0.3);
  ASSERT_EQ(drivers.size(), parts.size());
  for (std::size_t i = 0; i + 1 < drivers.size(); ++i)
    EXPECT_GE(drivers[i].chance_high - drivers[i].chance_low, drivers[i + 1].chance_high - drivers[i + 1].chance_low);
  const double now = forecast_sum(parts, 8.0, 0.3).chance;
  for (const TargetDriver& each : drivers) {
    EXPECT_LE(each.chance_low, now + 1e-9);
    EXPECT_GE(each.chance_high, now - 1e-9);
  }
  EXPECT_EQ(target_drivers(parts, std::nullopt, 0.3).size(), parts.size());
}

TEST(Target, WhatIsCertainIsCertain) {
  const std::vector<TargetPart> parts{part_of({60}, {1}, 60), part_of({55.5}, {1}, 60)};
  EXPECT_EQ(forecast_sum(parts, 115.5, 0.3).chance, 1);
  EXPECT_EQ(forecast_sum(parts, 115.6, 0.3).chance, 0);
  EXPECT_EQ(forecast_all_of(parts, 0.3).chance, 0);
  EXPECT_EQ(forecast_sum(parts, 115.5, 0.3).quantiles.front(), 115.5);
}

TEST(TargetDeath, UnsoundPartsAreABug) {
  EXPECT_DEATH((void)forecast_sum({}, 1, 0), "parts");
  const std::vector<TargetPart> falling{part_of({2, 1}, {0.5, 0.5}, 1)}, short_of_one{part_of({1, 2}, {0.5, 0.4}, 1)};
  EXPECT_DEATH((void)forecast_sum(falling, 1, 0), "rise");
  EXPECT_DEATH((void)forecast_all_of(short_of_one, 0), "sum to 1");
  std::vector<TargetPart> other{part_of({1, 2}, {0.5, 0.5}, 1)};
  other[0].cases = {{1}};
  EXPECT_DEATH((void)forecast_sum(other, 1, 0), "same amounts");
}

}  // namespace
}  // namespace luoshi::forecast

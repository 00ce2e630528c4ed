#include "forecast/amount.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include <algorithm>

namespace luoshi::forecast {
namespace {

std::vector<SaidAmount> steady(double step, int months, bool checked = true) {
  std::vector<SaidAmount> said;
  for (int month = 1; month <= months; ++month) said.push_back({static_cast<double>(month), step * month, checked});
  return said;
}

TEST(Amount, SteadyWorkIsForecastNarrowlyAroundItsPace) {
  EXPECT_NEAR(amount_quantiles(steady(10, 8), 4, 1)[9], 120, 1.5);
  EXPECT_GT(forecast_amount(steady(10, 8), 110, 4, 1).chance, 0.95);
  EXPECT_LT(forecast_amount(steady(10, 8), 130, 4, 1).chance, 0.05);
}

TEST(Amount, UnevenWorkIsForecastWidely) {
  std::vector<SaidAmount> uneven = {{1, 0, true}, {2, 30, true}, {3, 32, true}, {4, 33, true}, {5, 70, true}, {6, 72, true}};
  const auto width = [](const std::vector<double>& quantiles) { return quantiles[17] - quantiles[1]; };
  EXPECT_GT(width(amount_quantiles(uneven, 3, 1)), 3 * width(amount_quantiles(steady(12, 6), 3, 1)));
}

TEST(Amount, UncheckedClaimsCountByWhatSuchClaimsWereWorth) {
  const auto checked = forecast_amount(steady(10, 8), 110, 4, 0.5);
  const auto claimed = forecast_amount(steady(10, 8, false), 110, 4, 0.5);
  EXPECT_DOUBLE_EQ(checked.now, 80);
  EXPECT_DOUBLE_EQ(claimed.now, 40);
  EXPECT_LT(claimed.chance, checked.chance);
  double last = 0;
  for (const double trust : {0.1, 0.4, 0.7, 1.0}) {
    const double now = forecast_amount(steady(10, 8, false), 100, 4, trust).chance;
    EXPECT_GE(now, last);
    last = now;
  }
}

TEST(Amount, WantingMoreOrHavingLessTimeNeverHelps) {
  const auto said = steady(7.5, 6, false);
  double last = 1;
  for (double goal = 50; goal < 120; goal += 10) {
    const double now = forecast_amount(said, goal, 4, 0.9).chance;
    EXPECT_LE(now, last);
    last = now;
  }
  EXPECT_LT(forecast_amount(said, 70, 2, 0.9).chance, forecast_amount(said, 70, 4, 0.9).chance);
}

TEST(Amount, FewReportsOrNothingDoneMakeNoForecast) {
  EXPECT_FALSE(can_forecast_amount({}));
  EXPECT_FALSE(can_forecast_amount(steady(10, 2)));
  EXPECT_FALSE(can_forecast_amount(steady(0, 8)));
  const std::vector<SaidAmount> same_day = {{1, 3, false}, {1, 4, false}, {1, 5, false}, {1, 6, false}};
  EXPECT_FALSE(can_forecast_amount(same_day)) << "corrections of one day are one report";
  EXPECT_FALSE(can_forecast_amount(steady(10, 3)));
  EXPECT_TRUE(can_forecast_amount(steady(10, 4)));
}

// Land comes in lumps: three in eleven months. One more in two months has a chance of some 1 − exp(−½); what was done before the
// first report, over however many years, does not slow it.
TEST(Amount, WhatStoodAtTheFirstReportSaysNothingOfThePace) {
  const std::vector<double> amounts = {279, 330, 330, 330, 330, 402, 402, 402, 402, 402, 402, 559};
  std::vector<SaidAmount> early, late;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    early.push_back({1.0 + static_cast<double>(i), amounts[i], true});
    late.push_back({41.0 + static_cast<double>(i), amounts[i], true});
  }
  const double chance = forecast_amount(late, 568, 2, 1).chance;
  EXPECT_DOUBLE_EQ(chance, forecast_amount(early, 568, 2, 1).chance);
  EXPECT_GT(chance, 0.25);
  EXPECT_LT(chance, 0.6);
}

// Claims are worth half: 400 more in each of them is 200 more to begin with and 200 more now, and no slower work.
TEST(Amount, WhatWasClaimedBeforeTheFirstReportSaysNothingOfThePace) {
  std::vector<SaidAmount> said = steady(10, 8, false), more = said;
  for (SaidAmount& each : more) each.amount += 400;
  const double chance = forecast_amount(said, 60, 4, 0.5).chance;
  EXPECT_DOUBLE_EQ(chance, forecast_amount(more, 260, 4, 0.5).chance);
  EXPECT_GT(chance, 0.2);
  EXPECT_LT(chance, 0.8);
}

TEST(Amount, WithoutTimeLeftWhatStandsNowIsTheAnswer) {
  const auto said = steady(10, 8, false);
  for (const auto& [goal, chance] : {std::pair{40.0, 1.0}, std::pair{40.1, 0.0}}) {
    const auto made = forecast_amount(said, goal, 0, 0.5);
    EXPECT_EQ(made.chance, chance);
    EXPECT_EQ(made.low, chance);
    EXPECT_EQ(made.high, chance);
  }
  EXPECT_EQ(amount_quantiles(said, 0, 0.5), std::vector<double>(19, 40.0));
}

TEST(Amount, AStepBackIsTakenAsACorrection) {
  std::vector<SaidAmount> said = steady(10, 6, true);
  said.push_back({7, 45, false});
  const auto made = forecast_amount(said, 90, 3, 0.5);
  EXPECT_DOUBLE_EQ(made.now, 45) << "less than what was checked is believed at once";
  const auto quantiles = amount_quantiles(said, 3, 0.5);
  EXPECT_TRUE(std::is_sorted(quantiles.begin(), quantiles.end()));
}

TEST(Amount, ItsChancesAreThoseOfTheForecastAndSumToOne) {
  std::vector<SaidAmount> uneven = {{1, 0, true}, {2, 30, true}, {3, 32, true}, {4, 33, false}, {5, 70, false}};
  const std::vector<SaidAmount> fine = steady(10, 8);
  for (const auto& said : {uneven, fine}) {
    const AmountChances made = amount_chances(said, 4, 0.5);
    double sum = 0, reached = 0;
    for (std::size_t k = 0; k < made.amounts.size(); ++k) {
      if (k > 0) {
        ASSERT_GT(made.amounts[k], made.amounts[k - 1]);
      }
      sum += made.chances[k];
      if (made.amounts[k] >= 100) reached += made.chances[k];
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_LE(made.amounts.size(), 2049U);
    // Where several lumps stand as one, an amount just short of the goal may hold what reaches it.
    EXPECT_NEAR(reached, forecast_amount(said, 100, 4, 0.5).chance, 0.02);
  }
  EXPECT_EQ(amount_chances(fine, 0, 1).amounts, std::vector<double>{80.0});
}

TEST(Amount, ItsCasesAverageToItsChances) {
  const std::vector<SaidAmount> said{{1, 2, true}, {2, 5, true}, {3, 7, true}, {4, 11, true}, {5, 12, true}, {6, 16, true}};
  const AmountChances made = amount_chances(said, 5, 1);
  ASSERT_EQ(made.cases.size(), 20U);
  double off = 0, before = 0;
  for (const auto& each : made.cases) {
    double mean = 0;
    for (std::size_t k = 0; k < each.size(); ++k) mean += each[k] * made.amounts[k];
    EXPECT_GT(mean, before);
    before = mean;
  }
  for (std::size_t k = 0; k < made.amounts.size(); ++k) {
    double mean = 0;
    for (const auto& each : made.cases) mean += each[k] / 20.0;
    off += std::abs(mean - made.chances[k]);
  }
  EXPECT_LT(off, 0.03) << "twenty rates stand for all";
  EXPECT_TRUE(amount_chances(said, 0, 1).cases.empty());
}

}  // namespace
}  // namespace luoshi::forecast

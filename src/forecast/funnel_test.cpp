#include "forecast/funnel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "forecast/chance.hpp"

namespace luoshi::forecast {
namespace {

FunnelForecast answer(const FunnelQuestion& question) {
  const auto made = forecast_funnel(question);
  EXPECT_TRUE(std::holds_alternative<FunnelForecast>(made));
  return std::get<FunnelForecast>(made);
}
std::string reason(const FunnelQuestion& question) {
  const auto made = forecast_funnel(question);
  return std::holds_alternative<NoForecast>(made) ? std::get<NoForecast>(made).reason : "";
}

/// So much was seen that the rate is all but known: `rate` a month, nothing shared.
FunnelQuestion sure(std::vector<double> rates, std::uint64_t now, std::uint64_t wanted, double months) {
  FunnelQuestion question;
  for (const double rate : rates) question.stages.push_back({0, static_cast<std::uint64_t>(1e9 * rate), 1e9});
  question.stages.front().now = now;
  question.total = now, question.wanted = wanted, question.months = months, question.shared_spread = 0;
  return question;
}

TEST(Funnel, OneStageOfKnownRateIsABinomial) {
  const double p = 1 - std::exp(-0.2 * 6);
  EXPECT_NEAR(answer(sure({0.2}, 10, 10, 6)).chance, std::pow(p, 10), 1e-4);
  EXPECT_NEAR(answer(sure({0.2}, 10, 1, 6)).chance, 1 - std::pow(1 - p, 10), 1e-4);
  EXPECT_NEAR(answer(sure({0.2}, 10, 5, 6)).mean, 10 * p, 1e-3);
}

TEST(Funnel, TwoStagesWaitForBoth) {
  // Exponential waits a and b: P(sum ≤ t) = 1 − (b·e^(−at) − a·e^(−bt)) / (b − a).
  const double a = 0.5, b = 0.2, t = 5, p = 1 - (b * std::exp(-a * t) - a * std::exp(-b * t)) / (b - a);
  EXPECT_NEAR(answer(sure({a, b}, 4, 4, t)).chance, std::pow(p, 4), 1e-4);
}

TEST(Funnel, NeverDoesMoreThanThereIs) {
  FunnelQuestion question;
  question.total = 495, question.done = 214, question.wanted = 495, question.months = 1200;
  question.stages = {{281, 214, 281 * 36.0}};
  const FunnelForecast made = answer(question);
  EXPECT_LE(made.mean, 495);
  EXPECT_GT(made.mean, 490) << "in a century nearly all";
  question.months = 12;
  const FunnelForecast soon = answer(question);
  EXPECT_LT(soon.chance, 1e-6) << "the last of many is late";
  question.wanted = 230;
  EXPECT_GT(answer(question).chance, 0.9);
}

TEST(Funnel, SharedLuckSpreadsTheCount) {
  FunnelQuestion question = sure({0.1}, 300, 130, 6);
  const double alone = answer(question).chance;
  EXPECT_NEAR(answer(question).mean, 300 * (1 - std::exp(-0.6)), 0.5);
  question.wanted = 160;
  const double tail = answer(question).chance;
  question.shared_spread = 0.4;
  EXPECT_GT(answer(question).chance, tail + 0.05);
  question.wanted = 130;
  EXPECT_LT(answer(question).chance, alone);
}

TEST(Funnel, WinterAndWaitingAndWantingMoreNeverHelp) {
  FunnelQuestion question;
  question.total = 100, question.done = 20, question.months = 8;
  question.stages = {{30, 25, 400}, {20, 20, 150}};
  double last = 1;
  for (question.wanted = 20; question.wanted <= 100; question.wanted += 4) {
    const double now = answer(question).chance;
    ASSERT_LE(now, last + 1e-12);
    last = now;
  }
  question.wanted = 50;
  const double usual = answer(question).chance;
  question.season = {1, 1, 0.2, 0.2, 0.5, 1, 1, 1};
  EXPECT_LT(answer(question).chance, usual);
  question.season.clear();
  question.months = 6;
  EXPECT_LT(answer(question).chance, usual);
  question.wanted = 40;
  const FunnelForecast made = answer(question);
  EXPECT_LT(made.low, made.chance);
  EXPECT_GT(made.high, made.chance);
}

// Beta–binomial: with Beta(a, b) and no time left, k of n claims true has a closed form; here P(both of two) = E[q²].
TEST(Funnel, ClaimsAreBetaBinomial) {
  FunnelQuestion question = sure({0.1}, 0, 2, 0);
  question.total = 2, question.claimed = 2, question.claims_true = 8, question.claims_false = 2;
  const double both = 8.0 * 9.0 / (10.0 * 11.0);
  EXPECT_NEAR(answer(question).chance, both, 0.02) << "gamma draws by Wilson and Hilferty, 400 of them";
  EXPECT_NEAR(answer(question).mean, 1.6, 0.03);
  question.wanted = 1;
  EXPECT_NEAR(answer(question).chance, 1 - 2.0 * 3.0 / 110.0, 0.02) << "true together or false together";
}

TEST(Funnel, DoubtedClaimsLieBetweenFalseAndTrue) {
  FunnelQuestion question;
  question.total = 60, question.done = 20, question.wanted = 40, question.months = 6;
  question.stages = {{15, 20, 200}, {15, 18, 100}};
  question.claimed = 10, question.claims_true = 6, question.claims_false = 3;
  FunnelQuestion none = question, all = question;
  none.claimed = 0, none.stages[1].now += 10;
  all.claimed = 0, all.done += 10;
  EXPECT_LT(answer(none).chance, answer(question).chance);
  EXPECT_GT(answer(all).chance, answer(question).chance);
}

TEST(Funnel, QuantilesRiseAndHoldTheMean) {
  FunnelQuestion question;
  question.total = 100, question.done = 20, question.wanted = 50, question.months = 8;
  question.stages = {{30, 25, 400}, {20, 20, 150}};
  const FunnelForecast made = answer(question);
  ASSERT_EQ(made.quantiles.size(), 19U);
  EXPECT_TRUE(std::is_sorted(made.quantiles.begin(), made.quantiles.end()));
  EXPECT_NEAR(made.quantiles[9], made.mean, 2.0);
  EXPECT_GE(made.quantiles.front(), 20U);
  // P(done ≥ the median + 1) ≤ ½ ≤ P(done ≥ the median)
  question.wanted = made.quantiles[9];
  EXPECT_GE(answer(question).chance, 0.5 - 1e-9);
  question.wanted += 1;
  EXPECT_LE(answer(question).chance, 0.5 + 1e-9);
}

TEST(Funnel, WhatLikeWorkTeachesStandsInForWhatWasNotSeen) {
  FunnelQuestion question;
  question.total = 10, question.wanted = 5, question.months = 12;
  question.stages = {{10, 0, 0}};
  EXPECT_NE(reason(question), "");
  question.stages[0].prior_left = 4, question.stages[0].prior_months = 40;
  const double taught = answer(question).chance;
  question.stages[0].prior_months = 20;
  EXPECT_GT(answer(question).chance, taught) << "quicker work elsewhere";
}

TEST(Funnel, SaysWhatItHangsOnAndWhatWouldBeEnough) {
  FunnelQuestion question;
  question.total = 100, question.done = 20, question.wanted = 60, question.months = 8;
  question.stages = {{30, 25, 400}, {20, 20, 150}};
  question.claimed = 5, question.claims_true = 4, question.claims_false = 2;
  const double now = answer(question).chance;
  const auto drivers = funnel_drivers(question);
  ASSERT_EQ(drivers.size(), 4U);
  for (const FunnelDriver& driver : drivers) EXPECT_LE(driver.chance_low, driver.chance_high);
  for (std::size_t i = 1; i < drivers.size(); ++i)
    EXPECT_GE(drivers[i - 1].chance_high - drivers[i - 1].chance_low, drivers[i].chance_high - drivers[i].chance_low);
  const auto needed = funnel_speed_needed(question, 0.8, 1);
  ASSERT_TRUE(needed);
  EXPECT_LT(now, 0.8);
  EXPECT_GE(answer(sped_up(question, *needed, 1)).chance, 0.8);
  EXPECT_LT(answer(sped_up(question, *needed - 0.02, 1)).chance, 0.8);
  EXPECT_GT(*funnel_speed_needed(question, 0.8, 4), *needed) << "begun later, it takes more";
  question.months = 0;
  EXPECT_FALSE(funnel_speed_needed(question, 0.8, 0));
}

// A rate or the shared factor, held at its own quantile, leaves the chance of one in ten by a known rate: neither is doubted a second time.
TEST(Funnel, WhatItHangsOnIsHeldAtItsQuantile) {
  constexpr double kTenth = 1.2815515655446004;
  const auto any_of_ten = [](double rate) { return 1 - std::exp(-rate * 6 * 10); };
  FunnelQuestion doubted;  // its rate ~ Gamma(4.5, 41)
  doubted.stages = {{10, 4, 40}};
  doubted.total = 10, doubted.wanted = 1, doubted.months = 6, doubted.shared_spread = 0;
  const auto stage = funnel_drivers(doubted);
  ASSERT_EQ(stage.size(), 1U);
  const auto quantile = [](double z) { return 4.5 * std::pow(1 - 1 / (9 * 4.5) + z / (3 * std::sqrt(4.5)), 3) / 41; };
  EXPECT_NEAR(stage[0].chance_low, any_of_ten(quantile(-kTenth)), 1e-9);
  EXPECT_NEAR(stage[0].chance_high, any_of_ten(quantile(kTenth)), 1e-9);

  FunnelQuestion shared = sure({0.02}, 10, 1, 6);  // ln Z ~ N(−σ²/2, σ²)
  shared.shared_spread = 0.8;
  const auto drivers = funnel_drivers(shared);
  ASSERT_EQ(drivers[0].what, FunnelDriver::What::Shared);
  EXPECT_NEAR(drivers[0].chance_low, any_of_ten(0.02 * std::exp(-0.32 - 0.8 * kTenth)), 1e-3);
  EXPECT_NEAR(drivers[0].chance_high, any_of_ten(0.02 * std::exp(-0.32 + 0.8 * kTenth)), 1e-3);
}

TEST(Funnel, SaysWhyItCannotSay) {
  FunnelQuestion question;
  question.stages = {{281, 214, 5000}};
  question.done = 214, question.wanted = 300, question.months = 12;
  EXPECT_NE(reason(question).find("总量没有人说明"), std::string::npos);
  question.total = 400;
  EXPECT_NE(reason(question).find("多于总量"), std::string::npos);
  question.total = 495;
  EXPECT_EQ(reason(question), "");
  question.wanted = 500;
  EXPECT_NE(reason(question).find("目标多于总量"), std::string::npos);
  question.wanted = 300;
  question.stages.push_back({0, 0, 0});
  EXPECT_NE(reason(question).find("从未见过"), std::string::npos);
}

TEST(Funnel, TheChanceOfEveryCountIsTheForecasts) {
  FunnelQuestion question = sure({0.2, 0.4}, 12, 8, 6);
  question.shared_spread = 0.3, question.done = 3, question.total = 15, question.wanted = 9;
  const FunnelForecast made = answer(question);
  double sum = 0, tail = 0, mean = 0;
  for (std::size_t k = 0; k < made.chances.size(); ++k) {
    sum += made.chances[k], mean += made.chances[k] * static_cast<double>(k);
    if (k >= question.wanted) tail += made.chances[k];
  }
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_NEAR(tail, made.chance, 1e-9);
  EXPECT_NEAR(mean, made.mean, 1e-9);
  EXPECT_LE(made.chances.size(), 16U);
}

TEST(Funnel, CasesAverageToTheForecastFromUnluckyToLucky) {
  FunnelQuestion question;
  question.total = 40, question.done = 6, question.wanted = 20, question.months = 8;
  question.stages = {{15, 8, 90}, {9, 6, 40}};
  question.claimed = 3, question.claims_true = 4, question.claims_false = 1;
  const auto made = std::get<FunnelForecast>(forecast_funnel(question, Cases::Kept));
  const FunnelForecast plain = answer(question);
  EXPECT_EQ(made.chance, plain.chance);
  EXPECT_TRUE(plain.cases.empty());
  ASSERT_EQ(made.cases.size(), kCases);
  double before = 0;
  std::vector<double> tails;
  for (const auto& each : made.cases) {
    ASSERT_EQ(each.size(), made.chances.size());
    double whole = 0, mean = 0, tail = 0;
    for (std::size_t k = 0; k < each.size(); ++k) whole += each[k], mean += each[k] * static_cast<double>(k), tail += k >= 20 ? each[k] : 0;
    EXPECT_NEAR(whole, 1, 1e-12);
    EXPECT_GE(mean, before);
    before = mean;
    tails.push_back(tail);
  }
  for (std::size_t k = 0; k < made.chances.size(); ++k) {
    double mean = 0;
    for (const auto& each : made.cases) mean += each[k] / static_cast<double>(kCases);
    EXPECT_NEAR(mean, made.chances[k], 1e-9);
  }
  EXPECT_NEAR(0.5 * (tails[1] + tails[2]), made.low, 0.03) << "its tenth is that of the cases";
  EXPECT_NEAR(0.5 * (tails[17] + tails[18]), made.high, 0.03);
}

}  // namespace
}  // namespace luoshi::forecast

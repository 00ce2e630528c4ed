#include "forecast/count.hpp"

#include <gtest/gtest.h>

namespace luoshi::forecast {
namespace {

// Case B1 of the shared verification cases: 214 rivers in 36 months, prior gamma(40, 8), 60 more wanted in a year.
TEST(CountForecast, AnswersCaseB1) {
  const auto forecast = forecast_count({40.0, 8.0}, {214, 36.0}, 60, 12.0);
  EXPECT_NEAR(forecast.probability, 0.8518647299258416, 1e-12);
  EXPECT_NEAR(forecast.mean, 69.27272727272727, 1e-12);
  EXPECT_LT(forecast.low, forecast.probability);
  EXPECT_GT(forecast.high, forecast.probability);
}

TEST(CountForecast, OneThingIsAGeometricWait) {
  // r = 1, p = ½: P(N ≥ k) = 2^−k.
  EXPECT_NEAR(forecast_count({1.0, 1.0}, {0, 0.0}, 3, 1.0).probability, 0.125, 1e-15);
  EXPECT_EQ(forecast_count({1.0, 1.0}, {0, 0.0}, 0, 1.0).probability, 1.0);
}

TEST(CountForecast, WantingMoreNeverMakesItLikelier) {
  double last = 1.0;
  for (std::uint64_t wanted = 0; wanted < 400; ++wanted) {
    const double now = forecast_count({0.5, 0.0}, {100, 10.0}, wanted, 12.0).probability;
    EXPECT_LE(now, last + 1e-15) << wanted;
    last = now;
  }
  EXPECT_LT(last, 1e-9);
}

TEST(CountForecast, LargeCountsNeitherOverflowNorVanish) {
  const auto forecast = forecast_count({0.5, 0.0}, {1'000'000, 12.0}, 1'000'000, 12.0);
  EXPECT_NEAR(forecast.probability, 0.5, 0.01);
}

}  // namespace
}  // namespace luoshi::forecast

#include "forecast/chance.hpp"

#include <gtest/gtest.h>

namespace luoshi::forecast {
namespace {

TEST(Chance, OfTwoCoinsIsWorkedOutOnPaper) {
  EXPECT_DOUBLE_EQ(binomial_tail(2, 0.5, 0), 1.0);
  EXPECT_DOUBLE_EQ(binomial_tail(2, 0.5, 1), 0.75);
  EXPECT_DOUBLE_EQ(binomial_tail(2, 0.5, 2), 0.25);
  EXPECT_DOUBLE_EQ(binomial_tail(2, 0.5, 3), 0.0);
  EXPECT_DOUBLE_EQ(binomial_tail(5, 0.0, 1), 0.0);
  EXPECT_DOUBLE_EQ(binomial_tail(5, 1.0, 5), 1.0);
}

TEST(Chance, AllOf281AnswersCasesT1ToT3) {  // verification_cases.csv of the shared folder
  EXPECT_NEAR(binomial_tail(281, 0.99, 281), 0.059359424524750785, 1e-12);
  EXPECT_NEAR(binomial_tail(281, 0.92, 253), 0.903989645945581, 1e-12);
  EXPECT_NEAR(correlated_tail(281, 0.99, 0.1, 281), 0.2159792114888297, 1e-9);
  EXPECT_NEAR(correlated_tail(281, 0.99, 0.3, 281), 0.465859598178404, 1e-9);
  EXPECT_NEAR(correlated_tail(281, 0.99, 0.5, 281), 0.6587264131166878, 1e-9);
  EXPECT_NEAR(correlated_tail(281, 0.999, 0.5, 281), 0.9201576011417891, 1e-9);
}

TEST(Chance, WantingMoreNeverMakesItLikelierAndCorrelationWidens) {
  double last = 1;
  for (std::uint64_t wanted = 0; wanted <= 100; ++wanted) {
    const double now = correlated_tail(100, 0.7, 0.2, wanted);
    ASSERT_LE(now, last + 1e-12);
    last = now;
  }
  EXPECT_GT(correlated_tail(100, 0.7, 0.4, 95), correlated_tail(100, 0.7, 0.1, 95));
  EXPECT_LT(correlated_tail(100, 0.7, 0.4, 50), correlated_tail(100, 0.7, 0.1, 50));
}

TEST(Chance, LargeNumbersNeitherOverflowNorVanish) {
  EXPECT_NEAR(binomial_tail(1'000'000, 0.5, 500'000), 0.5, 0.001);
  EXPECT_GT(binomial_tail(1'000'000, 1e-6, 5), 0.0);
}

}  // namespace
}  // namespace luoshi::forecast

#include "verify/tail.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace luoshi::verify {
namespace {

TEST(BinomialTail, AgreesWithSumsOnPaper) {
  EXPECT_NEAR(binomial_tail(2, 3, 0.5), 0.5, 1e-15);
  EXPECT_NEAR(binomial_tail(1, 2, 0.1), 0.19, 1e-15);
  EXPECT_NEAR(binomial_tail(7, 7, 0.05), std::pow(0.05, 7), 1e-20);
  EXPECT_EQ(binomial_tail(0, 5, 0.3), 1.0);
  EXPECT_EQ(binomial_tail(6, 5, 0.3), 0.0);
}

TEST(PoissonTail, AgreesWithSumsOnPaper) {
  EXPECT_NEAR(poisson_tail(1, 0.01), 1 - std::exp(-0.01), 1e-15);
  EXPECT_NEAR(poisson_tail(2, 1.0), 1 - 2 * std::exp(-1.0), 1e-14);
}

TEST(StudentQuantile, AgreesWithTheTable) {
  EXPECT_NEAR(student_quantile(0.95, 10), 1.812, 0.002);
  EXPECT_NEAR(student_quantile(0.99, 5), 3.365, 0.04);
  EXPECT_NEAR(student_quantile(0.975, 1000), 1.962, 0.001);
  EXPECT_NEAR(student_quantile(0.05, 10), -1.812, 0.002);
}

TEST(Tail, AsksNothingOfAShortPast) {
  EXPECT_FALSE(tail_of(std::vector<double>(kLeastPast - 1, 1.0), 1.0));
  EXPECT_TRUE(tail_of(std::vector<double>(kLeastPast, 1.0), 1.0));
}

TEST(Tail, RateIsTheInverseOfTheThreshold) {
  Random random{5};
  std::vector<double> past;
  for (int i = 0; i < 300; ++i) past.push_back(-std::log(1 - random.uniform()));
  const auto tail = tail_of(past, 3.0);
  for (const double rate : {5.0, 1.0, 0.2, 0.01}) EXPECT_NEAR(tail->rate(tail->threshold(rate)), rate, 1e-9 * rate + 1e-12);
}

// The promise itself: for an exponential past the future exceeds the threshold as often as said, however short the past.
TEST(Tail, AsksAsOftenAsItSays) {
  Random random{20260630};
  for (const int windows : {60, 365}) {
    double asked = 0, years = 0;
    for (int trial = 0; trial < 4000; ++trial) {
      std::vector<double> past;
      for (int i = 0; i < windows; ++i) past.push_back(-std::log(1 - random.uniform()));
      const double threshold = tail_of(past, 1.0)->threshold(0.5);
      for (int i = 0; i < windows; ++i) asked += -std::log(1 - random.uniform()) >= threshold ? 1 : 0;
      years += 1;
    }
    EXPECT_NEAR(asked / years, 0.5, 0.12) << windows << " windows";
  }
}

TEST(ExceedanceTail, IsThatOfExchangeableWindows) {
  Random random{7};
  const std::size_t past = 91, future = 23, k = 7;
  double seen = 0, said = 0;
  const int trials = 20000;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> windows(past);
    for (double& window : windows) window = random.uniform();
    const auto tail = tail_of(windows, 1.0);
    said = exceedance_tail(*tail, k, future);
    std::size_t low = 0;
    for (std::size_t i = 0; i < future; ++i) low += random.uniform() > tail->u ? 1 : 0;
    seen += low >= k ? 1 : 0;
  }
  EXPECT_NEAR(seen / trials, said, 4 * std::sqrt(said / trials));
  EXPECT_EQ(exceedance_tail(*tail_of(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                                                         21, 22, 23, 24, 25, 26, 27, 28, 29, 30}, 1.0), 0, 5), 1.0);
}

}  // namespace
}  // namespace luoshi::verify

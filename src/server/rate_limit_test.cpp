#include "server/rate_limit.hpp"

#include <gtest/gtest.h>

namespace luoshi::server {
namespace {

using namespace std::chrono_literals;

constexpr RateLimit::Time kStart{1h};

TEST(RateLimit, AllowsABurstThenTheRateAndSaysHowLongToWait) {
  RateLimit limit{2, 5};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.refuse("a", kStart), std::nullopt) << i;
  EXPECT_EQ(limit.refuse("a", kStart), 1U);
  EXPECT_EQ(limit.refuse("b", kStart), std::nullopt) << "each has a bucket";
  EXPECT_EQ(limit.refuse("a", kStart + 500ms), std::nullopt);
  EXPECT_EQ(limit.refuse("a", kStart + 500ms), 1U);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.refuse("a", kStart + 1h), std::nullopt);
  EXPECT_EQ(limit.refuse("a", kStart + 1h), 1U) << "the bucket holds no more than a burst";
}

TEST(RateLimit, ASlowRateNamesItsSeconds) {
  RateLimit limit{0.1, 1};
  EXPECT_EQ(limit.refuse("a", kStart), std::nullopt);
  EXPECT_EQ(limit.refuse("a", kStart), 10U);
  EXPECT_EQ(limit.refuse("a", kStart + 10s), std::nullopt) << "what was said is kept";
}

TEST(RateLimit, NoRateIsNoLimit) {
  RateLimit limit{0, 1};
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(limit.refuse("a", kStart), std::nullopt);
}

TEST(RateLimit, ManyNamesDoNotFillMemoryNorFreeOneThatAsksTooOften) {
  RateLimit limit{1, 2, 100};
  const auto later = kStart + 5s;
  for (int i = 0; i < 99; ++i) (void)limit.refuse(std::to_string(i), kStart);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(limit.refuse("busy", later), std::nullopt);
  EXPECT_EQ(limit.refuse("new", later), std::nullopt) << "the idle ones made room";
  EXPECT_EQ(limit.refuse("busy", later), 1U);
}

}  // namespace
}  // namespace luoshi::server

#include "forecast/belief.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "base/random.hpp"
#include "forecast/earned_schedule.hpp"

namespace luoshi::forecast {
namespace {

TEST(Belief, AnswersCaseB2) {
  const Belief after = updated({0.2, 0.3}, 5, 0.4, 0.4);
  EXPECT_NEAR(after.mean, 0.34754098360655733, 1e-15);
  EXPECT_NEAR(after.spread, 0.15364425591947517, 1e-15);
}

TEST(Belief, CasesOneByOneAreCasesAtOnce) {
  Random random{20260104};
  for (int trial = 0; trial < 200; ++trial) {
    const Belief before{random.normal(), random.uniform(0.05, 2)};
    const double spread = random.uniform(0.05, 2);
    Belief one = before;
    double sum = 0;
    const auto cases = 1 + random.below(9);
    for (std::uint64_t k = 0; k < cases; ++k) {
      const double seen = random.normal();
      sum += seen;
      one = updated(one, 1, seen, spread);
    }
    const Belief all = updated(before, cases, sum / static_cast<double>(cases), spread);
    ASSERT_NEAR(one.mean, all.mean, 1e-9) << "trial " << trial;
    ASSERT_NEAR(one.spread, all.spread, 1e-12);
    ASSERT_LT(all.spread, before.spread) << "a case never makes it less sure";
  }
  EXPECT_EQ(updated({0.2, 0.3}, 0, 9, 1).mean, 0.2);
}

TEST(EarnedSchedule, AnswersCaseE1) {
  const std::vector<double> planned{10, 25, 45, 70, 90, 100};
  const auto made = earned_schedule(planned, 33, 3);
  ASSERT_TRUE(made);
  EXPECT_NEAR(made->schedule, 2.4, 1e-12);
  EXPECT_NEAR(made->index, 0.8, 1e-12);
  EXPECT_NEAR(*made->finish, 7.5, 1e-12);
}

TEST(EarnedSchedule, AsPlannedIsOneAndMoreIsNeverLater) {
  const std::vector<double> planned{0, 25, 25, 70, 100};
  for (std::size_t period = 2; period <= planned.size(); ++period)
    EXPECT_GE(earned_schedule(planned, planned[period - 1], static_cast<double>(period))->index, 1.0) << period;
  double last = 0;
  for (double earned = 0; earned <= 120; earned += 0.5) {
    const auto made = earned_schedule(planned, earned, 4);
    EXPECT_GE(made->schedule, last);
    last = made->schedule;
  }
  EXPECT_EQ(last, 5) << "beyond the plan's end it is the plan's end";
}

TEST(EarnedSchedule, SaysNothingWhereThePlanSaysNothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> planned{10, 20}, falling{20, 10}, zero{0, 0}, hole{10, nan};
  EXPECT_FALSE(earned_schedule({}, 1, 1));
  const std::vector<double> late{0, 0, 10};
  EXPECT_FALSE(earned_schedule(late, 0, 3)->finish) << "nothing is earned, though nothing was due yet";
  EXPECT_FALSE(earned_schedule(falling, 1, 1));
  EXPECT_FALSE(earned_schedule(zero, 1, 1)) << "an all-zero plan";
  EXPECT_FALSE(earned_schedule(hole, 1, 1));
  EXPECT_FALSE(earned_schedule(planned, nan, 1));
  EXPECT_FALSE(earned_schedule(planned, -1, 1));
  EXPECT_FALSE(earned_schedule(planned, 1, 0));
  EXPECT_FALSE(earned_schedule(planned, 0, 1)->finish) << "nothing earned: no end is in sight";
}

}  // namespace
}  // namespace luoshi::forecast

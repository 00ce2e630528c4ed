#include "numeric/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace luoshi::numeric {
namespace {

TEST(NormalProbability, AgreesWithTheErrorFunction) {
  for (double x = -37; x <= 9; x += 0.0137) {
    const double exact = 0.5 * std::erfc(-x / std::sqrt(2.0));
    ASSERT_NEAR(normal_probability(x), exact, 1e-15) << x;
    if (x < 0) {
      ASSERT_NEAR(normal_probability(x) / exact, 1.0, 1e-8) << x;
    }
  }
}

TEST(NormalProbability, HasItsLimits) {
  EXPECT_EQ(normal_probability(0), 0.5);
  EXPECT_EQ(normal_probability(40), 1.0);
  EXPECT_EQ(normal_probability(-INFINITY), 0.0);
  EXPECT_TRUE(std::isnan(normal_probability(NAN)));
}

}  // namespace
}  // namespace luoshi::numeric

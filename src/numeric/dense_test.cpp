#include "numeric/dense.hpp"

#include <gtest/gtest.h>

namespace luoshi::numeric {
namespace {

TEST(LuFactors, SolvesASystemThatNeedsARowExchange) {
  const auto factors = LuFactors::of({0, 2, 1,  //
                                      1, 1, 0,  //
                                      3, 0, 1},
                                     3);
  ASSERT_TRUE(factors);
  std::vector<double> b{7, 3, 6};  // x = 1, y = 2, z = 3
  factors->solve(b);
  EXPECT_NEAR(b[0], 1, 1e-15);
  EXPECT_NEAR(b[1], 2, 1e-15);
  EXPECT_NEAR(b[2], 3, 1e-15);
}

TEST(LuFactors, SolvesTheTransposedSystem) {
  const std::vector<double> a{0, 2, 1, 1, 1, 0, 3, 0, 1};
  const auto factors = LuFactors::of(a, 3);
  ASSERT_TRUE(factors);
  const std::vector<double> x{1, -2, 4};
  std::vector<double> b(3, 0.0);
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 3; ++column) b[column] += a[row * 3 + column] * x[row];
  factors->solve_transposed(b);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(b[i], x[i], 1e-14);
}

TEST(LuFactors, RefusesASingularMatrix) {
  EXPECT_FALSE(LuFactors::of({1, 2, 2, 4}, 2));
  EXPECT_FALSE(LuFactors::of({0}, 1));
}

}  // namespace
}  // namespace luoshi::numeric

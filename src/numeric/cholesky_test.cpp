#include "numeric/cholesky.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace luoshi::numeric {
namespace {

TEST(Cholesky, SolvesWhatItFactored) {
  constexpr std::uint64_t kSeed = 20240612;
  Random random{kSeed};
  for (std::size_t n : {1U, 2U, 7U, 8U, 33U}) {
    std::vector<double> root(n * n), matrix(n * n, 0.0);
    for (double& value : root) value = random.normal();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) matrix[i * n + j] += root[i * n + k] * root[j * n + k];
        if (i == j) matrix[i * n + j] += 1.0;
      }
    std::vector<double> wanted(n), right(n, 0.0);
    for (double& value : wanted) value = random.normal();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) right[i] += matrix[i * n + j] * wanted[j];
    const auto factor = CholeskyFactor::of(matrix, n);
    ASSERT_TRUE(factor) << "seed " << kSeed;
    factor->solve(right);
    for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR(right[i], wanted[i], 1e-9) << "n " << n << " seed " << kSeed;

    const std::vector<double> diagonal = factor->inverse_diagonal();
    for (std::size_t k = 0; k < n; ++k) {
      std::vector<double> unit(n, 0.0);
      unit[k] = 1.0;
      factor->solve(unit);
      EXPECT_NEAR(diagonal[k], unit[k], 1e-12 * (1 + unit[k]));
    }
  }
}

TEST(Cholesky, MakesNormalsOfTheInverseAsCovariance) {
  const auto factor = CholeskyFactor::of({4, 0, 2, 5}, 2);  // inverse: 5/16, 4/16, −2/16
  ASSERT_TRUE(factor);
  Random random{7};
  double xx = 0, yy = 0, xy = 0;
  constexpr int kDraws = 200'000;
  for (int i = 0; i < kDraws; ++i) {
    std::vector<double> z{random.normal(), random.normal()};
    factor->solve_upper(z);
    xx += z[0] * z[0];
    yy += z[1] * z[1];
    xy += z[0] * z[1];
  }
  EXPECT_NEAR(xx / kDraws, 5.0 / 16, 0.005);
  EXPECT_NEAR(yy / kDraws, 4.0 / 16, 0.005);
  EXPECT_NEAR(xy / kDraws, -2.0 / 16, 0.005);
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefinite) {
  EXPECT_FALSE(CholeskyFactor::of({1, 0, 2, 1}, 2));
  EXPECT_FALSE(CholeskyFactor::of({0}, 1));
}

}  // namespace
}  // namespace luoshi::numeric

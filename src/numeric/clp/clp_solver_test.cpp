#include "numeric/clp/clp_solver.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace luoshi::numeric {
namespace {

/// Maximise 3x + 2y over x + y ≤ 4, x + 3y ≤ 7, x ≤ 3: by hand x = 3, y = 1, worth 11, the first row's price 2.
LinearProgram by_hand() {
  LinearProgram p;
  const auto first = p.add_row(-kUnbounded, 4), second = p.add_row(-kUnbounded, 7);
  p.add_column(-3, 0, 3, {{first, 1}, {second, 1}});
  p.add_column(-2, 0, kUnbounded, {{first, 1}, {second, 3}});
  return p;
}

TEST(ClpSolver, FindsTheHandOptimumAndItsPrices) {
  const auto p = by_hand();
  const auto solution = make_clp_solver()->solve(p);
  ASSERT_EQ(solution.status, LpSolution::Status::Optimal);
  EXPECT_NEAR(solution.x[0], 3, 1e-12);
  EXPECT_NEAR(solution.x[1], 1, 1e-12);
  EXPECT_NEAR(solution.row_price[0], -2, 1e-12);
  EXPECT_NEAR(solution.row_price[1], 0, 1e-12);
  EXPECT_LE(certify(p, solution).residual(), 1e-13);
  EXPECT_NEAR(certify(p, solution).cost, -11, 1e-12);
}

TEST(ClpSolver, SaysWhenThereIsNoSolution) {
  LinearProgram none;
  const auto row = none.add_row(5, kUnbounded);
  none.add_column(1, 0, 1, {{row, 1}});
  EXPECT_EQ(make_clp_solver()->solve(none).status, LpSolution::Status::Infeasible);
  LinearProgram endless;
  const auto free_row = endless.add_row(0, kUnbounded);
  endless.add_column(-1, 0, kUnbounded, {{free_row, 1}});
  EXPECT_NE(make_clp_solver()->solve(endless).status, LpSolution::Status::Optimal);
}

TEST(Certificate, RefusesEveryWrongClaim) {
  const auto p = by_hand();
  const LpSolution right{LpSolution::Status::Optimal, {3, 1}, {-2, 0}, 0};
  EXPECT_LE(certify(p, right).residual(), 1e-15);
  LpSolution wrong = right;
  wrong.x = {3, 0.5};
  EXPECT_GT(certify(p, wrong).residual(), 0.01) << "feasible but not the best";
  wrong = right;
  wrong.x = {3.1, 1};
  EXPECT_GT(certify(p, wrong).primal_violation, 0.01) << "over a bound";
  wrong = right;
  wrong.row_price = {2, 0};
  EXPECT_GT(certify(p, wrong).dual_violation, 0.01) << "a price of the wrong sign";
  wrong = right;
  wrong.row_price = {-1, 0};
  EXPECT_GT(certify(p, wrong).residual(), 0.01) << "a price too low";
}

TEST(ClpSolver, IsCertifiedOnRandomProgrammesOfBadScale) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random{seed};
    LinearProgram p;
    const std::size_t rows = 30, columns = 120;
    for (std::size_t i = 0; i < rows; ++i) p.add_row(-kUnbounded, random.uniform(1, 100));
    for (std::size_t j = 0; j < columns; ++j) {
      std::vector<LinearProgram::Entry> entries;
      for (std::size_t i = 0; i < rows; ++i)
        if (random.uniform() < 0.2) entries.push_back({i, random.uniform(1e-4, 1) * (j % 3 ? 1.0 : 1e-3)});
      p.add_column(-random.uniform(0.1, 10), 0, random.uniform(1, 1000), entries);
    }
    const auto solution = make_clp_solver()->solve(p);
    ASSERT_EQ(solution.status, LpSolution::Status::Optimal) << "seed " << seed;
    ASSERT_LE(certify(p, solution).residual(), 1e-11) << "seed " << seed;
  }
}

}  // namespace
}  // namespace luoshi::numeric

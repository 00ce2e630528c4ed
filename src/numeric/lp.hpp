#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace luoshi::numeric {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Minimise cost·x over row_lower ≤ A·x ≤ row_upper, lower ≤ x ≤ upper; A by columns. Bounds may be ±kUnbounded.
class LinearProgram {
 public:
  struct Entry {
    std::size_t row;
    double value;
  };

  /// Adds a row without entries; returns its number.
  std::size_t add_row(double lower, double upper);
  /// Adds a column; returns its number. Requires rows that exist, each at most once, and finite numbers.
  std::size_t add_column(double cost, double lower, double upper, const std::vector<Entry>& entries);

  [[nodiscard]] std::size_t rows() const { return row_lower.size(); }
  [[nodiscard]] std::size_t columns() const { return cost.size(); }

  std::vector<double> cost, lower, upper, row_lower, row_upper;
  std::vector<std::size_t> start{0};
  std::vector<std::size_t> row;
  std::vector<double> value;
};

/// What a solver claims. `row_price[i]` is the change of the least cost per unit by which row i's active bound moves.
struct LpSolution {
  enum class Status { Optimal, Infeasible, Unbounded, Failed } status = Status::Failed;
  std::vector<double> x, row_price;
  std::size_t iterations = 0;
};

/// A proof of an optimum that anyone can check by multiplying out (Karush, Kuhn and Tucker): computed here from the
/// programme and the claimed numbers alone, with error-carrying sums; the solver is not trusted.
///
/// All are relative: violations to 1 + the bound's magnitude and the row's largest term, the gap to 1 + |cost|.
struct LpCertificate {
  double primal_violation = 0;  ///< of bounds and rows
  double dual_violation = 0;    ///< reduced costs and prices of the wrong sign where no bound holds them
  double gap = 0;               ///< cost − the dual's bound on any feasible cost
  double cost = 0;
  [[nodiscard]] double residual() const {
    const double larger = primal_violation > dual_violation ? primal_violation : dual_violation;
    const double size = gap < 0 ? -gap : gap;
    return larger > size ? larger : size;
  }
};
/// Requires as many numbers as columns and rows.
[[nodiscard]] LpCertificate certify(const LinearProgram& program, const LpSolution& solution);

/// Solves linear programmes. Answers are certificates, not bits: two solvers may name different optimal points.
class LpSolver {
 public:
  virtual ~LpSolver() = default;
  [[nodiscard]] virtual LpSolution solve(const LinearProgram& program) const = 0;
};

}  // namespace luoshi::numeric

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace luoshi::numeric {

/// The factors of a square matrix by elimination with partial pivoting (P·A = L·U). For systems up to some thousands.
class LuFactors {
 public:
  /// Factors the n × n matrix given row by row; nothing when it is singular to working precision.
  [[nodiscard]] static std::optional<LuFactors> of(std::vector<double> matrix, std::size_t n);

  /// Replaces `right` by the solution of A·x = right. Requires n numbers.
  void solve(std::span<double> right) const;
  /// Replaces `right` by the solution of Aᵀ·x = right.
  void solve_transposed(std::span<double> right) const;
  [[nodiscard]] std::size_t size() const { return pivots_.size(); }

 private:
  LuFactors() = default;
  std::vector<double> factors_;
  std::vector<std::size_t> pivots_;
};

}  // namespace luoshi::numeric

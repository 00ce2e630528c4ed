#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace luoshi::numeric {

/// A symmetric positive definite matrix as L·Lᵀ (Cholesky): for normal equations up to some thousands.
class CholeskyFactor {
 public:
  /// Factors the n × n matrix given row by row, of which only the lower half is read; nothing when it is not positive
  /// definite to working precision.
  [[nodiscard]] static std::optional<CholeskyFactor> of(std::vector<double> matrix, std::size_t n);

  /// Replaces `right` by the solution of A·x = right. Requires n numbers.
  void solve(std::span<double> right) const;
  /// Replaces `right` by the solution of Lᵀ·x = right: of standard normals it makes normals of covariance A⁻¹.
  void solve_upper(std::span<double> right) const;
  /// The diagonal of A⁻¹.
  [[nodiscard]] std::vector<double> inverse_diagonal() const;
  [[nodiscard]] std::size_t size() const { return n_; }

 private:
  CholeskyFactor() = default;
  void solve_lower(std::span<double> right, std::size_t first) const;
  std::vector<double> lower_;
  std::size_t n_ = 0;
};

}  // namespace luoshi::numeric

#include "numeric/cholesky.hpp"

#include <array>
#include <cmath>

#include "base/contract.hpp"

namespace luoshi::numeric {
namespace {

// In the fixed shape of `sum`, so that the bits do not depend on how the compiler folds a loop.
double dot(const double* a, const double* b, std::size_t n) {
  std::array<double, 8> lanes{};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8)
    for (std::size_t lane = 0; lane < 8; ++lane) lanes[lane] += a[i + lane] * b[i + lane];
  for (std::size_t lane = 0; i < n; ++i, ++lane) lanes[lane] += a[i] * b[i];
  for (std::size_t width = 4; width > 0; width /= 2)
    for (std::size_t lane = 0; lane < width; ++lane) lanes[lane] += lanes[lane + width];
  return lanes[0];
}

}  // namespace

std::optional<CholeskyFactor> CholeskyFactor::of(std::vector<double> matrix, std::size_t n) {
  expects(matrix.size() == n * n, "an n × n matrix");
  for (std::size_t i = 0; i < n; ++i) {
    double* const row = &matrix[i * n];
    for (std::size_t j = 0; j <= i; ++j) {
      const double rest = row[j] - dot(row, &matrix[j * n], j);
      if (j < i) {
        row[j] = rest / matrix[j * n + j];
        continue;
      }
      if (!(rest > 0)) return std::nullopt;
      row[i] = std::sqrt(rest);
    }
  }
  CholeskyFactor factor;
  factor.lower_ = std::move(matrix);
  factor.n_ = n;
  return factor;
}

void CholeskyFactor::solve_lower(std::span<double> right, std::size_t first) const {
  for (std::size_t i = first; i < n_; ++i)
    right[i] = (right[i] - dot(&lower_[i * n_ + first], &right[first], i - first)) / lower_[i * n_ + i];
}

void CholeskyFactor::solve_upper(std::span<double> right) const {
  expects(right.size() == n_, "as many numbers as rows");
  for (std::size_t i = n_; i-- > 0;) {
    right[i] /= lower_[i * n_ + i];
    for (std::size_t j = 0; j < i; ++j) right[j] -= lower_[i * n_ + j] * right[i];
  }
}

void CholeskyFactor::solve(std::span<double> right) const {
  expects(right.size() == n_, "as many numbers as rows");
  solve_lower(right, 0);
  solve_upper(right);
}

std::vector<double> CholeskyFactor::inverse_diagonal() const {
  // A⁻¹ = L⁻ᵀ·L⁻¹, so its diagonal holds the squared lengths of the columns of L⁻¹.
  std::vector<double> diagonal(n_), column(n_);
  for (std::size_t k = 0; k < n_; ++k) {
    column.assign(n_, 0.0);
    column[k] = 1.0;
    solve_lower(column, k);
    diagonal[k] = dot(&column[k], &column[k], n_ - k);
  }
  return diagonal;
}

}  // namespace luoshi::numeric

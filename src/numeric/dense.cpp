#include "numeric/dense.hpp"

#include <limits>
#include <utility>

#include "base/contract.hpp"

namespace luoshi::numeric {
namespace {
double magnitude(double x) { return x < 0 ? -x : x; }
}  // namespace

std::optional<LuFactors> LuFactors::of(std::vector<double> a, std::size_t n) {
  expects(a.size() == n * n, "a square matrix");
  double largest = 0;
  for (const double value : a) largest = magnitude(value) > largest ? magnitude(value) : largest;
  const double negligible = largest * static_cast<double>(n) * std::numeric_limits<double>::epsilon() * 1e-3;

  LuFactors made;
  made.pivots_.resize(n);
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t best = column;
    for (std::size_t row = column + 1; row < n; ++row)
      if (magnitude(a[row * n + column]) > magnitude(a[best * n + column])) best = row;
    made.pivots_[column] = best;
    if (!(magnitude(a[best * n + column]) > negligible)) return std::nullopt;
    if (best != column)
      for (std::size_t k = 0; k < n; ++k) std::swap(a[best * n + k], a[column * n + k]);
    const double pivot = a[column * n + column];
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = a[row * n + column] / pivot;
      a[row * n + column] = factor;
      if (factor == 0) continue;
      for (std::size_t k = column + 1; k < n; ++k) a[row * n + k] -= factor * a[column * n + k];
    }
  }
  made.factors_ = std::move(a);
  return made;
}

void LuFactors::solve(std::span<double> b) const {
  const std::size_t n = size();
  expects(b.size() == n, "as many numbers as unknowns");
  for (std::size_t i = 0; i < n; ++i)
    if (pivots_[i] != i) std::swap(b[i], b[pivots_[i]]);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < i; ++k) b[i] -= factors_[i * n + k] * b[k];
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= factors_[i * n + k] * b[k];
    b[i] /= factors_[i * n + i];
  }
}

void LuFactors::solve_transposed(std::span<double> b) const {
  const std::size_t n = size();
  expects(b.size() == n, "as many numbers as unknowns");
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= factors_[k * n + i] * b[k];
    b[i] /= factors_[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= factors_[k * n + i] * b[k];
  for (std::size_t i = n; i-- > 0;)
    if (pivots_[i] != i) std::swap(b[i], b[pivots_[i]]);
}

}  // namespace luoshi::numeric

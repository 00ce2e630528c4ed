#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace luoshi::numeric {

/// The sum in one fixed shape: element i goes to lane i mod 16, the lanes are folded 16 → 8 → 4 → 2 → 1. The same bits
/// on any vector width; error at most (n/16 + 4) ulp of the sum of magnitudes.
[[nodiscard]] inline double sum(std::span<const double> values) noexcept {
  std::array<double, 16> lanes{};
  std::size_t i = 0;
  for (; i + 16 <= values.size(); i += 16)
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] += values[i + lane];
  for (std::size_t lane = 0; i < values.size(); ++i, ++lane) lanes[lane] += values[i];
  for (std::size_t width = 8; width > 0; width /= 2)
    for (std::size_t lane = 0; lane < width; ++lane) lanes[lane] += lanes[lane + width];
  return lanes[0];
}

/// A running sum that carries what rounding lost (Neumaier): for balances that must close to the last digits.
class CarefulSum {
 public:
  void add(double value) noexcept {
    const double next = total_ + value;
    const double larger = total_ >= 0 ? total_ : -total_, other = value >= 0 ? value : -value;
    lost_ += larger >= other ? (total_ - next) + value : (value - next) + total_;
    total_ = next;
  }
  [[nodiscard]] double value() const noexcept { return total_ + lost_; }

 private:
  double total_ = 0, lost_ = 0;
};

}  // namespace luoshi::numeric

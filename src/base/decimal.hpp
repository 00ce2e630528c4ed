#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luoshi {

/// An exact decimal number, coefficient × 10^exponent, kept as it was written: 1.40 is (140, −2) and prints "1.40".
///
/// Range: |coefficient| < 10^18, −18 ≤ exponent ≤ 18. Comparison is by value (1.4 equals 1.40 and 14e-1). Addition and
/// multiplication are exact or give nothing; nothing is ever rounded.
class Decimal {
 public:
  static constexpr std::int64_t kCoefficientLimit = 999'999'999'999'999'999;
  static constexpr int kExponentLimit = 18;

  constexpr Decimal() = default;
  /// Requires the range above.
  constexpr Decimal(std::int64_t coefficient, int exponent = 0);

  /// Reads "1234", "-0.5", "1,234.50" (group commas between digits are dropped), full-width digits not included.
  /// Nothing for other text or a number outside the range.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t coefficient() const { return coefficient_; }
  [[nodiscard]] constexpr int exponent() const { return exponent_; }
  [[nodiscard]] constexpr int sign() const { return coefficient_ > 0 ? 1 : coefficient_ < 0 ? -1 : 0; }

  /// Plain digits with the places as written: "1.40", "65000000000". Reads back equal, exponent included unless it is
  /// positive (6.5e10 prints as 65000000000).
  [[nodiscard]] std::string text() const;
  /// The nearest double, for rooms that compute; never for money or comparison.
  [[nodiscard]] double to_double() const;
  /// The same value with no trailing zeros in the coefficient (0 is (0, 0)).
  [[nodiscard]] Decimal normalised() const;

  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  friend Decimal negate(const Decimal& a) { return Decimal{-a.coefficient_, a.exponent_}; }

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == std::strong_ordering::equal; }

 private:
  std::int64_t coefficient_ = 0;
  int exponent_ = 0;
};

}  // namespace luoshi

#include "base/contract.hpp"

constexpr luoshi::Decimal::Decimal(std::int64_t coefficient, int exponent)
    : coefficient_{coefficient}, exponent_{exponent} {
  expects(coefficient <= kCoefficientLimit && coefficient >= -kCoefficientLimit, "a coefficient of at most 18 digits");
  expects(exponent >= -kExponentLimit && exponent <= kExponentLimit, "an exponent within ±18");
}

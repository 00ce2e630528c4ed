#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "base/contract.hpp"
#include "base/decimal.hpp"

namespace luoshi {

/// An amount of yuan, exact in whole fen (分). Up to ±9.2·10^16 元; sums beyond that end the process as a bug of ours.
class Money {
 public:
  constexpr Money() = default;
  [[nodiscard]] static constexpr Money fen(std::int64_t amount) { return Money{amount}; }
  /// The amount of so many 元; nothing where it is not whole fen or too large.
  [[nodiscard]] static std::optional<Money> yuan(const Decimal& amount) {
    const auto in_fen = multiply(amount, Decimal{100});
    if (!in_fen) return std::nullopt;
    const Decimal whole = in_fen->normalised();
    if (whole.exponent() < 0) return std::nullopt;
    std::int64_t fen = whole.coefficient();
    for (int i = 0; i < whole.exponent(); ++i)
      if (__builtin_mul_overflow(fen, std::int64_t{10}, &fen)) return std::nullopt;
    return Money{fen};
  }

  [[nodiscard]] constexpr std::int64_t in_fen() const { return fen_; }
  [[nodiscard]] constexpr Decimal in_yuan() const { return Decimal{fen_, -2}; }

  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    expects(!__builtin_add_overflow(a.fen_, b.fen_, &sum), "a sum of money within 64 bits");
    return Money{sum};
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t rest = 0;
    expects(!__builtin_sub_overflow(a.fen_, b.fen_, &rest), "a difference of money within 64 bits");
    return Money{rest};
  }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  constexpr explicit Money(std::int64_t fen) : fen_{fen} {}
  std::int64_t fen_ = 0;
};

}  // namespace luoshi

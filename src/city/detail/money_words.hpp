#pragma once

#include <optional>

#include "base/figure.hpp"
#include "base/money.hpp"
#include "base/unit.hpp"

// Amounts written in a note, as money.
namespace luoshi::city::detail {

/// The most one amount may be (1 万亿元): sums of all a city holds then stay within 64 bits.
inline constexpr Money kMostMoney = Money::fen(100'000'000'000'000);

/// A figure in 元, 万元, 亿元 … as whole fen. Nothing where it is no money, no whole fen, or too much.
[[nodiscard]] inline std::optional<Money> money_of(const Figure& figure) {
  const auto unit = read_unit(figure.unit);
  if (!unit || unit->dimension != Dimension::Money || unit->base != "元") return std::nullopt;
  const auto yuan = in_base(figure.value, *unit);
  const auto money = yuan ? Money::yuan(*yuan) : std::nullopt;
  if (!money || *money > kMostMoney || *money < Money{} - kMostMoney) return std::nullopt;
  return money;
}

}  // namespace luoshi::city::detail

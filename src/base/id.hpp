#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/contract.hpp"

namespace luoshi {

/// The number of one thing of one kind: 1, 2, 3 … in the order the ledger created them, dense per type.
///
/// `Id<Measure>` and `Id<Body>` do not mix. A default-made id names nothing and is false.
template <class Thing>
class Id {
 public:
  constexpr Id() = default;
  /// Requires number ≥ 1.
  constexpr explicit Id(std::uint32_t number) : number_{number} { expects(number >= 1, "an id starts at 1"); }
  /// The id of the thing at place `index` (from 0) of its table.
  [[nodiscard]] static constexpr Id at_index(std::size_t index) { return Id{static_cast<std::uint32_t>(index + 1)}; }

  [[nodiscard]] constexpr std::uint32_t number() const { return number_; }
  /// The place in its table, from 0. Requires that the id names something.
  [[nodiscard]] constexpr std::size_t index() const {
    expects(number_ >= 1, "an id that names something");
    return number_ - 1U;
  }
  constexpr explicit operator bool() const { return number_ != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t number_ = 0;
};

}  // namespace luoshi

template <class Thing>
struct std::hash<luoshi::Id<Thing>> {
  std::size_t operator()(luoshi::Id<Thing> id) const noexcept { return std::hash<std::uint32_t>{}(id.number()); }
};

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "city/city.hpp"

namespace luoshi::city {

/// A share with its 95 % interval (比例). Wilson's score interval: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964.
/// Holds for any n ≥ 1, at 0 and at 1 too; says nothing of how the n were chosen. Source: Wilson 1927.
struct Share {
  double share = 0, low = 0, high = 1;
};
/// Requires n ≥ 1 and k ≤ n.
[[nodiscard]] Share wilson(std::uint32_t k, std::uint32_t n);

/// Complaints rise when the last half year has at least so many, and more than the half year before it.
inline constexpr std::uint32_t kFewestComplaints = 3;
inline constexpr int kHalfYear = 180;

/// Why residents stand against calling the asset stable on that day (投诉上升、满意度下降); nothing where they do not. Complaints are
/// problems found by complaint that name the asset; satisfaction falls when the newest accepted survey's interval lies wholly
/// below the share of the accepted one before it.
[[nodiscard]] std::optional<std::string> residents_against(const City& city, Id<Asset> asset, Day day);

}  // namespace luoshi::city

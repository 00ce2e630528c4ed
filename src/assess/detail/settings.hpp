#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/csv.hpp"
#include "formats/toml.hpp"

// Settings that programmes and cities write alike.
namespace luoshi::assess::detail {

/// A share or an error of 0 to `most`; 0 where it is not set.
inline double share_of(const formats::Toml& root, std::string_view key, double most) {
  const double value = root.number_or(key, 0);
  if (!(value >= 0 && value <= most)) root.at(key).refuse("it is outside 0 to " + formats::shortest_number(most) + " (no such share or error exists); correct it");
  return value;
}

/// A whole number of 1 to `most` of what `wanted` names.
inline std::uint32_t count_of(const formats::Toml& root, std::string_view key, std::uint32_t most, const std::string& wanted) {
  const double value = root.at(key).number();
  if (!(value >= 1 && value <= most && value == static_cast<double>(static_cast<std::uint32_t>(value))))
    root.at(key).refuse("it is no whole number of 1 to " + std::to_string(most) + " (" + wanted + " is wanted); correct it");
  return static_cast<std::uint32_t>(value);
}

/// How many quarters are judged.
inline std::uint32_t periods_of(const formats::Toml& root) { return count_of(root, "periods", 200, "a number of quarters"); }

}  // namespace luoshi::assess::detail

#pragma once

#include <string>

#include "base/id.hpp"

namespace luoshi {

/// 区划级别
enum class PlaceLevel { Province, City, County, Town, Village };

/// An administrative place (区划). `code` is the GB/T 2260 code, extended to 12 digits for towns and villages; empty where
/// the papers only name the place.
struct Place {
  std::string code;
  std::string name;
  PlaceLevel level = PlaceLevel::County;
  Id<Place> parent;

  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace luoshi

#pragma once

#include <cstdint>

#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {

/// Longitude and latitude in degrees. The city is drawn on open ocean: it is nowhere.
struct Degrees {
  double east = 0.0, north = 0.0;
};

/// Where the city's plane lies, with a smooth wobble of up to 1.4 km so that no border is straight. The wobble depends
/// on the position alone: shapes that share an edge on the plane share it on the map.
class Ground {
 public:
  Ground(std::uint64_t seed, unsigned copy) : seed_{seed}, copy_{copy} {}
  [[nodiscard]] Degrees place(Point point) const;

 private:
  [[nodiscard]] double wobble(double x, double y, double cell, std::uint32_t which) const;
  std::uint64_t seed_;
  unsigned copy_;
};

}  // namespace luoshi::sample::detail

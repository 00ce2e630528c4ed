#include "sample/detail/ground.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr double kOriginEast = 134.7, kOriginNorth = 22.8;             // Philippine Sea
constexpr double kKmPerDegreeEast = 102.4, kKmPerDegreeNorth = 110.8;  // at 23° north
constexpr double kCopySpacingKm = 70.0;
constexpr unsigned kCopiesInARow = 10;
constexpr double kCell = 6.0, kWobbleKm = 1.1, kFineWobbleKm = 0.25;

double smooth(double t) { return t * t * (3.0 - 2.0 * t); }

}  // namespace

/// Value noise in −1 … 1: hashed corners of square cells, joined smoothly.
double Ground::wobble(double x, double y, double cell, std::uint32_t which) const {
  const double gx = (x + 120.0) / cell, gy = (y + 120.0) / cell;
  const auto ix = static_cast<std::uint32_t>(gx), iy = static_cast<std::uint32_t>(gy);
  const double tx = smooth(gx - ix), ty = smooth(gy - iy);
  const auto corner = [&](std::uint32_t cx, std::uint32_t cy) {
    const auto words =
        philox({cx, cy, which, copy_}, {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)});
    return words[0] / 2147483648.0 - 1.0;
  };
  const double south = corner(ix, iy) * (1 - tx) + corner(ix + 1, iy) * tx;
  const double north = corner(ix, iy + 1) * (1 - tx) + corner(ix + 1, iy + 1) * tx;
  return south * (1 - ty) + north * ty;
}

Degrees Ground::place(Point point) const {
  const auto shift = [&](std::uint32_t which) {
    return kWobbleKm * wobble(point.x, point.y, kCell, which) +
           kFineWobbleKm * wobble(point.x, point.y, kCell / 4.0, which + 2);
  };
  const double east = point.x + shift(1) + kCopySpacingKm * (copy_ % kCopiesInARow);
  const double north = point.y + shift(2) + kCopySpacingKm * (copy_ / kCopiesInARow);
  return {kOriginEast + east / kKmPerDegreeEast, kOriginNorth + north / kKmPerDegreeNorth};
}

}  // namespace luoshi::sample::detail

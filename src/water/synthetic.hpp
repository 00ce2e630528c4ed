#pragma once

#include <cstddef>
#include <cstdint>

#include "water/diel.hpp"
#include "water/kinetics.hpp"
#include "water/network.hpp"

namespace luoshi::water {

/// What a made-up network is to contain.
struct SyntheticShape {
  std::size_t reaches = 1000;
  std::uint64_t seed = 1;
  double lakes = 0.01;    ///< share of reaches that are lakes
  double works = 0.05;    ///< share of reaches with a point source
  std::size_t loops = 0;  ///< how often to try to lead a quarter of a reach back upstream, as in a delta
  std::size_t sections = 10;
};

/// A river network made from a seed, for tests and benchmarks: a tree whose shape is random growth (depth grows as the
/// square root of its size, as real basins' does), reach i flowing into a smaller number, reach 0 the mouth. Names are
/// numbers; it is no real river. Loads suit `standard_kinetics()` where `species` is its count, any count else.
[[nodiscard]] Network synthetic_network(const SyntheticShape& shape, std::size_t species);

/// A stem of `reaches` half-kilometre reaches on a summer's day at 30° north, with a treatment works near its head and
/// algae on its bed: invented, for tests and benchmarks of the day's model.
[[nodiscard]] DielRiver synthetic_stem(std::size_t reaches);

}  // namespace luoshi::water

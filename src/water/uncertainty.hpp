#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "water/model.hpp"
#include "water/standards.hpp"

namespace luoshi::water {

/// How far the numbers of a model may be off: standard deviations of the natural logarithm (0.2 is about 20 %). One
/// factor for all of a kind is drawn in each draw (a wet year is wet everywhere) and one for each source beside it.
struct Doubt {
  double common_flow = 0, common_load = 0, own_load = 0, rates = 0;
  double model_error = 0;  ///< of a concentration itself, one factor a section and item
};

/// What the draws say of one section: the part of them in each class, and quantiles of each item.
struct SectionOdds {
  std::size_t section = 0;
  std::array<double, 6> in_class{};  ///< I … V, worse; adds up to `judged`
  double judged = 1;                 ///< part of the draws in which anything could be said
  double meets = 0;                  ///< part of all draws in which the goal is met
  struct Item {
    std::string item;
    double low = 0, median = 0, high = 0;  ///< mg/L; 10 %, 50 %, 90 %
  };
  std::vector<Item> items;
};

/// Solves the model `draws` times with drawn flows, loads and rates (lognormal, median as given). The same bits for any
/// `threads` and instruction set: draw k uses stream k of `seed`, and counts are added in the order of draws.
/// Requires draws ≥ 1 and one goal and body a section.
[[nodiscard]] std::vector<SectionOdds> odds_of_classes(const SteadyModel& model, const Doubt& doubt,
                                                       const std::vector<WaterClass>& goals,
                                                       const std::vector<WaterBody>& bodies, std::size_t draws,
                                                       std::uint64_t seed, unsigned threads);

}  // namespace luoshi::water

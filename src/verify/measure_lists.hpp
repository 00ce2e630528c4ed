#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/doubt.hpp"

namespace luoshi::verify {

/// How often a check of lists asked about lists that are sound by construction (误问率), and how often it found what was planted.
struct ListMeasure {
  Check check{};
  std::string data;           ///< one list, in words
  std::string story;          ///< what is planted into it, in words
  std::size_t lists = 0;      ///< examined, each standing for a year
  double per_year = 0.0;      ///< questions a list the check was set to
  std::size_t asked = 0;      ///< questions of the sound lists
  std::size_t planted = 0, found = 0;  ///< subjects
};

/// Makes `repeats` sound lists for each check of lists, and the same lists with one story planted:
/// closings of 20 units; 38 rivers with nine later samplings, 28 of them black again (Nanning 2018); 12 sections by the month;
/// 200 samples of three numbers; 600 ratios about a threshold; 300 photos. Same seed, same answer.
/// The looks of made photos are fair independent bits, which looks of real ones are not: that row shows the sum, not the world.
[[nodiscard]] std::vector<ListMeasure> measure_lists(std::size_t repeats, double per_year, std::uint64_t seed);

}  // namespace luoshi::verify

#pragma once

#include <cstdint>

namespace luoshi::forecast {

/// What is believed of the mean of a normal quantity (logarithm of a slip, 拖期倍数的对数): N(mean, spread²).
struct Belief {
  double mean = 0, spread = 1;
};

/// The belief after `cases` cases with that mean, each with the known spread `case_spread` (conjugate normal): weights are 1/spread² and
/// cases/case_spread². No case leaves it as it was. Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5. Verified by case B2 of the shared
/// data. Requires spreads > 0, all finite.
[[nodiscard]] Belief updated(const Belief& before, std::uint64_t cases, double mean, double case_spread);

}  // namespace luoshi::forecast

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "forecast/scorecard.hpp"

namespace luoshi::forecast {

/// One recorded verdict whose day has come, and what came (到期的判断).
struct DueVerdict {
  std::uint32_t cluster = 0;                ///< verdicts on one promise share it: their fates hang together
  double chance = 0;                        ///< as said then
  bool kept = false;
  std::uint32_t light = 0;                  ///< which light the written rule gave then: any number for each
  std::optional<bool> straight;             ///< in time by a straight line
  std::vector<std::uint32_t> quantiles;     ///< of the number done, at 5, 10, … 95 %; or none
  std::optional<std::uint32_t> straight_count;
  std::optional<std::uint32_t> came;        ///< number done on the day
};

/// Continuous ranked probability score of a distribution known at 5, 10, … 95 %: the mean of twice the pinball losses, which
/// is its value by the rectangle rule over the levels (Gneiting and Raftery 2007, section 4.2). 0 is best; in things.
/// Requires 19 quantiles that never fall.
[[nodiscard]] double quantile_crps(std::span<const std::uint32_t> quantiles, std::uint32_t came);

/// Where the count that came lies in such a distribution, randomised between the levels it lies among (`u` in 0 … 1). How far the
/// chance of one count reaches is known to a level: within 0.025.
[[nodiscard]] double quantile_pit(std::span<const std::uint32_t> quantiles, std::uint32_t came, double u);

/// The figures of recorded verdicts beside their rivals, over the same cases.
///
/// A light is no chance: it is given the share kept among the verdicts of *other* promises that bore that light (one kept and
/// one missed added); "the same for all" likewise the share of all others. Both look at what came later, which flatters
/// these rivals, not us. The straight line says yes or no.
struct VerdictScore {
  std::size_t cases = 0, promises = 0, kept = 0;
  double said = 0;                           ///< mean chance
  BrierParts brier;
  BrierParts light, base;
  std::optional<BrierParts> straight;        ///< over the cases that had one
  std::size_t counted = 0;                   ///< cases with a distribution
  double crps = 0, straight_crps = 0;        ///< over those
  std::array<Coverage, 3> coverage{};        ///< 50, 80, 90 %
  UniformityTest uniformity;
  std::array<std::size_t, 10> histogram{};
  double brier_error = 0;                    ///< standard error of the score, promises kept whole
};
/// Requires at least one case.
[[nodiscard]] VerdictScore score_verdicts(std::span<const DueVerdict> verdicts, std::uint64_t seed);

/// What was said against what came, in tenths of the chance said.
struct Reliability {
  std::size_t count = 0, kept = 0;
  double said = 0;            ///< mean chance in the tenth
  double low = 0, high = 0;   ///< 80 % interval of the share kept (Wilson)
};
[[nodiscard]] std::array<Reliability, 10> reliability(std::span<const DueVerdict> verdicts);

}  // namespace luoshi::forecast

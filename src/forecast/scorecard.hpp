#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "forecast/outlook.hpp"

namespace luoshi::forecast {

/// A chance given for something that happened or not, by us and by a rival.
struct Chance {
  double given = 0;
  bool happened = false;
};

/// The Brier score, mean of (given − happened)², and its parts: score = reliability − resolution + uncertainty, exactly
/// (to rounding, 1e-12), on ten bins of equal size.
///
/// Reliability is the mean squared gap between what was said and what came within a bin (0 is best); uncertainty is that of
/// the base rate. Resolution is the generalised one, with the spread inside the bins counted in (Stephenson, Coelho and
/// Jolliffe, Weather and Forecasting 23, 2008), without which the identity does not hold.
struct BrierParts {
  double score = 0, reliability = 0, resolution = 0, uncertainty = 0;
  std::size_t count = 0;
};
[[nodiscard]] BrierParts brier(std::span<const Chance> chances);

/// What came of one forecast of a day.
struct Outturn {
  std::uint32_t cluster = 0;       ///< cases of one project share it
  std::optional<DayNumber> came;   ///< nothing: not by `until`
  DayNumber until = 0;             ///< the last day of which anything is known
};

/// Where what came lies in the forecast: uniform on 0 … 1 over many forecasts exactly when they are calibrated.
///
/// Randomised within the chance of the day itself, and over what was left above `until` where nothing had come by then
/// (randomised probability integral transform with censoring). `u` is a uniform number in 0 … 1.
[[nodiscard]] double randomised_pit(const Outlook& outlook, const Outturn& outturn, double u);

/// The test of uniformity of PIT values by Kolmogorov and Smirnov's largest distance, projects kept whole.
///
/// The distance's spread is found by drawing whole projects with replacement; p is the share of draws whose distance from
/// the sample itself is at least the sample's from uniform. Without clustering p would be far too small.
struct UniformityTest {
  double distance = 0, p = 1;
  std::size_t clusters = 0;
};
[[nodiscard]] UniformityTest test_uniform(std::span<const double> pit, std::span<const std::uint32_t> cluster,
                                          std::size_t draws, std::uint64_t seed);

/// The share of PIT values inside the central interval of that chance, and its standard error with projects kept whole.
struct Coverage {
  double wanted = 0, reached = 0, standard_error = 0;
  /// Within 5 points or two standard errors, whichever is more.
  [[nodiscard]] bool holds() const;
};
[[nodiscard]] Coverage coverage(std::span<const double> pit, std::span<const std::uint32_t> cluster, double wanted);

/// Ten counts of PIT values, of equal width.
[[nodiscard]] std::array<std::size_t, 10> pit_histogram(std::span<const double> pit);

}  // namespace luoshi::forecast

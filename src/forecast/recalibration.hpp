#pragma once

#include <array>
#include <span>

#include "forecast/outlook.hpp"

namespace luoshi::forecast {

/// Where what came lay in a forecast, as far as it is known: somewhere within low … high of 0 … 1.
struct PitRange {
  double low = 0, high = 1, weight = 1;
};
[[nodiscard]] PitRange pit_range(const Outlook& outlook, std::optional<DayNumber> came, DayNumber until);

/// What past forecasts teach about present ones (自我校正): chances p are read as G(p), G the distribution of past PIT values.
///
/// G has twenty steps of equal width, drawn as by 60 cases to those of `whole` (the uniform ones unless said otherwise),
/// found by expectation and maximisation, for a case may be known only to lie in a range (unfinished work, several
/// outcomes on one day). Without past forecasts G(p) = p. G rises, so order and monotonicity are kept.
/// Source: the calibration of predictive distributions by their PIT, Gneiting, Balabdaoui and Raftery, JRSS B 69 (2007).
class Recalibration {
 public:
  static constexpr std::size_t kSteps = 20;
  Recalibration();
  [[nodiscard]] static Recalibration learn(std::span<const PitRange> past, const Recalibration& whole = {});

  [[nodiscard]] double operator()(double chance) const;
  [[nodiscard]] Outlook applied(const Outlook& outlook) const;

 private:
  std::array<double, kSteps + 1> at_;
};

}  // namespace luoshi::forecast

#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "forecast/slip_model.hpp"

// Time in units of the plan, cut into the stretches of `SlipModel`.
namespace luoshi::forecast::detail {

inline constexpr std::array<double, 12> kBefore{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0};
inline constexpr std::array<double, 16> kAfter{0,    0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75,
                                               1.0, 1.5,  2.0,  3.0, 5.0, 9.0,  17.0, 33.0};
inline constexpr std::size_t kStretchesBefore = kBefore.size() - 1, kOnTheDay = kStretchesBefore;
inline constexpr std::size_t kFirstAfter = kOnTheDay + 1, kStretches = kFirstAfter + kAfter.size() - 1;

/// Parts of a plan's life in which types, bodies and properties act differently.
enum class Regime { Early, Late, OnTheDay, JustAfter, LongAfter };
[[nodiscard]] constexpr Regime regime_of(std::size_t stretch) {
  if (stretch < kOnTheDay) return kBefore[stretch] < 0.6 ? Regime::Early : Regime::Late;
  if (stretch == kOnTheDay) return Regime::OnTheDay;
  return kAfter[stretch - kFirstAfter] < 0.5 ? Regime::JustAfter : Regime::LongAfter;
}
/// The stretch's length in units of the plan; 1 for the stated day itself.
[[nodiscard]] double width_of(std::size_t stretch);

/// How one plan's days lie on the stretches.
struct PlanTime {
  explicit PlanTime(const Standing& at);

  /// The share of each stretch that lies before the end of that day (the last one may exceed 1).
  struct Reach {
    std::size_t stretch;
    double part;
  };
  /// Where the end of a day lies: all stretches from `first` up to `stretch` are behind it, of that one `part`.
  [[nodiscard]] Reach reach(DayNumber day) const;
  /// The days at which an outlook needs knots.
  [[nodiscard]] std::vector<DayNumber> knots() const;

  DayNumber on, planned;
  bool overdue;         ///< the stated date had passed when it was stated
  double before = 0;    ///< days from the report to the stated date
  double after = 0;     ///< days of one unit beyond it
  std::size_t first;    ///< the first stretch this plan has
};

}  // namespace luoshi::forecast::detail

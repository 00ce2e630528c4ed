#pragma once

#include <optional>
#include <vector>

#include "forecast/history.hpp"

namespace luoshi::forecast {

/// When something will be, as chances over whole days (时间展望): P(day ≤ d), straight between the knots.
///
/// Two knots on neighbouring days make a jump. Before the first knot the chance is 0; after the last it stays where it is,
/// and what is missing to 1 is later than the last knot, or never.
class Outlook {
 public:
  struct Knot {
    DayNumber day;
    double chance;
  };
  /// Requires knots with rising days and chances within 0 … 1 that never fall.
  explicit Outlook(std::vector<Knot> knots);
  /// Certainly that day.
  [[nodiscard]] static Outlook on(DayNumber day);

  /// P(day ≤ d).
  [[nodiscard]] double by(DayNumber day) const;
  /// The first day by which the chance is at least p; nothing where it never is. Requires 0 < p ≤ 1.
  [[nodiscard]] std::optional<DayNumber> quantile(double p) const;
  [[nodiscard]] const std::vector<Knot>& knots() const { return knots_; }

  /// Continuous ranked probability score in days over from < d ≤ until:  Σ (P(day ≤ d) − [came ≤ d])².
  ///
  /// The window is the same whatever came, so the score is proper (threshold-weighted CRPS, Gneiting and Ranjan 2011).
  /// `came` nothing: not by `until`. 0 is best; for a certain day it is the absolute error within the window.
  [[nodiscard]] double crps(std::optional<DayNumber> came, DayNumber from, DayNumber until) const;

 private:
  std::vector<Knot> knots_;
};

}  // namespace luoshi::forecast

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/figure.hpp"

namespace luoshi::assess {

/// One part of a target: what was promised towards it, by whom, on which things.
struct Part {
  std::uint32_t id = 0;
  std::optional<Figure> promised;
  bool owned = true;                 ///< has a lead
  std::vector<std::uint32_t> assets;
};

/// The same thing promised in two parts (重复承诺).
struct Overlap {
  std::uint32_t asset = 0;
  std::uint32_t first_part = 0, second_part = 0;
  friend bool operator==(const Overlap&, const Overlap&) = default;
};

/// Whether parts reach their target (加总). Arithmetic, no probability.
struct Sum {
  Answer reaches = Answer::CannotSay;
  std::optional<Interval> total;      ///< of the owned parts, in the base unit
  std::optional<Interval> remainder;  ///< goal − total: what nobody owns
  std::vector<Overlap> overlaps;
  std::vector<std::uint32_t> left_out;  ///< parts without a figure, uncertain, without lead, or of another unit
};

/// Adds the owned parts to the goal, bounds kept. A thing promised twice is listed, and while one is, the answer is at most
/// CannotSay, since what it counts for twice is not known. While a part is left out a No is CannotSay as well: that part
/// could fill the gap. Without any part the answer is CannotSay.
[[nodiscard]] Sum adds_up(const Figure& goal, const std::vector<Part>& parts);

/// A part with the period by whose end it is due (nothing: no date), and whether it waits for the answer to a question.
struct DatedPart {
  Part part;
  std::optional<int> period;
  bool waiting = false;
};

/// What adds up by the end of one period.
struct PeriodSum {
  int period = 0;
  Sum sum;                          ///< of the parts due by then that wait for nothing; `left_out` names parts without a date and waiting ones without a figure too
  std::optional<Interval> waiting;  ///< of those due by then that wait: a share of its own, in neither total nor remainder
};

/// Period by period at which something is due, in order. While anything waits a No is CannotSay: it could fill the gap. Overlaps are found among all parts due by then, waiting ones too.
[[nodiscard]] std::vector<PeriodSum> adds_up_by_period(const Figure& goal, const std::vector<DatedPart>& parts);

}  // namespace luoshi::assess

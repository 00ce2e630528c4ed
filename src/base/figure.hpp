#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/unit.hpp"

namespace luoshi {

/// How a written figure binds its value (界).
enum class Bound {
  Equal,    ///< as stated                           =
  Above,    ///< 超 突破 余 多                         >
  AtLeast,  ///< 以上 不低于 不少于                      >=
  Below,    ///< 以下 不足                             <
  AtMost,   ///< 以内 不超过                            <=
  About,    ///< 约 左右                               ~
  Nearly    ///< 近: just below; it has no lower end    near
};

/// What a figure is measured against in time (口径).
enum class Basis {
  Unstated,
  InYear,       ///< 年内、全年
  Cumulative,   ///< 累计
  PointInTime,  ///< 时点 (截至)
  Change        ///< 较…下降、提升…个百分点
};

/// The sign of a bound as programs exchange it: = > >= < <= ~ near.
[[nodiscard]] std::string_view bound_sign(Bound bound);
[[nodiscard]] std::optional<Bound> bound_from_sign(std::string_view sign);
[[nodiscard]] std::string_view basis_name(Basis basis);
[[nodiscard]] std::optional<Basis> basis_from_name(std::string_view name);

/// A number of a paper as written (数值): value, bound, unit, what it counts, its basis and baseline.
struct Figure {
  Decimal value;
  Bound bound = Bound::Equal;
  std::string unit;      ///< as written, multiplier included: 万亩
  std::string of;        ///< what is counted: 河涌
  Basis basis = Basis::Unstated;
  std::string baseline;  ///< of a change: 央督时, 2020年
  bool uncertain = false;  ///< a digit was lost in the source: no arithmetic uses it

  friend bool operator==(const Figure&, const Figure&) = default;
};

/// One end of an interval: a value that is in (closed) or out (open).
struct Endpoint {
  Decimal value;
  bool closed = true;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// All values a bounded figure allows, in the base unit of its dimension. A missing end is unbounded.
/// `approximate` marks that an end came from 约 or 近 and is not to be taken to the last digit.
struct Interval {
  std::optional<Endpoint> low;
  std::optional<Endpoint> high;
  bool approximate = false;

  [[nodiscard]] static Interval exactly(const Decimal& value) {
    return Interval{Endpoint{value, true}, Endpoint{value, true}, false};
  }
  /// Neither end is known: the sum of a > and a <.
  [[nodiscard]] bool is_unbounded() const { return !low && !high; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The values a figure allows: = [v, v], > (v, ∞), >= [v, ∞), < (−∞, v), <= (−∞, v], 约 [v, v] approximate,
/// 近 (−∞, v) approximate. Nothing when the figure is uncertain, has no unit that can be read, or overflows.
[[nodiscard]] std::optional<Interval> interval_of(const Figure& figure);

/// All sums of one value from each: ends add, an open or missing end stays so. Nothing on overflow.
[[nodiscard]] std::optional<Interval> add(const Interval& a, const Interval& b);
/// All differences a − b. Nothing on overflow.
[[nodiscard]] std::optional<Interval> subtract(const Interval& a, const Interval& b);

enum class Answer { No, Yes, CannotSay };

/// Does the sum reach the goal? A goal asks for its lower end (> v, >= v), for its value (=, 约, 近 v), or, where it is
/// a limit (< v, <= v), for staying under it. Yes when every value of the sum does, No when none does, else CannotSay.
/// An approximate goal or sum is compared at its written value.
[[nodiscard]] Answer reaches(const Interval& sum, const Interval& goal);

}  // namespace luoshi

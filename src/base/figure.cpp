#include "base/figure.hpp"

#include <array>
#include <utility>

namespace luoshi {
namespace {

constexpr std::array<std::pair<Bound, std::string_view>, 7> kSigns = {{{Bound::Equal, "="},
                                                                       {Bound::Above, ">"},
                                                                       {Bound::AtLeast, ">="},
                                                                       {Bound::Below, "<"},
                                                                       {Bound::AtMost, "<="},
                                                                       {Bound::About, "~"},
                                                                       {Bound::Nearly, "near"}}};

constexpr std::array<std::pair<Basis, std::string_view>, 5> kBases = {{{Basis::Unstated, "unstated"},
                                                                       {Basis::InYear, "in_year"},
                                                                       {Basis::Cumulative, "cumulative"},
                                                                       {Basis::PointInTime, "point_in_time"},
                                                                       {Basis::Change, "change"}}};

// The end of a sum or difference: unbounded when either is, closed only when both are.
bool add_ends(const std::optional<Endpoint>& a, const std::optional<Endpoint>& b, std::optional<Endpoint>& end) {
  if (!a || !b) return true;
  const auto value = add(a->value, b->value);
  if (!value) return false;
  end = Endpoint{*value, a->closed && b->closed};
  return true;
}

std::optional<Endpoint> negated(const std::optional<Endpoint>& end) {
  if (!end) return std::nullopt;
  return Endpoint{negate(end->value), end->closed};
}

}  // namespace

std::string_view bound_sign(Bound bound) {
  for (const auto& [each, sign] : kSigns)
    if (each == bound) return sign;
  return "=";
}

std::optional<Bound> bound_from_sign(std::string_view sign) {
  for (const auto& [bound, each] : kSigns)
    if (each == sign) return bound;
  return std::nullopt;
}

std::string_view basis_name(Basis basis) {
  for (const auto& [each, name] : kBases)
    if (each == basis) return name;
  return "unstated";
}

std::optional<Basis> basis_from_name(std::string_view name) {
  for (const auto& [basis, each] : kBases)
    if (each == name) return basis;
  return std::nullopt;
}

std::optional<Interval> interval_of(const Figure& figure) {
  if (figure.uncertain) return std::nullopt;
  const auto unit = read_unit(figure.unit);
  if (!unit) return std::nullopt;
  const auto value = in_base(figure.value, *unit);
  if (!value) return std::nullopt;
  const Endpoint closed{*value, true};
  const Endpoint open{*value, false};
  switch (figure.bound) {
    case Bound::Equal: return Interval{closed, closed, false};
    case Bound::Above: return Interval{open, std::nullopt, false};
    case Bound::AtLeast: return Interval{closed, std::nullopt, false};
    case Bound::Below: return Interval{std::nullopt, open, false};
    case Bound::AtMost: return Interval{std::nullopt, closed, false};
    case Bound::About: return Interval{closed, closed, true};
    case Bound::Nearly: return Interval{std::nullopt, open, true};
  }
  return std::nullopt;
}

std::optional<Interval> add(const Interval& a, const Interval& b) {
  Interval sum;
  sum.approximate = a.approximate || b.approximate;
  if (!add_ends(a.low, b.low, sum.low) || !add_ends(a.high, b.high, sum.high)) return std::nullopt;
  return sum;
}

std::optional<Interval> subtract(const Interval& a, const Interval& b) {
  return add(a, Interval{negated(b.high), negated(b.low), b.approximate});
}

Answer reaches(const Interval& sum, const Interval& goal) {
  // 近 v has no lower end, yet as a goal it asks for v as written.
  const bool at_most = !goal.low && goal.high && !goal.approximate;
  if (at_most) {
    // x <= v is −x >= −v: one rule serves both directions.
    const Interval mirrored_sum{negated(sum.high), negated(sum.low), sum.approximate};
    const Interval mirrored_goal{negated(goal.high), std::nullopt, false};
    return reaches(mirrored_sum, mirrored_goal);
  }
  if (!goal.low && !goal.high) return Answer::CannotSay;
  const Decimal asked = goal.low ? goal.low->value : goal.high->value;
  const bool strictly = goal.low && !goal.low->closed;
  if (sum.low && (sum.low->value > asked || (sum.low->value == asked && (!strictly || !sum.low->closed))))
    return Answer::Yes;
  if (sum.high && (sum.high->value < asked || (sum.high->value == asked && (strictly || !sum.high->closed))))
    return Answer::No;
  return Answer::CannotSay;
}

}  // namespace luoshi

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "city/city.hpp"

namespace luoshi::city {

// The turn of a year (收官、开局). What belongs to it: promises led by its body or one below it that are due by the year's end.

[[nodiscard]] Day last_day_of(std::uint32_t year);
/// 1 December: a year is not turned before.
[[nodiscard]] Day turn_begins(std::uint32_t year);

/// Those that belong to it, are not done and still wait to be carried over, put on a new basis or dropped; in id order.
[[nodiscard]] std::vector<Id<Commitment>> undecided_in(const City& city, const YearTurn& turn);

/// The year whose turn is open and takes this promise in; nothing where none does.
[[nodiscard]] std::optional<std::uint32_t> turning_year(const City& city, const Commitment& commitment);

/// What became of the promises of a turn, as the city stands; each list in id order. `undated` ones have no day they could miss:
/// they are told, and need no decision.
struct TurnTally {
  std::vector<Id<Commitment>> done, carried, rebased, dropped, undecided, undated;
};
[[nodiscard]] TurnTally tally_of(const City& city, const YearTurn& turn);

}  // namespace luoshi::city

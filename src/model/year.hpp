#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/body.hpp"

namespace luoshi {

/// 年度收官状态
enum class YearTurnState : std::uint8_t { Open, Closed, Withdrawn };

/// The turn of a year (收官、开局) for a body and those below it: what was shown of each promise is kept, and each that is not
/// done is carried over, put on a new basis or dropped before the year can be closed.
struct YearTurn {
  std::uint32_t year = 0;
  Id<Body> body;
  std::optional<Day> closed_on;

  friend bool operator==(const YearTurn&, const YearTurn&) = default;
};

}  // namespace luoshi

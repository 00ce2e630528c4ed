#pragma once

#include <optional>

#include "city/city.hpp"

namespace luoshi::city {

// Who holds up whom (受阻). An ask holds up the commitments it names while the answerer is to act: from the day it was
// accepted, or from the day after its due day, whichever is first, until it is answered, refused, returned or withdrawn.
// The asker's own delay (待补充) never counts. Days are those on which the step was recorded, at +08:00.

/// The first day of the present blocking, where `day` is one of it. Requires `day` not before the ask's last step.
[[nodiscard]] std::optional<Day> blocked_since(const Ask& ask, Day day);

/// All days to the end of `day` on which the ask held up what it names: the answerer's days, not the asker's.
[[nodiscard]] int blocked_days(const Ask& ask, Day day);

/// The first ask that holds up that commitment on that day.
[[nodiscard]] std::optional<Id<Ask>> blocking_ask(const City& city, Id<Commitment> commitment, Day day);

}  // namespace luoshi::city

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "city/city.hpp"

namespace luoshi::engine {

/// One thing that waits for someone: its title and day, nothing else.
struct Reminder {
  std::string title;
  std::optional<Day> due;
};

/// What waits for one person on a day, in all posts held that day.
struct Reminders {
  std::string person;
  std::vector<Reminder> lines;
};

/// For each person in office who has any: questions put to their posts, forms their body is to fill in, commitments their body
/// leads without a report of last month or later (for reporters), reports that wait to be checked, counted (for checkers). What is
/// due later than `ahead` days from `today` is left out; what has no day is not. By name. A pure projection.
[[nodiscard]] std::vector<Reminders> reminders_of(const city::City& city, Day today, int ahead = 7);

}  // namespace luoshi::engine

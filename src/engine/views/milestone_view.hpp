#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "city/city.hpp"
#include "city/event.hpp"
#include "forecast/history.hpp"

namespace luoshi::engine {

/// The event of a ledger sequence.
using EventAt = std::function<std::shared_ptr<const city::Event>(std::uint64_t)>;

/// The milestones of all projects as histories (节点履历): what was said of each one's day and when, read from the events of its
/// project. Type of work: its name; body: the project's; the milestones of one project hang together. Ended on its actual day, known
/// on the day that was recorded; what was already over when its project was recorded is read as a table is: a step's day was stated when the
/// step before it was due, its end known at once. The city's state says which events there are: one of a past day knows nothing of later ones.
[[nodiscard]] forecast::Portfolio milestone_histories(const city::City& city, const EventAt& events, Day today);

/// How likely one open milestone is in time, and when it may come (节点展望).
struct MilestoneOutlook {
  std::uint32_t project = 0;       ///< number
  std::size_t milestone = 0;       ///< index in its project
  std::optional<double> in_time;   ///< by its plan; nothing once that day is over
  std::optional<Day> median, late; ///< by when it is there with a chance of 50 and 80 %; nothing where the model never reaches it
};

struct MilestoneOutlooks {
  std::size_t learned = 0;  ///< how many milestones with a stated day have been met: what the model learned from beside the Green Book
  std::vector<MilestoneOutlook> open;  ///< by project and milestone; of projects that are planned or started
};

/// Forecasts every open milestone by the slip model (`forecast/slip_model.hpp`): reference classes by name and body, the Green Book's
/// uplift while little is known. A milestone without its actual day is taken for not met until today, so silence never raises a chance.
[[nodiscard]] MilestoneOutlooks milestone_outlooks(const city::City& city, const EventAt& events, Day today);

/// {"learned", "open": [{"project", "milestone", "planned", "in_time", "median", "late"}]}; days as text, null where nothing is said.
[[nodiscard]] Json milestone_json(const city::City& city, const MilestoneOutlooks& outlooks);

/// The same as a table of words, the least likely first.
[[nodiscard]] std::string milestone_text(const city::City& city, const MilestoneOutlooks& outlooks, Day today);

}  // namespace luoshi::engine

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.hpp"

namespace luoshi::engine {

/// Questions that data ask (room verify), to be put to a post with a day.
struct DoubtsToAsk {
  std::string table;               ///< what was looked at, for people: a file's name
  std::vector<std::string> texts;  ///< one paragraph each, as room verify writes them
  Id<Post> asked_of;
  std::optional<Day> due;
};

/// Records them: a paper made of the paragraphs, kept whole, and one question (问清) on it for each, with who is asked and by when.
/// All in one durable write, or none. The same again does nothing (`Done::repeated`): the command ids are made from the texts.
/// A question holds the first 900 characters of its paragraph; the paper holds all.
/// @throws Error{NotFound} where there is nothing to ask.
[[nodiscard]] BatchOutcome ask_doubts(Engine& engine, const DoubtsToAsk& doubts, const city::Actor& actor);

}  // namespace luoshi::engine

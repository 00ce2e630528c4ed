#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"

namespace luoshi {

struct Project;

/// 请示状态. The answerer is to act in Raised, Accepted and Escalated, the asker in More and after an answer.
enum class AskState : std::uint8_t { Raised, Accepted, More, Escalated, Answered, Refused, Closed, Withdrawn };

/// Days from the first to the one before `until` (时段).
struct DaySpan {
  Day from{}, until{};

  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

/// A request to another body (请示协调事项), mostly upward, with a clock of its own. The answerer may stand outside the city:
/// then `outside` names it, and whatever comes back is recorded by the asker with its document.
struct Ask {
  std::string what;
  Id<Body> asker;
  Id<Body> answerer;                   ///< empty where `outside` names it
  std::string outside;
  Day due{};                           ///< by when an answer is asked for; a further round sets a later one
  std::vector<Id<Commitment>> blocks;  ///< what cannot go on without it
  Id<Statement> source;                ///< the sentence it comes from, where there is one
  Id<Document> paper;                  ///< the request as sent
  Id<Project> project;                 ///< the project whose bottleneck it is about, where there is one
  std::uint32_t bottleneck = 0;        ///< which one, from 1
  std::string answer;                  ///< the last answer or refusal
  Id<Document> answer_document;
  std::optional<Day> waiting_from;     ///< since when the answerer is to act, now
  std::optional<Day> holds_since;      ///< since when this round holds up what it blocks: accepted, or overdue
  std::vector<DaySpan> blocked;        ///< earlier times in which it did

  friend bool operator==(const Ask&, const Ask&) = default;
};

}  // namespace luoshi

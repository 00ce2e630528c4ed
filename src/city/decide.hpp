#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "city/city.hpp"
#include "city/command.hpp"

namespace luoshi::city {

/// Why a command is not carried out: an ordinary answer. `reason` is what people read: 问题（原因）怎么办.
struct Refusal {
  Fault fault = Fault::BadInput;
  std::string reason;
};

using Decision = std::variant<std::vector<EventBody>, Refusal>;

/// What a command leads to in this city, on this day: events, or a refusal that leaves no trace. Pure.
[[nodiscard]] Decision decide(const City& city, const Command& command, Instant now);

/// The city after one more event. Give the old one away (`std::move`) where no one else needs it: its pages are then
/// changed in place. @throws Error{Corrupt} when the event names a thing that does not exist: the ledger then holds what
/// `decide` never let in.
[[nodiscard]] City apply(City city, const Event& event);

/// What can be done to what.
enum class Action {
  FoundCity, KeepRegister, KeepRights, ImportPaper, JudgeStatement, AskQuestion, AnswerQuestion, WaiveQuestion,
  KeepCommitment, ExtendDeadline, FileReport, CheckReport, Read
};

/// May this actor do that to something that belongs to `body` (empty: to the city as a whole)? Nothing when allowed, else
/// the reason. Rights follow the post's body and the bodies below it; see README, "Who may".
[[nodiscard]] std::optional<Refusal> may(const City& city, const Actor& actor, Action action, Id<Body> body, Day today);

}  // namespace luoshi::city

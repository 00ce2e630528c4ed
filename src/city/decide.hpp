#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "city/action.hpp"
#include "city/city.hpp"
#include "city/command.hpp"

namespace luoshi::city {

/// Why a command is not carried out: an ordinary answer. `reason` is what people read: 问题（原因）怎么办.
struct Refusal {
  Fault fault = Fault::BadInput;
  std::string reason;
};

using Decision = std::variant<std::vector<EventBody>, Refusal>;

/// What a command leads to in this city, on this day: events, or a refusal that leaves no trace. Pure. Refuses a `now`
/// before `city.recorded_at`: entries stand in time order. The rules of each command: docs/formats/commands.md.
[[nodiscard]] Decision decide(const City& city, const Command& command, Instant now);

/// The city after one more event. Give both away (`std::move`) where no one else needs them: pages are then changed in
/// place and texts not copied. @throws Error{Corrupt} when the event names a thing that does not exist: the ledger then holds what
/// `decide` never let in; likewise when it goes back in time or founds a city twice.
[[nodiscard]] City apply(City city, Event event);

/// As `apply`, changing the city where it stands: for folding a whole ledger. After a throw the city is of no use.
void fold_into(City& city, Event event);

/// May this actor do that to something that belongs to `body` (empty: to the city as a whole)? Nothing when allowed, else
/// the reason. Rights follow the post's body and the bodies below it; see README, "Who may".
[[nodiscard]] std::optional<Refusal> may(const City& city, const Actor& actor, Action action, Id<Body> body, Day today);

/// The open questions on owner, figure or date (责任、数量、基数、时限) of a commitment and its source statements: while there is
/// one, it stays proposed. A waived question is settled. Requires a commitment of the city.
[[nodiscard]] std::vector<Id<Question>> blocking_questions(const City& city, Id<Commitment> commitment);

/// May a report on this commitment move that asset? Those promised by name and their parts; where none is named, those of
/// the lead body's place and below. Requires both to be of the city.
[[nodiscard]] bool covers(const City& city, const Commitment& commitment, Id<Asset> asset);

}  // namespace luoshi::city

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assess/lights.hpp"
#include "base/json.hpp"
#include "assess/joint.hpp"
#include "engine/engine.hpp"
#include "model/judgement.hpp"

namespace luoshi::engine {

class CityEnough;

/// The shares of forward statements (not dismissed) that have each thing, in whole statements; nothing is a percentage
/// until it is shown, and nothing is added across places.
struct Coverage {
  std::uint32_t forward = 0, lead = 0, figure = 0, date = 0, evidence = 0;
  std::uint32_t asked_effect = 0, effect = 0;  ///< effect is asked only where an outcome is named
  std::uint32_t all = 0;                       ///< the joint share
};

/// One line of the status: a commitment, or a statement no one has acted on yet.
struct StatusLine {
  std::string id;         ///< C-3 or S-12
  std::string kind;       ///< 承诺·在办, 要求·待确认 …
  std::string theme;
  std::string sentence;   ///< the very words, or the commitment's title
  std::string document;   ///< title of the paper
  std::vector<std::string> figures;  ///< with their bounds: ≥40 %
  std::string lead;       ///< empty: 未写明
  std::string deadline;   ///< words and day; empty: 未写明
  bool extended = false;
  std::optional<Day> reported;  ///< what its latest report that was not returned speaks of
  assess::Judged light;
  Verdict kept;
  Answer enough = Answer::CannotSay;
  std::string enough_reason;
  std::optional<assess::Chance> enough_chance, met;  ///< of an outcome that the model answers for
  Id<Asset> section;                                 ///< and the section it names
  std::vector<std::string> questions;  ///< open ones: 责任：…
  std::vector<std::uint32_t> events;   ///< sequences behind the line
};

/// A thing said, found or praised; unconfirmed until a person acts.
struct StatusNote {
  std::string id, kind, sentence;
  std::vector<std::string> figures;
};

struct PlaceStatus {
  std::string place;                   ///< or 地点待问清
  std::vector<std::string> documents;  ///< titles with date
  std::vector<std::string> questions;  ///< of the papers themselves
  std::vector<StatusLine> lines;       ///< commitments by attention, due day and number; then what nobody acted on, what says most first
  std::vector<StatusNote> said, problems, merits;  ///< 自报期初、问题、表扬
  Coverage coverage;
};

/// A section and an item judged, or why not.
struct StatusSection {
  Id<Asset> asset;
  std::string name, item;
  Answer enough = Answer::CannotSay;
  std::string reason;      ///< one line
  bool judged = false;
};

struct Status {
  std::string city;
  bool sample = false;
  std::uint64_t events = 0;
  std::string head;        ///< as printed on bulletins; empty for a past day
  Day as_of{};
  std::string light_rule;  ///< title of the rule used
  std::string seasons;     ///< works whose months' speeds were adopted, and who states them; empty where none were
  std::vector<PlaceStatus> places;
  std::vector<std::string> works;  ///< a line each: the projects and their money, every capacity ledger; empty where there are none
  std::vector<StatusSection> sections;  ///< 断面: judged ones first, then those that cannot be, with the reason
  std::string enough_failure;           ///< why no section could be judged
};

/// The three questions for everything this city holds, on that day, by the light rule it adopted (or the one given).
/// @throws Error{Corrupt} when a reading is missing from the archive.
[[nodiscard]] Status status_of(const city::City& city, const archive::Archive& archive, Day as_of,
                               const std::optional<assess::LightRule>& rule = std::nullopt);

/// For programs: every field of the above.
[[nodiscard]] Json to_json(const Status& status);
/// For people at a terminal. `limit` is the most lines a place may take; the rest is counted.
[[nodiscard]] std::string to_text(const Status& status, std::size_t limit);

/// The rule for lights the city adopted last; nothing where it adopted none.
[[nodiscard]] std::optional<assess::LightRule> adopted_light_rule(const city::City& city, const archive::Archive& archive);

}  // namespace luoshi::engine

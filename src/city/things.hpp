#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "city/decide.hpp"
#include "city/lifecycle.hpp"

namespace luoshi::city {

// Things of any kind looked at in one way: one list, one page (docs/methods/lifecycle.md).

/// What every list shows of a thing.
struct ThingLine {
  Kind kind = Kind::Commitment;
  std::uint32_t number = 0;             ///< its id among its kind
  std::string title;
  std::uint8_t state = 0;               ///< a place in the states of its lifecycle
  std::optional<Day> due;               ///< of the clock that runs now
  Id<Body> own, other;                  ///< whose it is, and the counterpart in the city
  std::vector<std::uint32_t> history;   ///< sequences that touched it; the last is its version
  std::vector<Passage> past;            ///< states entered, with the day; empty where only its own events have happened
};

[[nodiscard]] std::uint32_t count_of(const City& city, Kind kind);
/// Requires 1 ≤ number ≤ count_of(city, kind), as all below.
[[nodiscard]] ThingLine thing_line(const City& city, Kind kind, std::uint32_t number);

/// Nothing where that person may look at it: whoever may read what belongs to its body, or to its counterpart.
[[nodiscard]] std::optional<Refusal> cannot_see(const City& city, const Actor& actor, Kind kind, std::uint32_t number, Day today);

/// The number of the thing whose history begins with that entry: ids are given in the order of entries. 0 where none of the table's
/// does; what one entry made beside (a paper its questions) begins with it too.
template <class Table>
[[nodiscard]] std::uint32_t opened_by(const Table& table, std::uint64_t sequence) {
  std::size_t low = 0, high = table.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (table[middle].history.front() < sequence) low = middle + 1;
    else high = middle;
  }
  return low < table.size() && table[low].history.front() == sequence ? static_cast<std::uint32_t>(low + 1) : 0U;
}

/// Is that entry of the ledger about something this person must not learn of (a covert finding not handed over)?
[[nodiscard]] bool is_about_hidden(const City& city, const Actor& actor, const Event& event, std::uint64_t sequence);

/// A step that leads out of the state a thing is in, and why this person cannot take it (empty: they can, with a note).
struct OpenStep {
  const Step* step = nullptr;
  std::string refusal;
};
[[nodiscard]] std::vector<OpenStep> steps_from(const City& city, const Actor& actor, Kind kind, std::uint32_t number, Day today);

/// One thing a field holds, as people read it; a list gives one for each element.
struct Particular {
  std::string_view field, chinese;
  std::string text;
  std::string_view to;        ///< what kind of thing `number` is: "body", "document", "commitment" …; empty for plain words
  std::uint32_t number = 0;
};
/// What a thing held when it was opened, or as amended. Persons are not named.
[[nodiscard]] std::vector<Particular> particulars(const City& city, Kind kind, std::uint32_t number);
/// The Chinese word of a field of what opens a thing of that kind: 答复单位.
[[nodiscard]] std::string_view field_chinese(Kind kind, std::string_view field);

/// Days a thing has waited for each side up to that day.
struct Waited {
  int own = 0, other = 0;
};
[[nodiscard]] Waited waited(const City& city, Kind kind, std::uint32_t number, Day day);

}  // namespace luoshi::city

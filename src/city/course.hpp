#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "city/paged_table.hpp"
#include "model/body.hpp"

namespace luoshi::city {

/// A thing with what the fold knows of it. `history` lists the ledger sequences that touched it; the last one is its
/// version, which commands quote so that a conflict is seen only when this very thing moved.
template <class Value>
struct Kept {
  Value value;
  std::vector<std::uint32_t> history;

  [[nodiscard]] std::uint32_t version() const { return history.back(); }
};

/// One state and the day (as recorded, +08:00) on which it was entered.
struct Passage {
  std::uint8_t state = 0;
  Day day{};

  friend bool operator==(const Passage&, const Passage&) = default;
};

/// Where a thing stands in its lifecycle (办理进程), since when, by whom, and its clock.
struct Course {
  std::uint8_t state = 0;        ///< a place in the states of its lifecycle
  std::optional<Day> due;        ///< last day of the clock that runs in this state; none where none runs
  Id<Person> by, on_behalf_of;   ///< who brought it there: another person must judge it
  Id<Post> post;
  std::vector<Passage> past;     ///< every state entered, in order; days never decrease

  friend bool operator==(const Course&, const Course&) = default;
};

/// A thing of one of the opened kinds.
template <class Value>
struct KeptThing : Kept<Value> {
  Course course{};
};

}  // namespace luoshi::city

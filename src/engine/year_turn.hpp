#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "city/turn.hpp"
#include "engine/engine.hpp"

namespace luoshi::engine {

/// How one promise fared in the turn of a year.
struct YearLine {
  enum class Fate { Undecided, Carried, Rebased, Dropped, Done, Undated };
  Fate fate{};
  Id<Commitment> commitment;
  std::optional<Figure> figure_before, figure_after;
  std::optional<Day> due_before, due_after;
  std::string reason;
  Id<Post> approver;
  std::uint32_t times = 0;      ///< in how many years it was carried over so far: two or more are marked
  std::uint32_t verdict = 0;    ///< the event that kept what was shown of it when the turn was opened; 0: none
};

/// The turn of a year as it stands, or stood when it was closed: what has to be decided first, then what was.
struct YearReport {
  std::uint32_t turn = 0;
  YearTurn value;
  YearTurnState state{};
  std::uint32_t opened = 0;     ///< the event that opened it: verdicts count that stand before
  std::vector<YearLine> lines;
};

/// @throws Error{NotFound} when there is no such turn.
[[nodiscard]] YearReport year_report(const Engine& engine, std::uint32_t turn);

/// The report for people at a terminal.
[[nodiscard]] std::string to_text(const city::City& city, const YearReport& report);

/// The word of a fate in data and on pages: "carried", 结转.
[[nodiscard]] std::string_view fate_name(YearLine::Fate fate);
[[nodiscard]] std::string_view fate_chinese(YearLine::Fate fate);

/// Opens the turn of a year for a body: what is shown today of each promise that belongs to it and is not done is written down
/// first, and the turn stands on that; all in one write, or nothing. `command` is the id of the whole.
[[nodiscard]] BatchOutcome open_year(Engine& engine, const city::Actor& actor, const std::string& command, std::uint32_t year,
                                     Id<Body> body, Day today, const std::string& session = {});

/// Closes it, or names what is undecided. @throws Error{NotFound} when there is no such turn.
[[nodiscard]] Outcome close_year(Engine& engine, const city::Actor& actor, const std::string& command, std::uint32_t turn);

}  // namespace luoshi::engine

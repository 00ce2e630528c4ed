#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"

namespace luoshi::engine {

/// A list from which lots are drawn, frozen under its digest: a line of text for each thing, in a fixed order.
struct FrozenList {
  Digest digest;
  std::uint32_t lines = 0;
  std::string text;
};

/// The reports of one body and those below it (empty: of all) with from ≤ day reported on ≤ until that were not returned, by
/// their numbers: "R-12 C-3 2026-06-30 整治月湖涌 水务局". Kept in the archive.
/// @throws Error{NotFound} where there is none.
[[nodiscard]] FrozenList freeze_reports(Engine& engine, Day from, Day until, Id<Body> of);

/// The lines drawn (city/lots.hpp): what anybody gets who repeats the draw.
[[nodiscard]] std::vector<std::uint32_t> drawn_of(const Digest& list, std::string_view seed, std::uint32_t size, std::uint32_t count);

/// Line `number`, from 1, without its end. @throws Error{BadInput} outside the list.
[[nodiscard]] std::string line_of(std::string_view list, std::uint32_t number);

/// Where a finding of a spot check is to be written down: the line of its frozen list, put into the note (name), so that
/// `city::decide` knows whose report is looked at and the entry says it in words. Complaint where another line came with it.
[[nodiscard]] std::optional<city::Refusal> lay_line_under(const archive::Archive& archive, const city::City& city, city::Command& command);

/// The report a line of `freeze_reports` stands for; 0 for any other list.
[[nodiscard]] std::uint32_t report_in(std::string_view line);

}  // namespace luoshi::engine

#pragma once

#include <string>

#include "base/json.hpp"
#include "engine/engine.hpp"
#include "engine/enough.hpp"

namespace luoshi::engine {

/// The judged section of that asset, of that item or its first; nothing where there is none.
[[nodiscard]] const SectionJudged* section_at(const CityEnough& judged, std::uint32_t asset, const std::string& item);

/// 氨氮 for NH3-N; a name without a Chinese one stays as it is.
[[nodiscard]] std::string item_words(std::string_view item);

/// SectionRow of api/openapi.json: both verdicts, the joint chance, levels, the shortfall.
[[nodiscard]] Json section_row(const city::City& city, const CityEnough& judged, const SectionJudged& section);

/// SilentSection, all of them: what cannot be judged, and why.
[[nodiscard]] Json silent_json(const city::City& city, const CityEnough& judged);

/// SectionFull: the row, its measures with what each does here, the bodies, the questions, whose load it is, its quarters, and draws
/// with which a page answers a slider by itself.
[[nodiscard]] Json section_page(const city::City& city, const CityEnough& judged, const SectionJudged& section);

/// 决策单: five lines and the choices, from one state of the city; `head` is the ledger's head after it.
[[nodiscard]] Json decision_sheet_of(const city::City& city, const CityEnough& judged, const SectionJudged& section, Day day,
                                     const std::string& head);
/// The same as the ledger stood after that event, by that day's date. The section goes by its name or code.
/// @throws Error{NotFound} for a section that is not judged, or where the city adopted no programme. Requires 1 ≤ events ≤ those there are.
[[nodiscard]] Json decision_sheet(const Engine& engine, const std::string& section, const std::string& item, std::uint64_t events);
/// The same for a terminal.
[[nodiscard]] std::string decision_sheet_text(const Json& sheet);

}  // namespace luoshi::engine

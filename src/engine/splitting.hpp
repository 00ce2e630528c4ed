#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/pages/pages.hpp"

namespace luoshi::engine {

/// One part of a commitment as it is typed (分解): who is to do how much by when, on which assets.
struct PartDraft {
  std::string title;
  std::uint32_t lead = 0;             ///< 0: nobody yet
  std::optional<Figure> figure;
  std::optional<Day> due;
  std::vector<std::string> assets;    ///< codes
};

/// Reads {"parts":[{"title","lead","amount","bound","unit","due","assets"}]}. @throws Error{BadInput} naming the row and field.
[[nodiscard]] std::vector<PartDraft> part_drafts_from_json(const Json& parts);

/// What the parts would come to with those already there: the sum with its bounds, what nobody owns, assets promised twice,
/// and for each row why it could not be opened. Nothing is done.
[[nodiscard]] Page split_preview(const Engine& engine, const Viewer& viewer, std::uint32_t commitment, const std::vector<PartDraft>& parts);

/// Opens all parts in one write, or none: the first that is refused comes back with its row (from 0). Each part has the
/// sources, theme and meaning of the whole and is proposed; `id` makes a repeat harmless.
[[nodiscard]] BatchOutcome split(Engine& engine, const Viewer& viewer, std::uint32_t commitment, const std::vector<PartDraft>& parts,
                                 const std::string& id, const std::string& session);

}  // namespace luoshi::engine

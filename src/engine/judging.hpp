#pragma once

#include <cstdint>
#include <vector>

#include "engine/engine.hpp"

namespace luoshi::engine {

/// What the city must be told besides what was asked: by adopted rules and by what pages show. Pure.

/// The command with what only the system knows filled in: an appeal gets the light it is against, as shown now, with its sum.
[[nodiscard]] city::Command completed(const city::City& city, const archive::Archive& archive, const city::Command& command, Day today);

/// The assets whose samples an event touches.
[[nodiscard]] std::vector<Id<Asset>> sampled_by(const city::EventBody& event);

/// The judgements that have changed for these assets, as commands of the system under that command id.
[[nodiscard]] std::vector<city::Command> judgements(const city::City& city, const archive::Archive& archive, std::vector<Id<Asset>> assets,
                                                    Day today, const std::string& command_id);

/// Judges every asset with samples as of today and records what has changed: what nobody measured for too long goes to be
/// verified anew. Returns how many judgements were recorded. To be run daily; a second run finds nothing.
/// @throws Error when the ledger cannot be written.
[[nodiscard]] std::uint32_t judge_all_funnels(Engine& engine, Day today);

}  // namespace luoshi::engine

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/views/kept_view.hpp"

namespace luoshi::engine {

/// How much of their luck the parts of a target share: the correlation of their normal scores. An assumption, as for the tasks
/// of one body in a plan; no record yet tells it.
inline constexpr double kSharedByParts = 0.3;

/// A target that nobody reports on is judged by its parts (分解), each at the target's own date: their sum against its figure, or, where
/// it has none, every part against its own promise. A part that is a whole itself is judged by
/// what its own parts count; a part of which nobody reports says nothing.
///
/// Nothing where there is nothing to judge by: an outcome (works done do not make it), no parts, a figure that is no amount to
/// add up to. Parts that promise an outcome are left out; those in another unit, pending or without progress say nothing, with the reason. A
/// thing promised in two parts makes the sum *cannot say*.
[[nodiscard]] std::optional<KeptInput> parts_input(const city::City& city, Id<Commitment> whole, Day due, const Histories& histories);

/// While some parts say nothing the whole is likely only where the others are enough alone, and unlikely only where the sum would hardly
/// reach it though these brought all they promise; else it is *cannot say* and names one of them. Requires parts.
[[nodiscard]] KeptShown parts_shown(const KeptInput& input);

}  // namespace luoshi::engine

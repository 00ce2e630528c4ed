#pragma once

#include <optional>
#include <vector>

#include "engine/status.hpp"
#include "engine/views/enough_view.hpp"
#include "engine/views/kept_view.hpp"

namespace luoshi::engine {

/// The light of every commitment, in id order; all unknown where the city adopted no rule.
[[nodiscard]] std::vector<assess::Judged> commitment_lights(const city::City& city,
                                                            const std::optional<assess::LightRule>& rule, Day today);

/// What a commitment promises and both verdicts on it. Its sentence is its title: the words stand in the archive.
/// `histories` are those of the same city; `known` is what an earlier look computed, and becomes what this one did.
[[nodiscard]] StatusLine commitment_status(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts,
                                           const assess::Judged& light, Day today, const Histories& histories, KeptKnown& known,
                                           const CityEnough* judged = nullptr);

/// Where no due day is known, for sorting: after all others.
inline constexpr Day kNever{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

/// 要管的在前: 0 unlikely or red, 1 at risk or yellow, 2 not enough, 3 cannot say, 4 goes well.
[[nodiscard]] int attention(const StatusLine& line);

}  // namespace luoshi::engine

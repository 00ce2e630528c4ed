#pragma once

#include <optional>
#include <string>

#include "engine/views/kept_view.hpp"

// What kept_view.cpp and kept_parts.cpp share.
namespace luoshi::engine {

inline constexpr double kLikely = 0.8, kAtRisk = 0.4;  ///< the written thresholds
[[nodiscard]] KeptInput running_input(const city::City& city, Id<Commitment> id, const CommitmentProgress& progress, Day due,
                                      const Histories& histories);
[[nodiscard]] KeptInput cannot_say(std::string reason);
/// Has somebody reported on it itself, and was not sent back?
[[nodiscard]] bool is_reported(const city::City& city, const city::KeptCommitment& commitment);
/// The whole number of things promised, where the figure counts things one by one.
[[nodiscard]] std::optional<std::uint64_t> goal_count(const Commitment& commitment, const CommitmentProgress& progress);
[[nodiscard]] std::optional<Decimal> goal_in_base(const Commitment& commitment);
void say_chance(Verdict& verdict, double chance, double low, double high, std::string reason);
[[nodiscard]] std::string tenths_words(double value);

}  // namespace luoshi::engine

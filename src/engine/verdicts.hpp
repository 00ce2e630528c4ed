#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "engine/engine.hpp"
#include "engine/views/kept_view.hpp"

namespace luoshi::engine {

/// What came of recording what is shown.
struct Recording {
  std::uint32_t recorded = 0;   ///< verdicts written
  std::uint32_t already = 0;    ///< written earlier that day, and left as they are
  std::uint32_t cannot_say = 0; ///< of those written
  std::uint64_t last = 0;       ///< sequence of the last event; 0 where nothing was written
};
using RecordingOutcome = std::variant<Recording, city::Refusal>;

/// Records what is shown today of every commitment in force, reported done or to be verified: the
/// word, the chance and its distribution, the reasons, the digests of what it was computed from, the version, and what the
/// two rivals say. To be called whenever something is published; a second time on a day it writes nothing.
[[nodiscard]] RecordingOutcome record_verdicts(Engine& engine, const city::Actor& actor, Day today, const std::string& session = {});

/// The verdict of one commitment as it would be recorded.
[[nodiscard]] RecordedVerdict verdict_to_record(const city::City& city, Id<Commitment> commitment, Day today, const Histories& histories,
                                                const std::string& light, const std::optional<Digest>& rule);

/// What came of a commitment by that day, as far as a report of that day or later tells: nothing where none does.
struct CameOf {
  bool kept = false;
  std::optional<std::uint32_t> count;  ///< of things done by the end of that day
};
[[nodiscard]] std::optional<CameOf> came_of(const city::City& city, Id<Commitment> commitment, Day due, std::optional<std::uint32_t> wanted);

/// A recorded verdict and the event that holds it.
struct Judged {
  std::uint64_t event = 0;
  RecordedVerdict verdict;
};
/// All recorded verdicts of these commitments, oldest first. @throws as `Ledger::read`
[[nodiscard]] std::vector<Judged> recorded_verdicts(const Engine& engine, const city::City& city, const std::vector<Id<Commitment>>& commitments);

/// The public scorecard (预测记分牌): recorded verdicts whose day has come against what came, beside the light rule, a straight
/// line and one share for all; by body and by theme; the worst misses. The Scorecard of api/openapi.json.
[[nodiscard]] Json scorecard(const city::City& city, const std::vector<Judged>& judged, Day today);

/// The same verdicts as this version would have given them from what was known then: never in place of the scorecard. Folds
/// the ledger once. A JSON object as `scorecard`, with `replayed` and the versions that recorded.
[[nodiscard]] Json replayed_scorecard(const Engine& engine, const city::City& city, const std::vector<Judged>& judged, Day today);

/// For people at a terminal.
[[nodiscard]] std::string scorecard_text(const Json& scorecard);

}  // namespace luoshi::engine

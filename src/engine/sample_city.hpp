#pragma once

#include <cstdint>
#include <vector>

#include "engine/engine.hpp"
#include "engine/sample_works.hpp"
#include "sample/sample.hpp"

namespace luoshi::engine {

/// What was taken into the ledger of the sample city.
struct SampleTaken {
  std::uint32_t registers = 0, papers = 0, commitments = 0, reports = 0, checks = 0, samples = 0, reviews = 0;
  WorksTaken works;
};

/// Takes the sample city into an empty ledger, as people would have: its registers; its bulletins and pledge letters,
/// read by the reader; each promised total judged, its questions answered, opened and adopted by the campaign office,
/// the towns' under the city's; the monthly reports by the desks, their checks by the supervision office; then projects,
/// measures, requests upward, findings and closures (`sample_works`). Only rivers are reported one by one.
/// What was sampled of rivers after their works is recorded, one sample a month, held against the grades
/// of black and odorous water; where an unannounced sample missed them, the supervision office asks for a review.
///
/// Months that have not ended by the engine's clock are left out. So is a promise whose figure stands in no single
/// statement of its paper, or that nobody leads: it stays a question. Only the first copy of a scaled city has history.
/// `files` are those of `sample::generate`. @throws Error when the ledger is not empty or a command is refused.
[[nodiscard]] SampleTaken take_in_sample(Engine& engine, const std::vector<sample::SampleFile>& files);

}  // namespace luoshi::engine

#pragma once

#include <optional>

#include "assess/lights.hpp"
#include "city/city.hpp"
#include "model/judgement.hpp"

namespace luoshi::engine {

/// What is known of a commitment's progress on a day, from its reports (a returned one counts for nothing).
struct CommitmentProgress {
  std::uint32_t assets_done = 0;      ///< of its own assets, at Built or beyond: shown
  std::optional<Figure> said;         ///< of its latest report
  bool said_checked = false;
  std::optional<Day> last_report;     ///< state it speaks of
  std::optional<Day> start;           ///< of work, or of the paper it came from
};

[[nodiscard]] CommitmentProgress progress_of(const city::City& city, const city::KeptCommitment& commitment);

/// The row a light rule judges: shown counts where assets were named, else what was said.
[[nodiscard]] assess::Progress light_input(const city::City& city, const city::KeptCommitment& commitment, Day today);

/// Will it be kept: the Gamma–Poisson probability where things are counted; kept or missed where its date has passed;
/// else *cannot say* with the reason. Past its date without a report it is unknown, never red.
[[nodiscard]] Verdict kept_verdict(const city::City& city, const city::KeptCommitment& commitment, Day today);

}  // namespace luoshi::engine

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assess/learned.hpp"
#include "base/json.hpp"

namespace luoshi::assess {

/// Measures of one kind that were built and monitored, with their names.
struct KindTrials {
  std::string kind, unit;
  std::vector<std::string> measures;  ///< by Trial::measure
  std::vector<Trial> trials;
};

/// Reads a table of samples (docs/formats/trials.md): `kind`, `unit`, `measure`, `size`, `promised`, `set` (before, after, control_before,
/// control_after; or 前, 后, 对照前, 对照后), `value`. A measure's size and promise are the same in all its rows.
/// @throws Error{BadInput} with file, line and column.
[[nodiscard]] std::vector<KindTrials> read_trials(std::string_view csv, const std::string& name);

/// What was learned of each kind: promised against measured, drawn towards the kind, the prior for the next one.
[[nodiscard]] Json learned_answer(const std::vector<KindTrials>& kinds);
/// The same in plain Chinese.
[[nodiscard]] std::string learned_words(const Json& answer);

}  // namespace luoshi::assess

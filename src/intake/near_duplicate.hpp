#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.hpp"

namespace luoshi::intake {

/// What a paper is recognised by: 64 least hashes of its five-character stretches (MinHash), marks, blanks and width left
/// out, so that two copies agree whatever damage was repaired in either.
/// Source: Broder, "On the resemblance and containment of documents", 1997.
struct Fingerprint {
  std::vector<std::uint32_t> least;  ///< empty for a text of less than five characters
  std::uint32_t characters = 0;
};

[[nodiscard]] Fingerprint fingerprint_of(std::u32string_view text);

/// The share of stretches two papers have in common, 0…1, standard error at most 0.0625.
[[nodiscard]] double resemblance(const Fingerprint& a, const Fingerprint& b);

/// Papers that are copies of one another: places in `papers`, each group in ascending order, the groups in order of their
/// first; papers without a copy are left out. Two are copies when their resemblance is at least `threshold`; copies of
/// copies are one group.
[[nodiscard]] std::vector<std::vector<std::size_t>> group_copies(const std::vector<Fingerprint>& papers, double threshold = 0.7);

/// Two copies of a paper that do not give the same figures in the same sentence (同文异数).
struct FigureConflict {
  std::string quote;   ///< of the first copy
  std::string first;   ///< the figures' words as they stand in the first copy; empty where it has none
  std::string second;  ///< in the second
};

/// Where two copies disagree: statements that are the same but for their figures and marks, and whose figures differ in value,
/// unit or bound, in number, or in being whole (a digit lost in one). In the order of the first copy; a sentence that only one
/// has is no conflict.
[[nodiscard]] std::vector<FigureConflict> compare_figures(const Reading& first, const Reading& second);

}  // namespace luoshi::intake

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "city/city.hpp"
#include "engine/enough.hpp"

namespace luoshi::engine {

/// Is it enough, in one line: of an output by its parts' sum (加总111＜120条，无人认领9条), of an outcome by the model; else why not.
struct EnoughAnswer {
  Answer answer = Answer::CannotSay;
  std::string reason;
  /// Of an outcome that a model answers for: the chance if all is delivered, the joint chance, the section's asset. A sum has none.
  std::optional<assess::Chance> chance, met;
  Id<Asset> section;
};

/// Which commitments are parts of which: by parent, in id order. Built once a city.
[[nodiscard]] std::vector<std::vector<Id<Commitment>>> parts_of(const city::City& city);

[[nodiscard]] EnoughAnswer enough_answer(const city::City& city, Id<Commitment> id,
                                         const std::vector<Id<Commitment>>& parts, const CityEnough* judged = nullptr);

/// The parts of a commitment against it, quarter by quarter in which one is due: total, what waits, remainder, overlaps. Empty without
/// a figure or parts.
[[nodiscard]] Json sums_json(const city::City& city, Id<Commitment> id, const std::vector<Id<Commitment>>& parts);

}  // namespace luoshi::engine

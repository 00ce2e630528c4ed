#pragma once

#include <span>
#include <vector>

#include "verify/compare.hpp"
#include "verify/doubt.hpp"
#include "verify/record.hpp"
#include "verify/repeats.hpp"

namespace luoshi::verify {

/// Every check of one station's record: numbers that do not move, digits, stretches, neighbours and weather, deadlines.
/// Checks that the record is too short for, or that lack company, ask nothing. In time order within each check.
/// `per_year` of the examination is meant for each of the five; sound data are asked about up to five times that.
[[nodiscard]] std::vector<Doubt> examine(const Record& record, const Company& company, const Examination& examination,
                                         std::span<const Window> deadlines);

/// The windows of `length` that end with each quarter and lie wholly between `from` and the record's end.
[[nodiscard]] std::vector<Window> quarter_ends(const Record& record, std::size_t from, std::chrono::seconds length);

}  // namespace luoshi::verify

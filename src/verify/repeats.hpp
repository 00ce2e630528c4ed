#pragma once

#include <cstddef>
#include <vector>

#include "verify/doubt.hpp"
#include "verify/record.hpp"

namespace luoshi::verify {

/// What is asked of one record: its part before `from` is taken as sound and teaches what is usual, the part from there on
/// is examined. `per_year`: questions a year and station expected of sound data, for each check.
struct Examination {
  std::size_t from = 0;
  double per_year = 0.2;
};

/// 数值不动: the same value again and again.
///
/// A run of equal values scores −ln(chance of repeating) for each repetition; the chance is that of values of the same
/// fifth of the past, so that 140 five times is worth more than 5 five times. Values at or below `low_end` do not count (a
/// censored monitor must repeat itself); a gap ends a run. Threshold: `Tail` of the past runs.
/// Nothing is asked of a record with less than `kLeastPast` runs before `from`.
[[nodiscard]] std::vector<Doubt> flat_lines(const Record& record, const Examination& examination);

/// How many values make a block: those of a week, at least 40. A record of days fills nine a year, too few to learn from
/// unless four years lie before `from`.
[[nodiscard]] std::size_t block_of(const Record& record);

/// 末位或数值重复: blocks whose last digits, or whose values, repeat more than before.
///
/// Two statistics: (1) χ² of the ten last digits (values of ten or more units of the last place) against the digits of the
/// past, which are not uniform; (2) the chance that two values of a block are equal, times the block's spread between
/// quartiles in units of the last place, which a smooth distribution leaves constant. Each has its own `Tail` over the past
/// blocks and half of `per_year`; that follows the autocorrelation of the record, which a table of χ² would not.
[[nodiscard]] std::vector<Doubt> repeated_digits(const Record& record, const Examination& examination);

/// 整段重复: a stretch of the examined part that equals an earlier stretch, value by value.
///
/// Score of a stretch: the sum of −ln(frequency of each value in the past) over its values; values equal to the one before
/// them do not count (that is `flat_lines`). For each block (`block_of`) the best score against everything before it;
/// threshold: `Tail` of the blocks of the past. At most the last `kLongestPast` values are searched: time grows as
/// examined × past.
inline constexpr std::size_t kLongestPast = 20'000;
[[nodiscard]] std::vector<Doubt> repeated_stretches(const Record& record, const Examination& examination);

}  // namespace luoshi::verify

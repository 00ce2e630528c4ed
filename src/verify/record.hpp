#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/judgement.hpp"

namespace luoshi::verify {

/// One parameter of one station on a regular grid (记录). A gap is nothing, never a number.
struct Record {
  std::string station, parameter, unit;
  Instant start{};
  std::chrono::seconds step{3600};
  std::vector<std::optional<double>> values;
  /// At or below it the monitor cannot tell values apart; nothing: read from the record (`low_end`).
  std::optional<double> detection_limit;

  [[nodiscard]] Instant at(std::size_t i) const { return start + step * static_cast<std::int64_t>(i); }
  [[nodiscard]] std::size_t size() const { return values.size(); }
  /// The first place at or after that moment; `size()` when there is none.
  [[nodiscard]] std::size_t place_of(Instant moment) const;
  [[nodiscard]] double per_year() const { return 365.25 * 86400.0 / static_cast<double>(step.count()); }
};

/// Values onto a grid of that step, beginning at the first of them; of two values in one cell the later one stands.
/// Values out of order are put in order. Nothing for an empty series, or one that would fill more than `kMostCells`.
inline constexpr std::size_t kMostCells = 20'000'000;
[[nodiscard]] std::optional<Record> record_of(const Series& series, std::chrono::seconds step);

/// The unit of the last place: the largest of 1, 0.1, … 1e-6 of which 99 in 100 values are whole multiples.
[[nodiscard]] double resolution_of(const Record& record);

/// Where telling values apart ends: the given detection limit; else, as censored records usually look, the highest value of
/// the lowest quarter that makes up a tenth of the record, or a fiftieth and is met twice as often as any higher one, or is
/// the smallest of all and makes up one in a hundred (at least three values); else below everything.
[[nodiscard]] double low_end(const Record& record);

/// The middle value; nothing of an empty list.
[[nodiscard]] std::optional<double> median(std::vector<double> values);

}  // namespace luoshi::verify

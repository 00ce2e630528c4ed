#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "model/judgement.hpp"

namespace luoshi::observations {

inline constexpr std::size_t kMostValues = 20'000'000;  ///< of one batch
inline constexpr std::size_t kLongestName = 200;        ///< bytes of a station, parameter or flag

/// One batch as bytes (docs/formats/observations.md): series in order of station and parameter, values in order of time; of two
/// values for one time the one that came later stands. Equal batches, equal bytes.
/// @throws Error{BadInput} for an empty batch, a value that is not finite, a time with parts of a second or outside the 136
/// years after the first of its series, an empty or too long name, more than 255 flags; Error{TooLarge} beyond `kMostValues`.
[[nodiscard]] std::string write_segment(std::uint64_t batch, const Digest& before, std::span<const Observation> values);

/// One series of a segment. Columns lie in the segment's bytes.
struct SeriesPlace {
  std::string_view station, parameter;
  std::uint64_t first = 0, count = 0;
  std::int64_t base = 0;  ///< seconds since 1970, the time of its first value
  Digest digest;          ///< of its columns
};

/// A look at a segment's bytes, which must outlive it. Names and numbers are checked when it is made, a series' columns
/// against their digest by `sound`.
class Segment {
 public:
  /// @throws Error{Corrupt} naming `name` and what does not hold. Never reads outside the bytes, whatever they are.
  Segment(std::string_view bytes, const std::string& name);

  [[nodiscard]] std::uint64_t batch() const { return batch_; }
  /// Of the segment before it, zeros for the first.
  [[nodiscard]] const Digest& before() const { return before_; }
  /// What identifies it: of its head, which holds the digest of names and places, which hold those of the columns.
  [[nodiscard]] const Digest& digest() const { return digest_; }
  [[nodiscard]] const std::vector<SeriesPlace>& series() const { return series_; }
  [[nodiscard]] std::uint64_t values() const { return values_; }
  [[nodiscard]] bool sound(const SeriesPlace& place) const;

  [[nodiscard]] std::int64_t time(const SeriesPlace& place, std::uint64_t i) const;
  [[nodiscard]] double value(const SeriesPlace& place, std::uint64_t i) const;
  [[nodiscard]] std::string_view flag(const SeriesPlace& place, std::uint64_t i) const;
  /// The first of the series' values at or after that second.
  [[nodiscard]] std::uint64_t place_of(const SeriesPlace& place, std::int64_t second) const;

 private:
  std::string_view bytes_;
  std::uint64_t batch_ = 0, values_ = 0;
  Digest before_, digest_;
  std::vector<SeriesPlace> series_;
  std::vector<std::string_view> flags_;
  std::uint64_t times_at_ = 0, values_at_ = 0, flags_at_ = 0;
};

}  // namespace luoshi::observations

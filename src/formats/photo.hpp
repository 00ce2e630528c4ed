#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace luoshi::formats {

/// What a photo says of itself: a JPEG file's size (ITU-T T.81) and its Exif data (CIPA DC-008, TIFF 6.0).
///
/// A camera's clock and place are claims: they may be wrong, missing or written by hand. Nonsense among them is left out
/// and named in `flaws`.
struct PhotoFacts {
  unsigned width = 0, height = 0;  ///< pixels as stored
  unsigned orientation = 1;        ///< 1 … 8: how it is turned to be looked at
  std::optional<Instant> taken;    ///< by the camera's clock
  bool zone_given = false;         ///< else the camera named no zone, and +08:00 was taken
  std::optional<double> latitude, longitude;  ///< degrees, north and east, as the camera's position finder gave them
  std::vector<std::string> flaws;  ///< one line of plain Chinese each
};

/// Reads the head of a JPEG file; the picture itself is not decoded, so a photo of 100 MB costs no more than a small one.
/// @throws Error{BadInput} naming `name` when the bytes are no JPEG or end before the picture begins.
[[nodiscard]] PhotoFacts read_photo(std::string_view bytes, const std::string& name);

/// The same picture without what it says of itself (place, time, device, thumbnail, remarks): every APP segment but JFIF,
/// the colour profile and Adobe's, and every comment, is left out; how it is turned is kept in 36 bytes of Exif of our own.
/// @throws as `read_photo`.
[[nodiscard]] std::string without_metadata(std::string_view bytes, const std::string& name);

/// 64 bits of how a JPEG picture looks (外观): nearby pictures differ in few of them, other pictures in about half.
///
/// The picture's blocks of 8 × 8 are averaged (the DC coefficients of its brightness) onto 9 columns by 8 rows; a bit says
/// whether a cell is brighter than its right neighbour (difference hash). Saving again, shrinking and small changes of
/// brightness move few bits; cutting and turning move many. Baseline and extended Huffman JPEG, and the first scan of
/// progressive ones; nothing for arithmetic coding, for fewer than 9 × 8 blocks, or for damage before the last row.
/// Work is bounded by the bytes given; the picture's size by `kMostPixels`.
/// @throws Error{BadInput} when the bytes are no JPEG.
[[nodiscard]] std::optional<std::uint64_t> look_of(std::string_view bytes, const std::string& name);
inline constexpr std::uint64_t kMostPixels = 400'000'000;

}  // namespace luoshi::formats

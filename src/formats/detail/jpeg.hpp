#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::formats::detail {

/// One marker of a JPEG file before its picture data: FF `marker`, then its contents.
struct JpegSegment {
  std::uint8_t marker = 0;
  std::size_t offset = 0;     ///< of its FF
  std::string_view contents;  ///< without marker and length; empty for markers without length
};

inline constexpr std::uint8_t kStartOfScan = 0xDA, kApp1 = 0xE1;

[[nodiscard]] inline unsigned big16(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 8U | static_cast<unsigned char>(bytes[at + 1]);
}

/// True for the markers that open a frame (SOF0 … SOF15 without DHT, JPG and DAC).
[[nodiscard]] inline bool opens_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// The segments from the start to the first scan, that one included; what follows it is picture data.
/// @throws Error{BadInput} naming `name` when the bytes are no JPEG or end before a scan.
[[nodiscard]] std::vector<JpegSegment> segments_of(std::string_view bytes, const std::string& name);

}  // namespace luoshi::formats::detail

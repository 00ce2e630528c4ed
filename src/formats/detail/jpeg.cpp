#include "formats/detail/jpeg.hpp"

#include "base/error.hpp"

namespace luoshi::formats::detail {

std::vector<JpegSegment> segments_of(std::string_view bytes, const std::string& name) {
  const auto refuse = [&](const char* problem) {
    throw Error{Fault::BadInput, name + ": " + problem + "; give the photo as the camera wrote it (JPEG)"};
  };
  if (bytes.size() < 4 || !bytes.starts_with("\xFF\xD8\xFF")) refuse("no JPEG picture (it does not begin as one)");
  std::vector<JpegSegment> segments;
  std::size_t at = 2;
  for (;;) {
    if (at + 4 > bytes.size()) refuse("the file ends before the picture begins (it was cut)");
    if (bytes[at] != '\xFF') refuse("its head cannot be read (damaged)");
    const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
      segments.push_back({marker, at, {}});
      at += 2;
      continue;
    }
    const std::size_t length = big16(bytes, at + 2);
    if (marker == 0xD8 || marker == 0xD9 || length < 2 || at + 2 + length > bytes.size())
      refuse("its head cannot be read (damaged or cut)");
    segments.push_back({marker, at, bytes.substr(at + 4, length - 2)});
    if (marker == kStartOfScan) return segments;
    at += 2 + length;
  }
}

}  // namespace luoshi::formats::detail

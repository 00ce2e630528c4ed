#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace luoshi::formats {

/// One file of an archive: a relative path with "/" in UTF-8, and its bytes.
struct ZipEntry {
  std::string path;
  std::string bytes;
};

/// A zip archive (APPNOTE 6.3) with every entry stored as it is, in the order given: equal entries, equal bytes, for
/// the time of every entry is fixed at 1 January 1980. No compression, no encryption, no Zip64.
/// @throws Error{TooLarge} beyond 65,535 entries or 4 GiB.
[[nodiscard]] std::string write_zip(std::span<const ZipEntry> entries);

/// CRC-32 as zip, gzip and PNG use it (polynomial 0xEDB88320 reflected).
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

}  // namespace luoshi::formats

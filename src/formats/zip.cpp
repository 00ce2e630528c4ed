#include "formats/zip.hpp"

#include <array>
#include <limits>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

constexpr std::uint16_t kVersion = 20;  // stored entries need 2.0
constexpr std::uint16_t kUtf8Names = 1U << 11U;
constexpr std::uint16_t kFirstDay = (0U << 9U) | (1U << 5U) | 1U;  // 1980-01-01
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostEntries = std::numeric_limits<std::uint16_t>::max();

constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    table[i] = value;
  }
  return table;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

/// The fields that the local header and the directory share, from "version needed" to the length of the extra field.
void put_common(std::string& out, const ZipEntry& entry, std::uint32_t checksum) {
  put(out, kVersion, 2);
  put(out, kUtf8Names, 2);
  put(out, 0, 2);  // stored
  put(out, 0, 2);  // midnight
  put(out, kFirstDay, 2);
  put(out, checksum, 4);
  put(out, static_cast<std::uint32_t>(entry.bytes.size()), 4);
  put(out, static_cast<std::uint32_t>(entry.bytes.size()), 4);
  put(out, static_cast<std::uint32_t>(entry.path.size()), 2);
  put(out, 0, 2);
}

void check_limits(std::span<const ZipEntry> entries) {
  std::uint64_t bytes = 22;
  bool long_path = false;
  for (const ZipEntry& entry : entries) {
    bytes += entry.bytes.size() + 2 * entry.path.size() + 30 + 46;
    long_path = long_path || entry.path.size() > std::numeric_limits<std::uint16_t>::max();
  }
  if (entries.size() > kMostEntries || bytes > kMostBytes || long_path)
    throw Error{Fault::TooLarge, "the archive has " + std::to_string(entries.size()) + " entries and " +
                                     std::to_string(bytes) + " bytes (a plain zip holds 65535 and 4 GiB); split it"};
}

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  static constexpr auto kTable = crc_table();
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) value = kTable[(value ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (value >> 8U);
  return ~value;
}

std::string write_zip(std::span<const ZipEntry> entries) {
  check_limits(entries);
  std::string out, directory;
  for (const ZipEntry& entry : entries) {
    const std::uint32_t checksum = crc32(entry.bytes);
    const auto offset = static_cast<std::uint32_t>(out.size());
    put(out, 0x04034B50U, 4);
    put_common(out, entry, checksum);
    out += entry.path;
    out += entry.bytes;
    put(directory, 0x02014B50U, 4);
    put(directory, kVersion, 2);
    put_common(directory, entry, checksum);
    put(directory, 0, 2);  // no comment
    put(directory, 0, 2);  // one disk
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += entry.path;
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  out += directory;
  put(out, 0x06054B50U, 4);
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace luoshi::formats

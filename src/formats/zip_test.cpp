#include "formats/zip.hpp"

#include <gtest/gtest.h>

#include <array>

namespace luoshi::formats {
namespace {

TEST(Zip, TheChecksumIsTheOneOfTheCatalogue) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32(""), 0U);
}

TEST(Zip, AnEmptyArchiveIsItsEndRecordAlone) {
  const std::string archive = write_zip({});
  EXPECT_EQ(archive.size(), 22U);
  EXPECT_EQ(archive.substr(0, 4), "PK\x05\x06");
}

TEST(Zip, EntriesStandStoredInOrderAndTheDirectoryPointsAtThem) {
  const std::array entries{ZipEntry{"a.txt", "first"}, ZipEntry{"目录/b.txt", std::string("se\0cond", 7)}};
  const std::string archive = write_zip(entries);
  EXPECT_EQ(archive, write_zip(entries)) << "no clock in it";
  const auto number = [&](std::size_t at, int bytes) {
    std::size_t value = 0;
    for (int i = bytes; i-- > 0;)
      value = value << 8U | static_cast<unsigned char>(archive.at(at + static_cast<std::size_t>(i)));
    return value;
  };
  const std::size_t end = archive.size() - 22;
  EXPECT_EQ(number(end + 10, 2), 2U);
  std::size_t at = number(end + 16, 4);
  for (const ZipEntry& entry : entries) {
    EXPECT_EQ(number(at, 4), 0x02014B50U);
    EXPECT_EQ(number(at + 16, 4), crc32(entry.bytes));
    EXPECT_EQ(archive.substr(at + 46, entry.path.size()), entry.path);
    const std::size_t local = number(at + 42, 4);
    EXPECT_EQ(number(local, 4), 0x04034B50U);
    EXPECT_EQ(archive.substr(local + 30 + entry.path.size(), entry.bytes.size()), entry.bytes);
    at += 46 + entry.path.size();
  }
  EXPECT_EQ(at, end);
}

}  // namespace
}  // namespace luoshi::formats

// Photos of any bytes: refused, or read without leaving them; what is exported says neither time nor place.

#include <string_view>

#include "base/error.hpp"
#include "formats/photo.hpp"
#include "fuzz.hpp"

namespace {

std::string bytes_of(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values) out += static_cast<char>(value);
  return out;
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  // Grey, 72 × 64: DC codes of four bits for sizes 0 to 11, one AC code; all blocks of size 0, so a byte holds eight bits of 00000.
  const std::string dc = bytes_of({0, 0, 0, 0, 12}) + std::string(12, '\0') + bytes_of({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  const std::string ac = bytes_of({0x10, 1}) + std::string(16, '\0');
  const std::string tables = bytes_of({0xFF, 0xC4, 0, 49}) + dc + ac;
  const std::string frame = bytes_of({0xFF, 0xC0, 0, 11, 8, 0, 64, 0, 72, 1, 1, 0x11, 0});
  const std::string scan = bytes_of({0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0}) + std::string(46, '\0') + "\xFF\xD9";
  const std::string exif = std::string{"\xFF\xE1\x00\x42"
                                       "Exif\0\0MM\0\x2A\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x32\0\x02\0\0\0\x14\0\0\0\x26\0\0\0\0"
                                       "2026:06:30 08:05:09\0", 68};
  const std::string plain = "\xFF\xD8" + tables + frame + scan, told = "\xFF\xD8" + exif + tables + frame + scan;
  must(luoshi::formats::look_of(plain, "t").has_value() && luoshi::formats::read_photo(told, "t").taken.has_value());
  return {plain, told};
}

int fuzz_inputs() { return 30'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  using namespace luoshi;
  try {
    const formats::PhotoFacts facts = formats::read_photo(bytes, "t");
    must(facts.orientation >= 1 && facts.orientation <= 8);
    must(facts.latitude.has_value() == facts.longitude.has_value());
    if (facts.latitude) must(*facts.latitude >= -90 && *facts.latitude <= 90 && *facts.longitude >= -180 && *facts.longitude <= 180);
    static_cast<void>(formats::look_of(bytes, "t"));
    const std::string clean = formats::without_metadata(bytes, "t");
    const formats::PhotoFacts after = formats::read_photo(clean, "t");
    must(!after.taken && !after.latitude && after.orientation == facts.orientation && after.width == facts.width);
    must(formats::without_metadata(clean, "t") == clean);
  } catch (const Error& error) {
    must(error.fault() == Fault::BadInput && std::string_view{error.what()}.substr(0, 1) == "t");
  }
  return 0;
}

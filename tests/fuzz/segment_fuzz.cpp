// A batch of observations of any bytes: refused as damaged, or looked at without leaving its bytes. A batch that was written is
// read as it was.

#include <string_view>

#include "base/error.hpp"
#include "fuzz.hpp"
#include "observations/segment.hpp"

using namespace luoshi;

std::vector<std::string> fuzz_seeds() {
  const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  std::vector<Observation> values;
  for (int i = 0; i < 9; ++i)
    values.push_back({i % 2 ? "A" : "B", i % 3 ? "x" : "y", start + std::chrono::hours{i}, 1.5 * i, i == 4 ? "M" : ""});
  return {observations::write_segment(3, Digest{}, values), observations::write_segment(4, sha256("a"), std::span{values}.first(1))};
}

int fuzz_inputs() { return 3'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The last byte says whether the digest of names and places is made right again: else hardly any input would get past it.
  std::string bytes{reinterpret_cast<const char*>(data), size};
  if (size > 112 && data[size - 1] % 2 == 0) {
    for (std::size_t length = 0; length <= size - 112; length += 8) {
      const Digest digest = sha256(std::string_view{bytes}.substr(112, length));
      std::string mended = bytes;
      mended.replace(80, 32, reinterpret_cast<const char*>(digest.bytes.data()), 32);
      try {
        const observations::Segment segment{mended, "t"};
        for (const auto& place : segment.series()) {
          static_cast<void>(segment.sound(place));
          static_cast<void>(segment.place_of(place, place.base + 3600));
          for (std::uint64_t i = 0; i < place.count; ++i) {
            static_cast<void>(segment.time(place, i));
            static_cast<void>(segment.value(place, i));
            static_cast<void>(segment.flag(place, i));
          }
        }
      } catch (const Error& error) {
        must(error.fault() == Fault::Corrupt);
      }
    }
    return 0;
  }
  try {
    static_cast<void>(observations::Segment{bytes, "t"}.values());
  } catch (const Error& error) {
    must(error.fault() == Fault::Corrupt);
  }
  return 0;
}

#include <iconv.h>

#include "maker.hpp"

namespace luoshi::maker {
namespace {

// One character of the C library's own table for `charset`, 0 where it has none.
class Converter {
 public:
  explicit Converter(const char* charset) : handle_{iconv_open("UTF-32LE", charset)} {
    if (handle_ == reinterpret_cast<iconv_t>(-1))
      fail(std::string{"the C library knows no "} + charset + " (its gconv modules are missing); install libc-bin");
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  std::uint32_t operator()(std::string bytes) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    std::uint32_t out[4] = {};
    char* from = bytes.data();
    char* to = reinterpret_cast<char*>(out);
    std::size_t in_left = bytes.size();
    std::size_t out_left = sizeof out;
    if (iconv(handle_, &from, &in_left, &to, &out_left) == static_cast<std::size_t>(-1) || in_left != 0) return 0;
    return out_left == sizeof out - 4 ? out[0] : 0;
  }

 private:
  iconv_t handle_;
};

constexpr std::size_t kTrails = 191;  // 0x40…0xFE

std::vector<std::uint16_t> two_byte_table(std::initializer_list<const char*> charsets) {
  std::vector<std::uint16_t> table(126 * kTrails);
  for (const char* charset : charsets) {
    Converter convert{charset};
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead)
      for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
        std::uint16_t& cell = table[(lead - 0x81) * kTrails + (trail - 0x40)];
        const std::uint32_t c = trail == 0x7F ? 0 : convert({static_cast<char>(lead), static_cast<char>(trail)});
        if (cell == 0 && c < 0x10000) cell = static_cast<std::uint16_t>(c);
      }
  }
  return table;
}

// The four-byte half of GB18030 that holds the basic plane, as runs of consecutive code points.
std::vector<std::uint32_t> four_byte_ranges() {
  Converter convert{"GB18030"};
  std::vector<std::uint32_t> ranges;
  for (std::uint32_t linear = 0; linear < 39420; ++linear) {
    const std::uint32_t c =
        convert({static_cast<char>(0x81 + linear / 12600), static_cast<char>(0x30 + linear / 1260 % 10),
                 static_cast<char>(0x81 + linear / 10 % 126), static_cast<char>(0x30 + linear % 10)});
    if (c == 0) continue;
    const std::size_t n = ranges.size();
    if (n != 0 && ranges[n - 3] + ranges[n - 1] == linear && ranges[n - 2] + ranges[n - 1] == c) {
      ++ranges[n - 1];
    } else {
      ranges.insert(ranges.end(), {linear, c, 1});
    }
  }
  return ranges;
}

}  // namespace

void make_codecs(Tables& tables) {
  std::vector<std::uint16_t> gbk = two_byte_table({"GB18030"});
  // User-defined rows as Windows and the damaged pages have them: U+E000 on (DAMAGE: shifted pairs).
  for (unsigned lead = 0xAA; lead <= 0xAF; ++lead)
    for (unsigned trail = 0xA1; trail <= 0xFE; ++trail)
      gbk[(lead - 0x81) * kTrails + (trail - 0x40)] = static_cast<std::uint16_t>(0xE000 + (lead - 0xAA) * 94 + (trail - 0xA1));
  std::vector<std::uint16_t> reverse(65536);
  for (std::size_t i = 0; i < gbk.size(); ++i)
    if (gbk[i] != 0 && reverse[gbk[i]] == 0)
      reverse[gbk[i]] = static_cast<std::uint16_t>((0x81 + i / kTrails) << 8U | (0x40 + i % kTrails));
  put(tables, intake::Table::Gbk, gbk);
  put(tables, intake::Table::GbkReverse, reverse);
  put(tables, intake::Table::Gb18030Ranges, four_byte_ranges());
  put(tables, intake::Table::Big5, two_byte_table({"CP950", "BIG5"}));
}

}  // namespace luoshi::maker

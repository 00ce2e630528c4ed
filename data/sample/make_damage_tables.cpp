// Writes the tables of src/sample/damage as a C++ source: GBK to Unicode from the system's iconv, simplified to
// traditional characters from OpenCC's STCharacters (Apache-2.0) as exported by opencc_dict.
// Usage: make_damage_tables STCharacters.txt out.cpp

#include <iconv.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>

namespace {

/// The code point a GBK pair stands for, 0 where it stands for none.
std::uint32_t gbk_pair(iconv_t converter, unsigned lead, unsigned trail) {
  char in[2] = {static_cast<char>(lead), static_cast<char>(trail)};
  char out[8] = {};
  char* from = in;
  char* to = out;
  std::size_t in_left = 2, out_left = sizeof out;
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  if (iconv(converter, &from, &in_left, &to, &out_left) == static_cast<std::size_t>(-1) || out_left != sizeof out - 4)
    return 0;
  std::uint32_t point = 0;
  for (int i = 3; i >= 0; --i) point = point << 8U | static_cast<unsigned char>(out[i]);
  return point;
}

/// Takes one UTF-8 character off the front of `text`.
std::uint32_t take(std::string& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  std::uint32_t point = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length && i < text.size(); ++i)
    point = point << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.erase(0, length);
  return point;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream dictionary{argv[1]};
  std::ofstream out{argv[2]};
  const iconv_t converter = iconv_open("UTF-32LE", "GBK");
  if (!dictionary || !out || converter == reinterpret_cast<iconv_t>(-1)) {
    std::cerr << "the damage tables cannot be made (dictionary unreadable, output unwritable or no GBK in iconv)\n";
    return 3;
  }
  out << "#include \"sample/detail/damage_tables.hpp\"\n\nnamespace luoshi::sample::detail {\n\n"
         "const char16_t kGbkToUnicode[kGbkLeads * kGbkTrails] = {";
  for (unsigned lead = 0x81; lead <= 0xFE; ++lead)
    for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
      const std::uint32_t point = trail == 0x7F ? 0 : gbk_pair(converter, lead, trail);
      out << (trail == 0x40 ? "\n" : "") << (point > 0xFFFFU ? 0 : point) << ',';
    }
  out << "};\n\nconst Variant kTraditional[] = {\n";
  std::size_t count = 0;
  for (std::string line; std::getline(dictionary, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto tab = line.find('\t');
    if (tab == std::string::npos) continue;
    std::string from = line.substr(0, tab), to = line.substr(tab + 1);
    const bool may_stay = (' ' + to + ' ').find(' ' + from + ' ') != std::string::npos;
    const std::uint32_t simplified = take(from), traditional = take(to);
    if (from.empty() && simplified < 0x10000U && traditional < 0x10000U) {
      out << '{' << simplified << ',' << traditional << ',' << (may_stay ? "true" : "false") << "},\n";
      ++count;
    }
  }
  out << "};\n\nconst unsigned kTraditionalCount = " << count << ";\n\n}  // namespace luoshi::sample::detail\n";
  return out.good() ? 0 : 3;
}

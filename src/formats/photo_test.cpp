#include "formats/photo.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <functional>
#include <tuple>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"

namespace luoshi::formats {
namespace {

using Bytes = std::string;

Bytes big16(unsigned value) { return {static_cast<char>(value >> 8U), static_cast<char>(value & 255U)}; }
Bytes big32(std::uint32_t value) { return big16(value >> 16U) + big16(value & 0xFFFFU); }

Bytes segment(unsigned marker, const Bytes& contents) {
  return Bytes{'\xFF', static_cast<char>(marker)} + big16(static_cast<unsigned>(contents.size() + 2)) + contents;
}

struct Entry {
  unsigned tag, type;
  std::uint32_t count;
  Bytes value;  // of more than four bytes: laid behind the directory
};

Bytes directory(const std::vector<Entry>& entries, std::size_t at) {
  Bytes out = big16(static_cast<unsigned>(entries.size())), behind;
  const std::size_t end = at + 2 + entries.size() * 12 + 4;
  for (const Entry& entry : entries) {
    out += big16(entry.tag) + big16(entry.type) + big32(entry.count);
    if (entry.value.size() <= 4) {
      out += entry.value + Bytes(4 - entry.value.size(), '\0');
    } else {
      out += big32(static_cast<std::uint32_t>(end + behind.size()));
      behind += entry.value;
    }
  }
  return out + big32(0) + behind;
}

Bytes angle(std::uint32_t degrees, std::uint32_t minutes, std::uint32_t hundredths) {
  return big32(degrees) + big32(1) + big32(minutes) + big32(1) + big32(hundredths) + big32(100);
}

struct Told {
  Bytes taken = "2026:06:30 08:05:09", zone = "+08:00", north = "N", east = "E";
  Bytes latitude = angle(23, 6, 1512), longitude = angle(134, 45, 0);
  unsigned orientation = 6;
};

Bytes exif(const Told& told) {
  const std::size_t camera_at = 200, place_at = 400;
  Bytes block = Bytes{"MM\0\x2A", 4} + big32(8) +
                directory({{0x0112, 3, 1, big16(told.orientation)}, {0x8769, 4, 1, big32(camera_at)}, {0x8825, 4, 1, big32(place_at)}}, 8);
  block.resize(camera_at, '\0');
  block += directory({{0x9003, 2, static_cast<std::uint32_t>(told.taken.size() + 1), told.taken + Bytes(1, '\0')},
                      {0x9011, 2, static_cast<std::uint32_t>(told.zone.size() + 1), told.zone + Bytes(1, '\0')}}, camera_at);
  block.resize(place_at, '\0');
  block += directory({{1, 2, 2, told.north + Bytes(1, '\0')}, {2, 5, 3, told.latitude}, {3, 2, 2, told.east + Bytes(1, '\0')}, {4, 5, 3, told.longitude}},
                     place_at);
  return segment(0xE1, Bytes{"Exif\0\0", 6} + block);
}

// A picture of one grey level a block of 8 × 8: DC codes of four bits, one AC code (end of block). `shade` is −100 … 100.
class Maker {
 public:
  using Shade = std::function<int(unsigned column, unsigned row)>;
  unsigned across = 1, down = 1;  // blocks of brightness in a unit; two more components when one is 2
  unsigned every = 0;

  Bytes make(unsigned columns, unsigned rows, const Shade& shade, const Bytes& told = {}) {
    const bool colour = across * down > 1;
    Bytes frame = Bytes(1, 8) + big16(rows * 8) + big16(columns * 8) + Bytes(1, colour ? 3 : 1);
    frame += Bytes{1, static_cast<char>(across * 16 + down), 0};
    if (colour) frame += Bytes{2, 0x11, 0} + Bytes{3, 0x11, 0};
    Bytes dc(1, 0x00), ac(1, 0x10);
    for (int length = 1; length <= 16; ++length) {
      dc += static_cast<char>(length == 4 ? 12 : 0);
      ac += static_cast<char>(length == 1 ? 1 : 0);
    }
    for (char symbol = 0; symbol < 12; ++symbol) dc += symbol;
    ac += '\0';
    Bytes out = "\xFF\xD8" + told + segment(0xDB, Bytes(65, 1)) + segment(0xC0, frame) + segment(0xC4, dc + ac);
    if (every != 0) out += segment(0xDD, big16(every));
    Bytes scan(1, colour ? 3 : 1);
    for (char id = 1; id <= (colour ? 3 : 1); ++id) scan += Bytes{id, 0};
    out += segment(0xDA, scan + Bytes{0, 63, 0});
    data_.clear();
    unsigned units = 0, restarts = 0;
    last_ = {};
    for (unsigned y = 0; y < (rows + down - 1) / down; ++y)
      for (unsigned x = 0; x < (columns + across - 1) / across; ++x, ++units) {
        if (every != 0 && units != 0 && units % every == 0) {
          flush();
          data_ += Bytes{'\xFF', static_cast<char>(0xD0 + restarts++ % 8)};
          last_ = {};
        }
        for (unsigned row = 0; row < down; ++row)
          for (unsigned column = 0; column < across; ++column)
            block(0, shade(std::min(x * across + column, columns - 1), std::min(y * down + row, rows - 1)) * 8);
        for (std::size_t k = 1; colour && k < 3; ++k) block(k, 0);
      }
    flush();
    return out + data_ + "\xFF\xD9";
  }

 private:
  void put(unsigned value, unsigned count) {
    for (unsigned i = count; i-- > 0;) {
      byte_ = byte_ * 2 + ((value >> i) & 1U);
      if (++bits_ == 8) {
        data_ += static_cast<char>(byte_);
        if (byte_ == 255) data_ += '\0';
        bits_ = byte_ = 0;
      }
    }
  }
  void flush() {
    while (bits_ != 0) put(1, 1);
  }
  void block(std::size_t component, int value) {
    const int step = value - last_.at(component);
    last_.at(component) = value;
    const auto size = static_cast<unsigned>(std::bit_width(static_cast<unsigned>(std::abs(step))));
    put(size, 4);
    put(static_cast<unsigned>(step > 0 ? step : step + (1 << size) - 1), size);
    put(0, 1);  // end of block
  }
  Bytes data_;
  unsigned byte_ = 0, bits_ = 0;
  std::array<int, 3> last_{};
};

int river(unsigned column, unsigned row) { return static_cast<int>((column * 37 + row * 61 + column * row * 5) % 160) - 80; }

TEST(Photo, TellsWhenWhereAndHowItIsTurned) {
  const PhotoFacts facts = read_photo(Maker{}.make(18, 16, river, exif({})), "p");
  EXPECT_EQ(facts.width, 144U);
  EXPECT_EQ(facts.height, 128U);
  EXPECT_EQ(facts.orientation, 6U);
  EXPECT_EQ(instant_text(*facts.taken), "2026-06-30T00:05:09.000Z");
  EXPECT_TRUE(facts.zone_given);
  EXPECT_NEAR(*facts.latitude, 23.1042, 1e-12);
  EXPECT_NEAR(*facts.longitude, 134.75, 1e-12);
  EXPECT_TRUE(facts.flaws.empty());
}

TEST(Photo, WithoutAZoneChinasIsTakenAndSaidSo) {
  Told told;
  told.zone = "";
  const PhotoFacts facts = read_photo(Maker{}.make(18, 16, river, exif(told)), "p");
  EXPECT_EQ(instant_text(*facts.taken), "2026-06-30T00:05:09.000Z");
  EXPECT_FALSE(facts.zone_given);
}

TEST(Photo, NonsenseIsLeftOutAndNamed) {
  const auto flaws = [](const std::function<void(Told&)>& spoil) {
    Told told;
    spoil(told);
    const PhotoFacts facts = read_photo(Maker{}.make(18, 16, river, exif(told)), "p");
    return std::tuple{facts.flaws.size(), facts.taken.has_value(), facts.latitude.has_value()};
  };
  using Seen = std::tuple<std::size_t, bool, bool>;
  EXPECT_EQ(flaws([](Told& told) { told.taken = "0000:00:00 00:00:00"; }), (Seen{1, false, true}));
  EXPECT_EQ(flaws([](Told& told) { told.taken = "2026:02:30 08:05:09"; }), (Seen{1, false, true}));
  EXPECT_EQ(flaws([](Told& told) { told.latitude = angle(91, 0, 0); }), (Seen{1, true, false}));
  EXPECT_EQ(flaws([](Told& told) { told.north = "X"; }), (Seen{1, true, false}));
  EXPECT_EQ(flaws([](Told& told) { told.latitude = told.longitude = angle(0, 0, 0); }), (Seen{1, true, false}));
  EXPECT_EQ(flaws([](Told& told) { told.latitude = big32(23) + big32(0) + angle(0, 0, 0).substr(8); }), (Seen{1, true, false}));
  const PhotoFacts broken = read_photo(Maker{}.make(18, 16, river, segment(0xE1, Bytes{"Exif\0\0MM\0\x2A\0\0\xFF\xFF", 14})), "p");
  EXPECT_EQ(broken.flaws.size(), 1U);
  const PhotoFacts loop = read_photo(  // a directory that names itself
      Maker{}.make(18, 16, river, segment(0xE1, Bytes{"Exif\0\0MM\0\x2A", 10} + big32(8) + directory({{0x8769, 4, 1, big32(8)}}, 8))), "p");
  EXPECT_FALSE(loop.taken);
}

TEST(Photo, WhatIsNoJpegIsRefused) {
  for (const Bytes& bytes : {Bytes{}, Bytes{"GIF89a"}, Bytes{"\xFF\xD8\xFF"}, Bytes{"\xFF\xD8\xFF\xE1\x00\x01", 6},
                             Maker{}.make(18, 16, river).substr(0, 60), "\xFF\xD8\xFF\xD9" + Bytes(20, 'x')})
    EXPECT_THROW(static_cast<void>(read_photo(bytes, "p")), Error);
}

TEST(Photo, ExportedItSaysNothingOfItselfAndIsTurnedTheSame) {
  const Bytes remark = segment(0xFE, "remark"), film = "\xFF\xD8" + exif({}) + "film";
  const Bytes picture = Maker{}.make(18, 16, river, segment(0xE0, Bytes{"JFIF\0\x01\x02", 7}) + exif({}) + remark);
  const Bytes clean = without_metadata(picture + film, "p");
  const PhotoFacts facts = read_photo(clean, "p");
  EXPECT_EQ(facts.orientation, 6U);
  EXPECT_FALSE(facts.taken || facts.latitude);
  EXPECT_EQ(facts.width, 144U);
  for (const char* word : {"2026", "remark", "film"}) EXPECT_EQ(clean.find(word), Bytes::npos) << word;
  EXPECT_NE(clean.find("JFIF"), Bytes::npos);
  EXPECT_EQ(look_of(clean, "p"), look_of(picture, "p"));
  EXPECT_EQ(without_metadata(clean, "p"), clean) << "a second time changes nothing";
}

TEST(Look, IsThatOfTheShadesHoweverTheFileIsWritten) {
  // Worked out on paper: rows that grow darker to the right have every bit set, lighter ones none.
  EXPECT_EQ(look_of(Maker{}.make(18, 16, [](unsigned column, unsigned) { return 90 - 10 * static_cast<int>(column); }), "p"), ~std::uint64_t{0});
  EXPECT_EQ(look_of(Maker{}.make(9, 8, [](unsigned column, unsigned) { return 10 * static_cast<int>(column); }), "p"), 0U);
  EXPECT_EQ(look_of(Maker{}.make(9, 8, [](unsigned column, unsigned row) { return row == 0 ? -static_cast<int>(column) : 0; }), "p"), 0xFF00000000000000U);
  Maker sampled, restarted;
  sampled.across = sampled.down = 2;
  restarted.every = 7;
  const auto plain = look_of(Maker{}.make(36, 32, river), "p");
  EXPECT_TRUE(plain);
  EXPECT_EQ(look_of(sampled.make(36, 32, river), "p"), plain);
  EXPECT_EQ(look_of(restarted.make(36, 32, river), "p"), plain);
  EXPECT_EQ(look_of(sampled.make(35, 31, [](unsigned c, unsigned r) { return river(c, r); }), "p").has_value(), true) << "units over the edge";
}

TEST(Look, BrighterAndNoisyPicturesLookAlikeOthersDoNot) {
  Random random{20260630};
  std::vector<std::uint64_t> looks;
  for (int picture = 0; picture < 60; ++picture) {
    std::vector<int> shades(45 * 40);
    int level = 0;
    for (int& shade : shades) {
      level = std::clamp(level + static_cast<int>(random.below(41)) - 20, -70, 70);
      shade = level;
    }
    const auto at = [&](unsigned column, unsigned row) { return shades[row * 45 + column]; };
    const auto look = *look_of(Maker{}.make(45, 40, at), "p");
    const auto again = *look_of(Maker{}.make(45, 40, [&](unsigned c, unsigned r) { return at(c, r) + 10 + static_cast<int>(random.below(3)); }), "p");
    EXPECT_LE(std::popcount(look ^ again), 4);
    for (const std::uint64_t other : looks) EXPECT_GE(std::popcount(look ^ other), 10);
    looks.push_back(look);
  }
}

TEST(Look, WhatCannotBeDecodedHasNone) {
  const Bytes good = Maker{}.make(18, 16, river);
  EXPECT_FALSE(look_of(Maker{}.make(8, 8, river), "p")) << "too small";
  EXPECT_FALSE(look_of(good.substr(0, good.size() - 60), "p")) << "cut before its last row";
  Bytes arithmetic = good;
  arithmetic[arithmetic.find("\xFF\xC0") + 1] = '\xC9';
  EXPECT_FALSE(look_of(arithmetic, "p"));
}

}  // namespace
}  // namespace luoshi::formats

// The look of a JPEG picture from its DC coefficients. Own reading of ITU-T T.81: annex B (markers), F.2 (Huffman decoding),
// G.1 (progressive DC scans).
#include <algorithm>
#include <array>
#include <memory>

#include "formats/detail/jpeg.hpp"
#include "formats/photo.hpp"

namespace luoshi::formats {
namespace {

using detail::big16;
using detail::JpegSegment;

constexpr std::size_t kColumns = 9, kRows = 8;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

// Canonical Huffman codes: of each length the first code, how many there are, and where their symbols begin.
struct Codes {
  std::array<std::uint32_t, 17> first{}, count{}, place{};
  std::array<std::uint8_t, 256> symbols{};
  bool given = false;
};

class Bits {
 public:
  Bits(std::string_view bytes, std::size_t at) : bytes_{bytes}, at_{at} {}

  [[nodiscard]] bool ended() const { return ended_; }
  unsigned bit() {
    if (left_ == 0) load();
    --left_;
    return (byte_ >> left_) & 1U;
  }
  int signed_bits(unsigned size) {
    int value = 0;
    for (unsigned i = 0; i < size; ++i) value = value * 2 + static_cast<int>(bit());
    if (size > 0 && value < (1 << (size - 1))) value -= (1 << size) - 1;
    return value;
  }
  void skip(unsigned count) {
    for (unsigned i = 0; i < count; ++i) static_cast<void>(bit());
  }
  // A code no table has ends the reading.
  unsigned symbol(const Codes& codes) {
    std::uint32_t code = 0;
    for (std::size_t length = 1; length <= 16; ++length) {
      code = code * 2 + bit();
      if (code - codes.first.at(length) < codes.count.at(length))
        return codes.symbols.at(codes.place.at(length) + code - codes.first.at(length));
    }
    ended_ = true;
    return 0;
  }
  // Goes behind the next restart marker.
  void restart() {
    left_ = 0;
    if (at_ + 1 < bytes_.size() && bytes_[at_] == '\xFF' && byte_at(bytes_, at_ + 1) >= 0xD0 && byte_at(bytes_, at_ + 1) <= 0xD7)
      at_ += 2;
    else
      ended_ = true;
  }

 private:
  void load() {
    left_ = 8;
    byte_ = 0;
    if (at_ >= bytes_.size()) {
      ended_ = true;
      return;
    }
    byte_ = byte_at(bytes_, at_);
    if (byte_ != 0xFF) {
      ++at_;
    } else if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\0') {
      at_ += 2;
    } else {
      ended_ = true;  // a marker: no more data of this stretch
      byte_ = 0;
    }
  }
  std::string_view bytes_;
  std::size_t at_;
  unsigned byte_ = 0, left_ = 0;
  bool ended_ = false;
};

struct Component {
  std::uint8_t id = 0;
  unsigned across = 1, down = 1;
  std::size_t dc = 0, ac = 0;
  int last = 0;
};

struct Picture {
  unsigned width = 0, height = 0, across = 1, down = 1;
  bool progressive = false;
  unsigned every = 0;  // MCUs between restarts
  std::vector<Component> components;
  std::array<Codes, 4> dc, ac;
};

bool take_codes(std::string_view contents, Picture& picture) {
  while (!contents.empty()) {
    if (contents.size() < 17) return false;
    const unsigned kind = byte_at(contents, 0) >> 4U, number = byte_at(contents, 0) & 15U;
    if (kind > 1 || number > 3) return false;
    Codes codes;
    std::uint32_t total = 0, code = 0;
    for (std::size_t length = 1; length <= 16; ++length, code *= 2) {
      codes.first.at(length) = code;
      codes.count.at(length) = byte_at(contents, length);
      codes.place.at(length) = total;
      total += codes.count.at(length);
      code += codes.count.at(length);
      if (total > 256 || code > (1U << length)) return false;
    }
    if (contents.size() < 17 + total) return false;
    for (std::size_t i = 0; i < total; ++i) codes.symbols.at(i) = byte_at(contents, 17 + i);
    codes.given = true;
    (kind == 0 ? picture.dc : picture.ac).at(number) = codes;
    contents.remove_prefix(17 + total);
  }
  return true;
}

bool take_frame(const JpegSegment& frame, Picture& picture) {
  const std::string_view contents = frame.contents;
  if (frame.marker > 0xC2 || contents.size() < 6 || byte_at(contents, 0) != 8) return false;
  picture.progressive = frame.marker == 0xC2;
  picture.height = big16(contents, 1);
  picture.width = big16(contents, 3);
  const std::size_t count = byte_at(contents, 5);
  if (count == 0 || count > 4 || contents.size() < 6 + 3 * count || picture.width == 0 || picture.height == 0) return false;
  if (std::uint64_t{picture.width} * picture.height > kMostPixels) return false;
  for (std::size_t k = 0; k < count; ++k) {
    Component component;
    component.id = byte_at(contents, 6 + 3 * k);
    component.across = byte_at(contents, 7 + 3 * k) >> 4U;
    component.down = byte_at(contents, 7 + 3 * k) & 15U;
    if (component.across < 1 || component.across > 4 || component.down < 1 || component.down > 4) return false;
    picture.across = std::max(picture.across, component.across);
    picture.down = std::max(picture.down, component.down);
    picture.components.push_back(component);
  }
  return true;
}

// The components of the first scan, the brightness first among them; empty when it is not a scan that begins the picture.
std::vector<Component> take_scan(std::string_view contents, const Picture& picture) {
  std::vector<Component> scan;
  if (contents.size() < 4 || contents.size() < 4U + 2U * byte_at(contents, 0)) return {};
  for (std::size_t k = 0; k < byte_at(contents, 0); ++k)
    for (const Component& known : picture.components)
      if (known.id == byte_at(contents, 1 + 2 * k)) {
        scan.push_back(known);
        scan.back().dc = byte_at(contents, 2 + 2 * k) >> 4U;
        scan.back().ac = byte_at(contents, 2 + 2 * k) & 15U;
        if (scan.back().dc > 3 || scan.back().ac > 3 || !picture.dc.at(scan.back().dc).given ||
            (!picture.progressive && !picture.ac.at(scan.back().ac).given))
          return {};
      }
  const std::size_t limits = 1 + 2 * std::size_t{byte_at(contents, 0)};
  const bool begins = byte_at(contents, limits) == 0 && (byte_at(contents, limits + 2) >> 4U) == 0;
  if (!begins || scan.empty() || scan.front().id != picture.components.front().id) return {};
  return scan;
}

// Sums of brightness on 9 × 8 cells.
class Cells {
 public:
  Cells(std::size_t across, std::size_t down) : across_{across}, down_{down} {}
  void add(std::size_t column, std::size_t row, int value) {
    if (column >= across_ || row >= down_) return;
    const std::size_t cell = row * kRows / down_ * kColumns + column * kColumns / across_;
    sums_.at(cell) += value;
    counts_.at(cell) += 1;
  }
  [[nodiscard]] std::uint64_t look() const {
    std::uint64_t bits = 0;
    for (std::size_t row = 0; row < kRows; ++row)
      for (std::size_t column = 0; column + 1 < kColumns; ++column) {
        const std::size_t cell = row * kColumns + column;
        // a/m > b/n without dividing; a cell always has blocks.
        bits = bits << 1U | (sums_.at(cell) * counts_.at(cell + 1) > sums_.at(cell + 1) * counts_.at(cell) ? 1U : 0U);
      }
    return bits;
  }

 private:
  std::size_t across_, down_;
  std::array<std::int64_t, kColumns * kRows> sums_{}, counts_{};
};

int decode_block(Bits& bits, Component& component, const Picture& picture) {
  component.last += bits.signed_bits(std::min(bits.symbol(picture.dc.at(component.dc)), 15U));
  component.last = std::clamp(component.last, -(1 << 20), 1 << 20);
  if (picture.progressive) return component.last;
  for (unsigned place = 1; place < 64 && !bits.ended(); ++place) {
    const unsigned symbol = bits.symbol(picture.ac.at(component.ac)), size = symbol & 15U;
    if (size == 0 && symbol != 0xF0) break;  // end of block
    place += symbol >> 4U;
    bits.skip(size);
  }
  return component.last;
}

unsigned up(unsigned value, unsigned step) { return (value + step - 1) / step; }

std::optional<std::uint64_t> look_of_scan(Bits bits, std::vector<Component> scan, const Picture& picture) {
  const Component bright = picture.components.front();
  const unsigned blocks_across = up(up(picture.width * bright.across, picture.across), 8);
  const unsigned blocks_down = up(up(picture.height * bright.down, picture.down), 8);
  if (blocks_across < kColumns || blocks_down < kRows) return std::nullopt;
  if (scan.size() == 1) scan.front().across = scan.front().down = 1;
  const unsigned units_across = scan.size() == 1 ? blocks_across : up(picture.width, 8 * picture.across);
  const unsigned units_down = scan.size() == 1 ? blocks_down : up(picture.height, 8 * picture.down);
  Cells cells{blocks_across, blocks_down};
  unsigned since = 0;
  for (unsigned y = 0; y < units_down; ++y)
    for (unsigned x = 0; x < units_across; ++x) {
      if (picture.every != 0 && since++ == picture.every) {
        bits.restart();
        for (Component& component : scan) component.last = 0;
        since = 1;
      }
      for (std::size_t k = 0; k < scan.size(); ++k)
        for (unsigned row = 0; row < scan[k].down; ++row)
          for (unsigned column = 0; column < scan[k].across; ++column) {
            const int value = decode_block(bits, scan[k], picture);
            if (bits.ended()) return std::nullopt;
            if (k == 0) cells.add(std::size_t{x} * scan[k].across + column, std::size_t{y} * scan[k].down + row, value);
          }
    }
  return cells.look();
}

}  // namespace

std::optional<std::uint64_t> look_of(std::string_view bytes, const std::string& name) {
  const auto picture = std::make_unique<Picture>();
  bool framed = false;
  const auto segments = detail::segments_of(bytes, name);
  for (const JpegSegment& segment : segments) {
    if (segment.marker == 0xC4 && !take_codes(segment.contents, *picture)) return std::nullopt;
    if (segment.marker == 0xDD && segment.contents.size() == 2) picture->every = big16(segment.contents, 0);
    if (detail::opens_frame(segment.marker)) {
      if (framed || !take_frame(segment, *picture)) return std::nullopt;
      framed = true;
    }
  }
  if (!framed) return std::nullopt;
  const JpegSegment& scan = segments.back();
  auto components = take_scan(scan.contents, *picture);
  if (components.empty()) return std::nullopt;
  return look_of_scan(Bits{bytes, scan.offset + 4 + scan.contents.size()}, std::move(components), *picture);
}

}  // namespace luoshi::formats

#include "formats/photo.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "formats/detail/jpeg.hpp"

namespace luoshi::formats {
namespace {

using detail::JpegSegment;
using detail::segments_of;

constexpr std::string_view kExif{"Exif\0\0", 6};

/// The directories of one Exif block. Every access is inside the bytes; a directory is read once, so loops end.
class Tiff {
 public:
  struct Entry {
    unsigned tag = 0, type = 0;
    std::uint32_t count = 0;
    std::size_t at = 0;  // of its values
  };

  explicit Tiff(std::string_view bytes) : bytes_{bytes} {
    big_ = bytes.starts_with("MM");
    valid_ = bytes.size() >= 8 && (big_ || bytes.starts_with("II")) && number(2, 2) == 42;
  }
  [[nodiscard]] bool valid() const { return valid_; }
  [[nodiscard]] std::uint32_t first() const { return number(4, 4); }

  /// Nothing when it lies outside, was read before, or claims more than 1,000 entries.
  std::optional<std::vector<Entry>> directory(std::size_t at) {
    if (at + 2 > bytes_.size() || !seen_.insert(at).second) return std::nullopt;
    const std::size_t count = number(at, 2);
    if (count > 1000 || at + 2 + count * 12 > bytes_.size()) return std::nullopt;
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = at + 2 + i * 12;
      Entry entry{number(place, 2), number(place + 2, 2), number(place + 4, 4), place + 8};
      const std::size_t size = size_of(entry.type) * std::size_t{entry.count};
      if (size == 0) continue;
      if (size > 4) entry.at = number(place + 8, 4);
      if (entry.at + size <= bytes_.size()) entries.push_back(entry);
    }
    return entries;
  }
  [[nodiscard]] std::uint32_t whole(const Entry& entry) const { return number(entry.at, entry.type == 3 ? 2 : 4); }
  [[nodiscard]] std::string_view text(const Entry& entry) const {
    if (entry.type != 2) return {};
    const std::string_view all = bytes_.substr(entry.at, entry.count);
    return all.substr(0, all.find('\0'));
  }
  /// Three fractions as degrees, minutes, seconds; nothing when one has no denominator.
  [[nodiscard]] std::optional<double> angle(const Entry& entry) const {
    if (entry.type != 5 || entry.count != 3) return std::nullopt;
    double sum = 0, unit = 1;
    for (std::size_t k = 0; k < 3; ++k, unit /= 60) {
      const double over = number(entry.at + k * 8, 4), under = number(entry.at + k * 8 + 4, 4);
      if (under == 0 && over == 0 && k == 2) continue;  // some phones leave the seconds empty
      if (under == 0) return std::nullopt;
      sum += over / under * unit;
    }
    return sum;
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[big_ ? at + i : at + size - 1 - i]);
      value = value << 8U | byte;
    }
    return value;
  }
  static std::size_t size_of(unsigned type) {
    constexpr std::array<std::size_t, 13> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    return type < sizes.size() ? sizes.at(type) : 0;
  }
  std::string_view bytes_;
  bool big_ = false, valid_ = false;
  std::set<std::size_t> seen_;
};

// Exif tags (CIPA DC-008, 4.6).
constexpr unsigned kOrientation = 0x0112, kTime = 0x0132, kExifDirectory = 0x8769, kPlaceDirectory = 0x8825, kTaken = 0x9003,
                   kOffset = 0x9011, kLatitudeSide = 1, kLatitude = 2, kLongitudeSide = 3, kLongitude = 4;

std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

// "2026:06:30 08:05:09" as if it were UTC.
std::optional<Instant> wall_time(std::string_view text) {
  using namespace std::chrono;
  const auto y = digits(text, 0, 4), mo = digits(text, 5, 2), d = digits(text, 8, 2), h = digits(text, 11, 2), mi = digits(text, 14, 2),
             s = digits(text, 17, 2);
  if (!y || !mo || !d || !h || !mi || !s || text.size() != 19 || *y < 1990 || *y > 2099 || *h > 23 || *mi > 59 || *s > 60)
    return std::nullopt;
  const Day day{year{static_cast<int>(*y)}, month{*mo}, std::chrono::day{*d}};
  if (!day.ok()) return std::nullopt;
  return Instant{sys_days{day}} + hours{*h} + minutes{*mi} + seconds{*s};
}

// "+08:00" in minutes.
std::optional<int> zone_minutes(std::string_view text) {
  const auto h = digits(text, 1, 2), m = digits(text, 4, 2);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !h || !m || *h > 14 || *m > 59) return std::nullopt;
  const int minutes = static_cast<int>(*h * 60 + *m);
  return text[0] == '-' ? -minutes : minutes;
}

struct Claims {
  std::string_view time, taken, zone;
  std::string_view latitude_side, longitude_side;
  std::optional<double> latitude, longitude;
  bool has_place = false;
};

void read_exif_directory(Tiff& tiff, std::size_t at, Claims& claims) {
  const auto entries = tiff.directory(at);
  if (!entries) return;
  for (const Tiff::Entry& entry : *entries) {
    if (entry.tag == kTaken) claims.taken = tiff.text(entry);
    if (entry.tag == kOffset) claims.zone = tiff.text(entry);
  }
}

void read_place_directory(Tiff& tiff, std::size_t at, Claims& claims) {
  const auto entries = tiff.directory(at);
  if (!entries) return;
  for (const Tiff::Entry& entry : *entries) {
    if (entry.tag == kLatitudeSide) claims.latitude_side = tiff.text(entry);
    if (entry.tag == kLongitudeSide) claims.longitude_side = tiff.text(entry);
    if (entry.tag == kLatitude) claims.latitude = tiff.angle(entry);
    if (entry.tag == kLongitude) claims.longitude = tiff.angle(entry);
    claims.has_place = claims.has_place || entry.tag == kLatitude || entry.tag == kLongitude;
  }
}

void judge(const Claims& claims, PhotoFacts& facts) {
  const std::string_view words = claims.taken.empty() ? claims.time : claims.taken;
  if (!words.empty()) {
    if (const auto wall = wall_time(words)) {
      const auto zone = zone_minutes(claims.zone);
      facts.zone_given = zone.has_value();
      facts.taken = *wall - std::chrono::minutes{zone.value_or(480)};
    } else {
      facts.flaws.emplace_back("照片的拍摄时间读不出来（相机没有设时间，或写得不对）；请说明何时拍摄");
    }
  }
  if (!claims.has_place) return;
  const bool sides = (claims.latitude_side == "N" || claims.latitude_side == "S") && (claims.longitude_side == "E" || claims.longitude_side == "W");
  const bool sound = sides && claims.latitude && claims.longitude && *claims.latitude <= 90 && *claims.longitude <= 180 &&
                     (*claims.latitude != 0 || *claims.longitude != 0);
  if (!sound) {
    facts.flaws.emplace_back("照片的位置不成立（不在地球上，或为零点坐标）；请说明在何处拍摄");
    return;
  }
  facts.latitude = claims.latitude_side == "S" ? -*claims.latitude : *claims.latitude;
  facts.longitude = claims.longitude_side == "W" ? -*claims.longitude : *claims.longitude;
}

void read_exif(std::string_view block, PhotoFacts& facts) {
  Tiff tiff{block};
  const auto entries = tiff.valid() ? tiff.directory(tiff.first()) : std::nullopt;
  if (!entries) {
    facts.flaws.emplace_back("照片附带的信息已损坏（目录读不出来）；时间和地点请另行说明");
    return;
  }
  Claims claims;
  for (const Tiff::Entry& entry : *entries) {
    if (entry.tag == kOrientation && entry.type == 3) {
      const unsigned turned = tiff.whole(entry);
      if (turned >= 1 && turned <= 8) facts.orientation = turned;
    }
    if (entry.tag == kTime) claims.time = tiff.text(entry);
    if (entry.tag == kExifDirectory && entry.type == 4) read_exif_directory(tiff, tiff.whole(entry), claims);
    if (entry.tag == kPlaceDirectory && entry.type == 4) read_place_directory(tiff, tiff.whole(entry), claims);
  }
  judge(claims, facts);
}

// Where the picture ends: what cameras hang behind it (a second picture, a film) says where it was taken, too.
std::size_t end_of_picture(std::string_view bytes, std::size_t at) {
  for (at += detail::big16(bytes, at); at + 1 < bytes.size();) {
    if (bytes[at] != '\xFF') {
      at = std::min(bytes.find('\xFF', at), bytes.size());
      continue;
    }
    const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
    if (marker == 0xD9) return at + 2;
    if (marker == 0xFF) {
      ++at;
    } else if (marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD7)) {
      at += 2;
    } else {
      if (at + 4 > bytes.size()) break;
      at += 2 + detail::big16(bytes, at + 2);
    }
  }
  return bytes.size();
}

PhotoFacts facts_of(const std::vector<JpegSegment>& segments) {
  PhotoFacts facts;
  bool has_exif = false;
  for (const JpegSegment& segment : segments) {
    if (detail::opens_frame(segment.marker) && segment.contents.size() >= 6) {
      facts.height = detail::big16(segment.contents, 1);
      facts.width = detail::big16(segment.contents, 3);
    }
    if (segment.marker == detail::kApp1 && segment.contents.starts_with(kExif) && !has_exif) {
      has_exif = true;
      read_exif(segment.contents.substr(kExif.size()), facts);
    }
  }
  return facts;
}

}  // namespace

PhotoFacts read_photo(std::string_view bytes, const std::string& name) { return facts_of(segments_of(bytes, name)); }

std::string without_metadata(std::string_view bytes, const std::string& name) {
  const auto segments = segments_of(bytes, name);
  std::string out{"\xFF\xD8"};
  bool is_first = true;
  const unsigned turned = facts_of(segments).orientation;
  const auto add_turn = [&] {
    if (turned == 1) return;
    out += std::string_view{"\xFF\xE1\x00\x22"
                            "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 29};
    out += static_cast<char>(turned);
    out.append(6, '\0');
  };
  for (const JpegSegment& segment : segments) {
    const bool profile = segment.marker == 0xE2 && segment.contents.starts_with("ICC_PROFILE");
    const bool adobe = segment.marker == 0xEE && segment.contents.starts_with("Adobe");
    const bool jfif = segment.marker == 0xE0 && segment.contents.starts_with("JFIF");
    const bool application = segment.marker >= 0xE0 && segment.marker <= 0xEF;
    if (is_first && !jfif) {  // JFIF stands before Exif where there is one
      add_turn();
      is_first = false;
    }
    if (segment.marker == detail::kStartOfScan) {
      out += bytes.substr(segment.offset, end_of_picture(bytes, segment.offset + 2) - segment.offset);
      break;
    }
    if ((application && !profile && !adobe && !jfif) || segment.marker == 0xFE) continue;
    const std::size_t size = segment.contents.data() == nullptr ? 2 : segment.contents.size() + 4;
    out += bytes.substr(segment.offset, size);
  }
  return out;
}

}  // namespace luoshi::formats

#include "observations/segment.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_map>

#include "base/error.hpp"

namespace luoshi::observations {
namespace {

static_assert(std::endian::native == std::endian::little, "segments are little-endian");

constexpr std::string_view kMagic = "LSOBS001";
// Head: magic, batch, series, values, bytes of names, bytes of flags, digest of the segment before, digest of names and places.
constexpr std::size_t kHead = 8 + 5 * 8 + 2 * 32, kPlace = 4 * 4 + 3 * 8 + 32;

std::size_t padded(std::size_t size) { return (size + 7) / 8 * 8; }

template <class Number>
void put(std::string& out, Number number) {
  char raw[sizeof(Number)];
  std::memcpy(raw, &number, sizeof number);
  out.append(raw, sizeof raw);
}

template <class Number>
Number get(std::string_view bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

void put(std::string& out, const Digest& digest) {
  out.append(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size());
}

Digest digest_at(std::string_view bytes, std::size_t at) {
  Digest digest;
  std::memcpy(digest.bytes.data(), bytes.data() + at, digest.bytes.size());
  return digest;
}

Digest columns_digest(std::string_view times, std::string_view values, std::string_view flags) {
  Sha256 hash;
  hash.update(times);
  hash.update(values);
  hash.update(flags);
  return hash.finish();
}

[[noreturn]] void refuse(const std::string& problem) { throw Error{Fault::BadInput, problem}; }

std::int64_t seconds_of(const Observation& value) {
  const auto second = std::chrono::floor<std::chrono::seconds>(value.at);
  if (second != value.at)
    refuse("a value of " + value.station + " at " + instant_text(value.at) + " has parts of a second (times are kept to the second); round it");
  return second.time_since_epoch().count();
}

void check(const Observation& value) {
  for (const std::string* name : {&value.station, &value.parameter})
    if (name->empty() || name->size() > kLongestName)
      refuse("a station or parameter has no name or one of " + std::to_string(name->size()) + " bytes (1 to 200 are kept); name it");
  if (value.flag.size() > kLongestName) refuse("a flag of " + value.station + " is too long (200 bytes are kept); shorten it");
  if (!std::isfinite(value.value))
    refuse("a value of " + value.station + " at " + instant_text(value.at) + " is no number (a missing value is left out); leave it out");
}

// The values by series and time, in what order they are written; superseded ones are left out.
class Ordered {
 public:
  explicit Ordered(std::span<const Observation> values) : values_{values} {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::uint32_t>> series;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      check(values[i]);
      series[{values[i].station, values[i].parameter}].push_back(i);
    }
    for (auto& [key, places] : series) {
      std::stable_sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a].at < values[b].at; });
      const std::size_t first = order.size();
      for (const std::uint32_t place : places) {
        if (order.size() > first && values[order.back()].at == values[place].at)
          order.back() = place;
        else
          order.push_back(place);
      }
      ends.push_back(order.size());
    }
  }
  [[nodiscard]] const Observation& operator[](std::size_t i) const { return values_[order[i]]; }

  std::vector<std::uint32_t> order;
  std::vector<std::size_t> ends;  // of each series

 private:
  std::span<const Observation> values_;
};

class Flags {
 public:
  std::uint8_t number(const std::string& flag) {
    if (flag.empty()) return 0;
    const auto [place, is_new] = numbers_.try_emplace(flag, numbers_.size() + 1);
    if (is_new) {
      if (numbers_.size() > 255) refuse("more than 255 different flags in one batch (the limit); use words that repeat");
      bytes += static_cast<char>(flag.size());
      bytes += flag;
    }
    return static_cast<std::uint8_t>(place->second);
  }
  std::string bytes;

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
};

}  // namespace

std::string write_segment(std::uint64_t batch, const Digest& before, std::span<const Observation> values) {
  if (values.empty()) refuse("a batch without values (nothing to keep); give at least one");
  if (values.size() > kMostValues)
    throw Error{Fault::TooLarge, "a batch of " + std::to_string(values.size()) + " values is too large (the limit is " +
                                     std::to_string(kMostValues) + "); give it in parts"};
  const Ordered ordered{values};
  std::string times, numbers, marks, names, places;
  times.reserve(ordered.order.size() * 4);
  numbers.reserve(ordered.order.size() * 8);
  Flags flags;
  std::size_t first = 0;
  for (const std::size_t end : ordered.ends) {
    const Observation& head = ordered[first];
    const std::int64_t base = seconds_of(head);
    for (std::size_t i = first; i < end; ++i) {
      const std::int64_t offset = seconds_of(ordered[i]) - base;
      if (offset > std::int64_t{std::numeric_limits<std::uint32_t>::max()})
        refuse("values of " + head.station + " lie more than 136 years apart (one of the times is wrong); correct it");
      put(times, static_cast<std::uint32_t>(offset));
      put(numbers, ordered[i].value);
      marks += static_cast<char>(flags.number(ordered[i].flag));
    }
    put(places, static_cast<std::uint32_t>(names.size()));
    put(places, static_cast<std::uint32_t>(head.station.size()));
    put(places, static_cast<std::uint32_t>(names.size() + head.station.size()));
    put(places, static_cast<std::uint32_t>(head.parameter.size()));
    names += head.station + head.parameter;
    put(places, static_cast<std::uint64_t>(first));
    put(places, static_cast<std::uint64_t>(end - first));
    put(places, base);
    put(places, columns_digest(std::string_view{times}.substr(first * 4), std::string_view{numbers}.substr(first * 8),
                               std::string_view{marks}.substr(first)));
    first = end;
  }
  const std::size_t names_size = names.size(), flags_size = flags.bytes.size();
  std::string index = places + names + flags.bytes;
  index.resize(padded(index.size()), '\0');
  times.resize(padded(times.size()), '\0');

  std::string out{kMagic};
  for (const std::uint64_t number : {batch, std::uint64_t{ordered.ends.size()}, std::uint64_t{ordered.order.size()},
                                     std::uint64_t{names_size}, std::uint64_t{flags_size}})
    put(out, number);
  put(out, before);
  put(out, sha256(index));
  return out + index + times + numbers + marks;
}

Segment::Segment(std::string_view bytes, const std::string& name) : bytes_{bytes} {
  const auto broken = [&](const char* what) {
    throw Error{Fault::Corrupt, "the batch " + name + " is damaged (" + what + "); restore it from a backup"};
  };
  if (bytes.size() < kHead || !bytes.starts_with(kMagic)) broken("its head is not that of a batch");
  batch_ = get<std::uint64_t>(bytes, 8);
  const auto series = get<std::uint64_t>(bytes, 16), names = get<std::uint64_t>(bytes, 32), flags = get<std::uint64_t>(bytes, 40);
  values_ = get<std::uint64_t>(bytes, 24);
  const std::uint64_t most = bytes.size();  // so no product below overflows
  if (series > most / kPlace || values_ > most / 8 || names > most || flags > most) broken("its numbers exceed its size");
  const std::size_t index = padded(series * kPlace + names + flags);
  times_at_ = kHead + index;
  values_at_ = times_at_ + padded(values_ * 4);
  flags_at_ = values_at_ + values_ * 8;
  if (flags_at_ + values_ != bytes.size()) broken("it is not as long as its head says");
  before_ = digest_at(bytes, 48);
  digest_ = sha256(bytes.substr(0, kHead));
  const std::size_t times_end = times_at_ + values_ * 4;
  if (bytes.substr(times_end, values_at_ - times_end).find_first_not_of('\0') != std::string_view::npos) broken("its filling is not empty");
  if (sha256(bytes.substr(kHead, index)) != digest_at(bytes, 80)) broken("names and places do not match their digest");

  const std::string_view name_bytes = bytes.substr(kHead + series * kPlace, names);
  std::uint64_t next = 0;
  series_.reserve(series);
  for (std::uint64_t s = 0; s < series; ++s) {
    const std::size_t at = kHead + s * kPlace;
    const std::uint64_t station_at = get<std::uint32_t>(bytes, at), station_size = get<std::uint32_t>(bytes, at + 4);
    const std::uint64_t parameter_at = get<std::uint32_t>(bytes, at + 8), parameter_size = get<std::uint32_t>(bytes, at + 12);
    SeriesPlace place;
    place.first = get<std::uint64_t>(bytes, at + 16);
    place.count = get<std::uint64_t>(bytes, at + 24);
    place.base = get<std::int64_t>(bytes, at + 32);
    place.digest = digest_at(bytes, at + 40);
    if (station_at + station_size > names || parameter_at + parameter_size > names || place.first != next || place.count == 0 ||
        place.count > values_ - next)
      broken("a series lies outside it");
    place.station = name_bytes.substr(station_at, station_size);
    place.parameter = name_bytes.substr(parameter_at, parameter_size);
    next += place.count;
    series_.push_back(place);
  }
  if (next != values_) broken("its series do not fill it");
  std::string_view rest = bytes.substr(kHead + series * kPlace + names, flags);
  flags_.emplace_back();
  while (!rest.empty()) {
    const std::size_t size = static_cast<unsigned char>(rest[0]);
    if (size == 0 || size + 1 > rest.size() || flags_.size() > 255) broken("its flags cannot be read");
    flags_.push_back(rest.substr(1, size));
    rest.remove_prefix(size + 1);
  }
}

bool Segment::sound(const SeriesPlace& place) const {
  const Digest digest = columns_digest(bytes_.substr(times_at_ + place.first * 4, place.count * 4),
                                       bytes_.substr(values_at_ + place.first * 8, place.count * 8),
                                       bytes_.substr(flags_at_ + place.first, place.count));
  return digest == place.digest;
}

std::int64_t Segment::time(const SeriesPlace& place, std::uint64_t i) const {
  return place.base + get<std::uint32_t>(bytes_, times_at_ + (place.first + i) * 4);
}

double Segment::value(const SeriesPlace& place, std::uint64_t i) const {
  return get<double>(bytes_, values_at_ + (place.first + i) * 8);
}

std::string_view Segment::flag(const SeriesPlace& place, std::uint64_t i) const {
  const auto number = static_cast<unsigned char>(bytes_[flags_at_ + place.first + i]);
  return number < flags_.size() ? flags_[number] : std::string_view{};
}

std::uint64_t Segment::place_of(const SeriesPlace& place, std::int64_t second) const {
  std::uint64_t low = 0, high = place.count;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (time(place, middle) < second)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace luoshi::observations

#include "engine/checkpoints.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "city/checkpoint.hpp"
#include "disk/file.hpp"

namespace luoshi::engine {
namespace {

constexpr std::string_view kMagic = "luoshi standing 1\n";
constexpr std::string_view kEnding = ".checkpoint";
constexpr std::uint64_t kFileLimit = std::uint64_t{8} << 30U;
constexpr std::size_t kDigestSize = sizeof(Digest::bytes);

void write(std::string& bytes, std::uint64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>((number >> shift) & 255U);
}

// What stands in front of the city: magic, count, peaks, length and slots of the commands, and a digest of all that. The
// city has a digest of its own.
std::string head_of(const Standing& standing) {
  std::string bytes{kMagic};
  write(bytes, standing.frontier.size());
  for (const Digest& peak : standing.frontier.peaks()) bytes.append(peak.bytes.begin(), peak.bytes.end());
  const std::string commands = standing.commands.bytes();
  write(bytes, commands.size());
  bytes += commands;
  const Digest digest = sha256(bytes);
  bytes.append(digest.bytes.begin(), digest.bytes.end());
  return bytes;
}

// Takes from the front; nothing once something was missing.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : left_{bytes} {}
  std::optional<std::string_view> take(std::uint64_t size) {
    if (size > left_.size()) return std::nullopt;
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::optional<std::uint64_t> number() {
    const auto bytes = take(8);
    if (!bytes) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>((*bytes)[i])} << (8 * i);
    return value;
  }
  std::optional<Digest> digest() {
    const auto bytes = take(kDigestSize);
    if (!bytes) return std::nullopt;
    Digest value;
    std::copy(bytes->begin(), bytes->end(), value.bytes.begin());
    return value;
  }
  [[nodiscard]] std::string_view left() const { return left_; }

 private:
  std::string_view left_;
};

struct Head {
  ledger::Frontier frontier;
  std::string_view commands, city;
};

std::optional<Head> read_head(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  Taker taker{bytes.substr(kMagic.size())};
  const auto size = taker.number();
  if (!size) return std::nullopt;
  std::vector<Digest> peaks;
  for (std::uint64_t bits = *size; bits != 0; bits &= bits - 1) {
    const auto peak = taker.digest();
    if (!peak) return std::nullopt;
    peaks.push_back(*peak);
  }
  const auto length = taker.number();
  const auto commands = length ? taker.take(*length) : std::nullopt;
  if (!commands) return std::nullopt;
  const std::string_view covered = bytes.substr(0, bytes.size() - taker.left().size());
  const auto digest = taker.digest();
  if (!digest || *digest != sha256(covered)) return std::nullopt;
  return Head{ledger::Frontier{*size, std::move(peaks)}, *commands, taker.left()};
}

// The standing in those bytes, with its commands where they are wanted.
std::optional<Standing> read_standing(std::string_view bytes, bool commands) {
  const auto head = read_head(bytes);
  if (!head) return std::nullopt;
  auto city = city::load_checkpoint(head->city, head->frontier.root());
  if (!city || city->events != head->frontier.size()) return std::nullopt;
  return Standing{std::move(*city), head->frontier, commands ? CommandIndex::from_bytes(head->commands) : CommandIndex{}};
}

std::optional<Standing> read_file(const std::filesystem::path& path, bool commands) {
  try {
    return read_standing(File{path, File::Mode::Read}.read_all(kFileLimit), commands);
  } catch (const Error&) {  // gone or unreadable: as good as missing
    return std::nullopt;
  }
}

}  // namespace

std::filesystem::path Checkpoints::path_of(std::uint64_t events) const {
  return folder_ / (std::to_string(events) + std::string{kEnding});
}

std::vector<std::uint64_t> Checkpoints::kept() const {
  std::vector<std::uint64_t> found;
  std::error_code error;
  if (folder_.empty()) return found;
  for (const auto& entry : std::filesystem::directory_iterator{folder_, error}) {
    const std::string name = entry.path().filename().string();
    std::uint64_t events = 0;
    const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), events);
    if (wrong == std::errc{} && std::string_view{end} == kEnding && events <= most_events_) found.push_back(events);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<Standing> Checkpoints::latest(std::uint64_t events) const {
  const std::vector<std::uint64_t> all = kept();
  for (auto at = all.rbegin(); at != all.rend(); ++at)
    if (*at <= events)
      if (auto standing = read_file(path_of(*at), true)) return standing;
  return std::nullopt;
}

std::optional<city::City> Checkpoints::latest_city(std::uint64_t events) const {
  const std::vector<std::uint64_t> all = kept();
  for (auto at = all.rbegin(); at != all.rend(); ++at)
    if (*at <= events)
      if (auto standing = read_file(path_of(*at), false)) return std::move(standing->city);
  return std::nullopt;
}

void Checkpoints::drop_after(std::uint64_t events) {
  if (!keeps()) {
    most_events_ = std::min(most_events_, events);
    return;
  }
  std::error_code error;  // what cannot be removed cannot be written either, and is checked again at the next start
  for (const std::uint64_t each : kept())
    if (each > events) std::filesystem::remove(path_of(each), error);
}

bool Checkpoints::save(const Standing& standing) const {
  if (!keeps()) return false;
  try {
    std::filesystem::create_directories(folder_);
    std::string bytes = head_of(standing);
    bytes += city::save_checkpoint(standing.city, standing.frontier.root());
    replace_file(path_of(standing.city.events), bytes);
    const std::vector<std::uint64_t> all = kept();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const bool first_there = all[i] >= pace_.apart && (i == 0 || all[i - 1] / pace_.apart < all[i] / pace_.apart);
      if (!first_there) std::filesystem::remove(path_of(all[i]));
    }
    return true;
  } catch (const Error&) {
    return false;
  } catch (const std::filesystem::filesystem_error&) {
    return false;
  }
}

}  // namespace luoshi::engine

#include "observations/observations.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "disk/file.hpp"
#include "disk/mapped_file.hpp"
#include "observations/segment.hpp"

namespace luoshi::observations {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigits = 20;
constexpr std::string_view kEnding = ".seg";

std::string name_of(std::uint64_t batch) {
  std::string digits = std::to_string(batch);
  digits.insert(0, kDigits - digits.size(), '0');
  return digits + std::string{kEnding};
}

// The batch a file name stands for; nothing for another file, such as one that a crash left half written.
std::optional<std::uint64_t> batch_of(const std::string& name) {
  if (name.size() != kDigits + kEnding.size() || !name.ends_with(kEnding)) return std::nullopt;
  std::uint64_t batch = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + kDigits, batch);
  if (fault != std::errc{} || end != name.data() + kDigits) return std::nullopt;
  return batch;
}

// One batch on disk. Its series are checked at their first reading.
struct Kept {
  explicit Kept(const fs::path& path) : file{path}, segment{file.bytes(), path.string()}, checked(segment.series().size()) {}
  MappedFile file;
  Segment segment;
  mutable std::deque<std::atomic<bool>> checked;

  void demand_sound(std::size_t s, const fs::path& directory) const {
    if (checked[s].load(std::memory_order_acquire)) return;
    const SeriesPlace& place = segment.series()[s];
    if (!segment.sound(place))
      throw Error{Fault::Corrupt, "the values of " + std::string{place.station} + " " + std::string{place.parameter} + " in " +
                                      (directory / name_of(segment.batch())).string() +
                                      " do not match their digest (they were changed outside Luoshi); restore it from a backup"};
    checked[s].store(true, std::memory_order_release);
  }
};

struct Where {
  const Kept* kept;
  std::size_t series;
};

std::int64_t second_at_or_after(Instant at) {
  return std::chrono::ceil<std::chrono::seconds>(at).time_since_epoch().count();
}

// Gives each flag word one number for the whole answer.
class FlagNumbers {
 public:
  explicit FlagNumbers(std::vector<std::string>& words) : words_{words} {}
  std::uint16_t of(std::string_view flag) {
    if (flag.empty()) return 0;
    if (flag == last_) return last_number_;
    const auto found = std::find(words_.begin(), words_.end(), flag);
    last_number_ = static_cast<std::uint16_t>(found - words_.begin());
    if (found == words_.end()) words_.emplace_back(flag);
    last_ = flag;
    return last_number_;
  }

 private:
  std::vector<std::string>& words_;
  std::string last_;
  std::uint16_t last_number_ = 0;
};

}  // namespace

struct Observations::State {
  fs::path directory;
  std::optional<File> lock;
  mutable std::shared_mutex mutex;
  std::vector<std::unique_ptr<Kept>> batches;  // by number
  std::map<std::pair<std::string, std::string>, std::vector<Where>, std::less<>> places;

  void take(std::unique_ptr<Kept> kept) {
    const auto& series = kept->segment.series();
    for (std::size_t s = 0; s < series.size(); ++s)
      places[{std::string{series[s].station}, std::string{series[s].parameter}}].push_back({kept.get(), s});
    batches.push_back(std::move(kept));
  }

  void open() {
    std::vector<std::uint64_t> numbers;
    std::error_code error;
    for (fs::directory_iterator at{directory, error}, end; !error && at != end; at.increment(error))
      if (const auto batch = batch_of(at->path().filename().string())) numbers.push_back(*batch);
    if (error)
      throw Error{Fault::Unavailable, "the observations " + directory.string() + " cannot be listed (" + error.message() +
                                          "); check the disk and its rights"};
    std::sort(numbers.begin(), numbers.end());
    Digest before{};
    for (const std::uint64_t number : numbers) {
      auto kept = std::make_unique<Kept>(directory / name_of(number));
      if (kept->segment.batch() != number)
        throw Error{Fault::Corrupt, (directory / name_of(number)).string() + " holds batch " + std::to_string(kept->segment.batch()) +
                                        " (the file was renamed); restore it from a backup"};
      if (kept->segment.before() != before)
        throw Error{Fault::Corrupt, "a batch before " + (directory / name_of(number)).string() +
                                        " is missing or another one (the chain of digests is broken there); restore it from a backup"};
      before = kept->segment.digest();
      take(std::move(kept));
    }
  }
};

Observations::Observations(fs::path directory, Access access) : state_{std::make_unique<State>()} {
  std::error_code error;
  state_->directory = fs::absolute(directory, error).lexically_normal();
  if (!state_->directory.has_filename()) state_->directory = state_->directory.parent_path();
  if (access == Access::Write) {
    if (fs::create_directory(state_->directory, error)) sync_directory(state_->directory.parent_path());
    if (error)
      throw Error{Fault::Unavailable, "the observations " + state_->directory.string() + " cannot be made (" + error.message() +
                                          "); make the folder they are to lie in"};
    state_->lock.emplace(state_->directory / "lock", File::Mode::Create);
    if (!state_->lock->try_lock())
      throw Error{Fault::Unavailable, "the observations " + state_->directory.string() +
                                          " are being written by another process (one at a time may); end it or wait"};
  } else if (!fs::is_directory(state_->directory, error)) {
    throw Error{Fault::NotFound, "there are no observations " + state_->directory.string() + " (nothing was kept there yet); check the name"};
  }
  state_->open();
}

Observations::~Observations() = default;

Digest Observations::append(std::uint64_t batch, std::span<const Observation> values) {
  expects(state_->lock.has_value(), "opened for writing");
  const std::unique_lock lock{state_->mutex};
  const auto& batches = state_->batches;
  const std::uint64_t last = batches.empty() ? 0 : batches.back()->segment.batch();
  if (!batches.empty() && batch == last) {
    const std::string again = write_segment(batch, batches.back()->segment.before(), values);
    if (again == batches.back()->file.bytes()) return batches.back()->segment.digest();
  }
  if (!batches.empty() && batch <= last)
    throw Error{Fault::Conflict, "batch " + std::to_string(batch) + " is not after batch " + std::to_string(last) +
                                     " (batches are never changed); give a correction as a later batch"};
  const fs::path path = state_->directory / name_of(batch);
  replace_file(path, write_segment(batch, batches.empty() ? Digest{} : batches.back()->segment.digest(), values));
  auto kept = std::make_unique<Kept>(path);
  const Digest digest = kept->segment.digest();
  state_->take(std::move(kept));
  return digest;
}

Known Observations::read(const std::string& station, const std::string& parameter, Instant from, Instant until,
                         std::optional<std::uint64_t> as_of) const {
  Known known;
  known.series.name = station;
  const std::shared_lock lock{state_->mutex};
  const auto found = state_->places.find(std::pair{station, parameter});
  if (found == state_->places.end() || until <= from) return known;
  const std::int64_t begin = second_at_or_after(from), end = second_at_or_after(until);
  struct Taken {
    std::int64_t second;
    double value;
    std::uint16_t flag;
  };
  std::vector<Taken> taken;
  FlagNumbers flags{known.flag_words};
  bool ordered = true;
  for (const Where& where : found->second) {
    const Segment& segment = where.kept->segment;
    if (as_of && segment.batch() > *as_of) break;
    const SeriesPlace& place = segment.series()[where.series];
    const std::uint64_t first = segment.place_of(place, begin), last = segment.place_of(place, end);
    if (first >= last) continue;
    where.kept->demand_sound(where.series, state_->directory);
    ordered = ordered && (taken.empty() || taken.back().second < segment.time(place, first));
    for (std::uint64_t i = first; i < last; ++i)
      taken.push_back({segment.time(place, i), segment.value(place, i), flags.of(segment.flag(place, i))});
  }
  // Batches were taken oldest first, so of equal times the last one stands.
  if (!ordered)
    std::stable_sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.second < b.second; });
  known.series.at.reserve(taken.size());
  known.series.values.reserve(taken.size());
  known.flags.reserve(taken.size());
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (i + 1 < taken.size() && taken[i + 1].second == taken[i].second) continue;
    known.series.at.emplace_back(std::chrono::seconds{taken[i].second});
    known.series.values.push_back(taken[i].value);
    known.flags.push_back(taken[i].flag);
  }
  return known;
}

std::vector<Observations::Batch> Observations::batches() const {
  const std::shared_lock lock{state_->mutex};
  std::vector<Batch> out;
  for (const auto& kept : state_->batches) out.push_back({kept->segment.batch(), kept->segment.digest(), kept->segment.values()});
  return out;
}

std::vector<std::pair<std::string, std::string>> Observations::series() const {
  const std::shared_lock lock{state_->mutex};
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [key, places] : state_->places) out.push_back(key);
  return out;
}

std::vector<std::string> Observations::check() const {
  const std::shared_lock lock{state_->mutex};
  std::vector<std::string> damages;
  for (const auto& kept : state_->batches)
    for (const SeriesPlace& place : kept->segment.series())
      if (!kept->segment.sound(place))
        damages.push_back("batch " + std::to_string(kept->segment.batch()) + ": the values of " + std::string{place.station} + " " +
                          std::string{place.parameter} + " do not match their digest (changed outside Luoshi); restore it from a backup");
  return damages;
}

}  // namespace luoshi::observations

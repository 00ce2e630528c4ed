// How many reports can a city's offices hand in at once, and how long does a start have to read? Entries of 300 bytes
// on the disk under the current directory. The yardstick of an append is the sync rate of the same disk, measured in the
// same run: `of_syncs` = entries/s ÷ (mean batch × syncs/s), 1 meaning that every sync of the disk carries a full batch.
#include <benchmark/benchmark.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "disk/file.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"

namespace luoshi::ledger {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Place {
  Place() {
    std::string name = (fs::current_path() / "luoshi-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path = name;
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { fs::remove_all(path); }
  fs::path path;
};

Entry entry_of(std::uint64_t number, std::size_t bytes) {
  std::string text = "{\"number\":" + std::to_string(number) + ",\"text\":\"";
  text.resize(bytes - 2, 'x');
  return {text + "\"}"};
}

// The disk alone: one block written in place and synced, again and again, for a while.
double syncs_per_second(const fs::path& directory) {
  File file{directory / "sync.bin", File::Mode::Create};
  file.write_at(0, std::string(4096, 's'));
  file.sync();
  const auto start = Clock::now();
  std::uint64_t count = 0;
  std::chrono::duration<double> spent{};
  do {
    file.write_at(0, std::string(4096, static_cast<char>(count++ % 128)));
    file.sync();
    spent = Clock::now() - start;
  } while (spent.count() < 0.3);
  return static_cast<double>(count) / spent.count();
}

// Counts acknowledged batches: the witness is synced once for each.
class CountingWitness final : public WitnessFile {
 public:
  CountingWitness(const fs::path& path, std::atomic<std::uint64_t>& syncs)
      : file_{open_witness_file(path)}, syncs_{syncs} {}
  std::string read() override { return file_->read(); }
  void write_at(std::uint64_t offset, std::string_view bytes) override { file_->write_at(offset, bytes); }
  void sync() override {
    file_->sync();
    ++syncs_;
  }

 private:
  std::unique_ptr<WitnessFile> file_;
  std::atomic<std::uint64_t>& syncs_;
};

void BM_AppendByManyWriters(benchmark::State& state) {
  const Place place;
  const auto writers = static_cast<std::uint64_t>(state.range(0));
  std::atomic<std::uint64_t> batches{0};
  SqliteOptions options;
  options.open_witness = [&](const fs::path& path) { return std::make_unique<CountingWitness>(path, batches); };
  const auto ledger = open_sqlite_ledger(place.path / "bench.db", options);
  double seconds = 0, syncs = 0;
  std::uint64_t entries = 0, rounds = 0;
  batches = 0;
  for (auto _ : state) {
    // The yardstick before and after, so that a disk that becomes busier is busier for both.
    const double before = syncs_per_second(place.path);
    std::atomic<std::uint64_t> written{0};
    const auto start = Clock::now();
    const auto end = start + std::chrono::seconds{1};
    std::vector<std::thread> threads;
    for (std::uint64_t w = 0; w < writers; ++w)
      threads.emplace_back([&] {
        while (Clock::now() < end) ledger->submit({entry_of(written++, 300)}).get();
      });
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> spent = Clock::now() - start;
    state.SetIterationTime(spent.count());
    seconds += spent.count();
    entries += written;
    syncs += (before + syncs_per_second(place.path)) / 2;
    ++rounds;
  }
  const double batch = static_cast<double>(entries) / static_cast<double>(batches);
  const double rate = static_cast<double>(entries) / seconds;
  const double sync_rate = syncs / static_cast<double>(rounds);
  state.counters["syncs_per_s"] = sync_rate;
  state.counters["batches_per_s"] = static_cast<double>(batches) / seconds;
  state.counters["mean_batch"] = batch;
  state.counters["entries_per_s"] = rate;
  state.counters["of_syncs"] = rate / (batch * sync_rate);
}
BENCHMARK(BM_AppendByManyWriters)->Arg(1)->Arg(4)->Arg(16)->Iterations(3)->UseManualTime()->Unit(benchmark::kMillisecond);

void BM_ReadAll(benchmark::State& state) {
  const Place place;
  const auto count = static_cast<std::uint64_t>(state.range(0));
  const auto ledger = open_sqlite_ledger(place.path / "bench.db");
  Head head = ledger->head();
  while (head.size < count) {
    std::vector<Entry> batch;
    for (std::uint64_t i = 0; i < 10000; ++i) batch.push_back(entry_of(head.size + i, 350));
    head = ledger->append(head, batch);
  }
  const bool verified = state.range(1) != 0;
  for (auto _ : state) {
    std::uint64_t bytes_seen = 0;
    if (verified) {
      read_verified(*ledger, [&](std::uint64_t, std::string_view bytes) { bytes_seen += bytes.size(); });
    } else {
      ledger->read(1, count, [&](std::uint64_t, std::string_view bytes) {
        bytes_seen += bytes.size();
        return Next::Continue;
      });
    }
    benchmark::DoNotOptimize(bytes_seen);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_ReadAll)
    ->ArgNames({"entries", "verified"})
    ->Args({10'000, 0})
    ->Args({100'000, 0})
    ->Args({1'000'000, 0})
    ->Args({1'000'000, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::ledger

// How long a year of one station takes out of 50 million values, and what keeping them costs. LUOSHI_VALUES changes how many.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/random.hpp"
#include "observations/observations.hpp"

namespace luoshi::observations {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kStations = 100, kHours = 8766;

std::size_t wanted() {
  const char* const text = std::getenv("LUOSHI_VALUES");
  return text == nullptr ? 50'000'000 : std::strtoull(text, nullptr, 10);
}

// A city's stations, hour by hour, a batch a month, until there are enough; the same values as a text table of one year.
struct City {
  fs::path root;
  Instant last;
  std::size_t values = 0, batches = 0;
  City() {
    std::string name = (fs::temp_directory_path() / "luoshi-observations-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    root = name;
    Observations kept{root / "kept", Access::Write};
    Random random{1};
    Instant at{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}};
    while (values < wanted()) {
      std::vector<Observation> batch;
      batch.reserve(kStations * 730);
      for (int hour = 0; hour < 730; ++hour, at += std::chrono::hours{1})
        for (std::size_t s = 0; s < kStations; ++s)
          batch.push_back({"A-" + std::to_string(s), "PM2.5", at, static_cast<double>(random.below(200)), ""});
      kept.append(++batches, batch);
      values += batch.size();
    }
    last = at;
  }
  ~City() { fs::remove_all(root); }
};

const City& city() {
  static const City made;
  return made;
}

void BM_AYearOfOneStation(benchmark::State& state) {
  const Observations kept{city().root / "kept", Access::Read};
  std::size_t s = 0, read = 0;
  for (auto _ : state) {
    const Known known = kept.read("A-" + std::to_string(s++ % kStations), "PM2.5", city().last - std::chrono::hours{kHours}, city().last);
    read = known.series.values.size();
    benchmark::DoNotOptimize(known.series.values.data());
  }
  state.counters["values"] = static_cast<double>(read);
  state.counters["kept"] = static_cast<double>(city().values);
}
BENCHMARK(BM_AYearOfOneStation)->Unit(benchmark::kMillisecond);

void BM_Open(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Observations{city().root / "kept", Access::Read}.batches().size());
  state.counters["batches"] = static_cast<double>(city().batches);
}
BENCHMARK(BM_Open)->Unit(benchmark::kMillisecond)->Iterations(3);

void BM_CheckEverything(benchmark::State& state) {
  const Observations kept{city().root / "kept", Access::Read};
  for (auto _ : state) benchmark::DoNotOptimize(kept.check().size());
  state.SetItemsProcessed(static_cast<std::int64_t>(city().values));
}
BENCHMARK(BM_CheckEverything)->Unit(benchmark::kMillisecond)->Iterations(1);

// The baseline: the year as a plain file of records, read whole and gone through.
void BM_APlainFileOfTheYear(benchmark::State& state) {
  struct Row {
    std::int64_t second;
    std::int32_t station;
    float spare;
    double value;
  };
  const fs::path path = city().root / "plain";
  std::ofstream{path, std::ios::binary} << std::string(sizeof(Row) * kStations * kHours, '\0');
  for (auto _ : state) {
    std::ifstream file{path, std::ios::binary};
    std::vector<Row> rows(kStations * kHours);
    file.read(reinterpret_cast<char*>(rows.data()), static_cast<std::streamsize>(rows.size() * sizeof(Row)));
    double sum = 0;
    for (const Row& row : rows) sum += row.station == 7 ? row.value : 0;
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(BM_APlainFileOfTheYear)->Unit(benchmark::kMillisecond);

void BM_KeepAMonth(benchmark::State& state) {
  const fs::path root = city().root / "other";
  std::vector<Observation> batch;
  const Instant at{};
  for (int hour = 0; hour < 730; ++hour)
    for (std::size_t s = 0; s < kStations; ++s)
      batch.push_back({"A-" + std::to_string(s), "PM2.5", at + std::chrono::hours{hour}, 1.0, ""});
  fs::remove_all(root);
  Observations kept{root, Access::Write};
  std::uint64_t number = 0;
  for (auto _ : state) kept.append(++number, batch);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch.size()));
}
BENCHMARK(BM_KeepAMonth)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace luoshi::observations

// How long does Luoshi take to know a city again from its ledger? Entries in memory → decode → fold, over sizes that show
// the slope; beside it the decoding alone, the parsing of the same bytes by nlohmann, and one edit under a snapshot.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "city/codec.hpp"
#include "city/decide.hpp"
#include "city/test_history.hpp"

namespace luoshi::city {
namespace {

using testing::Entries;
using testing::History;

const Entries& entries_of(benchmark::State& state) {
  static std::map<std::int64_t, std::unique_ptr<History>> made;
  auto& history = made[state.range(0)];
  if (!history) history = std::make_unique<History>(static_cast<std::size_t>(state.range(0)));
  return history->entries;
}

void count(benchmark::State& state, const Entries& entries) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["entries_MiB"] = static_cast<double>(entries.bytes.size()) / 1048576.0;
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

City folded(const Entries& entries) {
  Decoder decoder;
  City city;
  for (std::size_t i = 0; i < entries.size(); ++i) fold_into(city, decoder.decode(i + 1, entries[i]));
  return city;
}

void BM_DecodeAndFold(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  for (auto _ : state) {
    City city = folded(entries);
    if (city.events != entries.size()) state.SkipWithError("events were lost");
    state.PauseTiming();  // letting go of a city is no part of getting one
    city = City{};
    state.ResumeTiming();
  }
  count(state, entries);
}
BENCHMARK(BM_DecodeAndFold)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

void BM_DecodeAlone(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  Decoder decoder;
  for (auto _ : state)
    for (std::size_t i = 0; i < entries.size(); ++i) benchmark::DoNotOptimize(decoder.decode(i + 1, entries[i]));
  count(state, entries);
}
BENCHMARK(BM_DecodeAlone)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

// The baseline only parses to a tree: reading the fields out would come on top.
void BM_ParseWithNlohmann(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  for (auto _ : state)
    for (std::size_t i = 0; i < entries.size(); ++i) benchmark::DoNotOptimize(nlohmann::json::parse(entries[i]));
  count(state, entries);
}
BENCHMARK(BM_ParseWithNlohmann)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

// What a writer pays for one event while readers hold the city before it.
void BM_OneEventUnderASnapshot(benchmark::State& state) {
  const Entries& entries = entries_of(state);
  City city = folded(entries);
  Decoder decoder;
  std::size_t confirmation = entries.size() - 1;
  while (!std::holds_alternative<StatementConfirmed>(decoder.decode(confirmation + 1, entries[confirmation]).body)) --confirmation;
  Event event = decoder.decode(confirmation + 1, entries[confirmation]);
  event.envelope.recorded_at = city.recorded_at;
  for (auto _ : state) {
    City next = apply(city, event);
    benchmark::DoNotOptimize(next);
  }
}
BENCHMARK(BM_OneEventUnderASnapshot)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace luoshi::city

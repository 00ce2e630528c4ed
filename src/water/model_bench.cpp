// "How long until a changed load shows at every section of a province?" and "how long for the whole province anew?"
#include <benchmark/benchmark.h>

#include <vector>

#include "water/diel.hpp"
#include "water/model.hpp"
#include "water/sensitivity.hpp"
#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel province(std::size_t reaches) {
  const std::size_t loops = reaches / 2000;
  auto made = SteadyModel::make(
      in_river_order(synthetic_network(
          {.reaches = reaches, .seed = 20240605, .lakes = 0.01, .works = 0.05, .loops = loops, .sections = 200}, 12)),
      standard_kinetics());
  return std::get<SteadyModel>(std::move(made));
}

/// Bytes a second this machine moves in one stream (a ← b + s·c), the measure of a memory-bound figure.
void BM_Bandwidth(benchmark::State& state) {
  constexpr std::size_t count = 8'000'000;
  std::vector<double> a(count, 0.0), b(count, 1.0), c(count, 2.0);
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) a[i] = b[i] + 3.0 * c[i];
    benchmark::DoNotOptimize(a.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(3 * sizeof(double) * count));
}
BENCHMARK(BM_Bandwidth)->Unit(benchmark::kMillisecond);

/// As many reaches, constituents, days and steps as Boulder Creek's.
void BM_StemThroughTheDay(benchmark::State& state) {
  DielRiver river = synthetic_stem(static_cast<std::size_t>(state.range(0)));
  river.days = 5;
  for (auto _ : state) benchmark::DoNotOptimize(simulate_day(river).unrepeated_oxygen);
  state.SetItemsProcessed(state.iterations() * state.range(0) * 5 * 128);
}
BENCHMARK(BM_StemThroughTheDay)->Arg(17)->Arg(170)->Unit(benchmark::kMillisecond);

void BM_FullSolve(benchmark::State& state) {
  SteadyModel model = province(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    model.solve();
    benchmark::DoNotOptimize(model.flux(0, 0));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
// 17: as many reaches as Boulder Creek.
BENCHMARK(BM_FullSolve)->Arg(17)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void BM_LoadEdit(benchmark::State& state) {
  SteadyModel model = province(static_cast<std::size_t>(state.range(0)));
  std::size_t source = 0;
  const std::size_t sources = model.network().sources.size();
  for (auto _ : state) {
    source = (source + 7919) % sources;
    auto load = model.network().sources[source].load;
    for (double& value : load) value *= 1.001;
    model.set_load(source, std::move(load));
  }
}
BENCHMARK(BM_LoadEdit)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void BM_FlowEdit(benchmark::State& state) {
  SteadyModel model = province(static_cast<std::size_t>(state.range(0)));
  std::size_t source = 0;
  const std::size_t sources = model.network().sources.size();
  for (auto _ : state) {
    source = (source + 7919) % sources;
    model.set_source_flow(source, model.network().sources[source].flow * 1.001);
  }
}
BENCHMARK(BM_FlowEdit)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void BM_SharesOfASection(benchmark::State& state) {
  const SteadyModel model = province(static_cast<std::size_t>(state.range(0)));
  const std::size_t mouth = model.network().sections.front().reach;
  for (auto _ : state) benchmark::DoNotOptimize(shares(model, mouth, standard::kAmmoniaN));
}
BENCHMARK(BM_SharesOfASection)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::water

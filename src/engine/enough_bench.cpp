// "One report came: how long until the verdicts are new?", through what the pages call: ledger state → programme → verdicts. 495 reaches,
// 12 sections, 2,000 commitments with a measure each, 10,000 draws, 12 quarters; and a province.
#include <benchmark/benchmark.h>

#include <cstdio>

#include "engine/enough.hpp"
#include "engine/test_enough_city.hpp"
#include "water/sensitivity.hpp"

namespace luoshi::engine {
namespace {

const Day kToday = day_from_text("2026-11-02").value();

// The baseline: everything anew, the adopted files read and the water solved again.
void BM_CityAnew(benchmark::State& state) {
  const made::EnoughShape shape;
  const city::City city = made::city_of(shape);
  const Bundle bundle = made::bundle_of(shape);
  for (auto _ : state) benchmark::DoNotOptimize(CityEnough{programme_of(city, bundle, kToday)}.sections().size());
}
BENCHMARK(BM_CityAnew)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void BM_ModelRead(benchmark::State& state) {
  const Bundle bundle = made::bundle_of({});
  for (auto _ : state) benchmark::DoNotOptimize(model_of(bundle));
}
BENCHMARK(BM_ModelRead)->Unit(benchmark::kMillisecond);

void BM_ProgrammeOfAKnownModel(benchmark::State& state) {
  const made::EnoughShape shape;
  const city::City city = made::city_of(shape);
  const auto model = model_of(made::bundle_of(shape));
  for (auto _ : state) benchmark::DoNotOptimize(programme_of(city, model, kToday).measures.size());
}
BENCHMARK(BM_ProgrammeOfAKnownModel)->Unit(benchmark::kMillisecond);

void BM_OneReport(benchmark::State& state) {
  const made::EnoughShape shape;
  city::City city = made::city_of(shape);
  const auto model = model_of(made::bundle_of(shape));
  auto judged = std::make_unique<CityEnough>(programme_of(city, model, kToday));
  std::size_t at = 1;
  for (auto _ : state) {
    auto& kept = city.edit_all<Measure>().edit(at++ % shape.measures);
    kept.course.state = static_cast<std::uint8_t>(kept.course.state == static_cast<std::uint8_t>(MeasureState::Built) ? MeasureState::UnderWay : MeasureState::Built);
    judged = std::make_unique<CityEnough>(programme_of(city, model, kToday), judged.get());
  }
  benchmark::DoNotOptimize(judged->sections().size());
}
BENCHMARK(BM_OneReport)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

// What every load in the city does at every section: a sweep against the current for each.
void BM_WaterPart(benchmark::State& state) {
  const auto model = model_of(made::bundle_of({}));
  double sum = 0;
  for (auto _ : state)
    for (const auto& section : model->model->network().sections)
      for (const double each : water::sensitivity(*model->model, section.reach, 0).diffuse) sum += each;
  state.counters["sum"] = sum / static_cast<double>(state.iterations());
}
BENCHMARK(BM_WaterPart)->Unit(benchmark::kMillisecond);

void BM_Province(benchmark::State& state) {
  const made::EnoughShape shape{.reaches = 100'000, .sections = 100, .measures = 50'000, .bodies = 600};
  const city::City city = made::city_of(shape);
  const Bundle bundle = made::bundle_of(shape);
  int told = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(CityEnough{programme_of(city, bundle, kToday), nullptr, [&](double) { return ++told, true; }}.sections().size());
  state.counters["told"] = told;
}
BENCHMARK(BM_Province)->Unit(benchmark::kSecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace luoshi::engine

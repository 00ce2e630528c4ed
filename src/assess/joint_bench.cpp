#include <benchmark/benchmark.h>

#include <numeric>

#include "assess/test_programmes.hpp"

// "A whole city anew, and after one report?" 2,000 commitments on 12 sections, 10,000 draws, 12 quarters.
namespace luoshi::assess {
namespace {

ProgrammeShape city_of(std::uint32_t measures) {
  return {.measures = measures, .receptors = 12, .periods = 12, .reach = 4, .bodies = 60, .draws = 10'000, .seed = 20261126};
}

// The baseline: doubles, one draw after another, a normal by inversion for each effect.
double naive_chance(const Programme& programme, const Draws& draws) {
  std::size_t met = 0;
  Random random{1, 1};
  std::vector<double> falls(programme.receptors.size() * programme.periods);
  for (std::uint32_t d = 0; d < draws.draws; ++d) {
    std::fill(falls.begin(), falls.end(), 0.0);
    std::vector<double> factor(programme.measures.size());
    for (double& f : factor) f = 1 + 0.3 * random.normal();
    for (const Response::Term& term : programme.effects.terms) {
      const std::uint8_t in = draws.delivered_in[std::size_t{term.source} * draws.draws + d];
      for (std::size_t q = in; q < programme.periods; ++q)
        falls[term.receptor * programme.periods + q] += term.effect * factor[term.source];
    }
    for (std::size_t r = 0; r < programme.receptors.size(); ++r)
      for (std::size_t q = 0; q < programme.periods; ++q)
        if (programme.receptors[r].without[q] - falls[r * programme.periods + q] <= programme.receptors[r].limit) ++met;
  }
  return static_cast<double>(met) / draws.draws;
}

void BM_NaiveWholeCity(benchmark::State& state) {
  const ProgrammeShape shape = city_of(static_cast<std::uint32_t>(state.range(0)));
  const Programme programme = programme_of(shape);
  const Draws draws = draws_of(shape, programme);
  for (auto _ : state) benchmark::DoNotOptimize(naive_chance(programme, draws));
}
BENCHMARK(BM_NaiveWholeCity)->Arg(2000)->Unit(benchmark::kMillisecond);

void BM_WholeCity(benchmark::State& state) {
  const ProgrammeShape shape = city_of(static_cast<std::uint32_t>(state.range(0)));
  const Programme programme = programme_of(shape);
  const Draws draws = draws_of(shape, programme);
  std::vector<std::uint32_t> receptors(shape.receptors);
  std::iota(receptors.begin(), receptors.end(), 0U);
  for (auto _ : state) {
    const Assessment assessment{programme, draws, 1, 1};
    double sum = 0;
    for (const std::uint32_t r : receptors) {
      for (std::uint32_t q = 0; q < shape.periods; ++q) sum += assessment.met(r, q).probability + assessment.enough(r, q).probability;
      sum += assessment.split(r).late;
    }
    benchmark::DoNotOptimize(sum);
    if (state.range(1) != 0) benchmark::DoNotOptimize(assessment.gains(receptors));
  }
}
BENCHMARK(BM_WholeCity)->ArgNames({"measures", "gains"})->Args({200, 0})->Args({2000, 0})->Args({2000, 1})->Unit(benchmark::kMillisecond);

void BM_OneReport(benchmark::State& state) {
  const ProgrammeShape shape = city_of(2000);
  const Programme programme = programme_of(shape);
  Assessment assessment{programme, draws_of(shape, programme), 1, 1};
  const std::vector<std::uint8_t> delivered(shape.draws, 3);
  std::uint32_t item = 0;
  for (auto _ : state) {
    item = (item + 1) % shape.measures;
    assessment.redeliver(item, delivered);
    for (std::uint32_t r = 0; r < shape.receptors; ++r) benchmark::DoNotOptimize(assessment.met(r, programme.receptors[r].target));
  }
}
BENCHMARK(BM_OneReport)->Unit(benchmark::kMillisecond);

void BM_Slider(benchmark::State& state) {
  const ProgrammeShape shape = city_of(2000);
  const Programme programme = programme_of(shape);
  Assessment assessment{programme, draws_of(shape, programme), 1, 1};
  double factor = 0;
  for (auto _ : state) {
    assessment.rescale(77, factor += 0.01);
    for (std::uint32_t r = 0; r < shape.receptors; ++r) benchmark::DoNotOptimize(assessment.met(r, programme.receptors[r].target));
  }
}
BENCHMARK(BM_Slider)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::assess

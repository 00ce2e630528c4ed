// "What does a changed outfall do to every section of a country of 2.7 million reaches?"
#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>

#include "base/random.hpp"
#include "water/linear.hpp"

namespace luoshi::water {
namespace {

constexpr std::size_t kCountry = 2'700'000;

/// Made from a seed, as deep as the deepest real river of the reference (about 2,200 reaches).
std::vector<std::uint32_t> country() {
  Random random{20240605};
  std::vector<std::uint32_t> to{LinearTree::kOutlet};
  for (std::size_t i = 1; i < kCountry; ++i) {
    const std::size_t window = std::min<std::size_t>(i, 2 + i / 160);
    to.push_back(static_cast<std::uint32_t>(i - 1 - random.below(window)));
  }
  return to;
}

struct Country {
  LinearTree tree;
  LinearModel model;
};
LinearModel model_of(const LinearTree& tree) {
  Random random{1};
  LinearModel::Hydraulics h;
  std::vector<double> load(tree.reaches() * LinearModel::kSpecies);
  for (std::size_t place = 0; place < tree.reaches(); ++place) {
    h.length.push_back(random.uniform(300, 3000));
    h.a.push_back(random.uniform(0.15, 0.35));
    h.b.push_back(0.4);
    h.own_flow.push_back(random.uniform(0.001, 0.02));
  }
  for (double& value : load) value = random.uniform(0, 1e-3);
  const std::array<double, 5> rates{1e-6, 2e-6, 3e-6, 4e-6, 5e-6};
  return LinearModel{tree, std::move(h), rates, std::move(load)};
}
LinearTree& tree() {
  static LinearTree made = LinearTree::of(country()).value();
  return made;
}
LinearModel& model() {
  static LinearModel made = model_of(tree());
  return made;
}

void BM_IndexTheCountry(benchmark::State& state) {
  const auto to = country();
  for (auto _ : state) benchmark::DoNotOptimize(LinearTree::of(to));
}
BENCHMARK(BM_IndexTheCountry)->Unit(benchmark::kMillisecond)->Iterations(5);

void BM_SweepFiveSubstances(benchmark::State& state) {
  LinearModel& one = model();
  for (auto _ : state) {
    one.sweep();
    benchmark::ClobberMemory();
  }
  // One byte, and five loads and factors read, five fluxes written, a reach.
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kCountry * 121));
}
BENCHMARK(BM_SweepFiveSubstances)->Unit(benchmark::kMillisecond)->Iterations(15);

void BM_Factors(benchmark::State& state) {
  LinearModel& one = model();
  for (auto _ : state) {
    one.compute_factors();
    benchmark::ClobberMemory();
  }
}
BENCHMARK(BM_Factors)->Unit(benchmark::kMillisecond)->Iterations(9);

/// The slowest of many single edits is what a person feels: p99 of the processor time of each, which other work on the
/// machine lengthens but does not own.
double thread_micros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}
template <class Edit>
void time_edits(benchmark::State& state, Edit edit) {
  std::vector<double> micros;
  for (auto _ : state) {
    const double start = thread_micros();
    edit();
    micros.push_back(thread_micros() - start);
  }
  std::sort(micros.begin(), micros.end());
  state.counters["p99_us"] = micros[micros.size() * 99 / 100];
  state.counters["median_us"] = micros[micros.size() / 2];
  state.counters["depth"] = static_cast<double>(tree().depth());
}
std::size_t deepest_place() {
  std::size_t best = 0, longest = 0;
  Random random{2};
  for (int trial = 0; trial < 2000; ++trial) {
    std::size_t place = random.below(kCountry), hops = 0;
    for (auto at = static_cast<std::uint32_t>(place); at != LinearTree::kOutlet; at = tree().below(at)) ++hops;
    if (hops > longest) longest = hops, best = place;
  }
  return best;
}
void BM_LoadEditAtADeepReach(benchmark::State& state) {
  LinearModel& one = model();
  const std::size_t place = deepest_place();
  double load = 1e-3;
  time_edits(state, [&] {
    load *= 1.0001;
    one.set_load(place, std::array{load, load, load, load, load});
  });
}
BENCHMARK(BM_LoadEditAtADeepReach)->Unit(benchmark::kMicrosecond)->Iterations(2000);
void BM_LoadEditAnywhere(benchmark::State& state) {
  LinearModel& one = model();
  Random random{3};
  time_edits(state, [&] {
    const double load = random.uniform(0, 1e-3);
    one.set_load(random.below(kCountry), std::array{load, load, load, load, load});
  });
}
BENCHMARK(BM_LoadEditAnywhere)->Unit(benchmark::kMicrosecond)->Iterations(2000);
void BM_FlowEditAtADeepReach(benchmark::State& state) {
  LinearModel& one = model();
  const std::size_t place = deepest_place();
  double flow = 0.01;
  time_edits(state, [&] { one.set_own_flow(place, flow *= 1.0001); });
}
BENCHMARK(BM_FlowEditAtADeepReach)->Unit(benchmark::kMicrosecond)->Iterations(1000);

void BM_TransfersToAThousandSections(benchmark::State& state) {
  const LinearModel& one = model();
  Random random{4};
  std::vector<std::uint32_t> sections;
  for (int k = 0; k < 1000; ++k) sections.push_back(static_cast<std::uint32_t>(random.below(kCountry)));
  std::sort(sections.begin(), sections.end());
  sections.erase(std::unique(sections.begin(), sections.end()), sections.end());
  for (auto _ : state) {
    const auto transfers = one.transfers(sections);
    benchmark::DoNotOptimize(one.section_flux(transfers, sections.size()));
  }
}
BENCHMARK(BM_TransfersToAThousandSections)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace luoshi::water

// "How long until ten thousand draws of a city's programme are known, and until one changed report is through it?"

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "forecast/simulate.hpp"
#include "forecast/test_network.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::uint64_t kSeed = 20240605;

void count(benchmark::State& state, std::size_t tasks, std::size_t draws) {
  state.counters["ns/task-draw"] =
      benchmark::Counter(static_cast<double>(tasks * draws) * static_cast<double>(state.iterations()) / 1e9,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// As a program is written at first: one draw after the other, the standard library's generator and normals.
void BM_NaiveLoop(benchmark::State& state) {
  const auto tasks = static_cast<std::size_t>(state.range(0)), draws = std::size_t{200};
  const Network network = test::programme(tasks, kSeed);
  for (auto _ : state) {
    std::mt19937_64 words{kSeed};
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    std::vector<double> finish(tasks), factor(network.factors);
    double sum = 0;
    for (std::size_t d = 0; d < draws; ++d) {
      for (double& each : factor) each = normal(words);
      for (std::size_t i = 0; i < tasks; ++i) {
        const Task& task = network.tasks[i];
        double start = 0, duration = 0;
        for (const Task::Link& link : task.after) start = std::max(start, finish[link.from] + link.lag);
        if (task.spread.kind == Spread::Kind::Lognormal) {
          double z = 0, squares = 0;
          for (const Task::Share& share : task.shares) z += share.load * factor[share.factor], squares += share.load * share.load;
          duration = task.spread.a * std::exp(task.spread.b * (z + std::sqrt(1 - squares) * normal(words)));
        }
        if (task.risk && uniform(words) < task.risk->chance) duration += task.risk->days;
        finish[i] = start + duration;
      }
      sum += finish.back();
    }
    benchmark::DoNotOptimize(sum);
  }
  count(state, tasks, draws);
}

/// As an array language does it: one task after the other, whole arrays of draws, an array for every step.
void BM_ArrayAtATime(benchmark::State& state) {
  const auto tasks = static_cast<std::size_t>(state.range(0)), draws = std::size_t{2000};
  const Network network = test::programme(tasks, kSeed);
  for (auto _ : state) {
    std::mt19937_64 words{kSeed};
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    std::vector<std::vector<double>> finish(tasks), factor(network.factors, std::vector<double>(draws));
    for (auto& each : factor)
      for (double& value : each) value = normal(words);
    for (std::size_t i = 0; i < tasks; ++i) {
      const Task& task = network.tasks[i];
      std::vector<double> start(draws, 0.0), z(draws, 0.0);
      for (const Task::Link& link : task.after)
        for (std::size_t d = 0; d < draws; ++d) start[d] = std::max(start[d], finish[link.from][d] + link.lag);
      if (task.spread.kind == Spread::Kind::Lognormal) {
        double squares = 0;
        for (double& value : z) value = normal(words);
        for (const Task::Share& share : task.shares) squares += share.load * share.load;
        const double own = std::sqrt(1 - squares);
        for (double& value : z) value *= own;
        for (const Task::Share& share : task.shares)
          for (std::size_t d = 0; d < draws; ++d) z[d] += share.load * factor[share.factor][d];
        for (double& value : z) value *= task.spread.b;
        for (double& value : z) value = task.spread.a * std::exp(value);
      }
      if (task.risk)
        for (double& value : z) value += uniform(words) < task.risk->chance ? task.risk->days : 0.0;
      for (std::size_t d = 0; d < draws; ++d) start[d] += z[d];
      finish[i] = std::move(start);
    }
    benchmark::DoNotOptimize(finish.back().data());
  }
  count(state, tasks, draws);
}

/// This engine with criticality for the last task, one thread. Second argument: 0 SSE2, 1 AVX2, 2 AVX-512.
void BM_Simulate(benchmark::State& state) {
  const auto tasks = static_cast<std::size_t>(state.range(0)), draws = static_cast<std::size_t>(state.range(2));
  const auto level = static_cast<numeric::InstructionSet>(state.range(1));
  if (level > numeric::widest_instruction_set()) {
    state.SkipWithError("this processor does not have that instruction set");
    return;
  }
  const Network network = test::programme(tasks, kSeed);
  SimulationOptions options;
  options.draws = draws, options.level = level;
  const std::uint32_t last = static_cast<std::uint32_t>(tasks - 1);
  for (auto _ : state) benchmark::DoNotOptimize(simulate(network, std::span{&last, 1}, last, options).finish[0].data());
  count(state, tasks, draws);
}

/// One changed report in the middle of 50,000 tasks: half of them may feel it. Argument: draws kept.
void BM_OneChangedReport(benchmark::State& state) {
  constexpr std::size_t kTasks = 50'000;
  SimulationOptions options;
  options.draws = static_cast<std::size_t>(state.range(0));
  LiveSimulation live{test::programme(kTasks, kSeed), {kTasks - 1}, options};
  Random random{kSeed};
  std::size_t again = 0;
  for (auto _ : state) {
    const auto task = static_cast<std::uint32_t>(random.below(kTasks));
    Task changed = live.network().tasks[task];
    changed.spread.a = changed.spread.a * 1.1 + 1;
    again += live.change(task, changed);
    benchmark::DoNotOptimize(live.chance_by(0, 10'000));
  }
  state.counters["task-draws again"] = static_cast<double>(again) / static_cast<double>(state.iterations());
}

BENCHMARK(BM_NaiveLoop)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ArrayAtATime)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Simulate)->ArgsProduct({{1'000, 10'000, 50'000}, {0, 1, 2}, {10'000}})->Unit(benchmark::kMillisecond);
BENCHMARK(BM_OneChangedReport)->Arg(2'000)->Arg(10'000)->Unit(benchmark::kMillisecond)->Iterations(40);

}  // namespace
}  // namespace luoshi::forecast

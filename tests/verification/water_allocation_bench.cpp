// "Ten thousand outfalls, two hundred sections: who may discharge what, and the proof?"
#include <benchmark/benchmark.h>

#include "numeric/clp/clp_solver.hpp"
#include "water/allocation.hpp"
#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

struct Question {
  ResponseMatrix response;
  std::vector<Target> targets;
  std::vector<Lever> levers;
  std::vector<double> present;
};

Question question() {
  auto made = SteadyModel::make(
      synthetic_network({.reaches = 20'000, .seed = 5, .lakes = 0, .works = 0.9, .sections = 200}, 12),
      standard_kinetics());
  const auto& model = std::get<SteadyModel>(made);
  Question q;
  for (std::size_t k = 0; k < model.network().sources.size() && q.levers.size() < 10'000; ++k) {
    const Source& source = model.network().sources[k];
    if (source.sector == "headwater") continue;
    q.levers.push_back(
        {k, standard::kAmmoniaN, 0, source.load[standard::kAmmoniaN], 1.0 + static_cast<double>(k % 13)});
    q.present.push_back(source.load[standard::kAmmoniaN]);
  }
  for (const Section& section : model.network().sections) {
    // A third less than today at every section: nearly every one of them binds.
    const double limit = 0.67 * model.concentration(section.reach, standard::kAmmoniaN);
    q.targets.push_back({section.reach, standard::kAmmoniaN, limit});
  }
  q.response = response_matrix(model, q.targets, q.levers);
  // Where headwaters alone are above two thirds, the limit is what can be reached and a little more.
  for (std::size_t t = 0; t < q.targets.size(); ++t)
    q.targets[t].limit = std::max(q.targets[t].limit, 1.05 * q.response.fixed[t]);
  return q;
}

void BM_Allocate(benchmark::State& state) {
  static const Question q = question();
  const auto solver = numeric::make_clp_solver();
  const auto principle = static_cast<Principle>(state.range(0));
  double residual = -1, total = 0;
  for (auto _ : state) {
    const auto answer = allocate(q.response, q.targets, q.levers, q.present, standard::kOxygen, principle, *solver);
    if (const auto* best = std::get_if<Allocation>(&answer))
      residual = best->certificate.residual(), total = best->total;
  }
  state.counters["levers"] = static_cast<double>(q.levers.size());
  state.counters["sections"] = static_cast<double>(q.targets.size());
  state.counters["kkt"] = residual;
  state.counters["total_kg_d"] = total * 86400;
}
BENCHMARK(BM_Allocate)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace luoshi::water

#include "water/uncertainty.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/executor.hpp"
#include "water/answers.hpp"

namespace luoshi::water {
namespace {

/// A factor whose median is 1.
double factor(Random& random, double spread) { return numeric::exp(spread * random.normal()); }

Network drawn(const SteadyModel& model, const Doubt& doubt, Random& random) {
  Network net = model.network();
  const double flow = factor(random, doubt.common_flow), load = factor(random, doubt.common_load);
  for (Reach& reach : net.reaches) {
    reach.head_flow *= flow;
    reach.lateral_flow *= flow;
  }
  for (Source& source : net.sources) {
    // Water and what is dissolved in it grow together; then the load has its own doubt.
    const double own = load * factor(random, doubt.own_load);
    source.flow *= flow;
    for (std::size_t s = 0; s < source.load.size(); ++s)
      source.load[s] *= s == model.kinetics().oxygen
                            ? flow
                            : own * (source.sector == "headwater" || source.sector == "来水" ? flow : 1.0);
  }
  return net;
}

Kinetics drawn(const Kinetics& kinetics, double spread, Random& random) {
  Kinetics made = kinetics;
  for (Reaction& reaction : made.reactions) reaction.at_20 *= factor(random, spread);
  return made;
}

struct Draw {
  std::vector<std::vector<ItemValue>> values;  ///< by section; empty where nothing can be said
};

}  // namespace

std::vector<SectionOdds> odds_of_classes(const SteadyModel& model, const Doubt& doubt,
                                         const std::vector<WaterClass>& goals, const std::vector<WaterBody>& bodies,
                                         std::size_t draws, std::uint64_t seed, unsigned threads) {
  const auto& sections = model.network().sections;
  expects(draws >= 1 && goals.size() == sections.size() && bodies.size() == sections.size(),
          "draws, a goal and a body a section");
  std::vector<Draw> all(draws);
  numeric::for_each_piece(draws, 1, threads, [&](std::size_t k, std::size_t) {
    Random random{seed, k};
    Network network = drawn(model, doubt, random);
    auto made = SteadyModel::make(std::move(network), drawn(model.kinetics(), doubt.rates, random));
    expects(std::holds_alternative<SteadyModel>(made), "a sound network stays sound when it is drawn");
    const auto& solved = std::get<SteadyModel>(made);
    for (const Section& section : sections) {
      const bool known = !solved.has(section.reach, Mark::CannotSayTidal) && !solved.has(section.reach, Mark::Dry);
      all[k].values.push_back(known ? items_at(solved, section.reach) : std::vector<ItemValue>{});
      for (ItemValue& value : all[k].values.back()) value.mg_per_l *= factor(random, doubt.model_error);
    }
  });
  std::vector<SectionOdds> made;
  const double each = 1.0 / static_cast<double>(draws);
  for (std::size_t s = 0; s < sections.size(); ++s) {
    SectionOdds odds;
    odds.section = s;
    std::vector<std::pair<std::string, std::vector<double>>> samples;
    std::array<std::size_t, 6> count{};
    std::size_t judged = 0, meets = 0;
    for (const Draw& draw : all) {
      if (draw.values[s].empty()) continue;
      const Judgement judgement = judge(SurfaceWaterStandard::shipped(), draw.values[s], bodies[s], goals[s]);
      ++judged;
      ++count[static_cast<std::size_t>(judgement.water_class)];
      meets += judgement.water_class <= goals[s] ? 1 : 0;
      for (const ItemValue& value : draw.values[s]) {
        auto at = std::find_if(samples.begin(), samples.end(),
                               [&](const auto& sample) { return sample.first == value.item; });
        if (at == samples.end()) at = samples.insert(samples.end(), {value.item, {}});
        at->second.push_back(value.mg_per_l);
      }
    }
    for (std::size_t c = 0; c < 6; ++c) odds.in_class[c] = static_cast<double>(count[c]) * each;
    odds.judged = static_cast<double>(judged) * each;
    odds.meets = static_cast<double>(meets) * each;
    for (auto& [item, values] : samples) {
      std::sort(values.begin(), values.end());
      const auto at = [&values](double part) {
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5)];
      };
      odds.items.push_back({item, at(0.1), at(0.5), at(0.9)});
    }
    made.push_back(std::move(odds));
  }
  return made;
}

}  // namespace luoshi::water

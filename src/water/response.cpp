#include "water/response.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "water/sensitivity.hpp"

namespace luoshi::water {
namespace {

constexpr double kStep = 1e-4;
/// kg/m³ per kg/s → mg/L per kg/d.
constexpr double kMgLPerKgDay = 1e3 / 86400.0;

/// The slope of C at `value` by values on both sides, or where there is no lower side by two above; `value` is set
/// again.
template <class Set>
double slope_at(const SteadyModel& model, std::size_t reach, std::size_t species, double value, Set set) {
  const double step = value > 0 ? kStep * value : kStep;
  const auto at = [&](double moved) {
    set(moved);
    return model.concentration(reach, species);
  };
  const double here = model.concentration(reach, species), above = at(value + step);
  const double made =
      value > 0 ? (above - at(value - step)) / (2 * step) : (4 * above - at(value + 2 * step) - 3 * here) / (2 * step);
  set(value);
  return made;
}

}  // namespace

SectionResponse section_response(const SteadyModel& model, std::size_t species, double model_error) {
  expects(species < model.species() && model_error >= 0, "a species and an error of at least 0");
  SectionResponse made;
  made.response.model_error = model_error;
  made.response.valid_while = "设计流量下的稳态；水中有氧；流向不变";
  const Network& network = model.network();
  for (std::size_t k = 0; k < network.sections.size(); ++k) {
    const std::size_t reach = network.sections[k].reach;
    if (model.has(reach, Mark::CannotSayTidal) || model.has(reach, Mark::Dry)) {
      made.silent.push_back({k, model.has(reach, Mark::Dry) ? "断流，没有浓度可言" : "感潮河段，潮汐交换未知"});
      continue;
    }
    const Sensitivity to = sensitivity(model, reach, species);
    if (!to.anoxic.empty()) made.bent.push_back(k);
    for (std::size_t s = 0; s < network.sources.size(); ++s) {
      const Source& source = network.sources[s];
      const double effect =
          (source.kind == SourceKind::Point ? to.point : to.diffuse)[source.reach * model.species() + species];
      if (effect != 0)
        made.response.terms.push_back(
            {static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(k), effect * kMgLPerKgDay});
    }
  }
  return made;
}

double change_per_source_flow(SteadyModel& model, std::size_t source, std::size_t reach, std::size_t species) {
  return slope_at(model, reach, species, model.network().sources[source].flow,
                  [&](double flow) { model.set_source_flow(source, flow); });
}

double change_per_head_flow(SteadyModel& model, std::size_t at, std::size_t reach, std::size_t species) {
  return slope_at(model, reach, species, model.network().reaches[at].head_flow,
                  [&](double flow) { model.set_head_flow(at, flow); });
}

double change_per_rate(SteadyModel& model, std::size_t at, std::size_t reaction, std::size_t reach,
                       std::size_t species) {
  const std::vector<double> before = model.network().reaches[at].rates_at_20;
  std::vector<double> rates = before;
  if (rates.empty())
    for (const Reaction& one : model.kinetics().reactions) rates.push_back(one.at_20);
  const double present = rates[reaction];
  const double made = slope_at(model, reach, species, 1.0, [&](double factor) {
    if (factor == 1.0) return model.set_rates(at, before);
    rates[reaction] = present * factor;
    model.set_rates(at, rates);
  });
  return made;
}

}  // namespace luoshi::water

#include "engine/water_programme.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "water/sensitivity.hpp"
#include "water/standards.hpp"

namespace luoshi::engine {
namespace {

using water::Mark;
using water::SteadyModel;

constexpr double kMgL = 1e3;                    // kg/m³ → mg/L
constexpr double kKgPerSecond = 1.0 / 86400.0;  // kg/d → kg/s

[[noreturn]] void refuse(const std::string& problem, const std::string& why, const std::string& remedy) {
  throw Error{Fault::BadInput, problem + " (" + why + "); " + remedy};
}

// A province has 10^5 reaches and as many cuts: found by name, not by looking through.
using ReachNumbers = std::unordered_map<std::string_view, std::size_t>;

ReachNumbers numbers_of(const SteadyModel& model) {
  ReachNumbers numbers;
  const auto& reaches = model.network().reaches;
  for (std::size_t r = 0; r < reaches.size(); ++r) numbers.emplace(reaches[r].id, r);
  return numbers;
}

std::size_t reach_of(const ReachNumbers& numbers, const assess::Cut& cut, const std::string& measure) {
  const auto found = numbers.find(cut.reach);
  if (found == numbers.end()) refuse("reach '" + cut.reach + "' of measure '" + measure + "' is unknown", "the model has no such reach", "correct the name");
  return found->second;
}

std::size_t species_of(const SteadyModel& model, const std::string& substance) {
  if (const auto found = model.kinetics().find(substance)) return *found;
  refuse("substance '" + substance + "' is unknown", "the model does not carry it", "correct the name or the model");
}

double limit_of(const std::string& item, water::WaterBody body, water::WaterClass goal) {
  const water::ClassLimits* const limits = water::SurfaceWaterStandard::shipped().find(item, body);
  if (limits == nullptr) refuse("item '" + item + "' has no limit", "the standard of surface water does not list it", "leave it out");
  if (limits->sense == water::Sense::AtLeast) refuse("item '" + item + "' cannot be judged by loads alone", "its limit is a least level and its answer not linear", "use luoshi water what-if");
  if (goal == water::WaterClass::WorseThanV) refuse("item '" + item + "' has no limit", "the section has no goal", "give the section a class");
  return limits->limit[static_cast<std::size_t>(goal)];
}

std::string silence_of(const SteadyModel& model, std::size_t reach) {
  if (model.has(reach, Mark::CannotSayTidal)) return "感潮河段，潮汐交换未知";
  return model.has(reach, Mark::Dry) ? "断流，没有浓度可言" : "";
}

// A plan that cuts more than there is counts something twice.
void check_cuts(const assess::GivenProgramme& given, const SteadyModel& model, const ReachNumbers& numbers) {
  std::map<std::pair<std::size_t, std::size_t>, double> left;
  for (const water::Source& source : model.network().sources)
    for (std::size_t s = 0; s < source.load.size(); ++s) left[{source.reach, s}] += source.load[s];
  for (const assess::Cut& cut : given.cuts) {
    const std::string& measure = given.measures[cut.measure];
    double& load = left[{reach_of(numbers, cut, measure), species_of(model, cut.substance)}];
    load -= cut.kg_per_day * kKgPerSecond;
    if (load < -1e-9)
      refuse("measures cut more " + cut.substance + " than enters reach '" + cut.reach + "'",
             "with '" + measure + "' it is " + formats::shortest_number(-load / kKgPerSecond) + " kg/d too much", "correct the loads or the cuts");
  }
}

}  // namespace

void add_water(const assess::GivenSettings& settings, assess::GivenProgramme& given, const water::TableModel& tables,
               const SteadyModel& model) {
  const ReachNumbers numbers = numbers_of(model);
  check_cuts(given, model, numbers);
  struct Place {
    std::size_t reach, species;
  };
  std::vector<Place> places;
  for (const assess::Cut& cut : given.cuts)
    places.push_back({reach_of(numbers, cut, given.measures[cut.measure]), species_of(model, cut.substance)});
  given.programme.effects.valid_while = "设计流量下的稳态；水中有氧；流向不变";
  const auto& sections = model.network().sections;
  for (const std::string& item : settings.items) {
    const std::size_t species = species_of(model, item);
    for (std::size_t k = 0; k < sections.size(); ++k) {
      const std::size_t reach = sections[k].reach;
      const std::string name = sections[k].id + " " + item;
      std::string silence = silence_of(model, reach);
      std::optional<water::Sensitivity> to;
      if (silence.empty()) to = water::sensitivity(model, reach, species);
      if (to && !to->anoxic.empty()) silence = "上游缺氧，各项措施的作用不能相加";
      if (!silence.empty()) {
        given.silent.push_back({name, silence});
        continue;
      }
      const auto receptor = static_cast<std::uint32_t>(given.receptors.size());
      given.receptors.push_back(name);
      given.units.emplace_back("mg/L");
      given.programme.receptors.push_back({limit_of(item, tables.bodies[k], tables.goals[k]), settings.target,
                                           std::vector<double>(settings.periods, model.concentration(reach, species) * kMgL)});
      std::map<std::uint32_t, double> falls;
      for (std::size_t c = 0; c < given.cuts.size(); ++c) {
        const double per_load = to->diffuse[places[c].reach * model.species() + places[c].species];
        falls[given.cuts[c].measure] += per_load * given.cuts[c].kg_per_day * kKgPerSecond * kMgL;
      }
      for (const auto& [measure, fall] : falls)
        if (fall > 0) given.programme.effects.terms.push_back({measure, receptor, fall});
    }
  }
}

}  // namespace luoshi::engine

#include "engine/water_programme.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/contract.hpp"
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

bool is_oxygen(const SteadyModel& model, std::size_t species) { return model.kinetics().oxygen == species; }

// Of oxygen the limit of its deficit; nothing where saturation itself lies below what the class wants.
double limit_of(const std::string& item, const SteadyModel& model, std::size_t species, std::size_t reach, water::WaterBody body, water::WaterClass goal) {
  const water::ClassLimits* const limits = water::SurfaceWaterStandard::shipped().find(item, body);
  if (limits == nullptr) refuse("item '" + item + "' has no limit", "the standard of surface water does not list it", "leave it out");
  if (goal == water::WaterClass::WorseThanV) refuse("item '" + item + "' has no limit", "the section has no goal", "give the section a class");
  const double limit = limits->limit[static_cast<std::size_t>(goal)];
  if (limits->sense == water::Sense::AtMost) return limit;
  if (!is_oxygen(model, species)) refuse("item '" + item + "' cannot be judged", "its limit is a least level and the model does not keep it as oxygen", "use luoshi water what-if");
  return model.oxygen_saturation_at(reach) * kMgL - limit;
}

// What must not pass the limit, mg/L.
double level_of(const SteadyModel& model, std::size_t reach, std::size_t species) {
  const double there = model.concentration(reach, species);
  return std::max(0.0, is_oxygen(model, species) ? model.oxygen_saturation_at(reach) - there : there) * kMgL;
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

bool is_promised(const assess::Measure& measure) {
  return (measure.standing == assess::Standing::Sound || measure.standing == assess::Standing::Unverified) && measure.due != Draws::kNever;
}

struct Place {
  std::size_t reach = 0, species = 0, source = water::kNowhere;
  double load = 0;  // kg/s
};

// The model with a way in for all that measures do, each of which can stand or not. What is taken back is set from the network
// as it was, never subtracted: the same measures standing give the same bits whatever stood before.
class Stage {
 public:
  Stage(const SteadyModel& model, const std::vector<Place>& cuts, std::span<const WaterEdit> edits)
      : cuts_{&cuts}, edits_{edits}, cut_stands_(cuts.size(), false), edit_stands_(edits.size(), false), model_{with_doors(model, cuts, edits)} {
    const std::size_t first = model.network().sources.size();
    for (std::size_t k = 0; k < edits.size() + cuts.size(); ++k) doors_.push_back(first + k);
    for (const water::Source& source : model_.network().sources) given_.push_back(source.load);
    for (const water::Reach& reach : model_.network().reaches) was_.push_back({reach.head_flow, reach.sediment_demand});
  }

  [[nodiscard]] const SteadyModel& model() const { return model_; }

  void stand_cut(std::size_t k, bool stands) {
    cut_stands_[k] = stands;
    model_.set_load(source_of(k), load_with(k));
  }

  void stand_edit(std::size_t k, bool stands) {
    const WaterEdit& edit = edits_[k];
    edit_stands_[k] = stands;
    if (edit.flow_m3_s > 0) {
      std::vector<double> load(model_.species(), 0.0);
      for (std::size_t s = 0; stands && s < load.size(); ++s) load[s] = edit.flow_m3_s * edit.brings[s];
      model_.set_load(doors_[k], std::move(load));
      model_.set_source_flow(doors_[k], stands ? edit.flow_m3_s : 0.0);
    }
    auto [head, demand] = was_[edit.reach];
    for (std::size_t other = 0; other < edits_.size(); ++other) {
      if (!edit_stands_[other] || edits_[other].reach != edit.reach) continue;
      head += std::min(0.0, edits_[other].flow_m3_s);
      demand -= edits_[other].oxygen_demand_kg_m2_s;
    }
    if (edit.flow_m3_s < 0) model_.set_head_flow(edit.reach, std::max(0.0, head));
    if (edit.oxygen_demand_kg_m2_s > 0 || edit.oxygen_demand_kg_m2_s < 0) model_.set_sediment_demand(edit.reach, std::max(0.0, demand));
  }

  void stand(std::uint32_t measure, const std::vector<std::uint32_t>& cut_of, bool stands) {
    for (std::size_t k = 0; k < edits_.size(); ++k)
      if (edits_[k].measure == measure) stand_edit(k, stands);
    for (std::size_t k = 0; k < cut_of.size(); ++k)
      if (cut_of[k] == measure) stand_cut(k, stands);
  }

  /// All measures at once: loads in one wave.
  void stand_all(const std::vector<bool>& measures, const std::vector<std::uint32_t>& cut_of) {
    std::map<std::size_t, std::size_t> cut_at;  // source → one of the cuts that change it
    for (std::size_t k = 0; k < cut_of.size(); ++k) {
      cut_stands_[k] = measures[cut_of[k]];
      cut_at.emplace(source_of(k), k);
    }
    std::vector<std::size_t> sources;
    std::vector<std::vector<double>> loads;
    for (const auto& [source, k] : cut_at) {
      sources.push_back(source);
      loads.push_back(load_with(k));
    }
    model_.set_loads(sources, std::move(loads));
    for (std::size_t k = 0; k < edits_.size(); ++k)
      if (measures[edits_[k].measure]) stand_edit(k, true);
  }

 private:
  [[nodiscard]] std::size_t source_of(std::size_t cut) const {
    const Place& place = (*cuts_)[cut];
    return place.source == water::kNowhere ? doors_[edits_.size() + cut] : place.source;
  }

  // What the source that a cut acts on gives with the cuts that stand: of a door, what is missing along the reach.
  [[nodiscard]] std::vector<double> load_with(std::size_t k) const {
    const Place& place = (*cuts_)[k];
    std::vector<double> load(model_.species(), 0.0);
    if (place.source == water::kNowhere) {
      if (cut_stands_[k]) load[place.species] = -place.load;
      return load;
    }
    load = given_[place.source];
    for (std::size_t other = 0; other < cuts_->size(); ++other)
      if (const Place& cut = (*cuts_)[other]; cut.source == place.source && cut_stands_[other]) load[cut.species] -= cut.load;
    return load;
  }

  static SteadyModel with_doors(const SteadyModel& model, const std::vector<Place>& cuts, std::span<const WaterEdit> edits) {
    water::Network network = model.network();
    const std::vector<double> nothing(model.species(), 0.0);
    for (const WaterEdit& edit : edits)
      network.sources.push_back({"\x01" + std::to_string(network.sources.size()), edit.reach, water::SourceKind::Point, 0, nothing, {}, {}});
    for (const Place& cut : cuts)
      network.sources.push_back({"\x01" + std::to_string(network.sources.size()), cut.reach, water::SourceKind::Diffuse, 0, nothing, {}, {}});
    auto made = SteadyModel::make(std::move(network), model.kinetics());
    ensures(std::holds_alternative<SteadyModel>(made), "a solved network with sources that give nothing");
    return std::get<SteadyModel>(std::move(made));
  }

  const std::vector<Place>* cuts_;
  std::span<const WaterEdit> edits_;
  std::vector<bool> cut_stands_, edit_stands_;
  SteadyModel model_;
  std::vector<std::size_t> doors_;                 // sources by edit, then by cut
  std::vector<std::vector<double>> given_;         // load of each source as it was
  std::vector<std::pair<double, double>> was_;     // head flow and demand of each reach as they were
};

// One item at one section, judged.
struct Judged {
  std::size_t reach = 0, species = 0;
  water::Sensitivity today, kept;  // the second only where there are edits
  double level = 0, level_kept = 0;
};

class Answering {
 public:
  Answering(const assess::GivenSettings& settings, assess::GivenProgramme& given, const water::TableModel& tables, const SteadyModel& model,
            std::span<const WaterEdit> edits)
      : settings_{settings}, given_{given}, tables_{tables}, model_{model}, edits_{edits} {
    const ReachNumbers numbers = numbers_of(model);
    check_cuts(given, model, numbers);
    for (const assess::Cut& cut : given.cuts) {
      const std::string& measure = given.measures[cut.measure];
      Place place{reach_of(numbers, cut, measure), species_of(model, cut.substance), water::kNowhere, cut.kg_per_day * kKgPerSecond};
      if (!cut.source.empty()) place.source = source_of(cut, measure);
      places_.push_back(place);
      cut_of_.push_back(cut.measure);
    }
    for (const WaterEdit& edit : edits) bent_.push_back(edit.measure);
    std::sort(bent_.begin(), bent_.end());
    bent_.erase(std::unique(bent_.begin(), bent_.end()), bent_.end());
    if (edits.empty()) return;
    today_.emplace(model, places_, edits);
    kept_ = today_;
    std::vector<bool> promised;
    for (const assess::Measure& row : given.programme.measures) promised.push_back(is_promised(row));
    kept_->stand_all(promised, cut_of_);
  }

  std::vector<Raise> all() {
    given_.programme.effects.valid_while = "设计流量下的稳态；水中有氧；流向不变";
    for (const std::string& item : settings_.items)
      for (std::size_t k = 0; k < model_.network().sections.size(); ++k) add_receptor(item, species_of(model_, item), k);
    solve_edits();
    for (std::uint32_t r = 0; r < judged_.size(); ++r) add_effects(r);
    return std::move(raises_);
  }

 private:
  [[nodiscard]] std::size_t source_of(const assess::Cut& cut, const std::string& measure) const {
    const auto& sources = model_.network().sources;
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const water::Source& source) { return source.id == cut.source; });
    if (found == sources.end()) refuse("source '" + cut.source + "' of measure '" + measure + "' is unknown", "the model has no such source", "correct the name");
    return static_cast<std::size_t>(found - sources.begin());
  }

  [[nodiscard]] const SteadyModel& today() const { return today_ ? today_->model() : model_; }

  void add_receptor(const std::string& item, std::size_t species, std::size_t section) {
    const std::size_t reach = model_.network().sections[section].reach;
    const std::string name = model_.network().sections[section].id + " " + item;
    Judged judged;
    judged.reach = reach;
    judged.species = species;
    std::string silence = silence_in(today(), judged, judged.today);
    if (silence.empty() && kept_) {
      silence = silence_in(kept_->model(), judged, judged.kept);
      if (!silence.empty()) silence = "承诺的措施都做到时，" + silence;
    }
    double limit = 0;
    if (silence.empty()) {
      limit = limit_of(item, model_, species, reach, tables_.bodies[section], tables_.goals[section]);
      if (!(limit > 0)) silence = "在这里的水温下，饱和溶解氧达不到限值";
    }
    if (!silence.empty()) {
      given_.silent.push_back({name, silence});
      return;
    }
    judged.level = level_of(today(), reach, species);
    judged.level_kept = kept_ ? level_of(kept_->model(), reach, species) : judged.level;
    given_.receptors.push_back(name);
    given_.units.emplace_back("mg/L");
    given_.programme.receptors.push_back({limit, settings_.target, std::vector<double>(settings_.periods, judged.level), 0.0});
    judged_.push_back(std::move(judged));
  }

  static std::string silence_in(const SteadyModel& model, const Judged& judged, water::Sensitivity& to) {
    std::string silence = silence_of(model, judged.reach);
    if (!silence.empty()) return silence;
    to = water::sensitivity(model, judged.reach, judged.species);
    return to.anoxic.empty() ? "" : "上游缺氧，各项措施的作用不能相加";
  }

  // What each bent measure does alone today, and what its absence does where all promised stand (its presence, where nobody
  // promised it), at every receptor.
  void solve_edits() {
    for (const std::uint32_t m : bent_) {
      std::vector<double> first, last;
      today_->stand(m, cut_of_, true);
      for (const Judged& judged : judged_) first.push_back(judged.level - level_of(today_->model(), judged.reach, judged.species));
      today_->stand(m, cut_of_, false);
      const bool promised = is_promised(given_.programme.measures[m]);
      kept_->stand(m, cut_of_, !promised);
      for (const Judged& judged : judged_) {
        const double fall = judged.level_kept - level_of(kept_->model(), judged.reach, judged.species);
        last.push_back(promised ? -fall : fall);
      }
      kept_->stand(m, cut_of_, promised);
      first_.push_back(std::move(first));
      last_.push_back(std::move(last));
    }
  }

  [[nodiscard]] double fall_by(const water::Sensitivity& to, std::size_t cut) const {
    const Place& place = places_[cut];
    const bool at_head = place.source != water::kNowhere && model_.network().sources[place.source].kind == water::SourceKind::Point;
    const double per_load = (at_head ? to.point : to.diffuse)[place.reach * model_.species() + place.species];
    const double fall = per_load * given_.cuts[cut].kg_per_day * kKgPerSecond * kMgL;
    return is_oxygen(model_, to.species) ? -fall : fall;
  }

  void add_effects(std::uint32_t r) {
    const Judged& judged = judged_[r];
    std::map<std::uint32_t, std::pair<double, double>> falls;  // alone today; where all promised stand
    for (std::size_t c = 0; c < places_.size(); ++c) {
      if (std::binary_search(bent_.begin(), bent_.end(), cut_of_[c])) continue;
      auto& [first, last] = falls[cut_of_[c]];
      first += fall_by(judged.today, c);
      if (kept_) last += fall_by(judged.kept, c);
    }
    for (std::size_t k = 0; k < bent_.size(); ++k) falls[bent_[k]] = {first_[k][r], last_[k][r]};
    if (kept_) return add_bent(r, falls);
    for (const auto& [measure, fall] : falls) place(r, measure, fall.first, 0.0);
  }

  // A help is a term of the join; what raises the level stands in it from its due period on where it is promised.
  void place(std::uint32_t r, std::uint32_t measure, double effect, double nothing) {
    const assess::Measure& row = given_.programme.measures[measure];
    assess::Receptor& receptor = given_.programme.receptors[r];
    if (effect > nothing) given_.programme.effects.terms.push_back({measure, r, effect});
    if (!(effect < -nothing)) return;
    raises_.push_back({measure, r, -effect});
    for (std::size_t q = row.due; is_promised(row) && q < receptor.without.size(); ++q) receptor.without[q] -= effect;
  }

  void add_bent(std::uint32_t r, const std::map<std::uint32_t, std::pair<double, double>>& falls) {
    const Judged& judged = judged_[r];
    assess::Receptor& receptor = given_.programme.receptors[r];
    const double nothing = 1e-12 * std::max(judged.level, receptor.limit);  // what rounding leaves of two solved states
    const auto is_counted = [&](std::uint32_t measure) { return is_promised(given_.programme.measures[measure]); };
    double missing = judged.level - judged.level_kept, leeway = 0;  // of the fall to where all promised stand, by the means
    for (const auto& [measure, fall] : falls) {
      if (!is_counted(measure)) continue;
      missing -= (fall.first + fall.second) / 2;
      leeway += std::abs(fall.first - fall.second) / 2;
    }
    // What the means miss is shared out by how far each measure's first and last differ: each stays between the two.
    const double lean = leeway > nothing ? std::clamp(missing / leeway, -1.0, 1.0) : 0.0;
    double gap = std::abs(missing - lean * leeway);
    for (const auto& [measure, fall] : falls) {
      const double effect = is_counted(measure) ? (fall.first + fall.second) / 2 + lean * std::abs(fall.first - fall.second) / 2 : fall.second;
      if (is_counted(measure)) gap = std::max(gap, std::abs(missing - lean * leeway + effect - fall.second));
      place(r, measure, effect, nothing);
    }
    receptor.bend = gap > nothing ? std::min(2.0, gap / std::max(judged.level_kept, nothing)) : 0.0;
  }

  const assess::GivenSettings& settings_;
  assess::GivenProgramme& given_;
  const water::TableModel& tables_;
  const SteadyModel& model_;
  std::span<const WaterEdit> edits_;
  std::vector<Place> places_;              // by cut
  std::vector<std::uint32_t> cut_of_;      // measure by cut
  std::vector<std::uint32_t> bent_;        // measures that edit
  std::optional<Stage> today_, kept_;      // only where there are edits
  std::vector<Judged> judged_;             // by receptor
  std::vector<std::vector<double>> first_, last_;  // by bent measure, then receptor
  std::vector<Raise> raises_;
};

}  // namespace

std::vector<Raise> add_water(const assess::GivenSettings& settings, assess::GivenProgramme& given, const water::TableModel& tables,
                             const SteadyModel& model, std::span<const WaterEdit> edits) {
  return Answering{settings, given, tables, model, edits}.all();
}

std::string unfit(const SteadyModel& model, const WaterEdit& edit) {
  const water::Reach& reach = model.network().reaches[edit.reach];
  if (reach.sediment_demand - edit.oxygen_demand_kg_m2_s < -1e-15) return "削减的底泥耗氧超过这个河段的底泥耗氧";
  if (!(edit.flow_m3_s < 0)) return "";
  if (reach.head_flow + edit.flow_m3_s < 0) return "取走的水超过在这个河段起始的来水";
  SteadyModel trial = model;
  trial.set_head_flow(edit.reach, reach.head_flow + edit.flow_m3_s);
  for (std::size_t r = 0; r < trial.reaches(); ++r)
    for (const Mark mark : {Mark::Dry, Mark::Shortage})
      if (trial.has(r, mark) && !model.has(r, mark)) return "取走这些水会使河段" + trial.network().reaches[r].id + (mark == Mark::Dry ? "断流" : "不够取水");
  return "";
}

}  // namespace luoshi::engine

#include "engine/views/measure_effects.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "base/unit.hpp"

namespace luoshi::engine {
namespace {

constexpr double kSecondsADay = 86400.0, kDaysAYear = 365.0, kGrams = 1e-3;
constexpr double kRounding = 1e-6;  // kg/d
constexpr double kLargest = 1e12;   // kg/d: beyond it no load is stated
constexpr double kUnknown = -1;     // kg/d: a given response says nothing of it
constexpr const char* kGivenNotThis = "给定响应没有所声明的负荷，不能计入";

std::optional<double> in_base_unit(const Figure& amount, Dimension dimension) {
  const auto unit = read_unit(amount.unit);
  if (!unit || unit->dimension != dimension) return std::nullopt;
  const auto value = in_base(amount.value, *unit);
  if (!value) return std::nullopt;
  return value->to_double();
}

std::optional<double> kg_a_day(const Figure& amount) {
  const auto tonnes = in_base_unit(amount, Dimension::MassRate);
  if (!tonnes) return std::nullopt;
  return *tonnes * 1000.0 / (read_unit(amount.unit)->base == "吨/年" ? kDaysAYear : 1.0);
}

std::optional<double> m3_a_second(const Figure& amount) {
  const auto a_day = in_base_unit(amount, Dimension::VolumeRate);
  if (!a_day) return std::nullopt;
  return *a_day / kSecondsADay;
}

// The demand of mud is written in units that measure nothing else.
std::optional<double> kg_m2_s(const Figure& amount) {
  constexpr std::array<std::string_view, 9> kUnits{"g/m²/d", "g/m2/d", "g/(m²·d)", "g/(m2·d)", "g/m²·d", "克/平方米·日", "克/平方米/日", "克/（平方米·日）", "g/(m2*d)"};
  if (std::find(kUnits.begin(), kUnits.end(), amount.unit) == kUnits.end()) return std::nullopt;
  return amount.value.to_double() * kGrams / kSecondsADay;
}

std::string unread(const Figure& amount) { return "读不懂单位“" + amount.unit + "”"; }

// Everything that in the end uses oxygen, and what is judged itself.
std::vector<bool> asked_of(const water::Kinetics& kinetics, const std::vector<std::string>& items, bool oxygen_judged) {
  std::vector<bool> asked(kinetics.species.size(), false);
  for (const std::string& item : items)
    if (const auto species = kinetics.find(item)) asked[*species] = true;
  if (oxygen_judged) asked[*kinetics.oxygen] = true;
  for (std::size_t round = 0; round < kinetics.species.size(); ++round)
    for (const water::Reaction& reaction : kinetics.reactions)
      for (const water::Product& product : reaction.products)
        if (asked[product.species]) asked[reaction.from] = true;
  if (kinetics.oxygen) asked[*kinetics.oxygen] = false;  // at saturation unless stated
  return asked;
}

}  // namespace

struct MeasureEffects::Sum {
  std::map<std::size_t, double> loads, falls, brought;  // by species: kg/d, mg/L, mg/L
  std::optional<double> flow, treated;                  // m³/s
  double demand = 0;                                    // kg/m²/s
  bool clean = false;
  std::uint32_t doubt = 0;
  void doubted(std::uint32_t percent) { doubt = std::max(doubt, percent); }
};

MeasureEffects::MeasureEffects(const water::SteadyModel& model, const std::vector<std::string>& items) : model_{&model}, substances_{model.kinetics().species} {
  const water::Network& network = model.network();
  const water::Kinetics& kinetics = model.kinetics();
  oxygen_judged_ = kinetics.oxygen && std::find(items.begin(), items.end(), kinetics.species[*kinetics.oxygen]) != items.end();
  asked_of_water_ = asked_of(kinetics, items, oxygen_judged_);
  left_.assign(network.reaches.size() * model.species(), 0.0);
  for (std::size_t r = 0; r < network.reaches.size(); ++r) {
    reaches_.emplace(network.reaches[r].id, r);
    names_.push_back(network.reaches[r].id);
    demand_left_.push_back(network.reaches[r].sediment_demand);
    head_left_.push_back(network.reaches[r].head_flow);
  }
  for (std::size_t k = 0; k < network.sources.size(); ++k) {
    const water::Source& source = network.sources[k];
    sources_.emplace(source.id, k);
    for (std::size_t s = 0; s < source.load.size(); ++s) {
      of_source_.push_back(source.load[s] * kSecondsADay);
      left_[source.reach * model.species() + s] += source.load[s] * kSecondsADay;
    }
  }
}

MeasureEffects::MeasureEffects(const assess::GivenResponse& response) : substances_{response.substances} {
  for (const auto& [key, effects] : response.effects)
    if (reaches_.emplace(key.first, reaches_.size()).second) names_.push_back(key.first);
  left_.assign(names_.size() * substances_.size(), kUnknown);
  for (const auto& [key, effects] : response.effects) {
    const auto load = response.loads.find(key);
    left_[reaches_.at(key.first) * substances_.size() + key.second] = load == response.loads.end() ? std::numeric_limits<double>::infinity() : load->second;
  }
}

std::optional<std::size_t> MeasureEffects::species_of(const std::string& substance) const {
  const auto found = std::find(substances_.begin(), substances_.end(), substance);
  if (found == substances_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - substances_.begin());
}

std::optional<MeasureEffects::Spot> MeasureEffects::spot_of(const Target& target) const {
  if (const auto reach = reaches_.find(target.code); reach != reaches_.end()) return Spot{reach->second, water::kNowhere, false};
  if (const auto source = sources_.find(target.code); source != sources_.end())
    return Spot{model_->network().sources[source->second].reach, source->second, false};
  if (const auto reach = reaches_.find(target.part_of); reach != reaches_.end()) return Spot{reach->second, water::kNowhere, true};
  return std::nullopt;
}

// Adds one effect to the sum; why it cannot be, in words, else nothing.
std::string MeasureEffects::gather(const Effect& effect, Sum& sum) const {
  const Figure& amount = effect.amount;
  const auto by_species = [&](std::map<std::size_t, double>& into, std::optional<double> value) -> std::string {
    if (!value) return unread(amount);
    const auto species = species_of(substance_of(amount.of));
    if (!species) return model_ == nullptr ? std::string{kGivenNotThis} : "水质模型没有“" + amount.of + "”这一项";
    into[*species] += *value;
    sum.doubted(effect.doubt_percent);
    return "";
  };
  switch (effect.on) {
    case EffectOn::Load: return by_species(sum.loads, kg_a_day(amount));
    case EffectOn::Effluent: return by_species(sum.falls, in_base_unit(amount, Dimension::ConcentrationInWater));
    case EffectOn::Brought: return by_species(sum.brought, in_base_unit(amount, Dimension::ConcentrationInWater));
    case EffectOn::StreamFlow:
    case EffectOn::Treated: {
      const auto flow = m3_a_second(amount);
      if (!flow) return unread(amount);
      auto& into = effect.on == EffectOn::Treated ? sum.treated : sum.flow;
      into = into.value_or(0.0) + *flow;
      sum.clean = sum.clean || (effect.on == EffectOn::StreamFlow && amount.of == kCleanWater);
      sum.doubted(effect.doubt_percent);
      return "";
    }
    case EffectOn::OxygenDemand: {
      const auto demand = kg_m2_s(amount);
      if (!demand) return unread(amount) + "（底泥耗氧请写 克/平方米·日）";
      if (model_ != nullptr && !oxygen_judged_) return "没有断面判断溶解氧，清淤减少的底泥耗氧无从计入";
      sum.demand += *demand;
      sum.doubted(effect.doubt_percent);
      return "";
    }
    case EffectOn::Emission: return "声明的是大气排放，没有空气模型";
    case EffectOn::OutputValue:
    case EffectOn::Jobs: return "";
  }
  return "";
}

std::string MeasureEffects::take_loads(Sum& sum, const Spot& spot, const Measure& measure, Read& made) {
  if (sum.falls.empty() != !sum.treated) return sum.treated ? "写了处理水量，没有写出水浓度降低多少" : "写了出水浓度，没有写处理水量";
  for (const auto& [species, fall] : sum.falls) sum.loads[species] += fall * *sum.treated * kSecondsADay * kGrams;
  const std::size_t count = substances_.size();
  for (const auto& [species, kg] : sum.loads) {
    if (left_[spot.reach * count + species] == kUnknown) return kGivenNotThis;
    if (spot.source != water::kNowhere && kg > of_source_[spot.source * count + species] + kRounding) {
      const auto before = taken_.find(model_->network().sources[spot.source].id);
      return before == taken_.end() || of_source_[spot.source * count + species] > kRounding ? "削减的负荷超过这个排口在模型里所余的负荷" : "与“" + before->second + "”作用于同一个排口，负荷只算一次，已计入那一项";
    }
    if (kg > left_[spot.reach * count + species] + kRounding) return "各项措施削减之和超过该河段的入河负荷";
  }
  for (const auto& [species, kg] : sum.loads) {
    left_[spot.reach * count + species] -= kg;
    assess::Cut cut{0, names_[spot.reach], substances_[species], kg, {}};
    if (spot.source != water::kNowhere) {
      cut.source = model_->network().sources[spot.source].id;
      of_source_[spot.source * count + species] -= kg;
      taken_.emplace(cut.source, measure.title);
    }
    made.cuts.push_back(std::move(cut));
  }
  return "";
}

std::string MeasureEffects::take_edit(Sum& sum, const Spot& spot, Read& made) {
  if (!sum.flow && !sum.brought.empty()) return "写了所补水的浓度，没有写补水流量";
  if (!sum.flow && !(sum.demand > 0 || sum.demand < 0)) return "";
  if (model_ == nullptr) return "给定响应只回答负荷，补水和清淤不能计入";
  WaterEdit edit;
  edit.reach = spot.reach;
  edit.flow_m3_s = sum.flow.value_or(0.0);
  edit.oxygen_demand_kg_m2_s = sum.demand;
  edit.brings.assign(model_->species(), 0.0);
  const auto oxygen = model_->kinetics().oxygen;
  if (oxygen) edit.brings[*oxygen] = model_->oxygen_saturation_at(spot.reach);
  for (const auto& [species, mg_l] : sum.brought) edit.brings[species] = mg_l * kGrams;
  for (std::size_t s = 0; edit.flow_m3_s > 0 && !sum.clean && s < model_->species(); ++s)
    if (asked_of_water_[s] && !sum.brought.contains(s))
      return "没有写明所补水的" + model_->kinetics().species[s] + "浓度（写“所补水的浓度”；确是清水的，流量后写“清水”），不能当作清水";
  if (sum.demand > demand_left_[spot.reach] + 1e-15) return "削减的底泥耗氧超过这个河段的底泥耗氧";
  if (head_left_[spot.reach] + std::min(0.0, edit.flow_m3_s) < 0) return "取走的水超过在这个河段起始的来水";
  if (std::string why = unfit(*model_, edit); !why.empty()) return why;
  demand_left_[spot.reach] -= sum.demand;
  head_left_[spot.reach] += std::min(0.0, edit.flow_m3_s);
  made.edit = std::move(edit);
  return "";
}

MeasureEffects::Read MeasureEffects::read(const Measure& measure, const Target& target) {
  Read made;
  if (measure.effects.empty()) return made.left_out = "未声明效果", made;
  Sum sum;
  for (const Effect& effect : measure.effects)
    if (std::string why = gather(effect, sum); !why.empty()) made.left_out += (made.left_out.empty() ? "" : "；") + why;
  const bool nothing = sum.loads.empty() && sum.falls.empty() && sum.brought.empty() && !sum.flow && !sum.treated && !(sum.demand > 0 || sum.demand < 0);
  if (nothing) {
    if (made.left_out.empty()) made.left_out = "声明的效果不作用于水质";
    return made;
  }
  const auto spot = spot_of(target);
  if (!spot) return made.left_out = model_ == nullptr ? "给定响应没有所作用的对象" : "所作用的对象不在水质模型里", made;
  if (spot->of_reach && target.kind == AssetKind::Outfall) {
    const auto [before, first] = taken_.emplace(target.code, measure.title);
    if (!first) return made.left_out = "与“" + before->second + "”作用于同一个排口，负荷只算一次，已计入那一项", made;
  }
  // The edit before the loads: what is left out as a whole takes nothing.
  const auto left = model_ == nullptr ? std::pair{0.0, 0.0} : std::pair{demand_left_[spot->reach], head_left_[spot->reach]};
  std::string why = take_edit(sum, *spot, made);
  if (why.empty()) why = take_loads(sum, *spot, measure, made);
  if (!why.empty()) {
    if (model_ != nullptr) std::tie(demand_left_[spot->reach], head_left_[spot->reach]) = left;
    if (spot->of_reach) taken_.erase(std::string{target.code});
    made = {};
    made.left_out = std::move(why);
    return made;
  }
  made.doubt_percent = sum.doubt;
  if (!made.left_out.empty()) made.left_out = "其余已计入；未计入的：" + made.left_out;
  return made;
}

// Of a given response the source stands where a reach does, and must state its load.
MeasureEffects::Read MeasureEffects::all_of(std::string_view source, const std::string& title) {
  Read made;
  const bool given = model_ == nullptr;
  const auto& all = given ? reaches_ : sources_;
  const auto found = all.find(source);
  if (found == all.end()) return made.left_out = given ? "给定响应没有它的排放" : "水质模型没有它的排放", made;
  const std::size_t reach = given ? found->second : model_->network().sources[found->second].reach, count = substances_.size();
  for (std::size_t s = 0; s < count; ++s) {
    double& left = left_[reach * count + s];
    const double kg = given ? left : std::min(of_source_[found->second * count + s], left);
    if (!(kg > kRounding) || kg > kLargest) continue;
    made.cuts.push_back({0, names_[reach], substances_[s], kg, given ? std::string{} : std::string{source}});
    left -= kg;
    if (!given) of_source_[found->second * count + s] -= kg;
  }
  const auto [before, first] = taken_.emplace(source, title);
  if (made.cuts.empty())
    made.left_out = first ? "没有写明它现在的负荷" : "与“" + before->second + "”作用于同一个排口，负荷只算一次，已计入那一项";
  return made;
}

std::string does_words(const Measure& measure) {
  std::string words;
  for (const Effect& effect : measure.effects) {
    const Figure& amount = effect.amount;
    const bool falls = amount.value < Decimal{};
    const std::string much = amount.value.text() + " " + amount.unit;
    std::string one;
    switch (effect.on) {
      case EffectOn::Load: one = "削减" + amount.of + " " + much; break;
      case EffectOn::StreamFlow: one = (falls ? "流量变化 " : "补水 ") + much + (amount.of == kCleanWater ? "（清水）" : ""); break;
      case EffectOn::Brought: one = "所补水含" + amount.of + " " + much; break;
      case EffectOn::Effluent: one = "出水" + amount.of + "降低 " + much; break;
      case EffectOn::Treated: one = "处理水量 " + much; break;
      case EffectOn::OxygenDemand: one = "清淤减少底泥耗氧 " + much; break;
      case EffectOn::Emission: one = "减排" + amount.of + " " + much + "（没有空气模型，未计入）"; break;
      case EffectOn::OutputValue: one = "增加产值 " + much; break;
      case EffectOn::Jobs: one = "增加岗位 " + much; break;
    }
    words += (words.empty() ? "" : "、") + one;
  }
  return words;
}

std::string substance_of(std::string_view words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames{{{"氨氮", "NH3-N"}, {"化学需氧量", "COD"}, {"总磷", "TP"},
                                                                               {"总氮", "TN"}, {"五日生化需氧量", "BOD5"}, {"溶解氧", "DO"}}};
  for (const auto& [chinese, name] : kNames)
    if (words == chinese) return std::string{name};
  return std::string{words};
}

}  // namespace luoshi::engine

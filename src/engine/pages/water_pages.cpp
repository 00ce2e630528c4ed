#include <algorithm>
#include <array>
#include <map>

#include "engine/pages/detail.hpp"
#include "engine/section_view.hpp"
#include "engine/views/section_months.hpp"

// 水: the modelled reaches and the monitored sections, item by item; what cannot be judged says so.
namespace luoshi::engine {
namespace {

constexpr std::array<const char*, 6> kClasses{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"};

const char* class_name(water::WaterClass value) { return kClasses.at(static_cast<std::size_t>(value)); }

// The network with every promised measure in it: cuts taken out of what enters their reach, evenly, or out of their source; water
// brought to the head of a reach; mud that takes less oxygen.
water::Network with_promises(const CityProgramme& programme, const AdoptedModel& water) {
  water::Network network = water.tables.network;
  const auto promised = [&](std::uint32_t measure) {
    const assess::Standing standing = programme.given.programme.measures[measure].standing;
    return standing == assess::Standing::Sound || standing == assess::Standing::Unverified;
  };
  std::map<std::pair<std::size_t, std::size_t>, double> enters, cut;
  std::map<std::string, std::size_t> reach_of;
  std::map<std::pair<std::string, std::size_t>, double> of_source;
  for (std::size_t r = 0; r < network.reaches.size(); ++r) reach_of[network.reaches[r].id] = r;
  for (const assess::Cut& each : programme.given.cuts) {
    const auto species = water.model->kinetics().find(each.substance);
    if (!species || !promised(each.measure)) continue;
    if (each.source.empty()) cut[{reach_of.at(each.reach), *species}] += each.kg_per_day / 86400.0;
    else of_source[{each.source, *species}] += each.kg_per_day / 86400.0;
  }
  for (water::Source& source : network.sources)
    for (std::size_t s = 0; s < source.load.size(); ++s) {
      if (const auto less = of_source.find({source.id, s}); less != of_source.end()) source.load[s] = std::max(0.0, source.load[s] - less->second);
      enters[{source.reach, s}] += source.load[s];
    }
  for (water::Source& source : network.sources)
    for (std::size_t s = 0; s < source.load.size(); ++s) {
      const double all = enters[{source.reach, s}], less = cut[{source.reach, s}];
      if (all > 0 && less > 0) source.load[s] *= std::max(0.0, 1 - less / all);
    }
  for (const WaterEdit& edit : programme.edits) {
    if (!promised(edit.measure)) continue;
    water::Reach& reach = network.reaches[edit.reach];
    reach.sediment_demand = std::max(0.0, reach.sediment_demand - edit.oxygen_demand_kg_m2_s);
    reach.head_flow = std::max(0.0, reach.head_flow + std::min(0.0, edit.flow_m3_s));
    if (!(edit.flow_m3_s > 0)) continue;
    std::vector<double> load = edit.brings;
    for (double& each : load) each *= edit.flow_m3_s;
    network.sources.push_back({"\x01" + std::to_string(network.sources.size()), edit.reach, water::SourceKind::Point, edit.flow_m3_s, std::move(load), {}, {}});
  }
  return network;
}

Json level_json(const water::SteadyModel& model, std::size_t reach, std::size_t species, const std::string& item) {
  const double level = model.concentration(reach, species) * 1e3;
  const water::Judgement judged = water::judge(water::SurfaceWaterStandard::shipped(), {{item, level}}, water::WaterBody::River);
  return Json::object({{"level", level}, {"class", judged.items.empty() ? Json{} : Json{class_name(judged.water_class)}}});
}

// Of every modelled reach, its level now and with all promises kept; null where no number may be said.
Json reaches_json(const city::City& city, const CityProgramme& programme, const AdoptedModel& water) {
  if (!water.model) return Json::array();  // a given response answers for sections, not for the network
  auto made = water::SteadyModel::make(with_promises(programme, water), water.model->kinetics());
  const auto* const kept = std::get_if<water::SteadyModel>(&made);
  Json list = Json::array();
  for (std::size_t r = 0; r < water.model->reaches(); ++r) {
    const std::string& id = water.model->network().reaches[r].id;
    const Id<Asset> asset = city.asset_of(id);
    const bool tidal = water.model->has(r, water::Mark::CannotSayTidal), dry = water.model->has(r, water::Mark::Dry);
    Json items = Json::array();
    for (const std::string& item : programme.settings.items) {
      const auto species = water.model->kinetics().find(item);
      if (!species || tidal || dry) continue;
      items.push_back(Json::object({{"item", item},
                                    {"now", level_json(*water.model, r, *species, item)},
                                    {"if_kept", kept == nullptr ? Json{} : level_json(*kept, r, *species, item)}}));
    }
    const auto& sections = water.model->network().sections;
    const auto at_end = std::find_if(sections.begin(), sections.end(), [&](const auto& each) { return each.reach == r; });
    list.push_back(Json::object({{"code", id},
                                 {"section", at_end == sections.end() ? std::string{} : at_end->id},
                                 {"asset", id_json(asset)},
                                 {"name", asset ? city.assets[asset.index()].value.name : id},
                                 {"flow_m3_s", tidal || dry ? Json{} : Json{water.model->end_flow(r)}},
                                 {"cannot_say", tidal ? "不能判断：感潮" : dry ? "不能判断：断流" : ""},
                                 {"items", std::move(items)}}));
  }
  return list;
}

Json months_json(const city::City& city, const SectionMonths& months) {
  Json list = Json::array();
  for (const auto& [asset, own] : months.by_section) {
    Json rows = Json::array();
    for (const SectionMonths::Month& month : own) {
      Json levels = Json::array();
      for (const auto& level : month.levels) levels.push_back(level ? Json{*level} : Json{});
      const bool any = std::any_of(month.levels.begin(), month.levels.end(), [](const auto& level) { return level.has_value(); });
      const water::Judgement judged = any ? class_of(months, month, water::WaterClass::III) : water::Judgement{};
      Json classes = Json::array();
      for (const std::string& item : months.items) {
        const auto found = std::find_if(judged.items.begin(), judged.items.end(), [&](const auto& each) { return each.item == item; });
        classes.push_back(found == judged.items.end() ? Json{} : Json{class_name(found->water_class)});
      }
      rows.push_back(Json::object({{"month", month.month}, {"levels", std::move(levels)}, {"classes", std::move(classes)},
                                   {"class", judged.items.empty() ? Json{} : Json{class_name(judged.water_class)}}}));
    }
    list.push_back(Json::object({{"asset", asset}, {"name", city.assets[asset - 1].value.name}, {"months", std::move(rows)}}));
  }
  return list;
}

}  // namespace

Page Pages::water(const Viewer& viewer) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const EnoughWorker::Look look = judged_soon(viewer.today);
  const auto& [city, found, underway] = look;
  Json reaches = Json::array(), sections = Json::array(), monitored = Json::array(), items = Json::array(), modelled = Json::array();
  if (found && found->programme().failure.empty()) {
    for (const SectionJudged& section : found->sections()) sections.push_back(section_row(*city, *found, section));
    for (const std::string& item : found->programme().settings.items) modelled.push_back(item);
    reaches = reaches_json(*city, found->programme(), *found->programme().model);
  }
  if (const auto digest = adopted_digest(*city, kSectionMonths)) {
    const SectionMonths months = read_section_months(*city, engine_.archive().get(*digest), "断面逐月监测");
    for (const std::string& item : months.items) items.push_back(item);
    monitored = months_json(*city, months);
  }
  return Json::object({{"reaches", std::move(reaches)},
                       {"sections", std::move(sections)},
                       {"silent", found ? silent_json(*city, *found) : Json::array()},
                       {"underway", underway ? Json{*underway} : Json{}},
                       {"given", found ? given_words(found->programme()) : std::string{}},
                       {"modelled_items", std::move(modelled)},
                       {"monitored_items", std::move(items)},
                       {"monitored", std::move(monitored)}});
}

}  // namespace luoshi::engine

#include <map>

#include "city/funnel.hpp"
#include "city/things.hpp"
#include "engine/city_data.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/commitment_table.hpp"

// The map: shapes, which a browser keeps, apart from how far the things on it have come, which changes every day.
namespace luoshi::engine {
namespace {

// One adopted layer's features with what the registers know of them.
void add_layer(const city::City& city, const std::string& layer, const Json& root, Json& features) {
  for (const Json& feature : root.at("features").as_array()) {
    const std::string code = text_of(feature.at("properties"), "code");
    const Id<Asset> asset = city.asset_of(code);
    const Id<Place> place = asset ? city.assets[asset.index()].value.place : city.place_of(code);
    Json properties = Json::object({{"code", code}, {"layer", layer}, {"place", id_json(place)}});
    if (asset) {
      const Asset& thing = city.assets[asset.index()].value;
      properties.set("asset", asset.number()).set("name", thing.name).set("kind", name_of(thing.kind));
    } else {
      properties.set("asset", Json{}).set("name", place ? city.places[place.index()].value.name : code).set("kind", "place");
    }
    features.push_back(Json::object({{"type", "Feature"}, {"geometry", feature.at("geometry")}, {"properties", std::move(properties)}}));
  }
}

std::string tag_of(const city::City& city) {
  std::string all = std::to_string(city.assets.size()) + "/" + std::to_string(city.places.size());
  for (const city::AdoptedRules& rules : city.rules)
    if (rules.name.starts_with(kMapLayers)) all += "/" + rules.name + "=" + rules.digest.hex();
  return sha256(all).hex().substr(0, 32);
}

constexpr Stage kStages[] = {Stage::Listed, Stage::Entered, Stage::Built, Stage::Effective, Stage::Stable};

bool is_staged(AssetKind kind) {
  return kind == AssetKind::River || kind == AssetKind::Reach || kind == AssetKind::Sewer || kind == AssetKind::Works || kind == AssetKind::Parcel;
}

Json stages_json(const city::City& city, Day today) {
  std::map<Stage, Json> by_stage;
  for (const Stage stage : kStages) by_stage[stage] = Json::array();
  city.assets.each([&](std::size_t index, const city::KeptAsset& kept) {
    if (is_staged(kept.value.kind)) by_stage.at(city::stage_on(kept, today)).push_back(static_cast<std::int64_t>(index + 1));
  });
  Json list = Json::array();
  for (auto& [stage, assets] : by_stage) list.push_back(Json::object({{"stage", name_of(stage)}, {"assets", std::move(assets)}}));
  return list;
}

// Firms that are to stop, as far as the viewer may see it.
Json closures_json(const city::City& city, const Viewer& viewer) {
  Json list = Json::array();
  for (std::uint32_t id = 1; id <= city::count_of(city, city::Kind::Closure); ++id) {
    if (city::cannot_see(city, viewer.actor, city::Kind::Closure, id, viewer.today)) continue;
    const city::ThingLine line = city::thing_line(city, city::Kind::Closure, id);
    const city::State& state = city::lifecycle_of(city::Kind::Closure).states[line.state];
    list.push_back(Json::object({{"closure", id},
                                 {"asset", city.all<Closure>()[id - 1].value.firm.number()},
                                 {"state", state.name},
                                 {"state_name", state.chinese},
                                 {"due", day_json(line.due)},
                                 {"overdue_days", line.due && state.waits != city::Waits::Nobody ? std::max(0, days_between(*line.due, viewer.today)) : 0}}));
  }
  return list;
}

struct Town {
  std::uint32_t body = 0;
  std::map<Stage, std::uint32_t> rivers;
  std::uint32_t commitments = 0, likely = 0, at_risk = 0, unlikely = 0, cannot_say = 0, questions = 0;
};

Json town_json(const city::City& city, std::uint32_t place, const Town& town) {
  Json rivers = Json::array();
  std::uint32_t reached = 0;
  for (auto stage = town.rivers.rbegin(); stage != town.rivers.rend(); ++stage) reached += stage->second;
  for (const Stage stage : kStages) {
    const auto count = town.rivers.find(stage);
    rivers.push_back(Json::object({{"stage", name_of(stage)}, {"count", count == town.rivers.end() ? 0U : count->second}}));
  }
  return Json::object({{"place", place},
                       {"name", city.places[place - 1].value.name},
                       {"body", id_json(town.body)},
                       {"rivers", std::move(rivers)},
                       {"river_count", reached},
                       {"commitments", town.commitments},
                       {"likely", town.likely},
                       {"at_risk", town.at_risk},
                       {"unlikely", town.unlikely},
                       {"cannot_say", town.cannot_say},
                       {"questions", town.questions}});
}

}  // namespace

std::variant<KeptBytes, city::Refusal> Pages::map(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const std::string tag = tag_of(*city);
  {
    const std::lock_guard lock{mutex_};
    if (map_.tag == tag) return map_;
  }
  Json features = Json::array();
  for (const city::AdoptedRules& rules : city->rules)
    if (rules.name.starts_with(kMapLayers))
      add_layer(*city, rules.name.substr(kMapLayers.size()), parse_json(engine_.archive().get(rules.digest)), features);
  KeptBytes made{tag, std::make_shared<const std::string>(
                          canonical_json(Json::object({{"type", "FeatureCollection"}, {"features", std::move(features)}})))};
  const std::lock_guard lock{mutex_};
  map_ = made;
  return made;
}

Page Pages::map_states(const Viewer& viewer) {
  if (const auto no = unreadable(*engine_.city(), viewer, {})) return *no;
  const auto all = table(viewer.today);
  const city::City* const city = &all->city();
  std::map<std::uint32_t, Town> towns;
  std::map<std::uint32_t, std::uint32_t> place_of_body;
  city->places.each([&](std::size_t index, const city::Kept<Place>& kept) {
    if (kept.value.level == PlaceLevel::Town) towns[static_cast<std::uint32_t>(index + 1)];
  });
  city->bodies.each([&](std::size_t index, const city::Kept<Body>& kept) {
    const auto town = towns.find(kept.value.place.number());
    if (kept.value.kind != BodyKind::Town || town == towns.end()) return;
    town->second.body = static_cast<std::uint32_t>(index + 1);
    place_of_body[town->second.body] = town->first;
  });
  city->assets.each([&](std::size_t, const city::KeptAsset& kept) {
    const auto town = towns.find(kept.value.place.number());
    if (kept.value.kind == AssetKind::River && town != towns.end()) ++town->second.rivers[city::stage_on(kept, viewer.today)];
  });
  city->commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
    const auto place = place_of_body.find(kept.value.lead.number());
    if (place == place_of_body.end() || kept.value.state == CommitmentState::Withdrawn || unreadable(*city, viewer, kept.value.lead)) return;
    Town& town = towns.at(place->second);
    ++town.commitments;
    switch (all->key(index).kept) {
      case Verdict::Word::Likely: ++town.likely; break;
      case Verdict::Word::AtRisk: ++town.at_risk; break;
      case Verdict::Word::Unlikely: ++town.unlikely; break;
      case Verdict::Word::CannotSay: ++town.cannot_say; break;
    }
    town.questions += all->row(index).open_questions;
  });
  Json list = Json::array();
  for (const auto& [place, town] : towns) list.push_back(town_json(*city, place, town));
  return Json::object({{"stages", stages_json(*city, viewer.today)}, {"closures", closures_json(*city, viewer)}, {"towns", std::move(list)}});
}

}  // namespace luoshi::engine

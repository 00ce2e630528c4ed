#include <algorithm>
#include <iterator>
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

// By thing: the worst of what is said of the promises that name it and that the viewer may open; nothing where none does.
Json verdicts_json(const CommitmentTable& all, const Viewer& viewer) {
  using Word = Verdict::Word;
  constexpr Word kWorstFirst[] = {Word::Unlikely, Word::AtRisk, Word::CannotSay, Word::Likely};
  const auto rank = [&](Word word) { return std::find(std::begin(kWorstFirst), std::end(kWorstFirst), word) - std::begin(kWorstFirst); };
  const city::City& city = all.city();
  Readable readable{city, viewer};
  std::map<std::uint32_t, Word> worst;
  city.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
    if (kept.value.state == CommitmentState::Withdrawn || !readable(kept.value.lead)) return;
    const Word word = all.key(index).kept;
    for (const Id<Asset> asset : kept.value.assets) {
      const auto [found, fresh] = worst.try_emplace(asset.number(), word);
      if (!fresh && rank(word) < rank(found->second)) found->second = word;
    }
  });
  std::map<Word, Json> by_word;
  for (const auto& [asset, word] : worst) by_word.try_emplace(word, Json::array()).first->second.push_back(asset);
  Json list = Json::array();
  for (const Word word : kWorstFirst)
    if (const auto found = by_word.find(word); found != by_word.end())
      list.push_back(Json::object({{"verdict", name_of(word)}, {"assets", std::move(found->second)}}));
  return list;
}

// Projects where they stand: on a thing of theirs, else in their place.
Json projects_json(const city::City& city, const Viewer& viewer) {
  Json list = Json::array();
  for (std::uint32_t id = 1; id <= city.all<Project>().size(); ++id) {
    if (city::cannot_see(city, viewer.actor, city::Kind::Project, id, viewer.today)) continue;
    const auto& kept = city.all<Project>()[id - 1];
    const auto stage = static_cast<ProjectStage>(kept.course.state);
    const Milestone* next = nullptr;
    for (const Milestone& each : kept.value.milestones)
      if (!each.actual && (next == nullptr || each.planned < next->planned)) next = &each;
    const auto held_up = std::count_if(kept.value.bottlenecks.begin(), kept.value.bottlenecks.end(), [](const Bottleneck& each) { return !each.cleared; });
    list.push_back(Json::object({{"project", id},
                                 {"name", kept.value.name},
                                 {"stage", name_of(stage)},
                                 {"stage_name", chinese_of(stage)},
                                 {"asset", id_json(kept.value.assets.empty() ? Id<Asset>{} : kept.value.assets.front())},
                                 {"place", id_json(kept.value.place)},
                                 {"next", next != nullptr ? next->name : std::string{}},
                                 {"planned", next != nullptr ? day_json(next->planned) : Json{}},
                                 {"overdue_days", next != nullptr ? std::max(0, days_between(next->planned, viewer.today)) : 0},
                                 {"held_up", static_cast<std::int64_t>(held_up)}}));
  }
  return list;
}

// Things whose works stand and whose water is in doubt, while nobody has decided.
Json reviewed_json(const city::City& city, const Viewer& viewer) {
  Json list = Json::array();
  for (std::uint32_t id = 1; id <= city.all<Review>().size(); ++id) {
    const auto& kept = city.all<Review>()[id - 1];
    const bool open = city::lifecycle_of(city::Kind::Review).states[kept.course.state].waits != city::Waits::Nobody;
    if (open && !city::cannot_see(city, viewer.actor, city::Kind::Review, id, viewer.today)) list.push_back(kept.value.asset.number());
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
  return Json::object({{"stages", stages_json(*city, viewer.today)},
                       {"verdicts", verdicts_json(*all, viewer)},
                       {"reviewed", reviewed_json(*city, viewer)},
                       {"closures", closures_json(*city, viewer)},
                       {"projects", projects_json(*city, viewer)},
                       {"towns", std::move(list)}});
}

}  // namespace luoshi::engine

#include <algorithm>
#include <map>

#include "assess/lights.hpp"
#include "engine/city_data.hpp"
#include "engine/pages/detail.hpp"

namespace luoshi::engine {
namespace {

template <class Kept, class Row>
Json rows_json(const city::PagedTable<Kept>& table, Row row) {
  Json list = Json::array();
  table.each([&](std::size_t index, const Kept& kept) { list.push_back(row(static_cast<std::int64_t>(index + 1), kept.value)); });
  return list;
}

Json rules_json(const Engine& engine, const city::City& city) {
  Json list = Json::array();
  for (const city::AdoptedRules& rules : city.rules) {
    // Data (a map, a model) are named and not shown: they are no reading matter, and large.
    const bool data = rules.name.starts_with(kDataRules);
    const std::string text = data ? std::string{} : engine.archive().get(rules.digest);
    const Json json = data ? Json::object({{"title", data_title(rules.name)}}) : parse_json(text);
    std::uint64_t event = 0;
    engine.ledger().read(1, city.events, [&](std::uint64_t sequence, std::string_view bytes) {
      if (bytes.find(rules.digest.hex()) == std::string_view::npos) return ledger::Next::Continue;
      event = sequence;
      return ledger::Next::Stop;
    });
    list.push_back(Json::object({{"name", rules.name},
                                 {"title", text_of(json, "title")},
                                 {"source", text_of(json, "source")},
                                 {"digest", rules.digest.hex()},
                                 {"event", event},
                                 {"text", text}}));
  }
  return list;
}

}  // namespace

Page Pages::registers(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const bool names = may_see_names(*city, viewer);
  std::map<AssetKind, std::uint32_t> assets;
  city->assets.each([&](std::size_t, const auto& kept) { ++assets[kept.value.kind]; });
  Json asset_counts = Json::array();
  for (const auto& [kind, count] : assets)
    asset_counts.push_back(Json::object({{"key", name_of(kind)}, {"name", chinese_of(kind)}, {"count", count}}));
  Json persons = Json::array();
  if (names)
    persons = rows_json(city->persons, [](std::int64_t id, const Person& person) {
      return Json::object({{"id", id}, {"name", person.name}});
    });
  return Json::object(
      {{"places", rows_json(city->places,
                            [](std::int64_t id, const Place& place) {
                              return Json::object({{"id", id},
                                                   {"code", place.code},
                                                   {"name", place.name},
                                                   {"level", name_of(place.level)},
                                                   {"parent", id_json(place.parent)}});
                            })},
       {"bodies", rows_json(city->bodies,
                            [](std::int64_t id, const Body& body) {
                              Json aliases = Json::array();
                              for (const std::string& alias : body.aliases) aliases.push_back(alias);
                              return Json::object({{"id", id},
                                                   {"name", body.name},
                                                   {"aliases", std::move(aliases)},
                                                   {"kind", name_of(body.kind)},
                                                   {"place", id_json(body.place)},
                                                   {"parent", id_json(body.parent)}});
                            })},
       {"posts", rows_json(city->posts,
                           [](std::int64_t id, const Post& post) {
                             return Json::object({{"id", id},
                                                  {"name", post.name},
                                                  {"body", post.body.number()},
                                                  {"superior", id_json(post.superior)}});
                           })},
       {"persons", std::move(persons)},
       {"holders", rows_json(city->holders,
                             [&](std::int64_t, const Holder& holder) {
                               Json roles = Json::array();
                               for (const Role role : holder.roles) roles.push_back(name_of(role));
                               return Json::object({{"person", names ? id_json(holder.person) : Json{}},
                                                    {"post", holder.post.number()},
                                                    {"roles", std::move(roles)},
                                                    {"from", day_text(holder.from)},
                                                    {"until", day_json(holder.until)}});
                             })},
       {"assets", std::move(asset_counts)},
       {"rules", rules_json(engine_, *city)}});
}

}  // namespace luoshi::engine

#include <algorithm>
#include <map>
#include <set>

#include "city/duties.hpp"
#include "city/lifecycle.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/wording.hpp"

// 组织岗位: bodies and posts, what is open of each, who answers for which sector where.
namespace luoshi::engine {
namespace {

using city::Kind;

bool has_day(const Holder& holder, Day day) { return holder.from <= day && (!holder.until || day <= *holder.until); }

bool is_running(const city::KeptThing<SectorDuty>& kept) {
  return kept.course.state == static_cast<std::uint8_t>(SectorDutyState::Running);
}

/// What stands beside each post, gathered in one pass each.
struct Beside {
  std::map<std::uint32_t, Json> holders, delegations, duties;
  std::map<std::uint32_t, std::uint32_t> handover;
};

Json taken(std::map<std::uint32_t, Json>& from, std::uint32_t post) {
  const auto found = from.find(post);
  return found == from.end() ? Json::array() : std::move(found->second);
}

void add(std::map<std::uint32_t, Json>& to, Id<Post> post, Json row) {
  to.try_emplace(post.number(), Json::array()).first->second.push_back(std::move(row));
}

Json name_json(const city::City& city, Id<Person> person, bool names) {
  return names && person ? Json{city.persons[person.index()].value.name} : Json{};
}

Beside beside_posts(const city::City& city, Day today, bool names) {
  Beside beside;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    if (!has_day(holder, today)) return;
    Json roles = Json::array();
    for (const Role role : holder.roles) roles.push_back(name_of(role));
    add(beside.holders, holder.post, Json::object({{"name", name_json(city, holder.person, names)},
                                                   {"acting", holder.acting},
                                                   {"roles", std::move(roles)},
                                                   {"from", day_text(holder.from)},
                                                   {"until", day_json(holder.until)}}));
  });
  std::uint32_t number = 0;
  city.all<Delegation>().each([&](std::size_t, const city::KeptThing<Delegation>& kept) {
    ++number;
    const Delegation& given = kept.value;
    const bool runs = kept.course.state == static_cast<std::uint8_t>(DelegationState::InForce) && today <= given.until;
    if (!runs) return;
    add(beside.delegations, given.post, Json::object({{"id", number},
                                                      {"delegate", name_json(city, given.delegate, names)},
                                                      {"scope", given.scope},
                                                      {"from", day_text(given.from)},
                                                      {"until", day_text(given.until)}}));
  });
  number = 0;
  city.all<SectorDuty>().each([&](std::size_t, const city::KeptThing<SectorDuty>& kept) {
    ++number;
    if (is_running(kept) && kept.value.post)
      add(beside.duties, kept.value.post, Json::object({{"id", number}, {"sector", kept.value.sector},
                                                        {"place", city.places[kept.value.place.index()].value.name}}));
  });
  number = 0;
  city.all<Handover>().each([&](std::size_t, const city::KeptThing<Handover>& kept) {
    ++number;
    const city::Waits waits = city::lifecycle_of(Kind::Handover).states[kept.course.state].waits;
    if (waits != city::Waits::Nobody) beside.handover[kept.value.post.number()] = number;
  });
  return beside;
}

struct Lent {
  std::uint32_t listed = 0, in_post = 0;
};

// By receiving body, and by the promise they serve (0: none).
struct Seconded {
  std::map<std::uint32_t, Lent> by_body, by_promise;
};

Seconded seconded(const city::City& city, Day today) {
  Seconded sum;
  city.all<Secondment>().each([&](std::size_t, const city::KeptThing<Secondment>& kept) {
    const auto state = static_cast<SecondmentState>(kept.course.state);
    if (state == SecondmentState::Returned || state == SecondmentState::Withdrawn) return;
    const bool counts = city::is_in_post(city, kept, today);
    for (Lent* lent : {&sum.by_body[kept.value.receiver.number()], &sum.by_promise[kept.value.serves.number()]}) {
      ++lent->listed;
      lent->in_post += counts ? 1 : 0;
    }
  });
  return sum;
}

Json promises_json(const city::City& city, const Seconded& sum) {
  Json list = Json::array();
  for (const auto& [number, lent] : sum.by_promise) {
    const Commitment* const promise = number == 0 ? nullptr : &city.commitments[number - 1].value;
    list.push_back(Json::object({{"commitment", id_json(number)},
                                 {"title", promise != nullptr ? promise->title : std::string{}},
                                 {"promised", promise != nullptr && promise->figure ? figure_words(*promise->figure) : std::string{}},
                                 {"listed", lent.listed},
                                 {"in_post", lent.in_post}}));
  }
  return list;
}

}  // namespace

Page Pages::organisation(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  std::shared_ptr<const std::vector<std::uint32_t>> open;
  {
    const std::lock_guard lock{mutex_};
    if (desks_of_ == std::pair{city->events, viewer.today}) open = desks_;
  }
  if (!open) {
    open = std::make_shared<const std::vector<std::uint32_t>>(city::open_counts(*city, viewer.today));
    const std::lock_guard lock{mutex_};
    desks_ = open;
    desks_of_ = {city->events, viewer.today};
  }
  Beside beside = beside_posts(*city, viewer.today, may_see_names(*city, viewer));
  std::map<std::uint32_t, Json> posts;
  city->posts.each([&](std::size_t index, const city::Kept<Post>& kept) {
    const auto number = static_cast<std::uint32_t>(index + 1);
    const bool readable = !unreadable(*city, viewer, kept.value.body);
    const auto handover = beside.handover.find(number);
    posts.try_emplace(kept.value.body.number(), Json::array())
        .first->second.push_back(Json::object({{"id", number},
                                               {"name", kept.value.name},
                                               {"superior", id_json(kept.value.superior)},
                                               {"superior_name", kept.value.superior ? post_words(*city, kept.value.superior) : std::string{}},
                                               {"open", readable ? Json{(*open)[index]} : Json{}},
                                               {"holders", taken(beside.holders, number)},
                                               {"delegations", taken(beside.delegations, number)},
                                               {"duties", taken(beside.duties, number)},
                                               {"handover", handover == beside.handover.end() ? Json{} : Json{handover->second}}}));
  });
  const Seconded lent = seconded(*city, viewer.today);
  Json bodies = Json::array();
  city->bodies.each([&](std::size_t index, const city::Kept<Body>& kept) {
    const auto number = static_cast<std::uint32_t>(index + 1);
    const auto here = lent.by_body.find(number);
    bodies.push_back(Json::object({{"id", number},
                                   {"name", kept.value.name},
                                   {"kind", name_of(kept.value.kind)},
                                   {"parent", id_json(kept.value.parent)},
                                   {"place_name", kept.value.place ? city->places[kept.value.place.index()].value.name : std::string{}},
                                   {"listed", here == lent.by_body.end() ? 0U : here->second.listed},
                                   {"in_post", here == lent.by_body.end() ? 0U : here->second.in_post},
                                   {"posts", taken(posts, number)}}));
  });
  return Json::object({{"bodies", std::move(bodies)}, {"secondments", promises_json(*city, lent)}});
}

Page Pages::desk(const Viewer& viewer, std::uint32_t post) {
  const auto city = engine_.city();
  const std::string what = "岗位 " + std::to_string(post);
  if (post == 0 || post > city->posts.size()) return not_there(what);
  const Post& value = city->posts[post - 1].value;
  if (unreadable(*city, viewer, value.body)) return not_there(what);
  Json items = Json::array();
  for (const HandoverItem& item : city::open_on(*city, Id<Post>{post}, viewer.today)) {
    const Kind kind = *city::kind_called(item.kind);
    if (city::cannot_see(*city, viewer.actor, kind, item.number, viewer.today)) continue;
    const city::ThingLine line = city::thing_line(*city, kind, item.number);
    const city::KindRow& row = city::row_of(kind);
    items.push_back(Json::object({{"kind", row.name},
                                  {"kind_name", row.chinese},
                                  {"id", item.number},
                                  {"label", std::string{row.letter} + "-" + std::to_string(item.number)},
                                  {"title", line.title},
                                  {"state_name", city::lifecycle_of(kind).states[line.state].chinese},
                                  {"due", day_json(line.due)},
                                  {"report_due", item.report_due}}));
  }
  return Json::object({{"post", post},
                       {"name", post_words(*city, Id<Post>{post})},
                       {"body_name", city->bodies[value.body.index()].value.name},
                       {"items", std::move(items)}});
}

namespace {

/// The cell of a sector in a place: the duty itself, or that of the nearest place above.
struct Cell {
  std::uint32_t duty = 0;
  Id<Place> from;
};

using Running = std::map<std::pair<std::string, std::uint32_t>, std::uint32_t>;  // sector, place → duty

Cell cell_of(const city::City& city, const Running& running, const std::string& sector, Id<Place> place) {
  for (Id<Place> at = place; at; at = city.places[at.index()].value.parent)
    if (const auto found = running.find({sector, at.number()}); found != running.end()) return {found->second, at};
  return {};
}

// Every sector somebody runs, or in which something happened or was looked for: nobody need list them beforehand.
std::set<std::string> sectors_of(const city::City& city, const Running& running) {
  std::set<std::string> sectors;
  for (const auto& [key, duty] : running) sectors.insert(key.first);
  city.all<Incident>().each([&](std::size_t, const city::KeptThing<Incident>& kept) { sectors.insert(kept.value.sector); });
  city.all<Hazard>().each([&](std::size_t, const city::KeptThing<Hazard>& kept) { sectors.insert(kept.value.sector); });
  sectors.erase("");
  return sectors;
}

// A firm answers for itself (企业主体责任): with nobody in a post of its own, nobody does.
Json firms_json(const city::City& city, Day today) {
  std::set<std::uint32_t> staffed;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    if (has_day(kept.value, today)) staffed.insert(city.posts[kept.value.post.index()].value.body.number());
  });
  Json firms = Json::array();
  city.bodies.each([&](std::size_t index, const city::Kept<Body>& kept) {
    if (kept.value.kind != BodyKind::Firm) return;
    const auto number = static_cast<std::uint32_t>(index + 1);
    firms.push_back(Json::object({{"id", number},
                                  {"name", kept.value.name},
                                  {"place_name", kept.value.place ? city.places[kept.value.place.index()].value.name : std::string{}},
                                  {"answered", staffed.contains(number)}}));
  });
  return firms;
}

}  // namespace

Page Pages::duty_matrix(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  Running running;
  std::uint32_t number = 0;
  city->all<SectorDuty>().each([&](std::size_t, const city::KeptThing<SectorDuty>& kept) {
    ++number;
    if (is_running(kept)) running[{kept.value.sector, kept.value.place.number()}] = number;
  });
  const std::set<std::string> sectors = sectors_of(*city, running);
  Json names = Json::array(), places = Json::array();
  for (const std::string& sector : sectors) names.push_back(sector);
  std::uint32_t empty = 0, inherited = 0;
  city->places.each([&](std::size_t index, const city::Kept<Place>& kept) {
    if (kept.value.level == PlaceLevel::Village || kept.value.level == PlaceLevel::Province) return;
    const auto place = Id<Place>::at_index(index);
    Json cells = Json::array();
    for (const std::string& sector : sectors) {
      const Cell cell = cell_of(*city, running, sector, place);
      const SectorDuty* const duty = cell.duty == 0 ? nullptr : &city->all<SectorDuty>()[cell.duty - 1].value;
      empty += duty == nullptr ? 1 : 0;
      inherited += duty != nullptr && cell.from != place ? 1 : 0;
      cells.push_back(Json::object({{"duty", id_json(cell.duty)},
                                    {"body_name", duty != nullptr ? city->bodies[duty->body.index()].value.name : std::string{}},
                                    {"post_name", duty != nullptr && duty->post ? city->posts[duty->post.index()].value.name : std::string{}},
                                    {"from_place", duty != nullptr && cell.from != place ? city->places[cell.from.index()].value.name : std::string{}}}));
    }
    places.push_back(Json::object({{"id", place.number()}, {"name", kept.value.name}, {"level", name_of(kept.value.level)}, {"cells", std::move(cells)}}));
  });
  return Json::object({{"sectors", std::move(names)},
                       {"places", std::move(places)},
                       {"empty", empty},
                       {"inherited", inherited},
                       {"firms", firms_json(*city, viewer.today)}});
}

}  // namespace luoshi::engine

#include "engine/pages/pages.hpp"

#include <algorithm>
#include <chrono>

#include "engine/pages/detail.hpp"
#include "engine/papers.hpp"

namespace luoshi::engine {

std::string post_words(const city::City& city, Id<Post> post) {
  if (!post || post.index() >= city.posts.size()) return "本机操作员";
  const Post& held = city.posts[post.index()].value;
  const std::string& body = city.bodies[held.body.index()].value.name;
  return held.name.starts_with(body) ? held.name : body + " " + held.name;
}

std::optional<city::Refusal> unreadable(const city::City& city, const Viewer& viewer, Id<Body> body) {
  return city::may(city, viewer.actor, city::Action::Read, body, viewer.today);
}

city::Refusal not_there(const std::string& what) {
  return {Fault::NotFound, "没有" + what + "（编号不在案，或无权查看）请从列表重新打开"};
}

std::string text_of(const Json& json, const char* field) {
  const Json* value = json.find(field);
  return value != nullptr && value->is_string() ? value->as_string() : std::string{};
}

int days_between(Day from, Day until) {
  return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

bool may_see_names(const city::City& city, const Viewer& viewer) {
  using city::Action;
  for (const Action action : {Action::JudgeStatement, Action::KeepRights})
    if (!city::may(city, viewer.actor, action, {}, viewer.today)) return true;
  return false;
}

std::vector<Role> roles_of(const city::City& city, std::uint32_t person, std::uint32_t post, Day day) {
  std::vector<Role> roles;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    const bool in_office = holder.from <= day && (!holder.until || day <= *holder.until);
    if (holder.person.number() == person && holder.post.number() == post && in_office)
      for (const Role role : holder.roles)
        if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  });
  return roles;
}

std::shared_ptr<const Json> Pages::reading(const Document& document) {
  const std::string key = document.reading.hex();
  {
    const std::lock_guard lock{mutex_};
    if (const auto known = readings_.find(key); known != readings_.end()) return known->second;
  }
  auto parsed = std::make_shared<const Json>(reading_of(engine_.archive(), document));
  const std::lock_guard lock{mutex_};
  return readings_.emplace(key, std::move(parsed)).first->second;
}

Json Pages::sentence(const city::City& city, Id<Statement> id) {
  const city::KeptStatement& kept = city.statements[id.index()];
  const city::KeptDocument& document = city.documents[kept.value.document.index()];
  const auto read = reading(document.value);
  const Json& words = read->at("statements").as_array().at(kept.value.place_in_reading);
  return Json::object({{"statement", id.number()},
                       {"document", kept.value.document.number()},
                       {"document_title", document.value.title},
                       {"quote", text_of(words, "quote")},
                       {"speaker", text_of(words, "speaker")},
                       {"item_no", text_of(words, "item_no")},
                       {"start", kept.value.text.begin},
                       {"end", kept.value.text.end},
                       {"events", events_json(kept.history)}});
}

Page Pages::overview(const Viewer& viewer, std::optional<Day> as_of) {
  const auto now = engine_.city();
  // A past page shows the past, by today's rights.
  if (const auto no = unreadable(*now, viewer, {})) return *no;
  if (as_of) return to_json(status_of(engine_.city_before(end_of_china_day(*as_of)), engine_.archive(), *as_of));
  Status status = status_with(*now, engine_.archive(), viewer.today, std::nullopt, judged(now, viewer.today).get());
  status.head = ledger::to_text(engine_.ledger().head());
  return to_json(status);
}

}  // namespace luoshi::engine

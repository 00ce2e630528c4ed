#include <algorithm>

#include "city/blocking.hpp"
#include "city/openings.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"

// One list and one page for every kind of thing (docs/methods/lifecycle.md).
namespace luoshi::engine {
namespace {

using city::Kind;

const city::State& state_of(const city::ThingLine& line) { return city::lifecycle_of(line.kind).states[line.state]; }

std::string label_of(Kind kind, std::uint32_t number) {
  return std::string{city::row_of(kind).letter} + "-" + std::to_string(number);
}

std::string body_name(const city::City& city, Id<Body> body) {
  return body ? city.bodies[body.index()].value.name : std::string{};
}

const char* waits_name(city::Waits waits) {
  return waits == city::Waits::Own ? "own" : waits == city::Waits::Other ? "other" : "nobody";
}

int overdue_days(const city::ThingLine& line, Day today) {
  if (!line.due || state_of(line).waits == city::Waits::Nobody) return 0;
  return std::max(0, days_between(*line.due, today));
}

Json row_json(const city::City& city, const city::ThingLine& line, Day today) {
  return Json::object({{"kind", city::row_of(line.kind).name},
                       {"id", line.number},
                       {"label", label_of(line.kind, line.number)},
                       {"version", line.history.back()},
                       {"title", line.title},
                       {"state", state_of(line).name},
                       {"state_name", state_of(line).chinese},
                       {"waits", waits_name(state_of(line).waits)},
                       {"body", id_json(line.own)},
                       {"body_name", body_name(city, line.own)},
                       {"other", id_json(line.other)},
                       {"other_name", body_name(city, line.other)},
                       {"since", line.past.empty() ? Json{} : Json{day_text(line.past.back().day)}},
                       {"due", day_json(line.due)},
                       {"overdue_days", overdue_days(line, today)},
                       {"events", events_json(line.history)}});
}

Json needs_json(city::Bits needs) {
  Json list = Json::array();
  for (unsigned i = 0; i <= static_cast<unsigned>(city::Need::Evidence); ++i)
    if (city::has_bit(needs, i))
      list.push_back(Json::object({{"field", city::need_name(static_cast<city::Need>(i))},
                                   {"name", city::need_chinese(static_cast<city::Need>(i))}}));
  return list;
}

Json step_json(const city::Lifecycle& lifecycle, const city::Step& step) {
  return Json::object({{"command", step.command.empty() ? step.type : step.command},
                       {"name", step.chinese},
                       {"to", step.to == city::kStays ? Json{} : Json{lifecycle.states[step.to].name}},
                       {"needs", needs_json(step.needs)},
                       {"guard", step.guard}});
}

Json fields_json(const std::vector<city::OpeningField>& fields) {
  Json list = Json::array();
  for (const city::OpeningField& each : fields) {
    Json choices = Json::array();
    for (const city::OpeningChoice& choice : each.choices)
      choices.push_back(Json::object({{"key", choice.name}, {"name", choice.chinese}}));
    list.push_back(Json::object({{"field", each.field},
                                 {"name", each.chinese},
                                 {"type", each.type},
                                 {"to", each.to},
                                 {"many", each.many},
                                 {"most", static_cast<std::int64_t>(each.most)},
                                 {"choices", std::move(choices)},
                                 {"fields", fields_json(each.fields)}}));
  }
  return list;
}

Json lifecycle_json(const city::KindRow& row) {
  const city::Lifecycle& lifecycle = city::lifecycle_of(row.kind);
  Json states = Json::array();
  for (const city::State& state : lifecycle.states)
    states.push_back(Json::object({{"state", state.name}, {"name", state.chinese}, {"waits", waits_name(state.waits)}}));
  Json steps = Json::array();
  for (const city::Step& step : lifecycle.steps) {
    Json from = Json::array();
    for (unsigned i = 0; i < lifecycle.states.size(); ++i)
      if (city::has_bit(step.from, i)) from.push_back(lifecycle.states[i].name);
    Json one = step_json(lifecycle, step);
    one.set("from", std::move(from));
    steps.push_back(std::move(one));
  }
  return Json::object({{"kind", row.name},
                       {"name", row.chinese},
                       {"letter", row.letter},
                       {"open", row.open},
                       {"opening", lifecycle.opening},
                       {"fields", fields_json(city::opening_fields(row.kind))},
                       {"states", std::move(states)},
                       {"steps", std::move(steps)}});
}

// 受阻: what an ask holds up, or by which ask a commitment is held up.
Json blocking_json(const city::City& city, Kind kind, std::uint32_t number, Day today) {
  if (kind == Kind::Ask) {
    const Ask& ask = city.all<Ask>()[number - 1].value;
    const auto since = city::blocked_since(ask, today);
    return Json::object({{"ask", number}, {"since", day_json(since)}, {"days", city::blocked_days(ask, today)}});
  }
  if (kind != Kind::Commitment) return Json{};
  const auto ask = city::blocking_ask(city, Id<Commitment>{number}, today);
  if (!ask) return Json{};
  const Ask& held = city.all<Ask>()[ask->index()].value;
  return Json::object({{"ask", ask->number()},
                       {"since", day_json(city::blocked_since(held, today))},
                       {"days", city::blocked_days(held, today)}});
}

bool is_listed(const city::City& city, const Viewer& viewer, const city::ThingLine& line, const ThingFilter& filter) {
  if (filter.body && line.own.number() != *filter.body && line.other.number() != *filter.body) return false;
  if (!filter.search.empty() && (line.title + body_name(city, line.own) + body_name(city, line.other)).find(filter.search) == std::string::npos)
    return false;
  return !city::cannot_see(city, viewer.actor, line.kind, line.number, viewer.today);
}

}  // namespace

Page Pages::lifecycles() {
  Json list = Json::array();
  for (const city::KindRow& row : city::kKindRows) list.push_back(lifecycle_json(row));
  return Json::object({{"kinds", std::move(list)}});
}

Page Pages::things(const Viewer& viewer, const ThingFilter& filter) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const auto kind = city::kind_called(filter.kind);
  if (!kind) return not_there("事项类别“" + filter.kind.substr(0, 60) + "”");
  const city::Lifecycle& lifecycle = city::lifecycle_of(*kind);
  std::vector<city::ThingLine> found;
  std::vector<std::uint32_t> counts(lifecycle.states.size());
  std::uint32_t overdue = 0;
  for (std::uint32_t number = 1; number <= city::count_of(*city, *kind); ++number) {
    city::ThingLine line = city::thing_line(*city, *kind, number);
    if (!is_listed(*city, viewer, line, filter)) continue;
    ++counts[line.state];
    overdue += overdue_days(line, viewer.today) > 0 ? 1 : 0;
    if (filter.state.empty() || state_of(line).name == filter.state) found.push_back(std::move(line));
  }
  std::stable_sort(found.begin(), found.end(), [&](const city::ThingLine& a, const city::ThingLine& b) {
    if (filter.sort == ThingFilter::Sort::Newest) return a.number > b.number;
    if (filter.sort == ThingFilter::Sort::Title) return a.title < b.title;
    const Day never{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};
    const auto due = [&](const city::ThingLine& line) {
      return state_of(line).waits == city::Waits::Nobody ? never : line.due.value_or(never);
    };
    return due(a) < due(b);
  });
  Json items = Json::array();
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, found.size());
  for (std::size_t i = first; i < std::min(first + filter.size, found.size()); ++i)
    items.push_back(row_json(*city, found[i], viewer.today));
  Json states = Json::array();
  for (std::size_t i = 0; i < counts.size(); ++i)
    states.push_back(Json::object({{"key", lifecycle.states[i].name}, {"name", lifecycle.states[i].chinese}, {"count", counts[i]}}));
  return Json::object({{"total", static_cast<std::int64_t>(found.size())},
                       {"page", filter.page},
                       {"size", filter.size},
                       {"overdue", overdue},
                       {"states", std::move(states)},
                       {"items", std::move(items)}});
}

Page Pages::thing(const Viewer& viewer, const std::string& kind_name, std::uint32_t id) {
  const auto city = engine_.city();
  const auto kind = city::kind_called(kind_name);
  if (!kind) return not_there("事项类别“" + kind_name.substr(0, 60) + "”");
  if (id == 0 || id > city::count_of(*city, *kind) || city::cannot_see(*city, viewer.actor, *kind, id, viewer.today))
    return not_there(std::string{city::row_of(*kind).chinese} + " " + label_of(*kind, id));
  const city::ThingLine line = city::thing_line(*city, *kind, id);
  const city::Lifecycle& lifecycle = city::lifecycle_of(*kind);
  Json fields = Json::array();
  for (const city::Particular& each : city::particulars(*city, *kind, id))
    fields.push_back(Json::object({{"field", each.field},
                                   {"name", each.chinese},
                                   {"text", each.text},
                                   {"to", each.to},
                                   {"id", id_json(each.number)}}));
  Json steps = Json::array();
  for (const city::OpenStep& open : city::steps_from(*city, viewer.actor, *kind, id, viewer.today)) {
    Json step = step_json(lifecycle, *open.step);
    step.set("refusal", open.refusal);
    steps.push_back(std::move(step));
  }
  Json past = Json::array();
  for (const city::Passage& passage : line.past)
    past.push_back(Json::object({{"state", lifecycle.states[passage.state].name},
                                 {"name", lifecycle.states[passage.state].chinese},
                                 {"day", day_text(passage.day)}}));
  const city::Waited waited = city::waited(*city, *kind, id, viewer.today);
  const bool names = may_see_names(*city, viewer);
  Json history = Json::array();
  for (std::size_t i = line.history.size(); i-- > 0;)
    history.push_back(event_row(*city, line.history[i], *shelf_.at(line.history[i]), names));
  return Json::object({{"row", row_json(*city, line, viewer.today)},
                       {"fields", std::move(fields)},
                       {"steps", std::move(steps)},
                       {"past", std::move(past)},
                       {"waited", Json::object({{"own_days", waited.own}, {"other_days", waited.other}})},
                       {"blocking", blocking_json(*city, *kind, id, viewer.today)},
                       {"history", std::move(history)}});
}

}  // namespace luoshi::engine

#include <algorithm>

#include "city/capacity.hpp"
#include "city/projects.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/milestone_view.hpp"

// 项目与资金, 容量账: projects with milestones and money, capacity ledgers added up.
namespace luoshi::engine {
namespace {

using city::Kind;

Json money_json(Money amount) { return Json{amount.in_fen()}; }

Json stages_json(const city::MoneyStages& stages) {
  return Json::object({{"reserve_fen", money_json(stages.reserve)},
                       {"applied_fen", money_json(stages.applied)},
                       {"allotted_fen", money_json(stages.allotted)},
                       {"drawn_fen", money_json(stages.drawn)}});
}

std::string body_name(const city::City& city, Id<Body> body) { return body ? city.bodies[body.index()].value.name : std::string{}; }

Json milestones_json(const Project& project, std::uint32_t number, const MilestoneOutlooks& outlooks) {
  const auto first = std::lower_bound(outlooks.open.begin(), outlooks.open.end(), number,
                                      [](const MilestoneOutlook& one, std::uint32_t wanted) { return one.project < wanted; });
  const auto last = std::find_if(first, outlooks.open.end(), [&](const MilestoneOutlook& one) { return one.project != number; });
  Json list = Json::array();
  for (std::size_t i = 0; i < project.milestones.size(); ++i) {
    const Milestone& each = project.milestones[i];
    const auto found = std::find_if(first, last, [&](const MilestoneOutlook& one) { return one.milestone == i; });
    const bool said = found != last;
    list.push_back(Json::object({{"name", each.name},
                                 {"in_time", said && found->in_time ? Json{*found->in_time} : Json{}},
                                 {"median", said ? day_json(found->median) : Json{}},
                                 {"late", said ? day_json(found->late) : Json{}},
                                 {"planned", day_text(each.planned)},
                                 {"first_planned", day_text(each.first_planned)},
                                 {"forecast", day_json(each.forecast)},
                                 {"actual", day_json(each.actual)},
                                 {"weight", each.weight},
                                 {"days_late", city::days_late(each)},
                                 {"moved", each.moved},
                                 {"reason", each.reason}}));
  }
  return list;
}

Json funding_json(const Project& project) {
  Json list = Json::array();
  for (const Funding& row : project.funding) {
    Json one = stages_json({row.reserve, row.applied, row.allotted, row.drawn});
    one.set("source", name_of(row.source));
    one.set("source_name", chinese_of(row.source));
    one.set("year", row.year);
    list.push_back(std::move(one));
  }
  return list;
}

Json audits_json(const Project& project) {
  Json list = Json::array();
  for (const AuditOfMoney& audit : project.audits)
    list.push_back(Json::object({{"submitted_fen", money_json(audit.submitted)},
                                 {"submitted_on", day_text(audit.submitted_on)},
                                 {"settled_fen", audit.settled ? money_json(*audit.settled) : Json{}},
                                 {"cut_fen", audit.settled ? money_json(audit.submitted - *audit.settled) : Json{}},
                                 {"paper", id_json(audit.paper)}}));
  return list;
}

Json bottlenecks_json(const Project& project) {
  Json list = Json::array();
  for (const Bottleneck& each : project.bottlenecks)
    list.push_back(Json::object({{"what", each.what},
                                 {"since", day_text(each.since)},
                                 {"ask", id_json(each.ask)},
                                 {"cleared", day_json(each.cleared)}}));
  return list;
}

Json project_json(const city::City& city, std::uint32_t number, const city::MoneyStages& money, const MilestoneOutlooks& outlooks) {
  const auto& kept = city.all<Project>()[number - 1];
  const Project& project = kept.value;
  const auto stage = static_cast<ProjectStage>(kept.course.state);
  const city::Shown shown = city::shown_progress(project);
  return Json::object({{"id", number},
                       {"label", "P-" + std::to_string(number)},
                       {"name", project.name},
                       {"code", project.code},
                       {"tier", name_of(project.tier)},
                       {"tier_name", chinese_of(project.tier)},
                       {"stage", name_of(stage)},
                       {"stage_name", chinese_of(stage)},
                       {"body", id_json(project.body)},
                       {"body_name", body_name(city, project.body)},
                       {"total_fen", project.total == Money{} ? Json{} : money_json(project.total)},
                       {"rank", id_json(project.rank)},
                       {"rank_reason", project.rank_reason},
                       {"started", day_json(project.started)},
                       {"done", day_json(project.done)},
                       {"said_percent", project.said ? Json{project.said->value.text()} : Json{}},
                       {"said_on", day_json(project.said_on)},
                       {"met_weight", static_cast<std::int64_t>(shown.met)},
                       {"all_weight", static_cast<std::int64_t>(shown.all)},
                       {"money", stages_json(money)},
                       {"funding", funding_json(project)},
                       {"audits", audits_json(project)},
                       {"milestones", milestones_json(project, number, outlooks)},
                       {"bottlenecks", bottlenecks_json(project)}});
}

Json entry_json(const city::City& city, const CapacityEntry& entry) {
  const auto [kind, number] = entry.project   ? std::pair{Kind::Project, entry.project.number()}
                              : entry.measure ? std::pair{Kind::Measure, entry.measure.number()}
                                              : std::pair{Kind::Closure, entry.closure.number()};
  const city::ThingLine line = city::thing_line(city, kind, number);
  return Json::object({{"kind", city::row_of(kind).name},
                       {"id", number},
                       {"label", std::string{city::row_of(kind).letter} + "-" + std::to_string(number)},
                       {"title", line.title},
                       {"amount", entry.amount.text()},
                       {"takes", kind == Kind::Project},
                       {"returned", entry.returned},
                       {"day", day_text(entry.day)},
                       {"approver", entry.approver ? Json{post_words(city, entry.approver)} : Json{}},
                       {"reason", entry.reason}});
}

Json capacity_json(const city::City& city, std::uint32_t number) {
  const auto& kept = city.all<Capacity>()[number - 1];
  const Capacity& ledger = kept.value;
  const auto sums = city::sums_of(ledger);
  Json entries = Json::array();
  for (const CapacityEntry& entry : ledger.entries) entries.push_back(entry_json(city, entry));
  return Json::object({{"id", number},
                       {"label", "K-" + std::to_string(number)},
                       {"title", ledger.title},
                       {"medium", name_of(ledger.medium)},
                       {"of", ledger.limit.of},
                       {"unit", ledger.limit.unit},
                       {"place_name", ledger.place ? city.places[ledger.place.index()].value.name : std::string{}},
                       {"body_name", body_name(city, ledger.body)},
                       {"ended", kept.course.state != 0},
                       {"limit", sums ? Json{sums->limit.text()} : Json{}},
                       {"existing", sums ? Json{sums->existing.text()} : Json{}},
                       {"taken", sums ? Json{sums->taken.text()} : Json{}},
                       {"freed", sums ? Json{sums->freed.text()} : Json{}},
                       {"left", sums ? Json{sums->left.text()} : Json{}},
                       {"entries", std::move(entries)}});
}

template <class Key, class Name>
Json parts_json(const std::map<Key, city::MoneyStages>& parts, Name name) {
  Json list = Json::array();
  for (const auto& [key, stages] : parts) {
    Json one = stages_json(stages);
    one.set("name", name(key));
    list.push_back(std::move(one));
  }
  return list;
}

// The money of those the viewer may see, so that no sum tells of what is hidden.
city::MoneyTotals totals_of(const city::City& city, const std::vector<std::uint32_t>& seen, const city::MoneyTotals& all) {
  if (seen.size() == all.by_project.size()) return all;
  city::City part;
  part.bodies = city.bodies;
  for (const std::uint32_t number : seen) part.edit_all<Project>().push_back(city.all<Project>()[number - 1]);
  return city::money_of(part);
}

}  // namespace

std::shared_ptr<const MilestoneOutlooks> Pages::milestones(const city::City& city, Day today) {
  std::pair<std::uint64_t, Day> key{0, today};  // entries only ever come
  city.all<Project>().each([&](std::size_t, const auto& kept) { key.first += kept.history.size(); });
  {
    const std::lock_guard lock{mutex_};
    if (milestones_ && milestones_key_ == key) return milestones_;
  }
  auto made = std::make_shared<const MilestoneOutlooks>(milestone_outlooks(city, [&](std::uint64_t sequence) { return shelf_.at(sequence); }, today));
  const std::lock_guard lock{mutex_};
  milestones_ = made;
  milestones_key_ = key;
  return made;
}

Page Pages::projects(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  const city::MoneyTotals all = city::money_of(*city);
  const auto outlooks = milestones(*city, viewer.today);
  std::vector<std::uint32_t> seen;
  Json items = Json::array();
  for (std::uint32_t number = 1; number <= city::count_of(*city, Kind::Project); ++number) {
    if (city::cannot_see(*city, viewer.actor, Kind::Project, number, viewer.today)) continue;
    seen.push_back(number);
    items.push_back(project_json(*city, number, all.by_project[number - 1], *outlooks));
  }
  const city::MoneyTotals totals = totals_of(*city, seen, all);
  return Json::object({{"total", static_cast<std::int64_t>(seen.size())},
                       {"money", stages_json(totals.all)},
                       {"by_source", parts_json(totals.by_source, [](MoneySource source) { return Json{chinese_of(source)}; })},
                       {"by_year", parts_json(totals.by_year, [](std::uint32_t year) { return Json{std::to_string(year)}; })},
                       {"by_body", parts_json(totals.by_body, [&](Id<Body> body) { return Json{body_name(*city, body)}; })},
                       {"submitted_fen", money_json(totals.submitted)},
                       {"settled_fen", money_json(totals.settled)},
                       {"cut_fen", money_json(totals.cut)},
                       {"learned_milestones", static_cast<std::int64_t>(outlooks->learned)},
                       {"items", std::move(items)}});
}

Page Pages::capacity(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  Json items = Json::array();
  for (std::uint32_t number = 1; number <= city::count_of(*city, Kind::Capacity); ++number)
    if (!city::cannot_see(*city, viewer.actor, Kind::Capacity, number, viewer.today)) items.push_back(capacity_json(*city, number));
  return Json::object({{"items", std::move(items)}});
}

}  // namespace luoshi::engine

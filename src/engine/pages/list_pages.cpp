#include <algorithm>
#include <array>

#include "city/lifecycle.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/lists_view.hpp"
#include "engine/views/wording.hpp"

// 五张清单.
namespace luoshi::engine {
namespace {

struct ListWord {
  FiveList list;
  std::string_view name, chinese;
};
constexpr std::array kLists = {ListWord{FiveList::Problem, "problem", "问题清单"}, ListWord{FiveList::Target, "target", "目标清单"},
                               ListWord{FiveList::Task, "task", "任务清单"}, ListWord{FiveList::Measure, "measure", "措施清单"},
                               ListWord{FiveList::Duty, "duty", "责任清单"}};

const char* what_name(Mark::What what) {
  switch (what) {
    case Mark::What::Opposed: return "opposed";
    case Mark::What::Figure: return "figure";
    case Mark::What::Date: return "date";
    case Mark::What::TwoLeads: return "two_leads";
    case Mark::What::CrossBoundary: return "cross_boundary";
    case Mark::What::Synergy: return "synergy";
  }
  return "";
}

std::string body_name(const city::City& city, Id<Body> body) { return body ? city.bodies[body.index()].value.name : std::string{}; }

Json link_json(const city::City& city, city::Kind kind, std::uint32_t number) {
  if (number == 0) return Json{};
  const city::KindRow& row = city::row_of(kind);
  const city::ThingLine line = city::thing_line(city, kind, number);
  return Json::object({{"kind", row.name},
                       {"id", number},
                       {"label", std::string{row.letter} + "-" + std::to_string(number)},
                       {"title", line.title},
                       {"body_name", body_name(city, line.own)}});
}

Json row_json(const city::City& city, const ListRow& row, const DutyCount& counts) {
  const bool duty = row.list == FiveList::Duty;
  const city::KindRow& kind = city::row_of(row.kind);
  Json campaigns = Json::array(), assets = Json::array();
  for (const Id<Commitment> id : row.campaigns)
    campaigns.push_back(Json::object({{"id", id.number()}, {"title", city.commitments[id.index()].value.title}}));
  for (const Id<Asset> id : row.assets) assets.push_back(city.assets[id.index()].value.name);
  return Json::object({{"kind", duty ? std::string_view{"body"} : kind.name},
                       {"id", row.number},
                       {"label", duty ? std::string{} : std::string{kind.letter} + "-" + std::to_string(row.number)},
                       {"title", row.title},
                       {"state_name", row.state_name},
                       {"open", row.open},
                       {"body", id_json(row.body)},
                       {"body_name", body_name(city, row.body)},
                       {"other_name", body_name(city, row.other)},
                       {"due", day_json(row.due)},
                       {"campaigns", std::move(campaigns)},
                       {"assets", std::move(assets)},
                       {"counts", duty ? Json::object({{"problems", counts.problems},
                                                       {"targets", counts.targets},
                                                       {"tasks", counts.tasks},
                                                       {"measures", counts.measures},
                                                       {"sectors", counts.sectors}})
                                       : Json{}}});
}

/// What a viewer may see of the lists.
class Seen {
 public:
  Seen(const city::City& city, const Viewer& viewer) : city_{city}, viewer_{viewer} {
    for (std::size_t i = 0; i < city.bodies.size(); ++i) readable_.push_back(!unreadable(city, viewer, Id<Body>::at_index(i)));
  }

  // Only findings can be hidden from one who may read their body.
  [[nodiscard]] bool operator()(const ListRow& row) const {
    const bool body = row.body && readable_[row.body.index()], other = row.other && readable_[row.other.index()];
    if (row.list == FiveList::Duty) return body;
    if (row.kind == city::Kind::Problem || !row.body) return !city::cannot_see(city_, viewer_.actor, row.kind, row.number, viewer_.today);
    return body || other;
  }
  [[nodiscard]] bool operator()(city::Kind kind, std::uint32_t number) const {
    return number == 0 || !city::cannot_see(city_, viewer_.actor, kind, number, viewer_.today);
  }

 private:
  const city::City& city_;
  const Viewer& viewer_;
  std::vector<bool> readable_;
};

bool is_wanted(const ListRow& row, const ListFilter& filter, const city::City& city) {
  if (filter.campaign && std::find(row.campaigns.begin(), row.campaigns.end(), Id<Commitment>{*filter.campaign}) == row.campaigns.end())
    return false;
  if (filter.body && row.body.number() != *filter.body && row.other.number() != *filter.body) return false;
  if (filter.state == "open" && !row.open) return false;
  return filter.search.empty() || (row.title + body_name(city, row.body)).find(filter.search) != std::string::npos;
}

Json marks_json(const city::City& city, const FiveLists& lists, const Seen& seen) {
  Json marks = Json::array();
  for (const Mark& mark : lists.marks) {
    if (!seen(mark.kind, mark.first) || !seen(mark.kind, mark.second)) continue;
    marks.push_back(Json::object({{"what", what_name(mark.what)},
                                  {"asset_name", mark.asset ? city.assets[mark.asset.index()].value.name : std::string{}},
                                  {"first", link_json(city, mark.kind, mark.first)},
                                  {"second", link_json(city, mark.kind, mark.second)},
                                  {"parent", mark.parent ? link_json(city, city::Kind::Commitment, mark.parent.number()) : Json{}}}));
  }
  return marks;
}

}  // namespace

Page Pages::lists(const Viewer& viewer, const ListFilter& filter) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  std::shared_ptr<const FiveLists> all;
  {
    const std::lock_guard lock{mutex_};
    if (lists_of_ == city->events) all = lists_;
  }
  if (!all) {
    all = std::make_shared<const FiveLists>(five_lists(*city));
    const std::lock_guard lock{mutex_};
    lists_ = all;
    lists_of_ = city->events;
  }
  const Seen seen{*city, viewer};
  std::vector<const ListRow*> visible, found;
  std::array<std::uint32_t, kLists.size()> counts{};
  for (const ListRow& row : all->rows) {
    if (!seen(row)) continue;
    visible.push_back(&row);
    if (!is_wanted(row, filter, *city)) continue;
    ++counts[static_cast<std::size_t>(row.list)];
    if (kLists[static_cast<std::size_t>(row.list)].name == filter.list) found.push_back(&row);
  }
  const std::vector<DutyCount> duties = duty_counts(*city, visible);
  Json items = Json::array(), lists = Json::array(), campaigns = Json::array();
  const std::size_t first = std::min(std::size_t{filter.page - 1} * filter.size, found.size());
  for (std::size_t i = first; i < std::min(first + filter.size, found.size()); ++i)
    items.push_back(row_json(*city, *found[i], found[i]->body ? duties[found[i]->body.index()] : DutyCount{}));
  for (const ListWord& word : kLists)
    lists.push_back(Json::object({{"key", word.name}, {"name", word.chinese}, {"count", counts[static_cast<std::size_t>(word.list)]}}));
  for (const Campaign& each : campaign_counts(visible))
    campaigns.push_back(Json::object({{"id", each.commitment.number()},
                                      {"title", city->commitments[each.commitment.index()].value.title},
                                      {"problems", each.problems},
                                      {"targets", each.targets},
                                      {"tasks", each.tasks},
                                      {"measures", each.measures}}));
  return Json::object({{"total", static_cast<std::int64_t>(found.size())},
                       {"page", filter.page},
                       {"size", filter.size},
                       {"lists", std::move(lists)},
                       {"campaigns", std::move(campaigns)},
                       {"marks", marks_json(*city, *all, seen)},
                       {"items", std::move(items)}});
}

}  // namespace luoshi::engine

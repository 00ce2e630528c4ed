#include <algorithm>

#include "engine/pages/detail.hpp"
#include "engine/spot_checks.hpp"
#include "engine/views/burden_view.hpp"

namespace luoshi::engine {
namespace {

Day month_of(Day day) { return Day{day.year() / day.month() / 1}; }

Json standard_json(const BurdenStandard& standard) {
  return Json::object({{"title", standard.title},
                       {"source", standard.source},
                       {"progress_s", standard.progress_s},
                       {"asset_s", standard.asset_s},
                       {"survey_s", standard.survey_s},
                       {"question_s", standard.question_s}});
}

}  // namespace

Page Pages::burden(const Viewer& viewer, std::optional<Day> month) {
  const auto now = engine_.city();
  if (const auto no = unreadable(*now, viewer, {})) return *no;
  const Day first = month_of(month.value_or(viewer.today));
  const Day last = Day{first.year() / first.month() / std::chrono::last};
  const BurdenStandard standard = shipped_burden_standard();
  // What a past month asked is told by the city as it stood at its end.
  const bool past = last < viewer.today;
  const auto lines = past ? burden_of(engine_.city_before(end_of_china_day(last)), first, standard) : burden_of(*now, first, standard);
  Json items = Json::array();
  std::uint64_t seconds = 0;
  for (const BurdenLine& line : lines) {
    if (unreadable(*now, viewer, line.body)) continue;
    const Body& body = now->bodies[line.body.index()].value;
    seconds += line.seconds;
    items.push_back(Json::object({{"body", line.body.number()},
                                  {"name", body.name},
                                  {"kind", name_of(body.kind)},
                                  {"items", line.items},
                                  {"assets", line.assets},
                                  {"surveyed", line.surveyed},
                                  {"questions", line.questions},
                                  {"seconds", line.seconds}}));
  }
  return Json::object({{"month", day_text(first).substr(0, 7)},
                       {"standard", standard_json(standard)},
                       {"seconds", seconds},
                       {"lines", std::move(items)}});
}

Page Pages::spot_check(const Viewer& viewer, std::uint32_t id) {
  const auto city = engine_.city();
  const std::string what = "抽查 V-" + std::to_string(id);
  if (id == 0 || id > city->all<SpotCheck>().size()) return not_there(what);
  const auto& kept = city->all<SpotCheck>()[id - 1];
  const SpotCheck& check = kept.value;
  if (unreadable(*city, viewer, check.body)) return not_there(what);
  const std::string list = engine_.archive().get(check.list);
  Json drawn = Json::array();
  for (const std::uint32_t number : check.drawn) {
    const std::string line = line_of(list, number);
    const auto found = std::find_if(check.findings.begin(), check.findings.end(), [&](const SpotFinding& each) { return each.line == number; });
    const std::uint32_t report = report_in(line);
    const bool known = report > 0 && report <= city->reports.size();
    drawn.push_back(Json::object({{"line", number},
                                  {"text", line},
                                  {"commitment", known ? id_json(city->reports[report - 1].value.commitment) : Json{}},
                                  {"finding", found == check.findings.end() ? Json{} : Json{found->words}}}));
  }
  return Json::object({{"id", id},
                       {"version", kept.version()},
                       {"title", check.title},
                       {"list", check.list.hex()},
                       {"size", check.size},
                       {"count", check.count},
                       {"seed_rule", check.seed_rule},
                       {"seed", check.seed},
                       {"drawn", std::move(drawn)}});
}

}  // namespace luoshi::engine

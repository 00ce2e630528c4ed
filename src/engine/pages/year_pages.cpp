#include "city/lifecycle.hpp"
#include "city/things.hpp"
#include "engine/pages/detail.hpp"
#include "engine/views/wording.hpp"
#include "engine/year_turn.hpp"

// 年度.
namespace luoshi::engine {
namespace {

Json row_json(const city::City& city, std::uint32_t number, const city::KeptThing<YearTurn>& kept) {
  const city::State& state = city::lifecycle_of(city::Kind::YearTurn).states[kept.course.state];
  return Json::object({{"id", number},
                       {"version", kept.version()},
                       {"year", kept.value.year},
                       {"body", kept.value.body.number()},
                       {"body_name", city.bodies[kept.value.body.index()].value.name},
                       {"state", state.name},
                       {"state_name", state.chinese},
                       {"opened_on", day_text(kept.course.past.front().day)},
                       {"closed_on", day_json(kept.value.closed_on)},
                       {"undecided", static_cast<std::int64_t>(
                                         kept.course.state == static_cast<std::uint8_t>(YearTurnState::Open) ? city::undecided_in(city, kept.value).size() : 0)}});
}

// What was shown when the turn was opened.
Json verdict_json(EventShelf& shelf, const YearLine& line) {
  if (line.verdict == 0) return Json{};
  const auto event = shelf.at(line.verdict);
  const auto* const recorded = std::get_if<city::VerdictRecorded>(&event->body);
  if (recorded == nullptr) return Json{};
  const RecordedVerdict& shown = recorded->verdict;
  const auto share = [](const std::optional<Decimal>& value) { return value ? Json{value->text()} : Json{}; };
  return Json::object({{"event", line.verdict},
                       {"word", chinese_of(shown.word)},
                       {"probability", share(shown.probability)},
                       {"low", share(shown.low)},
                       {"high", share(shown.high)},
                       {"reason", shown.reason},
                       {"engine", shown.engine}});
}

Json line_json(const city::City& city, EventShelf& shelf, const YearLine& line) {
  const city::KeptCommitment& kept = city.commitments[line.commitment.index()];
  const Commitment& promised = kept.value;
  const auto figure = [](const std::optional<Figure>& value) { return value ? figure_words(*value) : std::string{}; };
  return Json::object({{"commitment", line.commitment.number()},
                       {"version", kept.version()},
                       {"title", promised.title},
                       {"state", name_of(promised.state)},
                       {"lead", id_json(promised.lead)},
                       {"lead_name", promised.lead ? city.bodies[promised.lead.index()].value.name : std::string{}},
                       {"fate", fate_name(line.fate)},
                       {"fate_name", fate_chinese(line.fate)},
                       {"figure_before", figure(line.figure_before)},
                       {"figure_after", figure(line.figure_after)},
                       {"unit", promised.figure ? promised.figure->unit : std::string{}},
                       {"due_before", day_json(line.due_before)},
                       {"due_after", day_json(line.due_after)},
                       {"times", line.times},
                       {"reason", line.reason},
                       {"approver", line.approver ? post_words(city, line.approver) : std::string{}},
                       {"verdict", verdict_json(shelf, line)}});
}

}  // namespace

Page Pages::years(const Viewer& viewer) {
  const auto city = engine_.city();
  if (const auto no = unreadable(*city, viewer, {})) return *no;
  Json items = Json::array();
  for (std::uint32_t number = static_cast<std::uint32_t>(city->all<YearTurn>().size()); number >= 1; --number) {
    const auto& kept = city->all<YearTurn>()[number - 1];
    if (!unreadable(*city, viewer, kept.value.body)) items.push_back(row_json(*city, number, kept));
  }
  return Json::object({{"items", std::move(items)}});
}

Page Pages::year(const Viewer& viewer, std::uint32_t turn) {
  const auto city = engine_.city();
  const std::string what = "年度收官 Y-" + std::to_string(turn);
  if (turn == 0 || turn > city->all<YearTurn>().size()) return not_there(what);
  const auto& kept = city->all<YearTurn>()[turn - 1];
  if (unreadable(*city, viewer, kept.value.body)) return not_there(what);
  const YearReport report = year_report(engine_, turn);
  Json lines = Json::array();
  for (const YearLine& line : report.lines) lines.push_back(line_json(*city, shelf_, line));
  Json steps = Json::array();
  for (const city::OpenStep& open : city::steps_from(*city, viewer.actor, city::Kind::YearTurn, turn, viewer.today))
    if (open.refusal.empty()) steps.push_back(open.step->type);
  const bool decides = !city::may(*city, viewer.actor, city::Action::KeepCommitment, kept.value.body, viewer.today);
  return Json::object({{"row", row_json(*city, turn, kept)}, {"lines", std::move(lines)}, {"steps", std::move(steps)}, {"decides", decides}});
}

}  // namespace luoshi::engine

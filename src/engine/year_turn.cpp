#include "engine/year_turn.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "city/lifecycle.hpp"
#include "engine/city_data.hpp"
#include "engine/status.hpp"
#include "engine/verdicts.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/kept_view.hpp"
#include "engine/views/wording.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

using Fate = YearLine::Fate;

struct FateWord {
  Fate fate;
  std::string_view name, chinese;
};
constexpr std::array kFates = {FateWord{Fate::Undecided, "undecided", "未定"}, FateWord{Fate::Carried, "carried", "结转"},
                               FateWord{Fate::Rebased, "rebased", "调整结转"}, FateWord{Fate::Dropped, "dropped", "收官终止"},
                               FateWord{Fate::Done, "done", "办结"},           FateWord{Fate::Undated, "undated", "无时限"}};

// The verdict that stood when the turn was opened.
std::uint32_t shown_at(const city::KeptCommitment& kept, std::uint32_t opened) {
  std::uint32_t event = 0;
  for (const std::uint32_t sequence : kept.verdicts)
    if (sequence < opened) event = sequence;
  return event;
}

YearLine line_of(const city::City& city, Id<Commitment> id, Fate fate, std::uint32_t year, std::uint32_t opened) {
  const Commitment& promised = city.commitments[id.index()].value;
  YearLine line;
  line.verdict = shown_at(city.commitments[id.index()], opened);
  line.fate = fate;
  line.commitment = id;
  line.figure_before = line.figure_after = promised.figure;
  line.due_before = line.due_after = promised.deadline.due();
  for (const TurnOfItem& turn : promised.turns) {
    if (turn.way != TurnWay::Dropped && turn.year <= year) ++line.times;
    if (turn.year != year) continue;
    line.figure_before = turn.figure;
    line.due_before = turn.deadline.due();
    line.reason = turn.reason;
    line.approver = turn.approver;
  }
  return line;
}

void add(YearReport& report, const city::City& city, const std::vector<Id<Commitment>>& ids, Fate fate) {
  for (const Id<Commitment> id : ids) report.lines.push_back(line_of(city, id, fate, report.value.year, report.opened));
}

std::string figure_text(const std::optional<Figure>& figure) { return figure ? figure_words(*figure) : "未写明"; }
std::string day_text_or(const std::optional<Day>& day) { return day ? day_text(*day) : "未写明"; }

std::string line_text(const city::City& city, const YearLine& line) {
  const Commitment& promised = city.commitments[line.commitment.index()].value;
  std::string text = "  C-" + std::to_string(line.commitment.number()) + " " + promised.title + " | " +
                     (promised.lead ? city.bodies[promised.lead.index()].value.name : std::string{}) + " | " + figure_text(line.figure_before);
  if (line.figure_after != line.figure_before) text += " → " + figure_text(line.figure_after);
  text += " | " + day_text_or(line.due_before);
  if (line.due_after != line.due_before) text += " → " + day_text_or(line.due_after);
  if (line.times > 1) text += " | 第" + std::to_string(line.times) + "次结转";
  if (!line.reason.empty()) text += " | " + line.reason;
  if (line.approver) text += " | 批准：" + city.posts[line.approver.index()].value.name;
  return text + "\n";
}

}  // namespace

std::string_view fate_name(Fate fate) { return kFates[static_cast<std::size_t>(fate)].name; }
std::string_view fate_chinese(Fate fate) { return kFates[static_cast<std::size_t>(fate)].chinese; }

YearReport year_report(const Engine& engine, std::uint32_t turn) {
  const auto now = engine.city();
  if (turn == 0 || turn > now->all<YearTurn>().size())
    throw Error{Fault::NotFound, "没有年度收官 Y-" + std::to_string(turn) + "（编号不在案）请核对编号"};
  const auto& kept = now->all<YearTurn>()[turn - 1];
  YearReport report;
  report.turn = turn;
  report.value = kept.value;
  report.opened = kept.history.front();
  report.state = static_cast<YearTurnState>(kept.course.state);
  // A closed year is told as it was when it was closed, whatever became of its promises since.
  const bool closed = report.state == YearTurnState::Closed;
  const city::City then = closed ? engine.city_after(kept.history.back()) : *now;
  const city::TurnTally tally = city::tally_of(then, report.value);
  add(report, then, tally.undecided, Fate::Undecided);
  add(report, then, tally.carried, Fate::Carried);
  add(report, then, tally.rebased, Fate::Rebased);
  add(report, then, tally.dropped, Fate::Dropped);
  add(report, then, tally.done, Fate::Done);
  add(report, then, tally.undated, Fate::Undated);
  return report;
}

std::string to_text(const city::City& city, const YearReport& report) {
  const city::State& state = city::lifecycle_of(city::Kind::YearTurn).states[static_cast<std::size_t>(report.state)];
  std::string text = "Y-" + std::to_string(report.turn) + " " + std::to_string(report.value.year) + "年收官　" +
                     city.bodies[report.value.body.index()].value.name + "　" + std::string{state.chinese} + "\n";
  for (const FateWord& word : kFates) {
    std::string lines;
    std::size_t count = 0;
    for (const YearLine& line : report.lines)
      if (line.fate == word.fate) {
        ++count;
        lines += line_text(city, line);
      }
    text += std::string{word.chinese} + " " + std::to_string(count) + "\n" + lines;
  }
  return text;
}

BatchOutcome open_year(Engine& engine, const city::Actor& actor, const std::string& command, std::uint32_t year, Id<Body> body,
                       Day today, const std::string& session) {
  const auto city = engine.city();
  std::vector<city::Command> commands;
  if (body && body.index() < city->bodies.size()) {
    const std::vector<assess::Judged> lights = commitment_lights(*city, adopted_light_rule(*city, engine.archive()), today);
    const Histories histories{*city, adopted_seasons(*city, engine.archive())};
    const auto rule = adopted_digest(*city, kLightRules);
    for (const Id<Commitment> id : city::undecided_in(*city, {year, body, {}})) {
      if (city->commitments[id.index()].judged_on == today) continue;
      // Recorded by the engine itself, of what it shows: nobody types a verdict.
      const city::RecordVerdict record{{verdict_to_record(*city, id, today, histories, name_of(lights[id.index()].light), rule)}};
      commands.push_back({command.substr(0, 40) + "-" + std::to_string(id.number()), {}, record});
    }
  }
  commands.push_back({command, actor, city::OpenThing{city::Opened<YearTurn>{{year, body, {}}}}});
  return engine.submit_all(commands, city->events, session);
}

Outcome close_year(Engine& engine, const city::Actor& actor, const std::string& command, std::uint32_t turn) {
  const auto city = engine.city();
  (void)year_report(engine, turn);  // is there such a turn
  const city::TakeStep step{{city::step_called("year_turn.close"), Id<city::AnyThing>{turn}, {}}, city->all<YearTurn>()[turn - 1].version()};
  return engine.submit({command, actor, step});
}

}  // namespace luoshi::engine

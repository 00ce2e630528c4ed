#include "cli/verdict_commands.hpp"

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/verdicts.hpp"

namespace luoshi::cli {
namespace {

Day today_of(const Values& values) {
  return values.day("today").value_or(china_day(engine::real_surroundings().now()));
}

Exit record(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const auto outcome = engine::record_verdicts(*engine, {}, china_day(engine::real_surroundings().now()));
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) {
    print(refusal->reason + "\n");
    return Exit::AnswerIsNo;
  }
  const auto& made = std::get<engine::Recording>(outcome);
  if (values.flag("json"))
    print(canonical_json(Json::object({{"recorded", made.recorded}, {"already", made.already}, {"cannot_say", made.cannot_say}})) + "\n");
  else
    print("记录判断 " + std::to_string(made.recorded) + " 个（其中说不清 " + std::to_string(made.cannot_say) + " 个），今天已记过 " +
          std::to_string(made.already) + " 个\n");
  return Exit::Ok;
}

Exit scorecard(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto city = engine->city();
  const Day today = today_of(values);
  std::vector<Id<Commitment>> all;
  for (std::size_t i = 0; i < city->commitments.size(); ++i) all.push_back(Id<Commitment>::at_index(i));
  const auto judged = engine::recorded_verdicts(*engine, *city, all);
  const Json card = values.flag("replay") ? engine::replayed_scorecard(*engine, *city, judged, today) : engine::scorecard(*city, judged, today);
  print(values.flag("json") ? canonical_json(card) + "\n" : engine::scorecard_text(card));
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> verdict_commands() {
  const Option db{Option::Kind::Value, "db", "the database", true};
  const Option json{Option::Kind::Flag, "json", "for programs"};
  return {{"verdict record", "write down what is shown today of every commitment, once a day", {db, json}, record},
          {"verdict scorecard", "score the verdicts that were written down and have come due",
           {db, json, {Option::Kind::Flag, "replay", "as this version would have judged then; no part of the scorecard"},
            {Option::Kind::Value, "today", "score as of this day"}},
           scorecard}};
}

}  // namespace luoshi::cli

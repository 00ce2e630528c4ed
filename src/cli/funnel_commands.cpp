#include "cli/funnel_commands.hpp"

#include "assess/funnel.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/database.hpp"
#include "engine/judging.hpp"
#include "engine/shipped_rules.hpp"
#include "formats/csv.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kRuleLimit = std::uint64_t{1} << 20U;

Exit judge(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const std::uint32_t recorded = engine::judge_all_funnels(*engine, china_day(engine::real_surroundings().now()));
  print("按规则重新判断，记入 " + std::to_string(recorded) + " 条\n");
  return Exit::Ok;
}

// Exact, from the rule alone: how often water that is well is put in doubt within so many samples.
Exit false_alarm(const Values& values) {
  const auto file = values.find("RULE");
  const assess::FunnelRule rule =
      assess::funnel_rule_from_json(parse_json(file ? read_input(*file, kRuleLimit) : std::string{engine::shipped_funnel_rule()}));
  const auto samples = static_cast<int>(values.integer("samples", 1, 1200).value_or(12));
  print(rule.title + "\n每次不达标的概率  " + std::to_string(samples) + " 次样品内误报的概率\n");
  for (const int thousandths : {10, 20, 50, 100, 150, 200}) {
    const double chance = assess::false_alarm(rule, thousandths / 1000.0, samples);
    print("  " + formats::shortest_number(thousandths / 10.0) + " %\t" + formats::shortest_number(static_cast<int>(chance * 1000.0 + 0.5) / 10.0) +
          " %\n");
  }
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> funnel_commands() {
  using Kind = Option::Kind;
  return {{"funnel judge",
           "judge built assets by their samples as of today and record what has changed; run it daily",
           {{Kind::Value, "db", "the database", true}},
           judge},
          {"funnel false-alarm",
           "how often a rule for reopening fires on water that is well, exactly",
           {{Kind::Positional, "RULE", "a rule file; the one built in when left out", false},
            {Kind::Value, "samples", "within how many samples, 12 unless told"}},
           false_alarm}};
}

}  // namespace luoshi::cli

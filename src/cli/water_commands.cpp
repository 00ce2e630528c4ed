#include "cli/water_commands.hpp"

#include <filesystem>

#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/water_model_file.hpp"
#include "formats/csv.hpp"
#include "water/answers.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kTableLimit = std::uint64_t{2} << 30U;

void show(const Values& values, const Json& answer) {
  print(values.flag("json") ? canonical_json(answer) + "\n" : water::words_of(answer));
}

Exit solve(const Values& values) {
  const LoadedWater loaded = load_water(values.get("MODEL"));
  const Json answer = water::solve_answer(loaded.tables, loaded.model,
                                          values.flag("all") ? water::Detail::EveryReach : water::Detail::Sections);
  show(values, answer);
  for (const Json& section : answer.at("sections").as_array()) {
    const Json* meets = section.at("judgement").find("meets");
    if (meets == nullptr || !meets->as_bool()) return Exit::AnswerIsNo;
  }
  return Exit::Ok;
}

Exit shares(const Values& values) {
  const LoadedWater loaded = load_water(values.get("MODEL"));
  const std::string by = values.find("by").value_or("source");
  if (by != "source" && by != "town" && by != "sector")
    throw Error{Fault::BadInput, "--by is \"" + by + "\" (source, town or sector is wanted); correct it"};
  show(values, water::shares_answer(loaded.model, values.get("section"), values.get("substance"),
                                    by == "source" ? water::ShareBy::Source
                                    : by == "town" ? water::ShareBy::Town
                                                   : water::ShareBy::Sector));
  return Exit::Ok;
}

Exit capacity(const Values& values, const std::function<std::unique_ptr<numeric::LpSolver>()>& make_solver) {
  const std::string name = values.find("principle").value_or("largest");
  water::Principle principle = water::Principle::LargestLoad;
  if (name == "cheapest")
    principle = water::Principle::LeastCost;
  else if (name == "equal")
    principle = water::Principle::EqualPercentage;
  else if (name == "fair")
    principle = water::Principle::FairLeastCost;
  else if (name != "largest")
    throw Error{Fault::BadInput,
                "--principle is \"" + name + "\" (largest, cheapest, equal or fair is wanted); correct it"};
  const auto fairness = formats::read_number(values.find("fairness").value_or("0.2"));
  if (!fairness || *fairness < 0 || *fairness > 1)
    throw Error{Fault::BadInput, "--fairness is a part from 0 to 1; correct it"};
  const LoadedWater loaded = load_water(values.get("MODEL"));
  const Json answer = water::capacity_answer(loaded.tables, loaded.model, values.get("substance"), principle, *fairness,
                                             *make_solver());
  show(values, answer);
  return answer.at("possible").is_bool() && answer.at("possible").as_bool() ? Exit::Ok : Exit::AnswerIsNo;
}

Exit what_if(const Values& values) {
  LoadedWater loaded = load_water(values.get("MODEL"));
  show(values, water::what_if_answer(loaded.tables, loaded.model, values.many("CHANGE")));
  return Exit::Ok;
}

double spread(const Values& values, const char* name, double otherwise) {
  const auto text = values.find(name);
  if (!text) return otherwise;
  const auto value = formats::read_number(*text);
  if (!value || *value < 0 || *value > 3)
    throw Error{Fault::BadInput, "--" + std::string{name} + " is \"" + *text +
                                     "\" (a spread from 0 to 3 is wanted, 0.2 is about 20 %); correct it"};
  return *value;
}

Exit odds(const Values& values) {
  const LoadedWater loaded = load_water(values.get("MODEL"));
  const water::Doubt doubt{spread(values, "flow", 0.2), spread(values, "load", 0.2), spread(values, "own-load", 0.2),
                           spread(values, "rates", 0.3), spread(values, "model-error", 0.2)};
  const auto draws = static_cast<std::size_t>(values.integer("draws", 1, 1'000'000).value_or(1000));
  const auto seed = static_cast<std::uint64_t>(values.integer("seed", 0, 1'000'000'000).value_or(20240605));
  const auto threads = static_cast<unsigned>(values.integer("threads", 1, 256).value_or(1));
  show(values, water::odds_answer(loaded.tables, loaded.model, doubt, draws, seed, threads));
  return Exit::Ok;
}

Exit day(const Values& values) {
  const std::string& path = values.get("FILE");
  show(values, water::day_answer(water::read_q2k(read_input(path, kTableLimit), path)));
  return Exit::Ok;
}

Exit transport(const Values& values) {
  const std::string& path = values.get("MODEL");
  const water::TransportSpec spec = water::read_transport_spec(read_input(path, kTableLimit), path);
  const water::TransportModel model =
      water::read_transport_table(spec, read_input(beside(path, spec.table), kTableLimit), spec.table);
  const water::TransportResult result = water::solve_transport(model);
  write_output(values.get("out"), water::transport_csv(model, result));
  Json answer = Json::object(), sources = Json::array();
  answer.set("reaches", static_cast<std::uint64_t>(model.id.size()));
  std::string words = std::to_string(model.id.size()) + " 个河段 → " + values.get("out") + "\n";
  for (std::size_t s = 0; s < model.source_names.size(); ++s) {
    sources.push_back(Json::object({{"source", model.source_names[s]},
                                    {"entered", result.entered[s]},
                                    {"left", result.left[s]},
                                    {"lost", result.lost[s]}}));
    words += "  " + model.source_names[s] + "：进 " + formats::shortest_number(result.entered[s]) + "，出 " +
             formats::shortest_number(result.left[s]) + "，途中损失 " + formats::shortest_number(result.lost[s]) + "\n";
  }
  answer.set("balance", std::move(sources));
  print(values.flag("json") ? canonical_json(answer) + "\n" : words);
  return Exit::Ok;
}

Exit verify(const Values& values) {
  auto cases = water::verify_analytic();
  const auto data = values.find("data");
  const auto file = [&](const char* name) { return (std::filesystem::path{*data} / name).string(); };
  if (data) {
    const auto bytes = [&](const char* name) { return read_input(file(name), kTableLimit); };
    for (auto& more : {water::verify_transport(bytes("rsparrow_mrb3_tn_reaches.csv"),
                                               bytes("rsparrow_mrb3_model1_predicts_load.csv")),
                       water::verify_boulder_creek(bytes("boulder_creek_1987-08-21.q2k"),
                                                   bytes("boulder_creek_qual2kw_v51_output_summary.txt")),
                       water::verify_lower_colorado(bytes("lower_colorado_tx_reaches.csv"))})
      cases.insert(cases.end(), more.begin(), more.end());
  } else {
    cases.push_back({"N1, N6, N7", "published networks", 0, 0, water::VerificationCase::Sense::AtMost, "--data DIR"});
  }
  const Json answer = water::verify_answer(cases);
  show(values, answer);
  return answer.at("passed").as_bool() ? Exit::Ok : Exit::AnswerIsNo;
}

}  // namespace

std::vector<Subcommand> water_commands(std::function<std::unique_ptr<numeric::LpSolver>()> make_solver) {
  const Option model{Option::Kind::Positional, "MODEL", "the model's TOML file, a QUAL2Kw (.q2k) or a SWMM file (.inp)", true};
  const Option json{Option::Kind::Flag, "json", "one line of JSON", false};
  const Option section{Option::Kind::Value, "section", "the section's id", true};
  const Option substance{Option::Kind::Value, "substance", "a substance of the model, as NH3-N", true};
  return {
      {"water solve",
       "flow, concentrations and class at every section; ends with 1 when one misses its goal",
       {model, json, {Option::Kind::Flag, "all", "every reach too (JSON)", false}},
       solve},
      {"water shares",
       "whose load it is at a section",
       {model, section, substance, {Option::Kind::Value, "by", "source, town or sector", false}, json},
       shares},
      {"water capacity",
       "the loads that keep every section's goal, with proof",
       {model,
        substance,
        {Option::Kind::Value, "principle", "largest, cheapest, equal or fair", false},
        {Option::Kind::Value, "fairness", "how far kept parts may lie apart (fair)", false},
        json},
       [make_solver](const Values& values) { return capacity(values, make_solver); }},
      {"water what-if",
       "every section before and after changes",
       {model,
        {Option::Kind::Many, "CHANGE", "works-1:NH3-N=-30%, works-1:flow=0.5m3/s, R12:temperature=25", true},
        json},
       what_if},
      {"water odds",
       "how likely each section is in each class, by draws of flows, loads and rates",
       {model,
        {Option::Kind::Value, "draws", "how many (1000)", false},
        {Option::Kind::Value, "seed", "of the draws", false},
        {Option::Kind::Value, "threads", "the answer does not depend on it", false},
        {Option::Kind::Value, "flow", "spread of flows, of their logarithm (0.2)", false},
        {Option::Kind::Value, "load", "spread of all loads together (0.2)", false},
        {Option::Kind::Value, "own-load", "spread of each source's load (0.2)", false},
        {Option::Kind::Value, "rates", "spread of rates (0.3)", false},
        {Option::Kind::Value, "model-error", "spread of the model itself (0.2)", false},
        json},
       odds},
      {"water day",
       "oxygen, pH, algae and nutrients of a stem through the day, from a QUAL2Kw file",
       {{Option::Kind::Positional, "FILE", "a .q2k file", true}, json},
       day},
      {"water transport",
       "a SPARROW-form mass balance down a national network",
       {model, {Option::Kind::Value, "out", "the CSV to write", true}, json},
       transport},
      {"water verify",
       "the room against closed forms and published answers; ends with 1 on a miss",
       {{Option::Kind::Value, "data", "folder of the reference data", false}, json},
       verify},
  };
}

}  // namespace luoshi::cli

#include "cli/assess_commands.hpp"

#include <algorithm>
#include <map>
#include <thread>

#include "assess/joint.hpp"
#include "assess/tables.hpp"
#include "base/json.hpp"
#include "cli/water_model_file.hpp"
#include "engine/water_programme.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kTableLimit = std::uint64_t{256} << 20U;
constexpr std::size_t kHelpers = 5;

Exit enough(const Values& values) {
  const std::string& path = values.get("PROGRAMME");
  const assess::GivenSettings settings = assess::read_given_settings(read_input(path, kTableLimit), path);
  std::map<std::string, std::string> tables;
  for (const std::string& file : settings.files())
    tables[file] = read_input(beside(path, file), kTableLimit);
  assess::GivenProgramme given = assess::read_given(settings, tables);
  if (!settings.water.empty()) {
    const LoadedWater water = load_water(beside(path, settings.water));
    engine::add_water(settings, given, water.tables, water.model);
  }
  const auto draws = static_cast<std::uint32_t>(values.integer("draws", 100, 1'000'000).value_or(10'000));
  const auto seed = static_cast<std::uint64_t>(values.integer("seed", 0, std::int64_t{1} << 52U).value_or(1));
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 16U);
  const assess::Assessment assessment{given.programme, assess::draw_given(settings, given, draws, seed), seed, threads};
  Json answers = assess::answers_of(settings, given, assessment, kHelpers);
  answers.set("draws", draws);
  answers.set("seed", seed);
  print(values.flag("json") ? canonical_json(answers) + "\n" : assess::words_of(answers));
  for (const Json& receptor : answers.at("receptors").as_array())
    if (receptor.at("met").at("probability").as_number() < 0.5) return Exit::AnswerIsNo;
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> assess_commands() {
  using Kind = Option::Kind;
  return {{"enough",
           "do all promises together reach the limits, where is the shortfall, whose is it (exit 1: a limit is likelier missed than met)",
           {{Kind::Positional, "PROGRAMME", "the programme's TOML file (docs/formats/programme.md)", true},
            {Kind::Value, "draws", "how many draws, 10000 unless told"},
            {Kind::Value, "seed", "of the draws, 1 unless told"},
            {Kind::Flag, "json", "one line of JSON"}},
           enough}};
}

}  // namespace luoshi::cli

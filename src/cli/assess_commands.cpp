#include "cli/assess_commands.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <map>
#include <thread>

#include "assess/joint.hpp"
#include "assess/tables.hpp"
#include "assess/trials.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/database.hpp"
#include "cli/water_model_file.hpp"
#include "engine/learned_effects.hpp"
#include "engine/section_view.hpp"
#include "engine/water_programme.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kTableLimit = std::uint64_t{256} << 20U;
constexpr std::size_t kHelpers = 5;

std::atomic<bool> stop_asked{false};  // by an interrupt: a province takes a minute, and whoever started it may think again
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch what takes no lock");

// Per cent done on standard error, a line each; false once an interrupt came.
assess::Watch watch_of(bool tell) {
  std::signal(SIGINT, [](int) { stop_asked = true; });
  return [tell, last = -1](double done) mutable {
    const int percent = static_cast<int>(done * 100);
    if (tell && percent != last) std::fprintf(stderr, "%d%%\n", percent);
    last = percent;
    return !stop_asked;
  };
}

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
  const assess::Assessment assessment{given.programme, assess::draw_given(settings, given, draws, seed), seed, threads,
                                      watch_of(values.flag("progress"))};
  Json answers = assess::answers_of(settings, given, assessment, kHelpers);
  answers.set("draws", draws);
  answers.set("seed", seed);
  print(values.flag("json") ? canonical_json(answers) + "\n" : assess::words_of(answers));
  for (const Json& receptor : answers.at("receptors").as_array())
    if (receptor.at("met").at("probability").as_number() < 0.5) return Exit::AnswerIsNo;
  return Exit::Ok;
}

// Of the ledger: what its measures that stand did, by the months of its sections.
Exit learned_from(const std::string& db, bool json) {
  const auto engine = open_for_reading(db);
  const auto city = engine->city();
  const auto programme = engine::programme_of(*city, engine->archive(), china_day(city->recorded_at));
  if (programme && !programme->failure.empty()) throw Error{Fault::BadInput, programme->failure};
  const Json page = engine::learned_page(*city, engine->archive(), programme ? programme->model : nullptr);
  print(json ? canonical_json(page) + "\n" : engine::learned_page_text(page));
  return Exit::Ok;
}

Exit learned(const Values& values) {
  const auto table = values.find("TABLE"), db = values.find("db");
  if (table.has_value() == db.has_value()) throw Error{Fault::BadInput, "learned: a table of samples or a database is wanted, and one of them alone (one says what the other may not); give TABLE or --db DB"};
  if (db) return learned_from(*db, values.flag("json"));
  const std::string& path = *table;
  const Json answer = assess::learned_answer(assess::read_trials(read_input(path, kTableLimit), path));
  print(values.flag("json") ? canonical_json(answer) + "\n" : assess::learned_words(answer));
  return Exit::Ok;
}

// The decision sheet of a section as the ledger stood after an event; the same words whenever it is asked.
Exit sheet(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto now = engine->city();
  const auto at = static_cast<std::uint64_t>(values.integer("at", 1, static_cast<std::int64_t>(now->events)).value_or(static_cast<std::int64_t>(now->events)));
  const Json page = engine::decision_sheet(*engine, values.get("SECTION"), values.find("item").value_or(""), at);
  print(values.flag("json") ? canonical_json(page) + "\n" : engine::decision_sheet_text(page));
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
            {Kind::Flag, "progress", "per cent done, a line each on standard error; an interrupt (SIGINT) stops it, exit 3"},
            {Kind::Flag, "json", "one line of JSON"}},
           enough},
          {"learned",
           "what measures that were built really did, beside what was promised; what the next one may be expected to do",
           {{Kind::Positional, "TABLE", "samples before and after, with controls (docs/formats/trials.md)", false},
            {Kind::Value, "db", "a database in the place of TABLE: its built measures by the months of its sections"},
            {Kind::Flag, "json", "one line of JSON"}},
           learned},
          {"decision",
           "one page, five lines on a section: what is missing, why, who, how sure, what to decide; from one state of the ledger",
           {{Kind::Value, "db", "the database", true},
            {Kind::Positional, "SECTION", "its name or code", true},
            {Kind::Value, "item", "the item, the first when left out"},
            {Kind::Value, "at", "the number of an event: the state after it"},
            {Kind::Flag, "json", "one line of JSON"}},
           sheet}};
}

}  // namespace luoshi::cli

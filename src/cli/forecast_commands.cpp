#include "cli/forecast_commands.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/database.hpp"
#include "engine/event_shelf.hpp"
#include "engine/views/milestone_view.hpp"
#include "forecast/answers.hpp"
#include "forecast/funnel.hpp"
#include "forecast/history_table.hpp"
#include "forecast/season_file.hpp"
#include "forecast/shipped_columns.hpp"
#include "forecast/verify.hpp"
#include "formats/csv.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kTableLimit = std::uint64_t{1} << 30U;
constexpr std::uint64_t kColumnsLimit = std::uint64_t{1} << 20U;

/// A table and the text that names its columns.
struct Table {
  std::string path, columns_name, columns;
};

/// The CSV files of a folder whose columns are known: by a TOML file of the same name, or as one of the public tables.
std::vector<Table> tables_of(const std::string& folder) {
  std::error_code fault;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator each{folder, fault}, end; !fault && each != end; each.increment(fault))
    if (each->path().extension() == ".csv") files.push_back(each->path());
  if (fault) throw Error{Fault::NotFound, folder + ": cannot be listed (" + fault.message() + "); give a folder of tables"};
  std::sort(files.begin(), files.end());
  std::vector<Table> tables;
  for (const std::filesystem::path& file : files) {
    const std::filesystem::path beside = std::filesystem::path{file}.replace_extension(".toml");
    if (std::filesystem::exists(beside, fault))
      tables.push_back({file.string(), beside.string(), read_input(beside.string(), kColumnsLimit)});
    else if (const auto shipped = forecast::shipped_columns(file.stem().string()); !shipped.empty())
      tables.push_back({file.string(), file.stem().string() + ".toml", std::string{shipped}});
  }
  if (tables.empty())
    throw Error{Fault::BadInput, folder + ": no table whose columns are known (none has a .toml of its name beside it); "
                                          "write one, see docs/formats/history-table.md"};
  return tables;
}

std::vector<Table> tables_asked(const Values& values) {
  const auto folder = values.find("data"), table = values.find("table"), columns = values.find("columns");
  if (folder.has_value() == table.has_value() || table.has_value() != columns.has_value())
    throw Error{Fault::BadInput, "no table is named, or two ways at once (--data DIR, or --table FILE.csv with --columns "
                                 "FILE.toml, is wanted); give one of them"};
  if (folder) return tables_of(*folder);
  return {{*table, *columns, read_input(*columns, kColumnsLimit)}};
}

std::optional<forecast::DayNumber> day_asked(const Values& values, const std::string& option) {
  const auto day = values.day(option);
  if (!day) return std::nullopt;
  return static_cast<forecast::DayNumber>(std::chrono::sys_days{*day}.time_since_epoch().count());
}

double number_asked(const Values& values, const std::string& option, double otherwise, double most) {
  const auto text = values.find(option);
  if (!text) return otherwise;
  const auto value = formats::read_number(*text);
  if (!value || *value < 0 || *value > most)
    throw Error{Fault::BadInput, "--" + option + " is \"" + *text + "\" (a number from 0 to " + formats::shortest_number(most) +
                                     " is wanted); correct it"};
  return *value;
}

Exit backtest(const Values& values) {
  const auto split = day_asked(values, "split");
  const auto seed = static_cast<std::uint64_t>(values.integer("seed", 0, 1'000'000'000).value_or(20240605));
  Json answers = Json::array();
  std::string words;
  for (const Table& table : tables_asked(values)) {
    const auto columns = forecast::read_table_columns(table.columns, table.columns_name);
    const std::string name = std::filesystem::path{table.path}.filename().string();
    const auto portfolio = forecast::read_history_table(columns, read_input(table.path, kTableLimit), name);
    const forecast::Backtest made = forecast::run_backtest(portfolio, split, seed);
    Json answer = forecast::backtest_answer(portfolio, made, seed);
    if (values.flag("forecasts")) answer.set("forecasts", forecast::backtest_forecasts(portfolio, made));
    words += forecast::words_of_backtest(answer);
    answers.push_back(std::move(answer));
  }
  print(values.flag("json") ? canonical_json(answers) + "\n" : words);
  return Exit::Ok;
}

/// A list of numbers, as "281:214:10116" or "1,0.5,1".
std::vector<double> numbers_in(const std::string& text, char separator, const std::string& what) {
  std::vector<double> found;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    const auto value = formats::read_number(std::string_view{text}.substr(at, end - at));
    if (!value || *value < 0 || *value > 1e9)
      throw Error{Fault::BadInput, what + " is \"" + text + "\" (numbers of at least 0 with '" + separator + "' between are wanted); correct it"};
    found.push_back(*value);
    at = end + 1;
  }
  return found;
}

/// The months to come: given one by one, or from a file of seasons.
std::vector<double> season_asked(const Values& values) {
  const auto list = values.find("season"), file = values.find("seasons"), work = values.find("work");
  const auto from = values.day("from");
  if (list && file) throw Error{Fault::BadInput, "--season and --seasons are both given (the months twice); give one of them"};
  if (list) return numbers_in(*list, ',', "--season");
  if (file.has_value() != work.has_value() || file.has_value() != from.has_value())
    throw Error{Fault::BadInput, "--seasons, --work and --from go together (which months, of what work, from when); give all three or none"};
  if (!file) return {};
  for (const forecast::Season& season : forecast::read_seasons(read_input(*file, kColumnsLimit), *file))
    if (season.work == *work) return forecast::season_from(season, *from);
  throw Error{Fault::NotFound, *file + ": no season of \"" + *work + "\" (it names others); correct --work"};
}

Exit count(const Values& values) {
  forecast::FunnelQuestion question;
  for (const std::string& text : values.many("STAGE")) {
    const auto stage = numbers_in(text, ':', "STAGE");
    if (stage.size() != 3) throw Error{Fault::BadInput, "STAGE is \"" + text + "\" (NOW:LEFT:THING-MONTHS is wanted); correct it"};
    question.stages.push_back({static_cast<std::uint64_t>(stage[0]), static_cast<std::uint64_t>(stage[1]), stage[2]});
  }
  if (const auto total = values.integer("total", 0, 1'000'000'000)) question.total = static_cast<std::uint64_t>(*total);
  question.done = static_cast<std::uint64_t>(values.integer("done", 0, 1'000'000'000).value_or(0));
  question.wanted = static_cast<std::uint64_t>(*values.integer("wanted", 0, 1'000'000'000));
  question.months = number_asked(values, "months", 0, 1200);
  question.shared_spread = number_asked(values, "shared", 0.3, 2);
  question.season = season_asked(values);
  const auto made = forecast::forecast_funnel(question);
  if (const auto* none = std::get_if<forecast::NoForecast>(&made)) {
    print(values.flag("json") ? canonical_json(Json::object({{"chance", Json{}}, {"reason", none->reason}})) + "\n"
                              : "不能判断：" + none->reason + "\n");
    return Exit::AnswerIsNo;
  }
  const auto& answer = std::get<forecast::FunnelForecast>(made);
  const auto share = [](double p) { return std::to_string(static_cast<int>(p * 100 + 0.5)) + " %"; };
  print(values.flag("json")
            ? canonical_json(Json::object({{"chance", answer.chance}, {"low", answer.low}, {"high", answer.high}, {"mean", answer.mean}})) + "\n"
            : "按期完成的概率 " + share(answer.chance) + "（" + share(answer.low) + "—" + share(answer.high) + "），预计到期完成 " +
                  std::to_string(static_cast<long long>(answer.mean + 0.5)) + "\n");
  return Exit::Ok;
}

Exit verify(const Values& values) {
  const std::string file = (std::filesystem::path{values.get("data")} / "verification_cases.csv").string();
  const auto threads = static_cast<unsigned>(values.integer("threads", 1, 256).value_or(1));
  const auto cases = forecast::verify_forecast(read_input(file, kColumnsLimit), "verification_cases.csv", threads);
  const Json answer = forecast::verify_answer(cases);
  print(values.flag("json") ? canonical_json(answer) + "\n" : forecast::words_of_verify(cases));
  return answer.at("passed").as_bool() && !cases.empty() ? Exit::Ok : Exit::AnswerIsNo;
}

Exit network(const Values& values) {
  const std::string& path = values.get("FILE");
  const forecast::Doubt doubt{number_asked(values, "spread", 0.3, 2), number_asked(values, "shared", 0.3, 0.9)};
  forecast::NetworkQuestion question;
  question.start = day_asked(values, "start");
  if (const auto text = values.find("by")) {
    if (const auto days = formats::read_number(*text); days && !question.start)
      question.by = *days;
    else if (question.start)
      question.by = *day_asked(values, "by") - *question.start;
    else
      throw Error{Fault::BadInput, "--by is \"" + *text + "\" (a number of days; a date needs --start); correct it"};
  }
  question.wanted = number_asked(values, "wanted", 0.8, 0.999);
  if (question.wanted == 0) throw Error{Fault::BadInput, "--wanted is 0 (a chance above it is wanted); correct it"};
  forecast::SimulationOptions options;
  options.draws = static_cast<std::size_t>(values.integer("draws", 1, 10'000'000).value_or(2000));
  options.seed = static_cast<std::uint64_t>(values.integer("seed", 0, 1'000'000'000).value_or(20240605));
  options.threads = static_cast<unsigned>(values.integer("threads", 1, 256).value_or(1));
  question.lattice = values.flag("lattice");
  const auto file = forecast::read_network_file(read_input(path, kTableLimit), std::filesystem::path{path}.filename().string(), doubt);
  const Json answer = forecast::network_answer(file, std::filesystem::path{path}.filename().string(), question, options);
  print(values.flag("json") ? canonical_json(answer) + "\n" : forecast::words_of_network(answer));
  return question.by && answer.at("chance").as_number() < question.wanted ? Exit::AnswerIsNo : Exit::Ok;
}

Exit milestones(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const Day today = values.day("as-of").value_or(china_day(engine::real_surroundings().now()));
  const city::City city = engine->city_before(end_of_china_day(today));
  engine::EventShelf shelf{*engine};
  const auto events = [&](std::uint64_t sequence) { return shelf.at(sequence); };
  if (values.flag("backtest")) {
    const auto portfolio = engine::milestone_histories(city, events, today);
    constexpr std::uint64_t kSeed = 0;
    const Json answer = forecast::backtest_answer(portfolio, forecast::run_backtest(portfolio, {}, kSeed), kSeed);
    print(values.flag("json") ? canonical_json(answer) + "\n" : forecast::words_of_backtest(answer));
    return Exit::Ok;
  }
  const auto outlooks = engine::milestone_outlooks(city, events, today);
  print(values.flag("json") ? canonical_json(engine::milestone_json(city, outlooks)) + "\n" : engine::milestone_text(city, outlooks, today));
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> forecast_commands() {
  return {{"forecast backtest",
           "forecasts as of past days against what came, beside rivals",
           {{Option::Kind::Value, "data", "a folder of tables", false},
            {Option::Kind::Value, "table", "one CSV table of histories", false},
            {Option::Kind::Value, "columns", "the TOML file that names its columns", false},
            {Option::Kind::Value, "split", "forecast as of this day only", false},
            {Option::Kind::Value, "seed", "of the draws", false},
            {Option::Kind::Flag, "forecasts", "every single forecast too (JSON)", false},
            {Option::Kind::Flag, "json", "one line of JSON", false}},
           backtest},
          {"forecast count",
           "how likely so many of a stated total are done by the date; ends with 1 when it cannot be said",
           {{Option::Kind::Many, "STAGE", "NOW:LEFT:THING-MONTHS of each stage in order, as 281:214:10116", true},
            {Option::Kind::Value, "total", "as somebody stated it", false},
            {Option::Kind::Value, "done", "already (0)", false},
            {Option::Kind::Value, "wanted", "done by the date", true},
            {Option::Kind::Value, "months", "that are left", true},
            {Option::Kind::Value, "season", "speed of each month from now on, as 1,0.3,0.5", false},
            {Option::Kind::Value, "seasons", "or a TOML file of seasons …", false},
            {Option::Kind::Value, "work", "… which of its works …", false},
            {Option::Kind::Value, "from", "… from which day on", false},
            {Option::Kind::Value, "shared", "spread of what moves all work alike (0.3)", false},
            {Option::Kind::Flag, "json", "one line of JSON", false}},
           count},
          {"forecast milestones",
           "how likely each open milestone of the city's projects is in time, and when it may come",
           {{Option::Kind::Value, "db", "the database", true},
            {Option::Kind::Value, "as-of", "from what was known on this day", false},
            {Option::Kind::Flag, "backtest", "instead: forecasts as of past days against what came", false},
            {Option::Kind::Flag, "json", "one line of JSON", false}},
           milestones},
          {"forecast network",
           "when a plan is done, what drives it, what must change; ends with 1 when the chance asked for is not reached",
           {{Option::Kind::Positional, "FILE", "a plan: CSV, workbook, Primavera XER, Microsoft Project XML, PSPLIB .sm", true},
            {Option::Kind::Value, "start", "the date of day 0", false},
            {Option::Kind::Value, "by", "the day, or date, by which all should be done", false},
            {Option::Kind::Value, "wanted", "the chance that is enough (0.8)", false},
            {Option::Kind::Value, "spread", "of the logarithm of durations given as one number (0.3)", false},
            {Option::Kind::Value, "shared", "correlation of tasks of one body (0.3)", false},
            {Option::Kind::Value, "draws", "how many (2000)", false},
            {Option::Kind::Flag, "lattice", "draw on a lattice: fewer draws for the same error, which is printed", false},
            {Option::Kind::Value, "seed", "of the draws", false},
            {Option::Kind::Value, "threads", "the answer does not depend on it", false},
            {Option::Kind::Flag, "json", "one line of JSON", false}},
           network},
          {"forecast verify",
           "cases with known answers against the engine; ends with 1 when one is missed",
           {{Option::Kind::Value, "data", "the folder of verification_cases.csv", true},
            {Option::Kind::Value, "threads", "the answer does not depend on it", false},
            {Option::Kind::Flag, "json", "one line of JSON", false}},
           verify}};
}

}  // namespace luoshi::cli

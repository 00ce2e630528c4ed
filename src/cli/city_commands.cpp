#include "cli/city_commands.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/monitors.hpp"
#include "engine/papers.hpp"
#include "engine/status.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kPaperLimit = std::uint64_t{64} << 20U;  // 64 MiB: the largest yearbook
constexpr std::uint64_t kCommandsLimit = std::uint64_t{256} << 20U;
constexpr std::int64_t kLinesAPlace = 60;

// Folders stand for the files in them, in the order of their names.
std::vector<std::string> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!std::filesystem::is_directory(path, failed)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path, failed))
      if (entry.is_regular_file()) inside.push_back(entry.path().string());
    if (failed) throw Error{Fault::Unavailable, path + " cannot be listed (no right to read it); check the folder"};
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

std::string monitors_text(const engine::MonitorsTaken& taken) {
  std::string text = taken.known ? "这些监测值已收过，没有变化\n"
                                 : "收入监测值 " + std::to_string(taken.values) + " 个（第 " + std::to_string(taken.batch) + " 批）\n";
  for (const std::string& flaw : taken.flaws) text += "  " + flaw + "\n";
  return text;
}

Exit import(const Values& values) {
  const auto origin = values.flag("sample") ? engine::Origin::Sample : engine::Origin::Real;
  const auto engine = open_for_writing(values.get("db"));
  engine::prepare(*engine, values.find("city").value_or("未命名城市"), origin);
  bool all_in = true;
  for (const std::string& path : files_of(values.many("PATH"))) {
    const std::string name = std::filesystem::path{path}.filename().string();
    try {
      const std::string bytes = read_input(path, kPaperLimit);
      if (engine::looks_like_monitors(bytes, name)) {
        print(name + "  " + monitors_text(engine::take_monitors(*engine, observations_path(values.get("db")), name, bytes)));
        continue;
      }
      const auto imported = engine::import_file(*engine, name, bytes, origin);
      all_in = all_in && imported.what != engine::Imported::What::Refused;
      print(name + "  " + imported.message + "\n");
    } catch (const Error& error) {
      // One bad file does not keep the others out; only a failing store ends the run.
      if (error.fault() == Fault::Unavailable || error.fault() == Fault::Corrupt) throw;
      std::fprintf(stderr, "luoshi: %s: %s\n", name.c_str(), error.what());
      all_in = false;
    }
  }
  return all_in ? Exit::Ok : Exit::BadInput;
}

const char* fault_name(Fault fault) {
  switch (fault) {
    case Fault::BadInput: return "bad_input";
    case Fault::Denied: return "denied";
    case Fault::NotFound: return "not_found";
    case Fault::Conflict: return "conflict";
    case Fault::TooLarge: return "too_large";
    case Fault::Cancelled: return "cancelled";
    case Fault::Unavailable: return "unavailable";
    case Fault::Corrupt: return "corrupt";
  }
  return "";
}

Json outcome_json(const engine::Outcome& outcome) {
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome))
    return Json::object({{"refused", fault_name(refusal->fault)}, {"reason", refusal->reason}});
  const auto& done = std::get<engine::Done>(outcome);
  return Json::object({{"first", done.first}, {"events", done.count}, {"repeated", done.repeated}});
}

Exit do_commands(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  std::istringstream lines{read_input(values.find("FILE").value_or("-"), kCommandsLimit)};
  Exit result = Exit::Ok;
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Json answer;
    try {
      const auto outcome = engine->submit(city::command_from_json(parse_json(line)));
      answer = outcome_json(outcome);
      if (std::holds_alternative<city::Refusal>(outcome) && result == Exit::Ok) result = Exit::AnswerIsNo;
    } catch (const Error& error) {
      if (error.fault() != Fault::BadInput) throw;
      answer = Json::object({{"refused", "bad_input"}, {"reason", error.what()}});
      result = Exit::BadInput;
    }
    print(canonical_json(answer) + "\n");
  }
  return result;
}

struct Position {
  city::City city;
  Day day{};
};

Position position_of(engine::Engine& engine, const std::optional<std::string>& as_of) {
  if (!as_of) {
    const auto now = engine::real_surroundings().now();
    return {*engine.city(), china_day(now)};
  }
  if (const auto day = day_from_text(*as_of)) return {engine.city_before(end_of_china_day(*day)), *day};
  std::uint64_t sequence = 0;
  const auto [end, fault] = std::from_chars(as_of->data(), as_of->data() + as_of->size(), sequence);
  const std::uint64_t size = engine.city()->events;
  if (fault != std::errc{} || end != as_of->data() + as_of->size() || sequence < 1 || sequence > size)
    throw Error{Fault::BadInput, "--as-of is \"" + *as_of + "\" (a day such as 2026-06-30, or an event from 1 to " +
                                     std::to_string(size) + ", is wanted); correct it"};
  city::City city = engine.city_after(sequence);
  const Day day = china_day(city.recorded_at);
  return {std::move(city), day};
}

Exit status(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto as_of = values.find("as-of");
  const Position position = position_of(*engine, as_of);
  std::optional<assess::LightRule> rule;
  if (const auto file = values.find("rule")) rule = assess::light_rule_from_json(parse_json(read_input(*file, kPaperLimit)));
  engine::Status found = engine::status_of(position.city, engine->archive(), position.day, rule);
  if (!as_of) found.head = ledger::to_text(engine->ledger().head());
  if (values.flag("json")) {
    print(canonical_json(engine::to_json(found)) + "\n");
  } else {
    print(engine::to_text(found, values.flag("all") ? static_cast<std::size_t>(-1)
                                                    : static_cast<std::size_t>(values.integer("lines", 0, 1'000'000).value_or(kLinesAPlace))));
  }
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> city_commands() {
  using Kind = Option::Kind;
  const Option db{Kind::Value, "db", "the database", true};
  return {
      {"import", "take in papers and rules: what each file is, Luoshi finds out",
       {db, {Kind::Value, "city", "name of the city, for a new database", false},
        {Kind::Flag, "sample", "mark everything as the fictional sample city", false},
        {Kind::Many, "PATH", "files and folders", true}},
       import},
      {"do", "carry out commands, one JSON object a line (docs/formats/commands.md)",
       {db, {Kind::Positional, "FILE", "the commands; standard input when left out", false}},
       do_commands},
      {"status", "what was promised, will it be kept, will it be enough",
       {db, {Kind::Value, "as-of", "a day (YYYY-MM-DD) or an event's number", false},
        {Kind::Value, "rule", "a light rule file to judge by instead of the adopted one", false},
        {Kind::Value, "lines", "most lines a place (60)", false},
        {Kind::Flag, "all", "every line", false},
        {Kind::Flag, "json", "for programs", false}},
       status},
  };
}

}  // namespace luoshi::cli

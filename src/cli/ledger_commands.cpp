#include "cli/ledger_commands.hpp"

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/backup.hpp"
#include "ledger/check/check.hpp"
#include "ledger/proof.hpp"

namespace luoshi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kProofLimit = std::uint64_t{8} << 20U;  // an entry of 1 MiB, escaped, and its path
constexpr std::size_t kExportBuffer = std::size_t{1} << 20U;

engine::Database database_of(const Values& values) {
  const std::string& db = values.get("db");
  const auto blobs = values.find("blobs");
  return {db, blobs ? fs::path{*blobs} : archive_path(db), observations_path(db)};
}

Json json_of(const ledger::Head& head) {
  return Json::object({{"size", head.size}, {"root", head.root.hex()}, {"text", ledger::to_text(head)}});
}

void show(const Values& values, const Json& json, const std::string& text) {
  print((values.flag("json") ? canonical_json(json) : text) + "\n");
}

Exit show_head(const Values& values) {
  const ledger::Head head = ledger_files().open_for_reading(values.get("db"))->head();
  show(values, json_of(head), ledger::to_text(head));
  return Exit::Ok;
}

std::string words_of(const ledger_check::Report& report) {
  std::string text = "账本共 " + std::to_string(report.size) + " 条，根 " + report.root + "\n";
  if (report.blobs) text += "档案共 " + std::to_string(*report.blobs) + " 件\n";
  if (report.first_bad_event) text += "✗ 自第 " + std::to_string(*report.first_bad_event) + " 条起有问题\n";
  for (const std::string& problem : report.problems) text += "✗ " + problem + "\n";
  if (report.problem_count > report.problems.size())
    text += "✗ 另有 " + std::to_string(report.problem_count - report.problems.size()) + " 处，未一一列出\n";
  for (const std::string& note : report.notes) text += "· " + note + "\n";
  return text + (report.sound() ? "核验通过：每条记录的摘要都已重新计算，与账本之首及见证一致"
                                : "核验不通过：请停止写入，用备份恢复");
}

Json json_of(const ledger_check::Report& report) {
  Json problems = Json::array(), notes = Json::array();
  for (const std::string& problem : report.problems) problems.push_back(problem);
  for (const std::string& note : report.notes) notes.push_back(note);
  return Json::object({{"sound", report.sound()},
                       {"size", report.size},
                       {"root", report.root},
                       {"first_bad_event", report.first_bad_event ? Json{*report.first_bad_event} : Json{}},
                       {"problems", problems},
                       {"problem_count", report.problem_count},
                       {"notes", notes},
                       {"blobs", report.blobs ? Json{*report.blobs} : Json{}}});
}

Exit check(const Values& values) {
  const engine::Database database = database_of(values);
  std::error_code ignored;
  const bool has_blobs = values.flag("blobs") || fs::is_directory(database.blobs, ignored);
  const auto report = ledger_check::check(database.ledger, has_blobs ? std::optional{database.blobs} : std::nullopt);
  show(values, json_of(report), words_of(report));
  return report.sound() ? Exit::Ok : Exit::AnswerIsNo;
}

Exit prove(const Values& values) {
  const auto sequence = values.integer("SEQ", 1, (std::int64_t{1} << 53U) - 1).value();
  const auto ledger = ledger_files().open_for_reading(values.get("db"));
  print(canonical_json(to_json(ledger::prove(*ledger, static_cast<std::uint64_t>(sequence)))) + "\n");
  return Exit::Ok;
}

Exit verify(const Values& values) {
  const auto head = ledger::head_from_text(values.get("head"));
  if (!head)
    throw Error{Fault::BadInput, "--head is \"" + values.get("head").substr(0, 120) +
                                     "\" (sha256:SIZE:ROOT is wanted, as printed on a bulletin); copy it whole"};
  const ledger::ProofOutcome outcome = ledger::verify_proof(read_input(values.get("PROOF"), kProofLimit), *head);
  if (const auto* refuted = std::get_if<ledger::Refuted>(&outcome)) {
    show(values, Json::object({{"holds", false}, {"reason", refuted->reason}}), "不成立：" + refuted->reason);
    return Exit::AnswerIsNo;
  }
  const auto& proven = std::get<ledger::Proven>(outcome);
  show(values, Json::object({{"holds", true}, {"sequence", proven.sequence}, {"entry", proven.entry}}),
       "成立：第 " + std::to_string(proven.sequence) + " 条确在该账本之中\n" + proven.entry);
  return Exit::Ok;
}

Exit export_ledger(const Values& values) {
  const auto ledger = ledger_files().open_for_reading(values.get("db"));
  std::string lines;
  ledger::export_lines(*ledger, [&](std::string_view line) {
    lines.append(line).append("\n");
    if (lines.size() < kExportBuffer) return;
    print(lines);
    lines.clear();
  });
  print(lines);
  return Exit::Ok;
}

void show_copied(const Values& values, const char* done, const engine::Copied& copied) {
  Json json = json_of(copied.head);
  json.set("blobs", copied.blobs).set("batches", copied.batches);
  show(values, json, std::string{done} + "：" + std::to_string(copied.head.size) + " 条，" +
                         std::to_string(copied.blobs) + " 件档案，监测值 " + std::to_string(copied.batches) + " 批，已逐条核验\n" + ledger::to_text(copied.head));
}

Exit back_up(const Values& values) {
  show_copied(values, "已备份", engine::back_up(database_of(values), values.get("DIR"), ledger_files()));
  return Exit::Ok;
}

Exit restore(const Values& values) {
  show_copied(values, "已恢复", engine::restore(values.get("DIR"), database_of(values), ledger_files()));
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> ledger_commands() {
  const Option db{Option::Kind::Value, "db", "the database", true};
  const Option blobs{Option::Kind::Value, "blobs", "its archive, when not DB.blobs"};
  const Option json{Option::Kind::Flag, "json", "one JSON object"};
  return {
      {"ledger head", "Print the head: size and root, as a bulletin carries it", {db, json}, show_head},
      {"ledger check", "Rebuild every digest and name the first event that was changed", {db, blobs, json}, check},
      {"ledger prove",
       "Print the proof that an event stands in the ledger",
       {{Option::Kind::Positional, "SEQ", "the event's number", true}, db},
       prove},
      {"ledger verify",
       "Check a proof against a printed head; needs no database",
       {{Option::Kind::Positional, "PROOF", "the proof's file, - for standard input", true},
        {Option::Kind::Value, "head", "sha256:SIZE:ROOT", true},
        json},
       verify},
      {"ledger export", "Print every event with its digest, then the head, as JSON lines", {db}, export_ledger},
      {"backup",
       "Copy the database and its archive into a new directory, verified",
       {{Option::Kind::Positional, "DIR", "a new directory", true}, db, blobs, json},
       back_up},
      {"restore",
       "Make a database of a backup, verified; overwrites nothing",
       {{Option::Kind::Positional, "DIR", "a backup", true}, db, blobs, json},
       restore},
  };
}

}  // namespace luoshi::cli

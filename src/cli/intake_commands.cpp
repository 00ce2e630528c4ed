#include "cli/intake_commands.hpp"

#include "base/json.hpp"
#include "intake/intake.hpp"
#include "intake/reading_json.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kPaperLimit = std::uint64_t{64} << 20U;

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view chinese(StatementKind kind) {
  switch (kind) {
    case StatementKind::Requirement: return "要求";
    case StatementKind::Commitment: return "承诺";
    case StatementKind::Result: return "成效";
    case StatementKind::Finding: return "问题";
    case StatementKind::Request: return "请求";
    case StatementKind::Praise: return "表扬";
  }
  return "";
}

std::string figure_words(const ReadFigure& read) {
  const auto sign = bound_sign(read.figure.bound);
  return (sign == "=" ? std::string{} : std::string{sign} + " ") + read.figure.value.text() + read.figure.unit + (read.figure.uncertain ? "（存疑）" : "");
}

// One statement for people: what, who, how much, by when, and what must be asked.
std::string statement_words(const ReadStatement& statement) {
  std::string out = "  [" + std::string{chinese(statement.kind)} + "] " + statement.quote + "\n";
  std::string facts;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) facts += (facts.empty() ? "" : " · ") + std::string{name} + "：" + value;
  };
  add("责任", statement.actor);
  for (const ReadFigure& figure : statement.figures) add("数值", figure_words(figure));
  add("时限", statement.deadline.words);
  add("条件", statement.condition);
  if (!facts.empty()) out += "      " + facts + "\n";
  for (const ReadQuestion& question : statement.questions) out += "      问" + std::string{label_name(question.label)} + "：" + question.text + "\n";
  return out;
}

std::string paper_words(const Reading& reading) {
  std::string out = reading.file + "  " + reading.title + "\n";
  out += "  日期：" + (reading.date ? reading.date->text() : std::string{"未写明"}) + (reading.date_inferred ? "（推定）" : "");
  out += " · 地点：" + (reading.place.empty() ? "未写明" : reading.place) + " · 主持：" + (reading.convenor.empty() ? "未写明" : reading.convenor) + "\n";
  for (const ReadQuestion& question : reading.questions) out += "  问" + std::string{label_name(question.label)} + "：" + question.text + "\n";
  for (const ReadStatement& statement : reading.statements) out += statement_words(statement);
  return out;
}

Exit read_papers(const Values& values) {
  for (const std::string& path : values.many("FILE")) {
    const Reading reading = intake::read_paper(std::string{file_name(path)}, read_input(path, kPaperLimit));
    print(values.flag("json") ? canonical_json(intake::to_json(reading)) + "\n" : paper_words(reading));
  }
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> intake_commands() {
  return {{"intake",
           "Repaired text, statements and open questions of papers, without a ledger",
           {{Option::Kind::Flag, "json", "one JSON object a line"}, {Option::Kind::Many, "FILE", "papers to read", true}},
           read_papers}};
}

}  // namespace luoshi::cli

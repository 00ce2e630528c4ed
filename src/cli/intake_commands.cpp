#include "cli/intake_commands.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "base/json.hpp"
#include "intake/intake.hpp"
#include "intake/line_reading.hpp"
#include "intake/near_duplicate.hpp"
#include "intake/reading_json.hpp"

namespace luoshi::cli {
namespace {

// The characters of well-formed UTF-8.
std::u32string from_utf8(std::string_view bytes) {
  std::u32string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) c = (c << 6U) | (static_cast<unsigned char>(bytes[at + i]) & 0x3FU);
    text += c;
    at += length;
  }
  return text;
}

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
  return (sign == "=" ? std::string{} : std::string{sign} + " ") + read.figure.value.text() + read.figure.unit +
         (read.figure.uncertain ? "（存疑）" : "");
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
  for (const ReadQuestion& question : statement.questions)
    out += "      问" + std::string{label_name(question.label)} + "：" + question.text + "\n";
  return out;
}

std::string paper_words(const Reading& reading) {
  std::string out = reading.file + "  " + reading.title + "\n";
  out += "  日期：" + (reading.date ? reading.date->text() : std::string{"未写明"}) +
         (reading.date_inferred ? "（推定）" : "");
  out += " · 地点：" + (reading.place.empty() ? "未写明" : reading.place) + " · 主持：" +
         (reading.convenor.empty() ? "未写明" : reading.convenor) + "\n";
  for (const ReadQuestion& question : reading.questions)
    out += "  问" + std::string{label_name(question.label)} + "：" + question.text + "\n";
  for (const ReadStatement& statement : reading.statements) out += statement_words(statement);
  return out;
}

// Papers given together that are copies of one another, and where their figures differ.
std::string copies_words(const std::vector<Reading>& readings) {
  std::vector<intake::Fingerprint> prints;
  for (const Reading& reading : readings) prints.push_back(intake::fingerprint_of(reading.paper.text));
  std::string out;
  for (const std::vector<std::size_t>& group : intake::group_copies(prints)) {
    out += "同一文件的几份：";
    for (std::size_t i = 0; i < group.size(); ++i) out += (i > 0 ? "、" : "") + readings[group[i]].file;
    out += "\n";
    for (std::size_t i = 1; i < group.size(); ++i)
      for (const intake::FigureConflict& each : intake::compare_figures(readings[group[0]], readings[group[i]]))
        out += "  数值不一：" + readings[group[0]].file + " " + each.first + " · " + readings[group[i]].file + " " + each.second +
               "  （" + each.quote + "）\n";
  }
  return out;
}

Exit read_papers(const Values& values) {
  std::vector<Reading> readings;
  for (const std::string& path : values.many("FILE")) {
    Reading reading = intake::read_paper(std::string{file_name(path)}, read_input(path, kPaperLimit));
    print(values.flag("json") ? canonical_json(intake::to_json(reading)) + "\n" : paper_words(reading));
    if (!values.flag("json")) readings.push_back(std::move(reading));
  }
  print(copies_words(readings));
  return Exit::Ok;
}

constexpr std::uint64_t kLinesLimit = std::uint64_t{256} << 20U;

// One JSON object for each line of standard input.
Exit read_lines(const std::function<Json(std::u32string_view)>& read) {
  const std::string input = read_input("-", kLinesLimit);
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    const std::string_view line = std::string_view{input}.substr(at, end - at);
    if (!is_utf8(line))
      throw Error{
          Fault::BadInput,
          "line is not UTF-8 (standard input is read as UTF-8); convert it, or read the file with luoshi intake"};
    print(canonical_json(read(from_utf8(line))) + "\n");
    at = end + 1;
  }
  return Exit::Ok;
}

Exit read_dates(const Values& values) {
  intake::TimeReference today;
  if (const auto day = values.day("on")) {
    const PartialDate date = PartialDate::of(*day);
    today = {date.year, date.month, date.day};
  }
  return read_lines([&](std::u32string_view line) { return intake::dates_in_line(line, today); });
}

}  // namespace

std::vector<Subcommand> intake_commands() {
  const auto numbers = [](const Values&) { return read_lines(intake::numbers_in_line); };
  const auto quantities = [](const Values&) { return read_lines(intake::quantities_in_line); };
  return {
      {"read numbers", "Numbers of each line of standard input, a JSON object a line", {}, numbers},
      {"read quantities",
       "Figures with unit and bound of each line of standard input, a JSON object a line",
       {},
       quantities},
      {"read dates",
       "Dates and periods of each line of standard input, a JSON object a line",
       {{Option::Kind::Value, "on", "the day they are reckoned from, YYYY-MM-DD"}},
       read_dates},
      {"intake",
       "Repaired text, statements and open questions of papers, without a ledger",
       {{Option::Kind::Flag, "json", "one JSON object a line"}, {Option::Kind::Many, "FILE", "papers to read", true}},
       read_papers}};
}

}  // namespace luoshi::cli

#include "engine/views/status_lines.hpp"

#include <algorithm>

#include "city/measures.hpp"
#include "engine/enough.hpp"
#include "engine/views/enough_view.hpp"
#include "engine/views/wording.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

const char* kind_chinese(StatementKind kind) {
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

std::string words_of(const Json& json, const char* field) {
  const Json* value = json.find(field);
  return value != nullptr && value->is_string() ? value->as_string() : std::string{};
}

const Json& statement_in(const Json& reading, const Statement& statement) {
  return reading.at("statements").as_array().at(statement.place_in_reading);
}

std::vector<std::string> figures_of(const Json& statement) {
  std::vector<std::string> words;
  for (const Json& quantity : statement.at("quantity").as_array()) words.push_back(figure_words(quantity));
  return words;
}

std::string question_text(QuestionLabel label, const Json& reading) {
  const std::string name{label_name(label)};
  if (const Json* questions = reading.find("questions"))
    for (const Json& question : questions->as_array())
      if (words_of(question, "label") == name) return name + "：" + words_of(question, "text");
  return name;
}

bool is_past(const std::string& deadline, Day as_of) {
  const auto date = PartialDate::parse(deadline.substr(0, deadline.find('/')));
  const auto last = date ? date->last_day() : std::nullopt;
  return last && std::chrono::sys_days{*last} < std::chrono::sys_days{as_of};
}

std::string deadline_words(const Json& read) {
  std::string day = words_of(read, "deadline");
  if (day.find_first_not_of('-') == std::string::npos) day.clear();  // a year that stands nowhere in the paper
  const std::string words = words_of(read, "deadline_text");
  if (day.empty()) return words.empty() ? "" : "“" + words + "”，未定日期";
  return words.empty() || words == day ? day : day + "（" + words + "）";
}

bool has_evidence(const city::City& city, const city::KeptStatement& kept) {
  return std::any_of(kept.commitments.begin(), kept.commitments.end(), [&](Id<Commitment> id) {
    const auto& reports = city.commitments[id.index()].reports;
    return std::any_of(reports.begin(), reports.end(), [&](Id<Report> report) {
      const Report& filed = city.reports[report.index()].value;
      return filed.check != CheckState::Returned && (!filed.evidence.empty() || !filed.moves.empty());
    });
  });
}

}  // namespace

PlaceName place_name(const city::City& city, Id<Document> id) {
  const Document& document = city.documents[id.index()].value;
  if (!document.place.empty()) return {document.place, document.place};
  return {"?" + std::to_string(id.number()), "地点待问清（" + document.file + "）"};
}

PlaceName place_name(const city::City& city, const Commitment& commitment) {
  if (commitment.sources.empty()) return {"*", "全市"};
  return place_name(city, city.statements[commitment.sources.front().index()].value.document);
}

bool is_forward(StatementKind kind) {
  return kind == StatementKind::Requirement || kind == StatementKind::Commitment || kind == StatementKind::Request;
}

Clarity clarity_of(const city::City& city, const city::KeptStatement& kept, const CityEnough* judged) {
  const Statement& statement = kept.value;
  // Its effect is told where a model answers for its target, or a measure that counts says what it does.
  const bool effect = statement.names_outcome && std::any_of(kept.commitments.begin(), kept.commitments.end(), [&](Id<Commitment> id) {
    return city::claims_effect(city, id) || (judged != nullptr && judged->of_target(id) != nullptr);
  });
  return {statement.has_lead, statement.has_figure, statement.has_date, has_evidence(city, kept), statement.names_outcome, effect};
}

void add(Coverage& coverage, const Clarity& clarity) {
  ++coverage.forward;
  coverage.lead += clarity.lead ? 1 : 0;
  coverage.figure += clarity.figure ? 1 : 0;
  coverage.date += clarity.date ? 1 : 0;
  coverage.evidence += clarity.evidence ? 1 : 0;
  coverage.asked_effect += clarity.asked_effect ? 1 : 0;
  coverage.effect += clarity.effect ? 1 : 0;
  coverage.all += clarity.all() ? 1 : 0;
}

UnheardOrder unheard_order(const city::City& city, Id<Statement> id) {
  const city::KeptStatement& kept = city.statements[id.index()];
  const Clarity has{.lead = kept.value.has_lead, .figure = kept.value.has_figure, .date = kept.value.has_date};
  return {has.missing(), count_open(city, kept.questions), id.number()};
}

StatusLine statement_line(const city::City& city, Id<Statement> id, const Json& reading, Day as_of) {
  const city::KeptStatement& kept = city.statements[id.index()];
  const Json& read = statement_in(reading, kept.value);
  StatusLine line;
  line.id = "S-" + std::to_string(id.number());
  line.kind = std::string{kind_chinese(kept.value.kind)} + "·" + std::string{chinese_of(kept.value.state)};
  line.theme = theme_name(kept.value.theme);
  line.sentence = words_of(read, "quote");
  line.document = city.documents[kept.value.document.index()].value.title;
  line.figures = figures_of(read);
  if (kept.value.has_lead) line.lead = words_of(read, "actor");
  line.deadline = deadline_words(read);
  line.kept.reason = "待确认：有人确认后才算承诺";
  if (is_past(words_of(read, "deadline"), as_of)) line.kept.reason = "未知：时限已过，没有进展报告";
  line.enough_reason = kept.value.names_outcome ? "尚无效果模型" : "产出，未声明效果";
  line.questions = open_questions(city, kept.questions, read);
  line.events = kept.history;
  return line;
}

StatusNote statement_note(const city::City& city, Id<Statement> id, const Json& reading) {
  const Statement& statement = city.statements[id.index()].value;
  const Json& read = statement_in(reading, statement);
  return {"S-" + std::to_string(id.number()), kind_chinese(statement.kind), words_of(read, "quote"), figures_of(read)};
}

void put_words(StatusLine& line, const city::City& city, const Commitment& commitment, const Json& reading) {
  if (commitment.sources.empty()) return;
  const Statement& source = city.statements[commitment.sources.front().index()].value;
  line.sentence = words_of(statement_in(reading, source), "quote");
  line.document = city.documents[source.document.index()].value.title;
}

void put_questions(StatusLine& line, const city::City& city, const city::KeptCommitment& kept) {
  line.questions = open_questions(city, kept.questions, Json{});
}

std::vector<std::string> open_questions(const city::City& city, const std::vector<Id<Question>>& ids, const Json& reading) {
  std::vector<std::string> words;
  for (const Id<Question> id : ids) {
    const Question& question = city.questions[id.index()].value;
    if (question.state != QuestionState::Open) continue;
    words.push_back(question.text.empty() ? question_text(question.label, reading)
                                          : std::string{label_name(question.label)} + "：" + question.text);
  }
  return words;
}

std::uint32_t count_open(const city::City& city, const std::vector<Id<Question>>& ids) {
  return static_cast<std::uint32_t>(std::count_if(
      ids.begin(), ids.end(), [&](Id<Question> id) { return city.questions[id.index()].value.state == QuestionState::Open; }));
}

std::vector<StatusSection> status_sections(const city::City& city, const CityEnough& judged) {
  std::vector<StatusSection> all;
  const auto name = [&](Id<Asset> asset, const std::string& otherwise) { return asset ? city.assets[asset.index()].value.name : otherwise; };
  for (const SectionJudged& section : judged.sections()) {
    const CityReceptor& receptor = judged.programme().receptors[section.receptor];
    all.push_back({receptor.section, name(receptor.section, judged.programme().given.receptors[section.receptor]), receptor.item,
                   section.enough, enough_words(judged, section), true});
  }
  for (const CityProgramme::Silent& silent : judged.programme().silent)
    all.push_back({silent.section, name(silent.section, "（登记册没有的断面）"), silent.item, Answer::CannotSay, "不能判断：" + silent.reason, false});
  return all;
}

}  // namespace luoshi::engine

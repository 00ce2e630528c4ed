// City and readings → the status lines of every place.

#include <algorithm>
#include <map>

#include "city/measures.hpp"
#include "engine/enough.hpp"
#include "engine/papers.hpp"
#include "engine/status.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/wording.hpp"
#include "engine/views/works_view.hpp"
#include "model/words.hpp"

namespace luoshi::engine {
namespace {

bool is_forward(StatementKind kind) {
  return kind == StatementKind::Requirement || kind == StatementKind::Commitment || kind == StatementKind::Request;
}

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

std::string text_of(const Json& json, const char* field) {
  const Json* value = json.find(field);
  return value != nullptr && value->is_string() ? value->as_string() : std::string{};
}

std::vector<std::string> figures_of(const Json& statement) {
  std::vector<std::string> words;
  for (const Json& quantity : statement.at("quantity").as_array()) words.push_back(figure_words(quantity));
  return words;
}

// One document with what the reader said of it.
struct Paper {
  const city::KeptDocument* kept = nullptr;
  Json reading;
};

class View {
 public:
  View(const city::City& city, const archive::Archive& archive, Day as_of, const std::optional<assess::LightRule>& rule,
       const CityEnough* judged)
      : city_{city}, as_of_{as_of}, rule_{rule}, judged_{judged}, parts_{parts_of(city)}, histories_{city} {
    city.documents.each([&](std::size_t, const city::KeptDocument& document) {
      papers_.push_back({&document, reading_of(archive, document.value)});
    });
  }

  std::vector<PlaceStatus> places() {
    add_papers();
    add_commitments();
    std::vector<PlaceStatus> all;
    for (const std::string& key : order_) all.push_back(std::move(by_place_.at(key)));
    return all;
  }

 private:
  PlaceStatus& place(const std::string& key, const std::string& shown) {
    const auto [found, fresh] = by_place_.try_emplace(key);
    if (fresh) {
      found->second.place = shown;
      order_.push_back(key);
    }
    return found->second;
  }

  // Papers whose place must be asked are never put together: two unnamed districts are two.
  PlaceStatus& place_of_document(Id<Document> id) {
    const Document& document = city_.documents[id.index()].value;
    if (!document.place.empty()) return place(document.place, document.place);
    return place("?" + std::to_string(id.number()), "地点待问清（" + document.file + "）");
  }

  std::vector<std::string> open_questions(const std::vector<Id<Question>>& ids, const Json& reading) const {
    std::vector<std::string> words;
    for (const Id<Question> id : ids) {
      const Question& question = city_.questions[id.index()].value;
      if (question.state != QuestionState::Open) continue;
      words.push_back(question.text.empty() ? question_text(question.label, reading)
                                            : std::string{label_name(question.label)} + "：" + question.text);
    }
    return words;
  }

  static std::string question_text(QuestionLabel label, const Json& reading) {
    const std::string name{label_name(label)};
    if (const Json* questions = reading.find("questions"))
      for (const Json& question : questions->as_array())
        if (text_of(question, "label") == name) return name + "：" + text_of(question, "text");
    return name;
  }

  void add_papers() {
    for (std::size_t i = 0; i < papers_.size(); ++i) {
      const Id<Document> id = Id<Document>::at_index(i);
      const city::KeptDocument& kept = *papers_[i].kept;
      PlaceStatus& group = place_of_document(id);
      group.documents.push_back("《" + kept.value.title + "》" + document_date(kept.value));
      std::vector<Id<Question>> of_paper;
      for (const Id<Question> question : kept.questions)
        if (!city_.questions[question.index()].value.statement) of_paper.push_back(question);
      for (std::string& words : open_questions(of_paper, papers_[i].reading)) group.questions.push_back(std::move(words));
      for (std::uint32_t s = 0; s < kept.statement_count; ++s)
        add_statement(group, Id<Statement>{kept.first_statement.number() + s}, papers_[i]);
    }
  }

  static std::string document_date(const Document& document) {
    if (document.date.empty()) return " 日期待问清";
    return " " + document.date + (document.date_inferred ? "（推断）" : "");
  }

  void add_statement(PlaceStatus& group, Id<Statement> id, const Paper& paper) {
    const city::KeptStatement& kept = city_.statements[id.index()];
    if (kept.value.state == StatementState::Dismissed) return;
    const Json& read = paper.reading.at("statements").as_array().at(kept.value.place_in_reading);
    if (!is_forward(kept.value.kind)) {
      StatusNote note{"S-" + std::to_string(id.number()), kind_chinese(kept.value.kind), text_of(read, "quote"), figures_of(read)};
      auto& notes = kept.value.kind == StatementKind::Result    ? group.said
                    : kept.value.kind == StatementKind::Finding ? group.problems
                                                                : group.merits;
      notes.push_back(std::move(note));
      return;
    }
    cover(group.coverage, kept);
    if (!kept.commitments.empty()) return;  // shown by its commitment
    StatusLine line;
    line.id = "S-" + std::to_string(id.number());
    line.kind = std::string{kind_chinese(kept.value.kind)} + "·" + std::string{chinese_of(kept.value.state)};
    line.theme = theme_name(kept.value.theme);
    line.sentence = text_of(read, "quote");
    line.document = paper.kept->value.title;
    line.figures = figures_of(read);
    if (kept.value.has_lead) line.lead = text_of(read, "actor");
    line.deadline = deadline_words(read);
    line.kept.reason = "待确认：有人确认后才算承诺";
    if (is_past(text_of(read, "deadline"))) line.kept.reason = "未知：时限已过，没有进展报告";
    line.enough_reason = kept.value.names_outcome ? "尚无效果模型" : "产出，未声明效果";
    line.questions = open_questions(kept.questions, read);
    line.events = kept.history;
    group.lines.push_back(std::move(line));
  }

  bool is_past(const std::string& deadline) const {
    const auto date = PartialDate::parse(deadline.substr(0, deadline.find('/')));
    const auto last = date ? date->last_day() : std::nullopt;
    return last && std::chrono::sys_days{*last} < std::chrono::sys_days{as_of_};
  }

  static std::string deadline_words(const Json& read) {
    std::string day = text_of(read, "deadline");
    if (day.find_first_not_of('-') == std::string::npos) day.clear();  // a year that stands nowhere in the paper
    const std::string words = text_of(read, "deadline_text");
    if (day.empty()) return words.empty() ? "" : "“" + words + "”，未定日期";
    return words.empty() || words == day ? day : day + "（" + words + "）";
  }

  void cover(Coverage& coverage, const city::KeptStatement& kept) const {
    const Statement& statement = kept.value;
    const bool evidence = std::any_of(kept.commitments.begin(), kept.commitments.end(), [&](Id<Commitment> id) {
      const auto& reports = city_.commitments[id.index()].reports;
      return std::any_of(reports.begin(), reports.end(), [&](Id<Report> report) {
        const Report& filed = city_.reports[report.index()].value;
        return filed.check != CheckState::Returned && (!filed.evidence.empty() || !filed.moves.empty());
      });
    });
    ++coverage.forward;
    coverage.lead += statement.has_lead ? 1 : 0;
    coverage.figure += statement.has_figure ? 1 : 0;
    coverage.date += statement.has_date ? 1 : 0;
    coverage.evidence += evidence ? 1 : 0;
    coverage.asked_effect += statement.names_outcome ? 1 : 0;
    // Its effect is told where a model answers for its target, or a measure that counts says what it does.
    const bool effect = statement.names_outcome && std::any_of(kept.commitments.begin(), kept.commitments.end(), [&](Id<Commitment> id) {
      return city::claims_effect(city_, id) || (judged_ != nullptr && judged_->of_target(id) != nullptr);
    });
    coverage.effect += effect ? 1 : 0;
    coverage.all += statement.has_lead && statement.has_figure && statement.has_date && evidence && (effect || !statement.names_outcome) ? 1 : 0;
  }

  void add_commitments() {
    const std::vector<assess::Judged> lights = commitment_lights(city_, rule_, as_of_);
    std::map<const PlaceStatus*, std::vector<StatusLine>> lines;  // two unnamed places may be shown by the same words
    city_.commitments.each([&](std::size_t index, const city::KeptCommitment& kept) {
      if (kept.value.state == CommitmentState::Withdrawn) return;
      const Id<Statement> source = kept.value.sources.empty() ? Id<Statement>{} : kept.value.sources.front();
      PlaceStatus& group = source ? place_of_document(city_.statements[source.index()].value.document) : place("", "全市");
      lines[&group].push_back(commitment_line(Id<Commitment>::at_index(index), kept, lights[index]));
    });
    for (auto& [key, group] : by_place_) {
      auto& own = lines[&group];
      std::stable_sort(own.begin(), own.end(),
                       [](const StatusLine& a, const StatusLine& b) { return attention(a) < attention(b); });
      group.lines.insert(group.lines.begin(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    }
  }

  StatusLine commitment_line(Id<Commitment> id, const city::KeptCommitment& kept, const assess::Judged& light) const {
    KeptKnown nothing;
    StatusLine line = commitment_status(city_, id, parts_[id.index()], light, as_of_, histories_, nothing, judged_);
    if (!kept.value.sources.empty()) {
      const Statement& source = city_.statements[kept.value.sources.front().index()].value;
      const Paper& paper = papers_[source.document.index()];
      line.sentence = text_of(paper.reading.at("statements").as_array().at(source.place_in_reading), "quote");
      line.document = paper.kept->value.title;
    }
    line.questions = open_questions(kept.questions, Json{});
    return line;
  }

  const city::City& city_;
  Day as_of_;
  const std::optional<assess::LightRule>& rule_;
  const CityEnough* judged_;
  std::vector<std::vector<Id<Commitment>>> parts_;
  Histories histories_;
  std::vector<Paper> papers_;
  std::map<std::string, PlaceStatus> by_place_;
  std::vector<std::string> order_;
};

}  // namespace

namespace {

std::vector<StatusSection> sections_of(const city::City& city, const CityEnough& judged) {
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

}  // namespace

Status status_of(const city::City& city, const archive::Archive& archive, Day as_of,
                 const std::optional<assess::LightRule>& rule) {
  return status_with(city, archive, as_of, rule, enough_of(city, archive, as_of).get());
}

Status status_with(const city::City& city, const archive::Archive& archive, Day as_of,
                   const std::optional<assess::LightRule>& rule, const CityEnough* judged) {
  const std::optional<assess::LightRule> used = rule ? rule : adopted_light_rule(city, archive);
  Status status;
  status.city = city.name;
  status.sample = city.sample;
  status.events = city.events;
  status.as_of = as_of;
  status.light_rule = used ? used->title : "尚未选定";
  status.places = View{city, archive, as_of, used, judged}.places();
  if (judged != nullptr) {
    status.sections = sections_of(city, *judged);
    status.enough_failure = judged->programme().failure;
  }
  status.works = works_lines(city);
  return status;
}

}  // namespace luoshi::engine

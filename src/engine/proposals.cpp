#include "engine/proposals.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace luoshi::engine {
namespace {

// Words that name the state of water, air or land rather than work done: only then is an effect asked for (design 1).
constexpr std::array<std::string_view, 18> kOutcomeWords = {
    "水质", "断面", "浓度", "优良天数", "优良率", "优良比例", "达标", "黑臭", "空气质量", "环境质量",
    "排名", "重污染天", "生态流量", "透明度", "溶解氧", "氨氮", "退出后", "满意度"};

bool names_outcome(const ReadStatement& read) {
  return std::any_of(kOutcomeWords.begin(), kOutcomeWords.end(),
                     [&](std::string_view word) { return read.quote.find(word) != std::string::npos; });
}

bool asks(const ReadStatement& read, QuestionLabel label) {
  return std::any_of(read.questions.begin(), read.questions.end(), [&](const ReadQuestion& q) { return q.label == label; });
}

SourceSpan whole_source(const ReadStatement& read) {
  if (read.source_spans.empty()) return {};
  return {read.source_spans.front().begin, read.source_spans.back().end};
}

city::ProposedStatement proposed(const ReadStatement& read, std::uint32_t place) {
  city::ProposedStatement made;
  made.statement.source = whole_source(read);
  made.statement.text = read.span;
  made.statement.place_in_reading = place;
  made.statement.kind = read.kind;
  made.statement.theme = read.theme;
  // A collective or unnamed lead is asked for by the reader (责任); where it asks, nobody leads.
  made.statement.has_lead = !read.actor.empty() && !asks(read, QuestionLabel::Lead);
  made.statement.has_figure = std::any_of(read.figures.begin(), read.figures.end(),
                                          [](const ReadFigure& figure) { return !figure.figure.uncertain; });
  made.statement.has_date = read.deadline.due().has_value();
  made.statement.names_outcome = names_outcome(read);
  for (const ReadQuestion& question : read.questions) made.questions.push_back(question.label);
  return made;
}

}  // namespace

std::string reader_version() { return "intake-2"; }

city::DocumentImported proposal_of(const Reading& reading, const Digest& source, const Digest& reading_blob,
                                   bool sample) {
  city::DocumentImported imported;
  Document& document = imported.document;
  document.source = source;
  document.reading = reading_blob;
  document.reader = reader_version();
  document.file = reading.file;
  document.title = reading.title;
  document.date = reading.date ? reading.date->text() : std::string{};
  document.date_inferred = reading.date_inferred;
  document.place = reading.place;
  document.meeting_type = reading.meeting_type;
  document.meeting_number = reading.meeting_number;
  document.sample = sample;
  for (const ReadStatement& read : reading.statements)
    imported.statements.push_back(proposed(read, static_cast<std::uint32_t>(imported.statements.size())));
  for (const ReadQuestion& question : reading.questions) imported.questions.push_back(question.label);
  return imported;
}

}  // namespace luoshi::engine

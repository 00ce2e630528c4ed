#include "intake/statement.hpp"

#include <algorithm>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/fields.hpp"
#include "intake/frame.hpp"
#include "intake/kind.hpp"
#include "intake/question.hpp"
#include "intake/theme.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// What holds over from sentence to sentence of one passage.
struct Passage {
  Voice voice = Voice::None;
  Stretch speaker;
  Stretch bound;                   // the body a pledging or asking speaker speaks for
  Stretch actor;                   // of the last statement, for a 要 that names none
  std::vector<Stretch> topic;      // the agenda line or heading it stands under
  std::optional<ReadTime> period;  // of the results so far
};

class Reader {
 public:
  explicit Reader(const Document& document) : document_{document} {}
  std::vector<ReadStatement> read();

 private:
  void read_line(Stretch line);
  void read_part(const Part& part, Passage& passage);
  void read_segment(const Segment& segment, const Part& part, Passage& passage);
  [[nodiscard]] bool is_heading(Stretch line) const;
  [[nodiscard]] Stretch topic_of(const std::vector<Stretch>& clauses) const;

  const Document& document_;
  Stretch heading_;
  bool body_ = false;  // the first whole sentence has been seen
  Passage carried_;    // over numbered lines of one list
  std::vector<ReadStatement> statements_;
};

std::string words_of(const Document& document, Stretch stretch) {
  return stretch.empty() ? std::string{} : to_utf8(of(document.text, stretch));
}

std::vector<SourceSpan> sources_of(const RepairedText& paper, Stretch stretch) {
  std::vector<SourceSpan> spans;
  for (std::size_t i = stretch.begin; i < stretch.end && i < paper.sources.size(); ++i) {
    const SourceSpan& next = paper.sources[i];
    if (!spans.empty() && next.begin <= spans.back().end && next.begin >= spans.back().begin) spans.back().end = std::max(spans.back().end, next.end);
    else spans.push_back(next);
  }
  return spans;
}

bool Reader::is_heading(Stretch line) const {
  const View words = of(document_.text, line);
  if (contains(words, U'。') || contains(words, U'；')) return false;
  if (!body_ && words.size() <= 60 && !contains(words, U'，')) return true;
  return words.size() <= 30 && !contains(words, U'，') && !std::any_of(words.begin(), words.end(), is_digit) &&
         directive_of(document_, line) == nullptr && list_number(document_.text, line.begin, line.end) > 0 && words.size() <= 22;
}

Stretch Reader::topic_of(const std::vector<Stretch>& clauses) const {
  for (const Stretch& clause : clauses)
    if (document_.words.any(clause.begin, clause.end, kAgenda)) return clause;
  return {};
}

void Reader::read_segment(const Segment& whole, const Part& part, Passage& passage) {
  Segment segment = whole;
  while (!segment.words.empty() && (is_comma(document_.text[segment.words.begin]) || is_closing(document_.text[segment.words.begin]))) ++segment.words.begin;
  const Actors named = actors_of(document_, segment, StatementKind::Requirement);
  const auto judged = judge(document_, segment, passage.voice, !named.lead.empty());
  if (!judged) return;
  ReadStatement statement;
  statement.kind = judged->kind;
  statement.span = {static_cast<std::uint32_t>(segment.words.begin), static_cast<std::uint32_t>(segment.words.end)};
  statement.quote = words_of(document_, segment.words);
  if (document_.paper != nullptr) statement.source_spans = sources_of(*document_.paper, segment.words);
  const Actors actors = actors_of(document_, segment, judged->kind);
  Stretch lead = actors.lead;
  if (lead.empty() && actors.inherits) lead = passage.actor;
  if (lead.empty() && (judged->kind == StatementKind::Request || judged->kind == StatementKind::Commitment)) lead = passage.bound;
  if (judged->kind == StatementKind::Commitment && lead.empty() && starts_at(document_.text, segment.words.begin, U"会议")) lead = {segment.words.begin, segment.words.begin + 2};
  passage.actor = lead;
  statement.actor = words_of(document_, lead);
  for (const Stretch& helper : actors.supporting) statement.supporting.push_back(words_of(document_, helper));
  statement.speaker = words_of(document_, passage.speaker);
  statement.item_no = part.item_no;
  const Stretch topic = passage.topic.empty() ? heading_ : passage.topic.back();
  statement.theme = theme_of(document_, segment, topic);
  if (judged->kind == StatementKind::Result)
    if (const auto period = period_of(segment)) passage.period = period;
  statement.deadline = deadline_of(document_, segment, judged->kind, passage.period);
  const bool owed = judged->kind == StatementKind::Requirement || judged->kind == StatementKind::Commitment || judged->kind == StatementKind::Request;
  if (owed) {
    statement.condition = condition_of(document_, segment);
    statement.deliverable = owes_deliverable(document_, segment);
  }
  statement.open_list = leaves_list_open(document_, segment);
  const Deed deed = deed_of(document_, segment);
  statement.action = words_of(document_, deed.action);
  statement.object = words_of(document_, deed.object);
  statement.figures = segment.figures;
  describe_figures(document_, segment, statement.figures);
  statement.questions = questions_of(document_, segment, statement);
  statement.confidence = judged->plainness;
  statements_.push_back(std::move(statement));
}

void Reader::read_part(const Part& part, Passage& passage) {
  const auto clauses = clauses_of(document_.text, document_.words, part.words);
  std::size_t start = 0;
  std::size_t content = part.words.begin;
  for (std::size_t k = 0; k < clauses.size() && !part.enumerated; ++k) {
    const auto frame = frame_of(document_, clauses[k]);
    if (frame) {
      if (k > 0) {
        if (const Stretch topic = topic_of({clauses.begin(), clauses.begin() + static_cast<std::ptrdiff_t>(k)}); !topic.empty()) passage.topic = {topic};
      }
      passage.voice = frame->voice;
      if (!frame->speaker.empty()) passage.speaker = frame->speaker;
      passage.bound = frame->voice == Voice::Pledge ? body_of_speaker(document_, passage.speaker) : Stretch{};
      passage.actor = {};
      passage.period.reset();
      content = frame->content;
      start = frame->content >= clauses[k].end ? k + 1 : k;
      if (start == k) break;
      continue;
    }
    if (directive_of(document_, clauses[k]) != nullptr) break;
    if (!document_.words.any(clauses[k].begin, clauses[k].end, kAgenda) && !is_adverbial(document_, clauses[k])) {
      if (document_.words.any(clauses[k].begin, clauses[k].end, kPraise | kRequest)) break;
    }
  }
  std::vector<Stretch> rest(clauses.begin() + static_cast<std::ptrdiff_t>(std::min(start, clauses.size())), clauses.end());
  if (rest.empty()) {
    if (const Stretch topic = topic_of(clauses); !topic.empty()) passage.topic = {topic};
    return;
  }
  if (content > rest.front().begin) rest.front().begin = content;
  if (part.enumerated) passage.actor = {};
  if (start == 0)
    if (const Stretch topic = topic_of(rest); !topic.empty() && directive_of(document_, topic) == nullptr) passage.topic = {topic};
  for (const Segment& segment : segments_of(document_, rest)) read_segment(segment, part, passage);
}

void Reader::read_line(Stretch line) {
  Passage passage;
  if (list_number(document_.text, line.begin, line.end) > 0) passage = carried_;
  for (const Part& part : parts_of(document_.text, document_.words, line)) {
    if (!part.item_no.empty() && !part.enumerated) passage.actor = {};
    read_part(part, passage);
  }
  carried_ = passage;
  carried_.actor = {};
}

std::vector<ReadStatement> Reader::read() {
  for (const Stretch& line : lines_of(document_.text)) {
    if (is_heading(line)) {
      heading_ = line;
      continue;
    }
    body_ = true;
    read_line(line);
  }
  return std::move(statements_);
}

}  // namespace

std::vector<ReadStatement> statements_of(const Document& document) { return Reader{document}.read(); }

}  // namespace luoshi::intake

#include "intake/statement.hpp"

#include <algorithm>

#include "intake/actor.hpp"
#include "intake/characters.hpp"
#include "intake/fields.hpp"
#include "intake/frame.hpp"
#include "intake/kind.hpp"
#include "intake/named.hpp"
#include "intake/question.hpp"
#include "intake/table.hpp"
#include "intake/theme.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// What holds over from sentence to sentence of one passage.
struct Passage {
  Voice voice = Voice::None;
  Stretch speaker;
  Stretch bound;                   // the body a pledging or asking speaker speaks for
  Stretch actor;                   // the last one named, for a 要 that names none
  Stretch doer;                    // of this sentence's results and findings, for the next
  std::vector<Stretch> topic;      // the agenda line or heading it stands under
  std::optional<ReadTime> period;  // of a sentence without figures that leads in: 过去一年，…打开局面。
  std::optional<ReadTime> sentence_period;  // of this sentence's results
  bool directive = false;                   // an order, or a body's own word, governs the sentence
  bool pledged = false;
  std::optional<Theme> theme;  // of the last statement, for one that names no subject (完工214条)
  Stretch decider;             // 会议 that decides; goes on after ；
  bool heard = false;          // its voice is that of a report somebody listened to, for this paragraph alone
};

// What holds over from one segment to the next of a sentence that one order governs: 要…, 9月底前开工, 2031年底前建成.
struct Chain {
  bool directive = false;
  std::optional<Theme> theme;
  bool wrong = false;    // the last one was a finding
  bool pledged = false;  // the order is a body's own: 将新增…, 保洁率达到…
  bool decided = false;  // it began with what a meeting decided
  Stretch actor;
  Deadline deadline;
};

class Reader {
 public:
  explicit Reader(const Document& document) : document_{document} {}
  std::vector<ReadStatement> read();

 private:
  void read_line(Stretch line);
  void read_part(const Part& part, Passage& passage);
  void read_segment(const Segment& segment, const Part& part, Passage& passage, Chain& chain);
  [[nodiscard]] Actors whom_it_names(const Segment& segment) const;
  [[nodiscard]] std::optional<Judged> judged_in_place(const Segment& segment, const Actors& named,
                                                      const Passage& passage, Chain& chain) const;
  void keep_period(const Segment& segment, Passage& passage) const;
  void hear(const Frame& frame, Passage& passage) const;
  void listen(const Part& part, Passage& passage) const;
  void read_decided_first(const Part& part, Stretch decided, std::size_t told, Passage& passage);
  [[nodiscard]] Stretch lead_of(const Segment& segment, StatementKind kind, const Actors& actors, Passage& passage,
                                const Chain& chain) const;
  bool read_duties(const Part& part, std::size_t line_first);
  [[nodiscard]] Part duties_behind(const Part& part) const;
  void add_table(std::vector<Stretch>& rows);
  [[nodiscard]] bool is_heading(Stretch line) const;
  [[nodiscard]] Stretch topic_of(const std::vector<Stretch>& clauses) const;

  const Document& document_;
  std::optional<Voice> section_;  // of the heading the lines stand under
  Stretch title_;
  Stretch heading_;
  bool body_ = false;  // the first whole sentence has been seen
  bool lede_ = false;  // the sentence that opens a bulletin is being read
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
    if (!spans.empty() && next.begin <= spans.back().end && next.begin >= spans.back().begin)
      spans.back().end = std::max(spans.back().end, next.end);
    else
      spans.push_back(next);
  }
  return spans;
}

bool Reader::is_heading(Stretch line) const {
  const View words = of(document_.text, line);
  if (contains(words, U'。') || contains(words, U'；') || is_table_row(words)) return false;
  if (!body_ && words.size() <= 60 && !contains(words, U'，')) return true;
  return words.size() <= 30 && !contains(words, U'，') && !std::any_of(words.begin(), words.end(), is_digit) &&
         directive_of(document_, line) == nullptr && list_number(document_.text, line.begin, line.end) > 0 &&
         words.size() <= 22;
}

Stretch Reader::topic_of(const std::vector<Stretch>& clauses) const {
  // 主持召开专题会议，研究餐厨垃圾处置工作: what it is about, rather than that it met.
  constexpr std::uint64_t kPlainTheme =
      (0x3FFULL * kThemeBit) & ~(kThemeBit << static_cast<unsigned>(Theme::Governance));
  Stretch agenda;
  for (const Stretch& clause : clauses) {
    if (!document_.words.any(clause.begin, clause.end, kAgenda) &&
        starts_with_any<U"研究 部署 审议 安排">(of(document_.text, clause)) == 0)
      continue;
    if (agenda.empty()) agenda = clause;
    if (document_.words.any(clause.begin, clause.end, kPlainTheme)) return clause;
  }
  return agenda;
}

bool opens_with_a_day(View words, const Segment& segment) {
  if (starts_with_any<U"近日 日前 昨日 昨天 今天 今日 连日来">(words) > 0) return true;
  return !segment.times.empty() && segment.times.front().begin <= segment.words.begin + 1 &&
         (segment.times.front().kind == TimeKind::OneDay || segment.times.front().kind == TimeKind::Range) &&
         !segment.times.front().before && !segment.times.front().as_of;
}

// Who a statement is of: the one it names, else the one its place among the others gives it.
Stretch Reader::lead_of(const Segment& segment, StatementKind kind, const Actors& actors, Passage& passage,
                        const Chain& chain) const {
  const bool item_owner = document_.genre == Genre::Minutes || document_.genre == Genre::Plan;
  const bool owed =
      kind == StatementKind::Requirement || kind == StatementKind::Commitment || kind == StatementKind::Request;
  Stretch lead = actors.lead;
  const bool state = kind == StatementKind::Result || kind == StatementKind::Finding;
  if (lead.empty() && actors.inherits) lead = state ? passage.doer : passage.actor;
  if (owed && document_.genre == Genre::Plan && is_whole_place(of(document_.text, lead))) lead = {};
  if (kind == StatementKind::Request)
    lead = lead.empty() && chain.directive ? chain.actor : lead.empty() ? lead : body_of_speaker(document_, lead);
  // What one order governs keeps its owner: 要增派队伍，8月底前完成…, 确保9月底前通车.
  const bool goes_on = segment.sign == nullptr || ((segment.sign->tags & (kMustFirst | kYao | kMust)) == kMustFirst &&
                                                   head_of(document_, segment.clauses.front()) >= segment.sign->begin);
  if (lead.empty() && owed && chain.directive && goes_on) lead = chain.actor;
  // In minutes whom an item names answers for all of it.
  if (lead.empty() && owed && item_owner && !actors.inherits) lead = passage.bound;
  if (owed && document_.genre == Genre::Minutes && passage.bound.empty() && !lead.empty() &&
      of(document_.text, lead) != U"会议" && !is_collective(of(document_.text, lead)))
    passage.bound = lead;
  if (lead.empty() && (kind == StatementKind::Request || kind == StatementKind::Commitment)) lead = passage.bound;
  if (kind == StatementKind::Commitment && lead.empty() && starts_at(document_.text, segment.words.begin, U"会议"))
    lead = {segment.words.begin, segment.words.begin + 2};
  return lead;
}

// Whom a segment names if it is owed.
Actors Reader::whom_it_names(const Segment& segment) const {
  Actors named = actors_of(document_, segment, StatementKind::Requirement);
  // 全县实施重点项目58个 in a plan names nobody who would answer for it.
  if (document_.genre == Genre::Plan && is_whole_place(of(document_.text, named.lead))) named.lead = {};
  return named;
}

// What a segment does, its place among the others considered.
std::optional<Judged> Reader::judged_in_place(const Segment& segment, const Actors& named, const Passage& passage,
                                              Chain& chain) const {
  const bool item_owner = document_.genre == Genre::Minutes || document_.genre == Genre::Plan;
  auto judged =
      judge(document_, segment, chain.directive && segment.sign == nullptr ? Voice::Directive : passage.voice,
            !named.lead.empty() || (!chain.actor.empty() && !chain.decided) || (item_owner && !passage.bound.empty()));
  if (!judged) return std::nullopt;
  const bool short_of = std::any_of(segment.figures.begin(), segment.figures.end(),
                                    [](const ReadFigure& read) { return read.figure.bound == Bound::Below; });
  if (chain.wrong && segment.sign == nullptr && judged->kind == StatementKind::Result &&
      (judged->plainness <= 0.5 || short_of))
    judged->kind = StatementKind::Finding;
  chain.wrong = judged->kind == StatementKind::Finding;
  if (chain.pledged && segment.sign == nullptr && judged->kind == StatementKind::Requirement)
    judged->kind = StatementKind::Commitment;
  // 会议决定…，奖补资金由区财政局安排: decided, and told to somebody.
  if (chain.decided && judged->kind == StatementKind::Commitment && !named.lead.empty() &&
      contains(of(document_.text, segment.words), U'由'))
    judged->kind = StatementKind::Requirement;
  return judged;
}

// The period a result is of holds for its sentence, one without figures for its passage.
void Reader::keep_period(const Segment& segment, Passage& passage) const {
  if (const auto period = period_of(document_, segment)) {
    passage.sentence_period = period;
    if (segment.figures.empty()) passage.period = period;
  } else if (!segment.times.empty() && segment.times.front().kind == TimeKind::Recent) {
    passage.sentence_period = segment.times.front();
  }
}

void Reader::read_segment(const Segment& whole, const Part& part, Passage& passage, Chain& chain) {
  Segment segment = whole;
  while (!segment.words.empty() &&
         (is_comma(document_.text[segment.words.begin]) || is_closing(document_.text[segment.words.begin])))
    ++segment.words.begin;
  // Whom a report would name if it were an order is of no use.
  const bool reported = !chain.directive && !chain.decided && segment.sign == nullptr &&
                        (passage.voice == Voice::Report || passage.voice == Voice::Problem) &&
                        document_.genre != Genre::Minutes;
  Actors named = reported ? Actors{} : whom_it_names(segment);
  auto judged = judged_in_place(segment, named, passage, chain);
  if (!judged) {
    // 两县虽然做了大量工作，但…: whom the next clause is about, though this one says nothing.
    const Actors passed_over = actors_of(document_, segment, StatementKind::Finding);
    if (!passed_over.lead.empty()) passage.doer = passed_over.lead;
    return;
  }
  if (lede_ && opens_with_a_day(of(document_.text, segment.words), segment) &&
      (judged->kind == StatementKind::Result || (contains_any<U"约谈 督办">(of(document_.text, segment.words)) &&
                                                 !contains_any<U"事故 造成">(of(document_.text, segment.words)))))
    return;  // 5月3日，某局开展检查
  ReadStatement statement;
  statement.kind = judged->kind;
  statement.span = {static_cast<std::uint32_t>(segment.words.begin), static_cast<std::uint32_t>(segment.words.end)};
  statement.quote = words_of(document_, segment.words);
  if (document_.paper != nullptr) statement.source_spans = sources_of(*document_.paper, segment.words);
  if (reported && judged->kind == StatementKind::Requirement) named = whom_it_names(segment);
  const Actors actors =
      judged->kind == StatementKind::Requirement ? named : actors_of(document_, segment, judged->kind);
  const bool owed = judged->kind == StatementKind::Requirement || judged->kind == StatementKind::Commitment ||
                    judged->kind == StatementKind::Request;
  const Stretch lead = lead_of(segment, judged->kind, actors, passage, chain);
  if (!lead.empty()) passage.actor = passage.doer = lead;
  statement.actor = words_of(document_, lead);
  for (const Stretch& helper : actors.supporting) statement.supporting.push_back(words_of(document_, helper));
  statement.speaker = words_of(document_, passage.speaker);
  statement.item_no = part.item_no;
  const Stretch topic = passage.topic.empty() ? (heading_.empty() ? title_ : heading_) : passage.topic.back();
  // A clause that names no subject (同比下降6.1%) is about what its sentence was about.
  const bool silent = !theme_of(document_, segment, judged->kind, {}).has_value();
  const auto theme = silent && chain.theme ? chain.theme : theme_of(document_, segment, judged->kind, topic);
  statement.theme = theme.value_or(passage.theme.value_or(Theme::Governance));
  chain.theme = statement.theme;
  passage.theme = statement.theme;
  if (passage.voice == Voice::None && judged->kind == StatementKind::Requirement) passage.voice = Voice::Directive;
  if (judged->kind == StatementKind::Result) keep_period(segment, passage);
  statement.deadline =
      deadline_of(document_, segment, judged->kind, passage.sentence_period ? passage.sentence_period : passage.period);
  if (owed && judged->kind != StatementKind::Request && statement.deadline.words.empty() && chain.deadline.kind == DeadlineKind::By && segment.sign == nullptr)
    statement.deadline = chain.deadline;
  if (owed) {
    chain.directive = true;
    chain.pledged = judged->kind == StatementKind::Commitment;
    chain.decided |= chain.pledged && of(document_.text, lead) == U"会议";
    chain.actor = lead;
    chain.deadline = statement.deadline;
    statement.condition = condition_of(document_, segment);
    statement.deliverable = owes_deliverable(document_, segment);
    statement.priority = priority_of(document_, segment);
  }
  statement.open_list = leaves_list_open(document_, segment);
  statement.legal_bases = legal_bases_of(document_, segment);
  statement.incidents = incidents_of(document_, segment);
  const Deed deed = deed_of(document_, segment);
  statement.action = words_of(document_, deed.action);
  statement.object = words_of(document_, deed.object);
  statement.figures = segment.figures;
  describe_figures(document_, segment, statement.figures);
  statement.questions = questions_of(document_, segment, statement, lead.empty() ? View{} : of(document_.text, lead));
  statement.confidence = judged->plainness;
  statements_.push_back(std::move(statement));
}

// Someone speaks: what held of the one before holds no more.
void Reader::hear(const Frame& frame, Passage& passage) const {
  passage.voice = frame.voice;
  const View said = of(document_.text, frame.speaker);
  if (!frame.speaker.empty() && said != U"他" && said != U"她") passage.speaker = frame.speaker;
  const Stretch body = body_of_speaker(document_, passage.speaker);
  passage.bound = frame.voice == Voice::Pledge || is_body(document_, of(document_.text, body)) ? body : Stretch{};
  if (of(document_.text, passage.bound) == U"会议") passage.bound = {};
  passage.actor = passage.doer = {};
  passage.period.reset();
  passage.sentence_period.reset();
}

// 会议听取了整改情况汇报。: what follows in the paragraph is what was heard.
void Reader::listen(const Part& part, Passage& passage) const {
  const View words = of(document_.text, part.words);
  if (words.size() > 40 || !contains(words, U"听取") || ends_with_any<U"汇报 报告 介绍 情况">(words) == 0) return;
  passage.voice = Voice::Report;
  passage.heard = true;
}

void Reader::read_decided_first(const Part& part, Stretch decided, std::size_t told, Passage& passage) {
  Part before = part, after = part;
  before.words.end = decided.end;
  after.words.begin = told;
  after.new_sentence = false;
  read_part(before, passage);
  passage.directive = passage.pledged = false;
  read_part(after, passage);
}

void Reader::read_part(const Part& part, Passage& passage) {
  const auto clauses = clauses_of(document_.text, document_.words, part.words);
  std::size_t start = 0;
  std::size_t content = part.words.begin;
  if (!part.item_no.empty() && (document_.genre == Genre::Minutes || document_.genre == Genre::Plan))
    passage.bound = {};
  // 区水务局：8月底前完成…: the owner of the item stands before the colon.
  if (clauses.size() > 1 && clauses[0].end < document_.text.size() &&
      contains(U"：:", document_.text[clauses[0].end]) && is_body(document_, of(document_.text, clauses[0]))) {
    passage.bound = clauses[0];
    start = 1;
  }
  for (std::size_t k = start; k < clauses.size() && !part.enumerated; ++k) {
    const auto frame = frame_of(document_, clauses[k]);
    // 会议原则通过《方案》，要求市住建局…: what was decided is read before who is told.
    if (frame && k > start && document_.words.any(clauses[start].begin, clauses[k - 1].end, kDecided)) {
      read_decided_first(part, clauses[k - 1], clauses[k].begin, passage);
      return;
    }
    if (frame) {
      if (k > 0) {
        if (const Stretch topic = topic_of({clauses.begin(), clauses.begin() + static_cast<std::ptrdiff_t>(k)});
            !topic.empty())
          passage.topic = {topic};
      }
      hear(*frame, passage);
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
  std::vector<Stretch> rest(clauses.begin() + static_cast<std::ptrdiff_t>(std::min(start, clauses.size())),
                            clauses.end());
  if (rest.empty()) {
    if (const Stretch topic = topic_of(clauses); !topic.empty()) passage.topic = {topic};
    return;
  }
  if (content > rest.front().begin) rest.front().begin = content;
  if (part.enumerated) passage.actor = passage.doer = {};
  if (part.new_sentence) {
    passage.doer = {};
    passage.sentence_period.reset();
  }
  if (start == 0) listen(part, passage);
  if (start == 0)
    if (const Stretch topic = topic_of(rest); !topic.empty() && directive_of(document_, topic) == nullptr)
      passage.topic = {topic};
  // What one order governs goes on after ；, its owner and day do not.
  Chain chain;
  if (!part.new_sentence && !part.enumerated) {
    chain.directive = passage.directive;
    chain.pledged = passage.pledged;
    chain.decided = !passage.decider.empty();
    chain.actor = passage.decider;
  }
  const bool told =
      chain.directive || passage.voice == Voice::Directive || passage.voice == Voice::Decision ||
      passage.voice == Voice::Pledge ||
      (passage.voice == Voice::None && (document_.genre == Genre::Plan || document_.genre == Genre::Pledge ||
                                        document_.genre == Genre::Notice || document_.genre == Genre::Minutes));
  for (const Segment& segment : segments_of(document_, rest, told ? Told::Yes : Told::No))
    read_segment(segment, part, passage, chain);
  passage.directive = chain.directive;
  passage.pledged = chain.pledged;
  passage.decider = chain.decided && of(document_.text, chain.actor) == U"会议" ? chain.actor : Stretch{};
}

// （责任单位：市住建局；完成时限：11月底前）, 责任单位：…: owners and days of the items just read, no statements of
// their own.
bool Reader::read_duties(const Part& part, std::size_t line_first) {
  View words = of(document_.text, part.words);
  const bool bracket = words.starts_with(U"（") || words.starts_with(U"(");
  const bool named =
      starts_with_any<U"责任单位 牵头单位 配合单位 责任部门 牵头部门 责任人 完成时限 完成时间 责任领导 时限">(words) >
          0 &&
      contains_any<U"： :">(words.substr(0, 8));
  const bool bare =
      bracket && words.size() <= 26 && words.size() > 3 && is_body(document_, words.substr(1, words.size() - 2));
  if (!named && !bare && !(bracket && contains_any<U"牵头 负责 配合 责任 完成 时限">(words))) return false;
  if (statements_.size() == line_first) return true;
  Stretch inner = part.words;
  while (!inner.empty() && is_opening(document_.text[inner.begin])) ++inner.begin;
  while (!inner.empty() && is_closing(document_.text[inner.end - 1])) --inner.end;
  Stretch lead;
  std::vector<Stretch> helpers;
  std::size_t begin = inner.begin;
  for (std::size_t i = inner.begin; i <= inner.end; ++i) {
    if (i < inner.end && !is_comma(document_.text[i]) && !is_full_stop(document_.text[i])) continue;
    Stretch field{begin, i};
    begin = i + 1;
    const View text = of(document_.text, field);
    const std::size_t colon = text.find_first_of(U"：:");
    const std::size_t verb = ends_with_any<U"牵头 负责 牵头负责 配合 落实 分别负责 按职责分工负责 参与">(text);
    Stretch body = field;
    if (colon != View::npos)
      body.begin += colon + 1;
    else if (verb > 0)
      body.end -= verb;
    else if (!bare)
      continue;
    const bool helps = contains_any<U"配合 参与">(text);
    if (contains_any<U"时限 时间">(text) || body.empty()) continue;
    if (helps || (!lead.empty() && !text.ends_with(U"牵头")))
      helpers.push_back(body);
    else
      lead = body;
  }
  const Segment due{inner, {inner}, nullptr, {}, document_.times_in(inner)};
  const Deadline deadline = deadline_of(document_, due, StatementKind::Requirement, std::nullopt);
  for (std::size_t i = line_first; i < statements_.size(); ++i) {
    ReadStatement& statement = statements_[i];
    // 污水处理厂达到一级A标准（园区管委会）: the works is the thing, who answers stands in the brackets.
    if ((statement.actor.empty() || statement.actor.ends_with("厂")) && !lead.empty()) {
      statement.actor = words_of(document_, lead);
      if (statement.kind == StatementKind::Commitment &&
          (document_.genre == Genre::Plan || document_.genre == Genre::Notice || document_.genre == Genre::Minutes))
        statement.kind = StatementKind::Requirement;
      std::erase_if(statement.questions, [](const ReadQuestion& each) { return each.label == QuestionLabel::Lead; });
    }
    for (const Stretch& helper : helpers) statement.supporting.push_back(words_of(document_, helper));
    if (statement.deadline.words.empty() && deadline.kind != DeadlineKind::None) {
      statement.deadline = deadline;
      std::erase_if(statement.questions, [](const ReadQuestion& each) { return each.label == QuestionLabel::Due; });
    }
  }
  return true;
}

// 完成46条河流“一河一策”修编（区水务局负责）: the bracket that ends a part and names who; empty where none does.
Part Reader::duties_behind(const Part& part) const {
  Part duties = part;
  duties.words.begin = part.words.end;
  if (document_.genre == Genre::Bulletin || part.words.size() < 8) return duties;
  const View words = of(document_.text, part.words);
  if (!words.ends_with(U'）') && !words.ends_with(U')')) return duties;
  const std::size_t open = words.find_last_of(U"（(");
  if (open == View::npos || open < 4) return duties;
  const View inner = words.substr(open + 1, words.size() - open - 2);
  if (is_body(document_, inner) ||
      (contains_any<U"牵头 负责 配合 责任单位 责任部门 落实">(inner) && inner.size() >= 4 && !contains(inner, U'。')))
    duties.words.begin = part.words.begin + open;
  return duties;
}

void Reader::read_line(Stretch line) {
  Passage passage;
  const bool opens_paper = !body_ && (document_.genre == Genre::Bulletin || document_.genre == Genre::Report);
  body_ = true;
  const bool numbered =
      list_number(document_.text, line.begin, line.end) > 0 || enumerator(document_.text, line.begin, line.end) > 0;
  if (numbered) passage = carried_;
  if (section_ && passage.voice == Voice::None) passage.voice = *section_;
  const auto parts = parts_of(document_.text, document_.words, line);
  const Voice before = passage.voice;
  const std::size_t line_first = statements_.size();
  std::size_t duties_from = line_first;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (read_duties(part, duties_from)) {
      if (i + 1 < parts.size() && !document_.words.quoted(parts[i + 1].words.begin) &&
          !contains_any<U"： :">(of(document_.text, parts[i + 1].words).substr(0, 6)))
        duties_from = statements_.size();
      continue;
    }
    if (!part.item_no.empty() && !part.enumerated) {
      passage.actor = {};
      if (document_.genre == Genre::Pledge) passage.bound = {};
    }
    // （一）推进产业结构调整。…: the item's name before its content.
    const View words = of(document_.text, part.words);
    const auto times = document_.times_in(part.words);
    const bool dated =
        std::any_of(times.begin(), times.end(), [](const ReadTime& time) { return time.kind != TimeKind::Vague; });
    const bool name = i == 0 && parts.size() > 1 && !part.item_no.empty() && words.size() <= 16 && !part.enumerated &&
                      part.words.end < document_.text.size() && document_.text[part.words.end] == U'。' &&
                      directive_of(document_, part.words) == nullptr && !dated && document_.genre != Genre::Minutes &&
                      std::none_of(words.begin(), words.end(), is_digit) && !contains(words, U'，');
    if (name && !document_.words.any(part.words.begin, part.words.end, kProblem)) {
      passage.topic = {part.words};
      passage.bound = {};
      continue;
    }
    lede_ = opens_paper && i == 0;
    const Part duties = duties_behind(part);
    Part told = part;
    if (!duties.words.empty()) told.words.end = duties.words.begin;
    const std::size_t part_first = statements_.size();
    read_part(told, passage);
    lede_ = false;
    if (!duties.words.empty() && statements_.size() > part_first) read_duties(duties, part_first);
  }
  carried_ = passage;
  if (carried_.heard) carried_.voice = before;
  carried_.heard = false;
  carried_.actor = {};
  if (numbered && !carried_.topic.empty() && document_.genre != Genre::Bulletin) carried_.topic.clear();
}

void Reader::add_table(std::vector<Stretch>& rows) {
  for (ReadStatement& statement : table_statements(document_, rows)) {
    if (document_.paper != nullptr)
      statement.source_spans = sources_of(*document_.paper, {statement.span.begin, statement.span.end});
    statements_.push_back(std::move(statement));
  }
  rows.clear();
}

std::vector<ReadStatement> Reader::read() {
  std::vector<Stretch> rows;
  Stretch spaced_head;  // of a table parted by blanks, while its rows are read
  statements_.reserve(document_.text.size() / 40 + 4);  // a statement is a large value: none is to be moved
  const auto lines = lines_of(document_.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Stretch& line = lines[i];
    if (i > 0 && rows.empty() && heads_spaced_table(document_.text, line) && i + 1 < lines.size() &&
        is_spaced_row(document_.text, lines[i + 1], line)) {
      spaced_head = line;
      rows.push_back(line);
      continue;
    }
    if (!spaced_head.empty() && is_spaced_row(document_.text, line, spaced_head)) {
      rows.push_back(line);
      continue;
    }
    if (!spaced_head.empty()) {
      add_table(rows);
      spaced_head = {};
    }
    // Who signed, and when; the last rows of a table that ends the paper are none.
    const View said = of(document_.text, line);
    if (i > 1 && i + 3 >= lines.size() && said.size() <= 24 && !contains_any<U"。 ； ， ： 、 |">(said) &&
        directive_of(document_, line) == nullptr)
      continue;
    if (is_heading(line)) {
      if (title_.empty())
        title_ = line;
      else if (body_ || list_number(document_.text, line.begin, line.end) > 0) {
        heading_ = line;
        section_ = voice_of_heading(of(document_.text, line));
        carried_ = {};
        body_ = true;
      }
      continue;
    }
    if (is_table_row(of(document_.text, line))) {
      rows.push_back(line);
      continue;
    }
    add_table(rows);
    read_line(line);
  }
  add_table(rows);
  return std::move(statements_);
}

}  // namespace

std::vector<ReadStatement> statements_of(const Document& document) { return Reader{document}.read(); }

}  // namespace luoshi::intake

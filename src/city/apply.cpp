#include <algorithm>

#include "base/error.hpp"
#include "city/decide.hpp"
#include "city/detail/indexing.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/detail/references.hpp"

namespace luoshi::city {
namespace {

// Folds one event into a city that nobody else sees, taking from the event what it can; a throw leaves the city half
// changed, and the caller drops it.

// Comparable in one unit, and less; a figure that is taken away is lower than any.
bool is_lower(const std::optional<Figure>& after, const std::optional<Figure>& before) {
  if (!before || !after) return before && !after;
  return after->unit == before->unit && after->value < before->value;
}

class Fold {
  // Helpers first: their types are deduced.
  [[noreturn]] void missing(const char* what, std::uint32_t number) const {
    throw Error{Fault::Corrupt, "ledger entry " + std::to_string(sequence_) + " names " + what + " " +
                                    std::to_string(number) + ", which does not exist (the ledger holds what was never " +
                                    "let in); run `luoshi ledger check` and restore the backup"};
  }

  template <class Table, class Thing>
  const auto& held(const Table& table, Id<Thing> id, const char* what) const {
    if (!id || id.index() >= table.size()) missing(what, id.number());
    return table[id.index()];
  }

  template <class Table, class Thing>
  auto& touch(Table& table, Id<Thing> id, const char* what) {
    (void)held(table, id, what);
    auto& kept = table.edit(id.index());
    if (kept.history.back() != sequence_) kept.history.push_back(sequence_);
    return kept;
  }

  template <class Table>
  static std::uint32_t newest(const Table& table) {
    return static_cast<std::uint32_t>(table.size());
  }

  template <class Table, class Thing>
  std::uint32_t add(Table& table, const Thing& thing) {
    table.push_back({thing, started()});
    return newest(table);
  }

  // Most things are touched a few times: what the allocator gives for one number holds six.
  [[nodiscard]] std::vector<std::uint32_t> started() const {
    std::vector<std::uint32_t> history;
    history.reserve(6);
    history.push_back(sequence_);
    return history;
  }

  Id<Question> raise(QuestionLabel label, Id<Document> document, Id<Statement> statement) {
    Question question;
    question.document = document;
    question.statement = statement;
    question.label = label;
    return Id<Question>{add(city_.questions, question)};
  }

  void settle(Id<Question> id, QuestionState state, const std::string& answer) {
    Question& question = touch(city_.questions, id, "question").value;
    question.state = state;
    question.answer = answer;
  }

  template <class Fact>
  void expect_references(const Fact& fact) const {
    detail::each_reference(city_, fact, [&](const auto& table, auto id, std::string_view /*chinese*/, std::string_view english) {
      (void)held(table, id, std::string{english}.c_str());
    });
  }

  [[nodiscard]] Day day() const { return china_day(envelope_.recorded_at); }

  void enter(Course& course, std::uint8_t state) const {
    if (course.past.empty() || course.past.back().state != state) course.past.push_back({state, day()});
    course.state = state;
    course.due.reset();
    take_over(course);
  }

  void take_over(Course& course) const {
    course.by = envelope_.actor;
    course.on_behalf_of = envelope_.on_behalf_of;
    course.post = envelope_.post;
  }

  // A step after which the thing stays where it is lets its clock run on.
  template <class Table>
  void step(Table& table, const Stepped& event) {
    const std::uint32_t number = event.thing.number();
    if (number == 0 || number > table.size()) missing("thing", number);
    auto& kept = table.edit(number - 1);
    if (kept.history.back() != sequence_) kept.history.push_back(sequence_);
    if (event.step->to == kStays) take_over(kept.course);
    else enter(kept.course, event.step->to);
    detail::absorb(city_, kept.value, kept.course, *event.step, event.note, day());
  }

  template <class... Value>
  void step_opened(Kind kind, const Stepped& event, KindList<Value...> /*kinds*/) {
    (void)((kKindOf<Value> == kind && (step(city_.edit_all<Value>(), event), true)) || ...);
  }

  // The moves of an asset stand by day, then by report; the last one tells its stage.
  static auto place_of(KeptAsset& asset, Day until, Id<Report> report) {
    return std::lower_bound(asset.moves.begin(), asset.moves.end(), ShownMove{report, until, {}},
                            [](const ShownMove& a, const ShownMove& b) {
                              return a.until != b.until ? a.until < b.until : a.report < b.report;
                            });
  }

  static void restage(KeptAsset& asset) {
    asset.value.stage = asset.moves.empty() ? asset.registered : asset.moves.back().stage;
  }

 public:
  Fold(City& city, const Envelope& envelope)
      : city_{city}, envelope_{envelope}, sequence_{static_cast<std::uint32_t>(city.events + 1)} {}

  void operator()(const CityFounded& event) {
    city_.name = event.name;
    city_.sample = event.sample;
  }

  void operator()(const PlaceRegistered& event) {
    if (event.place.parent) (void)held(city_.places, event.place.parent, "place");
    detail::index(city_, event.place, add(city_.places, event.place));
  }

  void operator()(const BodyRegistered& event) {
    const Body& body = event.body;
    if (body.place) (void)held(city_.places, body.place, "place");
    if (body.parent) (void)held(city_.bodies, body.parent, "body");
    detail::index(city_, body, add(city_.bodies, body));
  }

  void operator()(const PostRegistered& event) {
    (void)held(city_.bodies, event.post.body, "body");
    if (event.post.superior) (void)held(city_.posts, event.post.superior, "post");
    detail::index(city_, event.post, add(city_.posts, event.post));
  }

  void operator()(const PersonRegistered& event) {
    detail::index(city_, event.person, add(city_.persons, event.person));
  }

  void operator()(const HolderAppointed& event) {
    (void)held(city_.persons, event.holder.person, "person");
    (void)held(city_.posts, event.holder.post, "post");
    detail::index(city_, event.holder, add(city_.holders, event.holder));
  }

  // The last term of that person in that post ends; the others are over.
  void operator()(const HolderEnded& event) {
    std::uint32_t last = 0;
    (void)city_.holders_by_person.find(index_key(event.person), [&](std::uint32_t number) {
      const Holder& holder = city_.holders[number - 1].value;
      if (holder.person == event.person && holder.post == event.post) last = number;
      return false;
    });
    if (last == 0) missing("holder of post", event.post.number());
    touch(city_.holders, Id<Holder>{last}, "holder").value.until = event.until;
  }

  void operator()(const AssetRegistered& event) {
    if (event.asset.place) (void)held(city_.places, event.asset.place, "place");
    if (event.asset.part_of) (void)held(city_.assets, event.asset.part_of, "asset");
    city_.assets.push_back({{event.asset, started()}, event.asset.stage, {}});
    detail::index(city_, event.asset, newest(city_.assets));
  }

  void operator()(const RulesAdopted& event) {
    const auto same = std::find_if(city_.rules.begin(), city_.rules.end(),
                                   [&](const AdoptedRules& rules) { return rules.name == event.rules.name; });
    if (same != city_.rules.end()) *same = event.rules;
    else city_.rules.push_back(event.rules);
  }

  // Questions are numbered statement by statement, those of the paper as a whole last.
  void operator()(const DocumentImported& event) {
    const auto document = Id<Document>::at_index(city_.documents.size());
    KeptDocument kept{{event.document, started()}, {}, static_cast<std::uint32_t>(event.statements.size()), {}};
    if (!event.statements.empty()) kept.first_statement = Id<Statement>::at_index(city_.statements.size());
    for (const ProposedStatement& proposed : event.statements) {
      const auto id = Id<Statement>::at_index(city_.statements.size());
      KeptStatement statement{{proposed.statement, started()}, {}, {}};
      statement.value.document = document;
      statement.value.state = StatementState::Proposed;
      statement.value.dismissal.clear();
      for (const QuestionLabel label : proposed.questions) {
        statement.questions.push_back(raise(label, document, id));
        kept.questions.push_back(statement.questions.back());
      }
      city_.statements.push_back(std::move(statement));
    }
    for (const QuestionLabel label : event.questions) kept.questions.push_back(raise(label, document, {}));
    city_.documents.push_back(std::move(kept));
    detail::index(city_, event.document, document.number());
  }

  void operator()(const StatementConfirmed& event) {
    touch(city_.statements, event.statement, "statement").value.state = StatementState::Confirmed;
  }

  void operator()(const StatementCorrected& event) {
    Statement& statement = touch(city_.statements, event.statement, "statement").value;
    statement.state = StatementState::Corrected;
    statement.kind = event.kind;
    statement.theme = event.theme;
    statement.dismissal.clear();
  }

  // What is not used need not be asked: its open questions are waived with the same reason.
  void operator()(const StatementDismissed& event) {
    KeptStatement& kept = touch(city_.statements, event.statement, "statement");
    kept.value.state = StatementState::Dismissed;
    kept.value.dismissal = event.reason;
    for (const Id<Question> id : kept.questions)
      if (city_.questions[id.index()].value.state == QuestionState::Open) settle(id, QuestionState::Waived, event.reason);
  }

  void operator()(const QuestionAsked& event) {
    Question question = event.question;
    question.state = QuestionState::Open;
    if (question.statement)
      question.document = held(city_.statements, question.statement, "statement").value.document;
    if (question.document) (void)held(city_.documents, question.document, "document");
    if (question.commitment) (void)held(city_.commitments, question.commitment, "commitment");
    if (question.asked_of) (void)held(city_.posts, question.asked_of, "post");
    const Id<Question> id{add(city_.questions, question)};
    if (question.statement) city_.statements.edit(question.statement.index()).questions.push_back(id);
    if (question.document) city_.documents.edit(question.document.index()).questions.push_back(id);
    if (question.commitment) city_.commitments.edit(question.commitment.index()).questions.push_back(id);
  }

  void operator()(const QuestionPut& event) {
    (void)held(city_.posts, event.asked_of, "post");
    Question& question = touch(city_.questions, event.question, "question").value;
    question.asked_of = event.asked_of;
    question.due = event.due;
  }

  void operator()(const QuestionAnswered& event) {
    if (event.document) (void)held(city_.documents, event.document, "document");
    settle(event.question, QuestionState::Answered, event.answer);
    city_.questions.edit(event.question.index()).value.answer_document = event.document;
  }

  void operator()(const QuestionWaived& event) { settle(event.question, QuestionState::Waived, event.reason); }

  void operator()(CommitmentOpened& event) {
    Commitment& commitment = event.commitment;
    commitment.deadline = commitment.original_deadline;
    commitment.extensions = 0;
    commitment.state = CommitmentState::Proposed;
    (void)held(city_.bodies, commitment.lead, "body");
    for (const Id<Body> body : commitment.supports) (void)held(city_.bodies, body, "body");
    for (const Id<Asset> asset : commitment.assets) (void)held(city_.assets, asset, "asset");
    for (const Id<Statement> source : commitment.sources) (void)held(city_.statements, source, "statement");
    if (commitment.parent) (void)held(city_.commitments, commitment.parent, "commitment");
    const auto id = Id<Commitment>::at_index(city_.commitments.size());
    for (const Id<Statement> source : commitment.sources)
      city_.statements.edit(source.index()).commitments.push_back(id);
    city_.commitments.push_back({{std::move(commitment), started()}, {}, {}, {}, {}});
  }

  void operator()(const CommitmentAdopted& event) {
    touch(city_.commitments, event.commitment, "commitment").value.state = CommitmentState::InForce;
  }

  // In force, what was promised at first is not forgotten: the steps down and the changes of lead are counted.
  void operator()(CommitmentAmended& event) {
    expect_references(event);
    Commitment& commitment = touch(city_.commitments, event.commitment, "commitment").value;
    Commitment after = std::move(event.terms);
    const bool proposed = commitment.state == CommitmentState::Proposed;
    after.deadline = proposed ? after.original_deadline : commitment.deadline;
    after.extensions = commitment.extensions;
    after.state = commitment.state;
    after.reopened = commitment.reopened;
    after.lowered = commitment.lowered + (!proposed && is_lower(after.figure, commitment.figure) ? 1 : 0);
    after.moved_lead = commitment.moved_lead + (!proposed && after.lead != commitment.lead ? 1 : 0);
    const auto id = event.commitment;
    for (const Id<Statement> source : commitment.sources) {
      auto& tied = city_.statements.edit(source.index()).commitments;
      tied.erase(std::remove(tied.begin(), tied.end(), id), tied.end());
    }
    for (const Id<Statement> source : after.sources) city_.statements.edit(source.index()).commitments.push_back(id);
    commitment = std::move(after);
  }

  template <class Value>
  void operator()(Opened<Value>& event) {
    expect_references(event);
    auto& table = city_.edit_all<Value>();
    const auto id = Id<Value>::at_index(table.size());
    KeptThing<Value> kept{{std::move(event.value), started()}, {}};
    enter(kept.course, 0);
    kept.course.due = detail::first_clock(kept.value);
    table.push_back(std::move(kept));
    detail::tie(city_, id, city_.all<Value>()[id.index()].value);
  }

  void operator()(const Stepped& event) {
    expect_references(event);
    const Kind kind = event.step->kind();
    if (kind == Kind::Commitment) step(city_.commitments, event);
    else if (kind == Kind::Question) step(city_.questions, event);
    else step_opened(kind, event, OpenedKinds{});
  }

  void operator()(const DeadlineExtended& event) {
    (void)held(city_.posts, event.approver, "post");
    Commitment& commitment = touch(city_.commitments, event.commitment, "commitment").value;
    commitment.deadline = event.deadline;
    ++commitment.extensions;
  }

  void operator()(ReportFiled& event) {
    (void)held(city_.commitments, event.report.commitment, "commitment");
    const auto id = Id<Report>::at_index(city_.reports.size());
    const Day until = event.report.until;
    KeptReport kept{{std::move(event.report), started()}, envelope_.on_behalf_of};
    kept.value.reporter = envelope_.actor;
    kept.value.reporter_post = envelope_.post;
    kept.value.check = CheckState::Unchecked;
    for (const AssetMove& move : kept.value.moves) {
      KeptAsset& asset = touch(city_.assets, move.asset, "asset");
      asset.moves.insert(place_of(asset, until, id), {id, until, move.stage});
      restage(asset);
    }
    city_.commitments.edit(kept.value.commitment.index()).reports.push_back(id);
    city_.reports.push_back(std::move(kept));
  }

  void operator()(const ReportChecked& event) {
    Report& report = touch(city_.reports, event.report, "report").value;
    report.check = event.verdict;
    report.checker = envelope_.actor;
    report.check_reason = event.reason;
    if (event.verdict != CheckState::Returned) return;
    for (const AssetMove& move : report.moves) {
      KeptAsset& asset = touch(city_.assets, move.asset, "asset");
      const auto shown = place_of(asset, report.until, event.report);
      if (shown != asset.moves.end() && shown->report == event.report) asset.moves.erase(shown);
      restage(asset);
    }
  }

 private:
  City& city_;
  const Envelope& envelope_;
  std::uint32_t sequence_;
};

}  // namespace

void fold_into(City& city, Event event) {
  const auto out_of_place = [&](const std::string& why) {
    return Error{Fault::Corrupt, "ledger entry " + std::to_string(city.events + 1) + " " + why +
                                     " (the ledger holds what was never let in); restore the backup"};
  };
  const bool founding = std::holds_alternative<CityFounded>(event.body);
  if (founding != (city.events == 0))
    throw out_of_place(founding ? "founds the city again" : "comes before the city was founded");
  if (event.envelope.recorded_at < city.recorded_at && city.events > 0)
    throw out_of_place("is recorded at " + instant_text(event.envelope.recorded_at) + ", before the one in front at " +
                       instant_text(city.recorded_at));
  std::visit(Fold{city, event.envelope}, event.body);
  ++city.events;
  city.recorded_at = event.envelope.recorded_at;
}

City apply(City city, Event event) {
  fold_into(city, std::move(event));
  return city;
}

}  // namespace luoshi::city

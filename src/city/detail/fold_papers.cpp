#include <algorithm>

#include "city/detail/folding.hpp"
#include "city/detail/indexing.hpp"

// Papers, statements, questions.
namespace luoshi::city::detail {
namespace {

Id<Question> raise(Folding& into, QuestionLabel label, Id<Document> document, Id<Statement> statement) {
  Question question;
  question.document = document;
  question.statement = statement;
  question.label = label;
  return Id<Question>{into.add(into.city.questions, question)};
}

void settle(Folding& into, Id<Question> id, QuestionState state, const std::string& answer) {
  Question& question = into.touch(into.city.questions, id, "question").value;
  question.state = state;
  question.answer = answer;
}

}  // namespace

// Questions are numbered statement by statement, those of the paper as a whole last.
void fold(Folding& into, const DocumentImported& event) {
  const auto document = Id<Document>::at_index(into.city.documents.size());
  KeptDocument kept{{event.document, into.started()}, {}, static_cast<std::uint32_t>(event.statements.size()), {}};
  if (!event.statements.empty()) kept.first_statement = Id<Statement>::at_index(into.city.statements.size());
  for (const ProposedStatement& proposed : event.statements) {
    const auto id = Id<Statement>::at_index(into.city.statements.size());
    KeptStatement statement{{proposed.statement, into.started()}, {}, {}, {}, {}};
    statement.value.document = document;
    statement.value.state = StatementState::Proposed;
    statement.value.dismissal.clear();
    for (const QuestionLabel label : proposed.questions) {
      statement.questions.push_back(raise(into, label, document, id));
      kept.questions.push_back(statement.questions.back());
    }
    into.city.statements.push_back(std::move(statement));
  }
  for (const QuestionLabel label : event.questions) kept.questions.push_back(raise(into, label, document, {}));
  into.city.documents.push_back(std::move(kept));
  index(into.city, event.document, document.number());
}

void fold(Folding& into, const StatementConfirmed& event) {
  into.touch(into.city.statements, event.statement, "statement").value.state = StatementState::Confirmed;
}

void fold(Folding& into, const StatementCorrected& event) {
  Statement& statement = into.touch(into.city.statements, event.statement, "statement").value;
  statement.state = StatementState::Corrected;
  statement.kind = event.kind;
  statement.theme = event.theme;
  statement.dismissal.clear();
}

// What is not used need not be asked: its open questions are waived with the same reason.
void fold(Folding& into, const StatementDismissed& event) {
  KeptStatement& kept = into.touch(into.city.statements, event.statement, "statement");
  kept.value.state = StatementState::Dismissed;
  kept.value.dismissal = event.reason;
  for (const Id<Question> id : kept.questions)
    if (into.city.questions[id.index()].value.state == QuestionState::Open) settle(into, id, QuestionState::Waived, event.reason);
}

void fold(Folding& into, const StatementTied& event) {
  into.expect_references(event);
  into.touch(into.city.statements, event.statement, "statement").earlier = event.earlier;
  into.touch(into.city.statements, event.earlier, "statement").later.push_back(event.statement);
}

void fold(Folding& into, const StatementUntied& event) {
  KeptStatement& kept = into.touch(into.city.statements, event.statement, "statement");
  const Id<Statement> earlier = kept.earlier;
  kept.earlier = {};
  auto& later = into.touch(into.city.statements, earlier, "statement").later;
  later.erase(std::remove(later.begin(), later.end(), event.statement), later.end());
}

void fold(Folding& into, const QuestionAsked& event) {
  Question question = event.question;
  question.state = QuestionState::Open;
  if (question.statement)
    question.document = into.held(into.city.statements, question.statement, "statement").value.document;
  if (question.document) (void)into.held(into.city.documents, question.document, "document");
  if (question.commitment) (void)into.held(into.city.commitments, question.commitment, "commitment");
  if (question.asked_of) (void)into.held(into.city.posts, question.asked_of, "post");
  const Id<Question> id{into.add(into.city.questions, question)};
  if (question.statement) into.city.statements.edit(question.statement.index()).questions.push_back(id);
  if (question.document) into.city.documents.edit(question.document.index()).questions.push_back(id);
  if (question.commitment) into.city.commitments.edit(question.commitment.index()).questions.push_back(id);
}

void fold(Folding& into, const QuestionPut& event) {
  (void)into.held(into.city.posts, event.asked_of, "post");
  Question& question = into.touch(into.city.questions, event.question, "question").value;
  question.asked_of = event.asked_of;
  question.due = event.due;
}

void fold(Folding& into, const QuestionAnswered& event) {
  if (event.document) (void)into.held(into.city.documents, event.document, "document");
  settle(into, event.question, QuestionState::Answered, event.answer);
  into.city.questions.edit(event.question.index()).value.answer_document = event.document;
}

void fold(Folding& into, const QuestionWaived& event) { settle(into, event.question, QuestionState::Waived, event.reason); }

}  // namespace luoshi::city::detail

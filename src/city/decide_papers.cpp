#include <algorithm>

#include "city/detail/deciding.hpp"
#include "model/words.hpp"

// Documents, statements, questions.
namespace luoshi::city::detail {
namespace {

Refusal wrong_state(std::string_view what, std::uint32_t number, std::string_view state, std::string_view what_to_do) {
  return refuse(Fault::Conflict, numbered(what, number) + "不能再办", "现为“" + std::string{state} + "”",
                std::string{what_to_do});
}

template <class Command>
std::optional<Refusal> cannot_judge(const Case& one, const Command& command) {
  if (auto no = may(one.city, one.actor, Action::JudgeStatement, {}, one.today)) return no;
  return moved(one.city.statements, command.fact.statement, command.seen, "条目");
}

const Statement& statement_of(const Case& one, Id<Statement> id) { return one.city.statements[id.index()].value; }

// The body that a question is about: the lead of its commitment, else the city as a whole.
Id<Body> body_of(const City& city, const Question& question) {
  if (!question.commitment) return {};
  return city.commitments[question.commitment.index()].value.lead;
}

std::optional<Refusal> closed(const Case& one, Id<Question> id) {
  const Question& question = one.city.questions[id.index()].value;
  if (question.state == QuestionState::Open) return std::nullopt;
  return wrong_state("问清", id.number(), chinese_of(question.state), "如仍有疑问，请另提一条");
}

std::optional<Refusal> bad_due(const Case& one, const std::optional<Day>& due) {
  if (!due || (is_day(*due) && *due >= one.today)) return std::nullopt;
  return refuse(Fault::BadInput, "答复期限有误", is_day(*due) ? day_text(*due) + " 已过" : "日期不存在", "请改为今天或以后的日期");
}

std::optional<Refusal> bad_spans(const DocumentImported& fact) {
  for (const ProposedStatement& proposed : fact.statements) {
    const Statement& statement = proposed.statement;
    if (statement.source.begin > statement.source.end || statement.text.begin > statement.text.end)
      return refuse(Fault::BadInput, "文件收不进", "条目的起止位置颠倒", "请重新读取这份文件");
  }
  return std::nullopt;
}

}  // namespace

Decision rule(const Case& one, const ImportDocument& command) {
  if (auto no = may(one.city, one.actor, Action::ImportPaper, {}, one.today)) return *no;
  const Document& document = command.fact.document;
  if (document.source == Digest{})
    return refuse(Fault::BadInput, "文件收不进", "没有原文摘要", "请连同原文一起提交");
  if (const Id<Document> same = one.city.document_of(document.source)) {
    const Document& kept = one.city.documents[same.index()].value;
    return refuse(Fault::Conflict, "这份文件已收录",
                  numbered("文件", same.number()) + "《" + (kept.title.empty() ? kept.file : kept.title) + "》内容逐字节相同",
                  "不必重复收录");
  }
  if (!document.date.empty() && !PartialDate::parse(document.date))
    return refuse(Fault::BadInput, "文件日期有误", document.date + " 不存在", "请改正或留空");
  if (auto no = bad_spans(command.fact)) return *no;
  DocumentImported fact = command.fact;
  for (ProposedStatement& proposed : fact.statements) {
    proposed.statement.document = {};
    proposed.statement.state = StatementState::Proposed;
    proposed.statement.dismissal.clear();
  }
  return accept(std::move(fact));
}

Decision rule(const Case& one, const ConfirmStatement& command) {
  if (auto no = cannot_judge(one, command)) return *no;
  const Statement& statement = statement_of(one, command.fact.statement);
  if (statement.state != StatementState::Proposed)
    return wrong_state("条目", command.fact.statement.number(), chinese_of(statement.state), "如有出入，请用“更正”");
  return accept(command.fact);
}

Decision rule(const Case& one, const CorrectStatement& command) {
  if (auto no = cannot_judge(one, command)) return *no;
  if (auto no = without_reason(command.fact.reason, "更正条目")) return *no;
  const Statement& statement = statement_of(one, command.fact.statement);
  const bool same = statement.kind == command.fact.kind && statement.theme == command.fact.theme;
  if (same && statement.state != StatementState::Dismissed)
    return refuse(Fault::BadInput, "不能更正条目", "类别和领域都没有变化", "如认可原读数，请用“确认”");
  return accept(command.fact);
}

Decision rule(const Case& one, const DismissStatement& command) {
  if (auto no = cannot_judge(one, command)) return *no;
  if (auto no = without_reason(command.fact.reason, "不采用条目")) return *no;
  const auto& kept = one.city.statements[command.fact.statement.index()];
  if (kept.value.state == StatementState::Dismissed)
    return wrong_state("条目", command.fact.statement.number(), chinese_of(kept.value.state), "如要恢复，请用“更正”");
  for (const Id<Commitment> id : kept.commitments) {
    const Commitment& commitment = one.city.commitments[id.index()].value;
    if (commitment.state != CommitmentState::Withdrawn)
      return refuse(Fault::Conflict, "不能不采用条目",
                    numbered("承诺事项", id.number()) + "“" + commitment.title + "”以它为据", "请先处理该承诺事项");
  }
  return accept(command.fact);
}

Decision rule(const Case& one, const TieStatement& command) {
  const std::string cannot = "不能连成一线";
  const Id<Statement> id = command.fact.statement, earlier = command.fact.earlier;
  if (auto no = cannot_judge(one, command)) return *no;
  if (auto no = absent(one.city.statements, earlier, "条目")) return *no;
  const KeptStatement& kept = one.city.statements[id.index()];
  const KeptStatement& before = one.city.statements[earlier.index()];
  if (kept.earlier) return refuse(Fault::Conflict, cannot, numbered("条目", id.number()) + "已连到条目 " + std::to_string(kept.earlier.number()), "请先解开");
  if (kept.value.document == before.value.document) return refuse(Fault::BadInput, cannot, "两条出自同一份文件", "请选另一次会议的条目");
  for (const KeptStatement* each : {&kept, &before})
    if (each->value.state == StatementState::Dismissed) return refuse(Fault::Conflict, cannot, "有一条不采用", "请先更正该条目");
  for (Id<Statement> at = earlier; at; at = one.city.statements[at.index()].earlier)
    if (at == id) return refuse(Fault::BadInput, cannot, "前一条已经连到后一条", "请核对先后");
  return accept(command.fact);
}

Decision rule(const Case& one, const UntieStatement& command) {
  if (auto no = cannot_judge(one, command)) return *no;
  if (auto no = without_reason(command.fact.reason, "解开")) return *no;
  if (one.city.statements[command.fact.statement.index()].earlier) return accept(command.fact);
  return refuse(Fault::Conflict, "不能解开", numbered("条目", command.fact.statement.number()) + "没有连到更早的条目", "请刷新后再办");
}

Decision rule(const Case& one, const AskQuestion& command) {
  Question question = command.fact.question;
  if (question.commitment)
    if (auto no = absent(one.city.commitments, question.commitment, "承诺事项")) return *no;
  if (question.statement)
    if (auto no = absent(one.city.statements, question.statement, "条目")) return *no;
  if (question.document)
    if (auto no = absent(one.city.documents, question.document, "文件")) return *no;
  if (!question.commitment && !question.statement && !question.document)
    return refuse(Fault::BadInput, "不能提出问清", "没有写问的是哪份文件、哪个条目或哪项承诺", "请写明所问事项");
  if (auto no = may(one.city, one.actor, Action::AskQuestion, body_of(one.city, question), one.today)) return *no;
  if (is_blank(question.text)) return refuse(Fault::BadInput, "不能提出问清", "没有写问题", "请用一句话写明要问什么");
  if (question.asked_of)
    if (auto no = absent(one.city.posts, question.asked_of, "岗位")) return *no;
  if (auto no = bad_due(one, question.due)) return *no;
  question.state = QuestionState::Open;
  question.answer.clear();
  question.answer_document = {};
  if (question.statement) question.document = {};  // the statement tells its document
  return accept(QuestionAsked{std::move(question)});
}

Decision rule(const Case& one, const PutQuestion& command) {
  if (auto no = absent(one.city.questions, command.fact.question, "问清")) return *no;
  const Question& question = one.city.questions[command.fact.question.index()].value;
  if (auto no = may(one.city, one.actor, Action::AskQuestion, body_of(one.city, question), one.today)) return *no;
  if (auto no = moved_since(one.city.questions, command.fact.question, command.seen, "问清")) return *no;
  if (auto no = closed(one, command.fact.question)) return *no;
  if (auto no = absent(one.city.posts, command.fact.asked_of, "岗位")) return *no;
  if (auto no = bad_due(one, command.fact.due)) return *no;
  return accept(command.fact);
}

Decision rule(const Case& one, const AnswerQuestion& command) {
  if (auto no = absent(one.city.questions, command.fact.question, "问清")) return *no;
  const Question& question = one.city.questions[command.fact.question.index()].value;
  const bool asked = one.actor.post && question.asked_of == one.actor.post && one.actor.person &&
                     acts_in_office(one.city, one.actor, one.today);
  if (!asked)
    if (auto no = may(one.city, one.actor, Action::AnswerQuestion, body_of(one.city, question), one.today)) return *no;
  if (auto no = moved_since(one.city.questions, command.fact.question, command.seen, "问清")) return *no;
  if (auto no = closed(one, command.fact.question)) return *no;
  if (is_blank(command.fact.answer)) return refuse(Fault::BadInput, "不能答复", "答复是空的", "请写明答复");
  if (command.fact.document)
    if (auto no = absent(one.city.documents, command.fact.document, "文件")) return *no;
  return accept(command.fact);
}

Decision rule(const Case& one, const WaiveQuestion& command) {
  if (auto no = absent(one.city.questions, command.fact.question, "问清")) return *no;
  const Question& question = one.city.questions[command.fact.question.index()].value;
  if (auto no = may(one.city, one.actor, Action::WaiveQuestion, body_of(one.city, question), one.today)) return *no;
  if (auto no = moved_since(one.city.questions, command.fact.question, command.seen, "问清")) return *no;
  if (auto no = closed(one, command.fact.question)) return *no;
  if (auto no = without_reason(command.fact.reason, "免予问清")) return *no;
  return accept(command.fact);
}

}  // namespace luoshi::city::detail

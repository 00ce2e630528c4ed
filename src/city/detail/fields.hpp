#pragma once

#include "city/detail/fields_opened.hpp"
#include "city/detail/values.hpp"
#include "city/event.hpp"

// The fields of every event body and of what it carries, once for all readers and writers: `io(name, field)` for each,
// in the order of canonical JSON (names sorted), so that a writer need not sort and a reader passes once.
namespace luoshi::city::detail {

template <class IO, Is<Place> T>
void fields(IO& io, T& place) {
  io("code", place.code);
  io("level", place.level);
  io("name", place.name);
  io("parent", place.parent);
}

template <class IO, Is<Body> T>
void fields(IO& io, T& body) {
  io("aliases", body.aliases);
  io("kind", body.kind);
  io("name", body.name);
  io("parent", body.parent);
  io("place", body.place);
}

template <class IO, Is<Post> T>
void fields(IO& io, T& post) {
  io("body", post.body);
  io("name", post.name);
  io("superior", post.superior);
}

template <class IO, Is<Person> T>
void fields(IO& io, T& person) {
  io("name", person.name);
}

template <class IO, Is<Holder> T>
void fields(IO& io, T& holder) {
  io("from", holder.from);
  io("person", holder.person);
  io("post", holder.post);
  io("roles", holder.roles);
  io("until", holder.until);
}

template <class IO, Is<Asset> T>
void fields(IO& io, T& asset) {
  io("code", asset.code);
  io("kind", asset.kind);
  io("name", asset.name);
  io("part_of", asset.part_of);
  io("place", asset.place);
  io("stage", asset.stage);
}

template <class IO, Is<AdoptedRules> T>
void fields(IO& io, T& rules) {
  io("digest", rules.digest);
  io("name", rules.name);
}

template <class IO, Is<Document> T>
void fields(IO& io, T& document) {
  io("date", document.date);
  io("date_inferred", document.date_inferred);
  io("file", document.file);
  io("meeting_number", document.meeting_number);
  io("meeting_type", document.meeting_type);
  io("place", document.place);
  io("reader", document.reader);
  io("reading", document.reading);
  io("sample", document.sample);
  io("source", document.source);
  io("title", document.title);
}

template <class IO, Is<ProposedStatement> T>
void fields(IO& io, T& proposed) {
  auto& statement = proposed.statement;
  io("has_date", statement.has_date);
  io("has_figure", statement.has_figure);
  io("has_lead", statement.has_lead);
  io("kind", statement.kind);
  io("names_outcome", statement.names_outcome);
  io("place_in_reading", statement.place_in_reading);
  io("questions", proposed.questions);
  io("source", statement.source);
  io("text", statement.text);
  io("theme", statement.theme);
}

template <class IO, Is<Deadline> T>
void fields(IO& io, T& deadline) {
  io("from", deadline.from);
  io("kind", deadline.kind);
  io("until", deadline.until);
  io("words", deadline.words);
}

template <class IO, Is<Figure> T>
void fields(IO& io, T& figure) {
  io("baseline", figure.baseline);
  io("basis", figure.basis);
  io("bound", figure.bound);
  io("of", figure.of);
  io("uncertain", figure.uncertain);
  io("unit", figure.unit);
  io("value", figure.value);
}

template <class IO, Is<Question> T>
void fields(IO& io, T& question) {
  io("asked_of", question.asked_of);
  io("commitment", question.commitment);
  io("document", question.document);
  io("due", question.due);
  io("label", question.label);
  io("statement", question.statement);
  io("text", question.text);
}

template <class IO, Is<Commitment> T>
void fields(IO& io, T& commitment) {
  io("assets", commitment.assets);
  io("deadline", commitment.original_deadline);
  io("figure", commitment.figure);
  io("lead", commitment.lead);
  io("meaning", commitment.meaning);
  io("needs", commitment.needs);
  io("parent", commitment.parent);
  io("sources", commitment.sources);
  io("started", commitment.started);
  io("supports", commitment.supports);
  io("theme", commitment.theme);
  io("title", commitment.title);
}

template <class IO, Is<StatedTotal> T>
void fields(IO& io, T& total) {
  io("by", total.by);
  io("document", total.document);
  io("figure", total.figure);
}

template <class IO, Is<RecordedVerdict> T>
void fields(IO& io, T& verdict) {
  io("at", verdict.at);
  io("commitment", verdict.commitment);
  io("due", verdict.due);
  io("engine", verdict.engine);
  io("high", verdict.high);
  io("inputs", verdict.inputs);
  io("light", verdict.light);
  io("low", verdict.low);
  io("on", verdict.on);
  io("probability", verdict.probability);
  io("quantiles", verdict.quantiles);
  io("reason", verdict.reason);
  io("reasons", verdict.reasons);
  io("seed", verdict.seed);
  io("straight", verdict.straight);
  io("total", verdict.total);
  io("wanted", verdict.wanted);
  io("word", verdict.word);
}

template <class IO, Is<AssetMove> T>
void fields(IO& io, T& move) {
  io("asset", move.asset);
  io("stage", move.stage);
}

template <class IO, Is<Report> T>
void fields(IO& io, T& report) {
  io("commitment", report.commitment);
  io("evidence", report.evidence);
  io("moves", report.moves);
  io("note", report.note);
  io("said", report.said);
  io("until", report.until);
}

template <class IO, Is<Sample> T>
void fields(IO& io, T& sample) {
  io("asset", sample.asset);
  io("day", sample.day);
  io("limit", sample.limit);
  io("paper", sample.paper);
  io("parameter", sample.parameter);
  io("value", sample.value);
  io("verdict", sample.verdict);
}

template <class IO, Is<WorkingDays> T>
void fields(IO& io, T& days) {
  io("off", days.off);
  io("source", days.source);
  io("worked", days.worked);
  io("year", days.year);
}

template <class IO, Is<CityFounded> T>
void fields(IO& io, T& event) {
  io("name", event.name);
  io("sample", event.sample);
}
template <class IO, Is<PlaceRegistered> T>
void fields(IO& io, T& event) { fields(io, event.place); }
template <class IO, Is<BodyRegistered> T>
void fields(IO& io, T& event) { fields(io, event.body); }
template <class IO, Is<PostRegistered> T>
void fields(IO& io, T& event) { fields(io, event.post); }
template <class IO, Is<PersonRegistered> T>
void fields(IO& io, T& event) { fields(io, event.person); }
template <class IO, Is<HolderAppointed> T>
void fields(IO& io, T& event) { fields(io, event.holder); }
template <class IO, Is<ActingAppointed> T>
void fields(IO& io, T& event) { fields(io, event.holder); }
template <class IO, Is<HolderEnded> T>
void fields(IO& io, T& event) {
  io("person", event.person);
  io("post", event.post);
  io("until", event.until);
}
template <class IO, Is<AssetRegistered> T>
void fields(IO& io, T& event) { fields(io, event.asset); }
template <class IO, Is<RulesAdopted> T>
void fields(IO& io, T& event) { fields(io, event.rules); }
template <class IO, Is<DocumentImported> T>
void fields(IO& io, T& event) {
  io("document", event.document);
  io("questions", event.questions);
  io("statements", event.statements);
}
template <class IO, Is<StatementConfirmed> T>
void fields(IO& io, T& event) { io("statement", event.statement); }
template <class IO, Is<StatementCorrected> T>
void fields(IO& io, T& event) {
  io("kind", event.kind);
  io("reason", event.reason);
  io("statement", event.statement);
  io("theme", event.theme);
}
template <class IO, Is<StatementDismissed> T>
void fields(IO& io, T& event) {
  io("reason", event.reason);
  io("statement", event.statement);
}
template <class IO, Is<StatementTied> T>
void fields(IO& io, T& event) {
  io("earlier", event.earlier);
  io("statement", event.statement);
}
template <class IO, Is<StatementUntied> T>
void fields(IO& io, T& event) {
  io("reason", event.reason);
  io("statement", event.statement);
}
template <class IO, Is<QuestionAsked> T>
void fields(IO& io, T& event) { fields(io, event.question); }
template <class IO, Is<QuestionPut> T>
void fields(IO& io, T& event) {
  io("asked_of", event.asked_of);
  io("due", event.due);
  io("question", event.question);
}
template <class IO, Is<QuestionAnswered> T>
void fields(IO& io, T& event) {
  io("answer", event.answer);
  io("document", event.document);
  io("question", event.question);
}
template <class IO, Is<QuestionWaived> T>
void fields(IO& io, T& event) {
  io("question", event.question);
  io("reason", event.reason);
}
template <class IO, Is<CommitmentOpened> T>
void fields(IO& io, T& event) { fields(io, event.commitment); }
template <class IO, Is<CommitmentAdopted> T>
void fields(IO& io, T& event) { io("commitment", event.commitment); }
template <class IO, Is<DeadlineExtended> T>
void fields(IO& io, T& event) {
  io("approver", event.approver);
  io("commitment", event.commitment);
  io("deadline", event.deadline);
  io("reason", event.reason);
}
template <class IO, Is<ReportFiled> T>
void fields(IO& io, T& event) { fields(io, event.report); }
template <class IO, Is<ReportChecked> T>
void fields(IO& io, T& event) {
  io("reason", event.reason);
  io("report", event.report);
  io("verdict", event.verdict);
}

template <class IO, Is<CommitmentAmended> T>
void fields(IO& io, T& event) {
  io("approver", event.approver);
  io("commitment", event.commitment);
  io("reason", event.reason);
  io("terms", event.terms);
}
template <class IO, Is<VerdictRecorded> T>
void fields(IO& io, T& event) { fields(io, event.verdict); }
template <class IO, Is<WorkingDaysSet> T>
void fields(IO& io, T& event) { fields(io, event.days); }
template <class IO, Is<SampleRecorded> T>
void fields(IO& io, T& event) { fields(io, event.sample); }
template <class IO, Is<SampleCorrected> T>
void fields(IO& io, T& event) {
  io("reason", event.reason);
  io("sample", event.sample);
}
template <class IO, Is<FunnelJudged> T>
void fields(IO& io, T& event) {
  io("as_of", event.as_of);
  io("asset", event.asset);
  io("cause", event.cause);
  io("holds_until", event.holds_until);
  io("reason", event.reason);
  io("rule", event.rule);
  io("rule_digest", event.rule_digest);
  io("samples", event.samples);
  io("word", event.word);
}
template <class IO, class Value>
void fields(IO& io, Opened<Value>& event) { fields(io, event.value); }
template <class IO, class Value>
void fields(IO& io, const Opened<Value>& event) { fields(io, event.value); }
// The step itself is told by the type.
template <class IO, Is<Stepped> T>
void fields(IO& io, T& event) {
  auto& note = event.note;
  io("article", note.article);
  io("assets", note.assets);
  io("body", note.body);
  io("day", note.day);
  io("document", note.document);
  io("evidence", note.evidence);
  io("figure", note.figure);
  io("name", note.name);
  io("number", note.number);
  io("post", note.post);
  io("reason", note.reason);
  io("thing", event.thing);
}

}  // namespace luoshi::city::detail

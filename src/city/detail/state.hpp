#pragma once

#include "city/city.hpp"
#include "city/detail/fields.hpp"

// All that a city holds of each thing: `io(field)` for each, in a fixed order. Things that stand in the city just as an
// event brought them share the event's list.
namespace luoshi::city::detail {

/// Hands the fields of an event's list on without their names.
template <class IO>
struct Nameless {
  IO& io;
  template <class T>
  void operator()(std::string_view /*name*/, T& field) { io(field); }
};

template <class IO, class T>
void state(IO& io, T& value) {
  Nameless<IO> nameless{io};
  fields(nameless, value);
}

template <class IO, Is<Holder> T>
void state(IO& io, T& holder) {
  Nameless<IO> nameless{io};
  fields(nameless, holder);
  io(holder.acting);
}

template <class IO, Is<Statement> T>
void state(IO& io, T& statement) {
  io(statement.document);
  io(statement.source);
  io(statement.text);
  io(statement.place_in_reading);
  io(statement.kind);
  io(statement.theme);
  io(statement.state);
  io(statement.has_lead);
  io(statement.has_figure);
  io(statement.has_date);
  io(statement.names_outcome);
  io(statement.dismissal);
}

template <class IO, Is<Question> T>
void state(IO& io, T& question) {
  Nameless<IO> nameless{io};
  fields(nameless, question);
  io(question.state);
  io(question.answer);
  io(question.answer_document);
}

template <class IO, Is<Commitment> T>
void state(IO& io, T& commitment) {
  Nameless<IO> nameless{io};
  fields(nameless, commitment);
  io(commitment.deadline);
  io(commitment.extensions);
  io(commitment.state);
  io(commitment.done_on);
  io(commitment.reopened);
  io(commitment.lowered);
  io(commitment.rank);
  io(commitment.rank_reason);
  io(commitment.moved_lead);
  io(commitment.total);
  io(commitment.turns);
}

template <class IO, Is<TurnOfItem> T>
void state(IO& io, T& turn) {
  io(turn.year);
  io(turn.way);
  io(turn.figure);
  io(turn.deadline);
  io(turn.reason);
  io(turn.approver);
}

template <class IO, Is<Passage> T>
void state(IO& io, T& passage) {
  io(passage.state);
  io(passage.day);
}

template <class IO, Is<Course> T>
void state(IO& io, T& course) {
  io(course.state);
  io(course.due);
  io(course.by);
  io(course.on_behalf_of);
  io(course.post);
  io(course.past);
}

template <class IO, Is<DaySpan> T>
void state(IO& io, T& span) {
  io(span.from);
  io(span.until);
}

template <class IO, Is<Ask> T>
void state(IO& io, T& ask) {
  Nameless<IO> nameless{io};
  fields(nameless, ask);
  io(ask.answer);
  io(ask.answer_document);
  io(ask.waiting_from);
  io(ask.holds_since);
  io(ask.blocked);
}

template <class IO, Is<PledgeNeed> T>
void state(IO& io, T& need) {
  Nameless<IO> nameless{io};
  fields(nameless, need);
  io(need.given);
  io(need.proof);
}

template <class IO, Is<Pledge> T>
void state(IO& io, T& pledge) {
  Nameless<IO> nameless{io};
  fields(nameless, pledge);
  io(pledge.due);
  io(pledge.paper);
  io(pledge.version);
  io(pledge.signed_on);
}

template <class IO, Is<Deliverable> T>
void state(IO& io, T& piece) {
  Nameless<IO> nameless{io};
  fields(nameless, piece);
  io(piece.proof);
}

template <class IO, Is<StandingRule> T>
void state(IO& io, T& rule) {
  Nameless<IO> nameless{io};
  fields(nameless, rule);
  io(rule.meet);
  io(rule.fail);
}

template <class IO, Is<Problem> T>
void state(IO& io, T& problem) {
  Nameless<IO> nameless{io};
  fields(nameless, problem);
  io(problem.due);
  io(problem.reopened);
  io(problem.looked_back);
}

template <class IO, Is<Incident> T>
void state(IO& io, T& incident) {
  Nameless<IO> nameless{io};
  fields(nameless, incident);
  io(incident.lessons);
}

template <class IO, Is<Hazard> T>
void state(IO& io, T& hazard) {
  Nameless<IO> nameless{io};
  fields(nameless, hazard);
  io(hazard.finding);
}

template <class IO, Is<Cut> T>
void state(IO& io, T& cut) {
  io(cut.proof);
  io(cut.day);
  io(cut.evidence);
}

template <class IO, Is<Closure> T>
void state(IO& io, T& closure) {
  Nameless<IO> nameless{io};
  fields(nameless, closure);
  io(closure.due);
  io(closure.cuts);
  io(closure.referred_to);
  io(closure.stopped);
  io(closure.suspended_days);
}

template <class IO, Is<Effect> T>
void state(IO& io, T& effect) {
  Nameless<IO> nameless{io};
  fields(nameless, effect);
  io(effect.measured);
  io(effect.measured_on);
}

template <class IO, Is<Measure> T>
void state(IO& io, T& measure) {
  Nameless<IO> nameless{io};
  fields(nameless, measure);
  io(measure.started);
  io(measure.built);
}

template <class IO, Is<SurveyAnswer> T>
void state(IO& io, T& answer) {
  io(answer.asset);
  io(answer.item);
  io(answer.words);
  io(answer.figure);
  io(answer.day);
}

template <class IO, Is<Survey> T>
void state(IO& io, T& survey) {
  Nameless<IO> nameless{io};
  fields(nameless, survey);
  io(survey.answers);
}

template <class IO, Is<SpotFinding> T>
void state(IO& io, T& finding) {
  io(finding.line);
  io(finding.words);
}

template <class IO, Is<SpotCheck> T>
void state(IO& io, T& check) {
  Nameless<IO> nameless{io};
  fields(nameless, check);
  io(check.seed);
  io(check.drawn);
  io(check.findings);
}

template <class IO, Is<HandoverItem> T>
void state(IO& io, T& item) {
  Nameless<IO> nameless{io};
  fields(nameless, item);
  io(item.declined);
  io(item.why);
}

template <class IO, Is<Handover> T>
void state(IO& io, T& handover) {
  Nameless<IO> nameless{io};
  fields(nameless, handover);
  io(handover.to);
}

template <class IO, Is<Secondment> T>
void state(IO& io, T& secondment) {
  Nameless<IO> nameless{io};
  fields(nameless, secondment);
  io(secondment.post);
  io(secondment.arrived);
  io(secondment.left);
}

template <class IO, Is<YearTurn> T>
void state(IO& io, T& turn) {
  Nameless<IO> nameless{io};
  fields(nameless, turn);
  io(turn.closed_on);
}

template <class IO, Is<Doer> T>
void state(IO& io, T& doer) {
  io(doer.person);
  io(doer.on_behalf_of);
  io(doer.post);
}

template <class IO, Is<Milestone> T>
void state(IO& io, T& milestone) {
  Nameless<IO> nameless{io};
  fields(nameless, milestone);
  io(milestone.first_planned);
  io(milestone.forecast);
  io(milestone.actual);
  io(milestone.reason);
  io(milestone.moved);
  io(milestone.met_by);
}

template <class IO, Is<AuditOfMoney> T>
void state(IO& io, T& audit) {
  io(audit.submitted);
  io(audit.submitted_on);
  io(audit.settled);
  io(audit.paper);
  io(audit.submitted_by);
}

template <class IO, Is<Bottleneck> T>
void state(IO& io, T& bottleneck) {
  io(bottleneck.what);
  io(bottleneck.since);
  io(bottleneck.ask);
  io(bottleneck.cleared);
}

template <class IO, Is<Project> T>
void state(IO& io, T& project) {
  Nameless<IO> nameless{io};
  fields(nameless, project);
  io(project.audits);
  io(project.bottlenecks);
  io(project.rank);
  io(project.rank_reason);
  io(project.said);
  io(project.said_on);
  io(project.started);
  io(project.done);
}

template <class IO, Is<CapacityEntry> T>
void state(IO& io, T& entry) {
  io(entry.project);
  io(entry.measure);
  io(entry.closure);
  io(entry.amount);
  io(entry.day);
  io(entry.approver);
  io(entry.reason);
  io(entry.returned);
}

template <class IO, Is<Capacity> T>
void state(IO& io, T& capacity) {
  Nameless<IO> nameless{io};
  fields(nameless, capacity);
  io(capacity.entries);
}

template <class IO, Is<Merit> T>
void state(IO& io, T& merit) {
  Nameless<IO> nameless{io};
  fields(nameless, merit);
  io(merit.paper);
  io(merit.objection);
  io(merit.until);
}

template <class IO, Is<Consent> T>
void state(IO& io, T& consent) {
  Nameless<IO> nameless{io};
  fields(nameless, consent);
  io(consent.voted);
  io(consent.in_favour);
  io(consent.paper);
}

template <class IO, Is<Satisfaction> T>
void state(IO& io, T& survey) {
  Nameless<IO> nameless{io};
  fields(nameless, survey);
  io(survey.answered);
  io(survey.satisfied);
  io(survey.day);
  io(survey.paper);
}

template <class IO, Is<Review> T>
void state(IO& io, T& review) {
  Nameless<IO> nameless{io};
  fields(nameless, review);
  io(review.answer);
  io(review.finding);
}

template <class IO, Is<Appeal> T>
void state(IO& io, T& appeal) {
  Nameless<IO> nameless{io};
  fields(nameless, appeal);
  io(appeal.decision);
}

template <class IO, Is<KeptSample> T>
void state(IO& io, T& sample) {
  io(sample.day);
  io(sample.verdict);
  io(sample.sequence);
}

template <class IO, Is<KeptJudgement> T>
void state(IO& io, T& judged) {
  io(judged.word);
  io(judged.cause);
  io(judged.reason);
  io(judged.as_of);
  io(judged.holds_until);
  io(judged.sequence);
}

template <class IO, Is<Report> T>
void state(IO& io, T& report) {
  Nameless<IO> nameless{io};
  fields(nameless, report);
  io(report.reporter);
  io(report.reporter_post);
  io(report.check);
  io(report.checker);
  io(report.check_reason);
}

template <class IO, Is<ShownMove> T>
void state(IO& io, T& move) {
  io(move.report);
  io(move.until);
  io(move.stage);
}

template <class IO, class T>
void kept(IO& io, T& thing) {
  io(thing.value);
  io(thing.history);
}

template <class IO, class Thing>
void state(IO& io, Kept<Thing>& thing) { kept(io, thing); }
template <class IO, class Thing>
void state(IO& io, const Kept<Thing>& thing) { kept(io, thing); }

template <class IO, Is<KeptAsset> T>
void state(IO& io, T& asset) {
  kept(io, asset);
  io(asset.registered);
  io(asset.moves);
  io(asset.samples);
  io(asset.judged);
  io(asset.settled_until);
  io(asset.reviews);
  io(asset.reopened);
}

template <class IO, Is<KeptDocument> T>
void state(IO& io, T& document) {
  kept(io, document);
  io(document.first_statement);
  io(document.statement_count);
  io(document.questions);
}

template <class IO, Is<KeptStatement> T>
void state(IO& io, T& statement) {
  kept(io, statement);
  io(statement.questions);
  io(statement.commitments);
  io(statement.earlier);
  io(statement.later);
}

template <class IO, Is<KeptCommitment> T>
void state(IO& io, T& commitment) {
  kept(io, commitment);
  io(commitment.reports);
  io(commitment.questions);
  io(commitment.asks);
  io(commitment.measures);
  io(commitment.parts);
  io(commitment.reviews);
  io(commitment.appeals);
  io(commitment.course);
  io(commitment.verdicts);
  io(commitment.judged_on);
}

template <class IO, Is<KeptQuestion> T>
void state(IO& io, T& question) {
  kept(io, question);
  io(question.course);
}

template <class IO, class Value>
void state(IO& io, KeptThing<Value>& thing) {
  kept(io, thing);
  io(thing.course);
}
template <class IO, class Value>
void state(IO& io, const KeptThing<Value>& thing) {
  kept(io, thing);
  io(thing.course);
}

template <class IO, Is<KeptReport> T>
void state(IO& io, T& report) {
  kept(io, report);
  io(report.on_behalf_of);
}

/// The city without its indexes, which follow from the rest.
template <class IO, Is<City> T>
void state(IO& io, T& city) {
  io(city.events);
  io(city.recorded_at);
  io(city.name);
  io(city.sample);
  io(city.places);
  io(city.bodies);
  io(city.posts);
  io(city.persons);
  io(city.holders);
  io(city.assets);
  io(city.documents);
  io(city.statements);
  io(city.questions);
  io(city.commitments);
  io(city.reports);
  io(city.rules);
  io(city.working_days);
  std::apply([&](auto&... tables) { (io(tables), ...); }, city.things);
}

}  // namespace luoshi::city::detail

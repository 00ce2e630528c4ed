#pragma once

#include <cstdint>

#include "city/detail/values.hpp"
#include "city/kinds.hpp"

// The fields of what opens a thing of each kind, as in fields.hpp: names sorted.
namespace luoshi::city::detail {

template <class IO, Is<Ask> T>
void fields(IO& io, T& ask) {
  io("answerer", ask.answerer);
  io("asker", ask.asker);
  io("blocks", ask.blocks);
  io("bottleneck", ask.bottleneck);
  io("due", ask.due);
  io("outside", ask.outside);
  io("paper", ask.paper);
  io("project", ask.project);
  io("source", ask.source);
  io("what", ask.what);
}

template <class IO, Is<PledgeNeed> T>
void fields(IO& io, T& need) {
  io("by", need.by);
  io("giver", need.giver);
  io("what", need.what);
}

template <class IO, Is<Pledge> T>
void fields(IO& io, T& pledge) {
  io("needs", pledge.needs);
  io("numbers", pledge.numbers);
  io("post", pledge.post);
  io("signer", pledge.signer);
  io("title", pledge.title);
  io("upper", pledge.upper);
}

template <class IO, Is<Deliverable> T>
void fields(IO& io, T& piece) {
  io("acceptance", piece.acceptance);
  io("author", piece.author);
  io("due", piece.due);
  io("name", piece.name);
  io("serves", piece.serves);
  io("source", piece.source);
}

template <class IO, Is<StandingRule> T>
void fields(IO& io, T& rule) {
  io("assets", rule.assets);
  io("body", rule.body);
  io("condition", rule.condition);
  io("opens", rule.opens);
  io("source", rule.source);
}

template <class IO, Is<Clip> T>
void fields(IO& io, T& clip) {
  io("film", clip.film);
  io("from_s", clip.from_s);
  io("shows", clip.shows);
  io("until_s", clip.until_s);
}

template <class IO, Is<Problem> T>
void fields(IO& io, T& problem) {
  io("about", problem.about);
  io("assets", problem.assets);
  io("body", problem.body);
  io("clips", problem.clips);
  io("evidence", problem.evidence);
  io("paper", problem.paper);
  io("place", problem.place);
  io("source", problem.source);
  io("what", problem.what);
}

template <class IO, Is<Incident> T>
void fields(IO& io, T& incident) {
  io("body", incident.body);
  io("campaign", incident.campaign);
  io("day", incident.day);
  io("name", incident.name);
  io("report", incident.report);
  io("sector", incident.sector);
  io("what", incident.what);
}

template <class IO, Is<Hazard> T>
void fields(IO& io, T& hazard) {
  io("body", hazard.body);
  io("campaign", hazard.campaign);
  io("due", hazard.due);
  io("like", hazard.like);
  io("sector", hazard.sector);
  io("what", hazard.what);
  io("where", hazard.where);
}

template <class IO, Is<Closure> T>
void fields(IO& io, T& closure) {
  io("article", closure.basis.article);
  io("compensation", closure.compensation);
  io("firm", closure.firm);
  io("instrument", closure.basis.instrument);
  io("issuer", closure.basis.issuer);
  io("lead", closure.lead);
  io("moves_to", closure.moves_to);
  io("paper", closure.basis.paper);
  io("staff", closure.staff);
  io("units", closure.units);
}

template <class IO, Is<Effect> T>
void fields(IO& io, T& effect) {
  io("amount", effect.amount);
  io("doubt_percent", effect.doubt_percent);
  io("on", effect.on);
}

template <class IO, Is<Measure> T>
void fields(IO& io, T& measure) {
  io("asset", measure.asset);
  io("body", measure.body);
  io("campaigns", measure.campaigns);
  io("cost_fen", measure.cost);
  io("due", measure.due);
  io("effects", measure.effects);
  io("serves", measure.serves);
  io("title", measure.title);
}

template <class IO, Is<Survey> T>
void fields(IO& io, T& survey) {
  io("asked", survey.asked);
  io("assets", survey.assets);
  io("body", survey.body);
  io("due", survey.due);
  io("from", survey.from);
  io("indicator", survey.indicator);
  io("numbers", survey.numbers);
  io("title", survey.title);
  io("unit", survey.unit);
  io("until", survey.until);
}

template <class IO, Is<SpotCheck> T>
void fields(IO& io, T& check) {
  io("body", check.body);
  io("count", check.count);
  io("due", check.due);
  io("list", check.list);
  io("seed_rule", check.seed_rule);
  io("size", check.size);
  io("title", check.title);
}

template <class IO, Is<HandoverItem> T>
void fields(IO& io, T& item) {
  io("kind", item.kind);
  io("number", item.number);
  io("report_due", item.report_due);
}

template <class IO, Is<Handover> T>
void fields(IO& io, T& handover) {
  io("day", handover.day);
  io("from", handover.from);
  io("items", handover.items);
  io("post", handover.post);
}

template <class IO, Is<Delegation> T>
void fields(IO& io, T& delegation) {
  io("delegate", delegation.delegate);
  io("from", delegation.from);
  io("paper", delegation.paper);
  io("post", delegation.post);
  io("principal", delegation.principal);
  io("roles", delegation.roles);
  io("scope", delegation.scope);
  io("until", delegation.until);
}

template <class IO, Is<Secondment> T>
void fields(IO& io, T& secondment) {
  io("from", secondment.from);
  io("home", secondment.home);
  io("paper", secondment.paper);
  io("person", secondment.person);
  io("receiver", secondment.receiver);
  io("serves", secondment.serves);
  io("task", secondment.task);
  io("until", secondment.until);
}

template <class IO, Is<SectorDuty> T>
void fields(IO& io, T& duty) {
  io("body", duty.body);
  io("paper", duty.paper);
  io("place", duty.place);
  io("post", duty.post);
  io("sector", duty.sector);
}

template <class IO, Is<YearTurn> T>
void fields(IO& io, T& turn) {
  io("body", turn.body);
  io("year", turn.year);
}

template <class IO, Is<Milestone> T>
void fields(IO& io, T& milestone) {
  io("name", milestone.name);
  io("planned", milestone.planned);
  io("weight", milestone.weight);
}

template <class IO, Is<Funding> T>
void fields(IO& io, T& row) {
  io("allotted_fen", row.allotted);
  io("applied_fen", row.applied);
  io("drawn_fen", row.drawn);
  io("reserve_fen", row.reserve);
  io("source_of_money", row.source);
  io("year", row.year);
}

template <class IO, Is<Project> T>
void fields(IO& io, T& project) {
  io("assets", project.assets);
  io("body", project.body);
  io("code", project.code);
  io("funding", project.funding);
  io("milestones", project.milestones);
  io("name", project.name);
  io("place", project.place);
  io("serves", project.serves);
  io("tier", project.tier);
  io("total_fen", project.total);
}

template <class IO, Is<Capacity> T>
void fields(IO& io, T& capacity) {
  io("body", capacity.body);
  io("existing", capacity.existing);
  io("limit", capacity.limit);
  io("medium", capacity.medium);
  io("place", capacity.place);
  io("title", capacity.title);
}

template <class IO, Is<MeritHolder> T>
void fields(IO& io, T& holder) {
  io("person", holder.person);
  io("post", holder.post);
}

template <class IO, Is<Merit> T>
void fields(IO& io, T& merit) {
  io("body", merit.body);
  io("grounds", merit.grounds);
  io("holders", merit.holders);
  io("notice_days", merit.notice_days);
  io("projects", merit.projects);
  io("rests_on", merit.rests_on);
  io("title", merit.title);
  io("units", merit.units);
}

template <class IO, Is<Consent> T>
void fields(IO& io, T& consent) {
  io("body", consent.body);
  io("favour_more_than", consent.favour_more_than);
  io("favour_parts", consent.favour_parts);
  io("favour_whole", consent.favour_whole);
  io("place", consent.place);
  io("project", consent.project);
  io("rule", consent.rule);
  io("turnout_more_than", consent.turnout_more_than);
  io("turnout_parts", consent.turnout_parts);
  io("turnout_whole", consent.turnout_whole);
  io("voters", consent.voters);
  io("what", consent.what);
}

template <class IO, Is<Satisfaction> T>
void fields(IO& io, T& survey) {
  io("asker", survey.asker);
  io("assets", survey.assets);
  io("body", survey.body);
  io("frame", survey.frame);
  io("outside", survey.outside);
  io("sample", survey.sample);
  io("title", survey.title);
}

template <class IO, Is<Review> T>
void fields(IO& io, T& review) {
  io("about", review.about);
  io("asset", review.asset);
  io("body", review.body);
  io("cause", review.cause);
  io("reason", review.reason);
  io("rule", review.rule);
  io("rule_digest", review.rule_digest);
  io("samples", review.samples);
}

template <class IO, Is<Appeal> T>
void fields(IO& io, T& appeal) {
  io("commitment", appeal.commitment);
  io("evidence", appeal.evidence);
  io("grounds", appeal.grounds);
  io("light", appeal.light);
  io("paper", appeal.paper);
  io("rule", appeal.rule);
  io("sum", appeal.sum);
}

}  // namespace luoshi::city::detail

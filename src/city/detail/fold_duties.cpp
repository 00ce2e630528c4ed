#include <algorithm>

#include "city/detail/folding.hpp"
#include "city/detail/kind_rules.hpp"
#include "city/detail/stages.hpp"

// Commitments and reports.
namespace luoshi::city::detail {
namespace {

void be_part_of(Folding& into, Id<Commitment> parent, Id<Commitment> part) {
  if (!parent) return;
  auto& parts = into.city.commitments.edit(parent.index()).parts;
  parts.insert(std::lower_bound(parts.begin(), parts.end(), part), part);
}

}  // namespace

void fold(Folding& into, CommitmentOpened& event) {
  Commitment& commitment = event.commitment;
  commitment.deadline = commitment.original_deadline;
  commitment.extensions = 0;
  commitment.state = CommitmentState::Proposed;
  (void)into.held(into.city.bodies, commitment.lead, "body");
  for (const Id<Body> body : commitment.supports) (void)into.held(into.city.bodies, body, "body");
  for (const Id<Asset> asset : commitment.assets) (void)into.held(into.city.assets, asset, "asset");
  for (const Id<Statement> source : commitment.sources) (void)into.held(into.city.statements, source, "statement");
  if (commitment.parent) (void)into.held(into.city.commitments, commitment.parent, "commitment");
  const auto id = Id<Commitment>::at_index(into.city.commitments.size());
  for (const Id<Statement> source : commitment.sources)
    into.city.statements.edit(source.index()).commitments.push_back(id);
  const Id<Commitment> parent = commitment.parent;
  KeptCommitment kept;
  kept.value = std::move(commitment);
  kept.history = into.started();
  into.city.commitments.push_back(std::move(kept));
  be_part_of(into, parent, id);
}

void fold(Folding& into, const CommitmentAdopted& event) {
  into.touch(into.city.commitments, event.commitment, "commitment").value.state = CommitmentState::InForce;
}

// In force, what was promised at first is not forgotten: the steps down and the changes of lead are counted.
void fold(Folding& into, CommitmentAmended& event) {
  into.expect_references(event);
  Commitment& commitment = into.touch(into.city.commitments, event.commitment, "commitment").value;
  Commitment after = std::move(event.terms);
  const bool proposed = commitment.state == CommitmentState::Proposed;
  after.deadline = proposed ? after.original_deadline : commitment.deadline;
  after.extensions = commitment.extensions;
  after.state = commitment.state;
  after.reopened = commitment.reopened;
  after.total = commitment.total;
  after.turns = commitment.turns;
  const bool same_lead = after.lead == commitment.lead;  // a rank is a place among the promises of one lead
  after.rank = same_lead ? commitment.rank : 0;
  after.rank_reason = same_lead ? commitment.rank_reason : std::string{};
  after.lowered = commitment.lowered + (!proposed && is_lower(after.figure, commitment.figure) ? 1 : 0);
  after.moved_lead = commitment.moved_lead + (!proposed && !same_lead ? 1 : 0);
  const auto id = event.commitment;
  for (const Id<Statement> source : commitment.sources) {
    auto& tied = into.city.statements.edit(source.index()).commitments;
    tied.erase(std::remove(tied.begin(), tied.end(), id), tied.end());
  }
  for (const Id<Statement> source : after.sources) into.city.statements.edit(source.index()).commitments.push_back(id);
  if (const Id<Commitment> parent = commitment.parent; parent && parent != after.parent) {
    auto& parts = into.city.commitments.edit(parent.index()).parts;
    parts.erase(std::remove(parts.begin(), parts.end(), id), parts.end());
  }
  const Id<Commitment> joins = after.parent != commitment.parent ? after.parent : Id<Commitment>{};
  commitment = std::move(after);
  be_part_of(into, joins, id);
}

void fold(Folding& into, const DeadlineExtended& event) {
  (void)into.held(into.city.posts, event.approver, "post");
  Commitment& commitment = into.touch(into.city.commitments, event.commitment, "commitment").value;
  commitment.deadline = event.deadline;
  ++commitment.extensions;
}

void fold(Folding& into, const VerdictRecorded& event) {
  (void)into.held(into.city.commitments, event.verdict.commitment, "commitment");
  KeptCommitment& kept = into.city.commitments.edit(event.verdict.commitment.index());
  kept.verdicts.push_back(into.sequence);
  kept.judged_on = event.verdict.on;
}

void fold(Folding& into, ReportFiled& event) {
  (void)into.held(into.city.commitments, event.report.commitment, "commitment");
  const auto id = Id<Report>::at_index(into.city.reports.size());
  const Day until = event.report.until;
  KeptReport kept{{std::move(event.report), into.started()}, into.envelope.on_behalf_of};
  kept.value.reporter = into.envelope.actor;
  kept.value.reporter_post = into.envelope.post;
  kept.value.check = CheckState::Unchecked;
  for (const AssetMove& move : kept.value.moves) {
    KeptAsset& asset = into.touch(into.city.assets, move.asset, "asset");
    asset.moves.insert(place_of(asset, until, id), {id, until, move.stage});
    restage(asset);
  }
  into.city.commitments.edit(kept.value.commitment.index()).reports.push_back(id);
  into.city.reports.push_back(std::move(kept));
}

void fold(Folding& into, const ReportChecked& event) {
  Report& report = into.touch(into.city.reports, event.report, "report").value;
  report.check = event.verdict;
  report.checker = into.envelope.actor;
  report.check_reason = event.reason;
  if (event.verdict != CheckState::Returned) return;
  for (const AssetMove& move : report.moves) {
    KeptAsset& asset = into.touch(into.city.assets, move.asset, "asset");
    const auto shown = place_of(asset, report.until, event.report);
    if (shown != asset.moves.end() && shown->report == event.report) asset.moves.erase(shown);
    restage(asset);
  }
}

}  // namespace luoshi::city::detail

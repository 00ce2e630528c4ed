#include "city/projects.hpp"

#include <algorithm>

namespace luoshi::city {
namespace {

MoneyStages stages_of(const Funding& row) { return {row.reserve, row.applied, row.allotted, row.drawn}; }

template <class Key>
void add_to(std::map<Key, MoneyStages>& sums, const Key& key, const MoneyStages& stages) {
  sums[key] = sums[key] + stages;
}

}  // namespace

MoneyTotals money_of(const City& city) {
  MoneyTotals totals;
  city.all<Project>().each([&](std::size_t, const KeptThing<Project>& kept) {
    const Project& project = kept.value;
    MoneyStages own;
    for (const Funding& row : project.funding) {
      const MoneyStages stages = stages_of(row);
      own = own + stages;
      add_to(totals.by_source, row.source, stages);
      add_to(totals.by_year, row.year, stages);
    }
    add_to(totals.by_body, project.body, own);
    MoneyStages& tier = totals.by_tier[static_cast<std::size_t>(project.tier)];
    tier = tier + own;
    totals.all = totals.all + own;
    totals.by_project.push_back(own);
    for (const AuditOfMoney& audit : project.audits) {
      if (!audit.settled || !audit.paper) continue;
      totals.submitted = totals.submitted + audit.submitted;
      totals.settled = totals.settled + *audit.settled;
      totals.cut = totals.cut + (audit.submitted - *audit.settled);
    }
  });
  return totals;
}

Shown shown_progress(const Project& project) {
  const bool weighted = std::any_of(project.milestones.begin(), project.milestones.end(), [](const Milestone& each) { return each.weight > 0; });
  Shown shown;
  for (const Milestone& each : project.milestones) {
    const std::uint64_t weight = weighted ? each.weight : 1;
    shown.all += weight;
    if (each.actual) shown.met += weight;
  }
  return shown;
}

std::optional<Id<Project>> passed_over(const City& city, Id<Project> project) {
  const Project& own = city.all<Project>()[project.index()].value;
  std::optional<Id<Project>> first;
  std::uint32_t rank = own.rank;
  if (rank == 0) return first;
  city.all<Project>().each([&](std::size_t i, const KeptThing<Project>& kept) {
    const auto stage = static_cast<ProjectStage>(kept.course.state);
    if (kept.value.body != own.body || kept.value.rank == 0 || kept.value.rank >= rank) return;
    if (stage != ProjectStage::Reserve && stage != ProjectStage::Planned) return;
    first = Id<Project>::at_index(i);
    rank = kept.value.rank;
  });
  return first;
}

std::optional<Id<Commitment>> passed_over(const City& city, Id<Commitment> commitment) {
  const Commitment& own = city.commitments[commitment.index()].value;
  std::optional<Id<Commitment>> first;
  std::uint32_t rank = own.rank;
  if (rank == 0) return first;
  city.commitments.each([&](std::size_t i, const KeptCommitment& kept) {
    if (kept.value.lead != own.lead || kept.value.rank == 0 || kept.value.rank >= rank) return;
    if (kept.value.state != CommitmentState::InForce || !kept.reports.empty() || kept.value.started) return;
    first = Id<Commitment>::at_index(i);
    rank = kept.value.rank;
  });
  return first;
}

int days_late(const Milestone& milestone) {
  const Day known = milestone.actual.value_or(milestone.forecast.value_or(milestone.planned));
  return static_cast<int>((std::chrono::sys_days{known} - std::chrono::sys_days{milestone.first_planned}).count());
}

}  // namespace luoshi::city

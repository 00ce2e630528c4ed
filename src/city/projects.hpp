#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "city/city.hpp"

namespace luoshi::city {

// What follows from the projects of a city; pure sums over its tables (docs/methods/projects.md).

/// Money by how far it has come (资金环节).
struct MoneyStages {
  Money reserve, applied, allotted, drawn;

  friend MoneyStages operator+(const MoneyStages& a, const MoneyStages& b) {
    return {a.reserve + b.reserve, a.applied + b.applied, a.allotted + b.allotted, a.drawn + b.drawn};
  }
  friend bool operator==(const MoneyStages&, const MoneyStages&) = default;
};

/// The money of all projects added up five ways; each way adds up to `all`, to the fen. Audits count only with their paper.
struct MoneyTotals {
  MoneyStages all;
  std::map<MoneySource, MoneyStages> by_source;
  std::map<std::uint32_t, MoneyStages> by_year;
  std::map<Id<Body>, MoneyStages> by_body;
  std::array<MoneyStages, 3> by_tier{};       ///< in the order of ProjectTier
  std::vector<MoneyStages> by_project;        ///< by the project's place in its table
  Money submitted, settled, cut;              ///< of settled audits: 送审, 审定, 核减 = 送审 − 审定
};
[[nodiscard]] MoneyTotals money_of(const City& city);

/// The part of the work its met milestones show (形象进度，有据): met of all, by weight, or by count where no weight is given.
struct Shown {
  std::uint64_t met = 0, all = 0;             ///< all = 0: no milestones, nothing can be said

  friend bool operator==(const Shown&, const Shown&) = default;
};
[[nodiscard]] Shown shown_progress(const Project& project);

/// A project of the same body that ranks before this one and has not begun (优先次序); nothing where there is none, or no rank.
[[nodiscard]] std::optional<Id<Project>> passed_over(const City& city, Id<Project> project);
/// Likewise among commitments in force of the same lead: one that ranks before and has no report and no start.
[[nodiscard]] std::optional<Id<Commitment>> passed_over(const City& city, Id<Commitment> commitment);

/// Days the milestone's best known date stands after its plan of the first day; negative: before. Of an actual one its actual day.
[[nodiscard]] int days_late(const Milestone& milestone);

}  // namespace luoshi::city

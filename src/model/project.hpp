#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"

namespace luoshi {

struct Ask;

/// 项目阶段
enum class ProjectStage : std::uint8_t { Reserve, Planned, Started, Done, Stopped };

/// 项目级别: who lists it as a key project.
enum class ProjectTier : std::uint8_t { Province, City, County };

/// 资金来源
enum class MoneySource : std::uint8_t { SpecialBond, Central, Province, Local, Loan, Private, Other };

/// A dated step of a project (节点). Silence never moves it; an actual finish ends its forecast.
struct Milestone {
  std::string name;
  Day planned{};
  std::uint32_t weight = 0;            ///< of the project's work, any unit; 0 in all of them: alike
  Day first_planned{};                 ///< as planned at first, kept when the plan moves
  std::optional<Day> forecast;
  std::optional<Day> actual;
  std::string reason;                  ///< of the last move
  std::uint32_t moved = 0;             ///< how often plan or forecast moved
  Doer met_by;                         ///< who recorded the actual date

  friend bool operator==(const Milestone&, const Milestone&) = default;
};

/// Money of one source in one year (资金), in whole fen: in reserve, applied for, allotted, drawn. drawn ≤ allotted ≤ applied, and
/// for special bonds applied ≤ reserve; none below zero.
struct Funding {
  MoneySource source{};
  std::uint32_t year = 0;
  Money reserve, applied, allotted, drawn;

  friend bool operator==(const Funding&, const Funding&) = default;
};

/// An audit of a project's account (审计): what was submitted (送审), what was left of it (审定). It counts once its paper is there; the
/// difference is the cut (核减).
struct AuditOfMoney {
  Money submitted;
  Day submitted_on{};
  std::optional<Money> settled;
  Id<Document> paper;
  Doer submitted_by;

  friend bool operator==(const AuditOfMoney&, const AuditOfMoney&) = default;
};

/// What holds a project up (堵点), and the ask it became.
struct Bottleneck {
  std::string what;
  Day since{};
  Id<Ask> ask;
  std::optional<Day> cleared;

  friend bool operator==(const Bottleneck&, const Bottleneck&) = default;
};

/// A key project (重点项目) with its tier, stage, money and milestones.
struct Project {
  std::string name;
  std::string code;                    ///< of GB/T 40058-2021, `unfit_project_code`; empty while it has none
  ProjectTier tier = ProjectTier::City;
  Id<Body> body;                       ///< which answers for it
  Id<Place> place;
  Money total;                         ///< 总投资; zero: not stated
  std::vector<Id<Asset>> assets;
  std::vector<Id<Commitment>> serves;
  std::vector<Milestone> milestones;   ///< names differ
  std::vector<Funding> funding;        ///< one for a source and a year
  std::vector<AuditOfMoney> audits;
  std::vector<Bottleneck> bottlenecks;
  std::uint32_t rank = 0;              ///< among the projects of its body, 1 first; 0: no rank (优先次序)
  std::string rank_reason;
  std::optional<Figure> said;          ///< physical progress as typed (自报), %
  std::optional<Day> said_on;
  std::optional<Day> started, done;

  friend bool operator==(const Project&, const Project&) = default;
};

}  // namespace luoshi

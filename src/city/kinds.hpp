#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/ask.hpp"
#include "model/capacity.hpp"
#include "model/closure.hpp"
#include "model/deliverable.hpp"
#include "model/measure.hpp"
#include "model/office.hpp"
#include "model/people.hpp"
#include "model/pledge.hpp"
#include "model/problem.hpp"
#include "model/spot_check.hpp"
#include "model/survey.hpp"
#include "model/year.hpp"
#include "model/project.hpp"
#include "model/review.hpp"

namespace luoshi::city {

/// Every kind of thing that has a lifecycle (docs/methods/lifecycle.md).
enum class Kind : std::uint8_t {
  Commitment, Question, Report, Ask, Pledge, Deliverable, StandingRule, Problem, Incident, Hazard, Closure,
  Measure,
  Survey, SpotCheck,
  Handover, Delegation, Secondment, SectorDuty, YearTurn,
  Project, Capacity, Merit, Consent, Satisfaction,
  Review, Appeal
};

/// How a kind is called: in data, as the type of the event that opens it, as the command that asks for that, and on pages.
struct KindRow {
  Kind kind;
  std::string_view name, opened, open, chinese;
  std::string_view letter;  ///< before its number, as people read it: C-3
};

/// One row a kind, in the order of `Kind`.
inline constexpr std::array kKindRows = {
    KindRow{Kind::Commitment, "commitment", "commitment_opened", "open_commitment", "承诺事项", "C"},
    KindRow{Kind::Question, "question", "question_asked", "ask_question", "问清", "Q"},
    KindRow{Kind::Report, "report", "report_filed", "file_report", "进展", "R"},
    KindRow{Kind::Ask, "ask", "ask_opened", "open_ask", "请示协调", "A"},
    KindRow{Kind::Pledge, "pledge", "pledge_opened", "open_pledge", "承诺书", "L"},
    KindRow{Kind::Deliverable, "deliverable", "deliverable_opened", "open_deliverable", "成果件", "D"},
    KindRow{Kind::StandingRule, "standing_rule", "standing_rule_opened", "open_standing_rule", "条件事项", "T"},
    KindRow{Kind::Problem, "problem", "problem_opened", "open_problem", "问题", "W"},
    KindRow{Kind::Incident, "incident", "incident_opened", "open_incident", "事故", "I"},
    KindRow{Kind::Hazard, "hazard", "hazard_opened", "open_hazard", "隐患", "H"},
    KindRow{Kind::Closure, "closure", "closure_opened", "open_closure", "停产退出", "G"},
    KindRow{Kind::Measure, "measure", "measure_opened", "open_measure", "措施", "M"},
    KindRow{Kind::Survey, "survey", "survey_opened", "open_survey", "收表", "B"},
    KindRow{Kind::SpotCheck, "spot_check", "spot_check_opened", "open_spot_check", "抽查", "V"},
    KindRow{Kind::Handover, "handover", "handover_opened", "open_handover", "岗位交接", "J"},
    KindRow{Kind::Delegation, "delegation", "delegation_opened", "open_delegation", "授权委托", "N"},
    KindRow{Kind::Secondment, "secondment", "secondment_opened", "open_secondment", "借调", "X"},
    KindRow{Kind::SectorDuty, "sector_duty", "sector_duty_opened", "open_sector_duty", "行业责任", "Z"},
    KindRow{Kind::YearTurn, "year_turn", "year_turn_opened", "open_year_turn", "年度收官", "Y"},
    KindRow{Kind::Project, "project", "project_opened", "open_project", "项目", "P"},
    KindRow{Kind::Capacity, "capacity", "capacity_opened", "open_capacity", "容量账", "K"},
    KindRow{Kind::Merit, "merit", "merit_opened", "open_merit", "表扬激励", "U"},
    KindRow{Kind::Consent, "consent", "consent_opened", "open_consent", "村民表决", "E"},
    KindRow{Kind::Satisfaction, "satisfaction", "satisfaction_opened", "open_satisfaction", "满意度", "F"},
    KindRow{Kind::Review, "review", "review_opened", "open_review", "复核", "FH"},
    KindRow{Kind::Appeal, "appeal", "appeal_opened", "open_appeal", "申诉", "SS"},
};

[[nodiscard]] constexpr const KindRow& row_of(Kind kind) { return kKindRows[static_cast<std::size_t>(kind)]; }

[[nodiscard]] constexpr std::optional<Kind> kind_called(std::string_view name) {
  for (const KindRow& row : kKindRows)
    if (row.name == name) return row.kind;
  return std::nullopt;
}

template <class... Value>
struct KindList {};
/// The kinds that are opened by `Opened<Value>` and kept in `City::things`. Commitments, questions and reports have events
/// of their own, which are older.
using OpenedKinds = KindList<Ask, Pledge, Deliverable, StandingRule, Problem, Incident, Hazard, Closure, Measure,
                             Survey, SpotCheck,
                             Handover, Delegation, Secondment, SectorDuty, YearTurn,
                             Project, Capacity, Merit, Consent, Satisfaction,
                             Review, Appeal>;

template <class Value>
inline constexpr Kind kKindOf = Kind::Commitment;
template <>
inline constexpr Kind kKindOf<Ask> = Kind::Ask;
template <>
inline constexpr Kind kKindOf<Pledge> = Kind::Pledge;
template <>
inline constexpr Kind kKindOf<Deliverable> = Kind::Deliverable;
template <>
inline constexpr Kind kKindOf<StandingRule> = Kind::StandingRule;
template <>
inline constexpr Kind kKindOf<Problem> = Kind::Problem;
template <>
inline constexpr Kind kKindOf<Incident> = Kind::Incident;
template <>
inline constexpr Kind kKindOf<Hazard> = Kind::Hazard;
template <>
inline constexpr Kind kKindOf<Closure> = Kind::Closure;
template <>
inline constexpr Kind kKindOf<Measure> = Kind::Measure;
template <>
inline constexpr Kind kKindOf<Survey> = Kind::Survey;
template <>
inline constexpr Kind kKindOf<SpotCheck> = Kind::SpotCheck;
template <>
inline constexpr Kind kKindOf<Handover> = Kind::Handover;
template <>
inline constexpr Kind kKindOf<Delegation> = Kind::Delegation;
template <>
inline constexpr Kind kKindOf<Secondment> = Kind::Secondment;
template <>
inline constexpr Kind kKindOf<SectorDuty> = Kind::SectorDuty;
template <>
inline constexpr Kind kKindOf<YearTurn> = Kind::YearTurn;
template <>
inline constexpr Kind kKindOf<Project> = Kind::Project;
template <>
inline constexpr Kind kKindOf<Capacity> = Kind::Capacity;
template <>
inline constexpr Kind kKindOf<Merit> = Kind::Merit;
template <>
inline constexpr Kind kKindOf<Consent> = Kind::Consent;
template <>
inline constexpr Kind kKindOf<Satisfaction> = Kind::Satisfaction;
template <>
inline constexpr Kind kKindOf<Review> = Kind::Review;
template <>
inline constexpr Kind kKindOf<Appeal> = Kind::Appeal;

}  // namespace luoshi::city

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "city/checkpoint.hpp"
#include "city/lifecycle.hpp"
#include "city/test_town.hpp"

// How the tests of the lifecycles come to a thing of every kind in every state: they open one and walk the table. A new kind
// adds its opening to `open_one`, and, where a guard asks for more than a note with everything in it, a line to `make_ready`.
namespace luoshi::city::testing {

/// A town in which thing `number` of some kind stands in some state.
struct Standing {
  Town town;
  std::uint32_t number = 1;
};

inline constexpr std::array kEverybody = {kWaterChief, kEditor, kChecker, kClerk, kEastReporter, kSuccessor};

inline void later(Town& town, int days) { town.now += std::chrono::days{days}; }

/// A note that gives all that any step may ask for.
inline Note full_note(const Town& town) {
  Note note = because("经核对无误", china_day(town.now));
  note.document = Id<Document>{1};
  note.article = "第十条";
  note.name = "供电";
  note.body = kEast;
  note.post = kMayor;
  note.number = 1;
  note.figure = figure(12, "公里");
  note.assets = {Id<Asset>{1}};
  note.evidence = {sha256("照片")};
  return note;
}

inline void clear(Note& note, Need need) {
  const Note empty;
  switch (need) {
    case Need::Reason: note.reason = empty.reason; break;
    case Need::Document: note.document = empty.document; break;
    case Need::Article: note.article = empty.article; break;
    case Need::Name: note.name = empty.name; break;
    case Need::Day: note.day = empty.day; break;
    case Need::Body: note.body = empty.body; break;
    case Need::Post: note.post = empty.post; break;
    case Need::Number: note.number = empty.number; break;
    case Need::Figure: note.figure = empty.figure; break;
    case Need::Assets: note.assets = empty.assets; break;
    case Need::Evidence: note.evidence = empty.evidence; break;
  }
}

inline void fill_project_note(Note& note, const Step& step) {
  const std::string_view name = step.name();
  const bool money = name == "reserve" || name == "apply" || name == "allot" || name == "draw";
  note.figure = name == "progress" ? figure(35, "%") : figure(1, "万元");
  note.name = money ? "专项债券" : name == "add_milestone" ? "竣工验收" : name == "raise" ? "" : "主体封顶";
  if (money) note.number = 2026;
  if (name == "raise") note.body = kGovernment;
}

inline TakeStep full_step(const Town& town, const Step& step, std::uint32_t number) {
  Note note = full_note(town);
  if (step.type == "pledge.sign") note.post = kWaterHead;
  if (step.kind() == Kind::Measure) note.figure = figure(12, "kg/d");
  if (step.kind() == Kind::Measure) note.figure->of = "氨氮";
  if (step.type == "measure.claim") note.name = "削减入河负荷";
  if (step.type == "commitment.state_total") note.figure = figure(60, "公里");
  if (step.type == "secondment.arrive" || step.type == "sector_duty.transfer") note.post = kEastClerk;
  if (step.type == "commitment.carry" || step.type == "commitment.rebase") note.day = Day{std::chrono::year{2027} / 6 / 30};
  if (step.kind() == Kind::Project) fill_project_note(note, step);
  if (step.kind() == Kind::Capacity) {
    note.figure = figure(step.type == "capacity.overdraw" ? 2000 : 12, "kg/d");
    note.name = "M-1";
  }
  if (step.kind() == Kind::Consent || step.kind() == Kind::Satisfaction) {
    note.figure = figure(12, "人");
    note.number = 10;
  }
  return step_on(town.city, step.type, number, std::move(note));
}

/// What is shown of the river works that day is written down.
inline void record_shown(Town& town) {
  VerdictRecorded shown{shown_today(town.city)};
  shown.verdict.on = china_day(town.now);
  town.act({}, RecordVerdict{shown});
}

/// The turn of the year in which the river works are due.
inline void open_the_turn(Town& town) {
  town.now = std::max(town.now, morning(Day{std::chrono::year{2026} / 12 / 20}));
  record_shown(town);
  town.act(kEditor, OpenThing{Opened<YearTurn>{{2026, kGovernment, {}}}});
}

inline void take_named(Town& town, const Actor& actor, std::string_view type, std::uint32_t number) {
  (void)town.act(actor, full_step(town, *step_called(type), number));
}

inline void make_project_ready(Town& town, const Step& step, std::uint32_t number) {
  const std::string_view name = step.name();
  if (name == "finish" || name == "unmeet") take_named(town, kWaterChief, "project.meet", number);
  if (name == "raise" || name == "clear") take_named(town, kWaterChief, "project.hold", number);
  if (name == "settle_audit") take_named(town, kWaterChief, "project.submit_audit", number);
}

// A vote that fails is one that was counted again with one in favour.
inline void make_consent_ready(Town& town, const Step& step, std::uint32_t number) {
  if (step.name() != "fail" || thing_line(town.city, Kind::Consent, number).state != static_cast<std::uint8_t>(ConsentState::Counted)) return;
  take_named(town, kChecker, "consent.recount", number);
  TakeStep count = full_step(town, *step_called("consent.count"), number);
  count.fact.note.number = 1;
  (void)town.act(kWaterChief, count);
}

inline void make_capacity_ready(Town& town, const Step& step, std::uint32_t number) {
  if (step.name() == "give_back") take_named(town, kEditor, "capacity.take", number);
  if (step.name() != "free") return;
  (void)town.act(kWaterChief, OpenThing{Opened<Measure>{sewer_measure()}});
  for (const char* const type : {"measure.agree", "measure.start", "measure.build"})
    take_named(town, std::string_view{type} == "measure.agree" ? kEditor : kWaterChief, type, 1);
}

/// What must have happened to other things before a step can be taken.
inline void make_ready(Town& town, const Step& step, std::uint32_t number) {
  if (step.type == "closure.accept")
    for (const char* const proof : {"cut_water", "cut_power", "clear_equipment", "clear_material", "clear_product"}) {
      Note note = because("", china_day(town.now));
      note.evidence = {sha256(proof)};
      town.act(kWaterChief, step_on(town.city, std::string{"closure."} + proof, number, std::move(note)));
    }
  if (step.type == "measure.confirm") town.act(kClerk, full_step(town, *step_called("measure.gauge"), number));
  if (step.type == "survey.hand_in") {
    town.act(kWaterChief, full_step(town, *step_called("survey.answer"), number));
    town.act(kWaterChief, full_step(town, *step_called("survey.say"), number));
  }
  if (step.type == "spot_check.close")
    for (const std::uint32_t line : {1U, 2U, 3U}) {
      Note note = because("现场相符");
      note.number = line;
      note.name = "台账 " + std::to_string(line);
      town.act(kChecker, step_on(town.city, "spot_check.find", number, std::move(note)));
    }
  if (step.type == "commitment.carry" || step.type == "commitment.rebase" || step.type == "commitment.close_out") open_the_turn(town);
  if (step.type == "handover.accept_rest") town.act(kSuccessor, full_step(town, *step_called("handover.decline"), number));
  if (step.kind() == Kind::Project) make_project_ready(town, step, number);
  if (step.kind() == Kind::Consent) make_consent_ready(town, step, number);
  if (step.kind() == Kind::Capacity) make_capacity_ready(town, step, number);
  if (step.type != "incident.close") return;
  for (std::uint32_t hazard = 1; hazard <= count_of(town.city, Kind::Hazard); ++hazard)
    if (town.city.all<Hazard>()[hazard - 1].value.like == Id<Incident>{number})
      town.act(kChecker, step_on(town.city, "hazard.clear", hazard, because("已排查")));
}

/// Who can take that step, perhaps only some weeks later: the town is then that much later.
inline std::optional<Actor> who_can(Town& town, const Step& step, std::uint32_t number, std::string& reason) {
  for (const int days : {0, 60}) {
    Town at = town;
    later(at, days);
    make_ready(at, step, number);
    for (const Actor& actor : kEverybody) {
      Town tried = at;
      const std::string no = tried.act(actor, full_step(tried, step, number));
      if (no.empty()) {
        town = at;
        return actor;
      }
      if (reason.empty() || no.find("没有写") != std::string::npos) reason = no;
    }
  }
  return std::nullopt;
}

/// Takes the step with everything it asks for, by whoever may; the reason of a refusal where nobody can.
inline std::string take_as_asked(Town& town, const Step& step, std::uint32_t number) {
  std::string reason;
  const auto actor = who_can(town, step, number, reason);
  return actor ? town.act(*actor, full_step(town, step, number)) : reason;
}

inline std::string take_without(Town& town, const Step& step, std::uint32_t number, Need need) {
  std::string reason;
  const auto actor = who_can(town, step, number, reason);
  if (!actor) return reason;
  TakeStep command = full_step(town, step, number);
  clear(command.fact.note, need);
  return town.act(*actor, command);
}

/// Whoever did the last thing that happened to it.
inline Actor last_doer(const Town& town, const ThingLine& line) {
  const Envelope& envelope = town.events[line.history.back() - 1].envelope;
  return {envelope.actor, envelope.post, envelope.on_behalf_of};
}

/// A step with a command of its own.
inline void take_own(Town& town, const Step& step, std::uint32_t number) {
  const City& city = town.city;
  if (step.type == "commitment_adopted") {
    town.act(kEditor, AdoptCommitment{{Id<Commitment>{number}}, city.commitments[number - 1].version()});
    town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  } else if (step.type == "question_answered") {
    town.act(kWaterChief, AnswerQuestion{{Id<Question>{number}, "含", {}}, city.questions[number - 1].version()});
  } else if (step.type == "question_waived") {
    town.act(kEditor, WaiveQuestion{{Id<Question>{number}, "名单另附"}, city.questions[number - 1].version()});
  } else if (step.type == "report_checked") {
    const CheckState verdict = step.to == static_cast<std::uint8_t>(CheckState::Accepted) ? CheckState::Accepted : CheckState::Returned;
    town.act(kChecker, CheckReport{{Id<Report>{number}, verdict, "已看现场"}, city.reports[number - 1].version()});
  }
}

/// A closure of one unit of a firm, with staff and owner provided for. The firm stands in the register as asset 4, its unit as 5.
inline Standing coking_closure(Town town) {
  register_firm(town);
  town.act(kEditor, OpenThing{Opened<Closure>{unit_closure()}});
  return {std::move(town), count_of(town.city, Kind::Closure)};
}

/// Praise for the commitment of the busy town, once it is done.
inline Standing praised(Town town) {
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  take_named(town, kWaterChief, "commitment.report_done", 1);
  take_named(town, kChecker, "commitment.confirm_done", 1);
  town.act(kEditor, OpenThing{Opened<Merit>{river_merit()}});
  return {std::move(town), count_of(town.city, Kind::Merit)};
}

/// A review of the first river, whose works are reported built, as a rule opened it.
inline Standing fired_review(Town town) {
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  town.act({}, RecordJudgement{two_misses()});
  return {std::move(town), count_of(town.city, Kind::Review)};
}

/// The first thing of that kind, just opened.
inline Standing open_one(Kind kind) {
  Town town = kind == Kind::Commitment ? small_town() : busy_town();
  switch (kind) {
    case Kind::Commitment:
      town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
      town.act(kEditor, AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, town.city.questions[0].version()});
      town.act(kEditor, OpenCommitment{{river_works()}});
      break;
    case Kind::Question:
      town.act(kEditor, PutQuestion{{Id<Question>{2}, kWaterHead, kToday}, town.city.questions[1].version()});
      return {town, 2};
    case Kind::Report: town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}}); break;
    case Kind::Pledge: town.act(kEditor, OpenThing{Opened<Pledge>{water_pledge()}}); break;
    case Kind::Deliverable: town.act(kEditor, OpenThing{Opened<Deliverable>{river_plan()}}); break;
    case Kind::StandingRule: town.act(kEditor, OpenThing{Opened<StandingRule>{planned_first()}}); break;
    case Kind::Problem: town.act(kChecker, OpenThing{Opened<Problem>{found_problem()}}); break;
    case Kind::Incident: town.act(kEditor, OpenThing{Opened<Incident>{well_accident()}}); break;
    case Kind::Hazard: town.act(kChecker, OpenThing{Opened<Hazard>{gas_hazard()}}); break;
    case Kind::Closure: return coking_closure(std::move(town));
    case Kind::Measure: town.act(kWaterChief, OpenThing{Opened<Measure>{sewer_measure()}}); break;
    case Kind::Survey: town.act(kEditor, OpenThing{Opened<Survey>{length_survey()}}); break;
    case Kind::SpotCheck: town.act(kChecker, OpenThing{Opened<SpotCheck>{report_lots()}}); break;
    case Kind::Handover:
      town.act(kSecurity, Register{HolderAppointed{{kSuccessor.person, kWaterClerk, {Role::Reporter}, kToday, {}, false}}});
      town.act(kEditor, OpenThing{Opened<Handover>{clerk_leaves()}});
      break;
    case Kind::Delegation: town.act(kWaterChief, OpenThing{Opened<Delegation>{head_on_leave()}}); break;
    case Kind::Secondment:
      town.act(kSecurity, Register{HolderAppointed{{kClerk.person, kEastClerk, {Role::Reporter}, kToday, {}, false}}});
      town.act(kEditor, OpenThing{Opened<Secondment>{sent_to_town()}});
      break;
    case Kind::SectorDuty: town.act(kEditor, OpenThing{Opened<SectorDuty>{confined_spaces()}}); break;
    case Kind::YearTurn: town.act(kEditor, OpenThing{Opened<YearTurn>{{2025, kGovernment, {}}}}); break;
    case Kind::Project: town.act(kWaterChief, OpenThing{Opened<Project>{plant_project()}}); break;
    case Kind::Capacity:
      town.act(kWaterChief, OpenThing{Opened<Project>{plant_project()}});
      town.act(kEditor, OpenThing{Opened<Capacity>{ammonia_budget()}});
      break;
    case Kind::Merit: return praised(std::move(town));
    case Kind::Consent: town.act(kWaterChief, OpenThing{Opened<Consent>{village_vote()}}); break;
    case Kind::Satisfaction: town.act(kEditor, OpenThing{Opened<Satisfaction>{river_satisfaction()}}); break;
    case Kind::Review: return fired_review(std::move(town));
    case Kind::Appeal: town.act(kWaterChief, OpenThing{Opened<Appeal>{red_light()}}); break;
    case Kind::Ask: town.act(kWaterChief, OpenThing{Opened<Ask>{pump_power()}}); break;
  }
  return {town, count_of(town.city, kind)};
}

/// One standing a state, in the order in which the walk came to them; fewer where a state was not reached.
inline std::vector<Standing> things_in_every_state(Kind kind) {
  std::vector<Standing> found = {open_one(kind)};
  const auto known = [&](std::uint8_t state) {
    return std::any_of(found.begin(), found.end(), [&](const Standing& standing) {
      return thing_line(standing.town.city, kind, standing.number).state == state;
    });
  };
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const Step& step : lifecycle_of(kind).steps) {
      Standing next = found[i];
      if (!has_bit(step.from, thing_line(next.town.city, kind, next.number).state)) continue;
      if (step.command.empty()) (void)take_as_asked(next.town, step, next.number);
      else take_own(next.town, step, next.number);
      if (!known(thing_line(next.town.city, kind, next.number).state)) found.push_back(std::move(next));
    }
  return found;
}

}  // namespace luoshi::city::testing

#pragma once

#include <string>

#include "city/detail/deciding.hpp"
#include "city/lifecycle.hpp"

// What one kind adds to its table. Each function has a general form that says "nothing"; a kind declares its own forms
// below and defines them, with its table, in detail/<kind>.cpp.
namespace luoshi::city::detail {

/// A step about to be taken: by whom, with what written down.
struct Taking {
  const Case& one;
  const Step& step;
  const Note& note;
  Id<AnyThing> thing;
};

/// Complaint about an opening, beyond references that do not exist; may empty what only the fold fills.
template <class Value>
std::optional<Refusal> unfit_opening(const Case& /*one*/, Value& /*value*/) { return std::nullopt; }

/// Why a step cannot be taken now, whatever the note says.
template <class Kept>
std::optional<Refusal> barred(const Case& /*one*/, const Kept& /*kept*/, const Step& /*step*/, Id<AnyThing> /*id*/) { return std::nullopt; }

/// True while this person must not learn that the thing exists.
template <class Kept>
bool is_hidden(const City& /*city*/, const Actor& /*actor*/, const Kept& /*kept*/) { return false; }

/// Complaint about the note, beyond what the table asks and references that do not exist.
template <class Kept>
std::optional<Refusal> unfit_note(const Taking& /*taking*/, const Kept& /*kept*/) { return std::nullopt; }

/// True where the note tells whom a step judges, and so `unfit_note` compares; elsewhere it is whoever took the last step.
template <class Kept>
bool is_judged_by_note(const Kept& /*kept*/, const Step& /*step*/) { return false; }

/// The further events a step leads to, in order; each must be one that the fold accepts after the step.
template <class Kept>
void add_consequences(const Taking& /*taking*/, const Kept& /*kept*/, Id<AnyThing> /*id*/, std::vector<EventBody>& /*events*/) {}

/// Ties a new thing to what it names.
template <class Value>
void tie(City& /*city*/, Id<Value> /*id*/, const Value& /*value*/) {}

/// What a step changes in the thing besides its state; `course` has its new state, and no clock.
template <class Value>
void absorb(City& /*city*/, Value& /*value*/, Course& /*course*/, const Step& /*step*/, const Note& /*note*/, Day /*today*/) {}

/// Ties a thing to what a step made it name.
template <class Value>
void tie_after(City& /*city*/, Id<AnyThing> /*id*/, const Value& /*value*/, const Step& /*step*/) {}

/// Starts the clock of a new thing.
template <class Value>
std::optional<Day> first_clock(const Value& /*value*/) { return std::nullopt; }

/// The counterpart; empty where there is none, or outside the city.
template <class Value>
Id<Body> other_body(const Value& /*value*/) { return {}; }

// Commitments and questions.
std::optional<Refusal> barred(const Case& one, const KeptCommitment& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptCommitment& kept);
void absorb(City& city, Commitment& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Commitment& value);
std::string title_of(const City& city, const Commitment& value);
std::optional<Refusal> barred(const Case& one, const KeptQuestion& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptQuestion& kept);
void absorb(City& city, Question& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Question& value);
std::string title_of(const City& city, const Question& value);
Id<Body> own_body(const City& city, const Report& value);
std::string title_of(const City& city, const Report& value);

// Asks.
std::optional<Refusal> unfit_opening(const Case& one, Ask& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Ask>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Ask>& kept);
void tie(City& city, Id<Ask> id, const Ask& value);
void absorb(City& city, Ask& value, Course& course, const Step& step, const Note& note, Day today);
std::optional<Day> first_clock(const Ask& value);
Id<Body> own_body(const City& city, const Ask& value);
Id<Body> other_body(const Ask& value);
std::string title_of(const City& city, const Ask& value);
/// True while an ask about it is open; once that is closed or withdrawn it can be asked again.
[[nodiscard]] bool is_asked(const City& city, const Bottleneck& bottleneck);

// Pledges, deliverables, standing rules.
std::optional<Refusal> unfit_opening(const Case& one, Pledge& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Pledge>& kept);
void absorb(City& city, Pledge& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Pledge& value);
Id<Body> other_body(const Pledge& value);
std::string title_of(const City& city, const Pledge& value);
std::optional<Refusal> unfit_opening(const Case& one, Deliverable& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Deliverable>& kept);
void absorb(City& city, Deliverable& value, Course& course, const Step& step, const Note& note, Day today);
std::optional<Day> first_clock(const Deliverable& value);
Id<Body> own_body(const City& city, const Deliverable& value);
std::string title_of(const City& city, const Deliverable& value);
std::optional<Refusal> unfit_opening(const Case& one, StandingRule& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<StandingRule>& kept);
void add_consequences(const Taking& taking, const KeptThing<StandingRule>& kept, Id<AnyThing> id, std::vector<EventBody>& events);
void absorb(City& city, StandingRule& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const StandingRule& value);
std::string title_of(const City& city, const StandingRule& value);

// Problems, incidents, hazards.
std::optional<Refusal> unfit_opening(const Case& one, Problem& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Problem>& kept);
void absorb(City& city, Problem& value, Course& course, const Step& step, const Note& note, Day today);
bool is_hidden(const City& city, const Actor& actor, const KeptThing<Problem>& kept);
Id<Body> own_body(const City& city, const Problem& value);
std::string title_of(const City& city, const Problem& value);
std::optional<Refusal> unfit_opening(const Case& one, Incident& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Incident>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Incident>& kept);
void add_consequences(const Taking& taking, const KeptThing<Incident>& kept, Id<AnyThing> id, std::vector<EventBody>& events);
void absorb(City& city, Incident& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Incident& value);
std::string title_of(const City& city, const Incident& value);
std::optional<Refusal> unfit_opening(const Case& one, Hazard& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Hazard>& kept);
void absorb(City& city, Hazard& value, Course& course, const Step& step, const Note& note, Day today);
std::optional<Day> first_clock(const Hazard& value);
Id<Body> own_body(const City& city, const Hazard& value);
std::string title_of(const City& city, const Hazard& value);

// Closures.
std::optional<Refusal> unfit_opening(const Case& one, Closure& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Closure>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Closure>& kept);
void absorb(City& city, Closure& value, Course& course, const Step& step, const Note& note, Day today);
void tie_after(City& city, Id<AnyThing> id, const Closure& value, const Step& step);
Id<Body> own_body(const City& city, const Closure& value);
std::string title_of(const City& city, const Closure& value);

// Measures.
std::optional<Refusal> unfit_opening(const Case& one, Measure& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Measure>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Measure>& kept);
void tie(City& city, Id<Measure> id, const Measure& value);
void absorb(City& city, Measure& value, Course& course, const Step& step, const Note& note, Day today);
void tie_after(City& city, Id<AnyThing> id, const Measure& value, const Step& step);
Id<Body> own_body(const City& city, const Measure& value);
std::string title_of(const City& city, const Measure& value);

// Surveys, spot checks.
std::optional<Refusal> unfit_opening(const Case& one, Survey& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Survey>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Survey>& kept);
void absorb(City& city, Survey& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Survey& value);
Id<Body> other_body(const Survey& value);
std::string title_of(const City& city, const Survey& value);
std::optional<Refusal> unfit_opening(const Case& one, SpotCheck& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<SpotCheck>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<SpotCheck>& kept);
void absorb(City& city, SpotCheck& value, Course& course, const Step& step, const Note& note, Day today);
std::optional<Day> first_clock(const SpotCheck& value);
Id<Body> own_body(const City& city, const SpotCheck& value);
std::string title_of(const City& city, const SpotCheck& value);

// Delegations, secondments, duties for sectors.
std::optional<Refusal> unfit_opening(const Case& one, Delegation& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Delegation>& kept, const Step& step, Id<AnyThing> id);
Id<Body> own_body(const City& city, const Delegation& value);
std::string title_of(const City& city, const Delegation& value);
std::optional<Refusal> unfit_opening(const Case& one, Secondment& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Secondment>& kept);
void absorb(City& city, Secondment& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Secondment& value);
Id<Body> other_body(const Secondment& value);
std::string title_of(const City& city, const Secondment& value);
std::optional<Refusal> unfit_opening(const Case& one, SectorDuty& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<SectorDuty>& kept);
void absorb(City& city, SectorDuty& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const SectorDuty& value);
std::string title_of(const City& city, const SectorDuty& value);

// Handovers.
std::optional<Refusal> unfit_opening(const Case& one, Handover& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Handover>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Handover>& kept);
void absorb(City& city, Handover& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Handover& value);
std::string title_of(const City& city, const Handover& value);
/// The handover that the end of a term leads to, where anything is open.
void add_handover(const Case& one, const HolderEnded& end, std::vector<EventBody>& events);

// The turn of a year.
std::optional<Refusal> unfit_opening(const Case& one, YearTurn& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<YearTurn>& kept, const Step& step, Id<AnyThing> id);
void absorb(City& city, YearTurn& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const YearTurn& value);
std::string title_of(const City& city, const YearTurn& value);
/// What it does with a commitment: carry, rebase, close_out.
std::optional<Refusal> unfit_turn(const Taking& taking, const KeptCommitment& kept);
void absorb_turn(const City& city, Commitment& value, const Step& step, const Note& note);
/// Less, compared in the base unit of both; a figure that is taken away is lower than any.
[[nodiscard]] bool is_lower(const std::optional<Figure>& after, const std::optional<Figure>& before);

// Projects and their money, capacity ledgers; merit, consent, surveys.
std::optional<Refusal> unfit_opening(const Case& one, Project& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Project>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Project>& kept);
bool is_judged_by_note(const KeptThing<Project>& kept, const Step& step);
void tie(City& city, Id<Project> id, const Project& value);
void add_consequences(const Taking& taking, const KeptThing<Project>& kept, Id<AnyThing> id, std::vector<EventBody>& events);
void absorb(City& city, Project& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Project& value);
std::string title_of(const City& city, const Project& value);
std::optional<Refusal> unfit_opening(const Case& one, Capacity& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Capacity>& kept);
void absorb(City& city, Capacity& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Capacity& value);
std::string title_of(const City& city, const Capacity& value);
std::optional<Refusal> unfit_opening(const Case& one, Merit& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Merit>& kept, const Step& step, Id<AnyThing> id);
void absorb(City& city, Merit& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Merit& value);
std::string title_of(const City& city, const Merit& value);
std::optional<Refusal> unfit_opening(const Case& one, Consent& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Consent>& kept, const Step& step, Id<AnyThing> id);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Consent>& kept);
void absorb(City& city, Consent& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Consent& value);
std::string title_of(const City& city, const Consent& value);
std::optional<Refusal> unfit_opening(const Case& one, Satisfaction& value);
std::optional<Refusal> unfit_note(const Taking& taking, const KeptThing<Satisfaction>& kept);
void absorb(City& city, Satisfaction& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Satisfaction& value);
Id<Body> other_body(const Satisfaction& value);
std::string title_of(const City& city, const Satisfaction& value);
// Reviews, appeals.
std::optional<Refusal> unfit_opening(const Case& one, Review& value);
std::optional<Refusal> barred(const Case& one, const KeptThing<Review>& kept, const Step& step, Id<AnyThing> id);
void add_consequences(const Taking& taking, const KeptThing<Review>& kept, Id<AnyThing> id, std::vector<EventBody>& events);
void tie(City& city, Id<Review> id, const Review& value);
void absorb(City& city, Review& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Review& value);
std::string title_of(const City& city, const Review& value);
std::optional<Refusal> unfit_opening(const Case& one, Appeal& value);
void tie(City& city, Id<Appeal> id, const Appeal& value);
void absorb(City& city, Appeal& value, Course& course, const Step& step, const Note& note, Day today);
Id<Body> own_body(const City& city, const Appeal& value);
std::string title_of(const City& city, const Appeal& value);

/// Starts the clock of a new thing where it depends on the day of opening; else what `first_clock` says.
template <class Value>
std::optional<Day> opening_clock(const City& /*city*/, const Value& value, Day /*today*/) { return first_clock(value); }
std::optional<Day> opening_clock(const City& city, const Review& value, Day today);
std::optional<Day> opening_clock(const City& city, const Appeal& value, Day today);

// The tables.
extern const Lifecycle kCommitments, kQuestions, kReports, kAsks, kPledges, kDeliverables, kStandingRules, kProblems, kIncidents,
    kHazards, kClosures, kMeasures, kSurveys, kSpotChecks, kHandovers, kDelegations, kSecondments, kSectorDuties, kYearTurns,
    kProjects, kCapacities, kMerits, kConsents, kSatisfactions,
    kReviews, kAppeals;

/// Closed commitments that name this asset, or one it is part of.
[[nodiscard]] std::vector<Id<Commitment>> closed_on(const City& city, Id<Asset> asset);
/// Which body is to answer for an asset in doubt: the lead of those, else of what is in force on it, else the body of its
/// place, else the first of the city.
[[nodiscard]] Id<Body> answers_for(const City& city, Id<Asset> asset, const std::vector<Id<Commitment>>& closed);

/// An approving post that stands outside that body and is held today by someone other than the acting person.
[[nodiscard]] std::optional<Refusal> unfit_approver(const Case& one, Id<Post> approver, Id<Body> body, const std::string& cannot);

/// Complaint unless the acting person is another natural person than these (and than whom they acted for), acts in person, and
/// answers to none of them.
[[nodiscard]] std::optional<Refusal> not_independent(const Case& one, const Doer& doer, const std::string& cannot);

}  // namespace luoshi::city::detail

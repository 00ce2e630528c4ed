#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "city/city.hpp"
#include "city/lifecycle.hpp"
#include "model/duty.hpp"
#include "model/judgement.hpp"
#include "model/monitoring.hpp"
#include "model/note.hpp"

namespace luoshi::city {

// Each event is a fact in the past tense; its JSON body is described in docs/formats/events.md. Ids of new things are
// not stored: the fold counts them.

struct CityFounded { std::string name; bool sample = false; };
struct PlaceRegistered { Place place; };
struct BodyRegistered { Body body; };
struct PostRegistered { Post post; };
struct PersonRegistered { Person person; };
struct HolderAppointed { Holder holder; };
/// As a holder, acting (代).
struct ActingAppointed { Holder holder; };
/// Ends every term of that person in that post that runs on that day, acting or in full.
struct HolderEnded { Id<Person> person; Id<Post> post; Day until{}; };
struct AssetRegistered { Asset asset; };
struct RulesAdopted { AdoptedRules rules; };
/// The newest of each year counts.
struct WorkingDaysSet { WorkingDays days; };

/// A statement as the reader proposed it, and the labels of the questions it raises.
struct ProposedStatement {
  Statement statement;  ///< without document and state
  std::vector<QuestionLabel> questions;
};
struct DocumentImported {
  Document document;
  std::vector<ProposedStatement> statements;
  std::vector<QuestionLabel> questions;  ///< of the paper as a whole
};

struct StatementConfirmed { Id<Statement> statement; };
/// The reader was wrong: the fields as a person reads them.
struct StatementCorrected {
  Id<Statement> statement;
  StatementKind kind{};
  Theme theme = Theme::Other;
  std::string reason;
};
struct StatementDismissed { Id<Statement> statement; std::string reason; };

/// The same demand as one of an earlier paper: the thread (言出有谱) a person confirmed, and that it was none.
struct StatementTied { Id<Statement> statement; Id<Statement> earlier; };
struct StatementUntied { Id<Statement> statement; std::string reason; };

/// A person asks what the reader did not.
struct QuestionAsked { Question question; };
/// An open question is put to a post, with a day.
struct QuestionPut { Id<Question> question; Id<Post> asked_of; std::optional<Day> due; };
struct QuestionAnswered { Id<Question> question; std::string answer; Id<Document> document; };
struct QuestionWaived { Id<Question> question; std::string reason; };

struct CommitmentOpened { Commitment commitment; };
struct CommitmentAdopted { Id<Commitment> commitment; };
struct DeadlineExtended {
  Id<Commitment> commitment;
  Deadline deadline;
  std::string reason;
  Id<Post> approver;
};

/// Its terms as they are from now on; while in force, sources and deadline stay and `approver` stands behind it.
struct CommitmentAmended {
  Id<Commitment> commitment;
  Commitment terms;
  std::string reason;
  Id<Post> approver;
};

/// What was shown of a commitment is kept, so that it can be scored; it touches nothing.
struct VerdictRecorded { RecordedVerdict verdict; };

struct ReportFiled { Report report; };
struct ReportChecked { Id<Report> report; CheckState verdict = CheckState::Accepted; std::string reason; };

/// The first sample of a month at an asset, and a later word on it: other values, or void.
struct SampleRecorded { Sample sample; };
struct SampleCorrected { Sample sample; std::string reason; };
/// What the adopted rule says of an asset's samples, recorded as it was judged. It is never typed by a person.
struct FunnelJudged {
  Id<Asset> asset;
  FunnelWord word = FunnelWord::CannotSay;
  ReviewCause cause = ReviewCause::None;  ///< why it is to be verified anew, where a rule fired
  std::string reason;                     ///< the sum
  std::string rule;                       ///< name of the rule set
  Digest rule_digest;                     ///< of its file
  Day as_of{};
  std::optional<Day> holds_until;
  std::vector<Day> samples;               ///< the days of the samples it rests on
};

/// Any thing of the lifecycles; which table its number belongs to is told by the kind.
struct AnyThing;

/// A thing of that kind was opened: asks, pledges and all that `OpenedKinds` lists.
template <class Value>
struct Opened { Value value; };

/// A step of its lifecycle was taken with a thing. Its type in the ledger is the step's: "ask.answer".
struct Stepped {
  const Step* step = nullptr;  ///< a row of a lifecycle, which outlives everything
  Id<AnyThing> thing;
  Note note;
};

template <class List>
struct BodiesWith;
template <class... Value>
struct BodiesWith<KindList<Value...>> {
  using Type =
      std::variant<CityFounded, PlaceRegistered, BodyRegistered, PostRegistered, PersonRegistered, HolderAppointed,
                   HolderEnded, AssetRegistered, RulesAdopted, DocumentImported, StatementConfirmed, StatementCorrected,
                   StatementDismissed, QuestionAsked, QuestionPut, QuestionAnswered, QuestionWaived, CommitmentOpened,
                   CommitmentAdopted, DeadlineExtended, ReportFiled, ReportChecked,
                   CommitmentAmended, VerdictRecorded, ActingAppointed, StatementTied, StatementUntied,
                   WorkingDaysSet, SampleRecorded, SampleCorrected, FunnelJudged, Stepped, Opened<Value>...>;
};
using AnyEvent = BodiesWith<OpenedKinds>::Type;
/// What happened: one of all kinds of events. Its special members stand in event.cpp: else every source that copies or drops one makes
/// them anew (docs/decisions/0009).
struct EventBody : AnyEvent {
  using AnyEvent::AnyEvent;
  using AnyEvent::operator=;
  EventBody();
  EventBody(const EventBody&);
  EventBody(EventBody&&) noexcept;
  EventBody& operator=(const EventBody&);
  EventBody& operator=(EventBody&&) noexcept;
  ~EventBody();
};

/// Who acted, and when it was recorded (design 3, decision 1). Person and post are empty for the operator of the machine,
/// who can found a city, keep registers and import, and nothing else.
struct Envelope {
  Instant recorded_at{};
  Id<Person> actor;
  Id<Post> post;
  Id<Person> on_behalf_of;
  std::string session;  ///< of the door; empty for the command line
  std::string command;  ///< id of the command: a repeat returns its first outcome
  std::string salt;     ///< 32 hexadecimal digits of fresh randomness
  bool acting = false;  ///< the actor holds the post only as acting (代)
};

struct Event {
  Envelope envelope;
  EventBody body;
};

}  // namespace luoshi::city

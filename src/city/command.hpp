#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "city/event.hpp"

namespace luoshi::city {

// What someone wants. A command that ends in one event of the same content simply carries that event's body.
// `seen` is the version of the thing the person looked at; 0 where the command makes a new thing.

struct Found { CityFounded fact; };
struct Register {
  std::variant<PlaceRegistered, BodyRegistered, PostRegistered, PersonRegistered, HolderAppointed, HolderEnded,
               AssetRegistered, RulesAdopted, ActingAppointed, WorkingDaysSet>
      fact;
};
struct ImportDocument { DocumentImported fact; };
struct ConfirmStatement { StatementConfirmed fact; std::uint32_t seen = 0; };
struct CorrectStatement { StatementCorrected fact; std::uint32_t seen = 0; };
struct DismissStatement { StatementDismissed fact; std::uint32_t seen = 0; };
struct TieStatement { StatementTied fact; std::uint32_t seen = 0; };
struct UntieStatement { StatementUntied fact; std::uint32_t seen = 0; };
struct AskQuestion { QuestionAsked fact; };
struct PutQuestion { QuestionPut fact; std::uint32_t seen = 0; };
struct AnswerQuestion { QuestionAnswered fact; std::uint32_t seen = 0; };
struct WaiveQuestion { QuestionWaived fact; std::uint32_t seen = 0; };
struct OpenCommitment { CommitmentOpened fact; };
struct AdoptCommitment { CommitmentAdopted fact; std::uint32_t seen = 0; };
struct ExtendDeadline { DeadlineExtended fact; std::uint32_t seen = 0; };
struct AmendCommitment { CommitmentAmended fact; std::uint32_t seen = 0; };
/// By the engine alone, of what it shows: no door sends it.
struct RecordVerdict { VerdictRecorded fact; };
template <class List>
struct AnyOpening;
template <class... Value>
struct AnyOpening<KindList<Value...>> {
  using Type = std::variant<Opened<Value>...>;
};
struct OpenThing { AnyOpening<OpenedKinds>::Type fact; };
struct TakeStep { Stepped fact; std::uint32_t seen = 0; };
struct FileReport { ReportFiled fact; };
struct RecordSample { SampleRecorded fact; };
struct CorrectSample { SampleCorrected fact; };
/// Of the system alone: no door reads it.
struct RecordJudgement { FunnelJudged fact; };
struct CheckReport { ReportChecked fact; std::uint32_t seen = 0; };

using AnyCommand = std::variant<Found, Register, ImportDocument, ConfirmStatement, CorrectStatement, DismissStatement,
                                AskQuestion, PutQuestion, AnswerQuestion, WaiveQuestion, OpenCommitment,
                                AdoptCommitment, ExtendDeadline, FileReport, CheckReport, AmendCommitment, RecordVerdict,
                                TieStatement, UntieStatement, RecordSample, CorrectSample, RecordJudgement, OpenThing, TakeStep>;
/// What is asked for: one of all kinds of commands. Its special members stand in command.cpp (docs/decisions/0009).
struct CommandBody : AnyCommand {
  using AnyCommand::AnyCommand;
  using AnyCommand::operator=;
  CommandBody();
  CommandBody(const CommandBody&);
  CommandBody(CommandBody&&) noexcept;
  CommandBody& operator=(const CommandBody&);
  CommandBody& operator=(CommandBody&&) noexcept;
  ~CommandBody();
};

/// Who asks. Empty person and post: the operator of the machine.
struct Actor {
  Id<Person> person;
  Id<Post> post;
  Id<Person> on_behalf_of;

  [[nodiscard]] bool is_operator() const { return !person && !post; }
};

struct Command {
  std::string id;  ///< 1–64 characters, chosen by the door
  Actor actor;
  CommandBody body;
};

}  // namespace luoshi::city

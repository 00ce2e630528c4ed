#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// Works done, or the world changed (产出、效果). Never merged.
enum class Meaning { Output, Outcome };

/// What is measured where (指标).
struct Indicator {
  std::string name;
  std::string unit;
  Meaning meaning = Meaning::Output;
  Id<Place> place;

  friend bool operator==(const Indicator&, const Indicator&) = default;
};

/// A level an indicator is to reach by a day (目标).
struct Target {
  Id<Indicator> indicator;
  std::optional<Figure> baseline;
  Figure goal;
  Deadline deadline;

  friend bool operator==(const Target&, const Target&) = default;
};

/// 承诺状态. Proposed until owner, figure and date have no open question and an editor adopts it. What its lead reports as
/// finished is done only when another person has confirmed it, and what is done can be put in doubt again.
enum class CommitmentState { Proposed, InForce, Done, Withdrawn, Reported, ToVerify };

/// How many there are in all, as somebody stated it (总量). A count of the funnel is no total.
struct StatedTotal {
  Figure figure;
  Id<Body> by;            ///< who stated it
  Id<Document> document;  ///< the paper it stands in, where there is one

  friend bool operator==(const StatedTotal&, const StatedTotal&) = default;
};

/// What became of an unfinished promise at the turn of a year (结转): carried over as it was, on a new figure, or dropped.
enum class TurnWay { Carried, Rebased, Dropped };
struct TurnOfItem {
  std::uint32_t year = 0;
  TurnWay way = TurnWay::Carried;
  std::optional<Figure> figure;  ///< as it was before
  Deadline deadline;             ///< as it was before
  std::string reason;
  Id<Post> approver;             ///< outside the lead body; empty where it was carried as it was

  friend bool operator==(const TurnOfItem&, const TurnOfItem&) = default;
};

/// One promise (承诺事项): one lead, any number of supporting bodies, one figure, its sentences.
struct Commitment {
  std::string title;
  std::vector<Id<Statement>> sources;
  Id<Body> lead;
  std::vector<Id<Body>> supports;
  Theme theme = Theme::Other;
  Meaning meaning = Meaning::Output;
  std::optional<Figure> figure;
  Deadline original_deadline;
  Deadline deadline;              ///< current: the original, or the last extension
  std::uint32_t extensions = 0;
  Id<Commitment> parent;          ///< the target it is a part of
  std::vector<Id<Asset>> assets;  ///< promised by name; the same asset in two parts is found by *adds up*
  std::string needs;              ///< what the upper level must give (两侧承诺)
  std::optional<Day> started;     ///< when work began; straight-line plans count from here
  CommitmentState state = CommitmentState::Proposed;
  std::optional<Day> done_on;     ///< when its lead says it was finished
  std::uint32_t reopened = 0;     ///< how often it was taken up again after it had been done
  std::uint32_t lowered = 0;      ///< how often its figure was lowered while in force
  std::uint32_t rank = 0;         ///< among those of its lead, 1 first; 0: no rank (优先次序)
  std::string rank_reason;
  std::uint32_t moved_lead = 0;   ///< how often it went to another lead while in force
  std::optional<StatedTotal> total;  ///< out of how many; the last one stated
  std::vector<TurnOfItem> turns;  ///< of the years in which it was not done, oldest first

  friend bool operator==(const Commitment&, const Commitment&) = default;
};

/// 问清状态
enum class QuestionState { Open, Answered, Waived };

/// What cannot be read or decided (问清). Of a document, one of its statements, or a commitment.
struct Question {
  Id<Document> document;
  Id<Statement> statement;
  Id<Commitment> commitment;
  QuestionLabel label{};
  std::string text;        ///< empty while the words stand in the document's reading
  Id<Post> asked_of;
  std::optional<Day> due;
  QuestionState state = QuestionState::Open;
  std::string answer;      ///< the answer, or why it was waived
  Id<Document> answer_document;

  friend bool operator==(const Question&, const Question&) = default;
};

/// 核查状态
enum class CheckState { Unchecked, Accepted, Returned };

/// One asset moved along the funnel.
struct AssetMove {
  Id<Asset> asset;
  Stage stage = Stage::Listed;
  friend bool operator==(const AssetMove&, const AssetMove&) = default;
};

/// What was done in a period (进展). `moves` are shown (有据); `said` is typed (自报) and never overrides them.
struct Report {
  Id<Commitment> commitment;
  Day until{};                     ///< state at the end of this day
  std::vector<AssetMove> moves;
  std::optional<Figure> said;
  std::string note;
  std::vector<Digest> evidence;
  Id<Person> reporter;
  Id<Post> reporter_post;
  CheckState check = CheckState::Unchecked;
  Id<Person> checker;              ///< another natural person (核查)
  std::string check_reason;

  friend bool operator==(const Report&, const Report&) = default;
};

}  // namespace luoshi

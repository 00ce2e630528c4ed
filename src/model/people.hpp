#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"
#include "model/project.hpp"

namespace luoshi {

/// 表扬状态
enum class MeritState : std::uint8_t { Proposed, Posted, Objected, Decided, Dropped, Revoked };

/// A person who is praised: by the post held, in that term (受表扬个人).
struct MeritHolder {
  Id<Person> person;
  Id<Post> post;

  friend bool operator==(const MeritHolder&, const MeritHolder&) = default;
};

/// Praise of bodies and persons (表扬激励) for results: it rests on commitments that are done, never on activity.
struct Merit {
  std::string title;
  Id<Body> body;                       ///< which proposes it
  std::vector<Id<Body>> units;
  std::vector<MeritHolder> holders;
  std::string grounds;                 ///< what was achieved
  std::vector<Id<Commitment>> rests_on;
  std::vector<Id<Project>> projects;   ///< likewise: done ones
  std::uint32_t notice_days = 0;       ///< working days for objections (公示期), 1 … 60
  Id<Document> paper;                  ///< the notice, then the decision
  std::string objection;               ///< the last one
  std::optional<Day> until;            ///< last day of the objection period

  friend bool operator==(const Merit&, const Merit&) = default;
};

/// 村民表决状态
enum class ConsentState : std::uint8_t { Called, Counted, Passed, Failed, Void };

/// A vote of villagers (村民表决): counts and their evidence, never who voted how.
struct Consent {
  std::string what;
  Id<Place> place;
  Id<Body> body;                       ///< which holds it
  Id<Project> project;                 ///< what it is for, where it is one
  std::uint32_t voters = 0;            ///< entitled
  std::uint32_t turnout_parts = 0, turnout_whole = 0;  ///< least part that must vote: 2 of 3; 0 of 0: no such rule
  std::uint32_t favour_parts = 0, favour_whole = 0;    ///< least part of those voting that must be in favour
  bool turnout_more_than = false;      ///< that part must be exceeded (过半数), not only reached (三分之二以上)
  bool favour_more_than = false;       ///< likewise
  std::string rule;                    ///< where the threshold stands: law or village rule
  std::uint32_t voted = 0, in_favour = 0;
  Id<Document> paper;                  ///< the record of the vote

  friend bool operator==(const Consent&, const Consent&) = default;
};

/// 满意度调查状态
enum class SatisfactionState : std::uint8_t { Planned, Counted, Accepted, Rejected };

/// What residents say of some assets (满意度调查): frame, how many, who asked; counts, no persons.
struct Satisfaction {
  std::string title;
  std::vector<Id<Asset>> assets;       ///< what it is about
  Id<Body> body;                       ///< whose work is judged
  Id<Body> asker;                      ///< who asks; outside `body` and those below it
  std::string outside;                 ///< the asker where it is no body of the city
  std::string frame;                   ///< from whom was drawn, and how (抽样框)
  std::uint32_t sample = 0;            ///< how many are to be asked
  std::uint32_t answered = 0, satisfied = 0;
  std::optional<Day> day;              ///< last day of asking
  Id<Document> paper;

  friend bool operator==(const Satisfaction&, const Satisfaction&) = default;
};

}  // namespace luoshi

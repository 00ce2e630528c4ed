#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// 成果件状态
enum class DeliverableState : std::uint8_t { Owed, Drafted, Consulted, Approved, Published, Accepted, Withdrawn };

/// A plan, policy, association or meeting that is owed (成果件); the document itself is the proof.
struct Deliverable {
  std::string name;
  Id<Body> author;
  std::string acceptance;              ///< what it must hold to be accepted (验收标准)
  Day due{};
  std::vector<Id<Commitment>> serves;
  Id<Statement> source;                ///< the sentence that asks for it
  Id<Document> proof;                  ///< the newest version

  friend bool operator==(const Deliverable&, const Deliverable&) = default;
};

/// 条件事项状态
enum class StandingRuleState : std::uint8_t { Proposed, InForce, Ended };

/// A condition over assets and what it opens (条件事项): 已纳入规划 → 尽快启动；暂未纳入 → 预留通道. Whether an asset meets it is said by
/// people, one by one; those nobody has judged are unknown. For each that newly meets it a commitment is proposed.
struct StandingRule {
  std::string condition;
  std::string opens;                   ///< the work it opens, as the title of what is proposed
  Id<Body> body;                       ///< lead of that work
  Id<Statement> source;
  std::vector<Id<Asset>> assets;       ///< over which it stands
  std::vector<Id<Asset>> meet, fail;   ///< judged so far; the rest are unknown

  friend bool operator==(const StandingRule&, const StandingRule&) = default;
};

}  // namespace luoshi

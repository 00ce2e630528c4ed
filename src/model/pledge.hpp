#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// 承诺书状态
enum class PledgeState : std::uint8_t { Drafted, Awaited, Signed, Superseded, Withdrawn };

/// What the upper level must give so that a pledge can be kept (上级应兑现), by when; with the proof once it has.
struct PledgeNeed {
  std::string what;
  Id<Body> giver;
  Day by{};
  std::optional<Day> given;
  Id<Document> proof;

  friend bool operator==(const PledgeNeed&, const PledgeNeed&) = default;
};

/// A letter in which a body promises figures to the one above (承诺书): two-sided, signed by a named post, in versions.
struct Pledge {
  std::string title;
  Id<Body> signer;                     ///< who promises
  Id<Body> upper;                      ///< to whom
  Id<Post> post;                       ///< which post of the signer signs
  Day due{};                           ///< by when it is to be signed
  std::vector<Id<Commitment>> numbers; ///< the commitments whose figures stand in it
  std::vector<PledgeNeed> needs;
  Id<Document> paper;                  ///< as signed
  std::uint32_t version = 1;
  std::optional<Day> signed_on;

  friend bool operator==(const Pledge&, const Pledge&) = default;
};

}  // namespace luoshi

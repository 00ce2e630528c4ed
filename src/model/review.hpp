#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "model/body.hpp"
#include "model/duty.hpp"
#include "model/monitoring.hpp"

namespace luoshi {

/// 复核状态
enum class ReviewState : std::uint8_t { Fired, Answered, Reopened, Upheld };

/// An asset whose works stand and whose water is in doubt (复核): a rule fired, or a person asked. The body answers by its
/// clock; another person confirms that work begins again, or records why not.
struct Review {
  Id<Asset> asset;
  Id<Body> body;                       ///< which is to answer
  ReviewCause cause = ReviewCause::Person;
  std::string reason;                  ///< the sum of the rule, or what the person says
  std::string rule;                    ///< name of the rule that fired; empty for a person
  std::optional<Digest> rule_digest;   ///< of its file
  std::vector<Day> samples;            ///< the days of the samples it rests on
  std::vector<Id<Commitment>> about;   ///< closed commitments put in doubt by it
  std::string answer, finding;

  friend bool operator==(const Review&, const Review&) = default;
};

/// 申诉状态
enum class AppealState : std::uint8_t { Raised, Granted, Dismissed, Withdrawn };

/// An objection of the lead body to the light of one of its commitments (申诉), decided by someone outside it.
struct Appeal {
  Id<Commitment> commitment;
  std::string light, sum, rule;        ///< as shown when it was raised: 红, the sum it was read from, the rule's title
  std::string grounds;
  Id<Document> paper;
  std::vector<Digest> evidence;
  std::string decision;

  friend bool operator==(const Appeal&, const Appeal&) = default;
};

}  // namespace luoshi

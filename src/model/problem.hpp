#pragma once

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

namespace luoshi {

/// 问题状态. Found is before it was handed over: while it is covert, the inspected body does not see it.
enum class ProblemState : std::uint8_t { Found, Assigned, Rectified, Passed, Closed, Withdrawn };

/// 问题来源
enum class ProblemSource : std::uint8_t { Inspection, Complaint, SpotCheck, Covert, Audit };

/// A place in a film (片段): seconds from its start.
struct Clip {
  Digest film;
  std::uint32_t from_s = 0, until_s = 0;
  std::string shows;

  friend bool operator==(const Clip&, const Clip&) = default;
};

/// Something wrong that was found (问题): rectified, accepted, closed (销号), looked at again, reopened.
struct Problem {
  std::string what;
  ProblemSource source = ProblemSource::Inspection;
  Id<Body> body;                       ///< the inspected body, which is to put it right
  Id<Place> place;
  std::vector<Id<Asset>> assets;
  Id<Document> paper;                  ///< the feedback, list or letter it stands in
  std::vector<Digest> evidence;
  std::vector<Clip> clips;
  Day due{};                           ///< by when it is to be put right
  std::vector<Id<Commitment>> about;   ///< commitments it casts doubt on
  std::uint32_t reopened = 0;
  std::optional<Day> looked_back;      ///< last look-back (回头看)

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// 事故状态
enum class IncidentState : std::uint8_t { Recorded, Learned, Closed };

/// An accident (事故) and the lessons drawn from it, each of which opens checks wherever the like may be.
struct Incident {
  std::string name;                    ///< as papers call it, by its date or place
  std::string what;
  std::optional<Day> day;
  Id<Body> body;                       ///< which sees to the lessons
  std::string sector;                  ///< 行业: 食品、交通、危化
  Id<Document> report;
  Id<Commitment> campaign;             ///< the campaign (三年行动) it belongs to
  std::vector<std::string> lessons;

  friend bool operator==(const Incident&, const Incident&) = default;
};

/// 隐患状态
enum class HazardState : std::uint8_t { ToCheck, Clear, Found, Fixed, Closed };

/// A danger where an incident could repeat (隐患); its check ends with a finding.
struct Hazard {
  std::string what;                    ///< the lesson, or what was found
  Id<Asset> where;
  Id<Body> body;                       ///< which is to check and put right
  std::string sector;
  Id<Incident> like;
  Id<Commitment> campaign;
  Day due{};
  std::string finding;

  friend bool operator==(const Hazard&, const Hazard&) = default;
};

}  // namespace luoshi

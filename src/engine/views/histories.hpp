#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "city/city.hpp"

namespace luoshi::engine {

/// Where an asset stood at the end of that day, by what is now known.
[[nodiscard]] Stage stage_on(const city::KeptAsset& asset, Day day);
/// How many of these assets stood at Built or beyond by then.
[[nodiscard]] std::uint32_t built_by(const city::City& city, const std::vector<Id<Asset>>& assets, Day day);

/// How fast things left a stage, summed: so many, in so many thing-months.
struct StageSeen {
  std::uint64_t left = 0;
  double months = 0;
};
/// Listed → entered, entered → built.
using StagesSeen = std::array<StageSeen, 2>;

/// How claims turned out when another person checked them (核查结果).
struct ClaimsSeen {
  std::uint32_t held = 0, fell = 0;
};

/// How much a claim nobody has checked is worth: a chance that is Beta(held, fell).
struct Trust {
  double held = 4, fell = 1;
  [[nodiscard]] double mean() const { return held / (held + fell); }
};

/// What the reports of a whole city teach of one commitment (地方历史): its own speed, that of like work, of its lead body,
/// and what claims were worth. Only what stands in that state of the city: as of a past day, only what was known then.
class Histories {
 public:
  explicit Histories(const city::City& city);

  /// Of the commitment itself, over what it counts, to its last report: from its start where none of it was built by then, else
  /// from its first report (the register may speak of a later day than the start).
  [[nodiscard]] const StagesSeen& own(Id<Commitment> commitment) const { return own_[commitment.index()]; }
  /// What others teach of each stage, worth at most four things that left it: like assets of all others, drawn half way to
  /// those of the same lead body after four things seen there. {0, 0} where nothing is known of like assets elsewhere.
  struct Taught {
    double left = 0, months = 0;
  };
  [[nodiscard]] std::array<Taught, 2> taught(const city::City& city, Id<Commitment> commitment) const;
  /// Beta(4, 1) before anything was checked; then the city's share, then the body's own, five checks weighing half.
  [[nodiscard]] Trust trust(Id<Body> body) const;
  [[nodiscard]] ClaimsSeen claims_of(Id<Body> body) const;

 private:
  std::vector<StagesSeen> own_;
  std::map<AssetKind, StagesSeen> by_kind_;
  std::map<std::pair<AssetKind, std::uint32_t>, StagesSeen> by_body_;
  ClaimsSeen claims_;
  std::map<std::uint32_t, ClaimsSeen> claims_of_;
};

[[nodiscard]] double months_between(Day from, Day until);  ///< mean Gregorian months

}  // namespace luoshi::engine

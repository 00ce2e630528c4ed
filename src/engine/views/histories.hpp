#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "city/city.hpp"
#include "forecast/season_file.hpp"

namespace luoshi::engine {

/// Where an asset stood at the end of that day, by what is now known.
[[nodiscard]] Stage stage_on(const city::KeptAsset& asset, Day day);
/// How many of these assets stood at Built or beyond by then.
[[nodiscard]] std::uint32_t built_by(const city::City& city, const std::vector<Id<Asset>>& assets, Day day);

/// The seasons that a city has adopted (月份快慢, docs/formats/season-file.md): how fast work goes in each month, on things of a kind, or of a theme where
/// amounts are only said.
struct CitySeasons {
  Digest digest{};  ///< of the file
  std::vector<forecast::Season> seasons;

  /// Nothing where the file states none of that name.
  [[nodiscard]] const forecast::Season* of(AssetKind kind) const;
  [[nodiscard]] const forecast::Season* of(Theme theme) const;
};

/// Work seen in a month that the file calls slower than this counts as at this speed: what was done then was done.
inline constexpr double kSlowestSeen = 0.05;
/// Days of usual speed from one day to the next, in thousandths, each month at its speed in thousandths but not below kSlowestSeen; days where there
/// is no season. Requires from ≤ until.
[[nodiscard]] std::int64_t usual_milli_days(const forecast::Season* season, Day from, Day until);

/// How fast things left a stage, summed: so many, in so many thousandths of thing-days of usual speed. Whole numbers, so that a sum taken
/// apart again is exact.
struct StageSeen {
  std::uint64_t left = 0;
  std::int64_t milli_days = 0;
  [[nodiscard]] double months() const;  ///< mean Gregorian months

  friend bool operator==(const StageSeen&, const StageSeen&) = default;
};
/// Listed → entered, entered → built.
using StagesSeen = std::array<StageSeen, 2>;

/// How claims turned out when another person checked them (核查结果).
struct ClaimsSeen {
  std::uint32_t held = 0, fell = 0;

  friend bool operator==(const ClaimsSeen&, const ClaimsSeen&) = default;
};

/// How much a claim nobody has checked is worth: a chance that is Beta(held, fell).
struct Trust {
  double held = 4, fell = 1;
  [[nodiscard]] double mean() const { return held / (held + fell); }

  friend bool operator==(const Trust&, const Trust&) = default;
};

/// What the reports of a whole city teach of one commitment (地方历史): its own speed, that of like work, of its lead body,
/// and what claims were worth. Only what stands in that state of the city: as of a past day, only what was known then.
class Histories {
 public:
  /// `seasons`: those the city has adopted, so that a thing-month in winter counts for as much work as one in summer; or none.
  explicit Histories(const city::City& city, std::shared_ptr<const CitySeasons> seasons = nullptr);

  /// Becomes the histories of a later state of that city, in which nothing else was added or changed of what they look at: a
  /// commitment, its reports, the assets it names. Equal to those made anew.
  void follow(const city::City& city, const std::vector<Id<Commitment>>& changed);

  /// Of the commitment itself, over what it counts, to its last report: from its start where none of it was built by then, else
  /// from its first report (the register may speak of a later day than the start).
  [[nodiscard]] const StagesSeen& own(Id<Commitment> commitment) const { return own_[commitment.index()].seen; }
  /// What others teach of each stage, worth at most four things that left it: like assets of all others, drawn half way to
  /// those of the same lead body after four things seen there. {0, 0} where nothing is known of like assets elsewhere.
  struct Taught {
    double left = 0, months = 0;

    friend bool operator==(const Taught&, const Taught&) = default;
  };
  [[nodiscard]] std::array<Taught, 2> taught(const city::City& city, Id<Commitment> commitment) const;
  /// Beta(4, 1) before anything was checked; then the city's share, then the body's own, five checks weighing half.
  [[nodiscard]] Trust trust(Id<Body> body) const;
  [[nodiscard]] ClaimsSeen claims_of(Id<Body> body) const;
  /// Of what the commitment counts, of its theme where it counts nothing; nothing where none was adopted.
  [[nodiscard]] const forecast::Season* season(const city::City& city, Id<Commitment> commitment) const;

  /// What of the sums differs from another state's: those of things counted, those of claims.
  [[nodiscard]] bool counts_like(const Histories& other) const { return by_kind_ == other.by_kind_ && by_body_ == other.by_body_; }
  [[nodiscard]] bool trusts_like(const Histories& other) const { return claims_ == other.claims_ && claims_of_ == other.claims_of_; }

 private:
  // What one commitment adds to the sums; those hold no line of nothing.
  struct Own {
    StagesSeen seen{};
    AssetKind kind{};
    std::uint32_t lead = 0;
    bool teaches = false;  ///< others
    ClaimsSeen claims;
  };
  [[nodiscard]] Own own_of(const city::City& city, const city::KeptCommitment& kept) const;
  void count(const Own& own, int sign);
  /// What the sums hold of it: its own, or of a whole that of its parts; of that kind, of that lead where one is given.
  [[nodiscard]] StagesSeen held_of(const city::City& city, Id<Commitment> commitment, AssetKind kind, std::optional<std::uint32_t> lead, int depth) const;

  std::shared_ptr<const CitySeasons> seasons_;  // shared: every table of commitments holds them
  city::PagedTable<Own> own_;
  std::map<AssetKind, StagesSeen> by_kind_;
  std::map<std::pair<AssetKind, std::uint32_t>, StagesSeen> by_body_;
  ClaimsSeen claims_;
  std::vector<ClaimsSeen> claims_of_;  ///< by the number of the lead body; 0: no lead
};

inline constexpr double kDaysAMonth = 30.436875;            ///< mean Gregorian month
[[nodiscard]] double months_between(Day from, Day until);  ///< in such months

}  // namespace luoshi::engine

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/lights.hpp"
#include "city/city.hpp"
#include "engine/views/histories.hpp"
#include "forecast/amount.hpp"
#include "forecast/funnel.hpp"
#include "model/judgement.hpp"

namespace luoshi::engine {

/// Levels of parts that are looked at below a whole: city, county, town, village and some to spare.
inline constexpr int kDeepest = 8;

/// What is known of a commitment's progress on a day, from its reports (a returned one counts for nothing).
struct CommitmentProgress {
  std::uint32_t assets = 0;           ///< what it counts
  std::uint32_t assets_done = 0;      ///< of what it counts, at Built or beyond: shown
  std::uint32_t assets_claimed = 0;   ///< of these, by a report that nobody has checked
  std::optional<Figure> said;         ///< of its latest report
  bool said_checked = false;
  std::optional<Day> last_report;     ///< state it speaks of
  std::optional<Day> start;           ///< of work, or of the paper it came from
};

/// What a commitment counts: the assets it names; where it names none, those of its parts that are not withdrawn, each once,
/// and their reports are its own. Not of an outcome: works done do not make it.
[[nodiscard]] std::vector<Id<Asset>> counted_assets(const city::City& city, const city::KeptCommitment& commitment);

[[nodiscard]] CommitmentProgress progress_of(const city::City& city, const city::KeptCommitment& commitment);

/// The reports it counts by: its own; where it names no asset but its parts do, theirs too.
[[nodiscard]] std::vector<Id<Report>> counted_reports(const city::City& city, const city::KeptCommitment& commitment);

/// The row a light rule judges: shown counts where assets were named, else what was said.
[[nodiscard]] assess::Progress light_input(const city::City& city, const city::KeptCommitment& commitment, Day today);

/// All that a verdict is computed from, so that equal inputs need not be computed twice and a record can name them.
struct KeptInput {
  std::string settled;                      ///< why no chance is drawn: the reason; empty where one is
  std::vector<std::string> further;         ///< of what is settled: the further reasons
  std::optional<Verdict::Word> word;        ///< of what is settled: kept, missed; nothing: cannot say
  bool counts = false;                      ///< `funnel` holds; else `said`
  forecast::FunnelQuestion funnel;
  std::vector<forecast::SaidAmount> said;   ///< in the base unit
  double goal = 0, months_left = 0, months_seen = 0, trust = 1;
  std::string unit, total_by;
  double scale = 1;                         ///< base units in one of `unit`
  std::vector<double> season;               ///< of the months after `reported`, where the city has adopted one for such work …
  std::string season_by;                    ///< … and who states it
  Day start{}, reported{}, due{};
  /// Of a target without reports of its own, what its parts are judged by, each at the target's date; else empty.
  std::vector<KeptInput> parts;
  bool all_of = false;                      ///< every part is to be kept; else their sum is to reach `goal`
  std::uint32_t part = 0;                   ///< of a part: its number
  std::string who;                          ///< of a part: its lead
  double stands = 0;                        ///< of a part that is settled: what is done

  /// Canonical: the same text, the same verdict.
  [[nodiscard]] std::string text() const;
  friend bool operator==(const KeptInput&, const KeptInput&) = default;
};

/// The input of a commitment on a day; `histories` are those of the same state of the city.
[[nodiscard]] KeptInput kept_input(const city::City& city, Id<Commitment> commitment, Day today, const Histories& histories);

/// So many months after its last report in months of usual speed.
[[nodiscard]] double usual_months(const KeptInput& input, double months);

/// What is shown of a commitment, and what stands behind it.
struct KeptShown {
  Verdict verdict;
  std::vector<std::string> reasons;            ///< the further ones
  std::optional<std::uint32_t> wanted, total;  ///< of things counted
  std::vector<std::uint32_t> quantiles;        ///< of the number done on the due day
  std::optional<std::uint32_t> straight;       ///< that number by a straight line
};
[[nodiscard]] KeptShown kept_shown(const KeptInput& input);

/// What an earlier look computed of a commitment: taken over while the input stands.
struct KeptKnown {
  KeptInput input;
  KeptShown shown;
};

/// Will it be kept (design 5): counted things out of their total by the funnel, lengths and areas by what was said and how such
/// claims held; kept or missed where its date has passed, by what is shown or was checked; else *cannot say* with the reason. Past its
/// date without a report it is unknown, never red. Silence never raises it: time left runs from the last report. A target nobody reports
/// on is judged by its parts, before its date and after it (`kept_parts.hpp`).
[[nodiscard]] Verdict kept_verdict(const city::City& city, Id<Commitment> commitment, Day today);

/// The version of what computes verdicts; raised whenever the same input may give another.
inline constexpr std::string_view kKeptVersion = "kept-5";

}  // namespace luoshi::engine

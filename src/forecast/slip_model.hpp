#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "forecast/history.hpp"
#include "forecast/outlook.hpp"

namespace luoshi::forecast {

/// Everything known of a piece of work on the day of one report: all a forecast may use.
struct Standing {
  DayNumber on = 0;       ///< the day of the report
  DayNumber planned = 0;  ///< the date stated in it
  std::optional<DayNumber> started;
  std::optional<std::uint32_t> type, body, rating;
  std::optional<double> progress;
  DayNumber first_on = 0, first_planned = 0;  ///< of the first report that stated a date
  unsigned intervals = 0;                     ///< between earlier reports with dates
  unsigned moved_later = 0, moved_earlier = 0;  ///< how many of them moved the date
};
/// Of the report at `index` and those before it; nothing when it states no date.
[[nodiscard]] std::optional<Standing> standing_at(const History& history, std::size_t index);

/// A standing and what became of it: ended on `until`, or not yet by then.
struct Episode {
  Standing at;
  DayNumber until = 0;
  bool ended = false;
  double weight = 1.0;
};

/// How stated dates turn out (日期滑动模型): a hazard model with reference classes by type of work, body and colour.
///
/// Time is measured in the plan's own length: u = 0 at the report, 1 at the stated date, beyond it in units of the length
/// that was left (at least 60 days). The chance not to be finished by u is exp(−H(u)); H has a constant rate in each of
/// 27 stretches, one of them the stated day alone, so a share of dates may hold exactly (a mixture with an atom). The log
/// rate of a stretch is
///     its own level + b·x + type + body + colour,
/// where b and the effects differ in five parts of a plan's life (early, late, the day, just after, long after); x are
/// length left, earlier moves, slip so far, share of time elapsed, reports so far, how long overdue, progress against time.
/// Effects of types, bodies and colours, and slopes, are normal around 0 with variances estimated from the data (empirical
/// Bayes): a class with few cases stays near the whole. Levels are a random walk around those of a plan that slips as the
/// Green Book says, with a spread of 1.5 in the logarithm: a few dozen cases outweigh it.
/// Unfinished work counts as what it is, not finished yet (censoring).
///
/// A forecast averages over draws of the parameters from their normal approximation, so it is wide where data are few.
/// Forecasting later without news never raises the chance to be in time, for P(T ≤ d | T > t) falls as t grows.
/// Sources: piecewise exponential models as Poisson regression, Holford, Biometrics 36 (1980); empirical Bayes variances,
/// Laird and Ware, Biometrics 38 (1982); HM Treasury, Supplementary Green Book Guidance (2002), table 2.
class SlipModel {
 public:
  /// Learns from episodes; `uplift` is the Green Book's for this kind of work. Any number of episodes will do, none too.
  /// `seed` is for the draws of parameters. The order of episodes changes the result by rounding only.
  [[nodiscard]] static SlipModel learn(std::span<const Episode> episodes, double uplift, std::uint64_t seed);

  /// When the work ends, known not to have ended on or before `alive` (at least the day of the report).
  [[nodiscard]] Outlook outlook(const Standing& at, DayNumber alive) const;

  SlipModel(SlipModel&&) noexcept;
  SlipModel& operator=(SlipModel&&) noexcept;
  ~SlipModel();

 private:
  struct Fit;
  explicit SlipModel(std::unique_ptr<Fit> fit);
  std::unique_ptr<Fit> fit_;
};

}  // namespace luoshi::forecast

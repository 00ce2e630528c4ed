#pragma once

#include <optional>
#include <span>
#include <vector>

namespace luoshi::forecast {

/// What one part of a target will have brought by the target's date (分解部分): a distribution of amounts.
struct TargetPart {
  std::vector<double> amounts;  ///< rising; in any unit that all parts share
  std::vector<double> chances;  ///< of each amount; they sum to 1 within 1e-6
  /// The same amounts were the part's own doubt settled (how fast it goes): equally likely cases whose mean is `chances`; or none.
  std::vector<std::vector<double>> cases;
  double wanted = 0;            ///< what the part itself promised, in the same unit
  double weight = 1;            ///< of its amount in a sum (加权); at least 0
};

/// How likely a target made of parts is reached.
struct TargetForecast {
  double chance = 0;
  double low = 0, high = 0;       ///< its tenths over what is unknown: the luck that the parts share, and each part's own case
  double mean = 0;                ///< expected weighted sum; of all-of, expected number of parts kept
  std::vector<double> quantiles;  ///< of the same, at 5, 10, … 95 %
};

inline constexpr double kMostShared = 0.9;

/// Targets over parts (分解目标): weighted sum of amounts against a goal, and every part against its own promise.
///
/// Parts hang together through one shared factor: the amount of part i is the quantile of its own distribution at the normal score
/// √shared·Z + √(1 − shared)·own (one-factor copula; Vasicek 2002). Given Z they are independent and are added by convolution;
/// Z is integrated by the trapezoid rule within ±6, on 81 points while shared ≤ 0.5, else on 121, exact to 1e-6 while shared ≤ 0.9.
/// Sums stand on a lattice. It is exact where every weighted amount lies a whole number of steps above its part's least, for a step of 0.001, 0.01, …
/// 10^6 of which the sums span at most 2,048; else the step is that span ÷ 1,024, an amount between two steps is split so that the
/// mean is kept (amounts between the same two steps stand as their mean), and sums are off by at most one step a part: a goal that lies on such an amount then gets part of its chance.
///
/// The interval: 200 draws of the shared luck Z, one a two-hundredth of its range, and of every part's case given Z, each case as likely as it makes
/// the amounts that Z makes likely (so that the chance is the mean over all draws); the 10 and 90 % quantile of the chance given both, widened to
/// hold the chance at Z's own tenths and the chance itself. A part without cases has no doubt of its own.
///
/// The order that always holds, up to these errors: all-of ≤ the least chance of a part; all-of ≤ the sum against Σ weight·wanted; more luck, a
/// lower goal or a better part never lowers a chance; all-of never falls as more is shared. The order of the parts does not matter.
/// Requires at least one part, sound distributions, finite numbers, 0 ≤ shared ≤ kMostShared. Deterministic.
[[nodiscard]] TargetForecast forecast_sum(std::span<const TargetPart> parts, double goal, double shared);
[[nodiscard]] TargetForecast forecast_all_of(std::span<const TargetPart> parts, double shared);

/// Of each part, the chance of the sum (of all-of: where `goal` is nothing) were that part at its unlucky and lucky tenth of cases, all
/// else as before; equal for a part without cases.
struct TargetDriver {
  std::size_t part = 0;
  double chance_low = 0, chance_high = 0;
};
/// Those that move the chance most come first; equals in the order of parts.
[[nodiscard]] std::vector<TargetDriver> target_drivers(std::span<const TargetPart> parts, std::optional<double> goal, double shared);

}  // namespace luoshi::forecast

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace luoshi::assess {

/// Samples around a measure that was built: at the thing it acts on, and at one like it that was left as it was (upstream
/// or untreated). All in one unit; a time of construction belongs to neither.
struct Trial {
  std::uint32_t measure = 0;
  double size = 1.0;      ///< km of sewer, mu of wetland, …: effects are per unit of it
  double promised = 0.0;  ///< fall per unit of size that the plan counted on
  std::vector<double> before, after, control_before, control_after;
  /// Falls against the control pair by pair, where before and after are paired (the same month of two years); the four sets are
  /// not looked at then. Seasons that both years share leave no mark on their spread.
  std::vector<double> falls{};
};

/// An effect with its 90 % interval.
struct Estimate {
  double effect = 0, low = 0, high = 0;
};

/// What one measure did, per unit of its size: fall at the thing less fall at its control (before/after, control/impact).
struct Measured {
  std::uint32_t measure = 0;
  double effect = 0, standard_error = 0;  ///< of few pairs the error is widened as Student's t is
  double promised = 0;
  double pooled = 0;      ///< drawn towards the mean of its kind by as much as it is unsure itself; below three trials its own
};

/// What measures of one kind do, learned from those that were built and monitored.
struct Learned {
  std::vector<Measured> measured;      ///< of the trials that could be judged, in their order
  std::vector<std::uint32_t> unjudged; ///< fewer than two samples in one of the four sets or two falls, or no spread in any
  double between = 0;                  ///< expected spread (standard deviation) of true effects between things
  std::optional<Estimate> mean;        ///< of the kind
  std::optional<Estimate> next;        ///< of the next one to be built: the prior to plan with
  std::optional<double> share_of_promise;  ///< mean ÷ mean promised; 1.2 is more than promised (1+1>2), where that is not 0
};

/// Random-effects estimate of one kind of measures; mean, next and spread only from three judged trials up.
///
/// Effects are normal around the kind's mean with an unknown spread τ; nothing is known of the mean or of τ beforehand
/// (uniform; Gelman, Bayesian Analysis 1 (2006) 515), and τ is integrated over 60 values up to five times the spread seen.
/// Hartung and Knapp's and Higgins' formulas on a moment estimate of τ² were tried and let the next one's 90 % interval
/// cover only 82 to 86 % where true effects differ by less than they are known; this one covers 88 % or more.
/// Samples are taken as independent: monthly or rarer. It says "this fell more than its like", not why.
/// Requires finite samples and sizes > 0.
[[nodiscard]] Learned learn(const std::vector<Trial>& trials);

}  // namespace luoshi::assess

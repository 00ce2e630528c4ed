#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace luoshi::forecast {

/// One stage of a funnel (漏斗阶段), as listed, entered, built: what stands in it and how fast it has been left.
struct Stage {
  std::uint64_t now = 0;        ///< things in it now, not yet in the next
  std::uint64_t left = 0;       ///< things seen to leave it for the next …
  double thing_months = 0;      ///< … in so many thing-months: things standing in it, times how long
  double prior_left = 0, prior_months = 0;  ///< what like work by like bodies adds to that, in the same units

  friend bool operator==(const Stage&, const Stage&) = default;
};

/// A target of so many things done out of a stated total (有总量的数量目标).
struct FunnelQuestion {
  std::optional<std::uint64_t> total;  ///< as somebody stated it; a count of the funnel is no total
  std::vector<Stage> stages;           ///< in order; leaving the last is being done
  std::uint64_t done = 0, wanted = 0;
  double months = 0;                   ///< until the date
  std::vector<double> season;          ///< of each month from now on, how fast work goes, 1 as usual; after its end it repeats
  /// How far all of it may go faster or slower together (money, weather, office): standard deviation of the logarithm.
  double shared_spread = 0.3;
  /// Things said to be done and not checked, beside `done` (未核查): a claim is true with a chance that is
  /// Beta(claims_true, claims_false), the same for all of them, so that their number is beta–binomial (贝塔—二项); one that is
  /// not true stands in the last stage. Requires both positive where anything is claimed.
  std::uint64_t claimed = 0;
  double claims_true = 1, claims_false = 1;

  friend bool operator==(const FunnelQuestion&, const FunnelQuestion&) = default;
};

/// The answer, or why there is none.
struct FunnelForecast {
  double chance = 0;     ///< P(done ≥ wanted by the date)
  double low = 0, high = 0;  ///< were the rates and what is shared at their unlucky and lucky tenths
  double mean = 0;       ///< expected number done
  std::vector<std::uint32_t> quantiles;  ///< of the number done, at 5, 10, … 95 %
  std::vector<double> chances;           ///< of exactly 0, 1, … done; sums to 1
  /// The same were what is unknown settled: kCases (`chance.hpp`) equally likely ones, from unlucky to lucky, whose mean is `chances`; where asked for.
  std::vector<std::vector<double>> cases;
};
/// Whether a forecast's cases are wanted beside it: as many numbers as kCases × total.
enum class Cases { Dropped, Kept };
struct NoForecast {
  std::string reason;  ///< Chinese: what is missing and whom to ask
};

/// Forecast of a count that cannot exceed its total (饱和): every thing moves on its own from stage to stage, at rates that
/// are unknown and shared.
///
/// A thing leaves stage s at rate λs·Z·season; λs ~ Gamma(½ + left, thing-months + 1): half a thing in one thing-month is all that
/// is believed beforehand; ln Z ~ N(−σ²/2, σ²). The chance that a thing now in stage s is done by the date is that of as many
/// exponential waits (uniformisation, truncated below 1e-12); things in one stage are binomial given the rates, stages are
/// added by convolution, and the whole is averaged over 400 draws of λ and Z, whose common luck makes the count more spread
/// than a binomial (over-dispersion). What of the total is in no stage waits before the first and moves at the first stage's rate.
/// Gamma quantiles are Wilson and Hilferty's, within 1 % from one thing seen on. Deterministic.
/// No forecast: no total stated, more counted than the total, more wanted than the total, or a stage nothing was ever seen in.
/// Requires months ≥ 0, finite numbers, a spread of 0 … 2, seasons ≥ 0. Cost: 400 × total operations a stage.
[[nodiscard]] std::variant<FunnelForecast, NoForecast> forecast_funnel(const FunnelQuestion& question, Cases cases = Cases::Dropped);

/// One thing on which the chance hangs (影响因素), and the chance were it unlucky or lucky.
struct FunnelDriver {
  enum class What { Claims, Stage, Shared } what = What::Stage;
  std::size_t stage = 0;          ///< of What::Stage
  double chance_low = 0, chance_high = 0;
};
/// Each stage's rate and the shared factor held at their 10 and 90 % quantile, in the same draws of all the rest; all unchecked
/// claims false and true; those that move the chance most come first. Requires a question that has a forecast.
[[nodiscard]] std::vector<FunnelDriver> funnel_drivers(const FunnelQuestion& question);

/// How many times as fast all stages must go from that month on for the chance to reach `wanted` (0 … 1): between 1 and 16, to
/// a hundredth; nothing where 16 times is not enough. Requires a question that has a forecast.
[[nodiscard]] std::optional<double> funnel_speed_needed(const FunnelQuestion& question, double wanted, std::size_t from_month);

/// Months of usual speed in the months that are left: season[k] is the speed of the k-th, after its end it repeats; none is the usual speed.
[[nodiscard]] double usual_months(const std::vector<double>& season, double months);

/// The question with everything `factor` times as fast from that month on.
[[nodiscard]] FunnelQuestion sped_up(FunnelQuestion question, double factor, std::size_t from_month);

}  // namespace luoshi::forecast

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "assess/programme.hpp"

namespace luoshi::assess {

/// A chance with its interval: what it would be were the model wrong towards dirt or towards clean by its 90 % quantile.
/// Sampling error of each: at most 0.5 / √draws, one standard deviation.
struct Chance {
  double probability = 0, low = 0, high = 0;
};

/// Quantiles of a level over the draws: 10 %, 50 %, 90 %.
struct Band {
  double low = 0, median = 0, high = 0;
};

/// Why a limit is not met for sure (缺口): parts of 1 − P(met by its target period), which they add up to.
struct Split {
  double nobody = 0;      ///< needed, owned by no one
  double waiting = 0;     ///< a question is not answered
  double late = 0;        ///< promised, in force, and not there in time
  double unverified = 0;  ///< said to be done, not checked
  double too_little = 0;  ///< even all of that on time does not suffice, by the middle estimate
  double doubt = 0;       ///< by the middle estimate it suffices; the model and the effects are not sure enough
};

/// What the chance at one receptor would gain were a measure, or all of one body, sure to stand by its date.
struct Gain {
  std::uint32_t receptor = 0, of = 0;  ///< measure or body
  double gain = 0;
};
struct Gains {
  std::vector<Gain> measures, bodies;  ///< by receptor, then the largest first; none of less than one draw
};

/// Told now and then how much of a long computation is done, 0 … 1, never falling; called from the thread that asked. False stops it.
using Watch = std::function<bool(double done)>;

/// Is the limit met, draw by draw (到期达标、够不够): the join of delivery, response and model error.
///
///     level(r, q, d) = e(r, d) · max(0, without(r, q) − Σ over measures m standing in q of f(m, d) · effect(m, r))
///
/// f lognormal of mean 1 with the measure's `effect_sd`, e lognormal of median 1 with the response's model error; both
/// stratified over the draws (every measure sees the same set of quantiles in an order of its own). A measure stands from
/// the earliest delivery among the commitments that promise it, so it counts once however often it is promised.
/// The same numbers are drawn whatever else changes (common random numbers: a difference is never chance).
///
/// Exact: effects are summed as whole multiples of 2^-44 of the receptor's scale, so the order of summing, the number of
/// threads, and whether a change was applied to an old state or computed afresh make no difference to any bit.
/// Valid where levels are linear in the effects (water: no anoxia, no reversal; `Response::valid_while`).
/// Memory: 8 bytes × receptors × draws × (2·periods + 9). Not safe for concurrent changes; const calls are.
class Assessment {
 public:
  /// @throws Error{BadInput} as `check` does, Error{Cancelled} when `watch` says stop. Requires threads ≥ 1.
  Assessment(Programme programme, Draws draws, std::uint64_t seed, unsigned threads, const Watch& watch = {});

  /// 到期达标: deliveries as drawn. Counts what is promised in force, checked or not.
  [[nodiscard]] Chance met(std::uint32_t receptor, std::uint32_t period) const;
  /// 够不够: as if everything promised in force stood by its date.
  [[nodiscard]] Chance enough(std::uint32_t receptor, std::uint32_t period) const;
  /// All receptors meet their limits in the same draw.
  [[nodiscard]] double met_everywhere(std::uint32_t period) const;
  [[nodiscard]] Band level(std::uint32_t receptor, std::uint32_t period) const;
  /// The same as if everything promised in force stood by its date.
  [[nodiscard]] Band level_if_kept(std::uint32_t receptor, std::uint32_t period) const;

  /// The shortfall in the receptor's target period. The four causes that someone can remove are shared out by Shapley's
  /// value (each cause's gain averaged over all orders of removing them; none negative); the rest is too little or doubt.
  [[nodiscard]] Split split(std::uint32_t receptor) const;
  /// What would help most in the target period of each of the receptors. One pass over their measures.
  [[nodiscard]] Gains gains(std::span<const std::uint32_t> receptors) const;
  /// The chance in the target period were all of these measures sure: what answering one question, or one body keeping
  /// its word, would do.
  [[nodiscard]] double met_if_sure(std::uint32_t receptor, std::span<const std::uint32_t> measures) const;

  /// New deliveries of one commitment (a report came). Requires as many as draws.
  void redeliver(std::uint32_t commitment, std::span<const std::uint8_t> delivered_in);
  /// The measure's standing and date are others now (it was decided, checked, put off). Who promises it stays.
  /// Requires a promise of it unless `standing` is Nobody or Waiting.
  void restand(std::uint32_t measure, Standing standing, std::uint8_t due);
  /// The measure acts `factor` times as strongly as the programme says (a slider). Requires 0 ≤ factor ≤ 1000.
  void rescale(std::uint32_t measure, double factor);

  [[nodiscard]] const Programme& programme() const { return programme_; }
  [[nodiscard]] const Draws& deliveries() const { return draws_; }
  /// f of a measure and e at a receptor, a draw each: what a slider needs to answer without asking again.
  [[nodiscard]] std::vector<double> factors(std::uint32_t measure) const;
  [[nodiscard]] std::span<const double> errors(std::uint32_t receptor) const;

 private:
  using Units = std::int64_t;  // multiples of the receptor's quantum
  enum Row : std::size_t { SoundDrawn, SoundOnTime, UnverifiedDrawn, UnverifiedOnTime, UnverifiedAll, WaitingDrawn,
                           WaitingOnTime, NobodyAll, kRows };
  struct Store {
    double quantum = 0;
    std::vector<Units> drawn, promised;  // (periods + 1) × draws: falls of what stands from that period; the last: never
    std::vector<Units> at_target;        // kRows × draws
    std::vector<double> error;           // e, a draw each
  };
  struct Touch {
    std::uint32_t receptor;
    double effect;
  };
  struct Effects {  // of one measure, a draw each
    std::vector<double> factor;
    std::vector<std::uint8_t> stands_from;
  };

  [[nodiscard]] std::size_t draws() const { return draws_.draws; }
  [[nodiscard]] std::vector<double> normals(std::uint64_t stream) const;
  [[nodiscard]] Effects effects_of(std::uint32_t measure) const;
  void add(std::uint32_t measure, const Effects& effects, const Touch& touch, Units sign);
  void add_everywhere(std::uint32_t measure, Units sign);
  void add_all(const Watch& watch);
  void draw_errors();
  [[nodiscard]] std::vector<Units> fall(const std::vector<Units>& rows, std::uint32_t period) const;
  [[nodiscard]] Band band_of(std::uint32_t receptor, std::uint32_t period, const std::vector<Units>& rows) const;
  [[nodiscard]] std::vector<Units> met_at_target(std::uint32_t receptor) const;
  [[nodiscard]] Chance chance_of(std::uint32_t receptor, std::uint32_t period, const std::vector<Units>& fall) const;
  [[nodiscard]] std::size_t count(std::uint32_t receptor, std::uint32_t period, std::span<const Units> fall) const;
  void add_if_sure(std::uint32_t measure, const Effects& effects, const Touch& touch, std::span<Units> more) const;
  [[nodiscard]] bool suffices_without_doubt(std::uint32_t receptor) const;

  Programme programme_;
  Draws draws_;
  std::uint64_t seed_;
  unsigned threads_;
  std::vector<double> quantiles_;                 // of the standard normal, one a draw, in order
  std::map<std::uint32_t, std::vector<double>> kinds_;  // the draws that measures of a kind share
  std::vector<std::vector<Touch>> touches_;       // by measure
  std::vector<std::vector<std::uint32_t>> promised_by_;
  std::vector<std::vector<std::uint32_t>> promises_of_;  // measures by commitment
  std::vector<double> scale_;                     // by measure
  std::vector<Store> stores_;
};

}  // namespace luoshi::assess

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "verify/doubt.hpp"
#include "verify/record.hpp"
#include "verify/repeats.hpp"

namespace luoshi::verify {

/// What else can explain a record. All on the grid of the record: same start, step and size.
struct Company {
  std::vector<const Record*> neighbours;  ///< the same parameter at stations of the same air or water
  std::vector<const Record*> weather;     ///< wind, temperature, dew point, flow; enter as they are
};

/// A record explained by its neighbours, the weather and the season (与邻站、气象比较), fitted on the part before `from`:
///   ln(y + c) = a + b·m + Σ w_k·x_k + s₁ cos φ + s₂ sin φ + s₃ cos 2φ + s₄ sin 2φ + e,
/// y the record, m the mean over the neighbours present of ln(neighbour + c) less that neighbour's past mean, x_k the weather
/// less its past mean (and divided by its spread), φ the day of the year (only with ten months of past or more). c is the
/// lower quartile of the past of y: it keeps low values, which vary by large factors for no reason, from ruling the fit.
/// Least squares; ridge 1e-6 of the diagonal. A place where every neighbour or any weather is missing has no residual.
struct Explained {
  std::vector<std::optional<double>> residuals;  ///< e, as many as the record has places
  std::vector<std::optional<double>> expected;   ///< what y would be with e = 0
  double spread = 0.0;                           ///< of e before `from`
};
/// Nothing when there is neither neighbour nor weather, or fewer than 60 places of the past to fit on.
[[nodiscard]] std::optional<Explained> explain(const Record& record, const Company& company, std::size_t from);

/// 与邻站不符: far below what neighbours and weather say for hours, or somewhat below again and again.
///
/// Score of a place: the larger of −(mean of e over 6 hours) and −(mean of e over a day), each divided by its spread in the past
/// (daily records: one day and three). Score of a block of four days: the largest of its places. Two statistics, half of
/// `per_year` each:
///   (1) the score of one block against the `Tail` of the blocks before `from`: 28 while the neighbours stand at 140;
///   (2) how many of the 23 blocks of a quarter score beyond u, which one in ten of the past did; asked when
///       `exceedance_tail` × 4 ≤ per_year / 2: a sampler shielded now and then (Linfen 2017–2018).
/// Assumes for (2) blocks that do not depend on one another. Only lower than expected is asked about: higher has honest
/// causes nearby.
[[nodiscard]] std::vector<Doubt> neighbours_disagree(const Record& record, const Explained& explained,
                                                     const Examination& examination);

/// Places [begin, end) that end with a deadline.
struct Window {
  std::size_t begin = 0, end = 0;
};

/// 期限前骤好: lower than neighbours and weather say throughout the weeks before a deadline.
///
/// z = −mean of e over the window / σ_w. σ_w is the larger of two estimates from before `from`: the spread of the means of
/// stretches as long as the window, and σ_day·√((1+ρ)/((1−ρ)·days)) with the daily means' spread and lag-one correlation.
/// Asked when z ≥ t(1 − per_year / `kDeadlines`), Student's t with (stretches − 1, at least 5) degrees of freedom.
/// Assumes four deadlines a year and residuals whose level is steady from year to year.
inline constexpr double kDeadlines = 4.0;
[[nodiscard]] std::optional<Doubt> too_good(const Record& record, const Explained& explained, const Window& window,
                                            const Examination& examination);

}  // namespace luoshi::verify

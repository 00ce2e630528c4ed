#include "forecast/detail/slip_fit.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/cholesky.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::forecast::detail {
namespace {

constexpr double kImaginedEarly = 0.1, kImaginedOnTheDay = 0.2, kImaginedNearTheEnd = 0.6;
constexpr double kNeighbourSpread = 0.7;  // of the log rate from one stretch to the next
constexpr double kSlopeSpread = 0.15;     // of a slope, per standard deviation of its number, before anything is known
constexpr double kVagueSpread = 1.5;      // of a stretch's log rate around the Green Book's before anything is known
constexpr double kExpectedEffect = 0.15, kExpectedEffectWeight = 2.0;  // what variances of effects are drawn to
constexpr int kRounds = 8, kMostSteps = 40;

std::array<const std::optional<std::uint32_t>*, kFamilies> levels_of(const Standing& at) {
  return {&at.type, &at.body, &at.rating};
}

/// One stretch of one episode: so much of it was lived through, and it ended there or not.
struct Observation {
  std::size_t stretch;
  double exposure, event, weight;
  std::size_t standing;  ///< index into the terms
};

void observe(const Episode& episode, std::size_t standing, std::vector<Observation>& out) {
  const PlanTime time{episode.at};
  if (episode.until <= episode.at.on && !episode.ended) return;
  const auto end = time.reach(std::max(episode.until, episode.at.on + 1));
  for (std::size_t stretch = time.first; stretch < end.stretch; ++stretch)
    out.push_back({stretch, 1.0, 0.0, episode.weight, standing});
  out.push_back({end.stretch, end.part, episode.ended ? 1.0 : 0.0, episode.weight, standing});
}

/// The log rates of a plan that slips as the Green Book says: a tenth ends early, a fifth on the day, the rest late by
/// an exponential overrun whose mean makes that of all the uplift.
std::array<double, kStretches> imagined_rates(double uplift) {
  std::array<double, kStretches> rates{};
  const double mean = uplift / (1 - kImaginedEarly - kImaginedOnTheDay);
  for (std::size_t stretch = 0; stretch < kStretches; ++stretch) {
    double rate = width_of(stretch) / mean;
    if (stretch < kOnTheDay) {
      const double part = kBefore[stretch] >= 0.8 ? kImaginedNearTheEnd / 0.2 : (1 - kImaginedNearTheEnd) / 0.8;
      rate = kImaginedEarly * part * width_of(stretch);
    } else if (stretch == kOnTheDay) {
      rate = -numeric::log(1 - kImaginedOnTheDay / (1 - kImaginedEarly));
    }
    rates[stretch] = numeric::log(rate);
  }
  return rates;
}

/// The log likelihood of an observation in η = log rate, its slope and minus its curvature.
struct Likelihood {
  double value, slope, curvature;
};
Likelihood likelihood(const Observation& seen, double eta) {
  const double rate = numeric::exp(eta);
  if (seen.stretch != kOnTheDay) {
    const double expected = seen.exposure * rate;
    return {seen.event * eta - expected, seen.event - expected, expected};
  }
  // One day: of `exposure` cases `event` end on it, each with chance 1 − exp(−rate).
  const double stay = numeric::exp(-rate), end = -numeric::expm1(-rate), rest = seen.exposure - seen.event;
  const double pull = rate * stay / end;  // d/dη log(1 − exp(−rate))
  return {seen.event * numeric::log(end) - rest * rate, seen.event * pull - rest * rate,
          seen.event * pull * (rate / end - 1) + rest * rate};
}

class Regression {
 public:
  Regression(const Layout& layout, std::span<const Episode> episodes, double uplift)
      : layout_{layout}, n_{layout.size()}, centre_{imagined_rates(uplift)}, precision_(n_, 1 / (kSlopeSpread * kSlopeSpread)) {
    for (const Episode& episode : episodes) {
      const std::size_t standing = terms_.size() / kRegimes;
      for (std::size_t regime = 0; regime < kRegimes; ++regime) terms_.push_back(layout.terms(episode.at, regime));
      observe(episode, standing, observations_);
    }
    for (std::size_t stretch = 0; stretch < kStretches; ++stretch) precision_[stretch] = 1 / (kVagueSpread * kVagueSpread);
    for (std::size_t regime = 0; regime < kRegimes; ++regime)
      for (std::size_t family = 0; family < kFamilies; ++family)
        for (std::size_t k = 0; k < layout.levels(family); ++k)
          precision_[layout.first_level(regime, family) + k] = 1 / (kExpectedEffect * kExpectedEffect);
    mode_.assign(n_, 0.0);
    std::copy(centre_.begin(), centre_.end(), mode_.begin());
  }

  Parameters solve(std::uint64_t seed) {
    for (int round = 0; round < kRounds; ++round) {
      climb();
      if (round + 1 < kRounds) learn_spreads();
    }
    Parameters made;
    made.mode = mode_;
    for (std::size_t k = 0; k < kDraws; ++k) {
      Random random{seed, k};
      std::vector<double> draw(n_);
      for (double& value : draw) value = random.normal();
      factor_->solve_upper(draw);
      for (std::size_t i = 0; i < n_; ++i) draw[i] += mode_[i];
      made.draws.push_back(std::move(draw));
    }
    return made;
  }

 private:
  double log_rate(const Observation& seen, const std::vector<double>& at) const {
    double eta = at[seen.stretch];
    for (const Layout::Term& term : terms_of(seen)) eta += term.factor * at[term.parameter];
    return std::clamp(eta, -20.0, 5.0);
  }
  const std::vector<Layout::Term>& terms_of(const Observation& seen) const {
    return terms_[seen.standing * kRegimes + static_cast<std::size_t>(regime_of(seen.stretch))];
  }

  /// Log posterior, without constants.
  double posterior(const std::vector<double>& at) const {
    double value = 0;
    for (const Observation& seen : observations_) {
      value += seen.weight * likelihood(seen, log_rate(seen, at)).value;
    }
    for (std::size_t i = 0; i < n_; ++i) {
      const double from = at[i] - centre(i);
      value -= 0.5 * precision_[i] * from * from;
    }
    for (std::size_t s = 1; s < kStretches; ++s)
      if (walks(s)) value -= 0.5 * kWalk * step(at, s) * step(at, s);
    return value;
  }

  static constexpr double kWalk = 1 / (kNeighbourSpread * kNeighbourSpread);
  static bool walks(std::size_t stretch) { return stretch != kOnTheDay && stretch != kFirstAfter; }
  /// How much further from the Green Book than the stretch before.
  double step(const std::vector<double>& at, std::size_t s) const {
    return (at[s] - centre(s)) - (at[s - 1] - centre(s - 1));
  }
  double centre(std::size_t i) const { return i < kStretches ? centre_[i] : 0.0; }

  /// The gradient, and minus the second derivatives (lower half).
  void derivatives(std::vector<double>& gradient, std::vector<double>& curvature) const {
    gradient.assign(n_, 0.0);
    curvature.assign(n_ * n_, 0.0);
    // Observations of one standing in one regime follow each other and share their terms: these are added up once.
    for (std::size_t at = 0; at < observations_.size();) {
      const auto& terms = terms_of(observations_[at]);
      double slopes = 0, bends = 0;
      for (const auto* shared = &terms; at < observations_.size() && &terms_of(observations_[at]) == shared; ++at) {
        const Observation& seen = observations_[at];
        const Likelihood here = likelihood(seen, log_rate(seen, mode_));
        const double slope = seen.weight * here.slope, bend = seen.weight * here.curvature;
        slopes += slope, bends += bend;
        gradient[seen.stretch] += slope;
        curvature[seen.stretch * n_ + seen.stretch] += bend;
        for (const Layout::Term& a : terms) curvature[a.parameter * n_ + seen.stretch] += bend * a.factor;
      }
      for (std::size_t i = 0; i < terms.size(); ++i) {  // parameters rise within the terms
        const Layout::Term& a = terms[i];
        gradient[a.parameter] += slopes * a.factor;
        double* const row = &curvature[a.parameter * n_];
        for (std::size_t j = 0; j <= i; ++j) row[terms[j].parameter] += bends * a.factor * terms[j].factor;
      }
    }
    for (std::size_t i = 0; i < n_; ++i) {
      gradient[i] -= precision_[i] * (mode_[i] - centre(i));
      curvature[i * n_ + i] += precision_[i];
    }
    for (std::size_t s = 1; s < kStretches; ++s) {
      if (!walks(s)) continue;
      gradient[s] -= kWalk * step(mode_, s);
      gradient[s - 1] += kWalk * step(mode_, s);
      curvature[s * n_ + s] += kWalk;
      curvature[(s - 1) * n_ + s - 1] += kWalk;
      curvature[s * n_ + s - 1] -= kWalk;
    }
  }

  /// Newton's steps, halved where the posterior does not rise; it is concave, so there is one top.
  void climb() {
    std::vector<double> gradient, curvature;
    double now = posterior(mode_);
    for (int count = 0; count < kMostSteps; ++count) {
      derivatives(gradient, curvature);
      factor_ = numeric::CholeskyFactor::of(std::move(curvature), n_);
      ensures(factor_.has_value(), "a curvature with a prior is positive definite");
      std::vector<double> change = gradient;
      factor_->solve(change);
      std::vector<double> next(n_);
      double size = 1.0, value = now;
      for (int half = 0; half < 30; ++half, size /= 2) {
        for (std::size_t i = 0; i < n_; ++i) next[i] = mode_[i] + size * change[i];
        value = posterior(next);
        if (value >= now) break;
      }
      if (!(value >= now)) return;
      mode_ = next;
      const double gained = value - now;
      now = value;
      if (gained < 1e-7) return;
    }
  }

  /// Each family's variance in each regime from its effects and their doubts, drawn to what is usual.
  void learn_spreads() {
    const std::vector<double> doubt = factor_->inverse_diagonal();
    for (std::size_t regime = 0; regime < kRegimes; ++regime)
      for (std::size_t family = 0; family <= kFamilies; ++family) {
        const bool slopes = family == kFamilies;
        const std::size_t first = slopes ? layout_.slope(regime, 0) : layout_.first_level(regime, family);
        const std::size_t count = slopes ? kNumbers : layout_.levels(family);
        double sum = kExpectedEffectWeight * kExpectedEffect * kExpectedEffect;
        for (std::size_t k = first; k < first + count; ++k) sum += mode_[k] * mode_[k] + doubt[k];
        const double variance = sum / (kExpectedEffectWeight + static_cast<double>(count));
        for (std::size_t k = first; k < first + count; ++k) precision_[k] = 1 / variance;
      }
  }

  const Layout& layout_;
  std::size_t n_;
  std::array<double, kStretches> centre_;
  std::vector<double> precision_, mode_;
  std::vector<std::vector<Layout::Term>> terms_;
  std::vector<Observation> observations_;
  std::optional<numeric::CholeskyFactor> factor_;
};

double log_ratio(double above, double below) {
  return std::clamp(numeric::log(std::max(above, 1.0) / std::max(below, 1.0)), -2.0, 3.0);
}

}  // namespace

std::array<double, kNumbers> numbers_of(const Standing& at) {
  const PlanTime time{at};
  const double left = at.planned - at.on;
  const DayNumber origin = at.started.value_or(at.first_on);
  const bool elapsed_known = at.started && at.planned > *at.started;
  const double elapsed =
      elapsed_known ? std::clamp(static_cast<double>(at.on - *at.started) / (at.planned - *at.started), -0.5, 3.0) : 0.0;
  return {std::clamp(numeric::log(std::max(time.overdue ? time.after : left, 7.0) / 365.0), -3.5, 3.0),
          numeric::log(1.0 + at.moved_later),
          numeric::log(1.0 + at.moved_earlier),
          log_ratio(at.planned - origin, at.first_planned - origin),
          elapsed,
          elapsed_known ? 0.0 : 1.0,
          numeric::log(1.0 + at.intervals),
          time.overdue ? 1.0 : 0.0,
          time.overdue ? numeric::log(1.0 - left / time.after) : 0.0,
          at.intervals > 0 ? (at.intervals - at.moved_later - at.moved_earlier) / static_cast<double>(at.intervals) : 0.5,
          at.progress && elapsed_known ? *at.progress - elapsed : 0.0};
}

Layout::Layout(std::span<const Episode> episodes) {
  double total = 0;
  std::array<double, kNumbers> sum{}, squares{};
  std::array<std::vector<std::pair<std::size_t, std::uint32_t>>, kFamilies> seen;  // (how often, level) by appearance
  for (const Episode& episode : episodes) {
    const auto numbers = numbers_of(episode.at);
    total += episode.weight;
    for (std::size_t i = 0; i < kNumbers; ++i) sum[i] += episode.weight * numbers[i];
    const auto levels = levels_of(episode.at);
    for (std::size_t family = 0; family < kFamilies; ++family) {
      if (!*levels[family]) continue;
      const std::uint32_t level = **levels[family];
      auto& place = place_[family];
      if (place.size() <= level) place.resize(level + 1, -1);
      if (place[level] < 0) {
        place[level] = static_cast<std::int32_t>(seen[family].size());
        seen[family].push_back({0, level});
      }
      ++seen[family][static_cast<std::size_t>(place[level])].first;
    }
  }
  for (std::size_t i = 0; i < kNumbers; ++i) mean_[i] = total > 0 ? sum[i] / total : 0;
  for (const Episode& episode : episodes) {
    const auto numbers = numbers_of(episode.at);
    for (std::size_t i = 0; i < kNumbers; ++i)
      squares[i] += episode.weight * (numbers[i] - mean_[i]) * (numbers[i] - mean_[i]);
  }
  for (std::size_t i = 0; i < kNumbers; ++i) {
    const double spread = total > 0 ? numeric::sqrt(squares[i] / total) : 0;
    scale_[i] = spread > 1e-6 ? 1 / spread : 0;  // a number that never varies says nothing
  }
  for (std::size_t family = 0; family < kFamilies; ++family) {
    auto& found = seen[family];
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    while (found.size() > kMostLevels || (!found.empty() && found.back().first < kFewestCases)) {
      place_[family][found.back().second] = -1;
      found.pop_back();
    }
    for (std::size_t k = 0; k < found.size(); ++k) place_[family][found[k].second] = static_cast<std::int32_t>(k);
    offset_[family + 1] = offset_[family] + found.size();
  }
  per_regime_ = kNumbers + offset_[kFamilies];
}

std::vector<Layout::Term> Layout::terms(const Standing& at, std::size_t regime) const {
  const auto numbers = numbers_of(at);
  std::vector<Term> made;
  for (std::size_t i = 0; i < kNumbers; ++i)
    if (scale_[i] > 0)
      made.push_back({slope(regime, i), std::clamp((numbers[i] - mean_[i]) * scale_[i], -4.0, 4.0)});
  const auto levels = levels_of(at);
  for (std::size_t family = 0; family < kFamilies; ++family) {
    const auto& level = *levels[family];
    if (!level || *level >= place_[family].size() || place_[family][*level] < 0) continue;
    made.push_back({first_level(regime, family) + static_cast<std::size_t>(place_[family][*level]), 1.0});
  }
  return made;
}

Parameters learn_parameters(const Layout& layout, std::span<const Episode> episodes, double uplift, std::uint64_t seed) {
  return Regression{layout, episodes, uplift}.solve(seed);
}

}  // namespace luoshi::forecast::detail

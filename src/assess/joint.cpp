#include "assess/joint.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/executor.hpp"
#include "numeric/normal.hpp"

namespace luoshi::assess {
namespace {

// One stream of random numbers for each thing that is in doubt.
constexpr std::uint64_t stream_of(std::uint64_t family, std::uint64_t number) { return (family << 32U) | number; }
constexpr std::uint64_t kKinds = 1, kMeasures = 2, kReceptors = 3, kCommonError = 4;
constexpr std::size_t kTogether = 32;             // measures whose draws are held at once

// A power of two at least the largest number that can be summed at the receptor, times 2^-44.
double quantum_for(const Receptor& receptor, double all_effects) {
  double largest = std::max(receptor.limit, all_effects);
  for (const double level : receptor.without) largest = std::max(largest, level);
  double scale = 1;
  while (scale < largest) scale *= 2;
  while (scale / 2 >= largest) scale /= 2;
  return scale * 0x1p-44;
}

bool counts(Standing standing) { return standing == Standing::Sound || standing == Standing::Unverified; }

}  // namespace

Assessment::Assessment(Programme programme, Draws draws, std::uint64_t seed, unsigned threads, const Watch& watch)
    : programme_{std::move(programme)}, draws_{std::move(draws)}, seed_{seed}, threads_{threads} {
  expects(threads >= 1, "a thread");
  check(programme_, draws_);
  const std::size_t measures = programme_.measures.size(), n = this->draws();
  quantiles_.resize(n);
  for (std::size_t i = 0; i < n; ++i)
    quantiles_[i] = normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n));
  touches_.resize(measures);
  promised_by_.resize(measures);
  promises_of_.resize(draws_.items);
  scale_.assign(measures, 1.0);
  std::vector<double> all_effects(programme_.receptors.size());
  for (const Response::Term& term : programme_.effects.terms) {
    touches_[term.source].push_back({term.receptor, term.effect});
    all_effects[term.receptor] += term.effect;
  }
  for (const Programme::Promise& promise : programme_.promises) {
    promised_by_[promise.measure].push_back(promise.commitment);
    promises_of_[promise.commitment].push_back(promise.measure);
  }
  stores_.resize(programme_.receptors.size());
  for (std::size_t r = 0; r < stores_.size(); ++r) {
    stores_[r].quantum = quantum_for(programme_.receptors[r], all_effects[r]);
    stores_[r].drawn.assign((programme_.periods + 1) * n, 0);
    stores_[r].promised.assign((programme_.periods + 1) * n, 0);
    stores_[r].at_target.assign(kRows * n, 0);
  }
  for (const Measure& measure : programme_.measures)
    if (measure.effect_sd > 0 && !kinds_.contains(measure.kind))
      kinds_.emplace(measure.kind, normals(stream_of(kKinds, measure.kind)));
  draw_errors();
  add_all(watch);
}

// The quantiles in an order of the stream's own (Fisher–Yates). One 32-bit word a swap: of 10^7 draws the least and the
// most likely place differ by 0.2 %, far below what any number of draws can show, and it takes a third of the time.
std::vector<double> Assessment::normals(std::uint64_t stream) const {
  std::vector<double> values = quantiles_;
  std::array<std::uint32_t, 4> words{};
  for (std::size_t i = values.size(), used = 4; i > 1; --i, ++used) {
    if (used == 4) {
      words = philox({static_cast<std::uint32_t>(i), 0, static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32U)},
                     {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)});
      used = 0;
    }
    std::swap(values[i - 1], values[(std::uint64_t{words[used]} * i) >> 32U]);
  }
  return values;
}

void Assessment::draw_errors() {
  // A doubt of nothing more than the model's leaves the bits as they were before there was any other.
  const double share = programme_.error_share, sd = programme_.effects.model_error;
  const std::vector<double> common = normals(stream_of(kCommonError, 0));
  const double of_common = numeric::sqrt(share) * sd, of_own = numeric::sqrt(1 - share) * sd;
  numeric::for_each_piece(stores_.size(), 1, threads_, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      std::vector<double> own = normals(stream_of(kReceptors, r));
      const double bend = programme_.receptors[r].bend;
      const double of_receptor = bend > 0 ? numeric::sqrt(of_own * of_own + bend * bend) : of_own;
      for (std::size_t i = 0; i < own.size(); ++i) own[i] = of_common * common[i] + of_receptor * own[i];
      numeric::exp(own, own);
      stores_[r].error = std::move(own);
    }
  });
}

Assessment::Effects Assessment::effects_of(std::uint32_t m) const {
  const Measure& measure = programme_.measures[m];
  Effects effects;
  effects.factor.assign(draws(), 1.0);
  if (measure.effect_sd > 0) {
    const double share = programme_.kind_share, sd = measure.effect_sd;
    const std::vector<double>& kind = kinds_.at(measure.kind);
    const std::vector<double> own = normals(stream_of(kMeasures, m));
    const double of_kind = numeric::sqrt(share) * sd, of_own = numeric::sqrt(1 - share) * sd, shift = sd * sd / 2;
    for (std::size_t i = 0; i < draws(); ++i) effects.factor[i] = of_kind * kind[i] + of_own * own[i] - shift;
    numeric::exp(effects.factor, effects.factor);
  }
  effects.stands_from.assign(draws(), static_cast<std::uint8_t>(programme_.periods));
  for (const std::uint32_t commitment : promised_by_[m]) {
    const std::uint8_t* delivered = &draws_.delivered_in[std::size_t{commitment} * draws()];
    for (std::size_t i = 0; i < draws(); ++i) effects.stands_from[i] = std::min(effects.stands_from[i], delivered[i]);
  }
  return effects;
}

void Assessment::add(std::uint32_t m, const Effects& effects, const Touch& touch, Units sign) {
  const Measure& measure = programme_.measures[m];
  const std::uint32_t target = programme_.receptors[touch.receptor].target;
  Store& store = stores_[touch.receptor];
  const double per_factor = touch.effect * scale_[m] / store.quantum;
  const std::size_t n = draws();
  const bool on_time = measure.due <= target;
  const auto row = [&](Row name) { return &store.at_target[name * n]; };
  if (measure.standing == Standing::Nobody) {
    for (std::size_t i = 0; i < n; ++i) row(NobodyAll)[i] += sign * static_cast<Units>(per_factor * effects.factor[i]);
    return;
  }
  const bool counting = counts(measure.standing), unverified = measure.standing == Standing::Unverified;
  Units* const drawn = row(!counting ? WaitingDrawn : unverified ? UnverifiedDrawn : SoundDrawn);
  Units* const in_time = row(!counting ? WaitingOnTime : unverified ? UnverifiedOnTime : SoundOnTime);
  Units* const promised = &store.promised[std::min<std::size_t>(measure.due, programme_.periods) * n];
  for (std::size_t i = 0; i < n; ++i) {
    const Units fall = sign * static_cast<Units>(per_factor * effects.factor[i]);
    const bool stands = effects.stands_from[i] <= target;
    drawn[i] += stands ? fall : 0;
    in_time[i] += stands || on_time ? fall : 0;
    if (!counting) continue;
    if (unverified) row(UnverifiedAll)[i] += fall;
    promised[i] += fall;
    store.drawn[effects.stands_from[i] * n + i] += fall;
  }
}

void Assessment::add_everywhere(std::uint32_t m, Units sign) {
  const Effects effects = effects_of(m);
  for (const Touch& touch : touches_[m]) add(m, effects, touch, sign);
}

// Some measures at a time: their draws by measure, then their falls by receptor, so that no two threads write one store.
void Assessment::add_all(const Watch& watch) {
  std::vector<Effects> held(kTogether);
  std::vector<std::vector<std::pair<std::uint32_t, double>>> at(stores_.size());
  for (std::size_t first = 0; first < programme_.measures.size(); first += kTogether) {
    const std::size_t last = std::min(first + kTogether, programme_.measures.size());
    if (watch && !watch(static_cast<double>(first) / static_cast<double>(programme_.measures.size())))
      throw Error{Fault::Cancelled, "the assessment was stopped before it was done (asked to); start it again when it is wanted"};
    for (auto& list : at) list.clear();
    for (std::size_t m = first; m < last; ++m)
      for (const Touch& touch : touches_[m]) at[touch.receptor].emplace_back(static_cast<std::uint32_t>(m), touch.effect);
    numeric::for_each_piece(last - first, 1, threads_, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k)
        if (!touches_[first + k].empty()) held[k] = effects_of(static_cast<std::uint32_t>(first + k));
    });
    numeric::for_each_piece(stores_.size(), 1, threads_, [&](std::size_t begin, std::size_t end) {
      for (std::size_t r = begin; r < end; ++r)
        for (const auto& [m, effect] : at[r]) add(m, held[m - first], {static_cast<std::uint32_t>(r), effect}, 1);
    });
  }
}

std::vector<Assessment::Units> Assessment::fall(const std::vector<Units>& rows, std::uint32_t period) const {
  std::vector<Units> sums(draws(), 0);
  for (std::size_t q = 0; q <= period; ++q)
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += rows[q * sums.size() + i];
  return sums;
}

std::size_t Assessment::count(std::uint32_t r, std::uint32_t period, std::span<const Units> fall) const {
  const Receptor& receptor = programme_.receptors[r];
  const Store& store = stores_[r];
  const double without = receptor.without[period];
  std::size_t met = 0;
  for (std::size_t i = 0; i < fall.size(); ++i) {
    const double left = without - store.quantum * static_cast<double>(fall[i]);
    met += store.error[i] * left <= receptor.limit ? 1 : 0;
  }
  return met;
}

Chance Assessment::chance_of(std::uint32_t r, std::uint32_t period, const std::vector<Units>& fall) const {
  const Receptor& receptor = programme_.receptors[r];
  const double n = static_cast<double>(draws());
  Chance chance;
  chance.probability = static_cast<double>(count(r, period, fall)) / n;
  const auto were_error = [&](double z) {
    const double error = numeric::exp(z * error_at(programme_, r));
    std::size_t met = 0;
    for (const Units units : fall) {
      const double left = receptor.without[period] - stores_[r].quantum * static_cast<double>(units);
      met += error * left <= receptor.limit ? 1 : 0;
    }
    return static_cast<double>(met) / n;
  };
  chance.low = were_error(numeric::kNormalNinety);
  chance.high = were_error(-numeric::kNormalNinety);
  return chance;
}

Chance Assessment::met(std::uint32_t receptor, std::uint32_t period) const {
  expects(receptor < stores_.size() && period < programme_.periods, "a receptor and a period of the programme");
  return chance_of(receptor, period, fall(stores_[receptor].drawn, period));
}

Chance Assessment::enough(std::uint32_t receptor, std::uint32_t period) const {
  expects(receptor < stores_.size() && period < programme_.periods, "a receptor and a period of the programme");
  return chance_of(receptor, period, fall(stores_[receptor].promised, period));
}

double Assessment::met_everywhere(std::uint32_t period) const {
  expects(period < programme_.periods, "a period of the programme");
  std::vector<bool> all(draws(), true);
  for (std::size_t r = 0; r < stores_.size(); ++r) {
    const Receptor& receptor = programme_.receptors[r];
    const std::vector<Units> falls = fall(stores_[r].drawn, period);
    for (std::size_t i = 0; i < falls.size(); ++i) {
      const double left = receptor.without[period] - stores_[r].quantum * static_cast<double>(falls[i]);
      if (stores_[r].error[i] * left > receptor.limit) all[i] = false;
    }
  }
  return static_cast<double>(std::count(all.begin(), all.end(), true)) / static_cast<double>(draws());
}

Band Assessment::level(std::uint32_t r, std::uint32_t period) const {
  expects(r < stores_.size() && period < programme_.periods, "a receptor and a period of the programme");
  return band_of(r, period, stores_[r].drawn);
}

Band Assessment::level_if_kept(std::uint32_t r, std::uint32_t period) const {
  expects(r < stores_.size() && period < programme_.periods, "a receptor and a period of the programme");
  return band_of(r, period, stores_[r].promised);
}

std::vector<double> Assessment::factors(std::uint32_t measure) const {
  expects(measure < touches_.size(), "a measure of the programme");
  return effects_of(measure).factor;
}

std::span<const double> Assessment::errors(std::uint32_t receptor) const {
  expects(receptor < stores_.size(), "a receptor of the programme");
  return stores_[receptor].error;
}

Band Assessment::band_of(std::uint32_t r, std::uint32_t period, const std::vector<Units>& rows) const {
  const std::vector<Units> falls = fall(rows, period);
  std::vector<double> levels(falls.size());
  for (std::size_t i = 0; i < falls.size(); ++i) {
    const double left = programme_.receptors[r].without[period] - stores_[r].quantum * static_cast<double>(falls[i]);
    levels[i] = stores_[r].error[i] * std::max(0.0, left);
  }
  std::sort(levels.begin(), levels.end());
  const auto at = [&](std::size_t tenths) { return levels[(levels.size() - 1) * tenths / 10]; };
  return {at(1), at(5), at(9)};
}

void Assessment::redeliver(std::uint32_t commitment, std::span<const std::uint8_t> delivered_in) {
  expects(commitment < draws_.items && delivered_in.size() == draws(), "a commitment and a delivery a draw");
  for (const std::uint32_t m : promises_of_[commitment]) add_everywhere(m, -1);
  std::copy(delivered_in.begin(), delivered_in.end(),
            draws_.delivered_in.begin() + static_cast<std::ptrdiff_t>(std::size_t{commitment} * draws()));
  for (const std::uint32_t m : promises_of_[commitment]) add_everywhere(m, 1);
}

void Assessment::restand(std::uint32_t measure, Standing standing, std::uint8_t due) {
  expects(measure < scale_.size(), "a measure of the programme");
  expects(!counts(standing) || !promised_by_[measure].empty(), "a promise of what counts");
  add_everywhere(measure, -1);
  programme_.measures[measure].standing = standing;
  programme_.measures[measure].due = due;
  add_everywhere(measure, 1);
}

void Assessment::rescale(std::uint32_t measure, double factor) {
  expects(measure < scale_.size() && factor >= 0 && factor <= 1000, "a measure and a factor of 0 to 1000");
  add_everywhere(measure, -1);
  scale_[measure] = factor;
  add_everywhere(measure, 1);
}

}  // namespace luoshi::assess

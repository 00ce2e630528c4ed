#include "water/transfer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/contract.hpp"

namespace luoshi::water {
namespace {

using detail::kMostEntries, detail::kMostReactions, detail::kMostSpecies;
constexpr std::size_t kWidth = 8;
/// The diagonal Padé approximation of exp of degree nine: p(x)/p(−x), p = Σ kPade[k]·x^k; for |x| ≤ 1 its error is
/// 9!²/(18!·19!) ≈ 2e-22, and of its third divided differences below 1e-18.
constexpr std::array<double, 10> kPade = {1.0,
                                          8821612800.0 / 17643225600.0,
                                          2075673600.0 / 17643225600.0,
                                          302702400.0 / 17643225600.0,
                                          30270240.0 / 17643225600.0,
                                          2162160.0 / 17643225600.0,
                                          110880.0 / 17643225600.0,
                                          3960.0 / 17643225600.0,
                                          90.0 / 17643225600.0,
                                          1.0 / 17643225600.0};

using numeric::F64x8;

/// What the standard kinetics makes of what (kinetics.cpp): the kernel is written out for it. Another kinetics is
/// walked through tables, slower, to the same bits.
constexpr detail::Edge kStandardEdges[] = {
    {standard::kFastBod, standard::kSlowBod},   {standard::kOxygen, standard::kFastBod},
    {standard::kAmmoniaN, standard::kOrganicN}, {standard::kNitriteN, standard::kAmmoniaN},
    {standard::kOxygen, standard::kAmmoniaN},   {standard::kNitrateN, standard::kNitriteN},
    {standard::kOxygen, standard::kNitriteN},   {standard::kInorganicP, standard::kOrganicP}};
constexpr detail::TransferPattern kStandard = detail::pattern_of(standard::kTracer + 1, kStandardEdges);

/// E and G of one reach, or eight, from the rates of loss and of making, per second; both are used up.
template <class V, class Walk>
[[gnu::always_inline]] inline void river_kernel(const Walk& walk, const V& tau, V* loss, V* gain, V* e, V* g) {
  using numeric::bits_of, numeric::choose, numeric::from_bits, numeric::splat;
  using Int = typename numeric::Lanes<V>::Int;
  const std::size_t species = walk().species, edges = walk().edges;
  std::array<V, kMostEntries> a2, a4, a6, a8, work;
  V peak = splat<V>(0.0);
  for (std::size_t s = 0; s < species; ++s) peak = choose<V>(loss[s] > peak, loss[s], peak);
  peak = peak * tau;
  // peak < 2^(exponent+1), so exponent + 1 halvings bring it below 1.
  Int doublings = (bits_of<V>(peak) >> 52) - (1023 - 1);
  doublings = doublings > 0 ? doublings : Int{};
  const V step = tau * from_bits<V>((1023 - doublings) << 52);
  for (std::size_t s = 0; s < species; ++s) loss[s] *= step;
  for (std::size_t c = 0; c < edges; ++c) gain[c] *= step;

  const auto times_rates = [&](const V* x, V* product) __attribute__((always_inline)) {
    walk.entries([&](auto i) __attribute__((always_inline)) {
      V sum = -(loss[walk().entry[i].to] * x[i]);
      walk.rate_terms(
          i, [&](std::size_t edge, std::size_t in) __attribute__((always_inline)) { sum += gain[edge] * x[in]; });
      product[i] = sum;
    });
  };
  const auto times = [&](const V* left, const V* right, V* product) __attribute__((always_inline)) {
    walk.entries([&](auto i) __attribute__((always_inline)) {
      V sum = left[walk().diagonal[walk().entry[i].to]] * right[i];
      walk.terms_above(
          i, [&](std::size_t from, std::size_t in) __attribute__((always_inline)) { sum += left[from] * right[in]; });
      product[i] = sum;
    });
  };
  for (std::size_t i = 0; i < walk().entries; ++i) work[i] = splat<V>(0.0);
  for (std::size_t s = 0; s < species; ++s) work[walk().diagonal[s]] = -loss[s];
  for (std::size_t c = 0; c < edges; ++c) work[walk().edge_entry[c]] = gain[c];
  times_rates(work.data(), a2.data());
  times(a2.data(), a2.data(), a4.data());
  times(a4.data(), a2.data(), a6.data());
  times(a4.data(), a4.data(), a8.data());
  walk.entries([&](auto i) __attribute__((always_inline)) {
    const double one = walk().entry[i].to == walk().entry[i].from ? 1.0 : 0.0;
    e[i] = one + (kPade[2] * a2[i] + (kPade[4] * a4[i] + (kPade[6] * a6[i] + kPade[8] * a8[i])));
    g[i] = one + 2.0 * (kPade[3] * a2[i] + (kPade[5] * a4[i] + (kPade[7] * a6[i] + kPade[9] * a8[i])));
  });
  times_rates(g, work.data());
  walk.entries([&](auto i) __attribute__((always_inline)) { work[i] = e[i] - 0.5 * work[i]; });
  // `work` is the denominator D, `g` the numerator of (exp(A) − 1)/A: D·G = g, column by column from the top.
  std::array<V, kMostSpecies> inverse;
  for (std::size_t s = 0; s < species; ++s) inverse[s] = 1.0 / work[walk().diagonal[s]];
  walk.entries([&](auto i) __attribute__((always_inline)) {
    V sum = g[i];
    walk.terms_above(
        i, [&](std::size_t from, std::size_t in) __attribute__((always_inline)) { sum -= work[from] * g[in]; });
    g[i] = sum * inverse[walk().entry[i].to];
  });
  times_rates(g, e);
  for (std::size_t s = 0; s < species; ++s) e[walk().diagonal[s]] += 1.0;

  std::int64_t most = 0;
  for (std::size_t lane = 0; lane < kWidth; ++lane) most = std::max<std::int64_t>(most, doublings[lane]);
  for (std::int64_t done = 0; done < most; ++done) {
    const Int active = doublings > Int{};
    times(e, g, work.data());
    walk.entries([&](auto i)
                     __attribute__((always_inline)) { g[i] = choose<V>(active, 0.5 * (g[i] + work[i]), g[i]); });
    times(e, e, work.data());
    walk.entries([&](auto i) __attribute__((always_inline)) { e[i] = choose<V>(active, work[i], e[i]); });
    doublings -= 1;
  }
}

}  // namespace

TransferPlan::TransferPlan(const Kinetics& kinetics) : reactions_{kinetics.reactions.size()} {
  expects(!defect_of(kinetics), "a sound kinetics");
  expects(reactions_ <= kMostReactions, "a kinetics of a size the kernel holds");
  std::vector<detail::Edge> edges;
  for (std::size_t r = 0; r < reactions_; ++r) {
    const Reaction& reaction = kinetics.reactions[r];
    losses_.push_back({static_cast<std::uint8_t>(reaction.from), static_cast<std::uint8_t>(r)});
    for (const Product& product : reaction.products) {
      const detail::Edge edge{static_cast<std::uint8_t>(product.species), static_cast<std::uint8_t>(reaction.from)};
      auto at = std::find(edges.begin(), edges.end(), edge);
      if (at == edges.end()) at = edges.insert(edges.end(), edge);
      gains_.push_back({static_cast<std::uint8_t>(at - edges.begin()), static_cast<std::uint8_t>(r), product.yield});
    }
  }
  pattern_ = detail::pattern_of(kinetics.species.size(), edges);
  expects(pattern_.fits, "a kinetics of a size the kernel holds");
  standard_ = pattern_.species == kStandard.species &&
              std::equal(edges.begin(), edges.end(), std::begin(kStandardEdges), std::end(kStandardEdges));
}

template <class Walk>
void TransferPlan::fill(const Walk& walk, std::span<const double> tau, std::span<const double> rates,
                        std::size_t stride, std::span<double> factors, std::span<const std::uint32_t> places,
                        numeric::InstructionSet level) const {
  const std::size_t count = pattern_.entries;
  numeric::run_at(
      level, [&]() __attribute__((always_inline)) {
        std::array<F64x8, kMostSpecies> loss;
        std::array<F64x8, kMostReactions> lane_rates, gain;
        std::array<F64x8, kMostEntries> e, g;
        for (std::size_t first = 0; first < tau.size(); first += kWidth) {
          const std::size_t lanes = std::min(kWidth, tau.size() - first);
          F64x8 lane_tau{};
          std::memcpy(&lane_tau, &tau[first], lanes * sizeof(double));
          for (std::size_t r = 0; r < reactions_; ++r) {
            lane_rates[r] = F64x8{};
            std::memcpy(&lane_rates[r], &rates[r * stride + first], lanes * sizeof(double));
          }
          for (std::size_t s = 0; s < pattern_.species; ++s) loss[s] = F64x8{};
          for (std::size_t c = 0; c < pattern_.edges; ++c) gain[c] = F64x8{};
          for (const Loss& term : losses_) loss[term.species] += lane_rates[term.reaction];
          for (const Gain& term : gains_) gain[term.edge] += lane_rates[term.reaction] * term.yield;
          river_kernel<F64x8>(walk, lane_tau, loss.data(), gain.data(), e.data(), g.data());
          for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::size_t reach = first + lane;
            double* const to = &factors[2 * count * (places.empty() ? reach : places[reach])];
            for (std::size_t i = 0; i < count; ++i) to[i] = e[i][lane];
            for (std::size_t i = 0; i < count; ++i) to[count + i] = g[i][lane];
          }
        }
      });
}

void TransferPlan::river_factors(std::span<const double> tau, std::span<const double> rates, std::size_t stride,
                                 std::span<double> factors, std::span<const std::uint32_t> places,
                                 numeric::InstructionSet level) const {
  expects(places.empty() ? factors.size() == 2 * pattern_.entries * tau.size() : places.size() == tau.size(),
          "room for E and G of every reach");
  expects(reactions_ == 0 || rates.size() >= (reactions_ - 1) * stride + tau.size(),
          "a rate of every reaction and reach");
  if (standard_)
    fill(detail::WrittenPattern<kStandard>{}, tau, rates, stride, factors, places, level);
  else
    fill(detail::WalkedPattern{&pattern_}, tau, rates, stride, factors, places, level);
}

void TransferPlan::lake_factors(double tau, std::span<const double> rates, std::span<double> factors) const {
  const std::size_t count = pattern_.entries;
  expects(factors.size() == 2 * count && rates.size() >= reactions_, "one reach");
  std::array<double, kMostSpecies> loss{};
  std::array<double, kMostReactions> gain{};
  for (const Loss& term : losses_) loss[term.species] += rates[term.reaction] * tau;
  for (const Gain& term : gains_) gain[term.edge] += rates[term.reaction] * term.yield * tau;
  // Entries of a column come in topological order: what an entry is made of is already divided.
  for (std::size_t i = 0; i < count; ++i) {
    const auto [to, from] = pattern_.entry[i];
    factors[i] = to == from ? 1.0 : 0.0;
    detail::WalkedPattern{&pattern_}.rate_terms(
        i, [&](std::size_t edge, std::size_t in) { factors[i] += gain[edge] * factors[in]; });
    factors[i] /= 1.0 + loss[to];
  }
  std::copy_n(factors.begin(), count, factors.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace luoshi::water

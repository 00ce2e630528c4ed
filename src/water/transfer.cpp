#include "water/transfer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/contract.hpp"

namespace luoshi::water {
namespace {

constexpr std::size_t kMostEntries = 128, kMostReactions = 48, kMostSpecies = 24, kWidth = 8;
constexpr int kTaylorTerms = 13;  // ¼^13 / 14! < 1e-18

using numeric::F64x8;
using numeric::I64x8;

}  // namespace

TransferPlan::TransferPlan(const Kinetics& kinetics)
    : species_{kinetics.species.size()}, reactions_{kinetics.reactions.size()} {
  expects(!defect_of(kinetics), "a sound kinetics");
  expects(species_ <= kMostSpecies && reactions_ <= kMostReactions, "a kinetics of a size the kernel holds");
  std::vector<std::vector<bool>> reaches(species_, std::vector<bool>(species_, false));
  for (std::size_t s = 0; s < species_; ++s) reaches[s][s] = true;
  for (std::size_t r = 0; r < reactions_; ++r) {
    const Reaction& reaction = kinetics.reactions[r];
    losses_.push_back({static_cast<std::uint8_t>(reaction.from), static_cast<std::uint8_t>(r)});
    for (const Product& product : reaction.products) {
      const Entry place{static_cast<std::uint8_t>(product.species), static_cast<std::uint8_t>(reaction.from)};
      auto at = std::find_if(coefficients_.begin(), coefficients_.end(),
                             [&](Entry other) { return other.to == place.to && other.from == place.from; });
      if (at == coefficients_.end()) at = coefficients_.insert(coefficients_.end(), place);
      gains_.push_back(
          {static_cast<std::uint8_t>(at - coefficients_.begin()), static_cast<std::uint8_t>(r), product.yield});
      reaches[place.to][place.from] = true;
    }
  }
  // Species are in topological order, so one pass from the back closes the relation.
  for (std::size_t from = species_; from-- > 0;)
    for (std::size_t middle = from + 1; middle < species_; ++middle)
      if (reaches[middle][from])
        for (std::size_t to = middle + 1; to < species_; ++to)
          if (reaches[to][middle]) reaches[to][from] = true;

  std::vector<std::vector<int>> index(species_, std::vector<int>(species_, -1));
  diagonal_.resize(species_);
  for (std::size_t from = 0; from < species_; ++from)
    for (std::size_t to = from; to < species_; ++to)
      if (reaches[to][from]) {
        index[to][from] = static_cast<int>(entries_.size());
        if (to == from) diagonal_[to] = entries_.size();
        entries_.push_back({static_cast<std::uint8_t>(to), static_cast<std::uint8_t>(from)});
      }
  expects(entries_.size() <= kMostEntries, "a kinetics of a size the kernel holds");
  for (std::size_t e = 0; e < entries_.size(); ++e) {
    const auto [to, from] = entries_[e];
    for (std::size_t c = 0; c < coefficients_.size(); ++c)
      if (coefficients_[c].to == to && index[coefficients_[c].from][from] >= 0)
        rate_terms_.push_back({static_cast<std::uint8_t>(e), static_cast<std::uint8_t>(c),
                               static_cast<std::uint8_t>(index[coefficients_[c].from][from])});
    for (std::size_t middle = from; middle <= to; ++middle)
      if (index[to][middle] >= 0 && index[middle][from] >= 0)
        square_terms_.push_back({static_cast<std::uint8_t>(e), static_cast<std::uint8_t>(index[to][middle]),
                                 static_cast<std::uint8_t>(index[middle][from])});
  }
}

template <class V>
[[gnu::always_inline]] inline void TransferPlan::river_kernel(const V& tau, const V* rates, V* e, V* g) const {
  using numeric::bits_of, numeric::choose, numeric::from_bits, numeric::splat;
  using Int = typename numeric::Lanes<V>::Int;
  std::array<V, kMostSpecies> loss;
  std::array<V, kMostEntries> gain, work;
  for (std::size_t s = 0; s < species_; ++s) loss[s] = splat<V>(0.0);
  for (std::size_t c = 0; c < coefficients_.size(); ++c) gain[c] = splat<V>(0.0);
  for (const Loss& term : losses_) loss[term.species] += rates[term.reaction];
  for (const Gain& term : gains_) gain[term.coefficient] += rates[term.reaction] * term.yield;

  V peak = splat<V>(0.0);
  for (std::size_t s = 0; s < species_; ++s) peak = choose<V>(loss[s] > peak, loss[s], peak);
  peak = peak * tau;
  // peak < 2^(exponent+1), so exponent + 3 halvings bring it below ¼.
  Int doublings = (bits_of<V>(peak) >> 52) - (1023 - 3);
  doublings = doublings > 0 ? doublings : Int{};
  const V step = tau * from_bits<V>((1023 - doublings) << 52);
  for (std::size_t s = 0; s < species_; ++s) loss[s] *= step;
  for (std::size_t c = 0; c < coefficients_.size(); ++c) gain[c] *= step;

  const std::size_t count = entries_.size();
  // Terms stand in the order of their entry, so each entry is summed in a register.
  const auto times_rates = [&](const V* x, V* product) __attribute__((always_inline)) {
    const Term* term = rate_terms_.data();
    const Term* const end = term + rate_terms_.size();
    for (std::size_t i = 0; i < count; ++i) {
      V sum = -(loss[entries_[i].to] * x[i]);
      for (; term != end && term->out == i; ++term) sum += gain[term->coefficient] * x[term->in];
      product[i] = sum;
    }
  };
  const auto times_e = [&](const V* x, V* product) __attribute__((always_inline)) {
    const Term* term = square_terms_.data();
    const Term* const end = term + square_terms_.size();
    for (std::size_t i = 0; i < count; ++i) {
      V sum = splat<V>(0.0);
      for (; term != end && term->out == i; ++term) sum += e[term->coefficient] * x[term->in];
      product[i] = sum;
    }
  };
  for (std::size_t i = 0; i < count; ++i) g[i] = splat<V>(entries_[i].to == entries_[i].from ? 1.0 : 0.0);
  for (int j = kTaylorTerms; j >= 2; --j) {
    times_rates(g, work.data());
    const double divisor = 1.0 / j;
    for (std::size_t i = 0; i < count; ++i) g[i] = (entries_[i].to == entries_[i].from ? 1.0 : 0.0) + work[i] * divisor;
  }
  times_rates(g, e);
  for (std::size_t s = 0; s < species_; ++s) e[diagonal_[s]] += 1.0;

  for (;;) {
    const auto active = doublings > 0;
    bool any = false;
    if constexpr (sizeof(V) == sizeof(double))
      any = active;
    else
      for (std::size_t lane = 0; lane < kWidth; ++lane) any |= active[lane] != 0;
    if (!any) break;
    times_e(g, work.data());
    for (std::size_t i = 0; i < count; ++i) g[i] = choose<V>(active, 0.5 * (g[i] + work[i]), g[i]);
    times_e(e, work.data());
    for (std::size_t i = 0; i < count; ++i) e[i] = choose<V>(active, work[i], e[i]);
    doublings -= 1;
  }
}

void TransferPlan::river_factors(std::span<const double> tau, std::span<const double> rates, std::size_t stride,
                                 std::span<double> factors, numeric::InstructionSet level) const {
  const std::size_t count = entries_.size();
  expects(factors.size() == 2 * count * tau.size(), "room for E and G of every reach");
  expects(reactions_ == 0 || rates.size() >= (reactions_ - 1) * stride + tau.size(),
          "a rate of every reaction and reach");
  numeric::run_at(
      level, [&]() __attribute__((always_inline)) {
        std::array<F64x8, kMostReactions> lane_rates;
        std::array<F64x8, kMostEntries> e, g;
        for (std::size_t first = 0; first < tau.size(); first += kWidth) {
          const std::size_t lanes = std::min(kWidth, tau.size() - first);
          F64x8 lane_tau{};
          std::memcpy(&lane_tau, &tau[first], lanes * sizeof(double));
          for (std::size_t r = 0; r < reactions_; ++r) {
            lane_rates[r] = F64x8{};
            std::memcpy(&lane_rates[r], &rates[r * stride + first], lanes * sizeof(double));
          }
          river_kernel<F64x8>(lane_tau, lane_rates.data(), e.data(), g.data());
          for (std::size_t lane = 0; lane < lanes; ++lane) {
            double* const to = &factors[2 * count * (first + lane)];
            for (std::size_t i = 0; i < count; ++i) to[i] = e[i][lane];
            for (std::size_t i = 0; i < count; ++i) to[count + i] = g[i][lane];
          }
        }
      });
}

void TransferPlan::lake_factors(double tau, std::span<const double> rates, std::span<double> factors) const {
  const std::size_t count = entries_.size();
  expects(factors.size() == 2 * count && rates.size() >= reactions_, "one reach");
  std::array<double, kMostSpecies> loss{};
  std::array<double, kMostEntries> gain{};
  for (const Loss& term : losses_) loss[term.species] += rates[term.reaction] * tau;
  for (const Gain& term : gains_) gain[term.coefficient] += rates[term.reaction] * term.yield * tau;
  for (std::size_t i = 0; i < count; ++i) factors[i] = entries_[i].to == entries_[i].from ? 1.0 : 0.0;
  // Entries of a column come in topological order: what an entry is made of is already divided.
  std::size_t term = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (; term < rate_terms_.size() && rate_terms_[term].out == i; ++term)
      factors[i] += gain[rate_terms_[term].coefficient] * factors[rate_terms_[term].in];
    factors[i] /= 1.0 + loss[entries_[i].to];
  }
  std::copy_n(factors.begin(), count, factors.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace luoshi::water

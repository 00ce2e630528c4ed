// Where oxygen runs out (缺氧): what would use it waits for what the air gives.
#include <algorithm>
#include <array>

#include "water/model.hpp"

namespace luoshi::water {
namespace {

constexpr std::size_t kSteps = 32, kLanes = 8, kMostSpecies = 24, kMostReactions = 48;

}  // namespace

/// A bound on the deficit anywhere in the reach: all that is lost of a species on the way, oxidised to the end at once
/// and nothing given back by the air. Where oxygen would last even so, nothing more needs to be looked at.
bool SteadyModel::may_run_out_of_oxygen(std::size_t i, std::span<const double> in) const {
  const std::size_t o = *kinetics_.oxygen, count = plan_.entries().size();
  const double* const e = &factors_[i * 2 * count];
  double deficit = std::max(in[o], 0.0);
  for (const OxygenUser& user : oxygen_users_) deficit += user.most * (1.0 - e[user.diagonal]) * in[user.species];
  if (has_diffuse_[i]) {
    const double* const w = &diffuse_[i * species_];
    for (const OxygenUser& user : oxygen_users_)
      deficit += user.most * (1.0 - e[count + user.diagonal]) * w[user.species];
    deficit += std::max(w[o], 0.0);
  }
  return deficit > std::min(q_head_[i], q_end_[i]) * saturation_[i];
}

/// Goes down the reach in `kSteps` steps. A step in which oxygen would fall below nothing is repeated with every
/// oxygen-using reaction slowed by one factor f, found so that oxygen ends the step at nothing: the air's supply is
/// then shared among its users in proportion to their appetite. If even f = 0 leaves a debt (the sediment's), oxygen
/// stays at nothing. Where no step needs this the linear answer in `out` is left as it is, bit for bit. True where one
/// did.
bool SteadyModel::solve_anoxic(std::size_t i, std::span<const double> in, std::span<double> out) const {
  if (network_.reaches[i].lake) {
    // A mixed lake has one state: it is marked, and its oxygen held at nothing, but its users are not slowed.
    return out[*kinetics_.oxygen] > q_end_[i] * saturation_[i];
  }
  const std::size_t o = *kinetics_.oxygen, count = plan_.entries().size(), width = 2 * count;
  const std::size_t reactions = kinetics_.reactions.size();
  const double step = tau_[i] / static_cast<double>(kSteps);
  std::array<double, kLanes * kMostReactions> rates{};
  std::array<double, kLanes> tau;
  tau.fill(step);
  std::vector<double> factors(kLanes * width), full(width);

  const auto evaluate = [&](std::span<const double> slowing) {
    for (std::size_t r = 0; r < reactions; ++r) {
      bool uses = false;
      for (const Product& product : kinetics_.reactions[r].products) uses |= product.species == o;
      for (std::size_t lane = 0; lane < slowing.size(); ++lane)
        rates[r * kLanes + lane] = rates_[i * reactions + r] * (uses ? slowing[lane] : 1.0);
    }
    plan_.river_factors({tau.data(), slowing.size()}, rates, kLanes, {factors.data(), slowing.size() * width});
  };
  std::array<double, kMostSpecies> w{};
  if (has_diffuse_[i])
    for (std::size_t s = 0; s < species_; ++s) w[s] = diffuse_[i * species_ + s] / static_cast<double>(kSteps);
  const auto advance = [&](const double* f, const double* from, double* to) {
    std::fill_n(to, species_, 0.0);
    for (std::size_t k = 0; k < count; ++k) {
      const auto [row, column] = plan_.entries()[k];
      to[row] += f[k] * from[column] + f[count + k] * w[column];
    }
  };

  evaluate(std::array{1.0});
  std::copy_n(factors.begin(), width, full.begin());
  std::array<double, kMostSpecies> now{}, next{};
  std::copy(in.begin(), in.end(), now.begin());
  bool slowed = false;
  for (std::size_t k = 1; k <= kSteps; ++k) {
    const double flow = q_head_[i] + (q_end_[i] - q_head_[i]) * (static_cast<double>(k) / static_cast<double>(kSteps));
    const double most = flow * saturation_[i];  // the deficit when oxygen is at nothing
    advance(full.data(), now.data(), next.data());
    if (next[o] > most) {
      slowed = true;
      double low = 0, high = 1;
      for (int round = 0; round < 2; ++round) {  // eight trials at once, twice: f to 1/49, then linear
        std::array<double, kLanes> trial, debt;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
          trial[lane] = low + (high - low) * (static_cast<double>(lane) / static_cast<double>(kLanes - 1));
        evaluate(trial);
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          advance(&factors[lane * width], now.data(), next.data());
          debt[lane] = next[o] - most;
        }
        std::size_t above = 1;
        while (above + 1 < kLanes && debt[above] <= 0) ++above;
        const double span = debt[above] - debt[above - 1];
        low = trial[above - 1], high = trial[above];
        if (round == 1 && debt[above - 1] < 0 && span > 0) low += (high - low) * (-debt[above - 1] / span);
        if (debt[0] >= 0) low = high = 0;
      }
      evaluate(std::array{low});
      advance(factors.data(), now.data(), next.data());
      next[o] = most;
    }
    now = next;
  }
  if (slowed) std::copy_n(now.begin(), species_, out.begin());
  return slowed;
}

}  // namespace luoshi::water

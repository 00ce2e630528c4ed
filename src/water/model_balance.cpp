// Where everything went: an account of its own, made from concentrations along the reaches and not from E and G.
#include <algorithm>
#include <array>
#include <vector>

#include "numeric/reduce.hpp"
#include "water/detail/block.hpp"
#include "water/model.hpp"

namespace luoshi::water {
namespace {

// Gauss–Legendre, 8 points on −1 … 1 (Abramowitz and Stegun, table 25.4).
constexpr std::array<double, 4> kNode{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
constexpr std::array<double, 4> kWeight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};

/// ∫ y ds over the residence time, for every species: the mass in the reach, kg.
std::vector<double> mass_in_river(const SteadyModel& model, std::size_t i, std::span<const double> in,
                                  bool with_diffuse) {
  const std::size_t species = model.species(), reactions = model.kinetics().reactions.size();
  const TransferPlan& plan = model.plan();
  const std::size_t count = plan.entries().size();
  double fastest = 0;
  for (std::size_t s = 0; s < species; ++s) fastest = std::max(fastest, detail::loss_rate(model, i, s));
  const double tau = model.residence_time(i);
  const auto panels = static_cast<std::size_t>(std::min(fastest * tau, 5000.0)) + 1;
  const double half = 0.5 * tau / static_cast<double>(panels);
  std::vector<double> mass(species, 0.0), rates(reactions * 8), factors(8 * 2 * count);
  for (std::size_t r = 0; r < reactions; ++r) std::fill_n(&rates[r * 8], 8, model.rate(i, r));
  for (std::size_t panel = 0; panel < panels; ++panel) {
    const double middle = half * (2.0 * static_cast<double>(panel) + 1.0);
    std::array<double, 8> at{}, weight{};
    for (std::size_t k = 0; k < 4; ++k) {
      at[2 * k] = middle - half * kNode[k], at[2 * k + 1] = middle + half * kNode[k];
      weight[2 * k] = weight[2 * k + 1] = half * kWeight[k];
    }
    plan.river_factors(at, rates, 8, factors);
    for (std::size_t node = 0; node < 8; ++node) {
      const double* const e = &factors[node * 2 * count];
      for (std::size_t k = 0; k < count; ++k) {
        const auto [to, from] = plan.entries()[k];
        double y = e[k] * in[from];
        if (with_diffuse) y += e[count + k] * model.diffuse(i)[from] * (at[node] / tau);
        mass[to] += weight[node] * y;
      }
    }
  }
  return mass;
}

}  // namespace

SteadyModel::Balance SteadyModel::water_balance() const {
  numeric::CarefulSum entered, left, taken;
  for (std::size_t i = 0; i < reaches(); ++i) {
    entered.add(q_fixed_[i]), entered.add(q_lateral_[i]);
    if (topology_.out_of(i).empty() || topology_.out_of(i)[0] >= topology_.river_links) left.add(q_out_[i]);
  }
  for (std::size_t k = 0; k < network_.abstractions.size(); ++k)
    taken.add(taken_[k] *
              (1.0 - (return_link_[k] < topology_.links.size() ? network_.abstractions[k].return_flow_share : 0.0)));
  return {entered.value(), left.value(), taken.value(), 0, 0};
}

SteadyModel::Balance SteadyModel::balance(std::size_t s) const {
  numeric::CarefulSum entered, left, taken, swapped, reacted;
  const bool oxygen = s == kinetics_.oxygen;
  std::vector<double> in(species_);
  for (std::size_t i = 0; i < reaches(); ++i) {
    const Reach& reach = network_.reaches[i];
    const double own = oxygen ? saturation_[i] : 0.0;
    const double inside = (has_point_[i] ? point_[i * species_ + s] : 0.0) + reach.head_flow * own;
    const double along =
        (has_diffuse_[i] ? diffuse_given_[i * species_ + s] : 0.0) + (has(i, Mark::Dry) ? 0 : reach.lateral_flow * own);
    entered.add(inside), entered.add(along);
    const double carried = flux(i, s);
    const bool outlet = std::none_of(topology_.out_of(i).begin(), topology_.out_of(i).end(),
                                     [&](std::uint32_t link) { return link < topology_.river_links; });
    if (outlet) left.add(q_end_[i] > 0 ? carried * (q_out_[i] / q_end_[i]) : carried);
    if (outlet && reach.tidal) {
      const double sea = network_.sea.empty() ? 0.0 : network_.sea[s];
      swapped.add(exchange(i, kNowhere) * (concentration(i, s) - sea));
    }
    for (std::uint32_t k = abstraction_start_[i]; k < abstraction_start_[i + 1]; ++k) {
      const std::uint32_t which = abstraction_list_[k];
      const double returned =
          return_link_[which] < topology_.links.size() ? network_.abstractions[which].return_load_share : 0.0;
      if (q_end_[i] > 0) taken.add(carried * (taken_[which] / q_end_[i]) * (1.0 - returned));
    }
    if (has(i, Mark::Dry)) continue;
    inflow_of(i, in);
    if (has(i, Mark::Anoxic)) {  // slowed step by step: what is missing below was used
      reacted.add(in[s] + along - carried);
      continue;
    }
    std::vector<double> mass(species_);
    const bool mixed = reach.tidal || reach.lake;
    if (mixed) {
      for (std::size_t t = 0; t < species_; ++t) mass[t] = concentration(i, t) * volume_[i];
      if (kinetics_.oxygen) mass[*kinetics_.oxygen] = saturation_[i] * volume_[i] - mass[*kinetics_.oxygen];
    } else {
      if (kinetics_.oxygen) in[*kinetics_.oxygen] = q_head_[i] * saturation_[i] - in[*kinetics_.oxygen];
      mass = mass_in_river(*this, i, in, has_diffuse_[i] != 0);
    }
    double lost = detail::loss_rate(*this, i, s) * mass[s], made = 0;
    for (std::size_t r = 0; r < kinetics_.reactions.size(); ++r)
      for (const Product& product : kinetics_.reactions[r].products)
        if (product.species == s) made += product.yield * rate(i, r) * mass[kinetics_.reactions[r].from];
    if (!oxygen) {
      reacted.add(lost), reacted.add(-made);
      continue;
    }
    // As oxygen: used, given to the sediment, less what the air and plants gave.
    reacted.add(made), reacted.add(-lost);
    reacted.add(reach.sediment_demand * sediment_factor_[i] * (depth_[i] > 0 ? volume_[i] / depth_[i] : 0.0));
    reacted.add(-reach.net_photosynthesis * volume_[i]);
  }
  return {entered.value(), left.value(), taken.value(), swapped.value(), reacted.value()};
}

}  // namespace luoshi::water

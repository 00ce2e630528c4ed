// Blocks: reaches that flow into each other are solved together, by elimination, one species after another.
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "numeric/dense.hpp"
#include "water/detail/block.hpp"
#include "water/model.hpp"

namespace luoshi::water {
namespace {

constexpr std::size_t kLargestBlock = 3000;  // 72 MB of matrix

numeric::LuFactors factored(std::vector<double> matrix, std::size_t size, const std::string& where) {
  auto factors = numeric::LuFactors::of(std::move(matrix), size);
  if (!factors)
    throw Error{Fault::BadInput, "the loop around reach " + where +
                                     " has no single steady state (water circles without leaving); give it an outlet"};
  return std::move(*factors);
}

void refuse_huge(std::size_t size, const std::string& where) {
  if (size > kLargestBlock)
    throw Error{Fault::TooLarge, "the loop around reach " + where + " joins " + std::to_string(size) +
                                     " reaches (at most " + std::to_string(kLargestBlock) +
                                     " can be solved together); cut it at a gate or lake"};
}

}  // namespace

void SteadyModel::balance_flow_of_loop(std::span<const std::uint32_t> block) {
  const std::size_t size = block.size();
  const std::string& where = network_.reaches[block[0]].id;
  refuse_huge(size, where);
  const detail::LocalIndex local{topology_, block};

  // q_end = own + Σ share·(q_end − taken) of inflows; what is taken depends on q_end only where water runs short.
  std::vector<double> matrix(size * size, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    matrix[row * size + row] = 1;
    for (const Inflow& inflow : topology_.into(block[row]))
      if (const std::size_t column = local.of(inflow.from); column != kNowhere && inflow.link < topology_.river_links)
        matrix[row * size + column] -= topology_.links[inflow.link].share;
  }
  const numeric::LuFactors factors = factored(std::move(matrix), size, where);
  for (const std::uint32_t i : block)
    for (std::uint32_t k = abstraction_start_[i]; k < abstraction_start_[i + 1]; ++k)
      taken_[abstraction_list_[k]] = network_.abstractions[abstraction_list_[k]].flow;
  std::vector<double> q(size);
  for (int round = 0; round < 100; ++round) {
    for (std::size_t row = 0; row < size; ++row) {
      const std::size_t i = block[row];
      q[row] = q_fixed_[i] + q_lateral_[i];
      for (const Inflow& inflow : topology_.into(i)) {
        if (local.of(inflow.from) == kNowhere || inflow.link >= topology_.river_links) {
          q[row] += link_flow(inflow.link);
          continue;
        }
        double taken = 0;
        for (std::uint32_t k = abstraction_start_[inflow.from]; k < abstraction_start_[inflow.from + 1]; ++k)
          taken += taken_[abstraction_list_[k]];
        q[row] -= topology_.links[inflow.link].share * taken;
      }
    }
    factors.solve(q);
    const std::vector<double> before = taken_;
    for (std::size_t row = 0; row < size; ++row) settle_flow(block[row], std::max(q[row], 0.0));
    if (taken_ == before) break;
  }
  for (std::size_t row = 0; row < size; ++row)
    q_head_[block[row]] = std::max(0.0, q_end_[block[row]] - q_lateral_[block[row]]);
}

double SteadyModel::exchange(std::size_t i, std::size_t link) const {
  const Reach& reach = network_.reaches[i];
  if (!reach.tidal) return 0;
  const Tidal& tidal = *reach.tidal;
  if (tidal.exchange) return *tidal.exchange;
  if (!tidal.dispersion) return 0;
  // Central differences are upwind advection with half the flow taken off the exchange; never below zero.
  if (link == kNowhere)
    return std::max(0.0, *tidal.dispersion * tidal.cross_section / (0.5 * reach.length) - q_out_[i]);
  const Reach& next = network_.reaches[topology_.links[link].to];
  if (!next.tidal) return 0;
  const double apart = 0.5 * (reach.length + next.length);
  const double area = 0.5 * (tidal.cross_section + next.tidal->cross_section);
  return std::max(0.0, *tidal.dispersion * area / apart - 0.5 * q_out_[i] * topology_.links[link].share);
}

void SteadyModel::sweep_block(std::span<const std::uint32_t> block) {
  const std::size_t size = block.size(), count = plan_.entries().size();
  const std::string& where = network_.reaches[block[0]].id;
  refuse_huge(size, where);
  const detail::LocalIndex local{topology_, block};
  // What enters each reach from outside the block; inflows from inside are added species by species as they are solved.
  std::vector<double> in(size * species_, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    const std::size_t i = block[row];
    for (std::size_t s = 0; s < species_; ++s) in[row * species_ + s] = has_point_[i] ? point_[i * species_ + s] : 0.0;
    if (kinetics_.oxygen) in[row * species_ + *kinetics_.oxygen] += network_.reaches[i].head_flow * saturation_[i];
    for (const Inflow& inflow : topology_.into(i))
      if (local.of(inflow.from) == kNowhere)
        for (std::size_t s = 0; s < species_; ++s)
          in[row * species_ + s] += flux_share_[inflow.link] * flux_[inflow.from * species_ + s];
  }
  for (std::size_t s = 0; s < species_; ++s) {
    const auto system = detail::block_matrix(*this, block, s);
    std::vector<double> right(size);
    for (std::size_t row = 0; row < size; ++row) {
      const std::size_t i = block[row];
      const bool tidal = network_.reaches[i].tidal.has_value(), oxygen = s == kinetics_.oxygen;
      const double* const w = &diffuse_[i * species_];
      const double sign = oxygen ? -1.0 : 1.0;
      double made = 0;
      if (tidal) {
        made = has_diffuse_[i] ? w[s] : 0.0;
        for (std::size_t r = 0; r < kinetics_.reactions.size(); ++r)
          for (const Product& product : kinetics_.reactions[r].products)
            if (product.species == s)
              made += product.yield * rate(i, r) * volume_[i] *
                      box_concentration_[i * species_ + kinetics_.reactions[r].from];
        right[row] = in[row * species_ + s] + sign * made;
        if (oxygen) {
          // `made` counts diffuse water at saturation as no deficit, as it counts reaeration from the saturation.
          right[row] += (q_lateral_[i] + detail::loss_rate(*this, i, s) * volume_[i]) * saturation_[i];
        }
        if (topology_.out_of(i).empty() && !network_.sea.empty()) right[row] += exchange(i, kNowhere) * network_.sea[s];
        continue;
      }
      const auto e = factors(i);
      for (std::size_t k = 0; k < count; ++k) {
        const auto [to, from] = plan_.entries()[k];
        if (to != s) continue;
        if (from != s) made += e[k] * in[row * species_ + from];
        if (has_diffuse_[i]) made += e[count + k] * w[from];
      }
      const double own = e[plan_.diagonal(s)];
      right[row] = own * in[row * species_ + s] + sign * made;
      if (oxygen) right[row] += (q_end_[i] - own * q_head_[i]) * saturation_[i];
    }
    factored(system, size, where).solve(right);
    for (std::size_t row = 0; row < size; ++row) {
      const std::size_t i = block[row];
      const bool tidal = network_.reaches[i].tidal.has_value();
      if (s == kinetics_.oxygen) {
        mark(i, Mark::Anoxic, right[row] < 0);
        right[row] = std::max(right[row], 0.0);
      }
      if (tidal) box_concentration_[i * species_ + s] = right[row];
      flux_[i * species_ + s] = tidal ? right[row] * q_end_[i] : right[row];
    }
    for (std::size_t row = 0; row < size; ++row)
      for (const Inflow& inflow : topology_.into(block[row]))
        if (local.of(inflow.from) != kNowhere)
          in[row * species_ + s] += flux_share_[inflow.link] * flux_[inflow.from * species_ + s];
  }
}

namespace detail {

double loss_rate(const SteadyModel& model, std::size_t reach, std::size_t species) {
  double sum = 0;
  const auto& reactions = model.kinetics().reactions;
  for (std::size_t r = 0; r < reactions.size(); ++r)
    if (reactions[r].from == species) sum += model.rate(reach, r);
  return sum;
}

std::vector<double> block_matrix(const SteadyModel& model, std::span<const std::uint32_t> block, std::size_t s) {
  const std::size_t size = block.size();
  const Topology& topology = model.topology();
  const LocalIndex local{topology, block};
  std::vector<double> matrix(size * size, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    const std::size_t i = block[row];
    const bool tidal = model.network().reaches[i].tidal.has_value();
    const double gain = tidal ? 1.0 : model.factors(i)[model.plan().diagonal(s)];
    matrix[row * size + row] += tidal ? model.end_flow(i) + loss_rate(model, i, s) * model.volume(i) : 1.0;
    if (tidal && topology.out_of(i).empty()) matrix[row * size + row] += model.exchange(i, kNowhere);
    for (const Inflow& inflow : topology.into(i)) {
      const std::size_t column = local.of(inflow.from);
      if (column == kNowhere) continue;
      const bool from_tidal = model.network().reaches[inflow.from].tidal.has_value();
      matrix[row * size + column] -=
          gain * model.flux_share(inflow.link) * (from_tidal ? model.end_flow(inflow.from) : 1.0);
      if (!tidal || !from_tidal) continue;
      const double swapped = model.exchange(inflow.from, inflow.link);
      matrix[row * size + column] -= swapped;
      matrix[row * size + row] += swapped;
      matrix[column * size + row] -= swapped;
      matrix[column * size + column] += swapped;
    }
  }
  return matrix;
}

}  // namespace detail
}  // namespace luoshi::water

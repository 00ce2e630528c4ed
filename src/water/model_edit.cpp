// Changes: only what a change can reach is computed anew, in the order of the network, and stops where nothing moved.
#include <algorithm>
#include <bit>
#include <cstring>

#include "base/contract.hpp"
#include "water/model.hpp"

namespace luoshi::water {
namespace {

/// Blocks to be looked at, upstream first, each once: a bit for every block, looked through from the first one set.
class Wave {
 public:
  explicit Wave(const Topology& topology) : topology_{topology}, bits_(topology.blocks() / 64 + 1) {}
  void reach(std::size_t reach) {
    const std::uint32_t block = topology_.block_of[reach];
    const std::uint64_t bit = std::uint64_t{1} << (block % 64);
    pending_ += (bits_[block / 64] & bit) == 0;
    bits_[block / 64] |= bit;
    first_ = std::min<std::size_t>(first_, block / 64);
  }
  void below(std::size_t reach) {
    for (const std::uint32_t link : topology_.out_of(reach)) this->reach(topology_.links[link].to);
  }
  [[nodiscard]] bool empty() const { return pending_ == 0; }
  /// Requires one that is not empty.
  std::uint32_t pop() {
    while (bits_[first_] == 0) ++first_;
    const auto place = static_cast<std::size_t>(std::countr_zero(bits_[first_]));
    bits_[first_] &= bits_[first_] - 1;
    --pending_;
    return static_cast<std::uint32_t>(first_ * 64 + place);
  }

 private:
  const Topology& topology_;
  std::vector<std::uint64_t> bits_;
  std::size_t first_ = kNowhere, pending_ = 0;
};

bool same_bits(double left, double right) {
  return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
}

}  // namespace

void SteadyModel::update_after(std::vector<std::uint32_t> flow_changed, std::vector<std::uint32_t> prepare_changed,
                               std::vector<std::uint32_t> load_changed) {
  Wave flows{topology_}, loads{topology_};
  for (const std::uint32_t i : flow_changed) flows.reach(i);
  for (const std::uint32_t i : prepare_changed) loads.reach(i);
  for (const std::uint32_t i : load_changed) loads.reach(i);
  std::vector<double> before, shares;
  while (!flows.empty()) {
    const auto block = topology_.block(flows.pop());
    before.clear();
    for (const std::uint32_t i : block) before.insert(before.end(), {q_head_[i], q_end_[i], q_out_[i]});
    shares.clear();
    for (const std::uint32_t i : block)
      for (const std::uint32_t link : topology_.out_of(i)) shares.push_back(flux_share_[link]);
    balance_flow(topology_.block_of[block[0]]);
    std::size_t at = 0;
    for (std::size_t row = 0; row < block.size(); ++row) {
      const std::uint32_t i = block[row];
      const bool moved = !same_bits(before[3 * row], q_head_[i]) || !same_bits(before[3 * row + 1], q_end_[i]) ||
                         !same_bits(before[3 * row + 2], q_out_[i]);
      bool shared = false;
      for (const std::uint32_t link : topology_.out_of(i)) shared |= !same_bits(shares[at++], flux_share_[link]);
      if (moved) prepare_changed.push_back(i);
      if (moved || shared) {
        flows.below(i);
        loads.below(i);
      }
      loads.reach(i);
    }
  }
  prepare(prepare_changed);
  for (const std::uint32_t i : prepare_changed) loads.reach(i);

  std::vector<std::uint8_t> marks;
  while (!loads.empty()) {
    const std::uint32_t b = loads.pop();
    const auto block = topology_.block(b);
    before.clear(), marks.clear();
    for (const std::uint32_t i : block) {
      before.insert(before.end(), &flux_[i * species_], &flux_[i * species_] + species_);
      marks.push_back(marks_[i]);
    }
    sweep(b);
    for (std::size_t row = 0; row < block.size(); ++row)
      if (marks[row] != marks_[block[row]] ||
          std::memcmp(&before[row * species_], &flux_[block[row] * species_], species_ * sizeof(double)) != 0)
        loads.below(block[row]);
  }
}

void SteadyModel::set_load(std::size_t source, std::vector<double> load) {
  expects(source < network_.sources.size() && load.size() == species_, "a source and a load of every species");
  network_.sources[source].load = std::move(load);
  const auto reach = static_cast<std::uint32_t>(network_.sources[source].reach);
  gather_sources_of(reach);
  prepare_diffuse(reach);
  update_after({}, {}, {reach});
}

void SteadyModel::set_loads(const std::vector<std::size_t>& sources, std::vector<std::vector<double>> loads) {
  expects(sources.size() == loads.size(), "a load for each source");
  std::vector<std::uint32_t> changed;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    expects(sources[k] < network_.sources.size() && loads[k].size() == species_, "a source and a load of every species");
    network_.sources[sources[k]].load = std::move(loads[k]);
    changed.push_back(static_cast<std::uint32_t>(network_.sources[sources[k]].reach));
  }
  for (const std::uint32_t reach : changed) {
    gather_sources_of(reach);
    prepare_diffuse(reach);
  }
  update_after({}, {}, std::move(changed));
}

void SteadyModel::set_source_flow(std::size_t source, double flow) {
  expects(source < network_.sources.size() && flow >= 0, "a source and a flow");
  network_.sources[source].flow = flow;
  const auto reach = static_cast<std::uint32_t>(network_.sources[source].reach);
  gather_sources_of(reach);
  update_after({reach}, {reach}, {});
}

void SteadyModel::set_head_flow(std::size_t reach, double flow) {
  expects(reach < reaches() && flow >= 0, "a reach and a flow");
  network_.reaches[reach].head_flow = flow;
  gather_sources_of(reach);
  update_after({static_cast<std::uint32_t>(reach)}, {static_cast<std::uint32_t>(reach)}, {});
}

void SteadyModel::set_sediment_demand(std::size_t reach, double demand) {
  expects(reach < reaches() && demand >= 0, "a reach and a demand");
  network_.reaches[reach].sediment_demand = demand;
  const bool had = has_diffuse_[reach] != 0;
  gather_sources_of(reach);
  // Where the mud was all that took oxygen here, the last of it is taken out before the reach is passed over.
  if (had && has_diffuse_[reach] == 0) std::fill_n(&diffuse_[reach * species_], species_, 0.0);
  prepare_diffuse(reach);
  update_after({}, {}, {static_cast<std::uint32_t>(reach)});
}

void SteadyModel::set_temperature(std::size_t reach, double celsius) {
  expects(reach < reaches(), "a reach");
  network_.reaches[reach].temperature = celsius;
  set_temperature_factors(reach);
  update_after({}, {static_cast<std::uint32_t>(reach)}, {});
}

void SteadyModel::set_rates(std::size_t reach, std::vector<double> rates_at_20) {
  expects(reach < reaches() && (rates_at_20.empty() || rates_at_20.size() == kinetics_.reactions.size()),
          "a reach, and a rate of every reaction or none");
  network_.reaches[reach].rates_at_20 = std::move(rates_at_20);
  update_after({}, {static_cast<std::uint32_t>(reach)}, {});
}

std::vector<Defect> SteadyModel::set_link(std::size_t link, Link value) {
  expects(link < network_.links.size(), "a link of the network");
  const Link old = network_.links[link];
  network_.links[link] = value;
  auto defects = defects_of(network_, species_, kinetics_.reactions.size());
  if (!defects.empty()) {
    network_.links[link] = old;
    return defects;
  }
  topology_ = order_network(network_);
  std::vector<std::uint32_t> touched;
  for (const std::size_t reach : {old.from, old.to, value.from, value.to})
    touched.push_back(static_cast<std::uint32_t>(reach));
  update_after(touched, {}, touched);
  return {};
}

}  // namespace luoshi::water

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "water/kinetics.hpp"
#include "water/network.hpp"
#include "water/transfer.hpp"

namespace luoshi::water {

/// What is to be known about the answer in a reach, beside its numbers; several may hold.
enum class Mark : std::uint8_t {
  Dry = 1,              ///< no water: it has no concentration
  LoadOnDry = 2,        ///< dry and yet something enters: it is passed on unreacted
  Shortage = 4,         ///< more was to be taken than flows
  Anoxic = 8,           ///< oxygen runs out: its users wait for the air, superposition does not hold here
  CannotSayTidal = 16,  ///< tidal with neither dispersion nor exchange known, or below such a reach
  Stagnant = 32         ///< tidal and swapping water, but with no net flow: solved, read it with care
};

/// The steady state of a network, and its changes (稳态水质).
///
/// All numbers are SI: m³/s, kg/s, kg/m³, seconds. Water that begins in a reach (`head_flow`, `lateral_flow`) brings
/// oxygen at saturation and nothing else; sources bring what they state. Rivers are plug flow, exact (transfer.hpp);
/// where dispersion matters use tidal boxes. In one reach: what flows in and point sources mix at the head; diffuse
/// sources enter evenly; abstractions take from the end.
///
/// Bits: a reach is computed from its own data and its inflows, summed by link number, and by nothing else. So after
/// any edits on a network without loops the numbers are bit-equal to a fresh model of the edited network; a block (a
/// loop, tidal boxes) is solved anew as a whole by elimination. Not thread-safe for changes; any number of readers
/// between them.
class SteadyModel {
 public:
  /// The solved model, or everything that is wrong with the network.
  [[nodiscard]] static std::variant<SteadyModel, std::vector<Defect>> make(Network network, Kinetics kinetics,
                                                                           Loops loops = Loops::Allowed);

  [[nodiscard]] const Network& network() const { return network_; }
  [[nodiscard]] const Kinetics& kinetics() const { return kinetics_; }
  [[nodiscard]] const Topology& topology() const { return topology_; }
  [[nodiscard]] const TransferPlan& plan() const { return plan_; }
  [[nodiscard]] std::size_t species() const { return species_; }
  [[nodiscard]] std::size_t reaches() const { return network_.reaches.size(); }

  /// Flow at the head after mixing, at the end before anything is taken, and on from there.
  [[nodiscard]] double head_flow(std::size_t reach) const { return q_head_[reach]; }
  [[nodiscard]] double end_flow(std::size_t reach) const { return q_end_[reach]; }
  [[nodiscard]] double out_flow(std::size_t reach) const { return q_out_[reach]; }
  /// What is carried past the end of the reach, before anything is taken.
  [[nodiscard]] double flux(std::size_t reach, std::size_t species) const { return flux_[reach * species_ + species]; }
  /// At the end of the reach; 0 where it is dry (see marks).
  [[nodiscard]] double concentration(std::size_t reach, std::size_t species) const;
  [[nodiscard]] bool has(std::size_t reach, Mark mark) const {
    return (marks_[reach] & static_cast<std::uint8_t>(mark)) != 0;
  }
  [[nodiscard]] double residence_time(std::size_t reach) const { return tau_[reach]; }
  [[nodiscard]] double velocity(std::size_t reach) const { return velocity_[reach]; }
  [[nodiscard]] double depth(std::size_t reach) const { return depth_[reach]; }
  [[nodiscard]] double volume(std::size_t reach) const { return volume_[reach]; }
  [[nodiscard]] double oxygen_saturation_at(std::size_t reach) const { return saturation_[reach]; }
  /// The rate of a reaction in a reach, per second, at its temperature.
  [[nodiscard]] double rate(std::size_t reach, std::size_t reaction) const {
    return rates_[reach * kinetics_.reactions.size() + reaction];
  }
  /// E and then G of the reach (transfer.hpp).
  [[nodiscard]] std::span<const double> factors(std::size_t reach) const;
  /// The part of a reach's flux that a link carries on (links of `topology()`).
  [[nodiscard]] double flux_share(std::size_t link) const { return flux_share_[link]; }
  /// What enters evenly along the reach, kg/s, oxygen as deficit with sediment demand and net photosynthesis in it.
  [[nodiscard]] std::span<const double> diffuse(std::size_t reach) const;
  /// The exchange a tidal reach has with the tidal reach or sea that the link (kNowhere: the sea) leads to, m³/s.
  [[nodiscard]] double exchange(std::size_t reach, std::size_t link) const;

  /// What would leave a river or lake whose head took `in` (fluxes, oxygen as oxygen), all else as it is.
  void pass(std::size_t reach, std::span<const double> in, std::span<double> out) const;
  /// What the head of a reach takes: its inflows and point sources.
  [[nodiscard]] std::vector<double> head_flux(std::size_t reach) const;

  /// What enters the network, leaves it by outlets and abstractions, is swapped away with the sea, and is lost to
  /// reactions (negative: made), kg/s; the last is an integral along every reach by its own quadrature, so that
  /// `entered = left + taken + swapped + reacted` is a test and not a definition. Oxygen as oxygen.
  struct Balance {
    double entered = 0, left = 0, taken = 0, swapped = 0, reacted = 0;
    [[nodiscard]] double residual() const { return entered - left - taken - swapped - reacted; }
  };
  [[nodiscard]] Balance balance(std::size_t species) const;
  /// The same for water, m³/s.
  [[nodiscard]] Balance water_balance() const;

  /// Solves everything anew from the network: flows, hydraulics, rates, factors, substances. The bits stay.
  void solve() { solve_all(); }

  // Changes. Each leaves the model solved. Requires indices that exist and values `defects_of` would accept.
  void set_load(std::size_t source, std::vector<double> load);
  /// Many of them, in one wave down the network. Requires as many loads as sources, each source once.
  void set_loads(const std::vector<std::size_t>& sources, std::vector<std::vector<double>> loads);
  void set_source_flow(std::size_t source, double flow);
  void set_head_flow(std::size_t reach, double flow);
  /// kg O2 per m² and second at 20 °C, not below zero.
  void set_sediment_demand(std::size_t reach, double demand);
  void set_temperature(std::size_t reach, double celsius);
  void set_rates(std::size_t reach, std::vector<double> rates_at_20);
  /// Leads a link elsewhere; nothing changes and the cycle is named when the network would then have none or no outlet.
  [[nodiscard]] std::vector<Defect> set_link(std::size_t link, Link value);

 private:
  SteadyModel(Network network, Kinetics kinetics);

  void size_arrays();
  void gather_sources();
  void gather_sources_of(std::size_t reach);
  void set_temperature_factors(std::size_t reach);
  void solve_all();
  void balance_flow(std::size_t block);
  void balance_flow_of_loop(std::span<const std::uint32_t> block);
  void settle_flow(std::size_t reach, double q_end);
  [[nodiscard]] double link_flow(std::size_t link) const;
  struct Batch;
  void prepare(std::span<const std::uint32_t> reaches);
  void prepare(std::span<const std::uint32_t> reaches, Batch& batch);
  void fetch(std::span<const std::uint32_t> reaches) const;
  void prepare_hydraulics(Batch& batch);
  void prepare_rates(Batch& batch);
  void prepare_diffuse(std::size_t reach);
  void sweep(std::size_t block);
  void sweep_reach(std::size_t reach);
  void sweep_block(std::span<const std::uint32_t> block);
  void inflow_of(std::size_t reach, std::span<double> in) const;
  void apply_factors(std::size_t reach, std::span<const double> in, std::span<double> out) const;
  [[nodiscard]] bool may_run_out_of_oxygen(std::size_t reach, std::span<const double> in) const;
  [[nodiscard]] bool solve_anoxic(std::size_t reach, std::span<const double> in, std::span<double> out) const;
  [[nodiscard]] bool pass_wet(std::size_t reach, std::span<double> in, std::span<double> out) const;
  void mark(std::size_t reach, Mark mark, bool holds);
  void mark_tidal_unknown(std::size_t reach);
  void update_after(std::vector<std::uint32_t> flow_changed, std::vector<std::uint32_t> prepare_changed,
                    std::vector<std::uint32_t> load_changed);
  void index_sources();

  Network network_;
  Kinetics kinetics_;
  TransferPlan plan_;
  Topology topology_;
  std::size_t species_;
  /// A species that may use oxygen, and the most that a kilogram of it can, it and all that it turns into.
  struct OxygenUser {
    std::uint8_t species, diagonal;
    double most;
  };
  std::vector<OxygenUser> oxygen_users_;

  std::vector<std::uint32_t> source_start_, source_list_;            // CSR: sources of a reach, by source number
  std::vector<std::uint32_t> abstraction_start_, abstraction_list_;  // CSR: abstractions of a reach
  std::vector<std::uint32_t> return_link_;                           // abstraction → link, or none
  std::vector<std::uint32_t> returning_;                             // link beyond the river links → abstraction

  std::vector<double> q_fixed_, q_lateral_, q_head_, q_end_, q_out_, taken_;
  std::vector<double> tau_, velocity_, depth_, width_, volume_, saturation_;
  std::vector<double> temperature_factor_, sediment_factor_, rates_;  // reach by reach
  std::vector<double> factors_;
  std::vector<double> point_, diffuse_given_, diffuse_, flux_, box_concentration_;
  std::vector<double> flux_share_;
  std::vector<std::uint8_t> marks_, has_point_, has_diffuse_;
  // The kinetics' reactions, side by side.
  std::vector<double> rates_at_20_;
  std::vector<std::uint8_t> settles_, reaerations_;
};

}  // namespace luoshi::water

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "numeric/simd.hpp"

namespace luoshi::water {

/// A river tree of any size laid out for speed: reaches numbered by *place*, every reach after all above it, the
/// largest tributary of a reach directly before it. So the main stem lies in one piece, and a solve needs no index but
/// the number of tributaries. Immutable.
class LinearTree {
 public:
  static constexpr std::uint32_t kOutlet = 0xffffffff;

  /// `to[i]` is the reach that reach i flows into, or kOutlet. Nothing when it is no forest: `cycle` then names a reach
  /// on a cycle. Linear in reaches.
  [[nodiscard]] static std::optional<LinearTree> of(std::span<const std::uint32_t> to, std::uint32_t* cycle = nullptr);

  [[nodiscard]] std::size_t reaches() const { return reach_at_.size(); }
  [[nodiscard]] std::uint32_t place_of(std::size_t reach) const { return place_of_[reach]; }
  [[nodiscard]] std::uint32_t reach_at(std::size_t place) const { return reach_at_[place]; }
  /// The place below, or kOutlet.
  [[nodiscard]] std::uint32_t below(std::size_t place) const { return below_[place]; }
  [[nodiscard]] std::uint8_t tributaries(std::size_t place) const { return tributaries_[place]; }
  /// The places directly above, in the order in which they are added up.
  [[nodiscard]] std::span<const std::uint32_t> above(std::size_t place) const {
    return std::span{above_}.subspan(above_start_[place], above_start_[place + 1] - above_start_[place]);
  }
  [[nodiscard]] std::span<const std::uint8_t> tributary_counts() const { return tributaries_; }
  /// Reaches from the farthest head to an outlet; and the most pieces that wait for one another in a solve.
  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t most_pending() const { return most_pending_; }

 private:
  std::vector<std::uint32_t> place_of_, reach_at_, below_, above_start_, above_;
  std::vector<std::uint8_t> tributaries_;
  std::size_t depth_ = 0, most_pending_ = 0;
};

/// Five substances, each decaying at its own first-order rate, on a tree of any size: the national what-if (fixed flow,
/// or flow by accumulation). All arrays are by place; five numbers a place for substances. Units as the caller's: loads
/// and fluxes in one unit, τ and rates in one unit of time.
///
///   flux = factor · (load + Σ flux above),  factor = exp(−k · L / (a·Q^b))
class LinearModel {
 public:
  static constexpr std::size_t kSpecies = 5;

  struct Hydraulics {
    std::vector<double> length, a, b;  ///< m; speed m/s = a·Q^b
    std::vector<double> own_flow;      ///< m³/s entering each reach
  };
  /// Requires arrays of the tree's size, rates per second, lengths and speeds above 0.
  LinearModel(const LinearTree& tree, Hydraulics hydraulics, std::span<const double> rates, std::vector<double> load);

  /// Flow of every place by accumulation, then all factors, then all fluxes.
  void solve();
  /// The factors alone, from the flows there are; the fluxes alone, from the factors there are.
  void compute_factors(numeric::InstructionSet level = numeric::widest_instruction_set());
  void sweep();

  /// Changes the loads of one reach and everything below, to the bits of a whole `sweep`. Stops where no bit moves.
  void set_load(std::size_t place, std::span<const double, kSpecies> load);
  /// Changes the water entering one reach: flow, speed, factors and fluxes of everything below, to the bits of `solve`.
  void set_own_flow(std::size_t place, double flow);

  [[nodiscard]] double flow(std::size_t place) const { return flow_[place]; }
  [[nodiscard]] std::span<const double, kSpecies> flux(std::size_t place) const {
    return std::span<const double, kSpecies>{&flux_[place * kSpecies], kSpecies};
  }
  [[nodiscard]] std::span<const double, kSpecies> factor(std::size_t place) const {
    return std::span<const double, kSpecies>{&factor_[place * kSpecies], kSpecies};
  }

  /// What a kilogram entering at each place becomes at the next section below (itself included): 0 where there is none.
  /// One sweep for any number of sections; `next_section` gets its number or kOutlet. With the short tree of sections
  /// this answers every pair (reach, section) without ever making the table of pairs.
  struct Transfers {
    std::vector<double> share;                 ///< five a place
    std::vector<std::uint32_t> next_section;   ///< by place
    std::vector<std::uint32_t> section_below;  ///< by section
    std::vector<double> section_share;         ///< five a section: from its end to the next section's
  };
  [[nodiscard]] Transfers transfers(std::span<const std::uint32_t> section_places) const;
  /// The loads of all reaches above each section weighted by their transfers: the section's flux, by another way.
  [[nodiscard]] std::vector<double> section_flux(const Transfers& transfers, std::size_t sections) const;

 private:
  void factors_between(std::size_t first, std::size_t last, numeric::InstructionSet level);
  [[nodiscard]] bool flux_of(std::size_t place);
  const LinearTree& tree_;
  Hydraulics hydraulics_;
  std::vector<double> rates_, load_, flow_, factor_, flux_;
  std::vector<double> time_at_unit_flow_;  ///< L / a
};

}  // namespace luoshi::water

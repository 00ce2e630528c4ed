#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace luoshi::water {

inline constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// Speed u = a·Q^b (m/s) and depth H = c·Q^d (m), Q in m³/s.
struct PowerLaw {
  double a = 0.2, b = 0.4, c = 0.5, d = 0.4;
};
/// Uniform flow in a trapezoid (Manning): bottom width in m, side slope horizontal : vertical, bed slope, roughness n.
struct ManningChannel {
  double bottom_width = 0, side_slope = 0, slope = 0, roughness = 0;
};
/// Speed and depth as measured, whatever the flow (m/s, m).
struct MeasuredHydraulics {
  double velocity = 0, depth = 0;
};
using Hydraulics = std::variant<PowerLaw, ManningChannel, MeasuredHydraulics>;

/// A fully mixed lake or reservoir (湖库): volume in m³, surface in m².
struct Lake {
  double volume = 0, surface = 0;
};

/// A reach where the tide goes in and out (感潮河段), averaged over tides: a box that swaps water with the next ones.
/// Cross-section in m², dispersion in m²/s (over the reach) or exchange in m³/s (with the next reach down, or with the
/// sea at an outlet). With neither known the answer there is *cannot say: tidal*.
struct Tidal {
  double cross_section = 0, surface = 0;
  std::optional<double> dispersion;
  std::optional<double> exchange;
};

/// One piece of river, lake or estuary (河段).
struct Reach {
  std::string id;
  double length = 0;  ///< m
  Hydraulics hydraulics{};
  std::optional<Lake> lake{};
  std::optional<Tidal> tidal{};
  double temperature = 20;            ///< °C
  double elevation = 0;               ///< m
  double slope = 0;                   ///< bed slope, for TsivoglouNeal
  double head_flow = 0;               ///< m³/s that begins here (a spring, a boundary)
  double lateral_flow = 0;            ///< m³/s seeping in evenly along the reach
  double sediment_demand = 0;         ///< kg O2 per m² and second at 20 °C (θ 1.065)
  double net_photosynthesis = 0;      ///< kg O2 per m³ and second: photosynthesis − respiration, the day's mean
  std::vector<double> rates_at_20{};  ///< in place of the kinetics' own, one per reaction; empty = the kinetics'
};

/// Where the water of a reach goes on: `share` of what leaves it. Shares of one reach add up to 1; none = an outlet.
struct Link {
  std::size_t from, to;
  double share = 1;
};

/// Water taken at the end of a reach (取水), and how much of it and of what is in it comes back at the head of another.
struct Abstraction {
  std::string id;
  std::size_t reach;
  double flow = 0;  ///< m³/s
  std::size_t return_to = kNowhere;
  double return_flow_share = 0, return_load_share = 0;
};

enum class SourceKind { Point, Diffuse };
/// What enters a reach (污染源): at its head (Point) or evenly along it (Diffuse); kg/s of every species, m³/s of
/// water.
struct Source {
  std::string id;
  std::size_t reach;
  SourceKind kind = SourceKind::Point;
  double flow = 0;
  std::vector<double> load;
  std::string town, sector;
};

/// A place whose water is judged (断面): the lower end of a reach.
struct Section {
  std::string id;
  std::size_t reach;
};

/// The concentrations beyond an outlet that swaps water with the sea, kg/m³ of every species. Empty = none of anything.
struct Network {
  std::vector<Reach> reaches;
  std::vector<Link> links;
  std::vector<Abstraction> abstractions;
  std::vector<Source> sources;
  std::vector<Section> sections;
  std::vector<double> sea;
};

/// One thing wrong with a network, and where: the sentence is English, *problem (why) what to do*.
struct Defect {
  enum class Kind {
    DuplicateId,
    UnknownReach,
    BadNumber,
    SharesDoNotAddUp,
    DrainsNowhere,
    Cycle,
    WrongNumberOfSpecies
  };
  Kind kind;
  std::string where;
  std::string text;
};

enum class Loops { Allowed, Refused };

/// Everything wrong with the network: duplicate and unknown ids, numbers that are not finite or of the wrong sign,
/// shares that do not add up, water that can reach no outlet, and, where a tree is claimed (`Loops::Refused`), each
/// cycle with the names of its reaches. `species` and `reactions` are the kinetics' counts.
[[nodiscard]] std::vector<Defect> defects_of(const Network& network, std::size_t species, std::size_t reactions,
                                             Loops loops = Loops::Allowed);

/// An inflow of a reach: from which reach, by which link.
struct Inflow {
  std::uint32_t from, link;
};

/// The order in which a network can be solved: every reach after all that flow into it; reaches that flow into each
/// other (a loop of a delta, tidal boxes, water returned upstream) stand together as one block.
struct Topology {
  std::vector<std::uint32_t> order;        ///< reaches, upstream first
  std::vector<std::uint32_t> position;     ///< reach → place in `order`
  std::vector<std::uint32_t> block_start;  ///< where blocks begin in `order`, and its end
  std::vector<std::uint32_t> block_of;     ///< reach → block
  std::vector<std::uint32_t> in_start;     ///< CSR of inflows by reach, in the order of link index
  std::vector<Inflow> inflows;
  std::vector<std::uint32_t> out_start;  ///< CSR of out links by reach
  std::vector<std::uint32_t> out_links;  ///< link indices
  std::vector<Link> links;               ///< the network's links, then one per abstraction that returns water
  std::size_t river_links = 0;           ///< how many of `links` are the network's

  [[nodiscard]] std::span<const std::uint32_t> block(std::size_t b) const {
    return std::span{order}.subspan(block_start[b], block_start[b + 1] - block_start[b]);
  }
  [[nodiscard]] std::size_t blocks() const { return block_start.size() - 1; }
  [[nodiscard]] std::span<const Inflow> into(std::size_t reach) const {
    return std::span{inflows}.subspan(in_start[reach], in_start[reach + 1] - in_start[reach]);
  }
  [[nodiscard]] std::span<const std::uint32_t> out_of(std::size_t reach) const {
    return std::span{out_links}.subspan(out_start[reach], out_start[reach + 1] - out_start[reach]);
  }
};

/// Orders a network without defects. Linear in reaches and links; the same network gives the same order.
[[nodiscard]] Topology order_network(const Network& network);

/// The same network with its reaches (and links) in the order in which they are solved: neighbours on the river become
/// neighbours in memory, which a large network is twice as fast for. Names and all else stay. Requires no defects.
[[nodiscard]] Network in_river_order(const Network& network);

}  // namespace luoshi::water

#include "water/synthetic.hpp"

#include <algorithm>
#include <string>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

/// A 64-bit generator by the finaliser of a counter (SplitMix; Steele, Lea and Flood 2014).
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_{seed} {}
  double unit() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
  }
  double between(double low, double high) { return low + (high - low) * unit(); }
  std::size_t below(std::size_t count) {
    return std::min(static_cast<std::size_t>(unit() * static_cast<double>(count)), count - 1);
  }

 private:
  std::uint64_t state_;
};

}  // namespace

Network synthetic_network(const SyntheticShape& shape, std::size_t species) {
  expects(shape.reaches >= 2 && species > 0, "two reaches and a species");
  Draws draw{shape.seed};
  Network net;
  net.reaches.resize(shape.reaches);
  // A new reach joins near the newest of a growing window, so that long main stems form beside short creeks.
  for (std::size_t i = 0; i < shape.reaches; ++i) {
    Reach& reach = net.reaches[i];
    reach.id = std::to_string(i);
    reach.length = draw.between(300, 5000);
    reach.hydraulics = PowerLaw{draw.between(0.15, 0.35), 0.4, draw.between(0.3, 0.6), 0.4};
    reach.temperature = draw.between(12, 26);
    reach.slope = draw.between(1e-4, 3e-3);
    reach.lateral_flow = draw.between(0, 0.01);
    if (draw.unit() < shape.lakes && i > 0) {
      const double volume = draw.between(1e5, 2e6);
      reach.lake = Lake{volume, volume / draw.between(1, 4)};
    }
    if (i == 0) continue;
    const auto window = static_cast<std::size_t>(2.0 * numeric::sqrt(static_cast<double>(i))) + 1;
    const std::size_t to = i - 1 - draw.below(std::min(window, i));
    net.links.push_back({i, to, 1.0});
  }
  std::vector<char> fed(shape.reaches, 0);
  for (const Link& link : net.links) fed[link.to] = 1;
  for (std::size_t i = 0; i < shape.reaches; ++i) {
    if (!fed[i]) {
      std::vector<double> load(species, 0.0);
      const double flow = draw.between(0.02, 0.2);
      for (double& value : load) value = flow * draw.between(0.0001, 0.001);
      if (species == standard_kinetics().species.size()) load[standard::kOxygen] = flow * 0.0085;
      net.sources.push_back({"head " + std::to_string(i), i, SourceKind::Point, flow, load, "", "headwater"});
    } else if (draw.unit() < shape.works) {
      std::vector<double> load(species, 0.0);
      const double flow = draw.between(0.01, 0.1);
      for (double& value : load) value = flow * draw.between(0.0005, 0.005);
      if (species == standard_kinetics().species.size()) load[standard::kOxygen] = flow * 0.006;
      const SourceKind kind = draw.unit() < 0.7 ? SourceKind::Point : SourceKind::Diffuse;
      net.sources.push_back({"works " + std::to_string(i), i, kind, flow, load, "town " + std::to_string(i % 23),
                             kind == SourceKind::Point ? "works" : "farming"});
    }
  }
  std::vector<std::size_t> feeder(shape.reaches, 0);
  for (const Link& link : net.links) feeder[link.to] = link.from;
  for (std::size_t k = 0; k < shape.loops; ++k) {
    // A quarter of a reach's water turns back to one that flows towards it, up to four reaches above.
    const std::size_t from = 1 + draw.below(shape.reaches - 1);
    std::size_t up = from;
    for (std::size_t hop = 1 + draw.below(4); hop > 0 && feeder[up] != 0; --hop) up = feeder[up];
    Link& own = net.links[from - 1];
    if (own.share < 1 || up == from) continue;
    own.share = 0.75;
    net.links.push_back({from, up, 0.25});
  }
  for (std::size_t k = 0; k < shape.sections; ++k)
    net.sections.push_back({"section " + std::to_string(k), draw.below(shape.reaches)});
  net.sections.front().reach = 0;
  return net;
}

}  // namespace luoshi::water

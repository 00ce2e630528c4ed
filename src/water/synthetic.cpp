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

DielRiver synthetic_stem(std::size_t reaches) {
  expects(reaches >= 1, "a reach");
  DielRiver river;
  river.date = std::chrono::year{2024} / std::chrono::June / 21;
  river.days = 4;
  const ManningChannel channel{12, 0, 0.001, 0.05};
  river.head.flow = 1;
  river.head.hydraulics = channel;
  river.head.temperature.fill(20);
  river.head.ph.fill(7.6);
  using namespace day;
  const auto fill = [&](std::size_t what, double value) { river.head.concentration[what].fill(value); };
  fill(kConductivity, 300), fill(kSolids, 5), fill(kOxygen, 8), fill(kSlowBod, 1), fill(kFastBod, 1);
  fill(kOrganicN, 600), fill(kAmmoniaN, 100), fill(kNitrateN, 800), fill(kOrganicP, 20), fill(kInorganicP, 40);
  fill(kPhytoplankton, 2), fill(kDetritus, 1), fill(kAlkalinity, 100);
  DielReach reach;
  reach.length = 500;
  reach.hydraulics = channel;
  reach.slope = 0.001;
  reach.elevation = 50;
  reach.latitude_deg = 30, reach.longitude_deg = 114;
  reach.algae_at_start = 30;
  reach.weather.air_c.fill(26), reach.weather.dew_point_c.fill(18), reach.weather.wind_m_s.fill(2);
  reach.weather.cloud.fill(0.3);
  DielRates& rates = reach.rates;
  rates.solids_settling = 0.1, rates.slow_hydrolysis = 0.5, rates.slow_oxidation = 0.1, rates.fast_oxidation = 0.5;
  rates.organic_n_hydrolysis = 0.2, rates.organic_n_settling = 0.1, rates.nitrification = 1;
  rates.denitrification = 0.5, rates.bed_denitrification = 0.05;
  rates.organic_p_hydrolysis = 0.2, rates.organic_p_settling = 0.1, rates.inorganic_p_settling = 0.05;
  rates.phyto_growth = 2, rates.phyto_respiration = 0.1, rates.phyto_death = 0.1, rates.phyto_settling = 0.2;
  rates.algae_growth = 40, rates.algae_respiration = 0.3, rates.algae_excretion = 0.1, rates.algae_death = 0.3;
  rates.algae_least_n = 10, rates.algae_least_p = 1, rates.algae_uptake_n = 500, rates.algae_uptake_p = 60;
  rates.algae_half_quota_n = 10, rates.algae_half_quota_p = 1;
  rates.detritus_dissolution = 0.5, rates.detritus_settling = 0.3;
  for (std::size_t i = 0; i < reaches; ++i) {
    reach.id = std::to_string(i + 1);
    river.reaches.push_back(reach);
  }
  DielSource works{"works", 0, 0.3, 0, {24, 1, 0.7}, {7, 0, 0}, {}};
  const double effluent[] = {600, 10, 6, 8, 12, 2000, 9000, 1500, 400, 2500, 0, 3, 0, 0, 120};
  for (std::size_t k = 0; k < kStated; ++k) works.concentration[k] = {effluent[k], 0, 0};
  works.concentration[kAmmoniaN].amplitude = 900;
  river.sources.push_back(works);
  return river;
}

}  // namespace luoshi::water

#include "water/sediment.hpp"

#include <algorithm>

#include "numeric/elementary.hpp"

namespace luoshi::water {
namespace {

constexpr double kMudDepth = 0.1, kBurial = 5e-6;        // m, m/d
constexpr double kMixing = 0.00012, kDiffusion = 0.001;  // m²/d, of particles and of pore water
constexpr double kSolidsPerWater = 0.5;                  // kg/L in both layers
constexpr double kAmmoniaSorption = 1, kPhosphateSorption = 20, kAerobicSorption = 20;
constexpr double kOxygenFromAmmonia = 2 * 32.0 / 14.0;                               // g O2 per g N nitrified
constexpr double kNitrify = 0.131, kNitrifyHalf = 0.728, kNitrifyHalfOxygen = 0.37;  // m/d, g/m³, g/m³
constexpr double kDenitrifyFilm = 0.1, kDenitrifyMud = 0.25, kOxidize = 0.7;         // m/d
constexpr double kCriticalOxygen = 2;

/// What of the supply the mud turns over: two kinds decay, the rest is buried.
double turned_over(double supply, double quick_part, double slow_part, const double* factors) {
  const double quick = 0.035 * factors[mud::kQuick], slow = 0.0018 * factors[mud::kSlow], buried = kBurial / kMudDepth;
  return supply * (quick_part * quick / (quick + buried) + slow_part * slow / (slow + buried));
}

struct Exchange {
  double stirring, diffusion;  ///< m/d between the layers
};

/// The two layers' totals of something that is partly sorbed: `lost_film`, `lost_mud` m/d, on its dissolved part;
/// `above` in the water, `supply_film`, `supply_mud` g/m²/d.
struct Layers {
  double film, mud;
};
Layers two_layers(const Exchange& exchange, double dissolved_film, double dissolved_mud, double to_water,
                  double lost_film, double lost_mud, double above, double supply_film, double supply_mud) {
  const double down = dissolved_film * exchange.diffusion + (1 - dissolved_film) * exchange.stirring;
  const double up = dissolved_mud * exchange.diffusion + (1 - dissolved_mud) * exchange.stirring;
  const double film = down + dissolved_film * (lost_film + to_water) + kBurial;
  const double mud = up + dissolved_mud * lost_mud + kBurial;
  const double entered = to_water * above + supply_film;
  const double determinant = film * mud - up * (down + kBurial);
  return {(mud * entered + up * supply_mud) / determinant,
          (film * supply_mud + (down + kBurial) * entered) / determinant};
}

}  // namespace

MudFlux mud_fluxes(const MudSupply& supply, const WaterAbove& above, const double* factors, double guess) {
  const double carbon = turned_over(supply.carbon, 0.65, 0.20, factors);
  const double nitrogen = turned_over(supply.nitrogen, 0.65, 0.25, factors);
  const double phosphorus = turned_over(supply.phosphorus, 0.65, 0.20, factors);
  const Exchange exchange{kMixing * factors[mud::kStirring] / (kMudDepth / 2),
                          kDiffusion * factors[mud::kDenitrifying] / (kMudDepth / 2)};
  const double methane_most = 100 * (1 + above.depth / 10) / factors[mud::kBubbles];
  MudFlux made;
  if (above.oxygen < 0.001 || carbon + nitrogen <= 0) {
    made.ammonia = nitrogen, made.phosphate = phosphorus;
    made.methane = std::min(numeric::sqrt(2 * exchange.diffusion * methane_most * carbon), carbon);
    return made;
  }
  const double ammonia_dissolved = 1 / (1 + kSolidsPerWater * kAmmoniaSorption);
  double demand = guess > 0 ? guess : carbon + 1.714 * nitrogen, to_water = 0, ammonia = 0;
  for (int round = 0; round < 500; ++round) {
    // The film is as deep as oxygen reaches: the velocity through it is demand over concentration.
    to_water = demand / above.oxygen;
    const double nitrified = kNitrify * kNitrify * factors[mud::kNitrifying] / to_water * kNitrifyHalf /
                             (kNitrifyHalf + ammonia) * above.oxygen / (2 * kNitrifyHalfOxygen + above.oxygen);
    ammonia = ammonia_dissolved * two_layers(exchange, ammonia_dissolved, ammonia_dissolved, to_water, nitrified, 0,
                                             above.ammonia, 0, nitrogen)
                                      .film;
    const double nitrate_made = nitrified * ammonia, nitrogen_demand = kOxygenFromAmmonia * nitrate_made;
    const double film_lost = kDenitrifyFilm * kDenitrifyFilm * factors[mud::kDenitrifying] / to_water;
    const double mud_lost = kDenitrifyMud * factors[mud::kDenitrifying];
    const Layers nitrate = two_layers(exchange, 1, 1, to_water, film_lost, mud_lost, above.nitrate, nitrate_made, 0);
    // Carbon burnt by nitrate, as oxygen: 32/12·10/8·12/14 g per g N.
    const double by_nitrate = 32.0 / 12 * 10 / 8 * 12 / 14 * (film_lost * nitrate.film + mud_lost * nitrate.mud);
    const double left = std::max(carbon - by_nitrate, 0.0);
    const double methane_made = std::min(numeric::sqrt(2 * exchange.diffusion * methane_most * left), left);
    const double oxidized = kOxidize * kOxidize * numeric::sqrt(factors[mud::kOxidizing]) / to_water;
    const double methane = (methane_made + to_water * above.methane) / (oxidized + to_water);
    made.carbon_demand = oxidized * methane;
    made.oxygen_demand = (demand + made.carbon_demand + nitrogen_demand) / 2;
    made.ammonia = to_water * (ammonia - above.ammonia);
    made.nitrate = to_water * (nitrate.film - above.nitrate);
    made.methane = to_water * (methane - above.methane);
    const double change = made.oxygen_demand - demand;
    if ((change < 0 ? -change : change) <= 1e-7 * made.oxygen_demand) break;
    demand = made.oxygen_demand;
  }
  const double aerobic = above.oxygen > kCriticalOxygen
                             ? kAerobicSorption
                             : numeric::pow(kAerobicSorption, above.oxygen / kCriticalOxygen);
  const double film_dissolved = 1 / (1 + kSolidsPerWater * kPhosphateSorption * aerobic);
  const double mud_dissolved = 1 / (1 + kSolidsPerWater * kPhosphateSorption);
  const Layers phosphate =
      two_layers(exchange, film_dissolved, mud_dissolved, to_water, 0, 0, above.phosphate, 0, phosphorus);
  made.phosphate = to_water * (film_dissolved * phosphate.film - above.phosphate);
  return made;
}

}  // namespace luoshi::water

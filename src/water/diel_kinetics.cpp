#include <algorithm>

#include "numeric/elementary.hpp"
#include "water/detail/diel_cell.hpp"

namespace luoshi::water::detail {
namespace {

using namespace day;

/// The exponentials of one cell in one step, all taken together: they are the cost of the model.
enum Slot : std::size_t {
  kTheta = 0,
  kMud = Kinetic::kRates,
  kEquilibrium = kMud + mud::kFactors,
  kOxidation = kEquilibrium + kEquilibriumExponents,
  kNitrify,
  kDenitrify,
  kPhytoBreathe,
  kAlgaeBreathe,
  kSaturated,
  kVapour,
  kHenryAmmonia,
  kLight,
  kSlots
};
enum Rate : std::size_t {
  kReaeration,
  kSlowHydrolysis,
  kSlowOxidation,
  kFastOxidation,
  kNHydrolysis,
  kNitrification,
  kDenitrification,
  kBedDenitrification,
  kPHydrolysis,
  kPhytoGrowth,
  kPhytoRespiration,
  kPhytoDeath,
  kAlgaeGrowth,
  kAlgaeRespiration,
  kAlgaeExcretion,
  kAlgaeDeath,
  kDissolution,
  kPathogenDeath,
  kGenericDecay
};

/// How much of a reaction oxygen allows; `exponential` is exp(−k·oxygen).
double allowed(const DielChemistry::Inhibition& by, double oxygen, double exponential) {
  switch (by.form) {
    case Saturation::Half:
      return oxygen / (by.k + oxygen);
    case Saturation::Exponential:
      return 1 - exponential;
    case Saturation::SecondOrder:
      return oxygen * oxygen / (by.k + oxygen * oxygen);
  }
  return 1;
}

double half(double c, double k) { return k + c > 0 ? c / (k + c) : 0; }

/// Growth at light I.
double lit(LightForm form, double light, double k) {
  if (k <= 0) return 1;
  switch (form) {
    case LightForm::HalfSaturation:
      return light / (k + light);
    case LightForm::Smith:
      return light / numeric::sqrt(light * light + k * k);
    case LightForm::Steele:
      return light / k * numeric::exp(1 - light / k);
  }
  return 1;
}

/// Its mean over the depth, light falling from `top` to `bottom` by extinction·depth = `thickness`.
double lit_on_the_way(LightForm form, double top, double bottom, double k, double thickness) {
  if (k <= 0 || thickness <= 0) return lit(form, top, k);
  switch (form) {
    case LightForm::HalfSaturation:
      return numeric::log((k + top) / (k + bottom)) / thickness;
    case LightForm::Smith: {
      const double over = top / k + numeric::sqrt(1 + top / k * (top / k));
      const double under = bottom / k + numeric::sqrt(1 + bottom / k * (bottom / k));
      return numeric::log(over / under) / thickness;
    }
    case LightForm::Steele:
      return 2.718281828459045 * (numeric::exp(-bottom / k) - numeric::exp(-top / k)) / thickness;
  }
  return 1;
}

/// The part of nitrogen that algae take as ammonia.
double preference(double ammonia, double nitrate, double k) {
  if (ammonia + nitrate <= 0) return 0;
  return ammonia * nitrate / ((k + ammonia) * (k + nitrate)) + ammonia * k / ((ammonia + nitrate) * (k + nitrate));
}

/// One cell at one moment: everything that several reactions ask for.
struct Moment {
  const DielChemistry& chemistry;
  const DielRates& rates;
  const Cell& cell;
  const CellSky& sky;
  const CellState& state;
  std::array<double, kSlots> exp;
  Equilibria equilibria;
  double step = 0, oxygen = 0, ionized = 1, ammonium = 0, nitrate = 0;
  double dissolved_gas = 0, bicarbonate = 0;  ///< parts of the inorganic carbon
  double phosphate_charge = 0, light_top = 0, light_bottom = 0, thickness = 0, extinction = 0;
  double demand_of_carbon = 0;  ///< the mud's, g O2/m²/d

  [[nodiscard]] double at(Rate rate) const { return exp[static_cast<std::size_t>(rate)]; }
};

void take_exponentials(const Kinetic& kinetic, Moment& now) {
  const CellState& state = now.state;
  const LightExtinction& light = *kinetic.light;
  const double warmer = state.temperature - 20, warm = state.temperature + 273.15, oxygen = state.water[kOxygen];
  std::array<double, kSlots>& exponent = now.exp;
  for (std::size_t k = 0; k < Kinetic::kRates; ++k) exponent[kTheta + k] = kinetic.ln_theta[k] * warmer;
  for (std::size_t k = 0; k < mud::kFactors; ++k) exponent[kMud + k] = mud::kLnTheta[k] * warmer;
  equilibrium_exponents(state.temperature, state.water[kConductivity], &exponent[kEquilibrium]);
  const DielChemistry& chemistry = now.chemistry;
  exponent[kOxidation] = -chemistry.oxidation.k * oxygen;
  exponent[kNitrify] = -chemistry.nitrification.k * oxygen;
  exponent[kDenitrify] = -chemistry.denitrification.k * oxygen;
  exponent[kPhytoBreathe] = -chemistry.phyto_respiration.k * oxygen;
  exponent[kAlgaeBreathe] = -chemistry.algae_respiration.k * oxygen;
  const double w = 1 / warm;
  exponent[kSaturated] = -139.34411 + w * (157570.1 + w * (-66423080.0 + w * (12438.0e6 - w * 8621949.0e5)));
  exponent[kVapour] = 17.27 * state.temperature / (237.3 + state.temperature);
  exponent[kHenryAmmonia] = 0.05069311431849862 * warmer;  // ln 1.052
  const double plants = now.rates.algae_water_n < 1 || now.rates.algae_water_p < 1 ? state.algae / now.cell.depth : 0;
  const double green = state.water[kPhytoplankton];
  now.extinction = light.background + light.detritus * state.water[kDetritus] + light.solids * state.water[kSolids] +
                   light.plants * plants + light.chlorophyll * green;
  if (green > 0 && light.chlorophyll_two_thirds > 0)
    now.extinction += light.chlorophyll_two_thirds * numeric::pow(green, 2.0 / 3.0);
  now.thickness = now.extinction * now.cell.depth;
  exponent[kLight] = -now.thickness;
  numeric::exp(exponent, exponent);
}

/// pH and what hangs on it: how ammonia, carbon and phosphate are split up.
void speciate(Moment& now, CellNotes& notes) {
  now.equilibria = equilibria_of(&now.exp[kEquilibrium]);
  const Equilibria& k = now.equilibria;
  const auto& water = now.state.water;
  notes.log_hydrogen = log_hydrogen(water[kInorganicCarbon], water[kAlkalinity], k, notes.log_hydrogen);
  const double h = numeric::exp(notes.log_hydrogen), all = h * h + k.k1 * h + k.k1 * k.k2;
  now.dissolved_gas = h * h / all;
  now.bicarbonate = k.k1 * h / all;
  now.ionized = h / (h + k.ammonia);
  now.ammonium = now.ionized * water[kAmmoniaN];
  now.nitrate = water[kNitrateN];
  // Phosphoric acid, pK 2.15, 7.2, 12.35.
  constexpr double kFirst = 7.079457843841379e-3, kSecond = 6.309573444801933e-8, kThird = 4.466835921509631e-13;
  const double one = kFirst * h * h, two = kFirst * kSecond * h, three = kFirst * kSecond * kThird;
  now.phosphate_charge = (one + 2 * two + 3 * three) / (h * h * h + one + two + three);
}

/// Carbon that growth can have, as a factor.
double carbon_limit(const Moment& now, CarbonUse use, double k) {
  const double part = now.dissolved_gas + (use == CarbonUse::WithBicarbonate ? now.bicarbonate : 0);
  return half(part * now.state.water[kInorganicCarbon], k);
}

struct Growth {
  double photosynthesis = 0, respiration = 0, death = 0, excretion = 0;
  double taken_n = 0, taken_p = 0;  ///< from the water, mg/m³/d
  double ammonia_part = 0;          ///< of the nitrogen taken
};

/// Algae in the water: mg chlorophyll/m³/d.
Growth phytoplankton(const Moment& now) {
  Growth made;
  const double green = now.state.water[kPhytoplankton];
  if (green <= 0) return made;
  const DielRates& rates = now.rates;
  const double limit = std::min({half(now.ammonium + now.nitrate, rates.phyto_half_n),
                                 half(now.state.water[kInorganicP], rates.phyto_half_p),
                                 carbon_limit(now, now.chemistry.phyto_carbon, now.chemistry.phyto_half_carbon)});
  const double light =
      lit_on_the_way(now.chemistry.phyto_light_form, now.light_top, now.light_bottom, rates.phyto_light, now.thickness);
  made.photosynthesis = light * limit * rates.phyto_growth * now.at(kPhytoGrowth) * green;
  made.respiration = allowed(now.chemistry.phyto_respiration, now.oxygen, now.exp[kPhytoBreathe]) *
                     rates.phyto_respiration * now.at(kPhytoRespiration) * green;
  made.death = rates.phyto_death * now.at(kPhytoDeath) * green;
  made.taken_n = now.chemistry.nitrogen / now.chemistry.chlorophyll * made.photosynthesis;
  made.taken_p = now.chemistry.phosphorus / now.chemistry.chlorophyll * made.photosynthesis;
  made.ammonia_part = preference(now.ammonium, now.nitrate, rates.phyto_half_ammonia);
  return made;
}

/// What cells take up, mg per m² of bottom and day: less the fuller they are, and no more than the water has.
double uptake(double algae, double quota, double least, double half_quota, double most, double there, double k,
              double available_per_area) {
  if (k + there <= 0) return 0;
  const double hunger = std::clamp(half_quota / (half_quota + quota - least), 0.0, 1.0);
  return std::min(hunger * algae * most * there / (k + there), available_per_area);
}

/// Algae on the bottom: g D per m² of bottom and day; changes their mass and quotas.
Growth bottom_algae(const Moment& now, CellState& change) {
  Growth made;
  const DielRates& rates = now.rates;
  const DielChemistry& chemistry = now.chemistry;
  const CellState& state = now.state;
  const double quota_n = state.algae > 0 ? state.algae_n / state.algae : chemistry.nitrogen / chemistry.dry * 1000;
  const double quota_p = state.algae > 0 ? state.algae_p / state.algae : chemistry.phosphorus / chemistry.dry * 1000;
  const auto fed = [](double least, double quota) { return quota > 0 ? std::clamp(1 - least / quota, 0.0, 1.0) : 0; };
  const double limit = std::min({fed(rates.algae_least_n, quota_n), fed(rates.algae_least_p, quota_p),
                                 carbon_limit(now, chemistry.algae_carbon, chemistry.algae_half_carbon)});
  const bool in_the_water = rates.algae_water_n < 1 || rates.algae_water_p < 1;
  const double light = in_the_water ? lit_on_the_way(chemistry.algae_light_form, now.light_top, now.light_bottom,
                                                     rates.algae_light, now.thickness)
                                    : lit(chemistry.algae_light_form, now.light_bottom, rates.algae_light);
  const double room =
      chemistry.algae_growth == AlgaeGrowth::ZeroOrder ? 1 : state.algae * (1 - state.algae / rates.algae_most);
  made.photosynthesis = light * limit * rates.algae_growth * now.at(kAlgaeGrowth) * room;
  made.respiration = allowed(chemistry.algae_respiration, now.oxygen, now.exp[kAlgaeBreathe]) *
                     (rates.algae_respiration * now.at(kAlgaeRespiration) * state.algae +
                      rates.algae_photorespiration * made.photosynthesis);
  made.death = rates.algae_death * now.at(kAlgaeDeath) * state.algae;
  made.excretion = rates.algae_excretion * now.at(kAlgaeExcretion) * state.algae;
  change.algae = made.photosynthesis - made.respiration - made.death;

  const double nitrogen = now.ammonium + now.nitrate, phosphorus = state.water[kInorganicP];
  const double per_area = 1 / (now.step * now.cell.algae_area);
  const double taken_n = uptake(state.algae, quota_n, rates.algae_least_n, rates.algae_half_quota_n,
                                rates.algae_uptake_n, nitrogen, rates.algae_half_n, nitrogen * per_area);
  const double taken_p = uptake(state.algae, quota_p, rates.algae_least_p, rates.algae_half_quota_p,
                                rates.algae_uptake_p, phosphorus, rates.algae_half_p, phosphorus * per_area);
  change.algae_n = taken_n - quota_n * (made.death + made.excretion);
  change.algae_p = taken_p - quota_p * (made.death + made.excretion);

  // From here on per volume of water.
  const double area = now.cell.algae_area;
  made.taken_n = taken_n * rates.algae_water_n * area;
  made.taken_p = taken_p * rates.algae_water_p * area;
  made.ammonia_part = preference(now.ammonium, now.nitrate, rates.algae_half_ammonia);
  auto& water = change.water;
  water[kDetritus] += made.death * area;
  water[kOrganicN] += quota_n * made.death * area;
  water[kOrganicP] += quota_p * made.death * area;
  water[kAmmoniaN] += quota_n * made.excretion * area;
  water[kInorganicP] += quota_p * made.excretion * area;
  return made;
}

constexpr double kCarbonMole = 12.0107, kNitrogenMole = 14.0067, kPhosphorusMole = 30.973762;
/// Alkalinity, g CaCO3, of a milligram of nitrogen or phosphorus that carries one charge.
constexpr double kAlkalinityOfN = kMgCaCo3PerEquivalent / kNitrogenMole / 1e6;
constexpr double kAlkalinityOfP = kMgCaCo3PerEquivalent / kPhosphorusMole / 1e6;
/// mol/L of a gram of carbon per m³.
constexpr double kMolesOfCarbon = 1 / kCarbonMole / 1000;
/// Oxygen more where algae must reduce nitrate first (138 against 107 mol O2 in the mean composition of algae).
constexpr double kOxygenWithNitrate = 138.0 / 107.0;

/// What algae of either kind do to oxygen, nutrients, carbon and alkalinity. `oxygen` is g O2 per unit of biomass.
void exchange_with_water(const Moment& now, const Growth& growth, double oxygen, double respired_n, double respired_p,
                         double excreted_n, double excreted_p, CellState& change) {
  auto& water = change.water;
  const double with_ammonia = growth.ammonia_part, with_nitrate = 1 - growth.ammonia_part;
  water[kOxygen] +=
      oxygen * (growth.photosynthesis * (with_ammonia + with_nitrate * kOxygenWithNitrate) - growth.respiration);
  water[kInorganicCarbon] -=
      oxygen / now.chemistry.oxygen_per_carbon * kMolesOfCarbon * (growth.photosynthesis - growth.respiration);
  water[kAmmoniaN] += respired_n - with_ammonia * growth.taken_n;
  water[kNitrateN] -= with_nitrate * growth.taken_n;
  water[kInorganicP] += respired_p - growth.taken_p;
  water[kAlkalinity] += kAlkalinityOfN * (now.ionized * (respired_n + excreted_n - with_ammonia * growth.taken_n) +
                                          with_nitrate * growth.taken_n) -
                        kAlkalinityOfP * now.phosphate_charge * (respired_p + excreted_p - growth.taken_p);
}

void algae(const Moment& now, CellState& change) {
  const DielChemistry& chemistry = now.chemistry;
  auto& water = change.water;
  const double per_green = 1 / chemistry.chlorophyll;
  const Growth green = phytoplankton(now);
  if (now.state.water[kPhytoplankton] > 0) {
    const double nitrogen = chemistry.nitrogen * per_green, phosphorus = chemistry.phosphorus * per_green;
    water[kPhytoplankton] += green.photosynthesis - green.respiration - green.death;
    water[kDetritus] += chemistry.dry / 1000 * per_green * green.death;
    water[kOrganicN] += nitrogen * green.death;
    water[kOrganicP] += phosphorus * green.death;
    exchange_with_water(now, green, chemistry.oxygen_per_carbon * chemistry.carbon / 1000 * per_green,
                        nitrogen * green.respiration, phosphorus * green.respiration, 0, 0, change);
  }
  Growth bottom = bottom_algae(now, change);
  const double excreted_n =
      bottom.excretion * now.cell.algae_area * (now.state.algae > 0 ? now.state.algae_n / now.state.algae : 0);
  const double excreted_p =
      bottom.excretion * now.cell.algae_area * (now.state.algae > 0 ? now.state.algae_p / now.state.algae : 0);
  bottom.photosynthesis *= now.cell.algae_area;
  bottom.respiration *= now.cell.algae_area;
  exchange_with_water(now, bottom, chemistry.oxygen_per_carbon * chemistry.carbon / chemistry.dry, 0, 0, excreted_n,
                      excreted_p, change);
}

void breakdown(const Moment& now, CellState& change) {
  const DielRates& rates = now.rates;
  const DielChemistry& chemistry = now.chemistry;
  const auto& held = now.state.water;
  auto& water = change.water;
  const double oxidation = allowed(chemistry.oxidation, now.oxygen, now.exp[kOxidation]);
  const double dissolved = rates.detritus_dissolution * now.at(kDissolution) * held[kDetritus];
  const double hydrolysed = rates.slow_hydrolysis * now.at(kSlowHydrolysis) * held[kSlowBod];
  const double slow = oxidation * rates.slow_oxidation * now.at(kSlowOxidation) * held[kSlowBod];
  const double fast = oxidation * rates.fast_oxidation * now.at(kFastOxidation) * held[kFastBod];
  const double nitrified = allowed(chemistry.nitrification, now.oxygen, now.exp[kNitrify]) * rates.nitrification *
                           now.at(kNitrification) * now.ammonium;
  const double denitrified = half(held[kFastBod], 0.1) *
                             (1 - allowed(chemistry.denitrification, now.oxygen, now.exp[kDenitrify])) *
                             rates.denitrification * now.at(kDenitrification) * now.nitrate;
  const double in_the_bed = rates.bed_denitrification * now.at(kBedDenitrification) * now.cell.mud_area * now.nitrate;
  const double n_hydrolysed = rates.organic_n_hydrolysis * now.at(kNHydrolysis) * held[kOrganicN];
  const double p_hydrolysed = rates.organic_p_hydrolysis * now.at(kPHydrolysis) * held[kOrganicP];
  const double generic = rates.generic_decay * now.at(kGenericDecay) * held[kGeneric];
  const double reaeration = now.cell.reaeration * now.at(kReaeration);

  water[kDetritus] -= dissolved;
  water[kSlowBod] += chemistry.oxygen_per_carbon * chemistry.carbon / chemistry.dry * dissolved - hydrolysed - slow;
  water[kFastBod] +=
      hydrolysed - fast - chemistry.oxygen_per_carbon * 5 * kCarbonMole / (4 * kNitrogenMole) / 1000 * denitrified;
  water[kOrganicN] -= n_hydrolysed;
  water[kAmmoniaN] += n_hydrolysed - nitrified;
  water[kNitrateN] += nitrified - denitrified - in_the_bed;
  water[kOrganicP] -= p_hydrolysed;
  water[kInorganicP] += p_hydrolysed;
  water[kGeneric] -= generic;
  water[kOxygen] += reaeration * (now.exp[kSaturated] * now.cell.elevation_factor - now.oxygen) - slow - fast -
                    chemistry.oxygen_per_nitrogen / 1000 * nitrified - (chemistry.generic_uses_oxygen ? generic : 0);
  // CO2 crosses the surface at (32/44)^¼ of oxygen's speed.
  water[kInorganicCarbon] +=
      kMolesOfCarbon / chemistry.oxygen_per_carbon * (slow + fast) +
      0.9234648814706453 * reaeration *
          (now.equilibria.henry * chemistry.carbon_dioxide - now.dissolved_gas * held[kInorganicCarbon]);
  water[kAlkalinity] += kAlkalinityOfN * (now.ionized * n_hydrolysed - 2 * nitrified + denitrified + in_the_bed) -
                        kAlkalinityOfP * now.phosphate_charge * p_hydrolysed;

  // Ammonia as gas: two films (Mackay and Yeun 1983), 2e-9 atm in the air.
  const double water_film = 1.171 * reaeration * now.cell.depth, henry = 1.36785e-5 * now.exp[kHenryAmmonia];
  const double speed = water_film * henry /
                       (henry + 8.206e-5 * (now.state.temperature + 273.15) * water_film / now.sky.ammonia_gas_film);
  water[kAmmoniaN] += speed * now.cell.surface * (2e-9 / henry * 14'000 - (1 - now.ionized) * held[kAmmoniaN]);

  const double sunlight =
      rates.pathogen_light * now.sky.sun / 24 * (now.thickness > 0 ? (1 - now.exp[kLight]) / now.thickness : 1);
  water[kPathogen] -= (rates.pathogen_death * now.at(kPathogenDeath) + sunlight) * held[kPathogen];
}

/// What settles, and what the mud makes of it.
void settle(Moment& now, CellNotes& notes, const DielReach& reach, CellState& change) {
  const DielRates& rates = now.rates;
  const DielChemistry& chemistry = now.chemistry;
  const auto& held = now.state.water;
  auto& water = change.water;
  const double area = now.cell.mud_area;
  const auto fall = [&](std::size_t what, double speed) { water[what] -= speed * area * held[what]; };
  fall(kSolids, rates.solids_settling);
  fall(kOrganicN, rates.organic_n_settling);
  fall(kOrganicP, rates.organic_p_settling);
  fall(kInorganicP, rates.inorganic_p_settling);
  fall(kPhytoplankton, rates.phyto_settling);
  fall(kDetritus, rates.detritus_settling);
  fall(kPathogen, rates.pathogen_settling);
  fall(kGeneric, rates.generic_settling);

  MudFlux flux;
  if (chemistry.mud_diagenesis) {
    const double green = rates.phyto_settling * held[kPhytoplankton] / chemistry.chlorophyll;
    const MudSupply supply{
        chemistry.oxygen_per_carbon * (chemistry.carbon / 1000 * green +
                                       rates.detritus_settling * held[kDetritus] * chemistry.carbon / chemistry.dry),
        (chemistry.nitrogen * green + rates.organic_n_settling * held[kOrganicN]) / 1000,
        (chemistry.phosphorus * green + rates.organic_p_settling * held[kOrganicP] +
         rates.inorganic_p_settling * held[kInorganicP]) /
            1000};
    flux = mud_fluxes(supply,
                      {now.oxygen, now.ammonium / 1000, now.nitrate / 1000, held[kInorganicP] / 1000, held[kFastBod],
                       now.state.temperature, now.cell.depth},
                      &now.exp[kMud], notes.mud_demand);
    flux.phosphate *= chemistry.mud_phosphorus_half_oxygen / (chemistry.mud_phosphorus_half_oxygen + now.oxygen);
  }
  notes.mud_demand = flux.oxygen_demand;
  notes.oxygen_demand = reach.oxygen_demand + flux.oxygen_demand;
  const double ammonia = reach.mud_ammonia + 1000 * flux.ammonia, nitrate = 1000 * flux.nitrate,
               phosphate = reach.mud_phosphate + 1000 * flux.phosphate;
  water[kOxygen] -= notes.oxygen_demand * area;
  water[kFastBod] += (reach.mud_bod + flux.methane) * area;
  water[kAmmoniaN] += ammonia * area;
  water[kNitrateN] += nitrate * area;
  water[kInorganicP] += phosphate * area;
  water[kInorganicCarbon] += kMolesOfCarbon / chemistry.oxygen_per_carbon * flux.carbon_demand * area;
  water[kAlkalinity] +=
      area * (kAlkalinityOfN * (now.ionized * ammonia - nitrate) -
              kAlkalinityOfP * now.phosphate_charge * (phosphate - rates.inorganic_p_settling * held[kInorganicP]));
}

/// Through the surface and the bottom, °C a day: Chapra (1997), lecture 30; a gram of water takes one calorie.
void warm(const Moment& now, const DielReach& reach, CellState& change) {
  constexpr double kStefanBoltzmann = 11.7e-8, kEmissivity = 0.97, kBowen = 0.47;  // cal/cm²/d/K⁴; –; mmHg/°C
  const CellState& state = now.state;
  const double warm = state.temperature + 273.15, vapour = 4.596 * now.exp[kVapour];
  const double back = kEmissivity * kStefanBoltzmann * (warm * warm) * (warm * warm) * reach.sky_opening;
  const double evaporation = now.sky.wind_function * (vapour - now.sky.vapour);
  const double conduction = kBowen * now.sky.wind_function * (state.temperature - now.sky.air_c);
  const double from_mud =
      (state.mud_temperature - state.temperature) * 86400 * 2 * reach.mud_conductivity / reach.mud_thickness_cm;
  const double through_surface = now.sky.sun + now.sky.longwave - back - evaporation - conduction;
  change.temperature += (through_surface + from_mud) / 100 * now.cell.surface;
  change.mud_temperature = -from_mud / reach.mud_thickness_cm / reach.mud_heat_capacity;
}

}  // namespace

Kinetic::Kinetic(const DielChemistry& given, const LightExtinction& extinction)
    : chemistry{&given}, light{&extinction} {
  const DielChemistry::Thetas& t = given.theta;
  const std::array<double, kRates> theta{
      t.reaeration,           t.slow_hydrolysis,   t.slow_oxidation,    t.fast_oxidation,
      t.organic_n_hydrolysis, t.nitrification,     t.denitrification,   t.bed_denitrification,
      t.organic_p_hydrolysis, t.phyto_growth,      t.phyto_respiration, t.phyto_death,
      t.algae_growth,         t.algae_respiration, t.algae_excretion,   t.algae_death,
      t.detritus_dissolution, t.pathogen_death,    t.generic_decay};
  numeric::log(theta, ln_theta);
}

void react(const Kinetic& kinetic, const DielReach& reach, const Cell& cell, const CellSky& sky, double step,
           const CellState& state, CellNotes& notes, CellState& change) {
  Moment now{*kinetic.chemistry, reach.rates, cell, sky, state, {}, {}};
  now.step = step;
  now.oxygen = state.water[kOxygen];
  take_exponentials(kinetic, now);
  speciate(now, notes);
  now.light_top = kinetic.light->visible_part * sky.sun;
  now.light_bottom = now.light_top * now.exp[kLight];
  notes.oxygen_saturation = now.exp[kSaturated] * cell.elevation_factor;
  change.water.fill(0);
  change.temperature = 0;
  algae(now, change);
  breakdown(now, change);
  settle(now, notes, reach, change);
  if (!now.chemistry.alkalinity_changes) change.water[kAlkalinity] = 0;
  warm(now, reach, change);
}

}  // namespace luoshi::water::detail

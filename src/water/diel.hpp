#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "water/network.hpp"

namespace luoshi::water {

/// A stem of river through the day (昼夜过程): sunlight, heat, oxygen, algae on the bed and in the water, nutrients, pH
/// and the mud's own demand, every reach fully mixed, time in small steps until the days repeat.
///
/// It stands beside the steady network (`model.hpp`), not in it: where algae make and use oxygen the network's linear
/// answer is no answer, and here a change is a fresh run. Kinetics: QUAL2K (Chapra, Pelletier and Tao 2008) and QUAL2Kw
/// (Pelletier, Chapra and Tao 2006), bottom algae with cell quotas after Droop; the mud after DiToro (2001),
/// `sediment.hpp`; pH `carbonate.hpp`; light `sunlight.hpp`. Equations, and what is left out (weirs, hyporheic flow,
/// tributaries other than as sources): docs/methods/water-day.md.
///
/// Units are those of these sources, not SI: day, metre, g/m³ (= mg/L), for nitrogen, phosphorus and chlorophyll mg/m³
/// (= µg/L), °C, cal/cm²/d (langleys a day).

/// What is followed in the water, in this order.
namespace day {
enum : std::size_t {
  kConductivity,     ///< µS/cm
  kSolids,           ///< inorganic, g/m³
  kOxygen,           ///< g/m³
  kSlowBod,          ///< g O2/m³
  kFastBod,          ///< g O2/m³
  kOrganicN,         ///< mg N/m³
  kAmmoniaN,         ///< mg N/m³, ammonium and ammonia together
  kNitrateN,         ///< mg N/m³
  kOrganicP,         ///< mg P/m³
  kInorganicP,       ///< mg P/m³
  kPhytoplankton,    ///< mg chlorophyll a/m³
  kDetritus,         ///< g dry matter/m³
  kPathogen,         ///< counts, any unit
  kGeneric,          ///< g/m³
  kAlkalinity,       ///< g CaCO3/m³
  kInorganicCarbon,  ///< mol/L
  kConstituents
};
inline constexpr std::size_t kStated = kInorganicCarbon;  ///< what sources state: all but carbon, which pH gives
}  // namespace day

/// A value at every hour of the day, straight lines between, the day repeating.
using Hours = std::array<double, 24>;
/// mean + amplitude · cos 2π(t − peak), t and peak in parts of a day; never below nothing.
struct Cycle {
  double mean = 0, amplitude = 0, peak = 0;
};

/// How a thing is held back: c/(k + c), 1 − exp(−k·c) or c²/(k + c²).
enum class Saturation { Half, Exponential, SecondOrder };
/// How growth follows light I with the parameter K: I/(K + I), I/√(K² + I²) or (I/K)·exp(1 − I/K).
enum class LightForm { HalfSaturation, Smith, Steele };
/// Bottom algae that grow by area, or by their own mass with a largest mass.
enum class AlgaeGrowth { ZeroOrder, FirstOrder };
/// What algae take carbon from.
enum class CarbonUse { CarbonDioxide, WithBicarbonate };

/// Rates of one reach, per day at 20 °C, velocities in m/d; field by field what a QUAL2Kw input states.
struct DielRates {
  double reaeration = -1;  ///< below nothing: Covar's choice by speed and depth
  double solids_settling = 0;
  double slow_hydrolysis = 0, slow_oxidation = 0, fast_oxidation = 0;
  double organic_n_hydrolysis = 0, organic_n_settling = 0;
  double nitrification = 0, denitrification = 0, bed_denitrification = 0;
  double organic_p_hydrolysis = 0, organic_p_settling = 0, inorganic_p_settling = 0;
  double phyto_growth = 0, phyto_respiration = 0, phyto_death = 0, phyto_half_n = 15, phyto_half_p = 2,
         phyto_light = 50, phyto_half_ammonia = 25, phyto_settling = 0;
  double algae_growth = 0;  ///< g D/m²/d (zero order) or per day (first order)
  double algae_most = 1000, algae_respiration = 0, algae_photorespiration = 0, algae_excretion = 0, algae_death = 0;
  double algae_half_n = 300, algae_half_p = 100, algae_light = 50, algae_half_ammonia = 25;
  double algae_least_n = 0.72, algae_least_p = 0.1;       ///< mg/g D: below it no growth
  double algae_uptake_n = 0, algae_uptake_p = 0;          ///< mg/g D/d at most
  double algae_half_quota_n = 1, algae_half_quota_p = 1;  ///< mg/g D
  double algae_water_n = 1, algae_water_p = 1;            ///< part of the uptake that comes from the water
  double detritus_dissolution = 0, detritus_settling = 0;
  double pathogen_death = 0, pathogen_settling = 0, pathogen_light = 0;
  double generic_decay = 0, generic_settling = 0;
};

/// What holds for the whole river: stoichiometry by mass, temperature factors θ, how oxygen holds reactions back.
struct DielChemistry {
  double carbon = 40, nitrogen = 7.2, phosphorus = 1, dry = 100, chlorophyll = 1;
  double oxygen_per_carbon = 2.69, oxygen_per_nitrogen = 4.57;
  struct Thetas {
    double reaeration = 1.024, slow_hydrolysis = 1.047, slow_oxidation = 1.047, fast_oxidation = 1.047,
           organic_n_hydrolysis = 1.07, nitrification = 1.07, denitrification = 1.07, bed_denitrification = 1.07,
           organic_p_hydrolysis = 1.07, phyto_growth = 1.07, phyto_respiration = 1.07, phyto_death = 1.07,
           algae_growth = 1.07, algae_respiration = 1.07, algae_excretion = 1.07, algae_death = 1.07,
           detritus_dissolution = 1.07, pathogen_death = 1.07, generic_decay = 1.07;
  } theta;
  struct Inhibition {
    Saturation form = Saturation::Exponential;
    double k = 0.6;
  } oxidation, nitrification, denitrification, phyto_respiration, algae_respiration;
  LightForm phyto_light_form = LightForm::HalfSaturation, algae_light_form = LightForm::HalfSaturation;
  AlgaeGrowth algae_growth = AlgaeGrowth::ZeroOrder;
  CarbonUse phyto_carbon = CarbonUse::WithBicarbonate, algae_carbon = CarbonUse::WithBicarbonate;
  double phyto_half_carbon = 1.3e-5, algae_half_carbon = 1.3e-5;  ///< mol/L
  double mud_phosphorus_half_oxygen = 1;                          ///< g/m³
  double carbon_dioxide = 3.5e-4;                                 ///< of the air, atm
  bool mud_diagenesis = true, alkalinity_changes = true, generic_uses_oxygen = false;
};

/// What light meets in the water, per metre: background, per mg/m³ chlorophyll (linear, to the power 2/3), per g/m³ of
/// inorganic solids, detritus and plants.
struct LightExtinction {
  double visible_part = 0.47, background = 0.2, chlorophyll = 0.0088, chlorophyll_two_thirds = 0.054, solids = 0.052,
         detritus = 0.174, plants = 0.015;
};
enum class SkyLight { Bras, RyanStolzenbach, Observed };

struct DielWeather {
  Hours air_c{}, dew_point_c{}, wind_m_s{}, cloud{}, shade{}, sun_w_m2{};  ///< sun only where observed
};

struct DielReach {
  std::string id;
  double length = 0;  ///< m
  Hydraulics hydraulics{};
  double slope = 0, elevation = 0;             ///< m above the sea, of its middle
  double latitude_deg = 0, longitude_deg = 0;  ///< north and east positive
  double algae_cover = 1, mud_cover = 1;       ///< parts of the bottom
  std::optional<double> dispersion{};          ///< m²/s; else Fischer's formula
  double oxygen_demand = 0, mud_bod = 0, mud_ammonia = 0,
         mud_phosphate = 0;  ///< stated fluxes, g, g O2, mg N, mg P/m²/d
  double mud_conductivity = 0.0038, mud_thickness_cm = 10, mud_heat_capacity = 0.6;  ///< cal/(s·cm·°C), cal/(cm³·°C)
  double sky_opening = 1;
  DielRates rates;
  DielWeather weather;
  double algae_at_start = 0;  ///< g D/m²
};

struct DielSource {
  std::string id;
  std::size_t reach = 0;
  double flow = 0;   ///< m³/s that enters, or
  double taken = 0;  ///< m³/s that is taken
  Cycle temperature{}, ph{7, 0, 0};
  std::array<Cycle, day::kStated> concentration{};
};

struct DielHeadwater {
  double flow = 0;  ///< m³/s
  Hours temperature{}, ph{};
  std::array<Hours, day::kStated> concentration{};
  Hydraulics hydraulics{};
  double slope = 0;
  std::optional<double> dispersion{};
};

struct DielRiver {
  Day date{};
  double hours_east_of_greenwich = 8, daylight_saving_hours = 0;
  double step = 1.0 / 128;  ///< days; 1/step must be whole
  std::size_t days = 5;
  DielHeadwater head;
  std::vector<DielReach> reaches;  ///< downstream in order
  std::vector<DielSource> sources;
  DielChemistry chemistry;
  LightExtinction light;
  SkyLight sky = SkyLight::Bras;
  double sky_parameter = 2;  ///< Bras' turbidity or Ryan and Stolzenbach's transmission
  double cloud_on_sun = 0.65, cloud_on_longwave = 0.17;
};

/// The last day of a run: mean, least and most.
struct DaySpan {
  double mean = 0, least = 0, most = 0;
};
struct DielReachDay {
  std::array<DaySpan, day::kConstituents> water{};
  DaySpan temperature, ph, oxygen_saturation;
  DaySpan algae;               ///< g D/m²
  double sediment_demand = 0;  ///< g O2/m²/d, mean: stated and the mud's
};
struct DielCourse {
  std::vector<DielReachDay> reaches;
  double unrepeated_oxygen = 0;  ///< largest change of oxygen over the last day, g/m³: nothing once the days repeat
};

/// Everything wrong with a river: numbers that are not finite or of the wrong sign, sources on no reach, more water
/// taken than flows, a step that would pass a whole reach. English, *problem (why) what to do*.
[[nodiscard]] std::vector<std::string> defects_of(const DielRiver& river);

/// Runs `days` days by explicit steps (Euler's method, as QUAL2Kw does by default: first order in the step) from the
/// headwater's state at midnight. Requires no defects.
/// @throws Error{BadInput} where the step is so long for the rates that the numbers run away.
[[nodiscard]] DielCourse simulate_day(const DielRiver& river);

}  // namespace luoshi::water

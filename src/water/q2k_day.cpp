#include <algorithm>

#include "water/detail/q2k_day.hpp"

namespace luoshi::water::detail {
namespace {

/// The rates of a reach in the order in which a line gives them; nullptr for those of hyporheic flow.
constexpr double DielRates::*kReachRates[] = {&DielRates::reaeration,
                                              &DielRates::solids_settling,
                                              &DielRates::slow_hydrolysis,
                                              &DielRates::slow_oxidation,
                                              &DielRates::fast_oxidation,
                                              &DielRates::organic_n_hydrolysis,
                                              &DielRates::organic_n_settling,
                                              &DielRates::nitrification,
                                              &DielRates::denitrification,
                                              &DielRates::bed_denitrification,
                                              &DielRates::organic_p_hydrolysis,
                                              &DielRates::organic_p_settling,
                                              &DielRates::inorganic_p_settling,
                                              &DielRates::phyto_growth,
                                              &DielRates::phyto_respiration,
                                              &DielRates::phyto_death,
                                              &DielRates::phyto_half_n,
                                              &DielRates::phyto_half_p,
                                              &DielRates::phyto_light,
                                              &DielRates::phyto_half_ammonia,
                                              &DielRates::phyto_settling,
                                              &DielRates::algae_growth,
                                              &DielRates::algae_most,
                                              &DielRates::algae_respiration,
                                              &DielRates::algae_photorespiration,
                                              &DielRates::algae_excretion,
                                              &DielRates::algae_death,
                                              &DielRates::algae_half_n,
                                              &DielRates::algae_half_p,
                                              &DielRates::algae_light,
                                              &DielRates::algae_half_ammonia,
                                              &DielRates::algae_least_n,
                                              &DielRates::algae_least_p,
                                              &DielRates::algae_uptake_n,
                                              &DielRates::algae_uptake_p,
                                              &DielRates::algae_half_quota_n,
                                              &DielRates::algae_half_quota_p,
                                              &DielRates::algae_water_n,
                                              &DielRates::algae_water_p,
                                              &DielRates::detritus_dissolution,
                                              &DielRates::detritus_settling,
                                              &DielRates::pathogen_death,
                                              &DielRates::pathogen_settling,
                                              &DielRates::pathogen_light,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              nullptr,
                                              &DielRates::generic_decay,
                                              &DielRates::generic_settling};
static_assert(std::size(kReachRates) == 55);

double above_nothing(double value, double otherwise) { return value > 0 ? value : otherwise; }

Hours read_hours(Q2kLines& lines) {
  lines.next(24);
  Hours made;
  for (std::size_t hour = 0; hour < made.size(); ++hour) made[hour] = lines.number(hour);
  return made;
}

Saturation saturation_of(const std::string& word) {
  return word == "Half saturation" ? Saturation::Half
         : word == "2nd order"     ? Saturation::SecondOrder
                                   : Saturation::Exponential;
}
LightForm light_form_of(const std::string& word) {
  return word == "Smith" ? LightForm::Smith : word == "Steele" ? LightForm::Steele : LightForm::HalfSaturation;
}

void unless(bool modelled, const char* what, const std::string& asked, Q2kFile& made) {
  if (!modelled) made.not_understood.push_back(std::string{what} + " \"" + asked + "\"");
}

}  // namespace

void read_q2k_settings(Q2kLines& lines, Q2kFile& made) {
  DielRiver& river = made.day;
  lines.next(3);
  river.date = std::chrono::year{static_cast<int>(lines.count(2))} /
               std::chrono::month{static_cast<unsigned>(lines.count(0))} /
               std::chrono::day{static_cast<unsigned>(lines.count(1))};
  if (!river.date.ok()) lines.fail_last(1, "this is no day (month, day, year are wanted)");
  lines.next(12);
  river.hours_east_of_greenwich = lines.number(0);
  river.chemistry.carbon_dioxide = lines.number(1);
  const double wanted = lines.number(2);
  if (!(wanted > 1e-6)) lines.fail_last(3, "the step must be above nothing");
  // As QUAL2Kw takes it: the largest halving of a day that is no longer, four hours at most.
  river.step = 1.0 / 8;
  while (river.step > wanted) river.step /= 2;
  river.days = lines.count(3);
  unless(lines.text(4) == "Euler", "the method", lines.text(4), made);
  unless(lines.text(6) == "No", "hyporheic flow", lines.text(6), made);
  unless(lines.text(8) == "All", "only some of the state", lines.text(8), made);
  river.chemistry.mud_diagenesis = lines.text(9) != "No";
  river.chemistry.alkalinity_changes = lines.text(10) == "Yes";
}

void read_q2k_reach(const Q2kLines& lines, double length, DielReach& reach, Q2kFile& made) {
  const auto degrees = [&](std::size_t k) {
    return lines.number(k) + (lines.number(k + 1) + lines.number(k + 2) / 60) / 60;
  };
  reach.length = length;
  reach.elevation = 0.5 * (lines.number(4) + lines.number(5));
  reach.latitude_deg = degrees(6);
  reach.longitude_deg = -degrees(9);  // the file counts west
  if (lines.number(22) > 0) reach.dispersion = lines.number(22);
  reach.algae_cover = lines.number(23);
  reach.mud_cover = lines.number(24);
  reach.oxygen_demand = lines.number(25);
  reach.mud_bod = lines.number(26);
  reach.mud_ammonia = lines.number(27);
  reach.mud_phosphate = lines.number(28);
  unless(lines.number(29) <= 0 && lines.number(30) <= 0, "the weir of reach", reach.id, made);
  reach.mud_conductivity = lines.number(31);
  reach.mud_thickness_cm = lines.number(33);
  reach.mud_heat_capacity = lines.number(36);
  reach.sky_opening = lines.number(37);
}

void read_q2k_reach_rates(const Q2kLines& lines, DielReach& reach) {
  for (std::size_t k = 0; k < std::size(kReachRates); ++k)
    if (kReachRates[k] != nullptr && lines.number(k) >= 0) reach.rates.*kReachRates[k] = lines.number(k);
}

void read_q2k_light(Q2kLines& lines, Q2kFile& made) {
  lines.next(7);
  made.day.light = {lines.number(0), lines.number(1), lines.number(2), lines.number(3),
                    lines.number(4), lines.number(5), lines.number(6)};
  lines.next(8);
  const std::string& sky = lines.text(0);
  made.day.sky = sky == "Bras" ? SkyLight::Bras : sky == "Observed" ? SkyLight::Observed : SkyLight::RyanStolzenbach;
  made.day.sky_parameter = lines.number(made.day.sky == SkyLight::RyanStolzenbach ? 2 : 1);
  unless(lines.text(3) == "Brunt", "the longwave formula", lines.text(3), made);
  unless(lines.text(5) == "Brady-Graves-Geyer", "the wind function", lines.text(5), made);
  made.day.cloud_on_sun = lines.number(6);
  made.day.cloud_on_longwave = lines.number(7);
}

namespace {

void read_first_rates(Q2kLines& lines, DielRates& rates, DielChemistry& chemistry) {
  lines.next(6);
  rates.solids_settling = lines.number(0);
  chemistry.carbon = above_nothing(lines.number(1), 40);
  chemistry.nitrogen = above_nothing(lines.number(2), 7.2);
  chemistry.phosphorus = above_nothing(lines.number(3), 1);
  chemistry.dry = above_nothing(lines.number(4), 100);
  chemistry.chlorophyll = above_nothing(lines.number(5), 1);
  DielChemistry::Thetas& theta = chemistry.theta;
  const auto warm = [&](double& into, std::size_t k) { into = above_nothing(lines.number(k), into); };
  lines.next(3);
  warm(theta.reaeration, 0), warm(chemistry.oxygen_per_carbon, 1), warm(chemistry.oxygen_per_nitrogen, 2);
  lines.next(14);
  chemistry.oxidation.k = lines.number(0), chemistry.nitrification.k = lines.number(1);
  chemistry.denitrification.k = lines.number(2), chemistry.phyto_respiration.k = lines.number(3);
  chemistry.algae_respiration.k = lines.number(4);
  rates.slow_hydrolysis = lines.number(5), warm(theta.slow_hydrolysis, 6);
  rates.slow_oxidation = lines.number(7), warm(theta.slow_oxidation, 8);
  rates.fast_oxidation = lines.number(9), warm(theta.fast_oxidation, 10);
  rates.organic_n_hydrolysis = lines.number(11), warm(theta.organic_n_hydrolysis, 12);
  rates.organic_n_settling = lines.number(13);
  lines.next(11);
  rates.nitrification = lines.number(0), warm(theta.nitrification, 1);
  rates.denitrification = lines.number(2), warm(theta.denitrification, 3);
  rates.bed_denitrification = lines.number(4), warm(theta.bed_denitrification, 5);
  rates.organic_p_hydrolysis = lines.number(6), warm(theta.organic_p_hydrolysis, 7);
  rates.organic_p_settling = lines.number(8), rates.inorganic_p_settling = lines.number(9);
  chemistry.mud_phosphorus_half_oxygen = lines.number(10);
  lines.next(10);
  rates.phyto_growth = lines.number(0), warm(theta.phyto_growth, 1);
  rates.phyto_respiration = lines.number(2), warm(theta.phyto_respiration, 3);
  rates.phyto_death = lines.number(4), warm(theta.phyto_death, 5);
  rates.phyto_half_n = lines.number(6), rates.phyto_half_p = lines.number(7);
  chemistry.phyto_half_carbon = lines.number(8);
  rates.phyto_light = lines.number(9);
}

void read_algae_rates(Q2kLines& lines, DielRates& rates, DielChemistry& chemistry) {
  DielChemistry::Thetas& theta = chemistry.theta;
  const auto warm = [&](double& into, std::size_t k) { into = above_nothing(lines.number(k), into); };
  lines.next(12);
  warm(rates.phyto_half_ammonia, 0);
  rates.phyto_settling = lines.number(1);
  chemistry.algae_growth = lines.text(2) == "First-order" ? AlgaeGrowth::FirstOrder : AlgaeGrowth::ZeroOrder;
  rates.algae_growth = lines.number(3), warm(theta.algae_growth, 4);
  rates.algae_respiration = lines.number(5), rates.algae_photorespiration = lines.number(6);
  warm(theta.algae_respiration, 7);
  rates.algae_excretion = lines.number(8), warm(theta.algae_excretion, 9);
  rates.algae_death = lines.number(10), rates.algae_most = lines.number(11);
  lines.next(9);
  warm(theta.algae_death, 0);
  rates.algae_half_n = lines.number(1), rates.algae_half_p = lines.number(2);
  chemistry.algae_half_carbon = lines.number(3);
  rates.algae_light = lines.number(4);
  warm(rates.algae_half_ammonia, 5);
  rates.detritus_dissolution = lines.number(6), warm(theta.detritus_dissolution, 7);
  rates.detritus_settling = lines.number(8);
  lines.next(8);
  rates.algae_least_n = lines.number(0), rates.algae_least_p = lines.number(1);
  rates.algae_uptake_n = lines.number(2), rates.algae_uptake_p = lines.number(3);
  rates.algae_half_quota_n = lines.number(4) * rates.algae_least_n;
  rates.algae_half_quota_p = lines.number(5) * rates.algae_least_p;
  rates.algae_water_n = lines.number(6), rates.algae_water_p = lines.number(7);
}

}  // namespace

void read_q2k_rates(Q2kLines& lines, Q2kFile& made) {
  DielRates rates;
  DielChemistry& chemistry = made.day.chemistry;
  read_first_rates(lines, rates, chemistry);
  read_algae_rates(lines, rates, chemistry);
  lines.next(8);
  rates.pathogen_death = lines.number(0);
  chemistry.theta.pathogen_death = above_nothing(lines.number(1), chemistry.theta.pathogen_death);
  rates.pathogen_settling = lines.number(2), rates.pathogen_light = lines.number(3);
  rates.generic_decay = lines.number(4);
  chemistry.theta.generic_decay = above_nothing(lines.number(5), chemistry.theta.generic_decay);
  rates.generic_settling = lines.number(6);
  chemistry.generic_uses_oxygen = lines.text(7) == "Yes";
  lines.next(7);
  DielChemistry::Inhibition* const held_back[] = {&chemistry.oxidation, &chemistry.nitrification,
                                                  &chemistry.denitrification, &chemistry.phyto_respiration,
                                                  &chemistry.algae_respiration};
  for (std::size_t k = 0; k < std::size(held_back); ++k) held_back[k]->form = saturation_of(lines.text(k));
  chemistry.phyto_light_form = light_form_of(lines.text(5));
  chemistry.algae_light_form = light_form_of(lines.text(6));
  lines.next(2);
  unless(lines.text(0) == "Internal", "the reaeration formula (Covar's choice is taken)", lines.text(0), made);
  unless(lines.text(1) == "None", "the wind's part of reaeration", lines.text(1), made);
  lines.next(2);
  const auto use = [&](std::size_t k) {
    return lines.text(k) == "No" ? CarbonUse::CarbonDioxide : CarbonUse::WithBicarbonate;
  };
  chemistry.phyto_carbon = use(0), chemistry.algae_carbon = use(1);
  lines.next(1);  // hyporheic biofilm
  lines.next(1);
  made.day.daylight_saving_hours = lines.number(0);
  for (DielReach& reach : made.day.reaches) reach.rates = rates;
}

void read_q2k_headwater(Q2kLines& lines, Q2kFile& made) {
  lines.next(1);
  const bool below = lines.text(0) == ".TRUE.";
  unless(!below, "the water at the lower end", lines.text(0), made);
  DielHeadwater& head = made.day.head;
  head.temperature = read_hours(lines);
  for (Hours& hours : head.concentration) hours = read_hours(lines);
  head.ph = read_hours(lines);
  if (below)
    for (std::size_t k = 0; k < day::kStated + 2; ++k) lines.next(24);
}

void read_q2k_weather(Q2kLines& lines, Q2kFile& made) {
  for (const auto member : {&DielWeather::shade, &DielWeather::air_c, &DielWeather::dew_point_c, &DielWeather::wind_m_s,
                            &DielWeather::cloud, &DielWeather::sun_w_m2})
    for (DielReach& reach : made.day.reaches) reach.weather.*member = read_hours(lines);
}

void read_q2k_observed(Q2kLines& lines, Q2kFile& made) {
  lines.move_to(lines.find("WQ Data"));
  if (lines.ended()) return;
  lines.next(2);
  const std::size_t stations = lines.count(1);
  for (std::size_t station = 0; station < stations; ++station) {
    lines.next(1);
    Q2kObserved seen;
    seen.km = lines.number(0);
    lines.next(7);
    if (!lines.text(2).empty()) seen.oxygen = lines.number(2);
    if (!lines.text(6).empty()) seen.ammonia = lines.number(6);
    lines.skip(2);
    made.observed.push_back(seen);
  }
}

}  // namespace luoshi::water::detail

#include "water/diel.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "numeric/angles.hpp"
#include "numeric/elementary.hpp"
#include "water/detail/diel_cell.hpp"
#include "water/hydraulics.hpp"
#include "water/kinetics.hpp"
#include "water/sunlight.hpp"

namespace luoshi::water {
namespace {

using detail::Cell;
using detail::CellNotes;
using detail::CellSky;
using detail::CellState;

constexpr double kDaySeconds = 86400;
/// W/m² as cal/cm²/d.
constexpr double kLangleysADay = kDaySeconds / (4.183076 * 1e4);

double by_the_hour(const Hours& hours, double day) {
  const double at = day * 24;
  const auto from = static_cast<std::size_t>(at);
  return hours[from] + (at - static_cast<double>(from)) * (hours[(from + 1) % 24] - hours[from]);
}

double value_of(const Cycle& cycle, double day) {
  return std::max(0.0, cycle.mean + cycle.amplitude * numeric::cosine(2 * numeric::kPi * (day - cycle.peak)));
}

/// Dispersion of a flowing channel (Fischer 1979), m²/s.
double dispersion_of(const std::optional<double>& stated, const Hydraulics& hydraulics, const FlowState& flow,
                     double slope) {
  if (stated) return *stated;
  if (slope <= 0) return 0;
  const auto* channel = std::get_if<ManningChannel>(&hydraulics);
  const double width = channel != nullptr ? channel->bottom_width : flow.width;
  const double shear_speed = numeric::sqrt(9.81 * flow.depth * slope);
  return 0.011 * flow.velocity * flow.velocity * width * width / flow.depth / shear_speed;
}

/// What is swapped across the lower end of a reach, m³/d. The scheme itself spreads like a dispersion of u·Δx/2, which
/// is taken off.
double swapped(double dispersion, double velocity, double length, double next_length, double section) {
  const double numerical = velocity * length / 2;
  if (numerical > dispersion) return 0;
  return (dispersion - numerical) * section / ((length + next_length) / 2) * kDaySeconds;
}

struct Stem {
  std::vector<Cell> cells;
  double head_flow = 0, head_swapped = 0;
};

double reaeration_of(const DielReach& reach, const FlowState& flow, double flow_m3_s) {
  if (reach.rates.reaeration > 0) return reach.rates.reaeration;
  return reaeration_rate(Reaeration::Covar, Velocity{flow.velocity, unit::m_per_s}, Length{flow.depth, unit::m},
                         reach.slope, Flow{flow_m3_s, unit::m3_per_s})
      .in(unit::per_day);
}

Stem lay_out(const DielRiver& river) {
  Stem made;
  const std::size_t count = river.reaches.size();
  std::vector<double> entered(count), taken(count);
  for (const DielSource& source : river.sources)
    entered[source.reach] += source.flow, taken[source.reach] += source.taken;
  const FlowState head = flow_state(river.head.hydraulics, river.head.flow);
  made.head_flow = river.head.flow * kDaySeconds;
  made.head_swapped =
      swapped(dispersion_of(river.head.dispersion, river.head.hydraulics, head, river.head.slope), head.velocity,
              river.reaches[0].length, river.reaches[0].length, river.head.flow / head.velocity);
  double flow = river.head.flow;
  for (std::size_t i = 0; i < count; ++i) {
    const DielReach& reach = river.reaches[i];
    flow += entered[i] - taken[i];
    const FlowState state = flow_state(reach.hydraulics, flow);
    const double section = flow / state.velocity;
    const auto* channel = std::get_if<ManningChannel>(&reach.hydraulics);
    const double bottom = channel != nullptr ? channel->bottom_width : state.width;
    Cell cell;
    cell.depth = state.depth;
    cell.volume = section * reach.length;
    // Nothing grows on nothing: a cover of none is one of next to none, so that nothing is divided by zero.
    cell.algae_area = std::max(reach.algae_cover, 1e-5) * bottom / section;
    cell.mud_area = std::max(reach.mud_cover, 1e-5) * bottom / section;
    cell.surface = state.width / section;
    cell.flow_out = flow * kDaySeconds;
    cell.taken = taken[i] * kDaySeconds;
    cell.entered = entered[i] * kDaySeconds;
    if (i + 1 < count)
      cell.exchange_down = swapped(dispersion_of(reach.dispersion, reach.hydraulics, state, reach.slope),
                                   state.velocity, reach.length, river.reaches[i + 1].length, section);
    cell.reaeration = reaeration_of(reach, state, flow);
    cell.elevation_factor = 1 - 0.0001148 * reach.elevation;
    made.cells.push_back(cell);
  }
  return made;
}

/// Water of stated temperature, pH and concentrations.
CellState stated_water(double temperature, double ph, const std::array<double, day::kStated>& stated) {
  CellState made;
  made.temperature = temperature;
  std::copy(stated.begin(), stated.end(), made.water.begin());
  double& alkalinity = made.water[day::kAlkalinity];
  if (alkalinity == 0) alkalinity = 100;  // no natural water has none
  made.water[day::kInorganicCarbon] =
      std::max(0.0, inorganic_carbon(ph, alkalinity, equilibria(temperature, made.water[day::kConductivity])));
  return made;
}

/// The day's inputs at every step, made once: the days are all alike.
struct Inputs {
  std::vector<CellState> head;      ///< by step
  std::vector<CellState> entering;  ///< by step and reach: mean of what enters a reach, empty where nothing does
  std::vector<CellSky> sky;         ///< by step and reach
};

CellSky sky_over(const DielRiver& river, const DielReach& reach, double day) {
  const DielWeather& weather = reach.weather;
  const double cloud = by_the_hour(weather.cloud, day), wind = by_the_hour(weather.wind_m_s, day),
               dew = by_the_hour(weather.dew_point_c, day);
  CellSky made;
  made.air_c = by_the_hour(weather.air_c, day);
  made.vapour = 4.596 * numeric::exp(17.27 * dew / (237.3 + dew));
  made.wind_function = 19 + 0.95 * wind * wind;  // Brady, Graves and Geyer (1969)
  const double warm = made.air_c + 273.15, emissivity = 0.6 + 0.031 * numeric::sqrt(made.vapour);  // Brunt (1932)
  made.longwave = 11.7e-8 * (warm * warm) * (warm * warm) * emissivity * (1 + river.cloud_on_longwave * cloud * cloud) *
                  0.97 * reach.sky_opening;
  const double high_wind = 1.0549495616994513 * wind;  // at 10 m from 7 m: (10/7)^0.15
  made.ammonia_gas_film = 175.287 * high_wind + 262.9305;
  const Sun sun = sun_at(river.date, day * 24 - river.daylight_saving_hours - river.hours_east_of_greenwich,
                         reach.latitude_deg, reach.longitude_deg);
  double light = 0;
  if (river.sky == SkyLight::Observed)
    light = by_the_hour(weather.sun_w_m2, day);
  else
    light = (river.sky == SkyLight::Bras ? bras_sunlight(sun, river.sky_parameter)
                                         : ryan_stolzenbach_sunlight(sun, river.sky_parameter, reach.elevation)) *
            (1 - river.cloud_on_sun * cloud * cloud);
  const double shade = weather.shade[static_cast<std::size_t>(day * 24)];
  made.sun = light * kLangleysADay * (1 - shade) * (1 - reflected_part(sun.elevation_deg, cloud));
  return made;
}

void add_source(const DielSource& source, double day, double share, CellState& into) {
  std::array<double, day::kStated> stated{};
  for (std::size_t k = 0; k < stated.size(); ++k) stated[k] = value_of(source.concentration[k], day);
  const double ph = source.ph.mean == 0 ? 7.0 : std::clamp(value_of(source.ph, day), 0.01, 13.99);
  const CellState water = stated_water(value_of(source.temperature, day), ph, stated);
  into.temperature += share * water.temperature;
  for (std::size_t k = 0; k < day::kConstituents; ++k) into.water[k] += share * water.water[k];
}

Inputs inputs_of(const DielRiver& river, const Stem& stem, std::size_t steps) {
  Inputs made;
  const std::size_t count = river.reaches.size();
  made.entering.resize(steps * count);
  for (std::size_t step = 0; step < steps; ++step) {
    const double day = static_cast<double>(step) / static_cast<double>(steps);
    std::array<double, day::kStated> stated{};
    for (std::size_t k = 0; k < stated.size(); ++k) stated[k] = by_the_hour(river.head.concentration[k], day);
    made.head.push_back(
        stated_water(by_the_hour(river.head.temperature, day), by_the_hour(river.head.ph, day), stated));
    for (const DielReach& reach : river.reaches) made.sky.push_back(sky_over(river, reach, day));
    for (const DielSource& source : river.sources)
      if (source.flow > 0)
        add_source(source, day, source.flow * kDaySeconds / stem.cells[source.reach].entered,
                   made.entering[step * count + source.reach]);
  }
  return made;
}

/// Adds what flows: in from above and from sources, out below, taken, swapped.
void carry(const Stem& stem, const std::vector<CellState>& states, const CellState& head, const CellState* entering,
           std::vector<CellState>& changes) {
  for (std::size_t i = 0; i < states.size(); ++i) {
    const Cell& cell = stem.cells[i];
    const CellState &here = states[i], &above = i == 0 ? head : states[i - 1],
                    &below = i + 1 < states.size() ? states[i + 1] : here;
    const double from_above = (i == 0 ? stem.head_flow : stem.cells[i - 1].flow_out) / cell.volume;
    const double swapped_above = (i == 0 ? stem.head_swapped : stem.cells[i - 1].exchange_down) / cell.volume;
    const double swapped_below = cell.exchange_down / cell.volume;
    const double from_sources = cell.entered / cell.volume, leaving = (cell.flow_out + cell.taken) / cell.volume;
    const auto gain = [&](double a, double h, double b, double s) {
      return from_above * a - leaving * h + from_sources * s + swapped_above * (a - h) + swapped_below * (b - h);
    };
    for (std::size_t k = 0; k < day::kConstituents; ++k)
      changes[i].water[k] += gain(above.water[k], here.water[k], below.water[k], entering[i].water[k]);
    changes[i].temperature += gain(above.temperature, here.temperature, below.temperature, entering[i].temperature);
  }
}

void advance(const CellState& change, double step, CellState& state) {
  constexpr double kLeast = 1e-6;  // what an explicit step takes below nothing is set to next to nothing
  for (std::size_t k = 0; k < day::kConstituents; ++k) {
    state.water[k] += change.water[k] * step;
    if (state.water[k] < 0) state.water[k] = kLeast;
  }
  state.temperature += change.temperature * step;
  state.mud_temperature += change.mud_temperature * step;
  for (const auto member : {&CellState::algae, &CellState::algae_n, &CellState::algae_p}) {
    state.*member += change.*member * step;
    if (state.*member < 0) state.*member = kLeast;
  }
}

void note(double value, double share, DaySpan& span, bool first) {
  span.mean += value * share;
  span.least = first ? value : std::min(span.least, value);
  span.most = first ? value : std::max(span.most, value);
}

void note_cell(const CellState& state, const CellNotes& notes, double share, DielReachDay& into, bool first) {
  for (std::size_t k = 0; k < day::kConstituents; ++k) note(state.water[k], share, into.water[k], first);
  note(state.temperature, share, into.temperature, first);
  note(state.algae, share, into.algae, first);
  note(-notes.log_hydrogen / kLnTen, share, into.ph, first);
  note(notes.oxygen_saturation, share, into.oxygen_saturation, first);
  into.sediment_demand += notes.oxygen_demand * share;
}

}  // namespace

namespace {

/// An explicit step that is too long for its rates swings ever wider: better said than printed.
void refuse_what_runs_away(const DielRiver& river, const std::vector<CellState>& states) {
  for (std::size_t i = 0; i < states.size(); ++i) {
    bool sound = states[i].temperature > -20 && states[i].temperature < 70 && states[i].algae < 1e9;
    for (const double value : states[i].water) sound = sound && value < 1e12;
    if (!sound)
      throw Error{Fault::BadInput, "reach " + river.reaches[i].id +
                                       ": the numbers run away (the step is too long for its rates, or the weather is "
                                       "none); take a smaller step or check the rates"};
  }
}

}  // namespace

DielCourse simulate_day(const DielRiver& river) {
  expects(defects_of(river).empty(), "a sound river");
  const Stem stem = lay_out(river);
  const auto steps = static_cast<std::size_t>(1 / river.step + 0.5);
  const Inputs inputs = inputs_of(river, stem, steps);
  const detail::Kinetic kinetic{river.chemistry, river.light};
  const std::size_t count = river.reaches.size();
  std::vector<CellState> states(count, inputs.head[0]), changes(count), at_midnight;
  std::vector<CellNotes> notes(count);
  for (std::size_t i = 0; i < count; ++i) {
    states[i].mud_temperature = states[i].temperature;
    states[i].algae = river.reaches[i].algae_at_start;
  }
  DielCourse made;
  made.reaches.resize(count);
  for (std::size_t day = 0; day < river.days; ++day) {
    const bool last = day + 1 == river.days;
    if (last) at_midnight = states;
    for (std::size_t step = 0; step < steps; ++step) {
      for (std::size_t i = 0; i < count; ++i) {
        detail::react(kinetic, river.reaches[i], stem.cells[i], inputs.sky[step * count + i], river.step, states[i],
                      notes[i], changes[i]);
        if (last) note_cell(states[i], notes[i], river.step, made.reaches[i], step == 0);
      }
      carry(stem, states, inputs.head[step], &inputs.entering[step * count], changes);
      for (std::size_t i = 0; i < count; ++i) advance(changes[i], river.step, states[i]);
    }
    refuse_what_runs_away(river, states);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double moved = states[i].water[day::kOxygen] - at_midnight[i].water[day::kOxygen];
    made.unrepeated_oxygen = std::max(made.unrepeated_oxygen, moved < 0 ? -moved : moved);
  }
  return made;
}

namespace {

struct Complaints {
  std::vector<std::string> all;
  void unless(bool sound, const std::string& where, const char* what) {
    if (!sound && all.size() < 100) all.push_back(where + ": " + what);
  }
};

bool within(double value, double least, double most) { return value >= least && value <= most; }

void check_reach(const DielReach& reach, Complaints& found) {
  const std::string where = "reach " + reach.id;
  found.unless(within(reach.length, 1e-3, 1e6), where, "length is not between 0.001 and 10^6 m; correct it");
  found.unless(within(reach.elevation, -500, 6000), where, "elevation is not between -500 and 6,000 m; correct it");
  found.unless(within(reach.latitude_deg, -89, 89) && within(reach.longitude_deg, -180, 180), where,
               "latitude or longitude is none; correct it");
  found.unless(within(reach.algae_cover, 0, 1) && within(reach.mud_cover, 0, 1), where,
               "a cover of the bottom is not between 0 and 1; correct it");
  found.unless(within(reach.mud_thickness_cm, 0.1, 1000) && within(reach.mud_heat_capacity, 0.05, 5) &&
                   within(reach.mud_conductivity, 0, 1),
               where, "the mud's thickness, heat capacity or conductivity is out of range; correct it");
  found.unless(within(reach.rates.algae_most, 1e-6, 1e9), where, "the largest mass of algae is not above nothing");
  for (const auto rate : {&DielRates::reaeration, &DielRates::fast_oxidation, &DielRates::nitrification,
                          &DielRates::algae_growth, &DielRates::phyto_growth})
    found.unless(within(reach.rates.*rate, -1, 1e4), where, "a rate is not between 0 and 10^4; correct it");
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const DielWeather& w = reach.weather;
    found.unless(within(w.air_c[hour], -60, 60) && within(w.dew_point_c[hour], -60, 60) &&
                     within(w.wind_m_s[hour], 0, 100) && within(w.cloud[hour], 0, 1) && within(w.shade[hour], 0, 1) &&
                     within(w.sun_w_m2[hour], 0, 1500),
                 where + " at hour " + std::to_string(hour), "weather is out of range; correct it");
  }
}

void check_source(const DielSource& source, std::size_t reaches, Complaints& found) {
  const std::string where = "source " + source.id;
  found.unless(source.reach < reaches, where, "is on no reach of this river; correct its place");
  found.unless(within(source.flow, 0, 1e6) && within(source.taken, 0, 1e6), where, "flow is negative or no flow");
  found.unless(within(source.temperature.mean, 0, 45), where, "temperature is not between 0 and 45 °C; correct it");
  for (const Cycle& cycle : source.concentration)
    found.unless(within(cycle.mean, 0, 1e9) && within(cycle.amplitude, -1e9, 1e9) && within(cycle.peak, -1e3, 1e3),
                 where, "a concentration is negative or no number; correct it");
}

void check_flows(const DielRiver& river, Complaints& found) {
  std::vector<double> gained(river.reaches.size());
  for (const DielSource& source : river.sources)
    if (source.reach < gained.size()) gained[source.reach] += source.flow - source.taken;
  double flow = river.head.flow;
  for (std::size_t i = 0; i < gained.size(); ++i) {
    flow += gained[i];
    const std::string where = "reach " + river.reaches[i].id;
    found.unless(flow > 1e-9, where, "no water is left (more is taken than flows); correct the abstractions");
    if (!(flow > 1e-9) || !found.all.empty()) return;
    const FlowState state = flow_state(river.reaches[i].hydraulics, flow);
    found.unless(state.velocity > 0 && state.depth > 0 && std::isfinite(state.velocity) && std::isfinite(state.depth),
                 where, "its channel gives no speed or depth; correct it");
    found.unless(state.velocity * kDaySeconds * river.step <= river.reaches[i].length, where,
                 "water passes the whole reach within a step (the explicit method then swings); take a smaller step "
                 "or longer reaches");
  }
}

}  // namespace

std::vector<std::string> defects_of(const DielRiver& river) {
  Complaints found;
  found.unless(!river.reaches.empty(), "river", "has no reach; give at least one");
  found.unless(river.date.ok(), "date", "is no day; correct it");
  const double steps = 1 / river.step;
  found.unless(within(steps, 1, 1e6) && steps == static_cast<double>(static_cast<std::size_t>(steps)), "step",
               "is no whole part of a day between 1 and 10^-6; correct it");
  found.unless(river.days >= 1 && river.days <= 10'000, "days", "is not between 1 and 10,000; correct it");
  found.unless(within(river.head.flow, 1e-9, 1e6), "headwater", "flow is not above nothing; correct it");
  for (std::size_t hour = 0; hour < 24; ++hour) {
    bool sound = within(river.head.temperature[hour], 0, 45) && within(river.head.ph[hour], 0.01, 13.99);
    for (const Hours& hours : river.head.concentration) sound = sound && within(hours[hour], 0, 1e9);
    found.unless(sound, "headwater at hour " + std::to_string(hour),
                 "temperature, pH or a concentration is out of "
                 "range; correct it");
  }
  for (const DielReach& reach : river.reaches) check_reach(reach, found);
  for (const DielSource& source : river.sources) check_source(source, river.reaches.size(), found);
  check_flows(river, found);
  return std::move(found.all);
}

}  // namespace luoshi::water

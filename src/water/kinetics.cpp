#include "water/kinetics.hpp"

#include <algorithm>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"

namespace luoshi::water {

Concentration<DissolvedOxygen> oxygen_saturation(Temperature water, Length elevation) {
  const double x = 1.0 / water.kelvin();
  const double log_mg_l = -139.34411 + x * (1.575701e5 + x * (-6.642308e7 + x * (1.243800e10 + x * -8.621949e11)));
  return Concentration<DissolvedOxygen>{numeric::exp(log_mg_l), unit::mg_per_l} *
         (1.0 - 0.0001148 * elevation.in(unit::m));
}

Reaeration chosen_by_covar(Velocity velocity, Length depth) {
  const double h = depth.in(unit::m), u = velocity.in(unit::m_per_s);
  if (h < 0.61) return Reaeration::OwensGibbs;
  return h > 3.45 * u * u * numeric::sqrt(u) ? Reaeration::OConnorDobbins : Reaeration::Churchill;
}

ReaerationLaw reaeration_law(Reaeration formula, double velocity_m_s, double depth_m) {
  expects(depth_m > 0, "water of some depth");
  if (formula == Reaeration::Covar)
    formula = chosen_by_covar(Velocity::from_si(velocity_m_s), Length::from_si(depth_m));
  if (formula == Reaeration::OConnorDobbins) return {3.93, 0.5, 1.5};
  if (formula == Reaeration::Churchill) return {5.026, 1.0, 1.67};
  expects(formula == Reaeration::OwensGibbs, "a formula of speed and depth");
  return {5.32, 0.67, 1.85};
}

Rate reaeration_rate(Reaeration formula, Velocity velocity, Length depth, double slope, Flow flow) {
  expects(formula != Reaeration::Given, "a formula");
  const double u = velocity.in(unit::m_per_s), h = depth.in(unit::m);
  if (formula == Reaeration::TsivoglouNeal)
    return Rate{(flow.in(unit::m3_per_s) < 0.4247 ? 31183.0 : 15308.0) * u * slope, unit::per_day};
  const ReaerationLaw law = reaeration_law(formula, u, h);
  return Rate{law.per_day * numeric::pow(u, law.velocity_power) / numeric::pow(h, law.depth_power), unit::per_day};
}

std::optional<std::size_t> Kinetics::find(std::string_view name) const {
  const auto at = std::find(species.begin(), species.end(), name);
  if (at == species.end()) return std::nullopt;
  return static_cast<std::size_t>(at - species.begin());
}

Kinetics standard_kinetics() {
  using namespace standard;
  constexpr double day = 1.0 / 86400.0;
  Kinetics k;
  k.species = {"BOD-slow", "BOD", "OrgN", "NH3-N", "NO2-N", "NO3-N", "DO", "OrgP", "InorgP", "COD", "CODMn", "tracer"};
  k.oxygen = kOxygen;
  k.reactions = {
      {"hydrolysis of slow BOD", kSlowBod, RateForm::FirstOrder, 0.10 * day, 1.047, {{kFastBod, 1.0}}},
      {"oxidation of BOD", kFastBod, RateForm::FirstOrder, 0.23 * day, 1.047, {{kOxygen, 1.0}}},
      {"settling of slow BOD", kSlowBod, RateForm::Settling, 0.05 * day, 1.024, {}},
      {"hydrolysis of organic N", kOrganicN, RateForm::FirstOrder, 0.10 * day, 1.047, {{kAmmoniaN, 1.0}}},
      {"settling of organic N", kOrganicN, RateForm::Settling, 0.05 * day, 1.024, {}},
      {"nitrification, first step",
       kAmmoniaN,
       RateForm::FirstOrder,
       0.20 * day,
       1.083,
       {{kNitriteN, 1.0}, {kOxygen, 3.43}}},
      {"nitrification, second step",
       kNitriteN,
       RateForm::FirstOrder,
       1.0 * day,
       1.047,
       {{kNitrateN, 1.0}, {kOxygen, 1.14}}},
      {"denitrification", kNitrateN, RateForm::FirstOrder, 0.02 * day, 1.045, {}},
      {"reaeration", kOxygen, RateForm::Reaeration, 0.0, 1.024, {}},
      {"hydrolysis of organic P", kOrganicP, RateForm::FirstOrder, 0.10 * day, 1.047, {{kInorganicP, 1.0}}},
      {"settling of organic P", kOrganicP, RateForm::Settling, 0.05 * day, 1.024, {}},
      {"settling of inorganic P", kInorganicP, RateForm::Settling, 0.02 * day, 1.024, {}},
      {"decay of COD", kCod, RateForm::FirstOrder, 0.15 * day, 1.047, {}},
      {"decay of CODMn", kCodMn, RateForm::FirstOrder, 0.12 * day, 1.047, {}},
  };
  return k;
}

Kinetics first_order_kinetics(const std::vector<FirstOrderSpecies>& species) {
  Kinetics k;
  for (const FirstOrderSpecies& one : species) {
    if (one.at_20 > Rate{})
      k.reactions.push_back(
          {"decay of " + one.name, k.species.size(), RateForm::FirstOrder, one.at_20.si(), one.theta, {}});
    k.species.push_back(one.name);
  }
  return k;
}

std::optional<std::string> defect_of(const Kinetics& k) {
  const std::size_t count = k.species.size();
  if (count == 0) return "a kinetics without species";
  if (k.oxygen && *k.oxygen >= count) return "oxygen is no species of this kinetics";
  for (const Reaction& reaction : k.reactions) {
    if (reaction.from >= count) return "reaction '" + reaction.name + "' loses an unknown species";
    if (!(reaction.at_20 >= 0) || !(reaction.theta > 0))
      return "reaction '" + reaction.name + "' has a rate that is not >= 0";
    if (reaction.form == RateForm::Reaeration && reaction.from != k.oxygen)
      return "reaction '" + reaction.name + "' reaerates what is not oxygen";
    if (reaction.from == k.oxygen && reaction.form != RateForm::Reaeration)
      return "reaction '" + reaction.name + "' loses oxygen (name what consumes it, with oxygen as a product)";
    for (const Product& product : reaction.products) {
      if (product.species >= count) return "reaction '" + reaction.name + "' makes an unknown species";
      if (product.species <= reaction.from)
        return "reaction '" + reaction.name + "' makes a species listed before its source";
      if (!(product.yield >= 0)) return "reaction '" + reaction.name + "' has a negative yield";
    }
  }
  return std::nullopt;
}

}  // namespace luoshi::water

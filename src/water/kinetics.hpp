#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"

namespace luoshi::water {

struct DissolvedOxygen;

/// Oxygen that fresh water holds in equilibrium with air (饱和溶解氧), by the equation of Benson and Krause (1984) as
/// APHA Standard Methods prints it, times 1 − 0.0001148 m⁻¹ × elevation (Chapra and Pelletier, QUAL2K manual). Holds
/// 0–40 °C.
[[nodiscard]] Concentration<DissolvedOxygen> oxygen_saturation(Temperature water, Length elevation = {});

/// How fast air gives oxygen back to a stream (复氧): the formula of the field, all at 20 °C.
enum class Reaeration {
  Given,           ///< a rate stated by the user
  OConnorDobbins,  ///< 3.93 u^0.5 / H^1.5 per day: moderately deep, slow (O'Connor and Dobbins 1958)
  Churchill,       ///< 5.026 u / H^1.67: fast (Churchill, Elmore and Buckingham 1962)
  OwensGibbs,      ///< 5.32 u^0.67 / H^1.85: shallow (Owens, Edwards and Gibbs 1964)
  TsivoglouNeal,   ///< 31,183 u S below 0.4247 m³/s, 15,308 u S above: small rapid streams (Tsivoglou and Neal 1976)
  Covar            ///< one of the first three by depth and speed, after Covar (1976); see `chosen_by_covar`
};

/// Covar's rule: depth below 0.61 m → OwensGibbs; else deeper than 3.45 u^2.5 (u in m/s) → OConnorDobbins; else
/// Churchill. Requires depth > 0.
[[nodiscard]] Reaeration chosen_by_covar(Velocity velocity, Length depth);

/// The reaeration rate at 20 °C. `slope` and `flow` serve TsivoglouNeal alone. Requires depth > 0 and a formula, not
/// `Given`.
[[nodiscard]] Rate reaeration_rate(Reaeration formula, Velocity velocity, Length depth, double slope, Flow flow);

/// Every formula but Tsivoglou and Neal's as  per_day · u^velocity_power / H^depth_power  (u m/s, H m): what many
/// reaches at a time are computed from, with the same bits. Requires depth > 0 and neither `Given` nor `TsivoglouNeal`.
struct ReaerationLaw {
  double per_day, velocity_power, depth_power;
};
[[nodiscard]] ReaerationLaw reaeration_law(Reaeration formula, double velocity_m_s, double depth_m);

/// How the rate of a reaction is found in a reach.
enum class RateForm {
  FirstOrder,  ///< `at_20` per second
  Settling,    ///< `at_20` metres per second, divided by the depth
  Reaeration   ///< by the kinetics' formula; `at_20` per second where that is `Given`
};

struct Product {
  std::size_t species;
  double yield;  ///< kg made for each kg lost; for oxygen, kg consumed
};

/// One loss of one species (反应): rate k(T) = at_20 · theta^(T − 20), in °C.
struct Reaction {
  std::string name;
  std::size_t from;
  RateForm form = RateForm::FirstOrder;
  double at_20 = 0;
  double theta = 1;
  std::vector<Product> products;
};

/// What is dissolved and what becomes of it. All losses are first order, so a reach is a linear system, exact.
///
/// Products come after what they are made of (species order is a topological order), oxygen last among its consumers'
/// products: it is kept as a deficit inside a reach, so a product "oxygen" means oxygen consumed.
struct Kinetics {
  std::vector<std::string> species;
  std::vector<Reaction> reactions;
  std::optional<std::size_t> oxygen;
  Reaeration reaeration = Reaeration::Covar;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
};

/// The whole water-quality model at its textbook rates (per day at 20 °C): slow and fast BOD, the nitrogen and
/// phosphorus series, DO, COD, CODMn and a tracer. Sources of every rate: docs/methods/water.md, table "Rates". They
/// are starting points to calibrate, not measurements of any river.
[[nodiscard]] Kinetics standard_kinetics();

/// The indices of `standard_kinetics().species`.
namespace standard {
inline constexpr std::size_t kSlowBod = 0, kFastBod = 1, kOrganicN = 2, kAmmoniaN = 3, kNitriteN = 4, kNitrateN = 5,
                             kOxygen = 6, kOrganicP = 7, kInorganicP = 8, kCod = 9, kCodMn = 10, kTracer = 11;
}

/// A kinetics of named species each lost at its own first-order rate and none turning into another.
struct FirstOrderSpecies {
  std::string name;
  Rate at_20;
  double theta = 1.047;
};
[[nodiscard]] Kinetics first_order_kinetics(const std::vector<FirstOrderSpecies>& species);

/// What is wrong with a kinetics, in English, or nothing: unknown species, a product before its source, a negative
/// rate.
[[nodiscard]] std::optional<std::string> defect_of(const Kinetics& kinetics);

}  // namespace luoshi::water

#pragma once

#include <cstddef>

namespace luoshi::water {

/// The equilibria of inorganic carbon and ammonia in water of one temperature and conductivity, mol/L:
/// K1, K2 of carbonic acid (Plummer and Busenberg 1982), Kw of water (Harned and Hamer 1933), Henry's constant of
/// CO2 in mol/(L·atm) (Edmond and Gieskes 1970), ammonia's dissociation (Emerson et al. 1975), corrected for the ionic
/// strength 1.6e-5 · conductivity (µS/cm) by Debye and Hückel's limiting law: as the QUAL2K manual gives them. Holds
/// 0–40 °C in fresh water.
struct Equilibria {
  double k1 = 0, k2 = 0, kw = 0, henry = 0, ammonia = 0;
};

/// The exponents whose exp are `Equilibria`, so that a caller may take many at a time with the same bits.
inline constexpr std::size_t kEquilibriumExponents = 5;
void equilibrium_exponents(double temperature_c, double conductivity_us_cm, double* exponents);
[[nodiscard]] Equilibria equilibria_of(const double* exponentials);
[[nodiscard]] Equilibria equilibria(double temperature_c, double conductivity_us_cm);

/// Milligrams of CaCO3 that bind one equivalent of acid.
inline constexpr double kMgCaCo3PerEquivalent = 50'043.45;

/// All inorganic carbon (mol/L) of water of this pH and alkalinity (mg CaCO3/L); below nothing where that water cannot
/// be.
[[nodiscard]] double inorganic_carbon(double ph, double alkalinity_mg_l, const Equilibria& at);

/// ln of the hydrogen ions (mol/L) at which charges balance:
///   (K1·h + 2·K1·K2)/(h² + K1·h + K1·K2)·C + Kw/h − h = alkalinity.
/// The left side falls as h grows, so there is one answer; Newton's method on ln h from `guess`, steps of at most 2,
/// until a step is below 1e-11. Requires carbon ≥ 0.
[[nodiscard]] double log_hydrogen(double carbon_mol_l, double alkalinity_mg_l, const Equilibria& at, double guess);

inline constexpr double kLnTen = 2.302585092994045684;

}  // namespace luoshi::water

#include "water/carbonate.hpp"

#include <algorithm>

#include "numeric/elementary.hpp"

namespace luoshi::water {

void equilibrium_exponents(double temperature_c, double conductivity_us_cm, double* exponents) {
  const double warm = temperature_c + 273.15, decades = numeric::log(warm) / kLnTen;
  // Activity of an ion of charge one: 10^(−0.5·√ionic strength); of charge two its fourth power.
  const double activity = -0.5 * numeric::sqrt(1.6e-5 * std::max(conductivity_us_cm, 0.0));
  const double k1 = -356.3094 - 0.06091964 * warm + 21834.37 / warm + 126.8339 * decades - 1684915.0 / (warm * warm);
  const double k2 = -107.8871 - 0.03252849 * warm + 5151.79 / warm + 38.92561 * decades - 563713.9 / (warm * warm);
  const double kw = 6.0875 - 0.01706 * warm - 4470.99 / warm;
  exponents[0] = kLnTen * (k1 - 2 * activity);
  exponents[1] = kLnTen * (k2 - 4 * activity);
  exponents[2] = kLnTen * (kw - 2 * activity);
  exponents[3] = kLnTen * (2385.73 / warm + 0.0152642 * warm - 14.0184);
  exponents[4] = -kLnTen * (0.09018 + 2729.92 / warm);
}

Equilibria equilibria_of(const double* exponentials) {
  return {exponentials[0], exponentials[1], exponentials[2], exponentials[3], exponentials[4]};
}

Equilibria equilibria(double temperature_c, double conductivity_us_cm) {
  double made[kEquilibriumExponents];
  equilibrium_exponents(temperature_c, conductivity_us_cm, made);
  for (double& value : made) value = numeric::exp(value);
  return equilibria_of(made);
}

double inorganic_carbon(double ph, double alkalinity_mg_l, const Equilibria& at) {
  const double h = numeric::exp(-kLnTen * ph), all = h * h + at.k1 * h + at.k1 * at.k2;
  const double charge = (at.k1 * h + 2 * at.k1 * at.k2) / all;
  return (alkalinity_mg_l / kMgCaCo3PerEquivalent - at.kw / h + h) / charge;
}

double log_hydrogen(double carbon_mol_l, double alkalinity_mg_l, const Equilibria& at, double guess) {
  const double wanted = alkalinity_mg_l / kMgCaCo3PerEquivalent, both = at.k1 * at.k2;
  double x = guess, h = numeric::exp(x);
  for (int round = 0; round < 60; ++round) {
    const double all = h * h + at.k1 * h + both;
    const double miss = (at.k1 * h + 2 * both) / all * carbon_mol_l + at.kw / h - h - wanted;
    const double slope = at.k1 * h * carbon_mol_l * (h * h + 4 * at.k2 * h + both) / (all * all) + at.kw / h + h;
    const double step = std::clamp(miss / slope, -2.0, 2.0);
    x += step;
    h = numeric::exp(x);
    if (step < 1e-11 && step > -1e-11) break;
  }
  return x;
}

}  // namespace luoshi::water

#include "water/carbonate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace luoshi::water {
namespace {

TEST(Carbonate, ConstantsAreThePublishedOnesAt25Degrees) {
  const Equilibria at = equilibria(25, 0);
  EXPECT_NEAR(-std::log10(at.k1), 6.352, 0.001);
  EXPECT_NEAR(-std::log10(at.k2), 10.329, 0.001);
  EXPECT_NEAR(-std::log10(at.kw), 13.995, 0.005);
  EXPECT_NEAR(-std::log10(at.henry), 1.466, 0.005);
  EXPECT_NEAR(-std::log10(at.ammonia), 9.246, 0.005);
}

TEST(Carbonate, PhGivesCarbonAndCarbonGivesPhBack) {
  for (const double temperature : {0.0, 12.0, 30.0})
    for (double ph = 5; ph < 11; ph += 0.25)
      for (const double alkalinity : {20.0, 100.0, 400.0}) {
        const Equilibria at = equilibria(temperature, 500);
        const double carbon = inorganic_carbon(ph, alkalinity, at);
        if (carbon < 0) continue;
        EXPECT_NEAR(log_hydrogen(carbon, alkalinity, at, -7 * kLnTen), -ph * kLnTen, 1e-8)
            << temperature << " °C, pH " << ph << ", alkalinity " << alkalinity;
      }
}

TEST(Carbonate, PureWaterIsNeutralAndCarbonDioxideSours) {
  const Equilibria at = equilibria(25, 0);
  EXPECT_NEAR(-log_hydrogen(0, 0, at, -5 * kLnTen) / kLnTen, 7.0, 0.005);
  // Rain: h² = K1 · dissolved gas, and as much bicarbonate as hydrogen.
  const double gas = at.henry * 3.5e-4, h = std::sqrt(at.k1 * gas);
  EXPECT_NEAR(-std::log10(h), 5.64, 0.01);
  EXPECT_NEAR(log_hydrogen(gas + h, 0, at, -7 * kLnTen), std::log(h), 3e-3) << "but for carbonate and hydroxide";
  EXPECT_GT(log_hydrogen(2e-3, 80, at, -16), log_hydrogen(1e-3, 80, at, -16));
}

}  // namespace
}  // namespace luoshi::water

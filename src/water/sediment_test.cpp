#include "water/sediment.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace luoshi::water {
namespace {

std::array<double, mud::kFactors> factors_at(double temperature) {
  std::array<double, mud::kFactors> made{};
  for (std::size_t k = 0; k < made.size(); ++k) made[k] = std::exp(mud::kLnTheta[k] * (temperature - 20));
  return made;
}

TEST(Sediment, LogarithmsAreThoseOfTheFactors) {
  for (std::size_t k = 0; k < mud::kFactors; ++k) EXPECT_NEAR(mud::kLnTheta[k], std::log(mud::kTheta[k]), 1e-15);
}

TEST(Sediment, WithoutOxygenAllThatIsTurnedOverComesOut) {
  const auto factors = factors_at(20);
  const MudFlux flux = mud_fluxes({2, 0.2, 0.02}, {0, 0.1, 1, 0.1, 0, 20, 1}, factors.data(), 0);
  // Of the supply: 0.65 quick at 0.035 per day, 0.25 (carbon, phosphorus 0.20) slow at 0.0018, burial 5e-5.
  EXPECT_NEAR(flux.ammonia, 0.2 * (0.65 * 0.035 / 0.03505 + 0.25 * 0.0018 / 0.00185), 1e-12);
  EXPECT_NEAR(flux.phosphate, 0.02 * (0.65 * 0.035 / 0.03505 + 0.20 * 0.0018 / 0.00185), 1e-12);
  EXPECT_EQ(flux.oxygen_demand, 0);
}

TEST(Sediment, TheDemandIsThatOfCarbonAndNitrogenAndDoesNotHangOnTheGuess) {
  const auto factors = factors_at(15);
  const WaterAbove above{7, 0.2, 1.5, 0.1, 0, 15, 1};
  const MudFlux one = mud_fluxes({2, 0.2, 0.02}, above, factors.data(), 0);
  const MudFlux other = mud_fluxes({2, 0.2, 0.02}, above, factors.data(), 9);
  EXPECT_NEAR(one.oxygen_demand, other.oxygen_demand, 1e-5 * one.oxygen_demand);
  EXPECT_GT(one.oxygen_demand, one.carbon_demand);
  EXPECT_LT(one.oxygen_demand, 2 + 0.2 * 32.0 / 7) << "no more than all of it burnt";
  EXPECT_LE(one.carbon_demand + one.methane, 2);
}

TEST(Sediment, NitrogenIsNotMade) {
  const auto factors = factors_at(20);
  for (const double oxygen : {1.0, 4.0, 9.0}) {
    const MudFlux flux = mud_fluxes({1, 0.3, 0.02}, {oxygen, 0, 0, 0, 0, 20, 1}, factors.data(), 0);
    EXPECT_LE(flux.ammonia + flux.nitrate, 0.3) << "the rest leaves as gas or is buried";
    EXPECT_GT(flux.ammonia + flux.nitrate, 0);
  }
}

TEST(Sediment, MoreSettlesMoreIsAsked) {
  const auto factors = factors_at(20);
  double before = 0;
  for (const double carbon : {0.5, 1.0, 2.0, 4.0, 8.0}) {
    const double demand = mud_fluxes({carbon, 0.1, 0}, {8, 0, 0, 0, 0, 20, 1}, factors.data(), 0).oxygen_demand;
    EXPECT_GT(demand, before);
    before = demand;
  }
}

}  // namespace
}  // namespace luoshi::water

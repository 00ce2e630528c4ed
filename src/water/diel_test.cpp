#include "water/diel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

/// What a stem carries out in a mean day over what enters it, of a sum of constituents.
struct Account {
  double entered, left;
};
Account account(const DielRiver& river, const DielCourse& course, std::initializer_list<std::size_t> parts) {
  Account made{0, 0};
  double flow = river.head.flow;
  for (const std::size_t k : parts) made.entered += river.head.flow * river.head.concentration[k][0];
  for (const DielSource& source : river.sources) {
    flow += source.flow - source.taken;
    for (const std::size_t k : parts) made.entered += source.flow * source.concentration[k].mean;
  }
  for (const std::size_t k : parts) made.left += flow * course.reaches.back().water[k].mean;
  return made;
}

/// A stem in which nothing lives, settles or decays.
DielRiver lifeless(std::size_t reaches) {
  DielRiver river = synthetic_stem(reaches);
  for (DielReach& reach : river.reaches) {
    const double reaeration = reach.rates.reaeration;
    reach.rates = DielRates{};
    reach.rates.reaeration = reaeration;
    reach.algae_at_start = 0;
  }
  river.chemistry.mud_diagenesis = false;
  for (Hours& hours : river.head.concentration)
    for (double& value : hours) value = hours[0];
  river.head.concentration[day::kPhytoplankton].fill(0);
  return river;
}

TEST(Diel, WhatDoesNotReactMixesAndStays) {
  const DielRiver river = lifeless(5);
  const DielCourse course = simulate_day(river);
  for (const std::size_t k : {day::kConductivity, day::kSolids, day::kNitrateN, day::kInorganicP}) {
    const double mixed =
        (river.head.flow * river.head.concentration[k][0] + 0.3 * river.sources[0].concentration[k].mean) /
        (river.head.flow + 0.3);
    for (const DielReachDay& reach : course.reaches)
      EXPECT_NEAR(reach.water[k].mean, mixed, 1e-9 * mixed) << "constituent " << k;
  }
}

TEST(Diel, AirHoldsLifelessWaterAtSaturation) {
  DielRiver river = lifeless(40);
  for (DielReach& reach : river.reaches) reach.rates.reaeration = 60;
  const DielReachDay last = simulate_day(river).reaches.back();
  EXPECT_NEAR(last.water[day::kOxygen].mean, last.oxygen_saturation.mean, 0.02);
}

TEST(Diel, NothingOfNitrogenOrPhosphorusIsLostWhereNothingTakesIt) {
  DielRiver river = synthetic_stem(6);
  river.days = 60;
  river.head.ph.fill(5.5), river.sources[0].ph.mean = 5.5;  // so sour that no ammonia leaves as gas
  river.chemistry.mud_diagenesis = false;
  river.head.concentration[day::kPhytoplankton].fill(0);
  for (DielReach& reach : river.reaches) {
    DielRates& rates = reach.rates;
    rates.organic_n_settling = rates.organic_p_settling = rates.inorganic_p_settling = 0;
    rates.denitrification = rates.bed_denitrification = 0;
    rates.phyto_growth = rates.phyto_settling = 0;
  }
  const DielCourse course = simulate_day(river);
  const Account nitrogen = account(river, course, {day::kOrganicN, day::kAmmoniaN, day::kNitrateN});
  const Account phosphorus = account(river, course, {day::kOrganicP, day::kInorganicP});
  EXPECT_NEAR(nitrogen.left / nitrogen.entered, 1, 2e-3) << "algae give back what they take";
  EXPECT_NEAR(phosphorus.left / phosphorus.entered, 1, 2e-3);
}

TEST(Diel, AlgaeMakeOxygenByDayAndUseItByNight) {
  DielRiver river = synthetic_stem(10);
  const DielReachDay lit = simulate_day(river).reaches[5];
  EXPECT_GT(lit.water[day::kOxygen].most, lit.water[day::kOxygen].least + 1);
  EXPECT_GT(lit.ph.most, lit.ph.least + 0.1) << "they take carbon dioxide";
  for (DielReach& reach : river.reaches) reach.weather.shade.fill(1);
  const DielReachDay dark = simulate_day(river).reaches[5];
  EXPECT_LT(dark.algae.mean, lit.algae.mean);
  EXPECT_LT(dark.water[day::kOxygen].mean, lit.water[day::kOxygen].mean);
}

TEST(Diel, WhatTheMudTakesIsMissingFromTheWater) {
  DielRiver river = synthetic_stem(4);
  const double without = simulate_day(river).reaches.back().water[day::kOxygen].mean;
  for (DielReach& reach : river.reaches) reach.oxygen_demand = 3;
  const DielReachDay with = simulate_day(river).reaches.back();
  EXPECT_LT(with.water[day::kOxygen].mean, without - 0.1);
  EXPECT_GT(with.sediment_demand, 3);
}

TEST(Diel, TheErrorOfAStepIsOfFirstOrder) {
  DielRiver river = synthetic_stem(3);
  const auto at = [&](double step) {
    river.step = step;
    return simulate_day(river).reaches.back().water[day::kOxygen].least;
  };
  const double coarse = at(1.0 / 128), middle = at(1.0 / 256), fine = at(1.0 / 512);
  EXPECT_NEAR((coarse - middle) / (middle - fine), 2, 0.4);
}

TEST(Diel, DaysRepeatOnceTheStemHasForgottenItsStart) {
  DielRiver river = synthetic_stem(5);
  river.days = 2;
  const double soon = simulate_day(river).unrepeated_oxygen;
  river.days = 40;
  EXPECT_LT(simulate_day(river).unrepeated_oxygen, 1e-3 * soon + 1e-6);
}

TEST(Diel, AStepTooLongForItsRatesIsRefused) {
  DielRiver river = synthetic_stem(2);
  for (DielReach& reach : river.reaches) reach.mud_thickness_cm = 0.1, reach.mud_conductivity = 1;
  EXPECT_THROW(static_cast<void>(simulate_day(river)), Error);
}

TEST(Diel, WhatIsWrongIsNamed) {
  const auto complaint = [](auto&& change) -> std::string {
    DielRiver river = synthetic_stem(3);
    change(river);
    const auto defects = defects_of(river);
    return defects.empty() ? "" : defects.front();
  };
  EXPECT_EQ(complaint([](DielRiver&) {}), "");
  const auto names = [&](const char* what, auto&& change) {
    EXPECT_NE(complaint(change).find(what), std::string::npos) << complaint(change);
  };
  names("river: has no reach", [](DielRiver& r) { r.reaches.clear(), r.sources.clear(); });
  names("reach 2: length", [](DielRiver& r) { r.reaches[1].length = -5; });
  names("reach 3: elevation", [](DielRiver& r) { r.reaches[2].elevation = std::nan(""); });
  names("reach 1 at hour 4: weather", [](DielRiver& r) { r.reaches[0].weather.cloud[4] = 1.5; });
  names("reach 1: no water is left", [](DielRiver& r) { r.sources[0].flow = 0, r.sources[0].taken = 2; });
  names("within a step", [](DielRiver& r) { r.step = 0.5; });
  names("step: is no whole part", [](DielRiver& r) { r.step = 0.3; });
  names("source works: is on no reach", [](DielRiver& r) { r.sources[0].reach = 9; });
  names("source works: a concentration", [](DielRiver& r) { r.sources[0].concentration[3].mean = -1; });
  names("headwater: flow", [](DielRiver& r) { r.head.flow = 0; });
  names("headwater at hour 3", [](DielRiver& r) { r.head.ph[3] = std::numeric_limits<double>::infinity(); });
  names("date", [](DielRiver& r) { r.date = std::chrono::year{2023} / std::chrono::February / 29; });
}

}  // namespace
}  // namespace luoshi::water

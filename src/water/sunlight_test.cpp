#include "water/sunlight.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace luoshi::water {
namespace {

using std::chrono::year;

double highest(Day day, double latitude, double longitude) {
  double most = -90;
  for (int minute = 0; minute < 24 * 60; ++minute)
    most = std::max(most, sun_at(day, minute / 60.0, latitude, longitude).elevation_deg);
  return most;
}

TEST(Sunlight, NoonIsAsHighAsTheSeasonAllows) {
  EXPECT_NEAR(highest(year{2024} / std::chrono::June / 21, 40, 116), 90 - 40 + 23.44, 0.02);
  EXPECT_NEAR(highest(year{2024} / std::chrono::December / 21, 40, 116), 90 - 40 - 23.44, 0.05) << "refraction lifts";
  EXPECT_NEAR(highest(year{2024} / std::chrono::June / 21, 23.44, 0), 90, 0.15) << "overhead on the tropic";
}

TEST(Sunlight, NoonComesWithTheMeridian) {
  // The equation of time is 16.4 minutes on 3 November and −14.2 on 11 February (any almanac).
  const auto noon = [](Day day) {
    double best = -90, at = 0;
    for (double hour = 0; hour < 12; hour += 1.0 / 120)
      if (const double height = sun_at(day, hour, 30, 120).elevation_deg; height > best) best = height, at = hour;
    return at;
  };
  EXPECT_NEAR(noon(year{2024} / std::chrono::November / 3), 4 - 16.4 / 60, 0.01) << "120° east is eight hours ahead";
  EXPECT_NEAR(noon(year{2024} / std::chrono::February / 11), 4 + 14.2 / 60, 0.01);
}

TEST(Sunlight, TheEarthIsNearestInJanuary) {
  EXPECT_NEAR(sun_at(year{2024} / std::chrono::January / 3, 0, 0, 0).distance_au, 0.98331, 1e-4);
  EXPECT_NEAR(sun_at(year{2024} / std::chrono::July / 5, 0, 0, 0).distance_au, 1.01673, 1e-4);
}

TEST(Sunlight, NightIsDarkAndHazeDims) {
  const Sun night{-3, 1}, day{60, 1};
  EXPECT_EQ(bras_sunlight(night, 2), 0);
  EXPECT_EQ(ryan_stolzenbach_sunlight(night, 0.8, 0), 0);
  EXPECT_GT(bras_sunlight(day, 2), bras_sunlight(day, 5));
  EXPECT_LT(bras_sunlight(day, 2), 1367);
  EXPECT_GT(ryan_stolzenbach_sunlight(day, 0.9, 0), ryan_stolzenbach_sunlight(day, 0.7, 0));
  EXPECT_GT(ryan_stolzenbach_sunlight(day, 0.8, 3000), ryan_stolzenbach_sunlight(day, 0.8, 0)) << "thinner air";
  EXPECT_EQ(reflected_part(-1, 0), 0);
  EXPECT_GT(reflected_part(5, 0), reflected_part(60, 0));
  EXPECT_LE(reflected_part(0.1, 0), 1);
}

}  // namespace
}  // namespace luoshi::water

#include "assess/city_settings.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::assess {
namespace {

const std::string kLeast = "name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=5\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\n";

TEST(Quarter, CountsOverTheTurnOfTheYear) {
  const Quarter last{2026, 4};
  EXPECT_EQ(last.after(1), (Quarter{2027, 1}));
  EXPECT_EQ(last.after(-4), (Quarter{2025, 4}));
  EXPECT_EQ(last.after(-7), (Quarter{2025, 1}));
  EXPECT_EQ(quarters_between({2025, 3}, last), 5);
  EXPECT_EQ(quarters_between(last, {2025, 3}), -5);
  EXPECT_EQ(day_text(Quarter{2026, 1}.last_day()), "2026-03-31");
  EXPECT_EQ(day_text(last.first_day()), "2026-10-01");
  EXPECT_EQ(quarter_of(day_from_text("2026-09-30").value()), (Quarter{2026, 3}));
  EXPECT_EQ(last.text(), "2026-Q4");
}

TEST(CitySettings, AreReadWithWhatTheyLeaveOut) {
  const CitySettings settings = read_city_settings(kLeast + "on_time=[0.8, 0.9]\non_time_source=\"案卷\"\nloads_of=\"2025-12-31\"\n", "c.toml");
  EXPECT_EQ(settings.first, (Quarter{2026, 4}));
  EXPECT_FALSE(settings.target);
  EXPECT_EQ(settings.on_time, (std::vector<double>{0.8, 0.9}));
  EXPECT_EQ(day_text(*settings.loads_of), "2025-12-31");
  EXPECT_EQ(settings.effect_sd, 0.0);
}

TEST(CitySettings, WhatDoesNotFitIsRefusedWithItsLine) {
  for (const std::string& bad :
       {std::string{"name=\"城\"\n"}, kLeast + "target=\"2026-12\"\n", kLeast + "loads_of=\"2025\"\n", kLeast + "model_error=3\n",
        kLeast + "on_time=[0.9, 0.8]\non_time_source=\"x\"\n", kLeast + "on_time=[0.9]\n", kLeast + "speed=1\n", kLeast.substr(0, kLeast.find("items")) + "items=[]\n",
        std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=5\nwater=\"m.toml\"\n"},
        std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=0\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\n"},
        std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=4.5\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\n"}})
    EXPECT_THROW((void)read_city_settings(bad, "c.toml"), Error) << bad;
}

}  // namespace
}  // namespace luoshi::assess

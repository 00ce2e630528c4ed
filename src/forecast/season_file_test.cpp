#include "forecast/season_file.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "base/error.hpp"
#include "forecast/funnel.hpp"

namespace luoshi::forecast {
namespace {

constexpr const char* kNorth = R"([[season]]
work = "river"
speed = [0, 0, 1, 1.5, 1.5, 1.5, 1, 1, 1.5, 1.5, 1.5, 0]
source = "invented for this test"
)";

Day on(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

TEST(SeasonFile, ReadsTwelveMonthsAndTurnsThemToADay) {
  const auto seasons = read_seasons(kNorth, "seasons.toml");
  ASSERT_EQ(seasons.size(), 1U);
  EXPECT_EQ(seasons[0].work, "river");
  // The whole of a month is gone on its last day: what follows is the next one.
  const auto from_spring = season_from(seasons[0], on(2026, 3, 31));
  EXPECT_EQ(from_spring.front(), 1.5);
  EXPECT_EQ(from_spring[8], 0) << "December";
  // From the middle of a month half of it and half of the next.
  EXPECT_NEAR(season_from(seasons[0], on(2026, 11, 15)).front(), 0.75, 1e-12);
  const auto year = season_from(seasons[0], on(2026, 7, 20));
  EXPECT_NEAR(std::accumulate(year.begin(), year.end(), 0.0), 12, 1e-12) << "a year is a year from any day";
}

TEST(SeasonFile, WinterAheadIsWorseThanSummerAhead) {
  const Season season = read_seasons(kNorth, "seasons.toml")[0];
  FunnelQuestion question;
  question.total = 40, question.done = 20, question.wanted = 30, question.months = 4;
  question.stages = {{20, 20, 200}};
  const auto chance = [&](Day from) {
    question.season = season_from(season, from);
    return std::get<FunnelForecast>(forecast_funnel(question)).chance;
  };
  EXPECT_LT(chance(on(2026, 10, 31)) + 0.3, chance(on(2026, 3, 31)));
}

TEST(SeasonFile, RefusesWithFileAndLine) {
  const auto refusal = [](const std::string& text) {
    try {
      (void)read_seasons(text, "s.toml");
    } catch (const Error& error) {
      return std::string{error.what()};
    }
    return std::string{"read"};
  };
  EXPECT_NE(refusal("").find("no [[season]]"), std::string::npos);
  EXPECT_NE(refusal("[[season]]\nwork = \"a\"\nspeed = [1, 1]\nsource = \"x\"\n").find("s.toml:3"), std::string::npos);
  EXPECT_NE(refusal("[[season]]\nwork = \"a\"\nspeed = [0,0,0,0,0,0,0,0,0,0,0,0]\nsource = \"x\"\n").find("nothing is ever done"), std::string::npos);
  EXPECT_NE(refusal("[[season]]\nwork = \"a\"\nspeed = [1,1,1,1,1,1,1,1,1,1,1,-1]\nsource = \"x\"\n").find("outside 0"), std::string::npos);
  EXPECT_NE(refusal("[[season]]\nwork = \"a\"\nspeed = [1,1,1,1,1,1,1,1,1,1,1,1]\n").find("source"), std::string::npos);
  EXPECT_NE(refusal("[[season]]\nwork = \"a\"\nspede = [1]\nsource = \"x\"\n").find("spede"), std::string::npos);
  EXPECT_NE(refusal(std::string{kNorth} + kNorth).find("a second season"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::forecast

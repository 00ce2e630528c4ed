#include "water/low_flow.hpp"

#include <gtest/gtest.h>

namespace luoshi::water {
namespace {

TEST(LowFlow, OfNineYearsIsTheDriest) {
  std::vector<std::vector<double>> years;
  for (int year = 1; year <= 9; ++year) {
    years.emplace_back(12, 50.0);
    years.back()[static_cast<std::size_t>(year)] = year;
  }
  EXPECT_NEAR(driest_month_90(years).value(), 1.0, 1e-12);  // rank 0.1·10 = 1
  years.pop_back();
  EXPECT_FALSE(driest_month_90(years)) << "eight years cannot show one in ten";
}

TEST(LowFlow, OfNineteenYearsIsTheSecond) {
  std::vector<std::vector<double>> years;
  for (int year = 19; year >= 1; --year) years.emplace_back(12, static_cast<double>(year));
  EXPECT_NEAR(driest_month_90(years).value(), 2.0, 1e-12);
}

TEST(LowFlow, SevenDaysAreAMeanAndNotADay) {
  std::vector<std::vector<double>> years(9, std::vector<double>(365, 10.0));
  years[4][100] = 3;  // one dry day: the week's mean is (6·10 + 3)/7
  EXPECT_NEAR(seven_day_ten_year(years).value(), 9.0, 1e-12);
}

}  // namespace
}  // namespace luoshi::water

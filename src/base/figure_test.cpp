#include "base/figure.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

Figure figure(std::string_view value, Bound bound, std::string unit) {
  Figure made;
  made.value = Decimal::parse(value).value();
  made.bound = bound;
  made.unit = std::move(unit);
  return made;
}

Interval interval(std::string_view value, Bound bound, std::string unit) {
  return interval_of(figure(value, bound, std::move(unit))).value();
}

TEST(Unit, ChineseAndMetricAreasAreExactInMu) {
  EXPECT_EQ(in_base(Decimal{14, -1}, read_unit("万亩").value()), Decimal{14000});
  EXPECT_EQ(in_base(Decimal{1}, read_unit("公顷").value()), Decimal{15});
  EXPECT_EQ(in_base(Decimal{10000}, read_unit("平方米").value()), Decimal{15});
  EXPECT_EQ(in_base(Decimal{1}, read_unit("平方公里").value()), Decimal{1500});
  EXPECT_TRUE(same_kind(read_unit("亩").value(), read_unit("万平方米").value()));
}

TEST(Unit, ThousandsInAUnitsNameAreNoMultiplier) {
  EXPECT_EQ(in_base(Decimal{3}, read_unit("千米").value()), Decimal{3000});
  EXPECT_EQ(in_base(Decimal{3}, read_unit("千克").value()), Decimal{3});
  EXPECT_EQ(in_base(Decimal{3}, read_unit("千瓦").value()), Decimal{3});
  EXPECT_EQ(in_base(Decimal{3}, read_unit("万千瓦").value()), Decimal{30000});
}

TEST(Unit, CountersDoNotMixButPersonsAreOneKind) {
  EXPECT_FALSE(same_kind(read_unit("条").value(), read_unit("座").value()));
  EXPECT_TRUE(same_kind(read_unit("名").value(), read_unit("人").value()));
  EXPECT_TRUE(same_kind(read_unit("万人").value(), read_unit("位").value()));
  EXPECT_FALSE(same_kind(read_unit("%").value(), read_unit("个百分点").value()));
}

TEST(Figure, ABoundBecomesAnInterval) {
  EXPECT_EQ(interval("1.4", Bound::Above, "万亩"), (Interval{Endpoint{Decimal{14000}, false}, std::nullopt, false}));
  EXPECT_EQ(interval("40", Bound::AtLeast, "%"), (Interval{Endpoint{Decimal{40}, true}, std::nullopt, false}));
  EXPECT_EQ(interval("110", Bound::Nearly, "家"), (Interval{std::nullopt, Endpoint{Decimal{110}, false}, true}));
}

TEST(Figure, AnUncertainFigureTakesNoPartInArithmetic) {
  Figure lost = figure("87", Bound::Equal, "件");
  lost.uncertain = true;
  EXPECT_EQ(interval_of(lost), std::nullopt);
}

TEST(Figure, AboveAndBelowTogetherHaveNoBound) {
  const auto sum = add(interval("100", Bound::Above, "条"), interval("50", Bound::Below, "条"));
  EXPECT_TRUE(sum->is_unbounded());
}

TEST(Figure, SumsKeepTheirBounds) {
  const auto sum = add(interval("100", Bound::AtLeast, "条"), interval("11", Bound::Above, "条"));
  EXPECT_EQ(*sum, (Interval{Endpoint{Decimal{111}, false}, std::nullopt, false}));
  const auto rest = subtract(interval("120", Bound::Equal, "条"), interval("111", Bound::Equal, "条"));
  EXPECT_EQ(*rest, Interval::exactly(Decimal{9}));
}

TEST(Figure, ReachesOnlyWhatItCanProve) {
  const auto goal = interval("120", Bound::AtLeast, "条");
  EXPECT_EQ(reaches(interval("120", Bound::Equal, "条"), goal), Answer::Yes);
  EXPECT_EQ(reaches(interval("111", Bound::Equal, "条"), goal), Answer::No);
  EXPECT_EQ(reaches(interval("111", Bound::AtLeast, "条"), goal), Answer::CannotSay);
  EXPECT_EQ(reaches(interval("120", Bound::Above, "条"), goal), Answer::Yes);
  EXPECT_EQ(reaches(interval("120", Bound::Below, "条"), goal), Answer::No);
  EXPECT_EQ(reaches(interval("230", Bound::Nearly, "条"), goal), Answer::CannotSay) << "近 has no lower end";
}

TEST(Figure, AStrictGoalIsNotReachedByItsOwnValue) {
  const auto goal = interval("680", Bound::Above, "亿元");
  EXPECT_EQ(reaches(interval("680", Bound::Equal, "亿元"), goal), Answer::No);
  EXPECT_EQ(reaches(interval("680", Bound::Above, "亿元"), goal), Answer::Yes);
  EXPECT_EQ(reaches(interval("680.1", Bound::Equal, "亿元"), goal), Answer::Yes);
}

TEST(Figure, ALimitIsKeptFromBelow) {
  const auto limit = interval("25", Bound::AtMost, "微克/立方米");
  EXPECT_EQ(reaches(interval("24.9", Bound::Equal, "微克/立方米"), limit), Answer::Yes);
  EXPECT_EQ(reaches(interval("25", Bound::Equal, "微克/立方米"), limit), Answer::Yes);
  EXPECT_EQ(reaches(interval("26", Bound::AtLeast, "微克/立方米"), limit), Answer::No);
  EXPECT_EQ(reaches(interval("26", Bound::AtMost, "微克/立方米"), limit), Answer::CannotSay);
}

}  // namespace
}  // namespace luoshi

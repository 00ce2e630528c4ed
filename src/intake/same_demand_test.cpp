#include "intake/same_demand.hpp"

#include <gtest/gtest.h>

namespace luoshi::intake {
namespace {

TEST(SameDemand, AChangedFigureAndDateLeaveTheWordsAlike) {
  const Demand before = demand_of("今年底前完成河涌整治20条以上", {"条"}, {});
  const Demand after = demand_of("2026年底前完成河涌整治15条以上", {"条"}, {});
  const Likeness like = likeness(before, after);
  EXPECT_GE(like.words, 900U);
  EXPECT_TRUE(like.unit);
  EXPECT_GT(like.all, kLikeEnough);
}

TEST(SameDemand, TheSumCanBeDoneOnPaper) {
  // 甲乙 乙丙 丙丁 against 乙丙 丙丁 丁戊: two in common of three and three.
  const Likeness like = likeness(demand_of("甲乙丙丁", {}, {7}), demand_of("乙丙丁戊", {"条"}, {7, 9}));
  EXPECT_EQ(like.words, 666U);
  EXPECT_FALSE(like.unit);
  EXPECT_TRUE(like.asset);
  EXPECT_EQ(like.all, 666U * 7 / 10 + 150);
}

TEST(SameDemand, IsSymmetricAndOneWithItself) {
  const Demand a = demand_of("加快推进雨污分流改造，新建污水管网35公里", {"公里"}, {3});
  const Demand b = demand_of("加强断面水质监测，每月通报一次结果", {}, {});
  EXPECT_EQ(likeness(a, b).all, likeness(b, a).all);
  EXPECT_EQ(likeness(a, a).all, 1000U);
  EXPECT_LT(likeness(a, b).all, kLikeEnough);
}

TEST(SameDemand, NothingIsLikeNothing) { EXPECT_EQ(likeness(demand_of("", {}, {}), demand_of("3.5 km", {}, {})).all, 0U); }

}  // namespace
}  // namespace luoshi::intake

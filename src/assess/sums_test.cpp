#include "assess/sums.hpp"

#include <gtest/gtest.h>

namespace luoshi::assess {
namespace {

Figure rivers(std::int64_t count, Bound bound = Bound::Equal) {
  Figure figure;
  figure.value = Decimal{count};
  figure.bound = bound;
  figure.unit = "条";
  return figure;
}

TEST(AddsUp, FindsWhatNobodyOwns) {
  const Sum sum = adds_up(rivers(120), {{1, rivers(60), true, {}}, {2, rivers(51), true, {}}});
  EXPECT_EQ(sum.reaches, Answer::No);
  EXPECT_EQ(sum.remainder, Interval::exactly(Decimal{9}));
}

TEST(AddsUp, FindsTheSameRiverPromisedTwice) {
  const Sum sum = adds_up(rivers(100), {{1, rivers(60), true, {7, 8}}, {2, rivers(60), true, {8, 9}}});
  ASSERT_EQ(sum.overlaps.size(), 1U);
  EXPECT_EQ(sum.overlaps[0], (Overlap{8, 1, 2}));
  EXPECT_EQ(sum.reaches, Answer::CannotSay) << "120 reaches 100 only while river 8 counts twice";
}

TEST(AddsUp, KeepsBounds) {
  EXPECT_EQ(adds_up(rivers(100), {{1, rivers(60, Bound::AtLeast), true, {}}, {2, rivers(40, Bound::Above), true, {}}}).reaches,
            Answer::Yes);
  EXPECT_EQ(adds_up(rivers(100), {{1, rivers(60, Bound::Above), true, {}}, {2, rivers(40, Bound::Below), true, {}}}).reaches,
            Answer::CannotSay);
}

TEST(AddsUp, LeavesOutWhatCannotBeAddedAndSaysSo) {
  Figure plants = rivers(60);
  plants.unit = "座";
  const Sum sum = adds_up(rivers(100), {{1, rivers(60), true, {}}, {2, plants, true, {}}, {3, std::nullopt, true, {}}, {4, rivers(1), false, {}}});
  EXPECT_EQ(sum.left_out, (std::vector<std::uint32_t>{2, 3, 4}));
  EXPECT_EQ(sum.reaches, Answer::CannotSay);
}

TEST(AddsUp, SaysNothingWithoutParts) { EXPECT_EQ(adds_up(rivers(100), {}).reaches, Answer::CannotSay); }

}  // namespace
}  // namespace luoshi::assess

#include "assess/sums.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "base/random.hpp"

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

// Parts with things of their own, and some of these promised again by later parts: exactly those are found.
TEST(AddsUp, FindsEveryPlantedOverlapAndNoOther) {
  Random random{20261126};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<Part> parts;
    std::uint32_t thing = 0;
    const std::uint64_t count = 2 + random.below(20);
    for (std::uint32_t id = 1; id <= count; ++id) {
      parts.push_back({id, rivers(5), true, {}});
      for (int k = 0; k < 5; ++k) parts.back().assets.push_back(++thing);
    }
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> planted;
    for (std::size_t later = 1; later < parts.size(); ++later)
      if (random.below(3) == 0) {
        const std::size_t first = random.below(later);
        const std::uint32_t asset = static_cast<std::uint32_t>(first * 5 + 1 + random.below(5));
        parts[later].assets.push_back(asset);
        planted.emplace_back(asset, parts[first].id, parts[later].id);
      }
    for (Part& part : parts) random.shuffle(std::span{part.assets});
    const Sum sum = adds_up(rivers(5), parts);
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> found;
    for (const Overlap& each : sum.overlaps) found.emplace_back(each.asset, each.first_part, each.second_part);
    std::sort(planted.begin(), planted.end());
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found, planted) << "trial " << trial;
    ASSERT_EQ(sum.reaches, planted.empty() ? Answer::Yes : Answer::CannotSay) << "trial " << trial;
  }
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

TEST(AddsUp, PeriodByPeriodWithWhatWaitsAsAShareOfItsOwn) {
  const auto sums = adds_up_by_period(rivers(100), {{{1, rivers(40), true, {7}}, 0, false}, {{2, rivers(30), true, {}}, 2, false},
                                                    {{3, rivers(30), true, {7}}, 2, true}, {{4, rivers(5), true, {}}, std::nullopt, false}});
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_EQ(sums[0].sum.total, Interval::exactly(Decimal{40}));
  EXPECT_FALSE(sums[0].waiting);
  EXPECT_EQ(sums[1].sum.total, Interval::exactly(Decimal{70}));
  EXPECT_EQ(sums[1].sum.remainder, Interval::exactly(Decimal{30}));
  EXPECT_EQ(sums[1].waiting, Interval::exactly(Decimal{30})) << "not in the total";
  EXPECT_EQ(sums[1].sum.left_out, std::vector<std::uint32_t>{4}) << "without a date";
  EXPECT_EQ(sums[1].sum.overlaps.size(), 1U) << "river 7 is promised and waited for";
  EXPECT_EQ(sums[1].sum.reaches, Answer::CannotSay) << "what waits could fill the gap";
}

TEST(AddsUp, WhatWaitsWithoutAFigureCouldFillTheGap) {
  const auto sums = adds_up_by_period(rivers(100), {{{1, rivers(40), true, {}}, 1, false}, {{2, std::nullopt, true, {}}, 1, true}});
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_FALSE(sums[0].waiting) << "no figure, no share";
  EXPECT_EQ(sums[0].sum.left_out, std::vector<std::uint32_t>{2});
  EXPECT_EQ(sums[0].sum.reaches, Answer::CannotSay);
}

TEST(AddsUp, SaysNothingWithoutParts) { EXPECT_EQ(adds_up(rivers(100), {}).reaches, Answer::CannotSay); }

}  // namespace
}  // namespace luoshi::assess

#include "verify/measure_lists.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace luoshi::verify {
namespace {

TEST(MeasureLists, SoundListsAreAskedAboutNoOftenerThanSaidAndWhatWasPlantedIsFound) {
  const std::vector<ListMeasure> all = measure_lists(40, 0.2, 20260630);
  ASSERT_EQ(all.size(), 6U);
  for (const ListMeasure& one : all) {
    std::printf("%s: %zu of %zu lists, %zu/%zu found\n", std::string{check_name(one.check)}.c_str(), one.asked, one.lists, one.found, one.planted);
    // 40 lists at 0.2 are 8 questions; nineteen runs of twenty stay below 14.
    EXPECT_LE(one.asked, 14U) << check_name(one.check) << " " << one.data;
    EXPECT_GT(one.planted, 0U);
    EXPECT_GE(10 * one.found, 9 * one.planted) << check_name(one.check) << " " << one.story;
  }
}

TEST(MeasureLists, TheSameSeedGivesTheSameAnswer) {
  const auto first = measure_lists(2, 0.2, 7), second = measure_lists(2, 0.2, 7);
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].asked, second[i].asked);
    EXPECT_EQ(first[i].found, second[i].found);
  }
}

}  // namespace
}  // namespace luoshi::verify

#include "intake/repair.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::intake {
namespace {

TEST(Repair, LeavesACleanLineAsItIs) {
  const std::string clean = "8月22日，市长主持召开第38次常务会议。\n𠮷田村";
  const RepairedText repaired = repair(clean);
  EXPECT_EQ(to_utf8(repaired.text), clean);
  ASSERT_EQ(repaired.sources.size(), repaired.text.size());
  EXPECT_EQ(repaired.sources.back(), (SourceSpan{static_cast<std::uint32_t>(clean.size() - 3), static_cast<std::uint32_t>(clean.size())}));
  EXPECT_TRUE(repaired.repairs.empty());
}

TEST(Repair, RefusesAnEmptyFile) { EXPECT_THROW((void)repair(" \n"), Error); }

}  // namespace
}  // namespace luoshi::intake

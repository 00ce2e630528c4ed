#include "base/date.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

using std::chrono::year;

TEST(PartialDate, ReadsBackEveryPrecision) {
  for (const char* text : {"2026", "2026-06", "2026-06-30", "--06", "--07-17", "--02-29"})
    EXPECT_EQ(PartialDate::parse(text).value().text(), text);
}

TEST(PartialDate, RefusesDaysNoCalendarHas) {
  for (const char* text : {"2026-02-30", "--02-30", "2025-02-29", "2026-13", "2026-00-01", "26-01-01", "2026-1-1", "--", "2026-06-3x"})
    EXPECT_EQ(PartialDate::parse(text), std::nullopt) << text;
}

TEST(PartialDate, AMonthIsDueOnItsLastDay) {
  EXPECT_EQ(day_text(*PartialDate::parse("2024-02")->last_day()), "2024-02-29");
  EXPECT_EQ(day_text(*PartialDate::parse("2026")->last_day()), "2026-12-31");
  EXPECT_EQ(PartialDate::parse("--07-17")->last_day(), std::nullopt);
  EXPECT_EQ(PartialDate::parse("--07-17")->in_year(2018).text(), "2018-07-17");
}

TEST(Instant, ReadsBackToTheMillisecond) {
  const auto instant = instant_from_text("2026-06-30T16:05:09.120Z");
  ASSERT_TRUE(instant);
  EXPECT_EQ(instant_text(*instant), "2026-06-30T16:05:09.120Z");
  EXPECT_EQ(day_text(china_day(*instant)), "2026-07-01") << "16:05 UTC is after midnight in China";
  EXPECT_EQ(instant_from_text("2026-06-30T16:05:09Z"), std::nullopt);
  EXPECT_EQ(instant_from_text("2026-02-30T16:05:09.000Z"), std::nullopt);
}

TEST(Instant, ADayEndsAtMidnightInChina) {
  const Day day{year{2026}, std::chrono::month{6}, std::chrono::day{30}};
  EXPECT_EQ(instant_text(end_of_china_day(day)), "2026-06-30T16:00:00.000Z");
}

TEST(Deadline, OnlyDatedOnesAreDue) {
  Deadline deadline{DeadlineKind::By, std::nullopt, PartialDate::parse("2026-10"), "10月底前"};
  EXPECT_EQ(day_text(*deadline.due()), "2026-10-31");
  deadline.kind = DeadlineKind::Vague;
  EXPECT_EQ(deadline.due(), std::nullopt);
}

}  // namespace
}  // namespace luoshi

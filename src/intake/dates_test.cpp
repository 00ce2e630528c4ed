#include "intake/dates.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace luoshi::intake {
namespace {

constexpr TimeReference kToday{2031, 9, 3};

std::string first(std::u32string_view text, const TimeReference& today = kToday) {
  const auto times = read_times(text, 0, text.size(), today);
  return times.empty() ? "none" : times.front().text();
}

TimeKind kind(std::u32string_view text) {
  const auto times = read_times(text, 0, text.size(), kToday);
  return times.empty() ? TimeKind::Year : times.front().kind;
}

TEST(Dates, TheDialectOfPapersIsRead) {
  const std::pair<std::u32string_view, std::string> rows[] = {{U"10月底前完成", "2031-10-31"},
                                                              {U"明年3月底前", "2032-03-31"},
                                                              {U"三季度末", "2031-09-30"},
                                                              {U"“十四五”末", "2025-12-31"},
                                                              {U"年内", "2031-12-31"},
                                                              {U"年底前", "2031-12-31"},
                                                              {U"今年以来", "2031"},
                                                              {U"去年", "2030"},
                                                              {U"过去一年", "2030"},
                                                              {U"截至7月底", "2031-07-31"},
                                                              {U"1—4月", "2031-01/2031-04"},
                                                              {U"2月7至8日", "2031-02-07/2031-02-08"},
                                                              {U"2031年至2033年", "2031/2033"},
                                                              {U"11月中旬前", "2031-11-20"},
                                                              {U"上半年", "2031-06-30"},
                                                              {U"10月前", "2031-10"},
                                                              {U"2035年前", "2035"},
                                                              {U"自10月1日起施行", "2031-10-01"},
                                                              {U"二〇三一年五月六日", "2031-05-06"},
                                                              {U"2031-06-30", "2031-06-30"},
                                                              {U"今年第二季度", "2031-06-30"},
                                                              {U"今年1至8月", "2031-01/2031-08"},
                                                              {U"前9个月", "2031-01/2031-09"},
                                                              {U"月底前", "2031-09-30"}};
  for (const auto& [text, date] : rows) EXPECT_EQ(first(text), date);
}

TEST(Dates, AYearNobodyGaveStaysOpen) {
  EXPECT_EQ(first(U"10月底前", {}), "--10-31");
  EXPECT_EQ(first(U"今年", {}), "----");
  EXPECT_EQ(first(U"明年6月底前", {}), "--06-30");
}

TEST(Dates, WhatNamesNoDayIsNeverGivenOne) {
  EXPECT_EQ(kind(U"尽快启动"), TimeKind::Vague);
  EXPECT_EQ(kind(U"按时间节点完成"), TimeKind::Vague);
  EXPECT_EQ(kind(U"采暖季前"), TimeKind::Season);
  EXPECT_EQ(kind(U"明年汛期前"), TimeKind::Season);
  EXPECT_EQ(kind(U"一周内解决"), TimeKind::Relative);
  EXPECT_EQ(kind(U"24小时内"), TimeKind::Relative);
  EXPECT_EQ(kind(U"每月25日前报送"), TimeKind::Recurring);
  EXPECT_EQ(kind(U"三年来"), TimeKind::Recent);
  for (const std::u32string_view text : {U"尽快", U"采暖季前", U"一周内", U"每月25日前"}) EXPECT_EQ(first(text), "");
}

TEST(Dates, ADayThatDoesNotExistIsNotRead) {
  EXPECT_EQ(first(U"2月30日前"), "none");
  EXPECT_EQ(first(U"2031年2月29日"), "none");
  EXPECT_EQ(first(U"13月"), "none");
}

TEST(Dates, ThePlansNameIsNoDate) { EXPECT_EQ(first(U"“十四五”规划"), "none"); }

TEST(Dates, AMonthGoneByIsNextYearsWhereADutyNamesIt) {
  const auto times = read_times(U"3月底前完成", 0, 6, kToday);
  ASSERT_EQ(times.size(), 1U);
  EXPECT_EQ(looking_ahead(times[0], kToday).text(), "2032-03-31");
  const auto later = read_times(U"12月底前", 0, 6, kToday);
  EXPECT_EQ(looking_ahead(later.at(0), kToday).text(), "2031-12-31");
}

}  // namespace
}  // namespace luoshi::intake

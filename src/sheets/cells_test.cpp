#include "sheets/cells.hpp"

#include <gtest/gtest.h>

#include "sheets/test_sheets.hpp"

namespace luoshi::sheets {
namespace {

formats::ReadCell cell(formats::Cell value, bool percent = false) { return {0, false, percent, std::move(value)}; }
formats::ReadCell text(const char* value) { return cell(std::string{value}); }
Field holds(Holds what) { return {.key = "k", .title = "栏", .holds = what, .options = {"在建", "完工"}}; }

std::string said(const formats::ReadCell& from, Holds what, int year = 2026) {
  const Reading reading = read_cell(from, holds(what), test::few_words(year));
  if (const auto* misread = std::get_if<Misread>(&reading)) return "？" + misread->text;
  return canonical_text(std::get<Value>(reading));
}
bool asks(const formats::ReadCell& from, Holds what, int year = 2026) {
  return said(from, what, year).starts_with("？");
}

TEST(Cells, DaysAsPeopleWriteThem) {
  for (const char* const written : {"2023.6.30", "2023-06-30", "2023/6/30", "20230630", "2023年6月30日",
                                    "２０２３．６．３０", " 2023 年 6 月 30 日 ", "23.6.30"})
    EXPECT_EQ(said(text(written), Holds::Day), "2023-06-30") << written;
  EXPECT_EQ(said(text("6月30日"), Holds::Day), "2026-06-30") << "the year of the sheet";
  EXPECT_TRUE(asks(text("6月30日"), Holds::Day, 0)) << "no year to go by";
  EXPECT_EQ(said(cell(45'107.0), Holds::Day), "2023-06-30") << "a day whose format was lost";
  EXPECT_TRUE(asks(cell(6.3), Holds::Day)) << "6.30 becomes 6.3: the third or the thirtieth";
  for (const char* const written : {"2023.2.30", "2023年6月", "尽快", "6月", "2023.6.30-7.5"})
    EXPECT_TRUE(asks(text(written), Holds::Day)) << written;
}

TEST(Cells, TimeLimitsKeepTheirPrecision) {
  EXPECT_EQ(said(text("6月底前"), Holds::Deadline), "/2026-06-30");
  EXPECT_EQ(said(text("2023.6"), Holds::Deadline), "/2023-06-30");
  EXPECT_EQ(said(text("2023.6.15"), Holds::Deadline), "/2023-06-15");
  EXPECT_EQ(said(cell(PartialDate{2023, 6, {}}), Holds::Deadline), "/2023-06-30");
  EXPECT_EQ(said(cell(2023.0), Holds::Deadline), "/2023-12-31");
  EXPECT_EQ(said(text("尽快"), Holds::Deadline), "尽快") << "no day is made of it";
}

TEST(Cells, PercentagesWithTwoReadingsAreAsked) {
  EXPECT_EQ(said(text("完成80%"), Holds::Percent), "80");
  EXPECT_EQ(said(text("８０％"), Holds::Percent), "80");
  EXPECT_EQ(said(cell(0.8, true), Holds::Percent), "80");
  EXPECT_EQ(said(cell(80.0), Holds::Percent), "80");
  EXPECT_EQ(said(text("已完成"), Holds::Percent), "100");
  EXPECT_TRUE(asks(cell(0.8), Holds::Percent));
  EXPECT_TRUE(asks(text("0.8"), Holds::Percent));
  EXPECT_TRUE(asks(text("第2标段完成80%"), Holds::Percent));
  EXPECT_TRUE(asks(text("正在推进"), Holds::Percent));
}

TEST(Cells, NumbersFiguresAndYesOrNo) {
  EXPECT_EQ(said(text("１，２３４．５"), Holds::Number), "1234.5");
  EXPECT_EQ(said(text("1.2万"), Holds::Number), "12000");
  EXPECT_TRUE(asks(text("约三百"), Holds::Number));
  EXPECT_EQ(said(text("20条以上"), Holds::Figure), ">=20条");
  EXPECT_TRUE(asks(text("20"), Holds::Figure)) << "no unit";
  for (const char* const yes : {"是", "√", "有", "Y"}) EXPECT_EQ(said(text(yes), Holds::YesNo), "是") << yes;
  for (const char* const no : {"否", "×", "无", "N"}) EXPECT_EQ(said(text(no), Holds::YesNo), "否") << no;
  EXPECT_TRUE(asks(text("部分"), Holds::YesNo));
  EXPECT_TRUE(asks(text("停工"), Holds::Choice));
  EXPECT_EQ(said(text("在 建"), Holds::Choice), "在建");
  EXPECT_EQ(said(cell(440'100'000'000.0), Holds::Text), "440100000000") << "a code typed as a number keeps its digits";
}

TEST(Cells, DashesAreEmptyAndErrorsAreAsked) {
  for (const Holds what : {Holds::Text, Holds::Number, Holds::Day, Holds::Figure, Holds::YesNo}) {
    EXPECT_EQ(said(text("/"), what), "");
    EXPECT_EQ(said(text("—"), what), "");
    EXPECT_TRUE(asks(cell(formats::CellError{"#REF!"}), what));
  }
  EXPECT_EQ(said(text("无"), Holds::Number), "");
  EXPECT_EQ(said(text("无"), Holds::Text), "无");
}

}  // namespace
}  // namespace luoshi::sheets

#include "forecast/history_table.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::forecast {
namespace {

constexpr const char* kColumns =
    "project = \"id\"\nclass = \"kind\"\nbody = \"who\"\nas_of = \"on\"\nplanned_end = \"due\"\nactual_end = \"done\"\n"
    "started = \"begun\"\nprogress = \"share\"\nno_date = [\"n/a\"]\n";

Portfolio read(const std::string& rows) {
  return read_history_table(read_table_columns(kColumns, "c.toml"), "id,kind,who,on,due,done,begun,share\n" + rows, "t.csv");
}

bool noted(const Portfolio& portfolio, const std::string& words) {
  for (const std::string& note : portfolio.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

TEST(HistoryTable, GathersTheReportsOfOnePieceOfWorkInOrderOfTime) {
  const Portfolio made = read(
      "a,sewer,MoW,2020-06-01,2021-01-01,,2019-01-01,0.5\n"
      "a,,,2020-01-01,2020-12-01,,2019-01-01,40%\n"
      "b,Sewer,mow,2020-01-01,2020-05-01,,,\n"
      "b,Sewer,mow,2020-07-01,2020-05-01,2020-06-15,,\n");
  ASSERT_EQ(made.histories.size(), 2U);
  ASSERT_EQ(made.histories[0].reports.size(), 2U);
  EXPECT_EQ(made.histories[0].reports[0].progress, 0.4);
  EXPECT_EQ(*made.histories[0].reports[1].planned - *made.histories[0].reports[0].planned, 31);
  EXPECT_EQ(made.types.size(), 1U) << "letter case does not make two types";
  EXPECT_EQ(made.histories[1].finish_known - *made.histories[1].finished, 16) << "known when the table first says so";
  EXPECT_TRUE(made.dated_reports);
}

TEST(HistoryTable, SetsAsideWhatCannotBeUsedAndSaysWhere) {
  const Portfolio made = read(
      "a,k,w,2020-01-01,2020-12-01,,2019-01-01,\n"
      "a,k,w,2020-02-30,2020-12-01,,2019-01-01,\n"
      ",k,w,2020-03-01,2020-12-01,,2019-01-01,\n"
      "a,k,w,,2020-12-01,,2019-01-01,\n"
      "a,k,w,2020-04-01,soon,,2019-01-01,\n"
      "a,k,w,2020-05-01,n/a,,2019-01-01,\n");
  ASSERT_EQ(made.histories.size(), 1U);
  EXPECT_EQ(made.histories[0].reports.size(), 2U);
  EXPECT_FALSE(made.histories[0].reports[1].planned);
  EXPECT_TRUE(noted(made, "no date in column 'on'"));
  EXPECT_TRUE(noted(made, "row 3: '2020-02-30'"));
  EXPECT_TRUE(noted(made, "no project named"));
  EXPECT_TRUE(noted(made, "no as-of date"));
  EXPECT_TRUE(noted(made, "row 6: 'soon'"));
}

TEST(HistoryTable, DropsFinishesThatCannotBe) {
  const Portfolio made = read(
      "a,k,w,2020-06-01,2020-05-01,2018-05-01,2019-01-01,\n"
      "b,k,w,2020-06-01,2020-05-01,2021-05-01,2019-01-01,\n"
      "c,k,w,2020-06-01,2020-05-01,,2019-01-01,0.8\n"
      "c,k,w,2020-07-01,2020-05-01,,2019-01-01,0.7\n"
      "c,k,w,2020-08-01,2020-09-01,,2019-01-01,170\n");
  EXPECT_FALSE(made.histories[0].finished);
  EXPECT_FALSE(made.histories[1].finished);
  EXPECT_TRUE(noted(made, "finish before start"));
  EXPECT_TRUE(noted(made, "actual finish in the future"));
  EXPECT_TRUE(noted(made, "progress going down"));
  EXPECT_TRUE(noted(made, "progress outside 0 … 1"));
  EXPECT_TRUE(noted(made, "planned end before the report"));
}

TEST(HistoryTable, ReadsDatesAsTablesWriteThem) {
  const auto day_of = [](const std::string& settings, const std::string& text) {
    const auto columns = read_table_columns("project=\"p\"\nas_of=\"on\"\nplanned_end=\"due\"\n" + settings, "c");
    return *read_history_table(columns, "p,on,due\nx,2020-01-01," + text + "\n", "t").histories[0].reports[0].planned;
  };
  const DayNumber wanted = day_of("", "2026-06-30");
  EXPECT_EQ(day_of("", "2026/6/30"), wanted);
  EXPECT_EQ(day_of("", "2026年6月30日"), wanted);
  EXPECT_EQ(day_of("", "2026-06-30T12:00:00"), wanted);
  EXPECT_EQ(day_of("dates=\"month/day/year\"\n", "06/30/2026 12:00:00 AM"), wanted);
  EXPECT_EQ(day_of("dates=\"day/month/year\"\n", "30.6.2026"), wanted);
  EXPECT_EQ(day_of("year_ends=\"06-30\"\n", "2026"), wanted);
}

TEST(HistoryTable, RefusesSettingsThatMeanNothing) {
  const auto refused = [](const std::string& text, const std::string& words) {
    try {
      static_cast<void>(read_table_columns(text, "c.toml"));
    } catch (const Error& error) {
      return std::string{error.what()}.find(words) != std::string::npos;
    }
    return false;
  };
  EXPECT_TRUE(refused("planned_end=\"d\"\n", "project"));
  EXPECT_TRUE(refused("project=\"p\"\nplanned_end=\"d\"\n", "as_of"));
  EXPECT_TRUE(refused("project=\"p\"\nplanned_end=\"d\"\nas_of=\"o\"\nasof=\"x\"\n", "asof"));
  EXPECT_TRUE(refused("project=\"p\"\nplanned_end=\"d\"\nas_of=\"o\"\ndates=\"mixed\"\n", "mixed"));
  EXPECT_TRUE(refused("project=\"p\"\nplanned_end=\"d\"\nas_of=\"o\"\nhorizon_days=0\n", "horizon"));
  EXPECT_TRUE(refused("project=\"p\"\nplanned_end=\"d\"\nas_of=\"o\"\ngreen_book=\"Castles\"\n", "Castles"));
}

TEST(HistoryTable, RefusesATableWithoutItsColumnsOrWithoutAnyUsableRow) {
  const auto columns = read_table_columns(kColumns, "c.toml");
  EXPECT_THROW(static_cast<void>(read_history_table(columns, "id,kind\na,b\n", "t.csv")), Error);
  EXPECT_THROW(static_cast<void>(read("a,k,w,never,soon,,,\n")), Error);
}

}  // namespace
}  // namespace luoshi::forecast

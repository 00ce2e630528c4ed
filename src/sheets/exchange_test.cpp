#include "sheets/exchange.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "sheets/test_sheets.hpp"

namespace luoshi::sheets {
namespace {

using test::few_words;
using test::reopened;
using test::task_form;

const Origin kOrigin{"ledger-1", "100", Day{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{1}}};

KeptRow row_of(const std::string& key, std::uint64_t version, const std::string& title) {
  KeptRow row{key, version, std::vector<Value>(task_form().fields.size())};
  row.values[0] = title;
  row.values[1] = std::string{"水务局"};
  row.values[10] = "R-" + key;
  return row;
}

struct Bench {
  std::vector<KeptRow> kept{row_of("1", 5, "整治甲河"), row_of("2", 6, "=cmd|' /C calc'!A0"),
                            row_of("3", 7, "整治丙河")};
  std::vector<formats::Sheet> sheets = export_sheets(task_form(), kept, kOrigin);

  std::vector<formats::Cell>& line(std::size_t i) { return sheets[1].rows[i]; }
  Merge merged() const { return merge(reopened(sheets), task_form(), kept, kOrigin, few_words()); }
};

TEST(Exchange, AnUntouchedSheetChangesNothing) {
  const Merge out = Bench{}.merged();
  EXPECT_TRUE(out.complaints.empty());
  ASSERT_EQ(out.changes.size(), 3U);
  for (const Change& change : out.changes) EXPECT_EQ(change.kind, Change::Kind::Unchanged);
}

TEST(Exchange, WhatWasTypedIsFoundWithItsPlace) {
  Bench bench;
  bench.line(1)[4] = std::string{"6月底前"};
  bench.line(1)[5] = 0.8;
  const Merge first = bench.merged();
  ASSERT_EQ(first.complaints.size(), 1U);
  EXPECT_TRUE(first.complaints[0].full_text().starts_with("表“任务台账”第 2 行 F 列：进度"))
      << first.complaints[0].full_text();
  bench.line(1)[5] = std::string{"80%"};
  const Merge out = bench.merged();
  EXPECT_TRUE(out.complaints.empty());
  EXPECT_EQ(out.changes[0].kind, Change::Kind::Changed);
  EXPECT_EQ(out.changes[0].fields.size(), 2U);
  EXPECT_EQ(out.changes[0].row, 2U);
}

TEST(Exchange, ARowThatMovedIsAConflictUnlessItSaysTheSameByNow) {
  Bench bench;
  bench.line(1)[1] = std::string{"住建局"};
  bench.kept[0].version = 9;
  bench.kept[0].values[1] = std::string{"城管局"};
  const Merge out = bench.merged();
  EXPECT_EQ(out.changes[0].kind, Change::Kind::Conflict);
  EXPECT_EQ(text_of(out.changes[0].fields.at(0).mine), "住建局");
  EXPECT_EQ(text_of(out.changes[0].fields.at(0).now), "城管局");
  bench.kept[0].values[1] = std::string{"住建局"};
  EXPECT_EQ(bench.merged().changes[0].kind, Change::Kind::Unchanged) << "merged before: a second merge changes nothing";
  bench.kept[1].version = 11;
  EXPECT_EQ(bench.merged().changes[1].kind, Change::Kind::Unchanged) << "moved, but nobody typed here";
}

TEST(Exchange, NewRowsAreTakenOnceAndDeletedOnesOnlyListed) {
  Bench bench;
  bench.sheets[1].rows.erase(bench.sheets[1].rows.begin() + 3);
  bench.sheets[1].rows.push_back({std::string{"新建丁厂"}, std::string{"住建局"}});
  bench.sheets[1].rows.push_back({std::string{"整治甲河"}, std::string{"住建局"}});
  const Merge out = bench.merged();
  ASSERT_EQ(out.changes.size(), 4U);
  EXPECT_EQ(out.changes[2].kind, Change::Kind::New);
  EXPECT_EQ(out.changes[3].kind, Change::Kind::Deleted);
  EXPECT_EQ(out.changes[3].row, 4U) << "where it stood when exported";
  ASSERT_EQ(out.complaints.size(), 1U);
  EXPECT_NE(out.complaints[0].text.find("同名的已在案（编号 1）"), std::string::npos);
  bench.sheets[1].rows.pop_back();
  bench.kept.push_back(row_of("4", 12, "新建丁厂"));
  bench.kept.back().values[1] = std::string{"住建局"};
  const Merge again = bench.merged();
  EXPECT_TRUE(again.complaints.empty());
  EXPECT_EQ(again.changes[2].kind, Change::Kind::Unchanged);
}

TEST(Exchange, SlipsThatCannotBeUndoneAreComplainedOf) {
  Bench bench;
  bench.line(1)[10] = std::string{"R-9"};                         // a closed column
  bench.line(2)[12] = std::string{"旧"};                          // a version typed over
  bench.sheets[1].rows.push_back(bench.line(3));                  // a row copied whole
  bench.sheets[1].rows.push_back({std::string{"无牵头的新事"}});  // a required cell left out
  bench.line(0).push_back(std::string{"我加的列"});
  const Merge out = bench.merged();
  EXPECT_EQ(out.changes.size(), 0U);
  ASSERT_EQ(out.complaints.size(), 5U);
}

TEST(Exchange, ColumnsMayMoveAndAnOlderFormStillMerges) {
  Bench bench;
  for (auto& row : bench.sheets[1].rows)
    if (row.size() > 2) std::swap(row[0], row[2]);
  std::swap(bench.sheets[1].columns[0], bench.sheets[1].columns[2]);
  Form next = task_form();
  next.version = 2;
  next.fields.push_back({.key = "remark", .title = "备注"});
  for (KeptRow& row : bench.kept) row.values.emplace_back(std::string{"去年没有这一栏"});
  bench.line(1)[1] = std::string{"住建局"};
  const Merge out = merge(reopened(bench.sheets), next, bench.kept, kOrigin, few_words());
  EXPECT_TRUE(out.complaints.empty());
  EXPECT_EQ(out.changes[0].fields.size(), 1U);
  EXPECT_EQ(text_of(out.changes[0].values.back()), "去年没有这一栏") << "what the sheet does not have stays";
  EXPECT_EQ(out.changes[1].kind, Change::Kind::Unchanged);
}

TEST(Exchange, OtherSheetsAreRefused) {
  Bench bench;
  const Origin elsewhere{"ledger-2", "1", kOrigin.day};
  EXPECT_THROW((void)merge(reopened(bench.sheets), task_form(), bench.kept, elsewhere, few_words()), Error);
  bench.sheets.pop_back();
  EXPECT_THROW((void)bench.merged(), Error);
  EXPECT_EQ(exported_form(reopened(bench.sheets)), "");
}

TEST(Exchange, TextLikeAFormulaStaysText) {
  const std::string book = formats::write_xlsx(Bench{}.sheets);
  EXPECT_EQ(book.find("<f>"), std::string::npos);
  EXPECT_NE(book.find("=cmd|"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::sheets

#include "sheets/tables.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "sheets/records.hpp"
#include "sheets/test_sheets.hpp"

namespace luoshi::sheets {
namespace {

using test::sheet_of;
using test::task_form;

std::vector<Table> find(const formats::ReadSheet& sheet) { return find_tables(sheet, heading_words({task_form()})); }

TEST(Tables, TitleTwoRowHeadingTotalsAndSignaturesAreToldFromData) {
  const auto sheet = sheet_of({{"2026年重点任务台账"},
                               {"序号", "事项", "责任", "", "时间", "", "备注"},
                               {"", "", "牵头单位", "配合单位", "完成时限", "截至日期"},
                               {"一、水环境"},
                               {"1", "整治河涌", "水务局", "住建局、城管局", "6月底前"},
                               {"2", "新建管网", "住建局", "", "2023.6.30", "", "在建"},
                               {"合 计", "", "2 项", ""},
                               {"填报人：某某", "", "联系电话：0"}},
                              {{2, 0, 3, 0}, {2, 1, 3, 1}, {2, 2, 2, 3}, {2, 4, 2, 5}, {2, 6, 3, 6}});
  const auto tables = find(sheet);
  ASSERT_EQ(tables.size(), 1U);
  const Table& table = tables[0];
  EXPECT_EQ(table.titles, std::vector<std::string>{"2026年重点任务台账"});
  EXPECT_EQ(table.heading_rows, 2U);
  ASSERT_EQ(table.headings.size(), 7U);
  EXPECT_EQ(table.headings[3].text(), "责任/配合单位");
  EXPECT_EQ(table.headings[0].text(), "序号") << "merged down, said once";
  EXPECT_EQ(table.rows, (std::vector<std::uint32_t>{5, 6}));
  ASSERT_EQ(table.left_out.size(), 3U);
  EXPECT_EQ(table.left_out[0].row, 4U);
  EXPECT_EQ(table.left_out[1].why, "合计行");
}

TEST(Tables, ATwoRowHeadingNeedsNoMergedCells) {
  const auto sheet = sheet_of({{"序号", "事项", "责任", "", "完成时限"},
                               {"", "", "牵头单位", "配合单位", ""},
                               {"1", "整治", "水务局", "", "尽快"}});
  const auto tables = find(sheet);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].heading_rows, 2U);
  EXPECT_EQ(tables[0].headings[3].text(), "责任/配合单位");
  EXPECT_EQ(tables[0].rows, std::vector<std::uint32_t>{3});
}

TEST(Tables, SeveralTablesAndHeadingsPrintedAgain) {
  const auto sheet = sheet_of({{"表一"},
                               {"事项", "牵头单位"},
                               {"甲", "水务局"},
                               {"事项", "牵头单位"},
                               {"乙", "住建局"},
                               {},
                               {"表二"},
                               {"编码", "阶段", "备注"},
                               {"R-1", "在建", "好"}});
  const auto tables = find(sheet);
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].rows, (std::vector<std::uint32_t>{3, 5}));
  EXPECT_EQ(tables[0].left_out.at(0).why, "重复打印的表头");
  EXPECT_EQ(tables[1].titles, std::vector<std::string>{"表二"});
  EXPECT_EQ(tables[1].rows, std::vector<std::uint32_t>{9});
}

TEST(Tables, WithoutAKnownWordTheFirstRowOfTextsLeads) {
  const auto sheet = sheet_of({{"河段", "水质"}, {"上游", "Ⅲ类"}});
  ASSERT_EQ(find(sheet).size(), 1U);
  EXPECT_EQ(find(sheet)[0].headings[1].text(), "水质");
  EXPECT_TRUE(find(sheet_of({{"只有一句话"}})).empty());
  EXPECT_TRUE(find(sheet_of({})).empty());
}

TEST(Tables, CellsMergedDownSayTheSameInEveryRow) {
  const auto sheet = sheet_of({{"事项", "牵头单位"}, {"甲", "水务局"}, {"乙"}, {"丙"}}, {{2, 1, 4, 1}});
  const Cells cells{sheet};
  EXPECT_EQ(std::get<std::string>(cells.at(4, 1)->value), "水务局");
  EXPECT_EQ(cells.at(5, 1), nullptr);
  const auto across = sheet_of({{"事项", ""}, {"甲", ""}}, {{1, 0, 1, 1}, {2, 0, 2, 1}});
  EXPECT_EQ(Cells{across}.at(2, 1), nullptr) << "across, only the first column of data holds it";
  EXPECT_NE(Cells{across}.over(1, 1), nullptr);
}

TEST(Mapping, ProposesWithReasonsAndLeavesStrangersFree) {
  const auto sheet = sheet_of({{"序号", "主要内容", "责任单位", "目标值", "完成时间", "完成比例（%）", "联系电话"},
                               {"1", "整治", "水务局", "20条以上", "6月底前", "80%", "123"}});
  const Cells cells{sheet};
  const auto table = find(sheet).at(0);
  const Mapping mapping = propose(table, cells, task_form());
  EXPECT_EQ(mapping.column_of("title"), 1U);
  EXPECT_EQ(mapping.column_of("lead"), 2U);
  EXPECT_EQ(mapping.column_of("goal"), 3U);
  EXPECT_EQ(mapping.column_of("due"), 4U);
  EXPECT_EQ(mapping.column_of("share"), 5U);
  EXPECT_EQ(mapping.columns[6].field, "");
  EXPECT_EQ(mapping.columns[6].reason, "没有栏目与它相像");
  EXPECT_NE(mapping.columns[2].reason.find("责任单位"), std::string::npos);
  EXPECT_TRUE(mapping.missing(task_form()).empty());
}

TEST(Mapping, WhatStandsBelowCanSpeakAgainstAHeading) {
  const auto sheet = sheet_of({{"事项", "牵头单位", "进度"}, {"甲", "水务局", "正在招标"}, {"乙", "水务局", "已进场"}});
  EXPECT_FALSE(propose(find(sheet).at(0), Cells{sheet}, task_form()).columns[2].reason.empty());
  const Mapping mapping = propose(find(sheet).at(0), Cells{sheet}, task_form());
  EXPECT_NE(mapping.columns[2].reason.find("读不出"), std::string::npos);
}

TEST(Mapping, TheShapeIsTheHeadingsAndNothingElse) {
  const auto one = sheet_of({{"事项", "牵头单位"}, {"甲", "水务局"}}),
             other = sheet_of({{"另一年的标题"}, {"事项 ", "牵头\n单位"}, {"乙", "住建局"}, {"丙", "住建局"}});
  EXPECT_EQ(shape_of(find(one).at(0)), shape_of(find(other).at(0)));
  EXPECT_NE(shape_of(find(one).at(0)), shape_of(find(sheet_of({{"事项", "责任单位"}, {"甲", "水务局"}})).at(0)));
}

TEST(Mapping, GoesThroughJsonAndRefusesAFieldTwice) {
  const auto sheet = sheet_of({{"事项", "牵头单位"}, {"甲", "水务局"}});
  Mapping mapping = propose(find(sheet).at(0), Cells{sheet}, task_form());
  const Mapping again = Mapping::from_json(parse_json(canonical_json(mapping.to_json())));
  EXPECT_EQ(again.column_of("lead"), mapping.column_of("lead"));
  mapping.columns[1].field = "title";
  EXPECT_THROW((void)Mapping::from_json(mapping.to_json()), Error);
}

TEST(Records, EveryComplaintNamesItsPlace) {
  auto sheet = sheet_of({{"事项", "牵头单位", "完成时限", "进度"},
                         {"甲", "水务局", "6月底前", "80%"},
                         {"乙", "", "总有一天", "0.8"},
                         {"甲", "水务局", "尽快"}});
  sheet.rows[1].hidden = true;
  const Cells cells{sheet};
  const auto table = find(sheet).at(0);
  const Records records =
      read_records(table, cells, propose(table, cells, task_form()), task_form(), test::few_words());
  ASSERT_EQ(records.rows.size(), 3U);
  EXPECT_TRUE(records.rows[0].sound);
  EXPECT_TRUE(records.rows[0].hidden);
  ASSERT_EQ(records.complaints.size(), 4U);
  EXPECT_TRUE(records.complaints[0].full_text().starts_with("表“台账”第 3 行 B 列：牵头单位没有填"))
      << records.complaints[0].full_text();
  EXPECT_TRUE(records.complaints[1].full_text().starts_with("表“台账”第 3 行 C 列："));
  EXPECT_NE(records.complaints[3].text.find("与第 2 行重复"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::sheets

#include "formats/workbook.hpp"

#include <gtest/gtest.h>
#include <zip.h>

#include <array>

#include "base/error.hpp"
#include "formats/test_workbooks.hpp"
#include "formats/xlsx.hpp"

namespace luoshi::formats {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using test::Parts;
using test::xlsx_of;

std::string no_decoder(std::string_view) { return "\0not text"; }

ReadSheet read_parts(const Parts& parts) { return read_workbook(xlsx_of(parts), "表.xlsx", no_decoder).sheets.at(0); }

Cell value_at(const ReadSheet& sheet, std::uint32_t column, std::uint32_t row) {
  const ReadRow* found = sheet.row(row);
  const ReadCell* cell = found == nullptr ? nullptr : found->at(column);
  return cell == nullptr ? Cell{} : cell->value;
}

std::string why_refused(std::string_view bytes, const WorkbookLimits& limits = {}) {
  try {
    (void)read_workbook(bytes, "表.xlsx", no_decoder, limits);
    return "";
  } catch (const Error& error) {
    EXPECT_TRUE(std::string_view{error.what()}.starts_with("表.xlsx：")) << error.what();
    return error.what();
  }
}

/// An archive packed as programs pack it.
std::string deflated(const std::string& path, const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(out);
  zip_t* archive = zip_open_from_source(out, ZIP_TRUNCATE, &error);
  const auto index = zip_file_add(archive, path.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
  EXPECT_GE(index, 0);
  EXPECT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 9), 0);
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t stat;
  zip_source_stat(out, &stat);
  std::string packed(stat.size, '\0');
  zip_source_open(out);
  zip_source_read(out, packed.data(), packed.size());
  zip_source_close(out);
  zip_source_free(out);
  return packed;
}

TEST(ReadWorkbook, TakesTextFromBothPlacesAndLeavesReadingsOut) {
  const ReadSheet sheet = read_parts(
      {.rows =
           R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>牵头</t></r><r><t>单位</t></r></is></c></row>)",
       .strings = R"(<si><r><t>序</t></r><r><t>号</t></r><rPh sb="0" eb="1"><t>xu</t></rPh></si>)"});
  EXPECT_EQ(value_at(sheet, 0, 2), Cell{std::string{"序号"}});
  EXPECT_EQ(value_at(sheet, 2, 2), Cell{std::string{"牵头单位"}});
  EXPECT_EQ(value_at(sheet, 1, 2), Cell{});
}

TEST(ReadWorkbook, NumbersYesNoErrorsAndComputedValues) {
  const ReadSheet sheet =
      read_parts({.rows = R"(<row><c><v>1.5E3</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>)"
                          R"(<c><f>A1*2</f><v>3000</v></c><c t="str"><f>"a"</f><v>甲</v></c></row>)"});
  EXPECT_EQ(value_at(sheet, 0, 1), Cell{1500.0});
  EXPECT_EQ(value_at(sheet, 1, 1), Cell{true});
  EXPECT_EQ(value_at(sheet, 2, 1), Cell{CellError{"#REF!"}});
  EXPECT_TRUE(sheet.rows.at(0).cells.at(3).computed);
  EXPECT_FALSE(sheet.rows.at(0).cells.at(0).computed);
  EXPECT_EQ(value_at(sheet, 4, 1), Cell{std::string{"甲"}});
}

TEST(ReadWorkbook, DatesAreWhatTheirFormatShowsInTheCalendarOfTheBook) {
  const std::string styles =
      R"(<numFmts count="3"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>)"
      R"(<numFmt numFmtId="171" formatCode="[$-804]yyyy\-mm\-dd hh:mm"/><numFmt numFmtId="172" formatCode="0.0&quot;day&quot;"/></numFmts>)"
      R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
      R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="9"/></cellXfs>)";
  const std::string rows =
      R"(<row r="1"><c r="A1" s="1"><v>45107</v></c><c r="B1" s="2"><v>45078</v></c><c r="C1" s="3"><v>45107.5</v></c>)"
      R"(<c r="D1" s="4"><v>45107</v></c><c r="E1" s="5"><v>0.8</v></c><c r="F1" s="1"><v>60</v></c><c r="G1" s="1"><v>59</v></c></row>)";
  const ReadSheet sheet = read_parts({.rows = rows, .styles = styles});
  EXPECT_EQ(value_at(sheet, 0, 1), Cell(Day{year{2023}, month{6}, day{30}}));
  EXPECT_EQ(value_at(sheet, 1, 1), Cell(PartialDate{2023, 6, {}}))
      << "a format without a day is a month, not its first day";
  EXPECT_EQ(value_at(sheet, 2, 1), Cell(WallTime{Day{year{2023}, month{6}, day{30}}, std::chrono::hours{12}}));
  EXPECT_EQ(value_at(sheet, 3, 1), Cell{45107.0}) << "quoted letters are no date";
  EXPECT_EQ(value_at(sheet, 4, 1), Cell{0.8});
  EXPECT_TRUE(sheet.rows.at(0).at(4)->percent);
  EXPECT_EQ(value_at(sheet, 5, 1), Cell{60.0}) << "29 February 1900 never was";
  EXPECT_EQ(value_at(sheet, 6, 1), Cell(Day{year{1900}, month{2}, day{28}}));
  const ReadSheet later = read_parts({.rows = rows, .styles = styles, .properties = R"(<workbookPr date1904="1"/>)"});
  EXPECT_EQ(value_at(later, 0, 1), Cell(Day{year{2027}, month{7}, day{1}})) << "1,462 days on";
}

TEST(ReadWorkbook, KeepsMergesAndHiddenRowsAndColumns) {
  const ReadSheet sheet =
      read_parts({.rows = R"(<row r="3" hidden="1"><c r="B3"><v>1</v></c></row>)",
                  .after_rows = R"(<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="ZZZ"/></mergeCells>)",
                  .before_rows = R"(<cols><col min="2" max="3" hidden="1"/></cols>)"});
  EXPECT_TRUE(sheet.row(3)->hidden);
  ASSERT_EQ(sheet.merged.size(), 1U);
  EXPECT_EQ(sheet.merged[0].last_column, 2U);
  EXPECT_EQ(sheet.hidden_columns, (std::vector<std::uint32_t>{1, 2}));
}

TEST(ReadWorkbook, WhatWeWriteReadsBackAsItWas) {
  const Day when{year{2026}, month{10}, day{31}};
  const std::vector<Cell> row{std::string{"=1+1 _x000D_ <&>\n第二行"},
                              1.25,
                              when,
                              true,
                              PartialDate{2023, 6, {}},
                              PartialDate{2023, {}, {}},
                              WallTime{when, std::chrono::seconds{30'601}},
                              CellError{"#N/A"},
                              std::monostate{},
                              std::string{"\xEF\xBF\xBE"
                                          "末"}};
  Sheet sheet{"填报", {{std::string{"甲"}}, row}};
  sheet.columns = {{.format = Column::Format::Text, .open = true, .hint = "写<清楚>", .options = {"是", "否"}},
                   {.hidden = true}};
  sheet.locked = true;
  const std::array sheets{sheet};
  const Workbook book = read_workbook(write_xlsx(sheets), "表.xlsx", no_decoder);
  ASSERT_EQ(book.sheets.size(), 2U);
  EXPECT_TRUE(book.sheets[1].hidden) << "the words of drop-downs";
  EXPECT_EQ(book.sheets[0].hidden_columns, std::vector<std::uint32_t>{1});
  for (std::uint32_t c = 0; c + 1 < row.size(); ++c) EXPECT_EQ(value_at(book.sheets[0], c, 2), row[c]) << c;
  EXPECT_EQ(value_at(book.sheets[0], 9, 2), Cell{std::string{"末"}});
}

TEST(ReadWorkbook, ATextTableIsOneSheetOfText) {
  const Workbook book =
      read_workbook("\xEF\xBB\xBF序号;名称\r\n1;\"甲;\"\"乙\"\"\n丙\"\r\n\r\n3;  丁 ", "表.csv", no_decoder);
  EXPECT_EQ(book.kind, Workbook::Kind::Csv);
  const ReadSheet& sheet = book.sheets.at(0);
  EXPECT_EQ(value_at(sheet, 1, 2), Cell{std::string{"甲;\"乙\"\n丙"}});
  EXPECT_EQ(sheet.row(3), nullptr);
  EXPECT_EQ(value_at(sheet, 1, 4), Cell{std::string{"丁"}});
  const auto decoded =
      read_workbook("\xD0\xF2\xBA\xC5,1", "表.csv", [](std::string_view) { return std::string{"序号,1"}; });
  EXPECT_EQ(value_at(decoded.sheets.at(0), 0, 1), Cell{std::string{"序号"}});
  EXPECT_NE(why_refused("a,\"b\nc"), "");
}

TEST(ReadWorkbook, NamesTheKindOfAFileThatIsNoWorkbook) {
  const auto holds = [](const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(holds(why_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), ".xls"));
  EXPECT_TRUE(holds(why_refused("<html><table>"), "网页"));
  EXPECT_TRUE(holds(why_refused("%PDF-1.7"), "PDF"));
  EXPECT_TRUE(holds(why_refused(""), "空"));
  EXPECT_TRUE(holds(why_refused("PK\x03\x04rubbish"), "压缩包"));
  const std::array word{ZipEntry{"word/document.xml", "<a/>"}};
  EXPECT_TRUE(holds(why_refused(write_zip(word)), "Word"));
  const std::array other{ZipEntry{"a.txt", "a"}};
  EXPECT_TRUE(holds(why_refused(write_zip(other)), "不是工作簿"));
}

TEST(ReadWorkbook, DocumentTypesAreRefusedBeforeAnyEntityCanBeMeant) {
  const std::string bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><workbook/>";
  const std::array parts{ZipEntry{"xl/workbook.xml", bomb}};
  EXPECT_NE(why_refused(write_zip(parts)).find("文档类型"), std::string::npos);
}

TEST(ReadWorkbook, AnArchiveThatUnpacksTooFarIsRefusedWhileItUnpacks) {
  const std::string zeros(std::size_t{64} << 20U, ' ');
  const std::string bomb = deflated("xl/workbook.xml", zeros);
  EXPECT_LT(bomb.size(), 100'000U);
  EXPECT_NE(why_refused(bomb).find("压缩炸弹"), std::string::npos);
  WorkbookLimits small;
  small.unzip.entries = 4;
  EXPECT_NE(why_refused(xlsx_of({}), small).find("5 个文件"), std::string::npos);
}

TEST(ReadWorkbook, LimitsAreNamedWithTheirPlace) {
  WorkbookLimits few;
  few.cells = 2;
  EXPECT_NE(
      why_refused(xlsx_of({.rows = "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"}), few).find("超过 2 个"),
      std::string::npos);
  EXPECT_NE(why_refused(xlsx_of({.rows = R"(<row r="2"><c r="A2"><v>abc</v></c></row>)"})).find("表“表一” A2"),
            std::string::npos);
  EXPECT_NE(why_refused(xlsx_of({.rows = R"(<row r="2"/><row r="1"><c><v>1</v></c></row>)"})).find("行号"),
            std::string::npos);
  EXPECT_NE(why_refused(xlsx_of({.rows = R"(<row r="1"><c r="A1" t="s"><v>9</v></c></row>)"})).find("A1"),
            std::string::npos);
  // A text quoted again and again costs what it would cost in full.
  std::string rows = "<row>";
  for (int i = 0; i < 300; ++i) rows += "<c t=\"s\"><v>0</v></c>";
  WorkbookLimits narrow;
  narrow.text = 1'000'000;
  EXPECT_NE(
      why_refused(xlsx_of({.rows = rows + "</row>", .strings = "<si><t>" + std::string(30'000, 'x') + "</t></si>"}),
                  narrow),
      "");
}

TEST(ReadWorkbook, EmptyStyledRowsCostNothing) {
  std::string rows;
  for (int r = 1; r <= 1'000'000; ++r) rows += "<row r=\"" + std::to_string(r) + "\"><c s=\"1\"/></row>";
  rows += "<row r=\"1000001\"><c t=\"inlineStr\"><is><t>末</t></is></c></row>";
  const ReadSheet sheet = read_parts({.rows = rows});
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].number, 1'000'001U);
}

}  // namespace
}  // namespace luoshi::formats

#include "formats/xlsx.hpp"

#include <gtest/gtest.h>

#include <array>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

std::string one_cell(Cell cell) {
  const std::array sheets{Sheet{"表", {{std::string{"列"}}, {std::move(cell)}}}};
  return write_xlsx(sheets);  // entries are stored, so the XML can be looked for as it is
}

bool holds(const std::string& book, std::string_view text) { return book.find(text) != std::string::npos; }

TEST(Xlsx, TextStaysTextWhateverItBeginsWith) {
  EXPECT_TRUE(holds(one_cell(std::string{"=1+1"}),
                    "<c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>"));
  EXPECT_FALSE(holds(one_cell(std::string{"=1+1"}), "<f>"));
  EXPECT_TRUE(holds(one_cell(std::string{"<甲> & \"乙\"\x01"}), "&lt;甲&gt; &amp; &quot;乙&quot;</t>"));
}

TEST(Xlsx, NumbersAndDaysAreValues) {
  EXPECT_TRUE(holds(one_cell(1.25), "<c r=\"A2\"><v>1.25</v></c>"));
  EXPECT_TRUE(holds(one_cell(Day{year{1900}, month{3}, day{1}}), "<v>61</v>"))
      << "the first day on which Excel is right";
  EXPECT_TRUE(holds(one_cell(Day{year{2026}, month{10}, day{31}}), "<c r=\"A2\" s=\"2\"><v>46326</v></c>"));
}

TEST(Xlsx, EmptyCellsAreLeftOut) { EXPECT_FALSE(holds(one_cell({}), "r=\"A2\"")); }

TEST(Xlsx, ColumnsGoOnAfterZ) {
  Sheet sheet{"宽", {{}}};
  for (int i = 0; i < 703; ++i) sheet.rows.front().emplace_back(static_cast<double>(i));
  const std::array sheets{sheet};
  const std::string book = write_xlsx(sheets);
  for (const char* const name : {"\"Z1\"", "\"AA1\"", "\"ZZ1\"", "\"AAA1\""}) EXPECT_TRUE(holds(book, name)) << name;
}

TEST(Xlsx, EqualSheetsGiveEqualBytesAndEachSheetItsPart) {
  const std::array sheets{Sheet{"甲", {{std::string{"a"}}}}, Sheet{"乙", {{std::string{"b"}}}}};
  EXPECT_EQ(write_xlsx(sheets), write_xlsx(sheets));
  EXPECT_TRUE(holds(write_xlsx(sheets), "xl/worksheets/sheet2.xml"));
}

TEST(Xlsx, WhatExcelCannotHoldIsRefused) {
  EXPECT_THROW(one_cell(std::string(32'768, 'x')), Error);
  const std::array sheets{Sheet{"宽", {std::vector<Cell>(16'385)}}};
  EXPECT_THROW(write_xlsx(sheets), Error);
}

}  // namespace
}  // namespace luoshi::formats

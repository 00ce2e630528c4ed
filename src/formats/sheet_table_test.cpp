#include "formats/sheet_table.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/xlsx.hpp"

namespace luoshi::formats {
namespace {

std::string book() {
  return write_xlsx(
      std::vector<Sheet>{{"reaches", {{"id", "to", "length_km"}, {"R1", "R,2", 10.5}, {}, {"#3", {}, true}}},
                         {"works", {{"id"}, {"two\nlines"}}}});
}

std::string failure(const std::string& bytes, const std::string& sheet) {
  try {
    static_cast<void>(sheet_table(bytes, sheet, "m.xlsx"));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(SheetTable, RowKIsLineK) {
  EXPECT_EQ(sheet_table(book(), "", "m.xlsx"), "id,to,length_km\nR1,\"R,2\",10.5\n\n\"#3\",,yes\n");
  EXPECT_EQ(sheet_table(book(), "works", "m.xlsx"), "id\ntwo lines\n");
}

TEST(SheetTable, ItsReaderNamesCells) {
  const std::string text = sheet_table(book(), "reaches", "m.xlsx");
  CsvReader csv{text, "m.xlsx", ',', CsvReader::Places::Cells};
  ASSERT_TRUE(csv.next() && csv.next());
  EXPECT_EQ(csv.line(), 4u);
  try {
    static_cast<void>(csv.number(2));
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string{error.what()}.find("m.xlsx:C4: 'yes' is no number"), std::string::npos) << error.what();
  }
}

TEST(SheetTable, WhatIsMissingOrStrayIsNamed) {
  EXPECT_NE(failure(book(), "roads").find("no sheet 'roads' (there are: reaches, works)"), std::string::npos);
  EXPECT_NE(failure("no workbook", ""), "");
  const std::string stray = write_xlsx(std::vector<Sheet>{{"s", {{"id"}, {"a", "b"}}}});
  EXPECT_NE(failure(stray, "").find("m.xlsx:B2"), std::string::npos) << failure(stray, "");
}

}  // namespace
}  // namespace luoshi::formats

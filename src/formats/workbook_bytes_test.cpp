#include "formats/workbook_bytes.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/random.hpp"

namespace luoshi::formats {
namespace {

Workbook every_cell() {
  Workbook book;
  ReadSheet sheet;
  sheet.name = "进展";
  sheet.hidden_columns = {2, 9};
  sheet.merged = {{1, 0, 2, 3}};
  ReadRow row{3, true, {}};
  row.cells = {{0, false, false, std::string{"月湖涌"}},
               {1, true, true, 0.8},
               {2, false, false, Day{std::chrono::year{2026} / 6 / 30}},
               {3, false, false, true},
               {4, false, false, *PartialDate::parse("2026-06")},
               {5, false, false, WallTime{Day{std::chrono::year{2026} / 6 / 30}, std::chrono::seconds{3661}}},
               {6, false, false, CellError{"#REF!"}}};
  sheet.rows = {row, {5, false, {{0, false, false, std::string{}}}}};
  book.sheets = {sheet, {"空表", true, {}, {}, {}}};
  return book;
}

TEST(WorkbookBytes, EveryKindOfCellComesBack) {
  const Workbook book = every_cell();
  const Workbook back = workbook_from_bytes(workbook_bytes(book));
  ASSERT_EQ(back.sheets.size(), 2U);
  EXPECT_EQ(back.sheets[0].name, "进展");
  EXPECT_EQ(back.sheets[0].hidden_columns, book.sheets[0].hidden_columns);
  EXPECT_EQ(back.sheets[0].merged[0].last_column, 3U);
  ASSERT_EQ(back.sheets[0].rows.size(), 2U);
  EXPECT_TRUE(back.sheets[0].rows[0].hidden);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(back.sheets[0].rows[0].cells[i].value, book.sheets[0].rows[0].cells[i].value) << i;
    EXPECT_EQ(back.sheets[0].rows[0].cells[i].percent, i == 1) << i;
  }
  EXPECT_EQ(workbook_bytes(back), workbook_bytes(book));
}

TEST(WorkbookBytes, EveryCutIsRefused) {
  const std::string bytes = workbook_bytes(every_cell());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_THROW((void)workbook_from_bytes(std::string_view{bytes}.substr(0, length)), Error) << length;
  EXPECT_THROW((void)workbook_from_bytes(bytes + "x"), Error);
}

TEST(WorkbookBytes, NoDamageDoesMoreThanBeRefusedOrGiveAnotherSoundBook) {
  Random random{20260701};
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string bytes = workbook_bytes(every_cell());
    for (int i = 0; i < 3; ++i) bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    try {
      (void)workbook_bytes(workbook_from_bytes(bytes));
    } catch (const Error&) {
    }
  }
}

TEST(WorkbookBytes, LimitsHold) {
  WorkbookLimits limits;
  limits.cells = 3;
  EXPECT_THROW((void)workbook_from_bytes(workbook_bytes(every_cell()), limits), Error);
}

}  // namespace
}  // namespace luoshi::formats

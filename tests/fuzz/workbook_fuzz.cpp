// Workbooks of any bytes: refused with the file's name, or read, with every cell where a sheet has one and in order.

#include <string_view>

#include "base/error.hpp"
#include "formats/test_workbooks.hpp"
#include "formats/workbook.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  using luoshi::formats::test::xlsx_of;
  // A leading byte chooses: the whole archive, or the rows of a sheet that is sound otherwise.
  return {
      "0" + xlsx_of({.rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>45107.5</v></c></row>)",
                     .after_rows = R"(<mergeCells><mergeCell ref="A1:B2"/></mergeCells>)",
                     .strings = "<si><t>序号_x000A_</t></si>",
                     .styles = R"(<cellXfs><xf numFmtId="22"/></cellXfs>)"}),
      R"(1<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="b"><v>1</v></c><c t="d"><v>2023-06-30T08:00:00</v></c></row>)",
      "2序号,名称\n1,\"甲,\"\"乙\"\"\"\n"};
}

int fuzz_inputs() { return 30'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  std::string bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  if (data[0] % 3 == 1) bytes = formats::test::xlsx_of({.rows = bytes, .strings = "<si><t>甲</t></si>"});
  formats::WorkbookLimits limits;
  limits.unzip.inflated = 1U << 20U;
  limits.cells = 1'000;
  try {
    const formats::Workbook book = formats::read_workbook(
        bytes, "t", [](std::string_view text) { return std::string(text.size() % 7, 'x'); }, limits);
    for (const formats::ReadSheet& sheet : book.sheets) {
      std::uint32_t last_row = 0;
      for (const formats::ReadRow& row : sheet.rows) {
        must(row.number > last_row && !row.cells.empty());
        last_row = row.number;
        for (std::size_t i = 1; i < row.cells.size(); ++i) must(row.cells[i - 1].column < row.cells[i].column);
      }
    }
  } catch (const Error& error) {
    must(std::string_view{error.what()}.substr(0, 1) == "t");
  }
  return 0;
}

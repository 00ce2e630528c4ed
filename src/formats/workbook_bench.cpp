#include <benchmark/benchmark.h>
#include <expat.h>

#include <array>

#include "formats/test_workbooks.hpp"
#include "formats/workbook.hpp"
#include "formats/xlsx.hpp"

// A department's master sheet of so many rows, in and out; twelve columns as such sheets have them. Beside reading
// stands the tokenizer alone over the same XML: what no reader of that sheet can do without.
namespace luoshi::formats {
namespace {

Sheet master_sheet(std::int64_t rows) {
  Sheet sheet{"任务台账", {}};
  std::vector<Cell> heading;
  for (const char* const title : {"序号", "事项", "牵头单位", "配合单位", "目标值", "单位", "完成时限", "截至", "完成",
                                  "进展情况", "是否完成", "备注"})
    heading.emplace_back(std::string{title});
  sheet.rows.push_back(heading);
  const Day day{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{30}};
  for (std::int64_t i = 1; i <= rows; ++i)
    sheet.rows.push_back({static_cast<double>(i), std::string{"完成第 "} + std::to_string(i) + " 条河涌整治并稳定达标",
                          std::string{"水务局"}, std::string{"生态环境局、住房城乡建设局"}, 20.0, std::string{"条"},
                          day, day, static_cast<double>(i % 21),
                          std::string{"已完成勘察设计，正在进场施工，预计年底前完工"}, i % 2 == 0, std::monostate{}});
  return sheet;
}

void BM_WriteMasterSheet(benchmark::State& state) {
  const std::array sheets{master_sheet(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(write_xlsx(sheets));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_WriteMasterSheet)->RangeMultiplier(10)->Range(100, 100'000)->Unit(benchmark::kMillisecond);

void BM_ReadMasterSheet(benchmark::State& state) {
  const std::array sheets{master_sheet(state.range(0))};
  const std::string bytes = write_xlsx(sheets);
  for (auto _ : state)
    benchmark::DoNotOptimize(read_workbook(bytes, "台账.xlsx", [](std::string_view) { return std::string{}; }));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_ReadMasterSheet)->RangeMultiplier(10)->Range(100, 10'000)->Unit(benchmark::kMillisecond);

void BM_TokenizeMasterSheet(benchmark::State& state) {
  const std::array sheets{master_sheet(state.range(0))};
  const std::string bytes = write_xlsx(sheets);  // entries are stored: the sheet's XML stands in it as it is
  const std::size_t start = bytes.find("<worksheet"), end = bytes.find("</worksheet>") + 12;
  const std::string_view xml = std::string_view{bytes}.substr(start, end - start);
  for (auto _ : state) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetElementHandler(
        parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
    if (XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == 0) state.SkipWithError("not XML");
    XML_ParserFree(parser);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_TokenizeMasterSheet)->RangeMultiplier(10)->Range(100, 10'000)->Unit(benchmark::kMillisecond);

void BM_ReadEmptyStyledRows(benchmark::State& state) {
  // What a table looks like whose borders were drawn to the last row.
  std::string rows;
  for (std::int64_t r = 1; r <= state.range(0); ++r) {
    const std::string number = std::to_string(r);
    rows += "<row r=\"" + number + "\"><c r=\"A" + number + "\" s=\"1\"/><c r=\"B" + number + "\" s=\"1\"/></row>";
  }
  const std::string bytes = test::xlsx_of({.rows = rows});
  for (auto _ : state)
    benchmark::DoNotOptimize(read_workbook(bytes, "空.xlsx", [](std::string_view) { return std::string{}; }));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_ReadEmptyStyledRows)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace luoshi::formats

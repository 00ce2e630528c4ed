// GeoPackages of any bytes, and workbooks read as tables: refused, or a table that reads back.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/geopackage/geopackage.hpp"
#include "formats/sheet_table.hpp"
#include "formats/xlsx.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  using namespace luoshi::formats;
  const char* source = std::getenv("LUOSHI_SOURCE");
  std::ifstream file{std::string{source == nullptr ? "." : source} + "/tests/water_cli/model/net.gpkg",
                     std::ios::binary};
  return {"0" + std::string{std::istreambuf_iterator<char>{file}, {}},
          "1" + write_xlsx(std::vector<Sheet>{{"s", {{"id", "to"}, {"R1", "R2"}, {"#", 3.5}}}})};
}

int fuzz_inputs() { return 3'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  try {
    const std::string table = data[0] % 2 == 0 ? formats::geopackage_table(bytes, "rivers", "t.gpkg")
                                               : formats::sheet_table(bytes, "", "t.xlsx");
    formats::CsvReader csv{table, "t"};
    while (csv.next()) must(csv.line() > 1);
  } catch (const Error& error) {
    must(*error.what() != '\0');
  }
  return 0;
}

// Tables and settings of any bytes: refused with a place, or read; a field that was read is written and read back as
// itself.

#include <string_view>

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/geojson.hpp"
#include "formats/toml.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"0id,name\r\n1,\"a, \"\"b\"\"\nc\"\n# remark\n\n2, plain \n",
          "1title = \"氮\"\n[table]\nfile = 'a.csv'\n[[source]]\nx = {a = 1, b = [1, 2]}\n",
          "2{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{\"id\":\"R1\",\"n\":2.5,\"t\":true}}]}"};
}

int fuzz_inputs() { return 30'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  try {
    if (data[0] % 3 == 1) {
      static_cast<void>(formats::parse_toml(text, "t"));
      return 0;
    }
    const std::string table = data[0] % 3 == 2 ? formats::geojson_table(text, "t") : std::string{text};
    formats::CsvReader csv{table, "t"};
    while (csv.next())
      for (std::size_t k = 0; k < csv.header().size(); ++k) {
        const std::string again = "a,b\n" + formats::csv_field(csv.field(k)) + ",x\n";
        if (csv.field(k).empty() || csv.field(k).front() == '#' || csv.field(k).front() == ' ' ||
            csv.field(k).front() == '"')
          continue;
        formats::CsvReader other{again, "t"};
        must(other.next() && other.field(1) == "x");
        if (csv.field(k).find_first_of(" \t\r") == std::string_view::npos) must(other.field(0) == csv.field(k));
      }
  } catch (const Error& error) {
    must(std::string_view{error.what()}.substr(0, 1) == "t");
  }
  return 0;
}

// JSON: refuses or reads; what is read has canonical bytes that read back as the same value and the same bytes.

#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {R"({"type":"claim","v":1,"body":{"quantity":[{"value":"1.40","unit":"万亩"}],"open":true,"none":null}})",
          R"([0,-1,1.5e-7,9007199254740991,-9007199254740991,1e308,"\u00e9\ud83d\ude00\"\\\n"])", R"("落实")", "-0.0", "{}"};
}

int fuzz_inputs() { return 100'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    const luoshi::Json value = luoshi::parse_json(text);
    const std::string bytes = luoshi::canonical_json(value);
    must(luoshi::is_utf8(bytes));
    must(luoshi::canonical_json(luoshi::parse_json(bytes)) == bytes);
  } catch (const luoshi::Error& error) {
    must(error.fault() == luoshi::Fault::BadInput && *error.what() != '\0');
  }
  return 0;
}

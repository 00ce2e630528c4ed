// Programmes and given responses of any bytes: refused, or assessed with a shortfall that adds up.

#include <map>

#include "assess/city_settings.hpp"
#include "assess/given_response.hpp"
#include "assess/joint.hpp"
#include "assess/tables.hpp"
#include "base/contract.hpp"
#include "base/error.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"0id,body,due,kind,effect_sd,standing,by_1,by_2\na,x,1,k,0.2,sound,0.3,0.9\nb,y,,k,0.1,nobody,,\n",
          "1id,unit,limit,target,without_1,without_2\nr,mg/L,1,2,2,1.5\ns,mg/L,1.5,1,2,1.8\n",
          "2receptor,source,effect,unit\nr,a,0.5,mg/L\ns,b,0.25,mg/L\n",
          "3name=\"n\"\nmodel=\"m\"\nperiods=2\nmeasures=\"a\"\nreceptors=\"b\"\nresponses=\"c\"\nmodel_error=0.1\n",
          "4receptor,item,unit,limit,without_1,without_2\nr,x,mg/L,1,2,1.5\ns,x,mg/L,1.5,1,2\n",
          "5receptor,item,source,substance,effect,unit,load_kg_d\nr,x,a,,0.5,mg/L/(kg/d),10\nr,x,b,y,0.25,mg/L per kg/d,\n",
          "6name=\"n\"\nfirst_quarter=\"2026-Q4\"\nmodel=\"m\"\nperiods=2\nreceptors=\"b\"\nresponses=\"c\"\nmodel_error=0.1\n"};
}

int fuzz_inputs() { return 6'000; }

namespace {

// A given response: whatever it holds, no fall is negative and no load is more than stated.
void try_given(const std::string& text, bool receptors) {
  using namespace luoshi;
  const assess::CitySettings settings = assess::read_city_settings(
      "name=\"n\"\nfirst_quarter=\"2026-Q4\"\nmodel=\"m\"\nperiods=2\nreceptors=\"b\"\nresponses=\"c\"\nmodel_error=0.1\n", "t");
  std::map<std::string, std::string> tables{{"b", "receptor,item,unit,limit,without\nr,x,mg/L,1,2\n"},
                                            {"c", "receptor,item,source,effect,unit\nr,x,a,0.5,mg/L/(kg/d)\n"}};
  tables[receptors ? "b" : "c"] = text;
  const assess::GivenResponse response = assess::read_given_response(settings, tables, {});
  ensures(!response.receptors.empty() && !response.effects.empty(), "no empty table");
  assess::GivenProgramme given;
  given.cuts = {{0, "a", "x", 3}, {1, "b", "y", 2}};
  assess::add_response(response, settings, given);
  for (const Response::Term& term : given.programme.effects.terms) ensures(term.effect > 0 && term.receptor < given.receptors.size(), "falls at receptors");
  for (const auto& [key, load] : response.loads) ensures(load >= 0, "a load");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
  const unsigned which = (data[0] + 1U) % 7;  // the digit that the seeds begin with
  try {
    if (which == 6) {
      static_cast<void>(assess::read_city_settings(text, "t"));
      return 0;
    }
    if (which >= 4) return try_given(text, which == 4), 0;
    if (which == 3) {
      static_cast<void>(assess::read_given_settings(text, "t"));
      return 0;
    }
    assess::GivenSettings settings;
    settings.measures = "a";
    settings.receptors = "b";
    settings.responses = "c";
    settings.periods = 2;
    settings.model_error = 0.1;
    std::map<std::string, std::string> tables{{"a", "id,body,due\na,x,1\nb,y,2\n"},
                                              {"b", "id,unit,limit,target,without\nr,mg/L,1,2,2\ns,mg/L,1,1,2\n"},
                                              {"c", "receptor,source,effect,unit\nr,a,1,mg/L\n"}};
    tables[std::string{"abc"}.substr(which, 1)] = text;
    const assess::GivenProgramme given = assess::read_given(settings, tables);
    const assess::Assessment assessment{given.programme, assess::draw_given(settings, given, 16, 1), 1, 1};
    for (std::uint32_t r = 0; r < given.receptors.size(); ++r) {
      const assess::Split split = assessment.split(r);
      const double parts = split.nobody + split.waiting + split.late + split.unverified + split.too_little + split.doubt;
      const double off = parts - (1 - assessment.met(r, given.programme.receptors[r].target).probability);
      ensures(off < 1e-12 && off > -1e-12, "a shortfall that adds up");
    }
  } catch (const Error&) {
  }
  return 0;
}

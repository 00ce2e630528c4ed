// Water models of any bytes: refused, or solved with all that enters accounted for.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

#include "base/error.hpp"
#include "fuzz.hpp"
#include "water/model.hpp"
#include "water/q2k.hpp"
#include "water/swmm.hpp"
#include "water/tables.hpp"
#include "water/transport.hpp"

namespace {
std::string whole_file(const char* path) {
  const char* source = std::getenv("LUOSHI_SOURCE");
  std::ifstream file{std::string{source == nullptr ? "." : source} + path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}
}  // namespace

std::vector<std::string> fuzz_seeds() {
  return {
      "0id,to,length_km,velocity_m_s,depth_m,temperature_c,head_flow_m3_s,tidal,cross_section_m2,surface_km2,"
      "dispersion_m2_s\n"
      "R1,R2,10,0.3,1.2,22,3,,,,\nR2,R3,15,0.3,1.5,22,0.5,,,,\nR3,,5,,,24,,yes,300,0.4,60\n",
      "0id,to,length_m,bottom_width_m,side_slope,slope,roughness,lateral_flow_m3_s,sod_g_m2_d,lake_volume_m3,surface_"
      "m2\n"
      "a,b,900,5,1,0.001,0.04,0.5,2,,\nb,,0,,,,,,,1e6,2e5\n",
      "1id,reach,kind,flow_m3_s,NH3-N_mg_l,COD_t_a,town\nx,R1,point,0.5,20,,t\ny,R2,diffuse,,,365,u\n",
      "2[table]\nfile=\"t.csv\"\nid=\"id\"\nfrom_node=\"f\"\nto_node=\"t\"\n[[source]]\nname=\"a\"\ncolumn="
      "\"a\"\ncoefficient=2\n",
      "4[OPTIONS]\nFLOW_UNITS LPS\n[JUNCTIONS]\nA 10\nB 9\nC 8\n[OUTFALLS]\nO 4\n[CONDUITS]\na A B 500 0.013 0 0\n"
      "b B O 250 0.013 0 0\nc B C 90 0.013 0 0\n[PUMPS]\np C O x ON\n[XSECTIONS]\na CIRCULAR 0.5 0 0 0 1\n"
      "b TRAPEZOIDAL 1 2 1 1 1\n[POLLUTANTS]\nCOD MG/L 0 0 0 0.2 NO * 0 40\n[DWF]\nA FLOW 20\nA COD 300\n",
      "3" + whole_file("/tests/water_cli/model/brook.q2k"),
      "3\"QUAL2Kw\"\n\"A brook\"\n1,1,2000\n"};
}

int fuzz_inputs() { return 6'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
  try {
    if (data[0] % 5 == 3) {
      const water::Q2kFile file = water::read_q2k(text, "t");
      if (file.day.days * file.day.reaches.size() > 20 || file.day.step < 1.0 / 256) return 0;
      if (!water::defects_of(file.day).empty()) return 0;
      for (const water::DielReachDay& reach : water::simulate_day(file.day).reaches)
        must(reach.water[water::day::kOxygen].least >= 0);
      return 0;
    }
    if (data[0] % 5 == 4) {
      const water::SwmmModel sewers = water::read_swmm(text, "t");
      if (sewers.tables.network.reaches.size() > 200) return 0;
      const auto made = water::SteadyModel::make(sewers.tables.network, sewers.kinetics);
      if (const auto* model = std::get_if<water::SteadyModel>(&made)) {
        const auto water = model->water_balance();
        must(water.residual() <= 1e-9 * water.entered && water.residual() >= -1e-9 * water.entered);
      }
      return 0;
    }
    if (data[0] % 5 == 2) {
      static_cast<void>(water::read_transport_spec(text, "t"));
      return 0;
    }
    water::ModelSettings settings = water::read_model_settings("reaches = \"r\"\nsources = \"s\"\n", "m");
    std::map<std::string, std::string> tables{{"r", "id,to,length_km,head_flow_m3_s\nR1,R2,10,2\nR2,,5,1\n"},
                                              {"s", "id,reach,flow_m3_s,COD_mg_l\nw,R1,0.5,50\n"}};
    tables[data[0] % 5 == 0 ? "r" : "s"] = text;
    if (data[0] % 5 == 0) settings.sources.clear();
    const water::TableModel read = water::read_tables(settings, tables);
    const auto made = water::SteadyModel::make(read.network, settings.kinetics);
    const auto* model = std::get_if<water::SteadyModel>(&made);
    if (model == nullptr) return 0;
    const auto water = model->water_balance();
    must(water.residual() <= 1e-9 * water.entered && water.residual() >= -1e-9 * water.entered);
    for (std::size_t i = 0; i < model->reaches(); ++i)
      for (std::size_t s = 0; s < model->species(); ++s) must(model->flux(i, s) == model->flux(i, s));
  } catch (const Error& error) {
    must(*error.what() != '\0');
  }
  return 0;
}

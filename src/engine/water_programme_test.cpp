#include "engine/water_programme.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::engine {
namespace {

// A brook of 2 m³/s that carries 172.8 kg/d of a substance that does not decay: 1 mg/L; and a tidal outlet.
struct Brook {
  water::TableModel tables;
  water::SteadyModel model;
};
Brook brook() {
  const water::ModelSettings settings = water::read_model_settings(
      "name=\"b\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0\ntheta=1\n"
      "[[kinetics.species]]\nname=\"DO\"\nper_day=0\ntheta=1\n[[kinetics.species]]\nname=\"tracer\"\nper_day=0\ntheta=1\n", "b.toml");
  water::TableModel tables = water::read_tables(
      settings, {{"r", "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s,tidal,cross_section_m2,surface_km2\n"
                       "A,B,5,0.3,1,2,no,,\nB,,5,0.3,1,0,no,,\nC,,5,,,1,yes,100,0.2\n"},
                 {"s", "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,172.8\n"},
                 {"t", "id,reach,goal\n大桥,B,Ⅲ类\n海口,C,Ⅲ类\n"}});
  water::SteadyModel model = std::get<water::SteadyModel>(water::SteadyModel::make(tables.network, settings.kinetics, settings.loops));
  return {std::move(tables), std::move(model)};
}

assess::GivenProgramme one_cut(const assess::GivenSettings& settings, const std::string& row) {
  return assess::read_given(settings, {{"m", "id,body,due,reach,NH3-N_kg_d\n" + row + "\n"}});
}

const assess::GivenSettings kSettings = assess::read_given_settings(
    "name=\"p\"\nperiods=2\nmeasures=\"m\"\nwater=\"b.toml\"\nitems=[\"NH3-N\"]\ntarget=2\n", "p.toml");

TEST(WaterProgramme, ACutOfAQuarterLowersTheLevelByAQuarter) {
  const Brook river = brook();
  assess::GivenProgramme given = one_cut(kSettings, "截污,东镇,1,A,43.2");
  add_water(kSettings, given, river.tables, river.model);
  ASSERT_EQ(given.receptors, std::vector<std::string>{"大桥 NH3-N"});
  EXPECT_EQ(given.programme.receptors[0].limit, 1.0) << "class III";
  EXPECT_EQ(given.programme.receptors[0].target, 1);
  EXPECT_NEAR(given.programme.receptors[0].without[0], 1.0, 1e-12);
  ASSERT_EQ(given.programme.effects.terms.size(), 1U);
  EXPECT_NEAR(given.programme.effects.terms[0].effect, 0.25, 1e-12);
}

TEST(WaterProgramme, DoublingAllLoadsAndCutsDoublesEveryLevelAndEffect) {
  const auto of = [](const char* load, const char* cut) {
    const water::ModelSettings settings = water::read_model_settings(
        "name=\"b\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.2\ntheta=1.05\n", "b.toml");
    const water::TableModel tables = water::read_tables(
        settings, {{"r", "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\nA,B,5,0.3,1,2\nB,,5,0.3,1,0\n"},
                   {"s", std::string{"id,reach,kind,NH3-N_kg_d\nx,A,diffuse,"} + load + "\n"},
                   {"t", "id,reach,goal\n大桥,B,Ⅲ类\n"}});
    const auto model = std::get<water::SteadyModel>(water::SteadyModel::make(tables.network, settings.kinetics, settings.loops));
    assess::GivenProgramme given = one_cut(kSettings, std::string{"截污,东镇,1,A,"} + cut);
    add_water(kSettings, given, tables, model);
    return given.programme;
  };
  const assess::Programme once = of("172.8", "43.2"), twice = of("345.6", "86.4");
  ASSERT_EQ(once.effects.terms.size(), 1U);
  EXPECT_NEAR(twice.receptors[0].without[0], 2 * once.receptors[0].without[0], 1e-12);
  EXPECT_NEAR(twice.effects.terms.at(0).effect, 2 * once.effects.terms[0].effect, 1e-12);
}

TEST(WaterProgramme, ATidalSectionStaysSilentWithItsReason) {
  const Brook river = brook();
  assess::GivenProgramme given = one_cut(kSettings, "截污,东镇,1,A,43.2");
  add_water(kSettings, given, river.tables, river.model);
  ASSERT_EQ(given.silent.size(), 1U);
  EXPECT_EQ(given.silent[0].receptor, "海口 NH3-N");
  EXPECT_NE(given.silent[0].reason.find("感潮"), std::string::npos);
}

TEST(WaterProgramme, RefusesWhatTheModelCannotAnswer) {
  const Brook river = brook();
  const auto refuses = [&](const std::string& row, const std::string& item, const std::string& word) {
    assess::GivenSettings settings = kSettings;
    settings.items = {item};
    assess::GivenProgramme given = one_cut(settings, row);
    try {
      add_water(settings, given, river.tables, river.model);
      FAIL() << row << " with " << item;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::BadInput);
      EXPECT_NE(std::string{error.what()}.find(word), std::string::npos) << error.what();
    }
  };
  refuses("截污,东镇,1,X,43.2", "NH3-N", "no such reach");
  refuses("截污,东镇,1,A,200", "NH3-N", "too much");
  refuses("截污,东镇,1,A,43.2", "TP", "does not carry");
  refuses("截污,东镇,1,A,43.2", "DO", "least level");
  refuses("截污,东镇,1,A,43.2", "tracer", "does not list");
}

}  // namespace
}  // namespace luoshi::engine

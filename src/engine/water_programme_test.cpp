#include "engine/water_programme.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <span>

#include "base/error.hpp"
#include "base/random.hpp"
#include "water/kinetics.hpp"

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

// Brooks that join, a load on each, what they lose on the way; flows and cuts as many as wanted.
struct Small {
  water::TableModel tables;
  water::SteadyModel model;
};
Small small(const std::string& kinetics, const std::string& reaches, const std::string& sources, double times = 1) {
  const water::ModelSettings settings = water::read_model_settings("name=\"b\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\n" + kinetics, "b.toml");
  water::TableModel tables = water::read_tables(settings, {{"r", reaches}, {"s", sources}, {"t", "id,reach,goal\n大桥,B,Ⅲ类\n"}});
  for (water::Source& source : tables.network.sources)
    for (double& load : source.load) load *= times;
  water::SteadyModel model = std::get<water::SteadyModel>(water::SteadyModel::make(tables.network, settings.kinetics, settings.loops));
  return {std::move(tables), std::move(model)};
}
const std::string kTracer = "model=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0\ntheta=1\n";
const std::string kOneBrook = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\nA,B,5,0.3,1,2\nB,,5,0.3,1,0\n";
const std::string kOneLoad = "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,172.8\n";

WaterEdit flow(std::uint32_t measure, double m3_s, double mg_l = 0, std::size_t reach = 0) { return {measure, reach, m3_s, {mg_l * 1e-3}, 0}; }

// So many measures, all promised for the second period unless said otherwise.
assess::GivenProgramme measures(std::size_t count, assess::Standing standing = assess::Standing::Sound) {
  assess::GivenProgramme given;
  given.programme.periods = 2;
  for (std::size_t m = 0; m < count; ++m) {
    given.programme.measures.push_back({standing, 0, 0, 1, 0.0});
    given.measures.push_back("措施" + std::to_string(m));
  }
  return given;
}
double effect_of(const assess::GivenProgramme& given, std::uint32_t measure, std::uint32_t receptor = 0) {
  for (const Response::Term& term : given.programme.effects.terms)
    if (term.source == measure && term.receptor == receptor) return term.effect;
  return 0;
}

TEST(WaterProgrammeFlow, CleanWaterAsMuchAsThereIsHalvesTheLevel) {
  const Small river = small(kTracer, kOneBrook, kOneLoad);
  assess::GivenProgramme given = measures(1);
  const std::vector<WaterEdit> edits{flow(0, 2)};
  EXPECT_TRUE(add_water(kSettings, given, river.tables, river.model, edits).empty());
  EXPECT_NEAR(given.programme.receptors.at(0).without[0], 1.0, 1e-12);
  EXPECT_NEAR(effect_of(given, 0), 0.5, 1e-12);
  EXPECT_NEAR(given.programme.receptors[0].bend, 0.0, 1e-12) << "one alone adds up with nothing";
}

TEST(WaterProgrammeFlow, TwoFlowsAddUpToWhatTheyDoTogetherAndTheBendSaysHowFarOneAloneIsOff) {
  const Small river = small(kTracer, kOneBrook, kOneLoad);
  assess::GivenProgramme given = measures(2);
  const std::vector<WaterEdit> edits{flow(0, 1), flow(1, 1)};
  (void)add_water(kSettings, given, river.tables, river.model, edits);
  // Alone 1 − 2/3, last 2/3 − 1/2: a quarter on average; as first ones they would promise 2/3 instead of 1/2.
  EXPECT_NEAR(effect_of(given, 0), 0.25, 1e-12);
  EXPECT_NEAR(effect_of(given, 1), 0.25, 1e-12);
  EXPECT_NEAR(given.programme.receptors[0].bend, (0.25 - 1.0 / 6) / 0.5, 1e-12) << "where one is missing the level is 2/3, not 3/4";
}

TEST(WaterProgrammeFlow, ACutIsWorthLessInMoreWater) {
  const Small river = small(kTracer, kOneBrook, kOneLoad);
  assess::GivenProgramme given = measures(2);
  given.cuts.push_back({0, "A", "NH3-N", 86.4, {}});
  const std::vector<WaterEdit> edits{flow(1, 2)};
  (void)add_water(kSettings, given, river.tables, river.model, edits);
  EXPECT_NEAR(effect_of(given, 0), (0.5 + 0.25) / 2, 1e-12);
  EXPECT_NEAR(effect_of(given, 1), (0.5 + 0.25) / 2, 1e-12);
}

TEST(WaterProgrammeFlow, ASourceThatGivesLessIsAnsweredAtItsOwnPlace) {
  const Small river = small(kTracer, kOneBrook, "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,86.4\nF-1,A,point,86.4\n");
  for (const bool bent : {false, true}) {
    assess::GivenProgramme given = measures(2);
    given.cuts.push_back({0, "A", "NH3-N", 86.4, "F-1"});
    const std::vector<WaterEdit> edits{flow(1, 1e-9)};
    (void)add_water(kSettings, given, river.tables, river.model, bent ? std::span{edits} : std::span<const WaterEdit>{});
    EXPECT_NEAR(effect_of(given, 0), 0.5, 1e-8) << bent;
  }
}

TEST(WaterProgrammeFlow, DirtyWaterIsNoHelpAndStandsInTheLevelOnceItIsPromised) {
  const Small river = small(kTracer, kOneBrook, kOneLoad);
  const std::vector<WaterEdit> dirty{flow(0, 2, 3)}, same{flow(0, 2, 1)};
  assess::GivenProgramme promised = measures(1), open = measures(1, assess::Standing::Nobody), alike = measures(1);
  const auto raises = add_water(kSettings, promised, river.tables, river.model, dirty);
  ASSERT_EQ(raises.size(), 1U);
  EXPECT_NEAR(raises[0].by, 1.0, 1e-12) << "(2·1 + 2·3) / 4 = 2 mg/L";
  EXPECT_TRUE(promised.programme.effects.terms.empty());
  EXPECT_NEAR(promised.programme.receptors[0].without[0], 1.0, 1e-12) << "not before it is due";
  EXPECT_NEAR(promised.programme.receptors[0].without[1], 2.0, 1e-12);
  EXPECT_EQ(add_water(kSettings, open, river.tables, river.model, dirty).size(), 1U);
  EXPECT_NEAR(open.programme.receptors[0].without[1], 1.0, 1e-12) << "nobody promised it: listed only";
  EXPECT_TRUE(add_water(kSettings, alike, river.tables, river.model, same).empty());
  EXPECT_TRUE(alike.programme.effects.terms.empty()) << "water like the river's changes nothing, and rounding is no help";
}

TEST(WaterProgrammeFlow, DoublingAllLoadsDoublesEveryLevelAndEffectWhereTheFlowStays) {
  const std::string decaying = "model=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.3\ntheta=1.05\n";
  const auto of = [&](double times) {
    const Small river = small(decaying, kOneBrook, kOneLoad, times);
    assess::GivenProgramme given = measures(3);
    given.cuts.push_back({0, "A", "NH3-N", 43.2 * times, {}});
    const std::vector<WaterEdit> edits{flow(1, 0.5), flow(2, 0.2, 0.3 * times)};
    (void)add_water(kSettings, given, river.tables, river.model, edits);
    return given.programme;
  };
  const assess::Programme once = of(1), twice = of(2);
  ASSERT_EQ(once.effects.terms.size(), 3U);
  EXPECT_NEAR(twice.receptors[0].without[0], 2 * once.receptors[0].without[0], 1e-12);
  EXPECT_NEAR(twice.receptors[0].bend, once.receptors[0].bend, 1e-12);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(twice.effects.terms[k].effect, 2 * once.effects.terms[k].effect, 1e-12) << k;
}

const std::string kThree = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\nA,B,12,0.3,1,2\nC,B,9,0.4,1,1.5\nB,,10,0.35,1.2,0.5\n";
const std::string kThreeLoads = "id,reach,kind,NH3-N_kg_d\nx,A,diffuse,260\ny,C,diffuse,180\nz,B,diffuse,90\n";

// Every combination of three cuts and three flows solved by a model made anew, and what the join says of it.
TEST(WaterProgrammeFlow, TheJoinIsNeverFurtherFromTheSolvedStatesThanItsBendTimesTheMeasuresMissing) {
  const std::string decaying = "model=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.2\ntheta=1\n";
  const Small river = small(decaying, kThree, kThreeLoads);
  const std::vector<assess::Cut> cuts{{0, "A", "NH3-N", 60, {}}, {1, "C", "NH3-N", 40, {}}, {2, "B", "NH3-N", 30, {}}};
  const std::vector<WaterEdit> edits{flow(3, 0.3, 0, 0), flow(4, 0.4, 0.2, 1), flow(5, 0.2, 0, 2)};
  assess::GivenProgramme given = measures(6);
  given.cuts = cuts;
  (void)add_water(kSettings, given, river.tables, river.model, edits);
  const assess::Receptor& receptor = given.programme.receptors.at(0);
  double worst = 0, worst_near = 0, at_all = 0;
  for (unsigned standing = 0; standing < 64; ++standing) {
    water::Network network = river.tables.network;
    double joined = receptor.without[0];
    for (unsigned m = 0; m < 6; ++m) {
      if ((standing >> m & 1U) == 0) continue;
      joined -= effect_of(given, m);
      if (m < 3) network.sources[m].load[0] -= cuts[m].kg_per_day / 86400;
      else network.sources.push_back({"补" + std::to_string(m), edits[m - 3].reach, water::SourceKind::Point, edits[m - 3].flow_m3_s,
                                      {edits[m - 3].flow_m3_s * edits[m - 3].brings[0]}, {}, {}});
    }
    const auto solved = std::get<water::SteadyModel>(water::SteadyModel::make(network, river.model.kinetics()));
    const double level = solved.concentration(2, 0) * 1e3, error = std::abs(joined - level) / level;
    const auto missing = 6 - std::popcount(standing);
    worst = std::max(worst, error);
    if (missing <= 1) worst_near = std::max(worst_near, error);
    if (missing == 0) at_all = error;
    EXPECT_LE(error, receptor.bend * std::max(1, missing)) << standing;
  }
  EXPECT_LE(worst_near, receptor.bend * (1 + 1e-9)) << "all promised, or one of them missing: within the bend";
  EXPECT_LT(at_all, 1e-12) << "the level where all stand is the solved one";
  EXPECT_LT(worst, 0.035);
  RecordProperty("worst_ppm", static_cast<int>(worst * 1e6));
  RecordProperty("near_ppm", static_cast<int>(worst_near * 1e6));
  RecordProperty("bend_ppm", static_cast<int>(receptor.bend * 1e6));
}

TEST(WaterProgrammeFlow, CleanWaterAndCutsNeverRaiseALevelWhereTheBedIsAsFast) {
  Random random{20261126};
  const std::string decaying = "model=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.2\ntheta=1\n";
  for (int trial = 0; trial < 200; ++trial) {
    const Small river = small(decaying, kThree, kThreeLoads, random.uniform(0.2, 3));
    assess::GivenProgramme given = measures(4, trial % 2 == 0 ? assess::Standing::Sound : assess::Standing::Nobody);
    given.cuts = {{0, "A", "NH3-N", random.uniform(0, 40), {}}};
    const std::vector<WaterEdit> edits{flow(1, random.uniform(0, 2), 0, 0), flow(2, random.uniform(0, 2), 0, 1), flow(3, random.uniform(0, 2), 0, 2)};
    EXPECT_TRUE(add_water(kSettings, given, river.tables, river.model, edits).empty()) << "trial " << trial;
  }
}

// The mud takes oxygen; half of it is dredged away. Judged as what is missing of saturation.
TEST(WaterProgrammeFlow, ADredgedReachLacksAsMuchLessOxygenAsAModelMadeAnewSays) {
  const std::string mud = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s,sod_g_m2_d\nA,B,8,0.25,1.2,1.5,3\nB,,6,0.25,1.2,0,2\n";
  const std::string loads = "id,reach,kind,BOD fast_kg_d,NH3-N_kg_d\nx,A,diffuse,150,60\n";
  Small river = [&] {
    const water::ModelSettings settings = water::read_model_settings("name=\"b\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"standard\"\n", "b.toml");
    std::string named = loads;
    const std::string& fast = settings.kinetics.species[water::standard::kFastBod];
    named.replace(named.find("BOD fast"), 8, fast);
    water::TableModel tables = water::read_tables(settings, {{"r", mud}, {"s", named}, {"t", "id,reach,goal\n大桥,B,Ⅲ类\n"}});
    water::SteadyModel model = std::get<water::SteadyModel>(water::SteadyModel::make(tables.network, settings.kinetics, settings.loops));
    return Small{std::move(tables), std::move(model)};
  }();
  assess::GivenSettings settings = kSettings;
  settings.items = {"DO", "NH3-N"};
  assess::GivenProgramme given = measures(2);
  given.cuts = {{1, "A", "NH3-N", 20, {}}};
  const std::vector<WaterEdit> edits{{0, 0, 0.0, std::vector<double>(river.model.species(), 0.0), 1.5e-3 / 86400}};
  EXPECT_TRUE(add_water(settings, given, river.tables, river.model, edits).empty());
  ASSERT_EQ(given.receptors, (std::vector<std::string>{"大桥 DO", "大桥 NH3-N"}));
  const double saturation = river.model.oxygen_saturation_at(1) * 1e3;
  EXPECT_NEAR(given.programme.receptors[0].limit, saturation - 5.0, 1e-12) << "class III wants 5 mg/L";
  EXPECT_NEAR(given.programme.receptors[0].without[0], saturation - river.model.concentration(1, water::standard::kOxygen) * 1e3, 1e-12);
  water::Network dredged = river.tables.network;
  dredged.reaches[0].sediment_demand = 1.5e-3 / 86400;
  const auto anew = std::get<water::SteadyModel>(water::SteadyModel::make(dredged, river.model.kinetics()));
  const double gained = (anew.concentration(1, water::standard::kOxygen) - river.model.concentration(1, water::standard::kOxygen)) * 1e3;
  EXPECT_GT(gained, 0.1);
  EXPECT_NEAR(effect_of(given, 0, 0), gained, 1e-9);
  EXPECT_EQ(effect_of(given, 0, 1), 0.0) << "mud is no ammonia here";
  EXPECT_GT(effect_of(given, 1, 0), 0.01) << "ammonia taken away spares oxygen";
  EXPECT_LT(given.programme.receptors[0].bend, 1e-9) << "mud and loads add up while there is oxygen";
}

TEST(WaterProgrammeFlow, WhatWouldDryAReachOrTakeMoreThanThereIsSaysSo) {
  const Small river = small(kTracer, kThree, kThreeLoads);
  EXPECT_EQ(unfit(river.model, flow(0, -1.9)), "");
  EXPECT_NE(unfit(river.model, flow(0, -2.1)).find("起始的来水"), std::string::npos);
  EXPECT_NE(unfit(river.model, flow(0, -2.0)).find("断流"), std::string::npos);
  EXPECT_NE(unfit(river.model, {0, 0, 0.0, {0.0}, 1e-9}).find("底泥"), std::string::npos);
  assess::GivenProgramme given = measures(1);
  const std::vector<WaterEdit> taken{flow(0, -1)};
  const auto raises = add_water(kSettings, given, river.tables, river.model, taken);
  ASSERT_EQ(raises.size(), 1U) << "less water for the same load";
  EXPECT_GT(raises[0].by, 0.1);
}

}  // namespace
}  // namespace luoshi::engine

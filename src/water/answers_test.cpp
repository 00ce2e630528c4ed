#include "water/answers.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "formats/xlsx.hpp"

namespace luoshi::water {
namespace {

const std::map<std::string, std::string> kTables{
    {"reaches.csv",
     "id,to,length_km,velocity_m_s,depth_m,temperature_c,tidal,cross_section_m2,surface_km2\n"
     "R1,R2,10,0.3,1.2,22,,,\nR2,R3,15,0.3,1.5,22,,,\nR3,,5,,,24,yes,300,0.4\n"},
    {"sources.csv",
     "id,reach,kind,flow_m3_s,DO_mg_l,NH3-N_mg_l,COD_mg_l,BOD_mg_l,COD_t_a,town,sector,adjustable,unit_cost\n"
     "上游,R1,point,8,8.2,0.2,12,2,,,来水,no,\n"
     "东厂,R2,point,0.5,4,20,50,15,,东镇,污水厂,,3\n"
     "西厂,R1,point,0.3,4,25,50,15,,西镇,污水厂,,1\n"
     "农田,R2,diffuse,,,,,,365,东镇,农业,no,\n"},
    {"sections.csv", "id,reach,goal\n大桥,R2,Ⅲ类\n河口,R3,Ⅲ\n"}};
constexpr const char* kModel =
    "reaches = \"reaches.csv\"\nsources = \"sources.csv\"\nsections = \"sections.csv\"\ntree = true\n";

struct Loaded {
  TableModel tables;
  SteadyModel model;
};
Loaded loaded(const std::map<std::string, std::string>& files = kTables) {
  const ModelSettings settings = read_model_settings(kModel, "m.toml");
  TableModel tables = read_tables(settings, files);
  auto made = SteadyModel::make(tables.network, settings.kinetics, settings.loops);
  if (auto* defects = std::get_if<std::vector<Defect>>(&made)) throw Error{Fault::BadInput, defects->front().text};
  return {std::move(tables), std::get<SteadyModel>(std::move(made))};
}

std::string failure_with(const std::string& table, const std::string& find, const std::string& put) {
  auto files = kTables;
  std::string& bytes = files[table];
  bytes.replace(bytes.find(find), find.size(), put);
  try {
    static_cast<void>(loaded(files));
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::BadInput);
    return error.what();
  }
}

TEST(WaterTables, LoadsLeaveTheirUnits) {
  const Loaded one = loaded();
  EXPECT_NEAR(one.model.network().sources[1].load[standard::kAmmoniaN] * 86400, 0.5 * 20 * 86.4, 1e-9) << "kg/d";
  EXPECT_NEAR(one.model.network().sources[3].load[standard::kCod] * 86400, 1000, 1e-9) << "365 t/a are 1000 kg/d";
}

TEST(WaterTables, ReachesComeFromGeojsonToo) {
  auto files = kTables;
  files["reaches.geojson"] = R"({"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":null,"properties":{"id":"R1","to":"R2","length_km":10,"velocity_m_s":0.3,"depth_m":1.2,"temperature_c":22}},
    {"type":"Feature","geometry":null,"properties":{"id":"R2","to":"R3","length_km":15,"velocity_m_s":0.3,"depth_m":1.5,"temperature_c":22}},
    {"type":"Feature","geometry":null,"properties":{"id":"R3","length_km":5,"temperature_c":24,"tidal":"yes","cross_section_m2":300,"surface_km2":0.4}}]})";
  ModelSettings settings = read_model_settings(kModel, "m.toml");
  const TableModel csv = read_tables(settings, files);
  settings.reaches = "reaches.geojson";
  const TableModel geojson = read_tables(settings, files);
  const auto a = SteadyModel::make(csv.network, settings.kinetics),
             b = SteadyModel::make(geojson.network, settings.kinetics);
  for (std::size_t s = 0; s < 12; ++s)
    EXPECT_EQ(std::get<SteadyModel>(a).flux(1, s), std::get<SteadyModel>(b).flux(1, s));
}

TEST(WaterTables, WhatIsWrongIsNamedByFileLineAndColumn) {
  EXPECT_EQ(failure_with("reaches.csv", "R1,R2,10", "R1,R9,10").substr(0, 18), "reaches.csv:2:4: r");
  EXPECT_EQ(failure_with("reaches.csv", "length_km", "length_mile").substr(0, 16), "reaches.csv:1:7:");
  EXPECT_EQ(failure_with("sources.csv", "东厂,R2", "东厂,R7").substr(0, 13), "sources.csv:3");
  EXPECT_NE(failure_with("sources.csv", "东厂,R2,point,0.5", "东厂,R2,point,0").find("a concentration in no water"),
            std::string::npos);
  EXPECT_NE(failure_with("sources.csv", "0.5,4,20", "-0.5,4,20").find("at least 0"), std::string::npos);
  EXPECT_NE(failure_with("sources.csv", "8.2", "NaN").find("is no number"), std::string::npos);
  EXPECT_NE(failure_with("sections.csv", "大桥,R2", "大桥,R4").find("not in the table of reaches"), std::string::npos);
  EXPECT_NE(failure_with("reaches.csv", "R2,R3,15", "R2,R1,15").find("R2"), std::string::npos) << "a cycle is named";
  EXPECT_NE(failure_with("sections.csv", "河口,R3", "大桥,R3").find("two sections"), std::string::npos);
}

TEST(WaterAnswers, SolveSaysTheClassAndWhereItCannot) {
  const Loaded one = loaded();
  const Json answer = solve_answer(one.tables, one.model, Detail::Sections);
  const Json& bridge = answer.at("sections").as_array()[0];
  EXPECT_FALSE(bridge.at("judgement").at("meets").as_bool());
  EXPECT_EQ(bridge.at("judgement").at("governing").as_array()[0].as_string(), "NH3-N");
  EXPECT_EQ(answer.at("sections").as_array()[1].at("judgement").at("cannot_say").as_string(), "tidal");
  for (const Json& item : bridge.at("judgement").at("items").as_array())
    EXPECT_NE(item.at("item").as_string(), "CODMn") << "what no source states is unknown, not clean";
  const std::string words = words_of(answer);
  EXPECT_NE(words.find("大桥"), std::string::npos);
  EXPECT_NE(words.find("说不清：感潮"), std::string::npos);
  EXPECT_NE(words.find("限值未经人工核对"), std::string::npos);
  for (const Json& balance : answer.at("balance").as_array())
    EXPECT_LE(std::abs(balance.at("residual_kg_d").as_number()), 1e-9 * (1 + balance.at("entered_kg_d").as_number()));
}

TEST(WaterAnswers, SharesNameTheTowns) {
  const Loaded one = loaded();
  const Json answer = shares_answer(one.model, "大桥", "NH3-N", ShareBy::Town);
  double sum = 0;
  for (const Json& line : answer.at("list").as_array()) sum += line.at("share").as_number();
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_EQ(answer.at("list").as_array()[0].at("name").as_string(), "东镇");
  EXPECT_THROW(static_cast<void>(shares_answer(one.model, "无此断面", "NH3-N", ShareBy::Town)), Error);
}

TEST(WaterAnswers, WhatIfShowsBeforeAndAfterAndRefusesNonsense) {
  Loaded one = loaded();
  const Json answer =
      what_if_answer(one.tables, one.model, {"东厂:NH3-N=-80%", "西厂:NH3-N=100kg/d", "R2:temperature=15"});
  const Json& bridge = answer.at("sections").as_array()[0];
  const auto ammonia = [](const Json& place) { return place.at("concentration_mg_l").at("NH3-N").as_number(); };
  EXPECT_LT(ammonia(bridge.at("after")), 0.6 * ammonia(bridge.at("before")));
  for (const char* bad : {"东厂:NH3-N=80", "东厂:flow=-5%x", "nobody:flow=1m3/s", "东厂=3", "东厂:铅=-10%",
                          "东厂:NH3-N=-180%", "R2:colour=3"})
    EXPECT_THROW(static_cast<void>(what_if_answer(one.tables, one.model, {bad})), Error) << bad;
}

TEST(WaterTables, AWorkbooksSheetsAreTheSameTables) {
  using formats::Cell;
  const std::string book = formats::write_xlsx(std::vector<formats::Sheet>{
      {"河段",
       {{"id", "to", "length_km", "velocity_m_s", "depth_m", "temperature_c", "tidal", "cross_section_m2",
         "surface_km2"},
        {"R1", "R2", 10.0, 0.3, 1.2, 22.0},
        {"R2", "R3", 15.0, 0.3, 1.5, 22.0},
        {"R3", {}, 5.0, {}, {}, 24.0, true, 300.0, 0.4}}},
      {"污染源", {{"id", "reach", "flow_m3_s", "NH3-N_mg_l"}, {"上游", "R1", 8.0, 0.2}, {"东厂", "R9", 0.5, 20.0}}}});
  const ModelSettings settings =
      read_model_settings("reaches = \"m.xlsx#河段\"\nsources = \"m.xlsx#污染源\"\n", "m.toml");
  EXPECT_EQ(settings.files(), (std::vector<std::string>{"m.xlsx#河段", "m.xlsx#污染源"}));
  try {
    static_cast<void>(read_tables(settings, {{"m.xlsx#河段", book}, {"m.xlsx#污染源", book}}));
    FAIL() << "reach R9 does not exist";
  } catch (const Error& error) {
    EXPECT_NE(std::string{error.what()}.find("m.xlsx#污染源:B3: reach 'R9'"), std::string::npos) << error.what();
  }
  const ModelSettings reaches = read_model_settings("reaches = \"m.xlsx\"\n", "m.toml");
  const Network net = read_tables(reaches, {{"m.xlsx", book}}).network;
  ASSERT_EQ(net.reaches.size(), 3u);
  EXPECT_TRUE(net.reaches[2].tidal.has_value());
  EXPECT_DOUBLE_EQ(net.reaches[1].length, 15'000);
}

TEST(WaterTables, OneBadLineOfAMillionIsNamed) {
  std::string links = "from,to,share\n";
  for (int line = 2; line <= 1'000'001; ++line) links += line == 765'432 ? "R1,R2,?\n" : "R1,R2,0.5\n";
  const ModelSettings settings = read_model_settings("reaches = \"r.csv\"\nlinks = \"l.csv\"\n", "m.toml");
  try {
    static_cast<void>(read_tables(settings, {{"r.csv", "id,length_km\nR1,1\nR2,1\n"}, {"l.csv", links}}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(std::string{error.what()}.substr(0, 15), "l.csv:765432:7:") << error.what();
  }
}

TEST(WaterTables, AMissingColumnIsNamed) {
  EXPECT_NE(failure_with("sections.csv", "id,reach,goal\n大桥,R2,Ⅲ类\n河口,R3,Ⅲ", "id,goal\n大桥,Ⅲ类")
                .find("sections.csv:1:1: column 'reach' is missing"),
            std::string::npos);
  EXPECT_NE(failure_with("reaches.csv", "R1,R2,10", "R1,R2,-10").find("R1"), std::string::npos) << "a negative length";
  EXPECT_NE(failure_with("reaches.csv", "R3,,5", "R1,R3,5,0.3,1,22,,,\nR3,,5").find("R1"), std::string::npos)
      << "a name twice";
}

}  // namespace
}  // namespace luoshi::water

#include "assess/given_response.hpp"

#include <gtest/gtest.h>

#include "assess/city_settings.hpp"
#include "base/error.hpp"

namespace luoshi::assess {
namespace {

const std::string kSettings = "name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"水务院一维模型\"\nmodel_error=0.15\nreceptors=\"r.csv\"\nresponses=\"e.csv\"\n";
const std::string kReceptors = "receptor,item,unit,limit,without\n大桥,氨氮,mg/L,1,2\n";
const std::string kEffects = "receptor,item,source,effect,unit,load_kg_d\n大桥,氨氮,A,0.005,mg/L/(kg/d),200\n";

GivenNames names() {
  GivenNames names;
  names.section = [](std::string_view name) { return std::string{name == "大桥" || name == "S-1" ? "S-1" : name == "海口" ? "S-2" : ""}; };
  names.is_source = [](std::string_view code) { return code == "A" || code == "B"; };
  names.item = [](std::string_view words) { return std::string{words == "氨氮" ? "NH3-N" : words == "总磷" ? "TP" : ""}; };
  return names;
}

GivenResponse read(const std::string& receptors, const std::string& effects) {
  return read_given_response(read_city_settings(kSettings, "c.toml"), {{"r.csv", receptors}, {"e.csv", effects}}, names());
}

TEST(GivenResponse, AnswersForACutInProportion) {
  const CitySettings settings = read_city_settings(kSettings, "c.toml");
  const GivenResponse response = read(kReceptors, kEffects + "大桥,氨氮,B,0.001,mg/L per kg/d,\n");
  GivenProgramme given;
  given.cuts = {{0, "A", "NH3-N", 100}, {1, "B", "NH3-N", 10}, {1, "B", "TP", 99}, {2, "C", "NH3-N", 1}};
  add_response(response, settings, given);
  ASSERT_EQ(given.receptors, std::vector<std::string>{"大桥 NH3-N"});
  EXPECT_EQ(given.programme.receptors[0].limit, 1.0);
  EXPECT_EQ(given.programme.receptors[0].without, (std::vector<double>{2, 2}));
  ASSERT_EQ(given.programme.effects.terms.size(), 2U) << "what the response does not name does nothing";
  EXPECT_DOUBLE_EQ(given.programme.effects.terms[0].effect, 0.5);
  EXPECT_DOUBLE_EQ(given.programme.effects.terms[1].effect, 0.01);
  EXPECT_NE(given.programme.effects.valid_while.find("水务院"), std::string::npos);
  EXPECT_EQ(response.loads.at({"A", 0U}), 200);
  EXPECT_EQ(response.loads.size(), 1U);
}

TEST(GivenResponse, LevelsMayDifferByQuarterAndASubstanceFromTheItem) {
  const GivenResponse response = read("receptor,item,unit,limit,without_1,without_2\n大桥,氨氮,mg/L,1,2,1.8\n大桥,总磷,mg/L,0.2,0.3,0.3\n",
                                      "receptor,item,source,substance,effect,unit\n大桥,氨氮,A,总磷,0.5,mg/L per kg/d\n大桥,总磷,A,,0.25,mg/L per kg/d\n");
  EXPECT_EQ(response.receptors[0].without, (std::vector<double>{2, 1.8}));
  EXPECT_EQ(response.substances, std::vector<std::string>{"TP"});
  EXPECT_EQ(response.effects.at({"A", 0U}).size(), 2U) << "one load acts on two items";
}


TEST(GivenResponse, WhatDoesNotFitIsRefusedWithFileLineAndColumn) {
  const std::string head = "receptor,item,unit,limit,without\n", of = "receptor,item,source,effect,unit,load_kg_d\n";
  const auto refuses = [](const std::string& receptors, const std::string& effects, const std::string& place, const std::string& word) {
    try {
      (void)read(receptors, effects);
      ADD_FAILURE() << receptors << effects;
    } catch (const Error& error) {
      const std::string text = error.what();
      EXPECT_EQ(text.find(place + ": "), 0U) << text;
      EXPECT_NE(text.find(word), std::string::npos) << text;
    }
  };
  refuses(head, kEffects, "r.csv:1:1", "no rows");
  refuses(kReceptors, of, "e.csv:1:1", "no rows");
  refuses("", kEffects, "r.csv:1:1", "empty");
  refuses(head + "别处,氨氮,mg/L,1,2\n", kEffects, "r.csv:2:1", "no section of the register");
  refuses(head + "大桥,溶解氧,mg/L,1,2\n", kEffects, "r.csv:2:8", "no upper limit");
  refuses(head + "大桥,氨氮,ug/L,1,2\n", kEffects, "r.csv:2:15", "another unit");
  refuses(head + "大桥,氨氮,mg/L,nan,2\n", kEffects, "r.csv:2:20", "no number");
  refuses(head + "大桥,氨氮,mg/L,0,2\n", kEffects, "r.csv:2:20", "no limit");
  refuses(head + "大桥,氨氮,mg/L,1,-2\n", kEffects, "r.csv:2:22", "no level");
  refuses(head + "大桥,氨氮,mg/L,1,inf\n", kEffects, "r.csv:2:22", "no number");
  refuses(kReceptors + "S-1,氨氮,mg/L,1,2\n", kEffects, "r.csv:3:1", "twice");
  refuses("receptor,item,unit,limit,without_1\n大桥,氨氮,mg/L,1,2\n", kEffects, "r.csv:1:1", "without_2");
  refuses("receptor,item,unit,limit,without,without_1\n大桥,氨氮,mg/L,1,2,2\n", kEffects, "r.csv:1:34", "both");
  refuses("receptor,item,unit,limit,without,error\n大桥,氨氮,mg/L,1,2,1\n", kEffects, "r.csv:1:34", "not known");
  refuses(kReceptors, of + "海口,氨氮,A,0.005,mg/L/(kg/d),\n", "e.csv:2:1", "r.csv");
  refuses(kReceptors, of + "大桥,氨氮,X,0.005,mg/L/(kg/d),\n", "e.csv:2:15", "no asset");
  refuses(kReceptors, of + "大桥,氨氮,A,nan,mg/L/(kg/d),\n", "e.csv:2:17", "no number");
  refuses(kReceptors, of + "大桥,氨氮,A,-1,mg/L/(kg/d),\n", "e.csv:2:17", "no fall");
  refuses(kReceptors, of + "大桥,氨氮,A,1,mg/L/(t/a),\n", "e.csv:2:19", "another unit");
  refuses(kReceptors, of + "大桥,氨氮,A,1,mg/L/(kg/d),-1\n", "e.csv:2:31", "no load");
  refuses(kReceptors, kEffects + "大桥,氨氮,A,0.005,mg/L/(kg/d),200\n", "e.csv:3:15", "twice");
  refuses(head + "大桥,氨氮,mg/L,1,2\n大桥,总磷,mg/L,1,2\n", "receptor,item,source,substance,effect,unit,load_kg_d\n大桥,氨氮,A,氨氮,1,mg/L/(kg/d),5\n大桥,总磷,A,氨氮,1,mg/L/(kg/d),6\n", "e.csv:3:38", "another load");
  refuses(kReceptors, "receptor,item,source,effect,unit,quarter\n大桥,氨氮,A,1,mg/L/(kg/d),1\n", "e.csv:1:34", "by quarter");
  refuses(kReceptors, "receptor,item,source,effect\n大桥,氨氮,A,1\n", "e.csv:1:1", "'unit' is missing");
}

TEST(GivenResponse, MoreSectionsThanTheirDrawsCanBeHeldAreRefused) {
  std::string many = "receptor,item,unit,limit,without\n", effects = "receptor,item,source,effect,unit\n0,x,A,1,mg/L/(kg/d)\n";
  for (int n = 0; n < 2000; ++n) many += std::to_string(n) + ",x,mg/L,1,2\n";
  try {
    (void)read_given_response(read_city_settings(kSettings, "c.toml"), {{"r.csv", many}, {"e.csv", effects}}, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::TooLarge);
  }
}

TEST(GivenResponse, SettingsNameOneModelAndItsError) {
  for (const std::string& bad : {kSettings + "water=\"m.toml\"\n", kSettings + "items=[\"NH3-N\"]\n", kSettings.substr(0, kSettings.find("responses")),
                                 std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"m\"\nreceptors=\"r\"\nresponses=\"e\"\n"},
                                 std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"m\"\nreceptors=\"r\"\nresponses=\"e\"\nmodel_error=0\n"},
                                 std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"\"\nreceptors=\"r\"\nresponses=\"e\"\nmodel_error=0.1\n"},
                                 std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nmodel=\"m\"\nreceptors=\"r\"\nresponses=\"r\"\nmodel_error=0.1\n"},
                                 std::string{"name=\"城\"\nfirst_quarter=\"2026-Q4\"\nperiods=2\nwater=\"m\"\nitems=[\"NH3-N\"]\nreceptors=\"r\"\n"}})
    EXPECT_THROW((void)read_city_settings(bad, "c.toml"), Error) << bad;
  EXPECT_TRUE(read_city_settings(kSettings, "c.toml").water.empty());
}

}  // namespace
}  // namespace luoshi::assess

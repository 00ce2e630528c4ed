#include "engine/city_data.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "engine/adopting.hpp"
#include "engine/pages/pages.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

/// A city of one town with one river, looked at by nobody in office but its operator.
class CityData : public testing::Test {
 protected:
  void SetUp() override {
    submit(city::Found{{"试城", false}});
    submit(city::Register{city::PlaceRegistered{{"990000000001", "东镇", PlaceLevel::Town, {}}}});
    submit(city::Register{city::AssetRegistered{{"R-1", "东河", AssetKind::River, Id<Place>{1}, {}, Stage::Entered}}});
  }
  void TearDown() override { std::filesystem::remove_all(place_); }
  void submit(city::CommandBody body) {
    const Outcome outcome = engine_.submit({"c" + std::to_string(++count_), {}, std::move(body)});
    ASSERT_TRUE(std::holds_alternative<Done>(outcome));
  }
  static std::string layer(const std::string& code, const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":")" + code + R"("},"geometry":)" + geometry + "}]}";
  }
  Taken adopt(const std::string& bytes) { return adopt_file(engine_, "map/rivers.geojson", bytes, [](const std::string&) { return std::string{}; }); }

  const std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-city-data-" + std::to_string(::getpid()));
  Engine engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_),
                 Surroundings{[] { return end_of_china_day(day_from_text("2026-06-30").value()) - std::chrono::hours{12}; }, [] { return std::string(32, '0'); }}};
  int count_ = 0;
};

const std::string kLine = R"({"type":"LineString","coordinates":[[120.0,30.0],[120.1,30.05]]})";

TEST_F(CityData, ALayerOfTheMapIsAnEventNamingItsDigest) {
  const std::string bytes = layer("R-1", kLine);
  const std::uint64_t before = engine_.city()->events;
  EXPECT_FALSE(adopt(bytes).refused);
  EXPECT_EQ(engine_.city()->events, before + 1);
  EXPECT_EQ(adopted_digest(*engine_.city(), "data-map-rivers"), sha256(bytes));
  EXPECT_EQ(engine_.archive().get(sha256(bytes)), bytes);
  EXPECT_FALSE(adopt(bytes).refused) << "once more is harmless";
  EXPECT_EQ(engine_.city()->events, before + 1);
}

TEST_F(CityData, ALayerThatDoesNotFitLeavesNothingBehind) {
  const std::uint64_t before = engine_.city()->events;
  for (const std::string& bad : {layer("R-9", kLine), layer("", kLine), layer("R-1", R"({"type":"Circle","coordinates":[1,2]})"),
                                 layer("R-1", R"({"type":"LineString","coordinates":[[120.0,95.0],[1,2]]})"),
                                 layer("R-1", R"({"type":"LineString","coordinates":[]})"), layer("R-1", R"({"type":"Point","coordinates":["a",2]})"),
                                 std::string{R"({"type":"FeatureCollection","features":3})"}})
    EXPECT_THROW((void)adopt(bad), Error) << bad;
  const std::string one = layer("R-1", kLine);
  const std::string feature = one.substr(one.find('[') + 1, one.rfind(']') - one.find('[') - 1);
  EXPECT_THROW((void)adopt(R"({"type":"FeatureCollection","features":[)" + feature + "," + feature + "]}"), Error) << "one code twice";
  EXPECT_EQ(engine_.city()->events, before);
}

TEST_F(CityData, ABundleComesBackAsItWas) {
  const Bundle bundle{"a.toml", {{"a.toml", "name = \"甲\"\n"}, {"t.csv", "x\n1\n"}}};
  EXPECT_EQ(bundle_of(bundle_bytes(bundle)), bundle);
  EXPECT_THROW((void)bundle_of("{}"), Error);
  EXPECT_THROW((void)bundle_of(R"({"main":"a","files":{}})"), Error);
}

TEST_F(CityData, TheMapKeepsItsTagUntilALayerOrTheRegistersChange) {
  ASSERT_FALSE(adopt(layer("R-1", kLine)).refused);
  Pages pages{engine_};
  const Viewer viewer{{}, day_from_text("2026-06-30").value()};
  const auto first = std::get<KeptBytes>(pages.map(viewer));
  const Json map = parse_json(*first.bytes);
  ASSERT_EQ(map.at("features").as_array().size(), 1U);
  const Json& thing = map.at("features").as_array()[0].at("properties");
  EXPECT_EQ(thing.at("name").as_string(), "东河");
  EXPECT_EQ(thing.at("asset").as_integer(), 1);
  EXPECT_EQ(thing.at("place").as_integer(), 1);
  submit(city::Register{city::RulesAdopted{{"别的规则", engine_.archive().put("规则")}}});
  EXPECT_EQ(std::get<KeptBytes>(pages.map(viewer)).tag, first.tag);
  ASSERT_FALSE(adopt(layer("R-1", R"({"type":"Point","coordinates":[120.0,30.0]})")).refused);
  EXPECT_NE(std::get<KeptBytes>(pages.map(viewer)).tag, first.tag);
}

TEST_F(CityData, TheMapsStatesSayHowFarRiversCame) {
  Pages pages{engine_};
  const Json states = std::get<Json>(pages.map_states({{}, day_from_text("2026-06-30").value()}));
  ASSERT_EQ(states.at("towns").as_array().size(), 1U);
  EXPECT_EQ(states.at("towns").as_array()[0].at("river_count").as_integer(), 1);
  for (const Json& stage : states.at("stages").as_array())
    EXPECT_EQ(stage.at("assets").as_array().size(), stage.at("stage").as_string() == "entered" ? 1U : 0U);
}

}  // namespace
}  // namespace luoshi::engine

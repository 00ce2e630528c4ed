#include <gtest/gtest.h>

#include <array>

#include "intake/intake.hpp"
#include "intake/register.hpp"

namespace luoshi::intake {
namespace {

constexpr std::uint32_t kWaterCity = 1, kWaterDistrict = 2, kHousing = 3, kFinance = 4, kTown = 5, kFirm = 6,
                        kSouth = 7, kNorth = 8;

Gazetteer register_of_the_city() {
  const auto body = [](const char* words, std::uint32_t number) {
    return Gazetteer::Name{words, Id<Body>{number}, Id<Place>{}};
  };
  Gazetteer gazetteer;
  gazetteer.names = {body("云溪市水务局", kWaterCity),
                     body("松溪区水务局", kWaterDistrict),
                     body("云溪市住房和城乡建设局", kHousing),
                     body("云溪市财政局", kFinance),
                     body("柿坪镇人民政府", kTown),
                     body("北河钢铁有限公司", kFirm),
                     body("松溪区环卫所", kSouth),
                     body("柏塘区环卫所", kNorth),
                     {"松溪区", Id<Body>{}, Id<Place>{1}},
                     {"松溪区柿坪镇", Id<Body>{}, Id<Place>{2}}};
  return gazetteer;
}

struct NameCase {
  std::string_view words;
  std::vector<std::uint32_t> bodies;
};

TEST(Register, ANameIsTiedWhereOneBodyAloneCanBeMeant) {
  const std::array kCases = {NameCase{"云溪市水务局", {kWaterCity}},
                             NameCase{"市水务局", {kWaterCity}},
                             NameCase{"区水务局", {kWaterDistrict}},
                             NameCase{"水务局", {}},
                             NameCase{"县水务局", {}},
                             NameCase{"市住建局", {kHousing}},
                             NameCase{"市财政局、市水务局", {kFinance, kWaterCity}},
                             NameCase{"柿坪镇", {kTown}},
                             NameCase{"北河钢铁", {kFirm}},
                             NameCase{"区环卫所", {}},
                             NameCase{"柏塘区环卫所", {kNorth}},
                             NameCase{"各镇街", {}},
                             NameCase{"", {}},
                             NameCase{"、", {}}};
  for (const NameCase& each : kCases) {
    Reading reading;
    reading.statements.emplace_back().actor = each.words;
    tie_to_register(reading, register_of_the_city());
    std::vector<std::uint32_t> tied;
    for (const Id<Body> body : reading.statements[0].lead_bodies) tied.push_back(body.number());
    EXPECT_EQ(tied, each.bodies) << each.words;
  }
}

TEST(Register, APlaceIsTiedByItsFullNameTheLongestFirst) {
  Reading reading = read_paper("a.txt", "云溪市召开推进会\n会议强调，市水务局要在10月底前完成松溪区柿坪镇管网改造。\n");
  ASSERT_EQ(reading.statements.size(), 1U);
  tie_to_register(reading, register_of_the_city());
  EXPECT_EQ(reading.statements[0].places, std::vector{Id<Place>{2}});
  EXPECT_EQ(reading.statements[0].lead_bodies, std::vector{Id<Body>{kWaterCity}});
}

}  // namespace
}  // namespace luoshi::intake

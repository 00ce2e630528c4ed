#include "city/limits.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "city/detail/limit_table.hpp"
#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(Limits, ATextIsMeasuredInCharactersUpToItsLimit) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "涌";
  EXPECT_FALSE(over_limit(Register{PersonRegistered{{name}}}));
  const auto over = over_limit(Register{PersonRegistered{{name + "。"}}});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->fault, Fault::TooLarge);
  EXPECT_EQ(over->reason, "“名称”过长（201 字，上限 200 字）请缩短后重新提交");
}

TEST(Limits, ListsAndTheTextsInThemAreMeasured) {
  Body body{"局", std::vector<std::string>(51, "名"), BodyKind::Department, {}, {}};
  EXPECT_EQ(over_limit(Register{BodyRegistered{body}})->reason, "“别名”过多（51 项，上限 50 项）请分次提交");
  body.aliases = {"名", "\xC0\xAF"};
  EXPECT_EQ(over_limit(Register{BodyRegistered{body}})->fault, Fault::BadInput);
}

TEST(Limits, AnOpeningsFieldIsCalledAsItsKindCallsIt) {
  Merit merit = river_merit();
  merit.units.assign(501, kWater);
  EXPECT_EQ(over_limit(OpenThing{Opened<Merit>{merit}})->reason, "“受表扬单位”过多（501 项，上限 500 项）请分次提交");
}

TEST(Limits, TheWrittenTableIsTheOneInForce) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  std::ifstream lines{std::string{source} + "/docs/formats/commands.md"};
  int rows = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `") || !(line.ends_with("characters |") || line.ends_with("elements |"))) continue;
    ++rows;
    const std::string field = line.substr(3, line.find('`', 3) - 3);
    const std::size_t second = line.find(" | ", 3), third = line.find(" | ", second + 3);
    EXPECT_EQ(limit_of(field).chinese, line.substr(second + 3, third - second - 3)) << field;
    EXPECT_EQ(limit_of(field).most, std::stoul(line.substr(third + 3))) << field;
  }
  EXPECT_EQ(rows, static_cast<int>(detail::kLimits.size())) << "a limit is not written down";
}

}  // namespace
}  // namespace luoshi::city

#include "formats/toml.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::formats {
namespace {

std::string failure(std::string_view text) {
  try {
    static_cast<void>(parse_toml(text, "m.toml"));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Toml, ReadsTablesArraysOfTablesAndValues) {
  const Toml root = parse_toml(
      "title = \"氮\" # remark\n[table]\nfile = 'a\\b.csv'\nmissing = [\"NA\",\n  \"\"]\nscale = 1_000.5\n"
      "[[source]]\nname = \"crops\"\n[[source]]\nname = \"towns\"\nlag = {column = \"slope\", by = -2}\nused = true\n",
      "m.toml");
  EXPECT_EQ(root.at("title").text(), "氮");
  EXPECT_EQ(root.at("table").at("file").text(), "a\\b.csv");
  EXPECT_EQ(root.at("table").at("missing").array().size(), 2u);
  EXPECT_EQ(root.at("table").at("scale").number(), 1000.5);
  const auto& sources = root.tables("source");
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[1].at("name").text(), "towns");
  EXPECT_EQ(sources[1].at("lag").at("by").number(), -2);
  EXPECT_TRUE(sources[1].at("used").flag());
  EXPECT_EQ(root.number_or("absent", 7), 7);
}

TEST(Toml, NamesFileLineAndColumnOfWhatIsWrong) {
  EXPECT_EQ(failure("a = 1\nb = oops\n").substr(0, 11), "m.toml:2:5:");
  EXPECT_EQ(failure("a = 1\na = 2\n").substr(0, 9), "m.toml:2:");
  EXPECT_EQ(failure("a = \"x\n").substr(0, 9), "m.toml:1:");
  EXPECT_EQ(failure("[t\n").substr(0, 9), "m.toml:1:");
  EXPECT_EQ(failure("a = 1 b = 2\n").substr(0, 11), "m.toml:1:7:");
  EXPECT_NE(failure("a = 2024-06-05\n"), "") << "dates are refused, not misread";
  std::string deep(100, '[');
  EXPECT_NE(failure("a = " + deep), "");
}

TEST(Toml, AMisspeltSettingIsNamed) {
  const Toml root = parse_toml("factor = 1\nfacter = 2\n", "m.toml");
  try {
    root.allow_only({"factor"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(std::string{error.what()}.substr(0, 9), "m.toml:2:");
  }
}

}  // namespace
}  // namespace luoshi::formats

#include "sample/sample.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/json.hpp"
#include "sample/detail/table_reader.hpp"

namespace luoshi::sample {
namespace {

using test::number;
using test::rows;
using test::text;

const std::vector<SampleFile>& city() {
  static const auto files = generate({});
  return files;
}

TEST(Sample, EqualOptionsGiveEqualBytesAndAnotherSeedOthers) {
  EXPECT_EQ(generate({}), city());
  const auto other = generate({.seed = 7, .scale = 1});
  ASSERT_EQ(other.size(), city().size());
  EXPECT_NE(test::file(other, "registers/rivers.csv").bytes, test::file(city(), "registers/rivers.csv").bytes);
}

TEST(Sample, EveryFileIsUtf8WithAPathOfItsOwnAndSaysThatItIsASample) {
  std::set<std::string> paths;
  for (const SampleFile& file : city()) {
    EXPECT_TRUE(paths.insert(file.path).second) << file.path;
    const bool workbook = file.path.ends_with(".xlsx");
    EXPECT_TRUE(workbook || is_utf8(file.bytes)) << file.path;
    const bool says = file.bytes.find("虚构") != std::string::npos;
    const bool marked = file.bytes.find("\"sample\":true") != std::string::npos;
    EXPECT_TRUE(says || marked || file.path.starts_with("papers/damaged/") || file.path.starts_with("water/model/sample-")) << file.path;
  }
}

void expect_facts(const std::vector<SampleFile>& files, unsigned copies) {
  std::size_t towns = 0;
  for (const auto& place : rows(files, "registers/places.csv")) towns += text(place, "级别") == "镇街" ? 1 : 0;
  EXPECT_EQ(towns, 23U * copies);

  std::size_t finished = 0;
  const auto rivers = rows(files, "registers/rivers.csv");
  for (const auto& river : rivers) {
    const bool open = text(river, "完工日期").empty();
    finished += open ? 0 : 1;
    EXPECT_TRUE(open || text(river, "进场日期") < text(river, "完工日期")) << text(river, "编号");
  }
  EXPECT_EQ(rivers.size(), 495U * copies);
  EXPECT_EQ(finished, 214U * copies);

  double built_m = 0.0;
  for (const auto& sewer : rows(files, "registers/sewers.csv"))
    if (text(sewer, "状态") == "建成") built_m += number(sewer, "长度米");
  EXPECT_EQ(built_m, 975'000.0 * copies);

  EXPECT_EQ(rows(files, "registers/works.csv").size(), 13U * copies);

  double cleared = 0.0;
  for (const auto& parcel : rows(files, "registers/parcels.csv"))
    if (!text(parcel, "清理日期").empty()) cleared += number(parcel, "面积亩");
  EXPECT_GT(cleared, 14'000.0 * copies) << "超1.4万亩";
  EXPECT_LT(cleared, 14'100.0 * copies);

  std::map<std::string, unsigned> tiers;
  double total = 0.0, plan = 0.0, done = 0.0;
  for (const auto& project : rows(files, "registers/projects.csv")) {
    ++tiers[text(project, "级别")];
    total += number(project, "总投资万元");
    plan += number(project, "2026年计划投资万元");
    done += number(project, "2026年完成投资万元");
  }
  EXPECT_EQ(tiers,
            (std::map<std::string, unsigned>{{"省级", 21 * copies}, {"市级", 46 * copies}, {"镇级", 66 * copies}}));
  EXPECT_EQ(total, 6'800'000.0 * copies);
  EXPECT_EQ(plan, 1'420'000.0 * copies);
  EXPECT_EQ(done, 1'136'000.0 * copies);
}

TEST(Sample, TheFactsOfTheCityHold) { expect_facts(city(), 1); }

TEST(Sample, TheFactsHoldForOtherSeeds) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    expect_facts(generate({.seed = seed, .scale = 1}), 1);
  }
}

TEST(Sample, ScaleMultipliesTheCityAndItsFacts) {
  const auto three = generate({.seed = 11, .scale = 3});
  expect_facts(three, 3);
  for (const char* const table : {"registers/rivers.csv", "registers/sewers.csv", "registers/firms.csv",
                                  "registers/bodies.csv", "duties/commitments.csv"}) {
    std::set<std::string> codes;
    for (const auto& row : rows(three, table)) {
      const auto code = row.contains("编号") ? text(row, "编号") : text(row, "单位编号");
      EXPECT_TRUE(codes.insert(code).second) << table << " " << code;
    }
  }
}

TEST(Sample, FiveRestrictedFirmsStandInFourAreasAndTwoSteelWorksBesideTheWetland) {
  std::set<std::string> areas;
  std::size_t restricted = 0, beside = 0;
  double workers = 0.0;
  for (const auto& firm : rows(city(), "registers/firms.csv")) {
    if (text(firm, "限制类") == "是") {
      ++restricted;
      areas.insert(text(firm, "片区"));
      workers += number(firm, "职工人数");
    }
    if (text(firm, "临湿地") == "是") {
      ++beside;
      EXPECT_EQ(text(firm, "行业"), "钢铁");
    }
  }
  EXPECT_EQ(restricted, 5U);
  EXPECT_EQ(areas.size(), 4U);
  EXPECT_EQ(workers, 6120.0);
  EXPECT_EQ(beside, 2U);
}

TEST(Sample, ReferencesBetweenTablesHold) {
  std::set<std::string> bodies{""}, towns, things, commitments{""}, posts{""};
  for (const auto& row : rows(city(), "registers/bodies.csv")) bodies.insert(text(row, "单位编号"));
  for (const auto& row : rows(city(), "registers/places.csv")) towns.insert(text(row, "区划代码"));
  for (const auto& row : rows(city(), "registers/posts.csv")) posts.insert(text(row, "岗位编号"));
  for (const auto& row : rows(city(), "duties/commitments.csv")) commitments.insert(text(row, "编号"));
  for (const char* const table :
       {"rivers", "sections", "outfalls", "sewers", "works", "firms", "parks", "parcels", "wetlands", "stations"})
    for (const auto& row : rows(city(), std::string{"registers/"} + table + ".csv")) {
      things.insert(text(row, "编号"));
      EXPECT_TRUE(towns.contains(text(row, "区划代码"))) << table;
    }
  for (const auto& row : rows(city(), "duties/commitments.csv")) {
    EXPECT_TRUE(bodies.contains(text(row, "牵头单位编号")));
    EXPECT_TRUE(bodies.contains(text(row, "配合单位编号")));
    EXPECT_TRUE(commitments.contains(text(row, "上级编号")));
  }
  std::set<std::string> reports;
  for (const auto& row : rows(city(), "duties/reports.csv")) {
    reports.insert(text(row, "编号"));
    EXPECT_TRUE(commitments.contains(text(row, "承诺编号")));
    EXPECT_TRUE(posts.contains(text(row, "填报岗位编号")));
  }
  for (const auto& row : rows(city(), "duties/report_moves.csv")) {
    EXPECT_TRUE(reports.contains(text(row, "报告编号")));
    EXPECT_TRUE(things.contains(text(row, "对象编号"))) << text(row, "对象编号");
  }
  for (const auto& row : rows(city(), "duties/checks.csv")) EXPECT_TRUE(reports.contains(text(row, "报告编号")));
}

TEST(Sample, TheMapShowsWhatTheRegistersList) {
  for (const char* const layer : {"towns", "rivers", "sections", "outfalls", "sewers", "works", "firms", "stacks",
                                  "parks", "parcels", "wetlands", "stations"}) {
    const Json map = parse_json(test::file(city(), std::string{"map/"} + layer + ".geojson").bytes);
    const std::size_t listed =
        std::string_view{layer} == "towns" ? 23 : rows(city(), std::string{"registers/"} + layer + ".csv").size();
    ASSERT_EQ(map.at("features").as_array().size(), listed) << layer;
    for (const Json& feature : map.at("features").as_array()) {
      EXPECT_TRUE(feature.at("properties").at("sample").as_bool());
      EXPECT_FALSE(feature.at("geometry").at("coordinates").as_array().empty());
    }
  }
}

TEST(Sample, TwentyThreeTownsSignedTwoLettersEach) {
  std::size_t letters = 0;
  for (const SampleFile& file : city()) letters += file.path.starts_with("papers/pledges/") ? 1 : 0;
  EXPECT_EQ(letters, 46U);
  std::map<std::string, std::string> towns;
  for (const auto& place : rows(city(), "registers/places.csv")) towns[text(place, "区划代码")] = text(place, "名称");
  for (const auto& row : rows(city(), "duties/commitments.csv")) {
    if (text(row, "上级编号") != "C-0001") continue;
    const std::string code = text(row, "来源文件").substr(text(row, "来源文件").rfind('-') + 1);
    const std::string& letter = test::file(city(), "papers/pledges/" + code + "-water.txt").bytes;
    const std::string figure = text(row, "数值") + "条";
    EXPECT_TRUE(letter.find("累计完成河涌整治" + figure) != std::string::npos ||
                letter.find("累计完成" + figure) != std::string::npos)
        << towns[code];
  }
}

TEST(Sample, TwelveMonthsOfReportsReachFromNovemberToOctober) {
  std::set<std::string> months;
  for (const auto& row : rows(city(), "duties/reports.csv")) months.insert(text(row, "期末"));
  EXPECT_EQ(months.size(), 12U);
  EXPECT_EQ(*months.begin(), "2025-11-30");
  EXPECT_EQ(*months.rbegin(), "2026-10-31");
}

}  // namespace
}  // namespace luoshi::sample

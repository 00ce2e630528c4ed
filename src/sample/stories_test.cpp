// The five stories of the sample city, each found from the generated files alone.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "sample/detail/table_reader.hpp"
#include "sample/sample.hpp"

namespace luoshi::sample {
namespace {

using test::number;
using test::rows;
using test::text;

class Stories : public testing::TestWithParam<std::uint64_t> {
 protected:
  const std::vector<SampleFile> files = generate({.seed = GetParam(), .scale = 1});
};
INSTANTIATE_TEST_SUITE_P(Seeds, Stories, testing::Values(SampleOptions{}.seed, 1U, 2U, 3U));

/// Ammonia nitrogen at 谷口 by an own steady balance: every load decays from the middle of its reach to the section.
double ammonia_at_gukou(const std::vector<SampleFile>& files, bool promised, bool others) {
  std::map<std::string, test::Row> reaches;
  for (const auto& reach : rows(files, "water/reaches.csv")) reaches[text(reach, "河段编号")] = reach;
  const auto days = [&](const std::string& code) {
    return number(reaches[code], "长度公里") * 1000.0 / number(reaches[code], "流速米/秒") / 86400.0;
  };
  const auto arriving = [&](const std::string& start) {
    double exponent = 0.5 * days(start) * number(reaches[start], "氨氮降解系数每日");
    for (std::string code = start; text(reaches[code], "末端断面") != "谷口";) {
      code = text(reaches[code], "下游河段编号");
      if (code.empty() || text(reaches[code], "感潮") == "是") return 0.0;  // it never passes there
      exponent += days(code) * number(reaches[code], "氨氮降解系数每日");
    }
    return std::exp(-exponent);
  };
  double kg_d = 0.0;
  for (const auto& load : rows(files, "water/loads.csv"))
    kg_d += number(load, "氨氮千克/日") * arriving(text(load, "河段编号"));
  for (const auto& measure : rows(files, "water/measures.csv"))
    if ((text(measure, "已承诺") == "是" && promised) || (text(measure, "已承诺") == "否" && others))
      kg_d -= number(measure, "氨氮削减千克/日") * arriving(text(measure, "河段编号"));
  double flow = 0.0;
  for (const auto& [code, reach] : reaches)
    if (text(reach, "末端断面") == "谷口") flow = number(reach, "末端流量立方米/秒");
  return kg_d * 1e6 / (flow * 86400.0) / 1000.0;
}

TEST_P(Stories, ASectionMissesItsClassThoughEveryPromiseIsKept) {
  EXPECT_NEAR(ammonia_at_gukou(files, false, false), 1.79, 0.01) << "the balance gives the mean of 2025";
  EXPECT_GT(ammonia_at_gukou(files, true, false), 1.5) << "class Ⅳ is missed with all promises kept";
  EXPECT_LT(ammonia_at_gukou(files, true, true), 1.5) << "measures nobody promised would close the gap";
}

TEST_P(Stories, ATownClosesRiversOnPaper) {
  std::map<std::string, std::string> town_of, name_of;
  for (const auto& place : rows(files, "registers/places.csv")) name_of[text(place, "区划代码")] = text(place, "名称");
  for (const auto& river : rows(files, "registers/rivers.csv"))
    town_of[text(river, "编号")] = name_of[text(river, "区划代码")];
  std::map<std::string, double> before, sum;
  std::map<std::string, int> count;
  std::map<std::string, int> same_numbers;
  for (const auto& sample : rows(files, "monitoring/river_samples.csv")) {
    const std::string& river = text(sample, "河涌编号");
    const std::string& why = text(sample, "缘由");
    if (why == "整治前") before[river] = number(sample, "氨氮mg/L");
    if (why == "跟踪" || why == "抽测") {
      sum[river] += number(sample, "氨氮mg/L");
      ++count[river];
    }
    if (why == "验收" && town_of[river] == "沙尾镇")
      ++same_numbers[text(sample, "氨氮mg/L") + "/" + text(sample, "溶解氧mg/L") + "/" + text(sample, "透明度厘米")];
  }
  std::map<std::string, std::pair<int, int>> towns;  // no better, sampled
  for (const auto& [river, total] : sum) {
    auto& [no_better, sampled] = towns[town_of[river]];
    ++sampled;
    no_better += total / count[river] >= 0.9 * before[river] ? 1 : 0;
  }
  EXPECT_EQ(towns["沙尾镇"], (std::pair{9, 12}));
  for (const auto& [town, counts] : towns) EXPECT_TRUE(town == "沙尾镇" || 2 * counts.first <= counts.second) << town;
  int most = 0;
  for (const auto& [numbers, times] : same_numbers) most = std::max(most, times);
  EXPECT_EQ(most, 5) << "five acceptance reports carry one set of numbers";
}

TEST_P(Stories, AnAskStaysUnansweredAndBlocksItsPromise) {
  std::map<std::string, std::string> title;
  for (const auto& row : rows(files, "duties/commitments.csv")) title[text(row, "编号")] = text(row, "标题");
  unsigned waiting = 0, blocking = 0;
  for (const auto& ask : rows(files, "duties/asks.csv")) {
    if (!text(ask, "答复日期").empty()) continue;
    ++waiting;
    EXPECT_LT(text(ask, "应答复日期"), "2026-07-01");
    if (text(ask, "影响的承诺编号").empty()) continue;
    ++blocking;
    EXPECT_EQ(text(ask, "提出日期"), "2025-11-18");
    EXPECT_EQ(title[text(ask, "影响的承诺编号")], "苇塘镇污水管网二期建成");
  }
  EXPECT_EQ(waiting, 8U);
  EXPECT_EQ(blocking, 1U);
}

TEST_P(Stories, OnePromiseHasNoOwner) {
  std::vector<std::string> ownerless;
  for (const auto& row : rows(files, "duties/commitments.csv"))
    if (text(row, "牵头单位编号").empty()) ownerless.push_back(text(row, "标题"));
  EXPECT_EQ(ownerless, std::vector<std::string>{"建成月牙湖湿地生态缓冲带"});
}

TEST_P(Stories, AStationIsTooGoodBeforeTheDeadline) {
  std::map<std::string, std::string> name;
  for (const auto& row : rows(files, "registers/stations.csv")) name[text(row, "编号")] = text(row, "名称");
  const std::set<std::string> neighbours{"黛山站", "云津站", "桐屿站"};
  const auto mean = [&](bool own, const std::string& first, const std::string& last) {
    double sum = 0.0;
    int days = 0;
    for (const auto& row : rows(files, "monitoring/air_days.csv")) {
      const std::string& station = name[text(row, "站点编号")];
      if (own ? station != "铁炉站" : !neighbours.contains(station)) continue;
      if (text(row, "日期") < first || text(row, "日期") > last) continue;
      sum += number(row, "细颗粒物微克/立方米");
      ++days;
    }
    return sum / days;
  };
  EXPECT_GT(mean(true, "2025-01-01", "2025-11-30"), mean(false, "2025-01-01", "2025-11-30"));
  EXPECT_LT(mean(true, "2025-12-10", "2025-12-31"), 0.5 * mean(false, "2025-12-10", "2025-12-31"));
  EXPECT_NEAR(mean(true, "2026-01-01", "2026-01-31"), 55.0, 0.5) << "on the first of January it is over";
  EXPECT_LE(mean(true, "2025-01-01", "2025-12-31"), 39.0) << "the year's target is met with those days";
  EXPECT_GT(mean(true, "2025-01-01", "2025-12-09"), 39.0) << "and missed without them";
}

TEST_P(Stories, TheTownsPromisesDoNotAddUpToTheCitys) {
  std::map<std::string, double> parts, whole;
  for (const auto& row : rows(files, "duties/commitments.csv")) {
    whole[text(row, "编号")] = number(row, "数值");
    parts[text(row, "上级编号")] += number(row, "数值");
  }
  EXPECT_EQ(whole["C-0001"], 260.0);
  EXPECT_EQ(parts["C-0001"], 243.0) << "seventeen rivers are nobody's";
  EXPECT_GE(parts["C-0002"], whole["C-0002"]);
  EXPECT_GE(parts["C-0008"], whole["C-0008"]);
}

TEST_P(Stories, TidalSectionsAreMarkedSoThatNobodyJudgesThem) {
  std::set<std::string> tidal;
  for (const auto& row : rows(files, "registers/sections.csv"))
    if (text(row, "感潮") == "是") tidal.insert(text(row, "名称"));
  EXPECT_EQ(tidal, (std::set<std::string>{"横汊水道", "双闸涌口", "沙尾涌口", "潮口闸下", "澜湾水道", "盐屿"}));
  for (const auto& row : rows(files, "water/reaches.csv"))
    EXPECT_EQ(text(row, "感潮") == "是", text(row, "流速米/秒").empty()) << text(row, "名称");
}

TEST_P(Stories, AMixedUpTotalFallsAndIsSentBack) {
  std::map<std::string, std::string> verdict;
  for (const auto& row : rows(files, "duties/checks.csv")) verdict[text(row, "报告编号")] = text(row, "结论");
  std::map<std::string, double> last;
  unsigned fallen = 0;
  for (const auto& row : rows(files, "duties/reports.csv")) {
    const double said = number(row, "自报数值");
    if (const auto found = last.find(text(row, "承诺编号")); found != last.end() && said < found->second) {
      ++fallen;
      EXPECT_EQ(verdict[text(row, "编号")], "退回");
    }
    last[text(row, "承诺编号")] = said;
  }
  EXPECT_EQ(fallen, 2U);
}

}  // namespace
}  // namespace luoshi::sample

#include "assess/lights.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace luoshi::assess {
namespace {

LightRule shipped(const std::string& name) {
  std::ifstream file{std::string{std::getenv("LUOSHI_SOURCE")} + "/data/rules/lights-" + name + ".json"};
  std::stringstream text;
  text << file.rdbuf();
  return light_rule_from_json(parse_json(text.str()));
}

Progress progress(std::string_view done, int elapsed, std::string body = "甲镇") {
  Progress item;
  item.body = std::move(body);
  item.goal = Decimal{1000};
  item.done = Decimal::parse(done);
  item.days_elapsed = elapsed;
  item.days_total = 100;
  return item;
}

Light light(const LightRule& rule, std::string_view done, int elapsed) { return judge(rule, {progress(done, elapsed)})[0].light; }

TEST(Lights, TheRatioRuleTurnsAtEightyAndSixtyPercentExactly) {
  const LightRule rule = shipped("ratio-80-60");
  EXPECT_EQ(light(rule, "400", 50), Light::Green) << "80 % is not below 80 %";
  EXPECT_EQ(light(rule, "399.999999", 50), Light::Yellow);
  EXPECT_EQ(light(rule, "300", 50), Light::Yellow);
  EXPECT_EQ(light(rule, "299.9", 50), Light::Red);
  EXPECT_EQ(light(rule, "0", 0), Light::Green) << "nothing is due on the first day";
}

TEST(Lights, TheRatioRuleShowsItsSum) {
  EXPECT_EQ(judge(shipped("ratio-80-60"), {progress("375", 50)})[0].sum, "已完成375÷应完成500＝75.0％，低于80％");
}

TEST(Lights, LargeSumsAreWrittenInPlainDigits) {
  Progress item = progress("56800.0", 50);
  item.goal = Decimal{112000};
  EXPECT_EQ(judge(shipped("ratio-80-60"), {item})[0].sum, "已完成56800÷应完成56000＝101.4％");
}

TEST(Lights, ThePointsRuleCountsTenAndThirtyPointsBehind) {
  const LightRule rule = shipped("points-10-30");
  EXPECT_EQ(light(rule, "401", 50), Light::Green);
  EXPECT_EQ(light(rule, "400", 50), Light::Yellow) << "10 points behind are yellow";
  EXPECT_EQ(light(rule, "200", 50), Light::Yellow) << "30 points behind are still yellow";
  EXPECT_EQ(light(rule, "199", 50), Light::Red);
}

TEST(Lights, ThePointsRuleSeesALateStart) {
  const LightRule rule = shipped("points-10-30");
  Progress item = progress("0", 10);
  item.started = false;
  item.months_past_start = 1;
  EXPECT_EQ(judge(rule, {item})[0].light, Light::Yellow);
  item.months_past_start = 3;
  EXPECT_EQ(judge(rule, {item})[0].light, Light::Red);
}

TEST(Lights, NoReportIsUnknownNeverRed) {
  Progress silent = progress("0", 100);
  silent.done.reset();
  for (const char* rule : {"ratio-80-60", "points-10-30", "rank-quarter", "follow-80-60"})
    EXPECT_EQ(judge(shipped(rule), {silent})[0].light, Light::Unknown) << rule;
}

TEST(Lights, ARankingNeverBlackensABodyThatMetItsPlan) {
  const LightRule rule = shipped("rank-quarter");
  std::vector<Progress> items;
  for (int i = 0; i < 12; ++i) items.push_back(progress(std::to_string(500 - 20 * i), 50, "镇" + std::to_string(i)));
  auto judged = judge(rule, items);
  EXPECT_EQ(judged.front().light, Light::Green);
  EXPECT_EQ(judged.back().light, Light::Red);
  for (Progress& item : items) item.done = Decimal{600};
  for (const Judged& each : judge(rule, items)) EXPECT_EQ(each.light, Light::Green);
}

TEST(Lights, ARuleFileWithAnUnknownKindIsRefused) {
  EXPECT_THROW((void)light_rule_from_json(parse_json(R"({"name":"x","title":"x","source":"x","kind":"mood"})")), Error);
}

}  // namespace
}  // namespace luoshi::assess

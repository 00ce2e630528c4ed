#include "assess/funnel.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "base/random.hpp"

namespace luoshi::assess {
namespace {

using Word = FunnelAnswer::Word;
using Reopen = FunnelAnswer::Reopen;

Day fifth(int year, unsigned month) { return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{5}}; }

// One sample a month from January 2026 on: 'o' in class, 'x' missed.
std::vector<SampleResult> months(std::string_view marks) {
  std::vector<SampleResult> samples;
  for (std::size_t i = 0; i < marks.size(); ++i)
    samples.push_back({fifth(2026 + static_cast<int>(i / 12), 1 + static_cast<unsigned>(i % 12)),
                       marks[i] == 'o' ? SampleResult::Word::InClass : SampleResult::Word::Missed});
  return samples;
}

FunnelAnswer judged(std::string_view marks) {
  const auto samples = months(marks);
  return judge_funnel({}, samples, samples.empty() ? fifth(2026, 1) : samples.back().day);
}

TEST(Funnel, WithoutMonitoringNothingIsSaid) {
  EXPECT_EQ(judged("").word, Word::CannotSay);
  EXPECT_EQ(judged("").reason, "没有监测，见效与否说不清");
  EXPECT_EQ(judged("oo").word, Word::CannotSay) << "two samples are too few";
}

TEST(Funnel, ThreeInARowAreEffectiveTenOfTwelveStable) {
  EXPECT_EQ(judged("xxooo").word, Word::Effective);
  EXPECT_EQ(judged("ooxoooooooo").word, Word::Effective) << "eleven samples are no twelve";
  const FunnelAnswer stable = judged("ooxoooooxooo");
  EXPECT_EQ(stable.word, Word::Stable);
  EXPECT_EQ(stable.reason, "最近12次中10次达标（汛期5次），跨11个月");
  EXPECT_NE(judged("oxoooxooxooo").word, Word::Stable) << "nine of twelve";
}

TEST(Funnel, TwelveSamplesWithinFiveMonthsAreNotStable) {
  std::vector<SampleResult> samples;
  for (int i = 0; i < 12; ++i)
    samples.push_back({Day{std::chrono::sys_days{fifth(2026, 4)} + std::chrono::days{13 * i}}, SampleResult::Word::InClass});
  EXPECT_EQ(judge_funnel({}, samples, samples.back().day).word, Word::Effective);
}

TEST(Funnel, ADryHalfYearIsNotStable) {
  std::vector<SampleResult> samples;
  for (int i = 0; i < 12; ++i)  // 5 October 2026 to early April 2027: one sample in the wet season at most
    samples.push_back({Day{std::chrono::sys_days{fifth(2026, 10)} + std::chrono::days{17 * i}}, SampleResult::Word::InClass});
  EXPECT_EQ(judge_funnel({}, samples, samples.back().day).word, Word::Effective);
}

TEST(Funnel, TwoMissesInARowReopenAndSoDoThreeInSix) {
  EXPECT_EQ(judged("oooooxx").reopen, Reopen::MissesInARow);
  EXPECT_EQ(judged("oooxooxox").reopen, Reopen::ChangePoint) << "4, 2, 6, 5, 9";
  EXPECT_EQ(judged("ooxooooxooo").reopen, Reopen::No);
  const FunnelAnswer fallen = judged("ooooooooooxx");
  EXPECT_EQ(fallen.reopen, Reopen::MissesInARow);
  EXPECT_EQ(fallen.word, Word::NotYet) << "ten of twelve, and not stable while the alarm stands";
}

TEST(Funnel, WhatIsNoLongerWatchedIsSaidNoMore) {
  const auto samples = months("oooooooooooo");
  EXPECT_EQ(judge_funnel({}, samples, fifth(2027, 2)).word, Word::Stable);
  EXPECT_EQ(judge_funnel({}, samples, fifth(2027, 3)).word, Word::CannotSay);
  EXPECT_NE(judge_funnel({}, samples, fifth(2027, 3)).reason.find("待复核"), std::string::npos);
}

TEST(Funnel, ALaterSampleIsNotSeenEarlier) {
  const auto samples = months("oooooxx");
  EXPECT_EQ(judge_funnel({}, samples, fifth(2026, 6)).reopen, Reopen::No);
  EXPECT_EQ(judge_funnel({}, samples, fifth(2026, 7)).reopen, Reopen::MissesInARow);
}

// On paper: two samples fire only when both miss; three, when the first two or the last two do (or all).
TEST(Funnel, TheRateOfFalseAlarmsIsExact) {
  const double p = 0.1;
  EXPECT_DOUBLE_EQ(false_alarm({}, p, 1), 0.0);
  EXPECT_NEAR(false_alarm({}, p, 2), p * p, 1e-15);
  // xx., .xx, xox (4, 3, 7: no alarm): p² + (1 − p)·p².
  EXPECT_NEAR(false_alarm({}, p, 3), p * p + (1 - p) * p * p, 1e-15);
  EXPECT_EQ(false_alarm({}, 0.0, 100), 0.0);
  EXPECT_EQ(false_alarm({}, 1.0, 2), 1.0);
}

TEST(Funnel, TheRateAgreesWithPlayingItOut) {
  Random random{20260630};
  const FunnelRule rule;
  constexpr int kGames = 20'000;
  int fired = 0;
  for (int game = 0; game < kGames; ++game) {
    std::vector<SampleResult> samples;
    bool alarm = false;
    for (unsigned month = 0; month < 12 && !alarm; ++month) {
      samples.push_back({fifth(2026, 1 + month), random.uniform() < 0.08 ? SampleResult::Word::Missed : SampleResult::Word::InClass});
      alarm = judge_funnel(rule, samples, samples.back().day).reopen != Reopen::No;
    }
    fired += alarm ? 1 : 0;
  }
  const double exact = false_alarm(rule, 0.08, 12);
  RecordProperty("false_alarm_of_twelve", std::to_string(exact));
  EXPECT_NEAR(static_cast<double>(fired) / kGames, exact, 0.008) << "four standard errors";
}

TEST(Funnel, TheShippedRuleIsTheDefault) {
  const char* const source = std::getenv("LUOSHI_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "LUOSHI_SOURCE does not name the checkout";
  std::ostringstream text;
  text << std::ifstream{std::string{source} + "/data/rules/funnel-10-of-12.json"}.rdbuf();
  const FunnelRule read = funnel_rule_from_json(parse_json(text.str()));
  const FunnelRule plain;
  EXPECT_EQ(read.of, plain.of);
  EXPECT_EQ(read.need, plain.need);
  EXPECT_EQ(read.months, plain.months);
  EXPECT_EQ(read.wet, plain.wet);
  EXPECT_EQ(read.wet_from, plain.wet_from);
  EXPECT_EQ(read.wet_until, plain.wet_until);
  EXPECT_EQ(read.in_a_row, plain.in_a_row);
  EXPECT_EQ(read.misses, plain.misses);
  EXPECT_EQ(read.miss, plain.miss);
  EXPECT_EQ(read.hit, plain.hit);
  EXPECT_EQ(read.alarm, plain.alarm);
  EXPECT_EQ(read.stale_months, plain.stale_months);
}

TEST(Funnel, ARuleThatCannotBeIsRefusedByItsField) {
  const auto refusal = [](std::string_view text) {
    try {
      (void)funnel_rule_from_json(parse_json(text));
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::BadInput);
      return std::string{error.what()};
    }
    return std::string{"accepted"};
  };
  EXPECT_NE(refusal("[]").find("no JSON object"), std::string::npos);
  EXPECT_NE(refusal(R"({"name":"a","title":"b"})").find("\"source\""), std::string::npos);
  EXPECT_NE(refusal(R"({"name":"a","title":"b","source":"c","stable":{"of":12,"need":13}})").find("\"stable.need\""), std::string::npos);
  EXPECT_NE(refusal(R"({"name":"a","title":"b","source":"c","stable":7})").find("\"stable.of\""), std::string::npos);
}

}  // namespace
}  // namespace luoshi::assess

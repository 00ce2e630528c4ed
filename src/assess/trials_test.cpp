#include "assess/trials.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace luoshi::assess {
namespace {

const std::string kHead = "kind,unit,measure,size,promised,set,value\n";

std::string rows(const std::string& measure, double fall) {
  std::string text;
  for (const double noise : {-0.1, 0.0, 0.1}) {
    const auto add = [&](const char* set, double value) { text += "管网,kg/d·km," + measure + ",2,1.0," + set + "," + std::to_string(value + noise) + "\n"; };
    add("前", 10);
    add("后", 10 - 2 * fall);
    add("control_before", 8);
    add("control_after", 8);
  }
  return text;
}

TEST(Trials, PromisedStandsBesideMeasuredPerUnitOfSize) {
  const auto kinds = read_trials(kHead + rows("甲", 0.8) + rows("乙", 0.9) + rows("丙", 0.7), "t.csv");
  ASSERT_EQ(kinds.size(), 1U);
  ASSERT_EQ(kinds[0].trials.size(), 3U);
  const Json answer = learned_answer(kinds);
  const Json& kind = answer.at("kinds").as_array()[0];
  EXPECT_NEAR(kind.at("measured").as_array()[0].at("measured").as_number(), 0.8, 1e-6);
  EXPECT_NEAR(kind.at("mean").at("effect").as_number(), 0.8, 0.02);
  EXPECT_LT(kind.at("next").at("low").as_number(), kind.at("mean").at("low").as_number() + 1e-12) << "the next one is less sure than the mean";
  EXPECT_NEAR(kind.at("share_of_promise").as_number(), 0.8, 0.02);
  EXPECT_NE(learned_words(answer).find("下一项的先验"), std::string::npos);
}

TEST(Trials, TooFewAreSaidAndGiveNoPrior) {
  const Json answer = learned_answer(read_trials(kHead + rows("甲", 0.8) + "管网,kg/d·km,乙,1,1,前,3\n", "t.csv"));
  const Json& kind = answer.at("kinds").as_array()[0];
  EXPECT_TRUE(kind.at("next").is_null());
  EXPECT_EQ(kind.at("unjudged").as_array()[0].as_string(), "乙");
}

TEST(Trials, WhatDoesNotFitIsRefusedWithItsPlace) {
  for (const char* bad : {"管网,kg/d,甲,0,1,前,3\n", "管网,kg/d,甲,1,1,中,3\n", "管网,kg/d,甲,1,1,前,x\n", "管网,kg/d,甲,1,1,前,3\n管网,t/a,乙,1,1,前,3\n",
                          "管网,kg/d,甲,1,1,前,3\n管网,kg/d,甲,2,1,后,3\n", "管网,kg/d,甲,1,1,前,3\n管网,kg/d,甲,1,2,后,3\n"})
    EXPECT_THROW((void)read_trials(kHead + bad, "t.csv"), Error) << bad;
}

}  // namespace
}  // namespace luoshi::assess

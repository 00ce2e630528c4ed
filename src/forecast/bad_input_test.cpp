// What people and tables get wrong, one test each: named or set aside, never guessed at, never a number out of nothing.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "forecast/amount.hpp"
#include "forecast/backtest.hpp"
#include "forecast/funnel.hpp"
#include "forecast/history_table.hpp"
#include "forecast/network_file.hpp"
#include "forecast/simulate.hpp"
#include "forecast/slip_model.hpp"

namespace luoshi::forecast {
namespace {

std::string plan_refusal(const std::string& text) {
  try {
    static_cast<void>(read_network_file(text, "plan", Doubt{0, 0}));
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

Portfolio table(const std::string& rows) {
  const auto columns = read_table_columns(
      "project = \"id\"\nas_of = \"on\"\nplanned_end = \"due\"\nactual_end = \"done\"\nstarted = \"begun\"\nprogress = \"share\"\n", "c.toml");
  return read_history_table(columns, "id,on,due,done,begun,share\n" + rows, "t.csv");
}

bool noted(const Portfolio& portfolio, const std::string& words) {
  for (const std::string& note : portfolio.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

TEST(BadInput, ACycleIsNamedTaskByTask) {
  const std::string words = plan_refusal("id,name,days,after\nA,挖沟,1,C\nB,铺管,1,A\nC,回填,1,B\nD,别的,1,\n");
  EXPECT_NE(words.find("circle"), std::string::npos) << words;
  for (const char* name : {"挖沟", "铺管", "回填"}) EXPECT_NE(words.find(name), std::string::npos) << words;
  EXPECT_EQ(words.find("别的"), std::string::npos) << "what is not in the circle is not accused: " << words;
}

TEST(BadInput, AFinishBeforeTheStartIsNotUsed) {
  const Portfolio made = table("a,2020-06-01,2020-12-01,2018-05-01,2019-01-01,\n");
  EXPECT_FALSE(made.histories[0].finished);
  EXPECT_TRUE(noted(made, "finish before start"));
}

TEST(BadInput, ProgressGoingDownIsKeptAndCounted) {
  const Portfolio made = table("a,2020-06-01,2020-12-01,,2019-01-01,0.8\na,2020-07-01,2020-12-01,,2019-01-01,0.6\n");
  EXPECT_EQ(made.histories[0].reports[1].progress, 0.6);
  EXPECT_TRUE(noted(made, "progress going down"));
}

TEST(BadInput, AnActualFinishInTheFutureIsNone) {
  const Portfolio made = table("a,2020-06-01,2020-12-01,2020-06-02,2019-01-01,\n");
  EXPECT_FALSE(made.histories[0].finished) << "one day after the row";
  EXPECT_TRUE(noted(made, "actual finish in the future"));
}

TEST(BadInput, MissingDatesAreSetAsideOrStandAsUnknown) {
  const Portfolio made = table("a,,2020-12-01,,2019-01-01,\na,2020-06-01,,,2019-01-01,\nb,2020-07-01,2020-12-01,,,\n");
  ASSERT_EQ(made.histories[0].reports.size(), 1U);
  EXPECT_FALSE(made.histories[0].reports[0].planned);
  EXPECT_FALSE(made.histories[1].reports[0].started);
  EXPECT_TRUE(noted(made, "no as-of date"));
  EXPECT_FALSE(standing_at(made.histories[0], 0)) << "a report without a date is no ground for a forecast";
}

TEST(BadInput, AHistoryOfOneReportIsForecastWidely) {
  Standing at;
  at.planned = at.first_planned = 400;
  std::vector<Episode> many;
  for (int i = 0; i < 80; ++i) many.push_back({at, 400 + (i % 4) * 10, true, 1.0});
  const auto width = [&](const std::vector<Episode>& known) {
    const Outlook made = SlipModel::learn(known, 0.25, 1).outlook(at, 0);
    return *made.quantile(0.9) - *made.quantile(0.1);
  };
  EXPECT_GT(width({{at, 400, true, 1.0}}), 3 * width(many)) << "one case hardly narrows it";
  // Counts and amounts of one report give none, or all of the range.
  EXPECT_FALSE(can_forecast_amount(std::vector<SaidAmount>{{3, 20, true}}));
  FunnelQuestion one;
  one.total = 10, one.done = 1, one.wanted = 6, one.months = 6;
  one.stages = {{9, 1, 10}};
  const auto made = std::get<FunnelForecast>(forecast_funnel(one));
  EXPECT_GT(made.quantiles.back() - made.quantiles.front(), 4U) << "nine of ten tenths of the range";
}

TEST(BadInput, AClassInWhichNothingEverSlippedOrFinishedIsNotCertain) {
  std::vector<Episode> kept, open;
  Standing at;
  at.planned = at.first_planned = 400;
  at.type = 0;
  for (int i = 0; i < 30; ++i) kept.push_back({at, 400, true, 1.0}), open.push_back({at, 390, false, 1.0});
  const double sure = SlipModel::learn(kept, 0.25, 1).outlook(at, 0).by(400), never = SlipModel::learn(open, 0.25, 1).outlook(at, 0).by(800);
  EXPECT_GT(sure, 0.7);
  EXPECT_LT(sure, 0.999) << "thirty of thirty are not always";
  EXPECT_GT(never, 0.001) << "none of thirty is not never";
  FunnelQuestion nothing;
  nothing.total = 10, nothing.wanted = 5, nothing.months = 6;
  nothing.stages = {{10, 0, 120}};
  const auto made = std::get<FunnelForecast>(forecast_funnel(nothing));
  EXPECT_GT(made.mean, 0);
  EXPECT_LT(made.chance, 0.05);
}

TEST(BadInput, AMillionTasksAreDrawnAndOneMoreIsRefused) {
  Network network;
  network.tasks.resize(kMostTasks);
  for (std::uint32_t i = 0; i < kMostTasks; ++i) {
    network.tasks[i].spread = {Spread::Kind::Lognormal, 10, 0.3, 0};
    if (i > 0 && i % 10 != 0) network.tasks[i].after = {{Task::Link::Kind::FinishToStart, i - 1, 0}};
  }
  const auto last = static_cast<std::uint32_t>(kMostTasks - 1);
  SimulationOptions options;
  options.draws = 64;
  const Simulation made = simulate(network, std::span{&last, 1}, {}, options);
  EXPECT_NEAR(made.mean(0), 10 * 10 * std::exp(0.045), 5);
  network.tasks.emplace_back();
  EXPECT_THROW(static_cast<void>(simulate(network, std::span{&last, 1}, {}, options)), Error);
}

TEST(BadInput, WhatIsNoNumberIsNamed) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, infinite, -infinite})
    for (int where = 0; where < 6; ++where) {
      Network network;
      network.tasks.resize(2);
      network.tasks[0].spread = {Spread::Kind::Lognormal, 10, 0.3, 0};
      Task& second = network.tasks[1];
      second.name = "铺管";
      second.after = {{Task::Link::Kind::FinishToStart, 0, 0}};
      if (where == 0) second.spread.a = bad;
      if (where == 1) second.spread = {Spread::Kind::Lognormal, 10, bad, 0};
      if (where == 2) second.after[0].lag = bad;
      if (where == 3) second.risk = Task::Risk{bad, 1};
      if (where == 4) second.risk = Task::Risk{0.5, bad};
      if (where == 5) second.earliest = bad;
      const auto defects = network.defects();
      ASSERT_FALSE(defects.empty()) << where << " " << bad;
      EXPECT_NE(defects.front().find("铺管"), std::string::npos) << defects.front();
    }
  EXPECT_NE(plan_refusal("id,days\nA,nan\n").find("plan:2"), std::string::npos) << plan_refusal("id,days\nA,nan\n");
  EXPECT_NE(plan_refusal("id,days\nA,inf\n").find("plan:2"), std::string::npos);
}

TEST(BadInput, WithoutAStatedTotalThereIsNoForecastButTheReason) {
  FunnelQuestion question;
  question.wanted = 5, question.months = 6, question.done = 2;
  question.stages = {{3, 2, 30}};
  const auto made = forecast_funnel(question);
  ASSERT_TRUE(std::holds_alternative<NoForecast>(made));
  EXPECT_NE(std::get<NoForecast>(made).reason.find("总量没有人说明"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::forecast

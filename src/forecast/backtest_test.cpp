#include "forecast/backtest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/random.hpp"
#include "forecast/answers.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::uint64_t kSeed = 20240618;

/// Work whose dates slip by a share of its length that depends on its type, reported twice a year until finished.
Portfolio invented(std::size_t count, Outcome outcome) {
  Random random{kSeed};
  Portfolio made;
  made.name = "invented";
  made.outcome = outcome;
  made.dated_reports = true;
  made.types = {"calm", "late"};
  made.bodies = {"a", "b", "c"};
  made.known_until = 4000;
  for (std::size_t i = 0; i < count; ++i) {
    History history;
    history.project = std::to_string(i);
    history.cluster = static_cast<std::uint32_t>(i);
    const auto type = static_cast<std::uint32_t>(random.below(2)), body = static_cast<std::uint32_t>(random.below(3));
    const auto started = static_cast<DayNumber>(random.below(3500));
    const auto length = 200 + static_cast<DayNumber>(random.below(800));
    const double slip = random.uniform() < (type == 0 ? 0.7 : 0.2) ? 0 : -0.4 * normal_quantile(0.5 * random.uniform() + 1e-6);
    const DayNumber finish = started + static_cast<DayNumber>(length * (1 + slip));
    for (DayNumber on = started; on <= made.known_until; on += 180) {
      const bool done = finish <= on;
      const DayNumber planned = on > started + length / 2 ? finish - static_cast<DayNumber>(0.5 * (finish - started - length))
                                                          : started + length;
      history.reports.push_back({on, planned, started, std::nullopt, std::nullopt, type, body});
      if (!done) continue;
      if (outcome == Outcome::Finish) history.finished = finish, history.finish_known = on;
      break;
    }
    made.histories.push_back(std::move(history));
  }
  return made;
}

TEST(Backtest, NeverReadsWhatCameAfterTheSplit) {
  for (const Outcome outcome : {Outcome::Finish, Outcome::NextStated}) {
    const Portfolio honest = invented(300, outcome);
    constexpr DayNumber kSplit = 2500;
    Portfolio poisoned = honest;
    Random random{kSeed};
    for (std::size_t i = 0; i < poisoned.histories.size(); ++i) {
      History& history = poisoned.histories[i];
      for (Report& report : history.reports) {
        if (report.on <= kSplit) continue;
        if (report.planned) *report.planned += 1000 + static_cast<DayNumber>(random.below(5000));
        report.type = 17, report.body = 23, report.started = report.on - 5;
      }
      if (history.finished && history.finish_known > kSplit) history.finished = *history.finished + 3;
    }
    poisoned.types.resize(18), poisoned.bodies.resize(24);
    poisoned.known_until += 10;
    const auto before = backtest_at(honest, kSplit, 1), after = backtest_at(poisoned, kSplit, 1);
    ASSERT_GT(before.size(), 30U);
    ASSERT_EQ(before.size(), after.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      ASSERT_EQ(before[i].history, after[i].history);
      const auto& a = before[i].outlook.knots();
      const auto& b = after[i].outlook.knots();
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t k = 0; k < a.size(); ++k) {
        ASSERT_EQ(a[k].day, b[k].day);
        ASSERT_EQ(a[k].chance, b[k].chance) << "bit for bit";
      }
      ASSERT_EQ(before[i].rival_day, after[i].rival_day);
      ASSERT_EQ(before[i].rival_chance, after[i].rival_chance);
      different += before[i].outturn.came != after[i].outturn.came;
    }
    EXPECT_GT(different, before.size() / 4) << "the poison must be strong enough to be noticed were it read";
  }
}

TEST(Backtest, IsCalibratedAndSkilledOnWorkThatSlipsByType) {
  const Portfolio portfolio = invented(700, Outcome::Finish);
  std::vector<BacktestCase> cases;
  for (const DayNumber split : {2000, 3000})
    for (BacktestCase& each : backtest_at(portfolio, split, 1)) cases.push_back(std::move(each));
  const Scorecard card = score(cases, 1);
  EXPECT_GT(card.cases, 150U);
  EXPECT_GT(card.uniformity.p, 0.01);
  for (const Coverage& each : card.coverage) EXPECT_TRUE(each.holds()) << each.wanted << " reached " << each.reached;
  EXPECT_GT(card.crps_skill(DateRival::PlannedDate), 0.2);
  ASSERT_TRUE(card.brier_skill());
  EXPECT_GT(*card.brier_skill(), 0.1);
}

TEST(SlipModel, WaitingWithoutNewsNeverRaisesTheChance) {
  const Portfolio portfolio = invented(200, Outcome::Finish);
  std::vector<Episode> episodes;
  for (const History& history : portfolio.histories)
    episodes.push_back({*standing_at(history, 0), history.finished.value_or(4000), history.finished.has_value(), 1.0});
  const SlipModel model = SlipModel::learn(episodes, 0.25, 1);
  for (const Episode& each : episodes) {
    double last = 1;
    for (DayNumber alive = each.at.on; alive < each.at.planned; alive += 20) {
      const double chance = model.outlook(each.at, alive).by(each.at.planned);
      ASSERT_LE(chance, last + 1e-12);
      last = chance;
    }
    ASSERT_DOUBLE_EQ(model.outlook(each.at, each.at.planned).by(each.at.planned), 0.0);
  }
}

TEST(SlipModel, KnowingNothingSaysWhatTheGreenBookSaysAndSaysItWidely) {
  const SlipModel model = SlipModel::learn({}, 0.25, 1);
  Standing at;
  at.on = 0, at.planned = 1000, at.first_planned = 1000;
  const Outlook outlook = model.outlook(at, 0);
  EXPECT_NEAR(outlook.by(1000), 0.3, 0.15);
  EXPECT_GT(*outlook.quantile(0.9) - *outlook.quantile(0.1), 300);
}

TEST(SlipModel, ForgetsTheGreenBookForLocalHistory) {
  std::vector<Episode> kept;
  for (int i = 0; i < 60; ++i) {
    Standing at;
    at.planned = at.first_planned = 1000;
    kept.push_back({at, 1000, true, 1.0});
  }
  EXPECT_GT(SlipModel::learn(kept, 0.54, 1).outlook(kept[0].at, 0).by(1000), 0.85);
}

TEST(SlipModel, ATypeOfWhichNothingEverFinishedIsStillGivenAChance) {
  std::vector<Episode> episodes;
  for (std::uint32_t i = 0; i < 40; ++i) {
    Standing at;
    at.planned = at.first_planned = 400;
    at.type = i % 2;
    episodes.push_back({at, i % 2 == 0 ? 400 + static_cast<DayNumber>(i) : 300, i % 2 == 0, 1.0});
  }
  const SlipModel model = SlipModel::learn(episodes, 0.25, 1);
  const double chance = model.outlook(episodes[1].at, 0).by(600);
  EXPECT_GT(chance, 0.02);
  EXPECT_LT(chance, model.outlook(episodes[0].at, 0).by(600));
}

TEST(SlipModel, TheOrderOfHistoriesDoesNotMatter) {
  const Portfolio portfolio = invented(120, Outcome::Finish);
  std::vector<Episode> episodes;
  for (const History& history : portfolio.histories)
    episodes.push_back({*standing_at(history, 0), history.finished.value_or(4000), history.finished.has_value(), 1.0});
  const double forwards = SlipModel::learn(episodes, 0.25, 1).outlook(episodes[3].at, 3000).by(3200);
  const Standing same = episodes[3].at;
  std::reverse(episodes.begin(), episodes.end());
  EXPECT_NEAR(SlipModel::learn(episodes, 0.25, 1).outlook(same, 3000).by(3200), forwards, 0.02)
      << "up to the draws, which follow the order in which types appear";
}

TEST(Backtest, SaysWhyNothingCanBeScored) {
  Portfolio one = invented(1, Outcome::Finish);
  one.histories[0].reports.resize(1);
  one.histories[0].finished.reset();
  EXPECT_THROW(static_cast<void>(run_backtest(one, std::nullopt, 1)), Error);
}

TEST(Backtest, AnswersInDataAndInWords) {
  const Portfolio portfolio = invented(200, Outcome::Finish);
  const Json answer = backtest_answer(portfolio, run_backtest(portfolio, 2500, 1), 1);
  EXPECT_EQ(answer.at("splits").as_array().size(), 1U);
  EXPECT_EQ(answer.at("bars").as_array().size(), 6U);
  EXPECT_NE(words_of_backtest(answer).find("均匀性"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::forecast

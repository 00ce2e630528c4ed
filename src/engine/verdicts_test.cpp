#include "engine/verdicts.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "city/test_town.hpp"
#include "engine/adopting.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

Day day(int year, unsigned month, unsigned at) { return Day{std::chrono::year{year} / month / at}; }

/// A city in which twenty rivers are promised of which twelve must be built by October, month by month.
class VerdictsTest : public testing::Test {
 protected:
  VerdictsTest() {
    for (const char* bytes : {"通报一", "通报一读数"}) (void)engine_.archive().put(bytes);
    for (const city::Event& event : small_town().events) replay(event);
    Commitment works = river_works();
    works.assets.clear();
    for (int i = 0; i < 20; ++i) {
      done({}, city::Register{city::AssetRegistered{{"R-1" + std::to_string(100 + i), "河" + std::to_string(i), AssetKind::River, Id<Place>{1}, {}, Stage::Listed}}});
      works.assets.push_back(Id<Asset>::at_index(engine_.city()->assets.size() - 1));
    }
    rivers_ = works.assets;
    done(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, engine_.city()->statements[0].version()});
    done(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, engine_.city()->questions[0].version()});
    works.figure = figure(12, "条");
    works.started = day(2026, 6, 1);
    done(kEditor, city::OpenCommitment{{works}});
    done(kEditor, city::AdoptCommitment{{Id<Commitment>{1}}, engine_.city()->commitments[0].version()});
  }
  ~VerdictsTest() override { std::filesystem::remove_all(place_); }

  void replay(const city::Event& event) {
    const city::Actor actor{event.envelope.actor, event.envelope.post, event.envelope.on_behalf_of};
    std::visit(
        [&]<class Fact>(const Fact& fact) {
          if constexpr (std::is_same_v<Fact, city::CityFounded>) done(actor, city::Found{fact});
          else if constexpr (std::is_same_v<Fact, city::DocumentImported>) done(actor, city::ImportDocument{fact});
          else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Fact>) done(actor, city::Register{fact});
        },
        event.body);
  }
  void done(const city::Actor& actor, city::CommandBody body) {
    const Outcome outcome = engine_.submit({"c-" + std::to_string(++commands_), actor, std::move(body)});
    ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
  }
  /// On that day so many more rivers are built, and another person has seen it.
  void report(Day until, int more) {
    now_ = morning(until);
    Report filed;
    filed.commitment = Id<Commitment>{1};
    filed.until = until;
    for (int i = 0; i < more; ++i) filed.moves.push_back({rivers_[built_++], Stage::Built});
    if (more == 0) filed.note = "没有新完工的";
    done(kWaterChief, city::FileReport{{filed}});
    const auto id = Id<Report>::at_index(engine_.city()->reports.size() - 1);
    done(kChecker, city::CheckReport{{id, CheckState::Accepted, ""}, engine_.city()->reports[id.index()].version()});
  }
  Recording record() { return std::get<Recording>(record_verdicts(engine_, kEditor, china_day(now_))); }
  std::vector<Judged> judged() { return recorded_verdicts(engine_, *engine_.city(), {Id<Commitment>{1}}); }

  std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-verdicts-" + std::to_string(::getpid()));
  Instant now_ = morning();
  Engine engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_),
                 Surroundings{[this] { return now_; }, [this] { std::string salt = std::to_string(++salts_); return std::string(32 - salt.size(), '0') + salt; }}};
  std::vector<Id<Asset>> rivers_;
  std::size_t built_ = 0;
  int commands_ = 0, salts_ = 0;
};

TEST_F(VerdictsTest, WhatIsShownIsWhatIsRecorded) {
  report(day(2026, 7, 31), 4);
  const Recording made = record();
  EXPECT_EQ(made.recorded, 1U);
  const KeptShown shown = kept_shown(kept_input(*engine_.city(), Id<Commitment>{1}, day(2026, 7, 31), Histories{*engine_.city()}));
  const auto all = judged();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].event, made.last);
  const RecordedVerdict& verdict = all[0].verdict;
  EXPECT_EQ(verdict.word, shown.verdict.word);
  EXPECT_NEAR(verdict.probability->to_double(), *shown.verdict.probability, 1e-6);
  EXPECT_EQ(verdict.quantiles, shown.quantiles);
  EXPECT_EQ(verdict.wanted, 12U);
  EXPECT_EQ(verdict.total, 20U);
  EXPECT_EQ(verdict.due, day(2026, 10, 31));
  EXPECT_EQ(verdict.engine, kKeptVersion);
  EXPECT_FALSE(verdict.inputs.empty());
}

TEST_F(VerdictsTest, ASecondTimeThatDayWritesNothingAndAStrangerMayNot) {
  report(day(2026, 7, 31), 4);
  EXPECT_TRUE(std::holds_alternative<city::Refusal>(record_verdicts(engine_, kWaterChief, china_day(now_))));
  (void)record();
  const std::uint64_t events = engine_.city()->events;
  const Recording again = record();
  EXPECT_EQ(again.recorded, 0U);
  EXPECT_EQ(again.already, 1U);
  EXPECT_EQ(engine_.city()->events, events);
  EXPECT_TRUE(std::holds_alternative<Recording>(record_verdicts(engine_, {}, china_day(now_)))) << "the operator of the machine may";
}

TEST_F(VerdictsTest, TheScorecardWaitsForTheDayAndForAReportThatTells) {
  for (unsigned month = 7; month <= 9; ++month) {
    report(day(2026, month, 30), 3);
    (void)record();
  }
  const auto card_on = [&](Day today) { return scorecard(*engine_.city(), judged(), today); };
  EXPECT_EQ(card_on(day(2026, 10, 31)).at("waiting").as_integer(), 3);
  EXPECT_EQ(card_on(day(2026, 11, 2)).at("unknown").as_integer(), 3) << "the day has come, and nobody said what came";
  EXPECT_TRUE(card_on(day(2026, 11, 2)).at("scores").is_null());
  report(day(2026, 10, 31), 4);
  const Json card = card_on(day(2026, 11, 2));
  EXPECT_EQ(card.at("scored").as_integer(), 3);
  EXPECT_EQ(card.at("promises").as_integer(), 1);
  EXPECT_EQ(card.at("scores").at("rivals").as_array().size(), 3U);
  EXPECT_EQ(card.at("by_body").as_array().at(0).at("name").as_string(), "云溪市水务局");
  EXPECT_FALSE(card.at("by_body").as_array().at(0).at("ranked").as_bool());
  EXPECT_NE(scorecard_text(card).find("Brier"), std::string::npos);
  const Json& brier = card.at("scores").at("brier");
  const auto part = [&](const char* name) { return brier.at(name).as_number(); };
  EXPECT_NEAR(part("score"), part("reliability") - part("resolution") + part("uncertainty"), 1e-9);
  EXPECT_GT(part("score"), 0.25) << "three a month were too few until the last: it said so, and was wrong";
}

TEST_F(VerdictsTest, AMissIsPublishedAsOne) {
  report(day(2026, 7, 31), 6);
  report(day(2026, 8, 31), 5);
  (void)record();
  ASSERT_GT(judged()[0].verdict.probability->to_double(), 0.5);
  report(day(2026, 10, 31), 0);
  const Json card = scorecard(*engine_.city(), judged(), day(2026, 11, 2));
  ASSERT_EQ(card.at("worst").as_array().size(), 1U);
  EXPECT_FALSE(card.at("worst").as_array()[0].at("kept").as_bool());
  EXPECT_NE(card.at("sentence").as_string().find("偏乐观"), std::string::npos);
}

TEST_F(VerdictsTest, AReplayByTheSameVersionIsTheRecordAndNeverTakesItsPlace) {
  report(day(2026, 7, 31), 4);
  (void)record();
  report(day(2026, 8, 31), 1);
  (void)record();
  report(day(2026, 10, 31), 7);
  const Json card = scorecard(*engine_.city(), judged(), day(2026, 11, 2));
  const Json again = replayed_scorecard(engine_, *engine_.city(), judged(), day(2026, 11, 2));
  EXPECT_TRUE(again.at("replayed").as_bool());
  EXPECT_EQ(card.find("replayed"), nullptr);
  EXPECT_NEAR(again.at("scores").at("brier").at("score").as_number(), card.at("scores").at("brier").at("score").as_number(), 1e-6)
      << "what was recorded is a function of what was known then";
  EXPECT_EQ(again.at("recorded_by").as_array().size(), 1U);
}

// A season of rivers: so fast in June and July, so fast from August to October, as usual else.
std::string season_of(const std::string& early, const std::string& late, const std::string& work = "river") {
  return "[[season]]\nwork = \"" + work + "\"\nspeed = [1,1,1,1,1," + early + "," + early + "," + late + "," + late + "," + late + ",1,1]\nsource = \"市水务局施工日志\"\n";
}

TEST_F(VerdictsTest, WinterAheadIsWorseThanSummerAhead) {
  report(day(2026, 7, 31), 6);
  const auto input = [&] {
    return kept_input(*engine_.city(), Id<Commitment>{1}, day(2026, 7, 31), Histories{*engine_.city(), adopted_seasons(*engine_.city(), engine_.archive())});
  };
  const auto chance = [&] { return std::get<forecast::FunnelForecast>(forecast::forecast_funnel(input().funnel)).chance; };
  const double without = chance();
  const auto adopt = [&](const std::string& bytes) { return adopt_file(engine_, "seasons.toml", bytes, [](const std::string&) { return std::string{}; }); };
  EXPECT_EQ(adopt(season_of("1", "1")).message, "已采用 月份快慢：河涌");
  EXPECT_NEAR(chance(), without, 1e-12) << "a year without seasons is as none stated";
  EXPECT_FALSE(adopt(season_of("1.3", "0.4")).refused);
  EXPECT_LT(chance(), without - 0.1) << "the slow months lie ahead";
  now_ = morning(day(2026, 8, 1));
  const Recording made = record();
  EXPECT_EQ(made.recorded, 1U);
  const RecordedVerdict verdict = judged()[0].verdict;
  EXPECT_EQ(verdict.reasons.back(), "月份快慢按市水务局施工日志");
  EXPECT_EQ(verdict.quantiles, kept_shown(input()).quantiles) << "recorded as shown, by the adopted speeds";
  EXPECT_EQ(verdict.inputs.front(), sha256(input().text()));
  EXPECT_FALSE(adopt(season_of("0.4", "1.3")).refused);
  EXPECT_GT(chance(), without + 0.1) << "what was done in slow months is more in fast ones";
  // What was recorded stays, and is found again from what was adopted then.
  const auto events = engine_.city()->events;
  report(day(2026, 10, 31), 6);
  const Json again = replayed_scorecard(engine_, *engine_.city(), judged(), day(2026, 11, 2)), card = scorecard(*engine_.city(), judged(), day(2026, 11, 2));
  EXPECT_GT(engine_.city()->events, events);
  EXPECT_EQ(card.at("scored").as_integer(), 1);
  EXPECT_EQ(again.at("scored").as_integer(), 1);
  EXPECT_EQ(canonical_json(again.at("scores")), canonical_json(card.at("scores")));
}

TEST_F(VerdictsTest, ASeasonFileThatDoesNotFitLeavesNothingBehind) {
  const std::uint64_t events = engine_.city()->events;
  const auto adopt = [&](const std::string& bytes) { return adopt_file(engine_, "seasons.toml", bytes, [](const std::string&) { return std::string{}; }); };
  for (const std::string& bad : {season_of("1", "11"), season_of("0", "1", "dancing"), season_of("1", "-1"), season_of("1", "1,1"), season_of("1", "1") + season_of("2", "1"),
                                 std::string{"[[season]]\nwork = \"river\"\n"}, std::string{"[[season]]\nwork = "}})
    EXPECT_THROW((void)adopt(bad), Error) << bad;
  EXPECT_EQ(engine_.city()->events, events);
  EXPECT_EQ(adopted_seasons(*engine_.city(), engine_.archive()), nullptr);
  EXPECT_FALSE(adopt(season_of("0.5", "1", "water")).refused) << "a theme";
  report(day(2026, 7, 31), 5);
  EXPECT_TRUE(kept_input(*engine_.city(), Id<Commitment>{1}, day(2026, 7, 31), Histories{*engine_.city(), adopted_seasons(*engine_.city(), engine_.archive())}).season.empty())
      << "rivers are counted: the theme's is for what is only said";
}

TEST(UsualDays, MonthsCountByTheirSpeed) {
  forecast::Season season{"river", {}, "某局"};
  season.speed.fill(1);
  season.speed[1] = 0.5, season.speed[2] = 2, season.speed[3] = 0;
  EXPECT_EQ(usual_milli_days(nullptr, day(2026, 1, 31), day(2026, 3, 3)), 31'000);
  EXPECT_EQ(usual_milli_days(&season, day(2026, 1, 31), day(2026, 3, 3)), 28 * 500 + 3 * 2000);
  EXPECT_EQ(usual_milli_days(&season, day(2026, 3, 31), day(2026, 4, 30)), 30 * 50) << "what was done in a month of no work was done";
  EXPECT_EQ(usual_milli_days(&season, day(2025, 12, 31), day(2026, 12, 31)), (365 - 28 - 31 - 30) * 1000 + 28 * 500 + 31 * 2000 + 30 * 50);
  EXPECT_EQ(usual_milli_days(&season, day(2026, 2, 10), day(2026, 2, 10)), 0);
}

TEST_F(VerdictsTest, AnEmptyScorecardSaysSo) {
  const Json card = scorecard(*engine_.city(), {}, day(2026, 11, 2));
  EXPECT_NE(card.at("sentence").as_string().find("还没有记录过"), std::string::npos);
  EXPECT_TRUE(card.at("scores").is_null());
  EXPECT_NE(scorecard_text(card), "");
}

}  // namespace
}  // namespace luoshi::engine

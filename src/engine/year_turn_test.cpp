#include "engine/year_turn.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "city/test_things.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

// The busy town, event by event through an engine, on the last days of the year its promise is due in.
class YearTurnTest : public testing::Test {
 protected:
  YearTurnTest() {
    engine_ = std::make_unique<Engine>(ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_),
                                       Surroundings{[this] { return now_; }, [] { return std::string(32, '0'); }});
    for (const char* bytes : {"通报一", "通报一读数"}) (void)engine_->archive().put(bytes);
    Town town = small_town();
    for (const city::Event& event : town.events)
      std::visit(
          [&](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Body, city::CityFounded>) act({}, city::Found{body});
            else if constexpr (std::is_same_v<Body, city::DocumentImported>) act({}, city::ImportDocument{body});
            else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Body>)
              act({event.envelope.actor, event.envelope.post, {}}, city::Register{body});
          },
          event.body);
    act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, version_of(engine_->city()->statements[0])});
    act(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, version_of(engine_->city()->questions[0])});
    act(kEditor, city::OpenCommitment{{river_works()}});
    act(kEditor, city::AdoptCommitment{{Id<Commitment>{1}}, version_of(engine_->city()->commitments[0])});
    now_ = morning(Day{std::chrono::year{2026} / 12 / 20});
  }
  ~YearTurnTest() override { std::filesystem::remove_all(place_); }

  template <class Kept>
  static std::uint32_t version_of(const Kept& kept) { return kept.version(); }

  void act(const city::Actor& actor, city::CommandBody body) {
    const Outcome outcome = engine_->submit({"c-" + std::to_string(++commands_), actor, std::move(body)});
    ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
  }
  BatchOutcome open(const city::Actor& actor = kEditor) {
    return open_year(*engine_, actor, "year-" + std::to_string(++commands_), 2026, kGovernment, china_day(now_));
  }
  void carry() {
    act(kEditor, step_on(*engine_->city(), "commitment.carry", 1, because("汛期停工", Day{std::chrono::year{2027} / 6 / 30})));
  }

  std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-year-" + std::to_string(getpid()));
  Instant now_ = morning();
  int commands_ = 0;
  std::unique_ptr<Engine> engine_;
};

TEST_F(YearTurnTest, OpeningWritesDownWhatIsShownFirstAndAllAtOnce) {
  const std::uint64_t before = engine_->city()->events;
  ASSERT_TRUE(std::holds_alternative<Done>(open()));
  EXPECT_EQ(engine_->city()->events, before + 2) << "the verdict, and the turn on it";
  const YearReport report = year_report(*engine_, 1);
  ASSERT_EQ(report.lines.size(), 1U);
  EXPECT_EQ(report.lines[0].fate, YearLine::Fate::Undecided);
  EXPECT_EQ(report.lines[0].verdict, before + 1);
}

TEST_F(YearTurnTest, ARefusedOpeningLeavesNoVerdictBehind) {
  const std::uint64_t before = engine_->city()->events;
  EXPECT_TRUE(std::holds_alternative<BatchRefusal>(open(kWaterChief))) << "a reporter opens no turn";
  EXPECT_EQ(engine_->city()->events, before);
}

TEST_F(YearTurnTest, IsClosedOnlyWhenAllIsDecidedAndItsReportThenStays) {
  ASSERT_TRUE(std::holds_alternative<Done>(open()));
  const Outcome early = close_year(*engine_, kEditor, "close-1", 1);
  ASSERT_TRUE(std::holds_alternative<city::Refusal>(early));
  EXPECT_NE(std::get<city::Refusal>(early).reason.find("C-1"), std::string::npos);
  carry();
  ASSERT_TRUE(std::holds_alternative<Done>(close_year(*engine_, kEditor, "close-2", 1)));
  const std::string told = to_text(*engine_->city(), year_report(*engine_, 1));
  EXPECT_NE(told.find("已收官"), std::string::npos) << told;
  EXPECT_NE(told.find("结转 1\n"), std::string::npos) << told;
  EXPECT_NE(told.find("2026-10-31 → 2027-06-30"), std::string::npos) << told;
  // What becomes of the promise afterwards does not change the report of the year.
  act(kEditor, city::ExtendDeadline{{Id<Commitment>{1}, by(2027, 9, 30), "再延", kMayor}, engine_->city()->commitments[0].version()});
  EXPECT_EQ(to_text(*engine_->city(), year_report(*engine_, 1)), told);
}

}  // namespace
}  // namespace luoshi::engine

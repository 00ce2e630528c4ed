#include "engine/engine.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "base/error.hpp"
#include "city/test_town.hpp"
#include "engine/papers.hpp"
#include "engine/status.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;
using city::Command;

// A ledger whose writes can be made to fail, as a full disk would.
class FailingLedger : public ledger::Ledger {
 public:
  [[nodiscard]] ledger::Head head() const override { return inner_->head(); }
  ledger::Head append(const ledger::Head& expected, std::span<const ledger::Entry> entries) override {
    return inner_->append(expected, entries);
  }
  [[nodiscard]] std::future<ledger::Placed> submit(std::vector<ledger::Entry> entries) override {
    if (!failing) return inner_->submit(std::move(entries));
    std::promise<ledger::Placed> failed;
    failed.set_exception(std::make_exception_ptr(Error{Fault::Unavailable, "the disk is full"}));
    return failed.get_future();
  }
  void read(std::uint64_t first, std::uint64_t last, const ledger::Visitor& visit) const override {
    inner_->read(first, last, visit);
  }
  std::atomic<bool> failing = false;

 private:
  std::unique_ptr<ledger::Ledger> inner_ = ledger::make_memory_ledger();
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    auto ledger = std::make_unique<FailingLedger>();
    ledger_ = ledger.get();
    engine_ = std::make_unique<Engine>(std::move(ledger), std::make_unique<archive::Archive>(place_),
                                       Surroundings{[this] { return now_; }, [this] { return salt(); }});
  }
  ~EngineTest() override { std::filesystem::remove_all(place_); }

  std::string salt() {
    std::string text(32, '0');
    const std::string number = std::to_string(++salts_);
    return text.replace(32 - number.size(), number.size(), number);
  }

  Outcome act(const city::Actor& actor, city::CommandBody body, std::string id = {}) {
    return engine_->submit({id.empty() ? "c-" + std::to_string(++commands_) : std::move(id), actor, std::move(body)});
  }
  void done(const city::Actor& actor, city::CommandBody body) {
    const Outcome outcome = act(actor, std::move(body));
    ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
  }
  static Fault fault(const Outcome& outcome) { return std::get<city::Refusal>(outcome).fault; }

  // The small town of the room city, event by event through the engine.
  void settle() {
    for (const char* bytes : {"通报一", "通报一读数"}) (void)engine_->archive().put(bytes);
    for (const city::Event& event : small_town().events) {
      const city::Actor actor{event.envelope.actor, event.envelope.post, event.envelope.on_behalf_of};
      std::visit(
          [&](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Body, city::CityFounded>) done(actor, city::Found{body});
            else if constexpr (std::is_same_v<Body, city::DocumentImported>) done(actor, city::ImportDocument{body});
            else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Body>) done(actor, city::Register{body});
            else FAIL() << "small_town holds registers and one paper";
          },
          event.body);
    }
  }

  std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-engine-" + std::to_string(getpid()));
  Instant now_ = morning();
  std::atomic<int> salts_ = 0;
  int commands_ = 0;
  FailingLedger* ledger_ = nullptr;
  std::unique_ptr<Engine> engine_;
};

TEST_F(EngineTest, WhatAnEventNamesIsInTheArchive) {
  settle();
  const std::uint64_t before = engine_->city()->events;
  EXPECT_EQ(fault(act({}, city::Register{city::RulesAdopted{{"滞后亮灯", sha256("没有存")}}})), Fault::NotFound);
  EXPECT_EQ(fault(act({}, city::ImportDocument{bulletin("没有存")})), Fault::NotFound);
  EXPECT_EQ(engine_->city()->events, before);
}

TEST_F(EngineTest, WhatItShowsIsTheFoldOfItsLedger) {
  settle();
  const auto shown = engine_->city();
  EXPECT_EQ(shown->events, engine_->ledger().head().size);
  const city::City refolded = engine_->city_after(shown->events);
  EXPECT_EQ(refolded.statements.size(), shown->statements.size());
  EXPECT_EQ(refolded.bodies.size(), 3U);
}

TEST_F(EngineTest, ARepeatedCommandReturnsItsFirstOutcome) {
  settle();
  const auto seen = engine_->city()->statements[0].version();
  const Outcome first = act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, seen}, "confirm-1");
  const Outcome again = act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, seen}, "confirm-1");
  EXPECT_EQ(std::get<Done>(first).first, std::get<Done>(again).first);
  EXPECT_EQ(std::get<Done>(first).count, std::get<Done>(again).count);
  EXPECT_FALSE(std::get<Done>(first).repeated);
  EXPECT_TRUE(std::get<Done>(again).repeated);
  EXPECT_EQ(engine_->ledger().head().size, std::get<Done>(first).first);
}

TEST_F(EngineTest, TwoPeopleMeetOnlyWhenTheVeryStatementMoved) {
  settle();
  const auto first_seen = engine_->city()->statements[0].version();
  const auto second_seen = engine_->city()->statements[1].version();
  done(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, first_seen});
  done(kEditor, city::DismissStatement{{Id<Statement>{2}, "与任务无关"}, second_seen});  // another statement: no conflict
  EXPECT_EQ(fault(act(kEditor, city::DismissStatement{{Id<Statement>{1}, "重复"}, first_seen})), Fault::Conflict);
}

TEST_F(EngineTest, ARefusedCommandLeavesNoTrace) {
  settle();
  const auto before = engine_->ledger().head();
  EXPECT_EQ(fault(act(kEastReporter, city::ConfirmStatement{{Id<Statement>{1}}, 1})), Fault::Denied);
  EXPECT_EQ(engine_->ledger().head(), before);
  // The id of a refused command is free: once the right person sends it, it counts.
  const auto seen = engine_->city()->statements[0].version();
  EXPECT_EQ(fault(act(kEastReporter, city::ConfirmStatement{{Id<Statement>{1}}, seen}, "x")), Fault::Denied);
  EXPECT_TRUE(std::holds_alternative<Done>(act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, seen}, "x")));
}

TEST_F(EngineTest, AfterAFailedWriteNothingIsAcceptedAndReadingGoesOn) {
  settle();
  const auto shown = engine_->city();
  ledger_->failing = true;
  EXPECT_THROW((void)act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, shown->statements[0].version()}), Error);
  ledger_->failing = false;
  EXPECT_THROW((void)act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, shown->statements[0].version()}), Error);
  EXPECT_EQ(engine_->city()->events, shown->events);
}

TEST_F(EngineTest, APastDayShowsWhatWasRecordedByItsEnd) {
  settle();
  const auto events = engine_->city()->events;
  now_ = morning() + std::chrono::days{3};
  done(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, engine_->city()->statements[0].version()});
  EXPECT_EQ(engine_->city_before(end_of_china_day(kToday)).events, events);
  EXPECT_EQ(engine_->city_before(end_of_china_day(kToday)).statements[0].value.state, StatementState::Proposed);
  EXPECT_EQ(engine_->city_after(1).events, 1U);
}

TEST_F(EngineTest, RecordedTimeNeverRunsBackwards) {
  settle();
  const Instant before = engine_->city()->recorded_at;
  now_ = morning() - std::chrono::hours{5};
  done(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, engine_->city()->statements[0].version()});
  EXPECT_EQ(engine_->city()->recorded_at, before);
}

TEST_F(EngineTest, ManyAtOnceAreDecidedOneAfterAnother) {
  settle();
  std::vector<std::thread> people;
  std::atomic<int> accepted = 0;
  const auto seen = engine_->city()->statements[0].version();
  for (int i = 0; i < 16; ++i)
    people.emplace_back([&, i] {
      const Outcome outcome =
          engine_->submit({"race-" + std::to_string(i), kEditor, city::ConfirmStatement{{Id<Statement>{1}}, seen}});
      if (std::holds_alternative<Done>(outcome)) ++accepted;
    });
  for (std::thread& person : people) person.join();
  EXPECT_EQ(accepted, 1) << "the others saw the statement move";
  EXPECT_EQ(engine_->city()->statements[0].value.state, StatementState::Confirmed);
}

constexpr std::string_view kPaper =
    "云溪市召开治水攻坚推进会\n"
    "2026年3月5日，云溪市召开治水攻坚推进会。会议强调，市水务局要在10月底前完成35条河涌整治。各有关部门要加强配合。"
    "去年，全市新建污水管网超300公里。\n";

TEST_F(EngineTest, APaperIsTakenInOnceAndProposesItsStatements) {
  prepare(*engine_, "云溪市", Origin::Sample);
  const Imported first = import_file(*engine_, "推进会.txt", kPaper, Origin::Sample);
  ASSERT_EQ(first.what, Imported::What::Paper) << first.message;
  EXPECT_GE(first.statements, 3U);
  const Imported again = import_file(*engine_, "另名.txt", kPaper, Origin::Sample);
  EXPECT_EQ(again.what, Imported::What::KnownPaper);
  EXPECT_EQ(again.document, first.document);
}

TEST_F(EngineTest, TheStatusShowsTheVerySentenceAndAddsNothingAcrossPlaces) {
  prepare(*engine_, "云溪市", Origin::Sample);
  (void)import_file(*engine_, "一.txt", kPaper, Origin::Sample);
  (void)import_file(*engine_, "二.txt", "区政府召开常务会议\n会议要求，各镇要抓紧完成管网建设50公里。\n", Origin::Real);
  const Status status = status_of(*engine_->city(), engine_->archive(), kToday);
  ASSERT_EQ(status.places.size(), 2U) << "a paper without a place stands alone";
  const PlaceStatus& place = status.places.front();
  const auto line = std::find_if(place.lines.begin(), place.lines.end(),
                                 [](const StatusLine& each) { return each.sentence.find("35条") != std::string::npos; });
  ASSERT_NE(line, place.lines.end());
  EXPECT_EQ(line->figures.front().substr(0, 2), "35");
  EXPECT_EQ(line->lead, "市水务局");
  EXPECT_FALSE(line->kept.probability) << "nobody has confirmed it";
  EXPECT_EQ(place.said.size(), 1U) << "what was done is an opening balance, said";
}

TEST_F(EngineTest, APastDateWithoutAReportIsUnknownNeverRed) {
  prepare(*engine_, "云溪市", Origin::Sample);
  (void)import_file(*engine_, "一.txt", kPaper, Origin::Sample);
  const Day later{std::chrono::year{2027}, std::chrono::January, std::chrono::day{1}};
  const Status status = status_of(*engine_->city(), engine_->archive(), later);
  for (const StatusLine& line : status.places.front().lines) {
    EXPECT_EQ(line.light.light, assess::Light::Unknown);
    EXPECT_EQ(line.kept.word, Verdict::Word::CannotSay);
  }
}

TEST_F(EngineTest, ATableIsNoPaper) {
  prepare(*engine_, "云溪市", Origin::Sample);
  for (const char* bytes : {"编号,名称,类别\nR-1,月湖涌,河涌\nR-2,铁炉河,河涌\n", "{\"type\":\"FeatureCollection\"}", "PK\x03\x04 and so on"}) {
    const Imported imported = import_file(*engine_, "数据", bytes, Origin::Sample);
    EXPECT_EQ(imported.what, Imported::What::Refused) << bytes;
    EXPECT_NE(imported.message.find("不是文件"), std::string::npos);
  }
}

TEST_F(EngineTest, ARuleFileIsRecognisedAndAdopted) {
  prepare(*engine_, "云溪市", Origin::Sample);
  const auto before = adopted_light_rule(*engine_->city(), engine_->archive());
  ASSERT_TRUE(before);
  EXPECT_EQ(before->name, "ratio-80-60");
  const Imported rule = import_file(
      *engine_, "规则.json", R"({"name":"x","title":"九折","source":"自定","kind":"ratio","yellow":"90","red":"50"})",
      Origin::Real);
  EXPECT_EQ(rule.what, Imported::What::Rules) << rule.message;
  EXPECT_EQ(adopted_light_rule(*engine_->city(), engine_->archive())->name, "x");
}

// Every calendar that is shipped is taken in, and each of its days is what its list says: a weekday off, a weekend day worked.
TEST_F(EngineTest, TheShippedWorkingDaysAreTakenInAndFallOnTheRightDays) {
  prepare(*engine_, "云溪市", Origin::Sample);
  for (const char* const year : {"2021", "2022", "2023", "2024", "2025", "2026"}) {
    std::ostringstream text;
    text << std::ifstream{std::string{std::getenv("LUOSHI_SOURCE")} + "/data/rules/working-days-" + year + ".json"}.rdbuf();
    const Imported taken = import_file(*engine_, "日历.json", text.str(), Origin::Real);
    ASSERT_EQ(taken.what, Imported::What::Rules) << year << taken.message;
  }
  const auto is_weekend = [](Day day) { return std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() > 5; };
  ASSERT_EQ(engine_->city()->working_days.size(), 6U);
  for (const WorkingDays& year : engine_->city()->working_days) {
    EXPECT_GE(year.off.size(), 17U) << year.year;
    EXPECT_NE(year.source.find(std::to_string(year.year) + "年部分节假日安排的通知"), std::string::npos);
    EXPECT_TRUE(std::none_of(year.off.begin(), year.off.end(), is_weekend)) << year.year;
    EXPECT_TRUE(std::all_of(year.worked.begin(), year.worked.end(), is_weekend)) << year.year;
  }
}

TEST_F(EngineTest, ARuleThatWasInForceBeforeComesIntoForceAgain) {
  prepare(*engine_, "云溪市", Origin::Sample);
  const auto adopted = [&](const char* digits) {
    const std::string bytes = std::string{R"({"kind":"ratio","name":"r","title":"进度比","source":"样例","yellow":")"} + digits + R"(","red":"60"})";
    EXPECT_EQ(import_file(*engine_, "规则.json", bytes, Origin::Real).what, Imported::What::Rules);
    return adopted_light_rule(*engine_->city(), engine_->archive())->yellow;
  };
  EXPECT_EQ(adopted("80"), Decimal{80});
  EXPECT_EQ(adopted("70"), Decimal{70});
  EXPECT_EQ(adopted("80"), Decimal{80}) << "taken back";
  const std::uint64_t events = engine_->city()->events;
  EXPECT_EQ(adopted("80"), Decimal{80});
  EXPECT_EQ(engine_->city()->events, events) << "what is in force is not adopted again";
}

TEST_F(EngineTest, WorkingDaysThatContradictThemselvesAreRefused) {
  prepare(*engine_, "云溪市", Origin::Sample);
  const auto taken = [&](const std::string& off, const std::string& worked) {
    const std::string bytes = R"({"kind":"working_days","title":"日历","source":"通知","year":2026,"off":)" + off + R"(,"worked":)" + worked + "}";
    try {
      return import_file(*engine_, "日历.json", bytes, Origin::Real).message;
    } catch (const Error& error) {
      return std::string{error.what()};
    }
  };
  EXPECT_NE(taken(R"(["2026-01-01"])", "{}").find("应是各个节日的日期"), std::string::npos);
  EXPECT_NE(taken(R"({"元旦":"2026-01-01"})", "{}").find("应是日期的列表"), std::string::npos);
  EXPECT_NE(taken(R"({"元旦":["2026-02-30"]})", "{}").find("有的不是日期"), std::string::npos);
  EXPECT_NE(taken(R"({"元旦":["2025-01-01"]})", "{}").find("不在 2026 年"), std::string::npos);
  EXPECT_NE(taken(R"({"元旦":["2026-01-01"]})", R"({"元旦":["2026-01-01"]})").find("既放假又上班"), std::string::npos);
  EXPECT_TRUE(engine_->city()->working_days.empty());
}

}  // namespace
}  // namespace luoshi::engine

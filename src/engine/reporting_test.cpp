#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "city/test_town.hpp"
#include "engine/doubts.hpp"
#include "engine/evidence.hpp"
#include "engine/monitors.hpp"
#include "engine/reminders.hpp"
#include "engine/sheets/sheets.hpp"
#include "engine/spot_checks.hpp"
#include "engine/views/burden_view.hpp"
#include "ledger/memory/memory_ledger.hpp"
#include "observations/observations.hpp"

// 佐证、负担、抽查、疑问、监测值、提醒.
namespace luoshi::engine {
namespace {

using namespace city::testing;

class ReportingTest : public testing::Test {
 protected:
  ReportingTest()
      : engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_ / "blobs"),
                {[] { return morning(); }, [] { return std::string(32, '0'); }}} {
    for (const city::Event& event : small_town().events) {
      city::CommandBody body;
      bool taken = false;
      std::visit(
          [&](const auto& fact) {
            using Fact = std::decay_t<decltype(fact)>;
            if constexpr (std::is_same_v<Fact, city::CityFounded>) body = city::Found{fact}, taken = true;
            else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Fact>) body = city::Register{fact}, taken = true;
          },
          event.body);
      if (!taken) continue;
      const Outcome outcome = engine_.submit({"town-" + std::to_string(++count_), {event.envelope.actor, event.envelope.post, {}}, std::move(body)});
      EXPECT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
    }
  }
  ~ReportingTest() override { std::filesystem::remove_all(place_); }
  static std::filesystem::path made(std::filesystem::path path) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
    return path;
  }

  const std::filesystem::path place_ = made(std::filesystem::temp_directory_path() / ("luoshi-reporting-" + std::to_string(::getpid())));
  Engine engine_;
  int count_ = 0;
};

Day month(unsigned m) { return Day{std::chrono::year{2026} / static_cast<int>(m) / 1}; }

TEST(BurdenStandard, IsWrittenDownAndHasBounds) {
  const BurdenStandard standard = shipped_burden_standard();
  EXPECT_EQ(standard.progress_s, 240U);
  EXPECT_FALSE(standard.source.empty());
  EXPECT_THROW((void)burden_standard(R"({"title":"","source":"","seconds":{"progress":0,"asset":1,"survey":1,"question":1}})"), Error);
  EXPECT_THROW((void)burden_standard(R"({"title":"","source":"","seconds":{"progress":1}})"), Error);
}

TEST(Burden, EachQuestionCountsOnceAndOnlyWhereItIsAsked) {
  Town town = busy_town();
  const BurdenStandard standard = shipped_burden_standard();
  const auto of = [&](Id<Body> body, unsigned m) {
    for (const BurdenLine& line : burden_of(town.city, month(m), standard))
      if (line.body == body) return line;
    return BurdenLine{};
  };
  const BurdenLine before = of(kWater, 12);
  EXPECT_GT(before.items, 0U);
  ASSERT_EQ(town.act(kEditor, city::OpenThing{city::Opened<Survey>{length_survey()}}), "");
  EXPECT_EQ(of(kWater, 12).surveyed, 0U) << "not sent yet";
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "survey.send", 1, {})), "");
  EXPECT_EQ(of(kWater, 12).surveyed, 2U) << "one asset and one commitment";
  EXPECT_EQ(of(kWater, 12).seconds, before.seconds + 2 * standard.survey_s);
  EXPECT_EQ(of(kWater, 11).surveyed, 0U) << "due in December";
  EXPECT_EQ(of(kEast, 12).surveyed, 0U);
}

TEST(Reminders, HoldTitlesOfWhatIsDueSoon) {
  Town town = busy_town();
  ASSERT_EQ(town.act(kEditor, city::OpenThing{city::Opened<Survey>{length_survey()}}), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "survey.send", 1, {})), "");
  const auto lines = [&](Day day) {
    std::string all;
    for (const Reminders& each : reminders_of(town.city, day))
      for (const Reminder& line : each.lines) all += each.person + ":" + line.title + "\n";
    return all;
  };
  EXPECT_EQ(lines(kToday).find("填表 B-1"), std::string::npos) << "due in five months";
  EXPECT_NE(lines(Day{std::chrono::year{2026} / 11 / 28}).find("填表 B-1 河涌长度核对表"), std::string::npos);
  EXPECT_NE(lines(kToday).find("填报 C-1"), std::string::npos);
}

TEST_F(ReportingTest, EvidenceIsToldByItsBytesAndRecordsAreMadeHereOnly) {
  const std::string page = "%PDF-1.4\n%%EOF\n";
  const Evidence kept = keep_evidence(engine_.archive(), page, "dir/说明.pdf");
  EXPECT_EQ(kept.name, "说明.pdf");
  EXPECT_EQ(kept.kind, Evidence::Kind::Paper);
  EXPECT_EQ(keep_evidence(engine_.archive(), page, "说明.pdf").record, kept.record);
  EXPECT_TRUE(is_evidence(engine_.archive(), kept.record));
  EXPECT_FALSE(is_evidence(engine_.archive(), kept.file)) << "a file is no record";
  EXPECT_FALSE(is_evidence(engine_.archive(), Digest{}));
  EXPECT_EQ(evidence_of(engine_.archive(), kept.record).file, kept.file);
  EXPECT_EQ(evidence_file(engine_.archive(), kept), page);
  for (const auto& [bytes, name] : {std::pair<std::string, std::string>{page, "a.jpg"}, {"MZ", "a.exe"}, {page, ""}, {std::string{"\xFF\xD8\xFF\xE0"}, "a.jpg"}})
    EXPECT_THROW((void)keep_evidence(engine_.archive(), bytes, name), Error) << name;
  EXPECT_THROW((void)keep_evidence(engine_.archive(), "%PDF-" + std::string(kEvidenceLimit, ' '), "a.pdf"), Error);
  const std::string forged = R"({"bytes":1,"file":")" + kept.file.hex() + R"(","flaws":[],"kind":"photo","luoshi_evidence":1,"name":"a.jpg","taken":"2026-06-01T00:00:00.000Z"})";
  EXPECT_THROW((void)keep_evidence(engine_.archive(), forged, "a.json"), Error) << "a record cannot be handed in as a file";
}

TEST_F(ReportingTest, DoubtsBecomeQuestionsWithAClockOnce) {
  const DoubtsToAsk doubts{"铁炉站.csv", {"数值不动：铁炉站 PM2.5 连续 12 小时不变。", std::string(5000, 'x')}, kWaterHead, Day{std::chrono::year{2026} / 7 / 15}};
  const std::size_t before = engine_.city()->questions.size();
  const auto outcome = ask_doubts(engine_, doubts, kEditor);
  ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<BatchRefusal>(outcome).refusal.reason;
  ASSERT_EQ(engine_.city()->questions.size(), before + 2);
  const Question& question = engine_.city()->questions[before].value;
  EXPECT_EQ(question.asked_of, kWaterHead);
  EXPECT_EQ(question.due, doubts.due);
  EXPECT_EQ(question.text, doubts.texts[0]);
  EXPECT_NE(engine_.city()->questions[before + 1].value.text.find("全文见文件"), std::string::npos);
  EXPECT_TRUE(std::get<Done>(ask_doubts(engine_, doubts, kEditor)).repeated);
  EXPECT_EQ(engine_.city()->questions.size(), before + 2);
  DoubtsToAsk other = doubts;
  other.texts = {"另一问"};
  EXPECT_TRUE(std::holds_alternative<BatchRefusal>(ask_doubts(engine_, other, kWaterChief))) << "an editor asks";
  EXPECT_THROW((void)ask_doubts(engine_, {"空.csv", {}, kWaterHead, {}}, kEditor), Error);
}

TEST_F(ReportingTest, MonitorsAreTakenInOnceWhateverTheFileIsCalled) {
  std::string table = "站点,时间,PM2.5\n";
  for (int hour = 0; hour < 24; ++hour) table += "铁炉站,2026-06-01 " + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00," + std::to_string(30 + hour) + "\n";
  ASSERT_TRUE(looks_like_monitors(table, "a.csv"));
  EXPECT_FALSE(looks_like_monitors("云溪市召开推进会，站点建设要加快。\n", "a.txt"));
  const MonitorsTaken first = take_monitors(engine_, place_ / "observations", "a.csv", table);
  EXPECT_EQ(first.values, 24U);
  EXPECT_GT(first.batch, 0U);
  EXPECT_TRUE(take_monitors(engine_, place_ / "observations", "b.csv", table).known);
  const observations::Observations kept{place_ / "observations", observations::Access::Read};
  ASSERT_EQ(kept.batches().size(), 1U);
  EXPECT_EQ(kept.read("铁炉站", "PM2.5", Instant::min(), Instant::max()).series.values.size(), 24U);
  EXPECT_THROW((void)take_monitors(engine_, place_ / "observations", "c.csv", "甲,乙\n1,2\n"), Error);
}

TEST_F(ReportingTest, ABatchWithoutItsEventIsThatOfARunCutOff) {
  std::string table = "站点,时间,PM2.5\n铁炉站,2026-06-01 00:00,30\n铁炉站,2026-06-01 01:00,31\n铁炉站,2026-06-01 02:00,32\n";
  const MonitorsTaken first = take_monitors(engine_, place_ / "observations", "a.csv", table);
  {  // the batch stands, its event was lost: another ledger beside the same store
    Engine other{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_ / "other"), {[] { return morning(); }, [] { return std::string(32, '0'); }}};
    (void)other.submit({"found", {}, city::Found{{"云溪市", true}}});
    EXPECT_EQ(take_monitors(other, place_ / "observations", "a.csv", table).batch, first.batch);
  }
  EXPECT_EQ((observations::Observations{place_ / "observations", observations::Access::Read}.batches().size()), 1U);
}

TEST_F(ReportingTest, AFindingCarriesTheLineOfTheListItIsAbout) {
  const auto submit = [&](city::CommandBody body) {
    const Outcome outcome = engine_.submit({"spot-" + std::to_string(++count_), kChecker, std::move(body)});
    return std::holds_alternative<Done>(outcome) ? std::string{} : std::get<city::Refusal>(outcome).reason;
  };
  SpotCheck check = report_lots();
  check.list = engine_.archive().put("台账第一页\n" + std::string(400, 'x') + "\n");
  check.size = check.count = 2;
  ASSERT_EQ(submit(city::OpenThing{city::Opened<SpotCheck>{check}}), "");
  Note note = because("公布于报纸");
  note.name = "307";
  ASSERT_EQ(submit(step_on(*engine_.city(), "spot_check.draw", 1, note)), "");
  note = because("现场相符");
  note.number = 1;
  city::Command command{"look", kChecker, step_on(*engine_.city(), "spot_check.find", 1, note)};
  EXPECT_FALSE(lay_line_under(engine_.archive(), *engine_.city(), command));
  EXPECT_EQ(std::get<city::TakeStep>(command.body).fact.note.name, "台账第一页");
  EXPECT_EQ(submit(step_on(*engine_.city(), "spot_check.find", 1, note)), "");
  note.name = "台账第三页";
  EXPECT_NE(submit(step_on(*engine_.city(), "spot_check.find", 1, note)).find("请照抄"), std::string::npos);
  note.name.clear();
  note.number = 2;
  EXPECT_EQ(submit(step_on(*engine_.city(), "spot_check.find", 1, note)), "") << "a long line is cut to what a name may hold";
  EXPECT_EQ(engine_.city()->all<SpotCheck>()[0].value.findings.size(), 2U);
}

TEST(SheetCost, ASheetOfProgressAsksOncePerPromiseAndARegisterNobody) {
  Town town = busy_town();
  const BurdenStandard standard = shipped_burden_standard();
  const SheetCost cost = sheet_cost(town.city, "progress", {}, standard);
  EXPECT_EQ(cost.bodies, 1U);
  EXPECT_EQ(cost.questions, 1U);
  EXPECT_EQ(cost.seconds, standard.progress_s);
  EXPECT_EQ(cost.most, kWater);
  EXPECT_NE(cost_words(town.city, cost, standard).find("1 个单位，1 个问题，共约 4 分钟"), std::string::npos);
  EXPECT_EQ(sheet_cost(town.city, "progress", kEast, standard).questions, 0U);
  EXPECT_EQ(cost_words(town.city, sheet_cost(town.city, "bodies", {}, standard), standard), "这份表不向任何单位提问");
  EXPECT_THROW((void)sheet_cost(town.city, "nothing", {}, standard), Error);
}

TEST(FrozenList, LinesAreFoundByNumber) {
  EXPECT_EQ(line_of("a\nb\n", 2), "b");
  EXPECT_THROW((void)line_of("a\n", 2), Error);
  EXPECT_EQ(report_in("R-12 C-3 2026-06-30 x"), 12U);
  EXPECT_EQ(report_in("R-12"), 0U);
  EXPECT_EQ(report_in("河涌 12"), 0U);
}

}  // namespace
}  // namespace luoshi::engine

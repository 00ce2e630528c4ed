#include "engine/sheets/sheets.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "city/test_town.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

class SheetsTest : public testing::Test {
 protected:
  SheetsTest()
      : engine_{ledger::make_memory_ledger(),
                std::make_unique<archive::Archive>(place_),
                {[] { return morning(); }, [] { return std::string(32, '0'); }}} {
    for (const city::Event& event : small_town().events) {
      city::CommandBody body;
      if (const auto* found = std::get_if<city::CityFounded>(&event.body))
        body = city::Found{*found};
      else if (const auto* place = std::get_if<city::PlaceRegistered>(&event.body))
        body = city::Register{*place};
      else if (const auto* body_of = std::get_if<city::BodyRegistered>(&event.body))
        body = city::Register{*body_of};
      else if (const auto* post = std::get_if<city::PostRegistered>(&event.body))
        body = city::Register{*post};
      else if (const auto* person = std::get_if<city::PersonRegistered>(&event.body))
        body = city::Register{*person};
      else if (const auto* holder = std::get_if<city::HolderAppointed>(&event.body))
        body = city::Register{*holder};
      else if (const auto* asset = std::get_if<city::AssetRegistered>(&event.body))
        body = city::Register{*asset};
      else
        continue;
      const Outcome outcome = engine_.submit(
          {"town-" + std::to_string(++count_), {event.envelope.actor, event.envelope.post, {}}, std::move(body)});
      EXPECT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
    }
  }
  ~SheetsTest() override { std::filesystem::remove_all(place_); }

  SheetRequest by_editor(const std::string& form = "commitments") const {
    return {"台账.csv", form, kEditor, kToday, SheetRequest::Faulty::Stop, {}, {}, {}, read_book, {}};
  }
  std::string lead() const { return engine_.city()->bodies[kWater.index()].value.name; }

  const std::filesystem::path place_ =
      std::filesystem::temp_directory_path() / ("luoshi-sheets-" + std::to_string(::getpid()));
  Engine engine_;
  int count_ = 0;
};

TEST_F(SheetsTest, AMasterSheetBecomesStatementsAndCommitmentsInOneWrite) {
  const std::string sheet = "序号,工作任务,责任单位,目标值,完成时间,进展\n1,整治东湖河涌," + lead() +
                            ",20条以上,10月底前,正在招标\n2,新建管网," + lead() + ",35公里,2026年12月,\n";
  const std::uint64_t before = engine_.city()->events;
  const SheetDone done = apply_sheet(engine_, sheet, by_editor());
  for (const auto& complaint : done.plan.complaints) ADD_FAILURE() << complaint.full_text();
  ASSERT_TRUE(done.written);
  const auto city = engine_.city();
  EXPECT_EQ(done.done.count, 1U + 2U + 2U) << "a paper, and for each row a confirmation and an opening";
  EXPECT_EQ(city->events, before + 5);
  ASSERT_EQ(city->commitments.size(), 2U);
  const Commitment& first = city->commitments[0].value;
  EXPECT_EQ(first.title, "整治东湖河涌");
  EXPECT_EQ(first.figure->bound, Bound::AtLeast);
  EXPECT_EQ(first.deadline.due(), Day(std::chrono::year{2026} / 10 / 31));
  const city::KeptDocument& paper = city->documents[city->documents.size() - 1];
  EXPECT_EQ(paper.statement_count, 2U);
  EXPECT_EQ(engine_.archive().get(paper.value.source).find("事项：整治东湖河涌"), 0U)
      << "the statement's words are the row";

  const SheetDone again = apply_sheet(engine_, sheet, by_editor());
  EXPECT_TRUE(again.plan.commands.empty());
  EXPECT_EQ(engine_.city()->events, before + 5);
}

TEST_F(SheetsTest, OneFaultyRowKeepsEverythingOutUnlessItIsLeftOut) {
  const std::string sheet = "工作任务,责任单位,目标值,完成时间\n整治甲," + lead() +
                            ",20条,10月底前\n整治乙,没有这个局,20条,10月底前\n整治丙," + lead() + ",二十,总有一天\n";
  const std::uint64_t before = engine_.city()->events;
  const SheetDone stopped = apply_sheet(engine_, sheet, by_editor());
  EXPECT_FALSE(stopped.written);
  EXPECT_EQ(engine_.city()->events, before);
  ASSERT_EQ(stopped.plan.complaints.size(), 3U);
  EXPECT_TRUE(stopped.plan.complaints[0].full_text().find("第 3 行 B 列") != std::string::npos)
      << stopped.plan.complaints[0].full_text();
  SheetRequest request = by_editor();
  request.faulty = SheetRequest::Faulty::LeaveOut;
  EXPECT_TRUE(apply_sheet(engine_, sheet, request).written);
  EXPECT_EQ(engine_.city()->commitments.size(), 1U);
}

TEST_F(SheetsTest, AnExportedSheetAmendsAndSaysWhatTheCityRefuses) {
  ASSERT_TRUE(
      apply_sheet(engine_, "工作任务,责任单位,完成时间\n整治甲," + lead() + ",10月底前\n", by_editor()).written);
  const auto typed = [&](const std::string& reason) {
    const SheetKind& kind = sheet_kind("commitments");
    auto rows = kind.rows(*engine_.city(), {});
    auto sheets = sheets::export_sheets(kind.form, rows, {});
    // What `export_workbook` writes, with two cells typed in.
    const auto origin = formats::read_workbook(export_workbook(engine_, "commitments", {}, kToday), "x.xlsx",
                                               [](std::string_view) { return std::string{}; });
    for (const auto& row : origin.sheets[2].rows)
      if (row.at(0) != nullptr && row.at(0)->value == formats::Cell{std::string{"城市"}})
        sheets[2].rows[3][1] = row.at(1)->value;
    sheets[1].rows[1][kind.form.find("goal").value()] = std::string{"不少于20条"};
    if (!reason.empty()) sheets[1].rows[1][kind.form.find("reason").value()] = reason;
    return formats::write_xlsx(sheets);
  };
  const SheetPlan refused = plan_sheet(engine_, typed(""), by_editor(""));
  ASSERT_EQ(refused.complaints.size(), 1U);
  EXPECT_EQ(refused.complaints[0].row, 2U);
  const SheetDone done = apply_sheet(engine_, typed("补上数量"), by_editor(""));
  for (const auto& complaint : done.plan.complaints) ADD_FAILURE() << complaint.full_text();
  EXPECT_EQ(engine_.city()->commitments[0].value.figure.value().unit, "条");
}

TEST_F(SheetsTest, WithoutTheRightEveryRowIsRefused) {
  SheetRequest request = by_editor();
  request.actor = kEastReporter;
  const SheetPlan plan = plan_sheet(engine_, "工作任务,责任单位\n整治甲," + lead() + "\n", request);
  EXPECT_TRUE(plan.commands.empty());
  EXPECT_FALSE(plan.clear());
}

TEST_F(SheetsTest, ABatchIsWrittenWholeOrNotAtAll) {
  const auto place = [](const std::string& name) {
    return city::Register{city::PlaceRegistered{{"", name, PlaceLevel::Town, {}}}};
  };
  const std::vector<city::Command> twice{{"b-1", {}, place("甲镇")}, {"b-2", {}, place("甲镇")}};
  const std::uint64_t before = engine_.city()->events;
  const BatchOutcome refused = engine_.submit_all(twice);
  EXPECT_EQ(std::get<BatchRefusal>(refused).command, 1U);
  EXPECT_EQ(engine_.city()->events, before) << "not the first one either";
  const std::vector<city::Command> both{{"b-1", {}, place("甲镇")}, {"b-3", {}, place("乙镇")}};
  EXPECT_EQ(std::get<BatchRefusal>(engine_.submit_all(both, before - 1)).refusal.fault, Fault::Conflict)
      << "decided on an older city";
  EXPECT_EQ(std::get<Done>(engine_.submit_all(both, before)).count, 2U);
  EXPECT_TRUE(std::get<Done>(engine_.submit_all(both, before)).repeated);
  EXPECT_EQ(engine_.city()->events, before + 2);
}

}  // namespace
}  // namespace luoshi::engine

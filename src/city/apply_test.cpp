#include <gtest/gtest.h>

#include "base/error.hpp"
#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(Apply, APaperBringsItsStatementsAndQuestions) {
  const City city = small_town().city;
  const KeptDocument& paper = city.documents[0];
  EXPECT_EQ(paper.first_statement, Id<Statement>{1});
  EXPECT_EQ(paper.statement_count, 2U);
  EXPECT_EQ(paper.questions, (std::vector{Id<Question>{1}, Id<Question>{2}, Id<Question>{3}}));
  EXPECT_EQ(city.statements[0].questions, (std::vector{Id<Question>{1}, Id<Question>{2}}));
  EXPECT_EQ(city.statements[1].value.document, Id<Document>{1});
  EXPECT_EQ(city.questions[0].value.label, QuestionLabel::Due);
  EXPECT_EQ(city.questions[2].value.statement, Id<Statement>{});
  EXPECT_EQ(city.document_of(sha256("通报一")), Id<Document>{1});
}

TEST(Apply, ThingsAreFoundByTheirNames) {
  const City city = small_town().city;
  EXPECT_EQ(city.body_of("水务局"), kWater);
  EXPECT_EQ(city.body_of("云溪市水务局"), kWater);
  EXPECT_EQ(city.body_of("无此局"), Id<Body>{});
  EXPECT_EQ(city.place_of("441900"), Id<Place>{1});
  EXPECT_EQ(city.place_of("东岸镇"), Id<Place>{2});
  EXPECT_EQ(city.place_of(""), Id<Place>{});
  EXPECT_EQ(city.post_of("市长", kGovernment), kMayor);
  EXPECT_EQ(city.post_of("市长", kWater), Id<Post>{});
  EXPECT_EQ(city.asset_of("R-0002"), Id<Asset>{2});
  EXPECT_EQ(city.person_of("安全庚"), kSecurity.person);
}

TEST(Apply, AThingsVersionIsTheEntryThatLastTouchedIt) {
  Town town = small_town();
  const auto before = static_cast<std::uint32_t>(town.city.events);  // the entry of the paper
  town.act(kEditor, ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
  EXPECT_EQ(town.city.statements[0].version(), before + 1);
  EXPECT_EQ(town.city.statements[0].history, (std::vector{before, before + 1}));
  EXPECT_EQ(town.city.statements[1].history, (std::vector{before})) << "its neighbour did not move";
}

TEST(Apply, WhatIsDismissedNeedNotBeAsked) {
  Town town = small_town();
  town.act(kEditor, DismissStatement{{Id<Statement>{1}, "重复"}, town.city.statements[0].version()});
  EXPECT_EQ(town.city.questions[0].value.state, QuestionState::Waived);
  EXPECT_EQ(town.city.questions[0].value.answer, "重复");
  EXPECT_EQ(town.city.questions[2].value.state, QuestionState::Open) << "the paper's own question stands";
}

TEST(Apply, AShownMoveCountsWhenFiledAndIsTakenBackWhenReturned) {
  Town town = busy_town();
  const auto stage = [&] { return town.city.assets[0].value.stage; };
  const auto check = [&](std::uint32_t report, CheckState verdict) {
    return town.act(kChecker, CheckReport{{Id<Report>{report}, verdict, "现场不符"},
                                          town.city.reports[report - 1].version()});
  };
  const Day may_31{kToday.year() / 5 / 31};
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  EXPECT_EQ(stage(), Stage::Built);
  town.act(kEastReporter, FileReport{{moved_to(Stage::Entered, may_31)}});
  EXPECT_EQ(stage(), Stage::Built) << "an earlier day reported late does not override a later one";
  EXPECT_EQ(check(1, CheckState::Returned), "");
  EXPECT_EQ(stage(), Stage::Entered) << "the move that stands is the other report's";
  EXPECT_EQ(check(2, CheckState::Accepted), "");
  EXPECT_EQ(stage(), Stage::Entered);
  EXPECT_EQ(town.city.reports[0].value.checker, kChecker.person);
  EXPECT_EQ(town.city.reports[0].value.reporter_post, kWaterHead);
  EXPECT_EQ(town.city.commitments[0].reports.size(), 2U);
}

TEST(Apply, AllReturnedLeavesTheRegistersStage) {
  Town town = busy_town();
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built, kToday, Id<Asset>{2})}});
  town.act(kChecker, CheckReport{{Id<Report>{1}, CheckState::Returned, "无佐证"}, town.city.reports[0].version()});
  EXPECT_EQ(town.city.assets[1].value.stage, Stage::Entered);
  EXPECT_TRUE(town.city.assets[1].moves.empty());
}

TEST(Apply, TheNewestRulesOfANameCount) {
  Town town = small_town();
  town.act({}, Register{RulesAdopted{{"滞后亮灯", sha256("一")}}});
  town.act({}, Register{RulesAdopted{{"滞后亮灯", sha256("二")}}});
  ASSERT_EQ(town.city.rules.size(), 1U);
  EXPECT_EQ(town.city.rules[0].digest, sha256("二"));
}

TEST(Apply, RefusesALedgerThatNamesWhatDoesNotExist) {
  const Town town = small_town();
  const auto folded = [&](EventBody body) {
    try {
      (void)apply(town.city, Event{envelope_of(kEditor, town.now), std::move(body)});
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::Corrupt);
      return std::string{error.what()};
    }
    return std::string{"folded"};
  };
  const std::string entry = "ledger entry " + std::to_string(town.city.events + 1);
  EXPECT_EQ(folded(StatementConfirmed{Id<Statement>{9}}).rfind(entry + " names statement 9", 0), 0U);
  EXPECT_NE(folded(StatementConfirmed{}), "folded");
  EXPECT_NE(folded(ReportFiled{moved_to(Stage::Built)}), "folded");
  EXPECT_NE(folded(CityFounded{"又一市", false}), "folded");
  EXPECT_NE(folded(HolderEnded{kEditor.person, kMayor, kToday}), "folded");
}

TEST(Apply, RefusesEntriesThatGoBackInTime) {
  const Town town = small_town();
  const Event earlier{envelope_of({}, town.now - std::chrono::milliseconds{1}), PersonRegistered{{"甲"}}};
  EXPECT_THROW((void)apply(town.city, earlier), Error);
  EXPECT_THROW((void)apply(City{}, Event{envelope_of({}, town.now), PersonRegistered{{"甲"}}}), Error);
}

TEST(Apply, ASnapshotStaysAsItWas) {
  Town town = busy_town();
  const City snapshot = town.city;
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  EXPECT_EQ(snapshot.assets[0].value.stage, Stage::Listed);
  EXPECT_EQ(snapshot.reports.size(), 0U);
  EXPECT_TRUE(snapshot.commitments[0].reports.empty());
}

}  // namespace
}  // namespace luoshi::city

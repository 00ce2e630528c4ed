#include "engine/views/kept_parts.hpp"

#include <gtest/gtest.h>

#include "city/test_town.hpp"
#include "engine/verdicts.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

constexpr Id<Commitment> kWhole{1};

// A target of so many rivers (none: words only) in two parts of ten each; the first has reported `built` a month from January to May,
// all checked, the second `other` a month (none: it is silent).
struct Parts {
  Town town = small_town();
  std::vector<Id<Asset>> rivers;

  explicit Parts(std::optional<std::int64_t> goal, int built, std::optional<int> other) {
    for (int i = 0; i < 40; ++i) {
      town.act({}, city::Register{city::AssetRegistered{{"R-1" + std::to_string(100 + i), "河" + std::to_string(i), AssetKind::River, Id<Place>{1}, {}, Stage::Listed}}});
      rivers.push_back(Id<Asset>::at_index(town.city.assets.size() - 1));
    }
    town.act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
    town.act(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, town.city.questions[0].version()});
    Commitment whole = river_works();
    whole.assets.clear();
    whole.figure = goal ? std::optional{figure(*goal, "条")} : std::nullopt;
    open(whole);
    for (std::uint32_t p = 0; p < 2; ++p) {
      Commitment part = river_works();
      part.parent = kWhole;
      part.assets.assign(rivers.begin() + 20 * p, rivers.begin() + 20 * (p + 1));
      part.figure = figure(10, "条");
      part.started = Day{std::chrono::year{2026} / 1 / 1};
      open(part);
      const std::optional<int> pace = p == 0 ? std::optional{built} : other;
      for (unsigned month = 1; pace && month <= 5; ++month) report(Id<Commitment>::at_index(p + 1), month, *pace);
    }
  }

  void open(const Commitment& commitment) {
    ASSERT_EQ(town.act(kEditor, city::OpenCommitment{{commitment}}), "");
    const auto id = Id<Commitment>::at_index(town.city.commitments.size() - 1);
    ASSERT_EQ(town.act(kEditor, city::AdoptCommitment{{id}, town.city.commitments[id.index()].version()}), "");
  }

  void report(Id<Commitment> id, unsigned month, int built) {
    Report made;
    made.commitment = id;
    made.until = Day{std::chrono::year{2026} / month / 28};
    const auto& assets = town.city.commitments[id.index()].value.assets;
    for (int i = 0; i < built; ++i) made.moves.push_back({assets[static_cast<std::size_t>(built) * (month - 1) + static_cast<std::size_t>(i)], Stage::Built});
    if (made.moves.empty()) made.note = "无进展";
    ASSERT_EQ(town.act(kWaterChief, city::FileReport{{made}}), "");
    const auto filed = town.city.reports.size() - 1;
    ASSERT_EQ(town.act(kChecker, city::CheckReport{{Id<Report>::at_index(filed), CheckState::Accepted, "已看现场"}, town.city.reports[filed].version()}), "");
  }

  KeptShown shown(Id<Commitment> id = kWhole) const { return kept_shown(kept_input(town.city, id, kToday, Histories{town.city})); }
};

TEST(KeptParts, ATargetNobodyReportsOnIsTheSumOfItsParts) {
  const KeptShown easy = Parts{18, 2, 2}.shown();
  ASSERT_TRUE(easy.verdict.probability) << easy.verdict.reason;
  EXPECT_EQ(easy.verdict.word, Verdict::Word::Likely) << "twenty stand already";
  EXPECT_NE(easy.verdict.reason.find("2个部分加总"), std::string::npos) << easy.verdict.reason;
  EXPECT_EQ(easy.quantiles.size(), 19U);
  const KeptShown hard = Parts{40, 1, 1}.shown();
  EXPECT_EQ(hard.verdict.word, Verdict::Word::Unlikely) << hard.verdict.reason;
  EXPECT_LE(*hard.verdict.low, *hard.verdict.probability);
  EXPECT_LE(*hard.verdict.probability, *hard.verdict.high);
}

TEST(KeptParts, WithoutAFigureEveryPartMustBeKept) {
  const Parts both{std::nullopt, 1, 1};
  const KeptShown all = both.shown();
  ASSERT_TRUE(all.verdict.probability) << all.verdict.reason;
  for (const KeptInput& part : kept_input(both.town.city, kWhole, kToday, Histories{both.town.city}).parts)
    EXPECT_LE(*all.verdict.probability, std::get<forecast::FunnelForecast>(forecast::forecast_funnel(part.funnel)).chance + 1e-6);
  EXPECT_NE(all.verdict.reason.find("2个部分都要完成"), std::string::npos) << all.verdict.reason;
}

TEST(KeptParts, ASilentPartLeavesItUnsaidUnlessTheOthersDecide) {
  const KeptShown open = Parts{20, 1, std::nullopt}.shown();
  EXPECT_EQ(open.verdict.word, Verdict::Word::CannotSay);
  EXPECT_NE(open.verdict.reason.find("C-3：还没有进展报告"), std::string::npos) << open.verdict.reason;
  const KeptShown enough = Parts{9, 2, std::nullopt}.shown();
  EXPECT_EQ(enough.verdict.word, Verdict::Word::Likely) << enough.verdict.reason;
  const KeptShown never = Parts{40, 1, std::nullopt}.shown();
  EXPECT_EQ(never.verdict.word, Verdict::Word::Unlikely) << never.verdict.reason;
  EXPECT_NE(never.verdict.reason.find("即使都完成也多半不够"), std::string::npos) << never.verdict.reason;
}

TEST(KeptParts, ItsOwnReportsStandBeforeItsParts) {
  Parts made{18, 2, 2};
  Report own;
  own.commitment = kWhole;
  own.until = Day{std::chrono::year{2026} / 5 / 28};
  own.said = figure(3, "条");
  ASSERT_EQ(made.town.act(kWaterChief, city::FileReport{{own}}), "");
  const auto asked = [&] { return kept_input(made.town.city, kWhole, kToday, Histories{made.town.city}); };
  EXPECT_TRUE(asked().parts.empty()) << "it counts what its parts count, as one funnel";
  EXPECT_EQ(asked().settled, "已完成20/18条");
  const auto filed = made.town.city.reports.size() - 1;
  ASSERT_EQ(made.town.act(kChecker, city::CheckReport{{Id<Report>::at_index(filed), CheckState::Returned, "没有清单"}, made.town.city.reports[filed].version()}), "");
  EXPECT_FALSE(asked().parts.empty()) << "a returned report says nothing";
}

TEST(KeptParts, WhatIsPromisedInAnotherUnitBringsNobodyKnowsWhat) {
  Parts made{60, 1, 1};
  EXPECT_EQ(made.shown().verdict.word, Verdict::Word::Unlikely);
  Commitment third = river_works();
  third.parent = kWhole;
  third.assets.clear();
  third.figure = figure(30, "公里");
  made.open(third);
  EXPECT_EQ(made.shown().verdict.word, Verdict::Word::CannotSay) << made.shown().verdict.reason;
  EXPECT_NE(made.shown().verdict.reason.find("计量单位与目标不同"), std::string::npos) << made.shown().verdict.reason;
}

TEST(KeptParts, APartThatIsDoneIsDoneWithoutAFigureToo) {
  Parts made{std::nullopt, 2, 2};
  for (const std::size_t part : {1U, 2U}) {
    Commitment& value = made.town.city.commitments.edit(part).value;
    value.state = CommitmentState::Done;
    value.figure.reset();
  }
  EXPECT_EQ(made.shown().verdict.word, Verdict::Word::Likely) << made.shown().verdict.reason;
}

TEST(KeptParts, TheSameThingInTwoPartsIsNamed) {
  Parts made{30, 1, 1};
  Commitment third = river_works();
  third.parent = kWhole;
  third.assets = {made.rivers[0]};
  third.figure = figure(1, "条");
  made.open(third);
  EXPECT_EQ(made.shown().verdict.word, Verdict::Word::CannotSay);
  EXPECT_NE(made.shown().verdict.reason.find("“河0”在两个部分里重复承诺"), std::string::npos) << made.shown().verdict.reason;
}

TEST(KeptParts, AnOutcomeIsNotMadeByWorks) {
  Parts made{18, 2, 2};
  Commitment outcome = river_works();
  outcome.meaning = Meaning::Outcome;
  outcome.assets.clear();
  made.open(outcome);
  const auto id = Id<Commitment>::at_index(made.town.city.commitments.size() - 1);
  EXPECT_FALSE(parts_input(made.town.city, id, Day{std::chrono::year{2026} / 12 / 31}, Histories{made.town.city}));
}

TEST(KeptParts, AnotherReportOfAPartIsAnotherInput) {
  Parts made{30, 1, 1};
  const KeptInput before = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city});
  EXPECT_EQ(before, kept_input(made.town.city, kWhole, kToday, Histories{made.town.city}));
  made.report(Id<Commitment>{2}, 6, 1);
  const KeptInput after = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city});
  EXPECT_FALSE(before == after);
  EXPECT_NE(before.text(), after.text());
}

}  // namespace
}  // namespace luoshi::engine

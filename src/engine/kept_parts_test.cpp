#include "engine/views/kept_parts.hpp"

#include <gtest/gtest.h>

#include "city/test_town.hpp"
#include "engine/verdicts.hpp"
#include "forecast/target.hpp"

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
  const Day due{std::chrono::year{2026} / 10 / 31};
  ASSERT_TRUE(parts_input(made.town.city, kWhole, due, Histories{made.town.city})) << "the same target, were it works";
  ASSERT_TRUE(parts_came(made.town.city, kWhole, due, CameBy::Shown));
  made.town.city.commitments.edit(0).value.meaning = Meaning::Outcome;
  EXPECT_FALSE(parts_input(made.town.city, kWhole, due, Histories{made.town.city}));
  EXPECT_FALSE(parts_came(made.town.city, kWhole, due, CameBy::Shown));
  EXPECT_EQ(made.shown().verdict.word, Verdict::Word::CannotSay);
}

TEST(KeptPartsOutlook, OtherDaysAndOtherSpeedsOfTheSameParts) {
  const Parts made{14, 1, 1};
  const KeptInput input = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city});
  const KeptShown shown = kept_shown(input);
  const auto now = parts_outlook(input, {});
  ASSERT_TRUE(now && shown.verdict.probability) << shown.verdict.reason;
  EXPECT_EQ(now->chance, *shown.verdict.probability) << "the page's figure is the verdict's";
  EXPECT_EQ(now->low, *shown.verdict.low);
  EXPECT_LT(now->low, now->chance);
  std::vector<double> before(19, 0.0);
  for (const unsigned month : {6U, 7U, 8U, 9U, 10U}) {
    const auto then = parts_outlook(input, {Day{std::chrono::year{2026} / month / 30}, 1, {}});
    ASSERT_TRUE(then);
    for (std::size_t q = 0; q < 19; ++q) EXPECT_GE(then->quantiles[q], before[q]) << "month " << month;
    before = then->quantiles;
  }
  EXPECT_GE(parts_outlook(input, {{}, 2, kToday})->chance, now->chance);
  EXPECT_LE(parts_outlook(input, {{}, 0.5, kToday})->chance, now->chance);
  EXPECT_EQ(parts_outlook(input, {{}, 0, kToday})->quantiles.back(), parts_outlook(input, {Day{std::chrono::year{2026} / 7 / 28}, 1, {}})->quantiles.back())
      << "who stops after two whole months stays where he is then";
}

TEST(KeptPartsOutlook, PartsBesideEachOtherAndWhatStood) {
  const Parts made{14, 1, 1};
  const KeptInput input = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city});
  const auto parts = parts_beside(input);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_GE(parts[0].high - parts[0].low, parts[1].high - parts[1].low);
  for (const PartOutlook& each : parts) {
    EXPECT_EQ(each.promised, 10.0);
    EXPECT_GT(*each.expected, 5.0);
    EXPECT_LE(each.low, each.high);
    EXPECT_EQ(each.who, "云溪市水务局");
  }
  const PartsPast past = parts_past(made.town.city, kWhole);
  EXPECT_TRUE(past.counted);
  ASSERT_EQ(past.stood.size(), 5U);
  EXPECT_EQ(past.stood.back().second, 10.0);
  const auto silent = parts_beside(kept_input(Parts{24, 1, std::nullopt}.town.city, kWhole, kToday, Histories{Parts{24, 1, std::nullopt}.town.city}));
  ASSERT_EQ(silent.size(), 2U);
  EXPECT_EQ(silent[1].why, "还没有进展报告");
  EXPECT_FALSE(silent[1].expected);
}

TEST(KeptPartsOutlook, ItsIntervalCountsTheDoubtOfEachPart) {
  const Parts made{14, 1, 1};
  const KeptInput input = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city});
  std::vector<forecast::TargetPart> without;
  for (const KeptInput& part : input.parts) {
    const auto found = std::get<forecast::FunnelForecast>(forecast::forecast_funnel(part.funnel));
    forecast::TargetPart one;
    for (std::size_t k = 0; k < found.chances.size(); ++k)
      if (found.chances[k] > 0) one.amounts.push_back(static_cast<double>(k)), one.chances.push_back(found.chances[k]);
    without.push_back(one);
  }
  const auto factor = forecast::forecast_sum(without, input.goal, kSharedByParts);
  const auto now = parts_outlook(input, {});
  EXPECT_EQ(now->chance, factor.chance);
  EXPECT_LT(now->low, factor.low);
  EXPECT_GT(now->high, factor.high);
}

// November: the day of all promises, 31 October, has passed.
constexpr Day kAfter{std::chrono::year{2026}, std::chrono::November, std::chrono::day{5}};
constexpr Day kDue{std::chrono::year{2026}, std::chrono::October, std::chrono::day{31}};

KeptShown after(const Parts& made) { return kept_shown(kept_input(made.town.city, kWhole, kAfter, Histories{made.town.city})); }

TEST(KeptPartsAfterTheDate, TheSumOfWhatPartsCameToIsKeptOrMissed) {
  const KeptShown kept = after(Parts{18, 2, 2});
  EXPECT_EQ(kept.verdict.word, Verdict::Word::Likely);
  EXPECT_EQ(kept.verdict.reason, "已完成：2个部分合计20条，目标18条");
  EXPECT_FALSE(kept.verdict.probability) << "what came is no forecast";
  const KeptShown missed = after(Parts{18, 2, 1});
  EXPECT_EQ(missed.verdict.word, Verdict::Word::Unlikely);
  EXPECT_EQ(missed.verdict.reason, "到期未完成：2个部分合计15条，目标18条");
  EXPECT_EQ(missed.reasons, std::vector<std::string>{"云溪市水务局C-3未完成"});
}

TEST(KeptPartsAfterTheDate, ASilentPartLeavesItUnknownUnlessTheOthersDecide) {
  const KeptShown unknown = after(Parts{18, 2, std::nullopt});
  EXPECT_EQ(unknown.verdict.word, Verdict::Word::CannotSay) << "never red for want of a report";
  EXPECT_NE(unknown.verdict.reason.find("2个部分中1个说不准（云溪市水务局C-3：没有进展报告）：未知"), std::string::npos) << unknown.verdict.reason;
  EXPECT_EQ(after(Parts{10, 2, std::nullopt}).verdict.word, Verdict::Word::Likely);
  const KeptShown never = after(Parts{31, 2, std::nullopt});
  EXPECT_EQ(never.verdict.word, Verdict::Word::Unlikely) << "twenty things are all that the other names";
  EXPECT_NE(never.verdict.reason.find("即使都完成也不够"), std::string::npos) << never.verdict.reason;
}

TEST(KeptPartsAfterTheDate, EveryPartOfAllOf) {
  EXPECT_EQ(after(Parts{std::nullopt, 2, 2}).verdict.reason, "已完成：2个部分都已完成");
  EXPECT_EQ(after(Parts{std::nullopt, 2, 1}).verdict.word, Verdict::Word::Unlikely);
  EXPECT_EQ(after(Parts{std::nullopt, 1, std::nullopt}).verdict.word, Verdict::Word::Unlikely) << "one has missed it, whatever the other did";
  EXPECT_EQ(after(Parts{std::nullopt, 2, std::nullopt}).verdict.word, Verdict::Word::CannotSay);
}

// Twenty kilometres in two parts of ten, said every month, each time checked but where `checked` says no.
struct Lengths : Parts {
  explicit Lengths(std::optional<std::int64_t> goal = 20) : Parts{goal, 0, std::nullopt} {
    if (goal) town.city.commitments.edit(0).value.figure = figure(*goal, "公里");
    for (const std::size_t part : {1U, 2U}) {
      Commitment& value = town.city.commitments.edit(part).value;
      value.assets.clear();
      value.figure = figure(10, "公里");
    }
  }
  void say(std::uint32_t part, Day until, std::int64_t km, bool checked = true) {
    town.now = std::max(town.now, morning(until));
    Report made;
    made.commitment = Id<Commitment>{part};
    made.until = until;
    made.said = figure(km, "公里");
    ASSERT_EQ(town.act(kWaterChief, city::FileReport{{made}}), "");
    const auto filed = town.city.reports.size() - 1;
    if (!checked) return;
    ASSERT_EQ(town.act(kChecker, city::CheckReport{{Id<Report>::at_index(filed), CheckState::Accepted, "已量"}, town.city.reports[filed].version()}), "");
  }
};

std::optional<bool> came(const Parts& made) {
  const auto found = came_of(made.town.city, kWhole, kDue, std::nullopt);
  return found ? std::optional{found->kept} : std::nullopt;
}

constexpr Day kSummer{std::chrono::year{2026}, std::chrono::July, std::chrono::day{31}};

TEST(KeptPartsAfterTheDate, LengthsThatWereCheckedAddUp) {
  Lengths made;
  made.say(2, kDue, 12);
  made.say(3, kSummer, 6);
  EXPECT_EQ(after(made).verdict.word, Verdict::Word::CannotSay) << "six in July say nothing of October";
  EXPECT_EQ(came(made), std::nullopt);
  made.say(3, kDue, 9, false);
  EXPECT_EQ(came(made), std::nullopt) << "nobody has checked it";
  made.say(3, kDue, 9);
  EXPECT_EQ(after(made).verdict.reason, "已完成：2个部分合计21公里，目标20公里");
  EXPECT_EQ(came(made), true) << "scored, though nobody reported the whole";
  Lengths less;
  less.say(2, kDue, 12);
  less.say(3, kAfter, 7);
  EXPECT_EQ(came(less), false) << "seven in November were no more in October";
  EXPECT_EQ(after(less).verdict.word, Verdict::Word::Unlikely);
}

TEST(KeptParts, ASeasonOfTheThemeHoldsForWhatIsOnlySaid) {
  Lengths made;
  for (unsigned month = 2; month <= 6; ++month)
    for (const std::uint32_t part : {2U, 3U}) made.say(part, Day{std::chrono::year{2026} / month / 20}, month + month % 2);
  const auto chance = [&](double late) {
    auto seasons = std::make_shared<CitySeasons>();
    seasons->seasons.push_back({"water", {1, 1, 1, 1, 1, 1, late, late, late, late, 1, 1}, "市水务局"});
    const KeptInput input = kept_input(made.town.city, kWhole, kToday, Histories{made.town.city, seasons});
    const KeptShown shown = kept_shown(input);
    EXPECT_NE(std::find(shown.reasons.begin(), shown.reasons.end(), "月份快慢按市水务局"), shown.reasons.end());
    return parts_outlook(input, {}).value().chance;
  };
  EXPECT_LT(chance(0.5), chance(1) - 0.05);
  EXPECT_GT(chance(2), chance(1) + 0.05);
}

TEST(KeptPartsAfterTheDate, AllOfLengthsIsScoredPartByPart) {
  Lengths made{std::nullopt};
  made.say(2, kDue, 10);
  EXPECT_EQ(came(made), std::nullopt);
  made.say(3, kDue, 10);
  EXPECT_EQ(came(made), true);
  Lengths missed{std::nullopt};
  missed.say(3, kDue, 9);
  EXPECT_EQ(came(missed), false) << "one part is enough to miss it";
}

TEST(KeptPartsAfterTheDate, AnUpperLimitIsJudgedByTheLastCheckedOne) {
  Lengths made{std::nullopt};
  for (const std::size_t part : {1U, 2U}) made.town.city.commitments.edit(part).value.figure->bound = Bound::AtMost;
  made.say(2, kDue, 9);
  made.say(3, kDue, 10);
  EXPECT_EQ(came(made), true);
  made.say(3, kDue, 11);
  EXPECT_EQ(came(made), false);
}

TEST(KeptPartsAfterTheDate, TheScorecardCountsAsOfTheDay) {
  Parts made{18, 2, 2};
  const auto scored = [&] { return came_of(made.town.city, kWhole, kDue, 18); };
  EXPECT_TRUE(scored()) << "twenty stood in May: no later report can take that back";
  Parts few{30, 2, 2};
  EXPECT_FALSE(came_of(few.town.city, kWhole, kDue, 30)) << "no report tells of October";
  few.town.now = morning(kAfter);
  few.report(Id<Commitment>{2}, 10, 0);
  for (const std::uint32_t part : {2U, 3U}) {
    Report told;
    told.commitment = Id<Commitment>{part};
    told.until = kDue;
    told.note = "无进展";
    EXPECT_FALSE(came_of(few.town.city, kWhole, kDue, 30)) << "a part is silent";
    ASSERT_EQ(few.town.act(kWaterChief, city::FileReport{{told}}), "");
  }
  const auto found = came_of(few.town.city, kWhole, kDue, 30);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->kept);
  EXPECT_EQ(found->count, 20U);
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

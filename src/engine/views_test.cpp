#include <gtest/gtest.h>

#include "city/test_town.hpp"
#include "engine/views/commitment_view.hpp"
#include "engine/views/enough_view.hpp"
#include "engine/views/gazetteer_view.hpp"
#include "engine/views/kept_view.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

// The town's commitment as a count of rivers, begun on New Year's Day.
Town counted_town(std::int64_t rivers) {
  Town town = small_town();
  town.act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
  town.act(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, town.city.questions[0].version()});
  Commitment works = river_works();
  works.figure = figure(rivers, "条");
  works.started = Day{std::chrono::year{2026}, std::chrono::January, std::chrono::day{1}};
  EXPECT_EQ(town.act(kEditor, city::OpenCommitment{{works}}), "");
  EXPECT_EQ(town.act(kEditor, city::AdoptCommitment{{Id<Commitment>{1}}, town.city.commitments[0].version()}), "");
  return town;
}

constexpr Day kAfter{std::chrono::year{2027}, std::chrono::January, std::chrono::day{5}};

TEST(Kept, WithoutAReportNothingIsSaid) {
  const Town town = counted_town(2);
  EXPECT_EQ(kept_verdict(town.city, Id<Commitment>{1}, kToday).word, Verdict::Word::CannotSay);
  const Verdict late = kept_verdict(town.city, Id<Commitment>{1}, kAfter);
  EXPECT_EQ(late.word, Verdict::Word::CannotSay) << "past its date without a report it is unknown";
  EXPECT_NE(late.reason.find("未知"), std::string::npos);
}

TEST(Kept, CountedProgressGivesAProbabilityWithItsInterval) {
  Town town = counted_town(2);
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{moved_to(Stage::Built)}}), "");
  const Verdict verdict = kept_verdict(town.city, Id<Commitment>{1}, kToday);
  // One of two rivers in six months, four left for the other: a wide interval, so nothing is said with so little.
  EXPECT_EQ(verdict.word, Verdict::Word::CannotSay);
  EXPECT_NE(verdict.reason.find("区间过宽"), std::string::npos);
}

TEST(Kept, AllBuiltIsKeptAndAReturnTakesItBack) {
  Town town = counted_town(2);
  Report both = moved_to(Stage::Built);
  both.moves.push_back({Id<Asset>{2}, Stage::Built});
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{both}}), "");
  EXPECT_NE(kept_verdict(town.city, Id<Commitment>{1}, kToday).reason.find("2条未核查，按过去核查属实的比例计80％"), std::string::npos);
  EXPECT_NE(kept_verdict(town.city, Id<Commitment>{1}, kAfter).reason.find("2条未核查"), std::string::npos);
  Town checked = town;
  ASSERT_EQ(checked.act(kChecker, city::CheckReport{{Id<Report>{1}, CheckState::Accepted, ""}, town.city.reports[0].version()}), "");
  EXPECT_EQ(kept_verdict(checked.city, Id<Commitment>{1}, kToday).word, Verdict::Word::Likely);
  EXPECT_EQ(kept_verdict(checked.city, Id<Commitment>{1}, kAfter).word, Verdict::Word::Likely);
  ASSERT_EQ(town.act(kChecker, city::CheckReport{{Id<Report>{1}, CheckState::Returned, "照片不符"}, town.city.reports[0].version()}), "");
  EXPECT_EQ(kept_verdict(town.city, Id<Commitment>{1}, kToday).word, Verdict::Word::CannotSay);
}

// A town of twenty rivers, twelve of them promised; `built` a month from January to May, checked or not.
Town many_rivers(int built, CheckState verdict) {
  Town town = small_town();
  Commitment works = river_works();
  for (int i = 0; i < 20; ++i) {
    town.act({}, city::Register{city::AssetRegistered{{"R-1" + std::to_string(100 + i), "河" + std::to_string(i), AssetKind::River, Id<Place>{1}, {}, Stage::Listed}}});
    works.assets.resize(static_cast<std::size_t>(i) + 1);
    works.assets.back() = Id<Asset>::at_index(town.city.assets.size() - 1);
  }
  town.act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, town.city.statements[0].version()});
  town.act(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, town.city.questions[0].version()});
  works.figure = figure(12, "条");
  works.started = Day{std::chrono::year{2026} / 1 / 1};
  EXPECT_EQ(town.act(kEditor, city::OpenCommitment{{works}}), "");
  EXPECT_EQ(town.act(kEditor, city::AdoptCommitment{{Id<Commitment>{1}}, town.city.commitments[0].version()}), "");
  for (unsigned month = 1; month <= 5; ++month) {
    Report report;
    report.commitment = Id<Commitment>{1};
    report.until = Day{std::chrono::year{2026} / month / 28};
    for (int i = 0; i < built; ++i) report.moves.push_back({works.assets[static_cast<std::size_t>(built) * (month - 1) + static_cast<std::size_t>(i)], Stage::Built});
    EXPECT_EQ(town.act(kWaterChief, city::FileReport{{report}}), "");
    if (verdict == CheckState::Unchecked) continue;
    EXPECT_EQ(town.act(kChecker, city::CheckReport{{Id<Report>{month}, verdict, "已看现场"}, town.city.reports[month - 1].version()}), "");
  }
  return town;
}

TEST(Kept, ThePaceAndTheTotalGiveAChanceWithItsInterval) {
  const Town town = many_rivers(2, CheckState::Accepted);
  const KeptShown shown = kept_shown(kept_input(town.city, Id<Commitment>{1}, kToday, Histories{town.city}));
  EXPECT_EQ(shown.verdict.word, Verdict::Word::Likely) << "ten of twelve in five months, five left";
  ASSERT_TRUE(shown.verdict.probability);
  EXPECT_LE(*shown.verdict.low, *shown.verdict.probability);
  EXPECT_EQ(shown.total, 20U);
  EXPECT_EQ(shown.wanted, 12U);
  ASSERT_EQ(shown.quantiles.size(), 19U);
  EXPECT_GE(shown.quantiles.front(), 10U);
  EXPECT_LE(shown.quantiles.back(), 20U);
  EXPECT_GT(*shown.straight, 12U);
}

TEST(Kept, WhatNobodyCheckedCountsByWhatSuchClaimsWereWorth) {
  const auto chance = [](const Town& town) { return *kept_shown(kept_input(town.city, Id<Commitment>{1}, kToday, Histories{town.city})).verdict.probability; };
  const Town checked = many_rivers(2, CheckState::Accepted), claimed = many_rivers(2, CheckState::Unchecked);
  EXPECT_LT(chance(claimed), chance(checked));
  EXPECT_DOUBLE_EQ(Histories{claimed.city}.trust(kWater).mean(), 0.8) << "nothing was ever checked";
  EXPECT_GT(Histories{checked.city}.trust(kWater).mean(), 0.9) << "five of five held";
  const Town returned = many_rivers(1, CheckState::Returned);
  EXPECT_LT(Histories{returned.city}.trust(kWater).mean(), 0.5);
  EXPECT_LT(Histories{returned.city}.trust(kEast).mean(), 0.6) << "another body is judged by the city's share";
  EXPECT_GT(Histories{returned.city}.trust(kEast).mean(), Histories{returned.city}.trust(kWater).mean());
}

TEST(Kept, AStatedTotalStandsBeforeTheListAndACountWithoutEitherCannotBeSaid) {
  Town town = many_rivers(2, CheckState::Accepted);
  EXPECT_EQ(kept_input(town.city, Id<Commitment>{1}, kToday, Histories{town.city}).total_by, "点名清单");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "commitment.state_total", 1, total_of(60, "条"))), "");
  const KeptInput stated = kept_input(town.city, Id<Commitment>{1}, kToday, Histories{town.city});
  EXPECT_EQ(stated.funnel.total, 60U);
  EXPECT_EQ(stated.total_by, "云溪市水务局");
  Town nameless = small_town();
  Commitment works = river_works();
  works.assets.clear();
  works.figure = figure(12, "条");
  works.started = Day{std::chrono::year{2026} / 1 / 1};
  nameless.act(kEditor, city::ConfirmStatement{{Id<Statement>{1}}, nameless.city.statements[0].version()});
  nameless.act(kEditor, city::AnswerQuestion{{Id<Question>{1}, "10月底前", {}}, nameless.city.questions[0].version()});
  ASSERT_EQ(nameless.act(kEditor, city::OpenCommitment{{works}}), "");
  ASSERT_EQ(nameless.act(kEditor, city::AdoptCommitment{{Id<Commitment>{1}}, nameless.city.commitments[0].version()}), "");
  Report report;
  report.commitment = Id<Commitment>{1};
  report.until = kToday;
  report.said = figure(6, "条");
  ASSERT_EQ(nameless.act(kWaterChief, city::FileReport{{report}}), "");
  const Verdict verdict = kept_verdict(nameless.city, Id<Commitment>{1}, kToday);
  EXPECT_EQ(verdict.word, Verdict::Word::CannotSay);
  EXPECT_NE(verdict.reason.find("没有人说过总量"), std::string::npos) << verdict.reason;
}

TEST(Kept, ALengthThatIsOnlySaidIsForecastFromFourReportsOn) {
  Town town = busy_town();  // 35 公里 by October, two rivers named: a length counts no rivers
  for (unsigned month = 6; month <= 9; ++month) {
    town.now = morning(Day{std::chrono::year{2026} / month / 30});
    EXPECT_EQ(kept_verdict(town.city, Id<Commitment>{1}, china_day(town.now)).word, Verdict::Word::CannotSay) << "month " << month;
    Report report;
    report.commitment = Id<Commitment>{1};
    report.until = Day{std::chrono::year{2026} / month / 30};
    report.said = figure(10 * (month - 6) + 2, "公里");
    ASSERT_EQ(town.act(kWaterChief, city::FileReport{{report}}), "");
  }
  const Verdict verdict = kept_verdict(town.city, Id<Commitment>{1}, china_day(town.now));
  EXPECT_NE(verdict.reason.find("自报32公里，目标35公里"), std::string::npos) << verdict.reason;
  EXPECT_NE(verdict.reason.find("折为25.6公里"), std::string::npos) << verdict.reason;
}

TEST(Histories, LikeWorkOfOthersTeachesUntilThereIsEnoughOfOnesOwn) {
  const Town town = many_rivers(2, CheckState::Accepted);
  const Histories histories{town.city};
  EXPECT_EQ(histories.own(Id<Commitment>{1})[0].left, 10U);
  EXPECT_EQ(histories.own(Id<Commitment>{1})[1].left, 10U) << "what skips a stage leaves it too";
  EXPECT_GT(histories.own(Id<Commitment>{1})[0].months(), 20 * 4.0 / 2);
  EXPECT_EQ(histories.taught(town.city, Id<Commitment>{1})[0].left, 0) << "nobody else's work is known";
}

TEST(Histories, AsOfAPastDayKnowOnlyWhatWasKnownThen) {
  const Town town = many_rivers(2, CheckState::Accepted);
  city::City past;
  for (const city::Event& event : town.events) {
    if (const auto* filed = std::get_if<city::ReportFiled>(&event.body); filed != nullptr && filed->report.until > Day{std::chrono::year{2026} / 3 / 1}) break;
    past = city::apply(std::move(past), event);
  }
  EXPECT_EQ(Histories{past}.own(Id<Commitment>{1})[0].left, 4U);
  EXPECT_EQ(Histories{past}.claims_of(kWater).held, 2U);
}

// A counted town that has done nothing by October and reported so: red by any rule.
Town late_town() {
  Town town = counted_town(2);
  town.now = morning(Day{std::chrono::year{2026} / 10 / 1});
  EXPECT_EQ(town.act(kWaterChief, city::FileReport{{moved_to(Stage::Entered)}}), "");
  return town;
}

assess::LightRule ratio_rule() {
  return assess::light_rule_from_json(parse_json(
      R"({"name":"r","title":"比例","source":"试","kind":"ratio","yellow":"80","red":"60"})"));
}

TEST(Blocked, NoRedLightStandsOnWhatAnUnansweredAskHoldsUpAndTheChanceRunsOn) {
  Town town = late_town();
  Ask ask = pump_power();
  ask.due = Day{std::chrono::year{2026} / 10 / 3};
  ASSERT_EQ(town.act(kWaterChief, city::OpenThing{city::Opened<Ask>{ask}}), "");
  const auto line_on = [&](unsigned day) {
    const Day today{std::chrono::year{2026}, std::chrono::October, std::chrono::day{day}};
    const auto lights = commitment_lights(town.city, ratio_rule(), today);
    KeptKnown nothing;
    return commitment_status(town.city, Id<Commitment>{1}, {}, lights[0], today, Histories{town.city}, nothing);
  };
  EXPECT_EQ(line_on(3).light.light, assess::Light::Red) << "its clock still runs: " << line_on(3).light.sum;
  const StatusLine held = line_on(4);
  EXPECT_EQ(held.light.light, assess::Light::Unknown);
  EXPECT_NE(held.light.sum.find("受阻，不亮红灯"), std::string::npos);
  EXPECT_NE(held.light.sum.find("％"), std::string::npos) << "the sum stays readable";
  EXPECT_NE(held.kept.reason.find("请示 A-1 待云溪市人民政府答复，自2026-10-04起，累计1天"), std::string::npos) << held.kept.reason;
  EXPECT_EQ(held.kept.probability, kept_verdict(town.city, Id<Commitment>{1}, Day{std::chrono::year{2026} / 10 / 4}).probability);

  town.now = morning(Day{std::chrono::year{2026} / 10 / 6});
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "ask.answer", 1, because("已供电"))), "");
  EXPECT_EQ(line_on(6).light.light, assess::Light::Red);
}

TEST(Kept, CountsBeatWhatIsTyped) {
  Town town = counted_town(2);
  Report report = moved_to(Stage::Entered);
  report.said = figure(2, "条");
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{report}}), "");
  const assess::Progress progress = light_input(town.city, town.city.commitments[0], kToday);
  EXPECT_EQ(progress.done, Decimal{0}) << "two said, none built";
}

TEST(Kept, ATypedFigureIsComparedInTheUnitOfThePromise) {
  Town town = busy_town();  // 35 公里
  Report report;
  report.commitment = Id<Commitment>{1};
  report.until = kToday;
  report.said = figure(26000, "米");
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{report}}), "");
  city::KeptCommitment typed = town.city.commitments[0];
  typed.value.assets.clear();
  const assess::Progress progress = light_input(town.city, typed, kToday);
  EXPECT_EQ(progress.goal, Decimal{35});
  EXPECT_EQ(progress.done, Decimal{26});
}

TEST(Enough, PartsAreAddedAndWhatNobodyOwnsIsNamed) {
  Town town = counted_town(120);
  Commitment part = river_works();
  part.assets = {Id<Asset>{1}};
  part.parent = Id<Commitment>{1};
  part.figure = figure(111, "条");
  ASSERT_EQ(town.act(kEditor, city::OpenCommitment{{part}}), "");
  const auto parts = parts_of(town.city);
  ASSERT_EQ(parts[0].size(), 1U);
  const EnoughAnswer answer = enough_answer(town.city, Id<Commitment>{1}, parts[0]);
  EXPECT_EQ(answer.answer, Answer::No);
  EXPECT_EQ(answer.reason, "不够：各部分加总111条，目标120条，无人认领9条；未声明效果");
  EXPECT_EQ(enough_answer(town.city, Id<Commitment>{2}, parts[1]).reason, "尚未分解，无可加总；未声明效果");
}

TEST(Enough, TheSameRiverInTwoPartsIsNamed) {
  Town town = counted_town(100);
  for (int i = 0; i < 2; ++i) {
    Commitment part = river_works();
    part.parent = Id<Commitment>{1};
    part.figure = figure(60, "条");
    ASSERT_EQ(town.act(kEditor, city::OpenCommitment{{part}}), "");
  }
  const EnoughAnswer answer = enough_answer(town.city, Id<Commitment>{1}, parts_of(town.city)[0]);
  EXPECT_EQ(answer.answer, Answer::CannotSay);
  EXPECT_NE(answer.reason.find("月湖涌被C-2和C-3重复承诺"), std::string::npos) << answer.reason;
}

TEST(Wording, BoundsStandBeforeTheirNumber) {
  Figure nearly = figure(110, "家");
  nearly.bound = Bound::Nearly;
  EXPECT_EQ(figure_words(nearly), "近110家");
  EXPECT_EQ(figure_words(parse_json(R"({"value":1.4,"unit":"万亩","comparator":">","of":"拆除整理低效工业园"})")),
            "＞1.4万亩（拆除整理低效工业园）");
  EXPECT_EQ(interval_words(Interval{Endpoint{Decimal{100}, false}, std::nullopt, false}, "条"), "＞100条");
  EXPECT_EQ(interval_words(Interval{}, "条"), "无上下限");
  EXPECT_EQ(interval_words(Interval{Endpoint{Decimal{1107700}, true}, std::nullopt, false}, "公里"), "≥1107.7公里");
  EXPECT_EQ(interval_words(Interval::exactly(Decimal{30}), "公顷"), "30亩") << "a hectare is no power of ten of 亩";
}

TEST(GazetteerView, HoldsEveryBodyByNameAndAliasAndEveryPlace) {
  const Town town = small_town();
  const Gazetteer all = gazetteer(town.city);
  std::size_t wanted = town.city.places.size();
  for (std::size_t i = 0; i < town.city.bodies.size(); ++i) wanted += 1 + town.city.bodies[i].value.aliases.size();
  ASSERT_GT(town.city.bodies.size(), 0U);
  EXPECT_EQ(all.names.size(), wanted);
  EXPECT_EQ(all.names.front().words, town.city.bodies[0].value.name);
  EXPECT_EQ(all.names.front().body, Id<Body>{1});
}

}  // namespace
}  // namespace luoshi::engine

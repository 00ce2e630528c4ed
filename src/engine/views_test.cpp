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
  EXPECT_EQ(kept_verdict(town.city, town.city.commitments[0], kToday).word, Verdict::Word::CannotSay);
  const Verdict late = kept_verdict(town.city, town.city.commitments[0], kAfter);
  EXPECT_EQ(late.word, Verdict::Word::CannotSay) << "past its date without a report it is unknown";
  EXPECT_NE(late.reason.find("未知"), std::string::npos);
}

TEST(Kept, CountedProgressGivesAProbabilityWithItsInterval) {
  Town town = counted_town(2);
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{moved_to(Stage::Built)}}), "");
  const Verdict verdict = kept_verdict(town.city, town.city.commitments[0], kToday);
  // One of two rivers in six months, four left for the other: a wide interval, so nothing is said with so little.
  EXPECT_EQ(verdict.word, Verdict::Word::CannotSay);
  EXPECT_NE(verdict.reason.find("区间过宽"), std::string::npos);
}

TEST(Kept, AllBuiltIsKeptAndAReturnTakesItBack) {
  Town town = counted_town(2);
  Report both = moved_to(Stage::Built);
  both.moves.push_back({Id<Asset>{2}, Stage::Built});
  ASSERT_EQ(town.act(kWaterChief, city::FileReport{{both}}), "");
  EXPECT_EQ(kept_verdict(town.city, town.city.commitments[0], kToday).word, Verdict::Word::Likely);
  EXPECT_EQ(kept_verdict(town.city, town.city.commitments[0], kAfter).word, Verdict::Word::Likely);
  ASSERT_EQ(town.act(kChecker, city::CheckReport{{Id<Report>{1}, CheckState::Returned, "照片不符"}, town.city.reports[0].version()}), "");
  EXPECT_EQ(kept_verdict(town.city, town.city.commitments[0], kToday).word, Verdict::Word::CannotSay);
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
    return commitment_status(town.city, Id<Commitment>{1}, {}, lights[0], today);
  };
  EXPECT_EQ(line_on(3).light.light, assess::Light::Red) << "its clock still runs: " << line_on(3).light.sum;
  const StatusLine held = line_on(4);
  EXPECT_EQ(held.light.light, assess::Light::Unknown);
  EXPECT_NE(held.light.sum.find("受阻，不亮红灯"), std::string::npos);
  EXPECT_NE(held.light.sum.find("％"), std::string::npos) << "the sum stays readable";
  EXPECT_NE(held.kept.reason.find("请示 A-1 待云溪市人民政府答复，自2026-10-04起，累计1天"), std::string::npos) << held.kept.reason;
  EXPECT_EQ(held.kept.probability, kept_verdict(town.city, town.city.commitments[0], Day{std::chrono::year{2026} / 10 / 4}).probability);

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
  EXPECT_EQ(answer.reason, "不够：各部分加总111条，目标120条，无人认领9条");
  EXPECT_EQ(enough_answer(town.city, Id<Commitment>{2}, parts[1]).reason, "尚未分解，无可加总");
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

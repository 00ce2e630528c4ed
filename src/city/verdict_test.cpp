#include <gtest/gtest.h>

#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(StatedTotal, IsKeptWithWhoSaidIt) {
  Town town = busy_town();
  ASSERT_FALSE(town.city.commitments[0].value.total);
  EXPECT_EQ(town.act(kEditor, step_on(town.city, "commitment.state_total", 1, total_of(60, "公里"))), "");
  const StatedTotal& total = *town.city.commitments[0].value.total;
  EXPECT_EQ(total.figure.value, Decimal{60});
  EXPECT_EQ(total.by, kWater);
  EXPECT_EQ(total.document, Id<Document>{1});
}

TEST(StatedTotal, IsRefusedWithoutSomeoneWhoStatesItOrAsLessThanThePromise) {
  Town town = busy_town();
  const auto refused = [&](Note note, std::string_view part) {
    const std::string why = town.act(kEditor, step_on(town.city, "commitment.state_total", 1, std::move(note)));
    EXPECT_NE(why.find(part), std::string::npos) << why;
  };
  Note nobody = total_of(60, "公里");
  nobody.body = {};
  refused(nobody, "没有写单位");
  refused(total_of(20, "公里"), "少于所承诺的");
  refused(total_of(60, "条"), "承诺的单位是");
  refused(total_of(0, "公里"), "不是大于零");
  EXPECT_NE(town.act(kWaterChief, step_on(town.city, "commitment.state_total", 1, total_of(60, "公里"))), "");
  EXPECT_FALSE(town.city.commitments[0].value.total);
}

TEST(StatedTotal, OutlivesAnAmendment) {
  Town town = busy_town();
  town.act(kEditor, step_on(town.city, "commitment.state_total", 1, total_of(60, "公里")));
  CommitmentAmended amended{Id<Commitment>{1}, town.city.commitments[0].value, "支涌并入", kMayor};
  amended.terms.figure = figure(30, "公里");
  amended.terms.total.reset();
  ASSERT_EQ(town.act(kEditor, AmendCommitment{amended, town.city.commitments[0].version()}), "");
  EXPECT_TRUE(town.city.commitments[0].value.total);
}

TEST(Verdict, IsRecordedOnceADayAndTouchesNothing) {
  Town town = busy_town();
  const std::uint32_t version = town.city.commitments[0].version();
  ASSERT_EQ(town.act(kEditor, RecordVerdict{{shown_today(town.city)}}), "");
  EXPECT_EQ(town.city.commitments[0].version(), version);
  ASSERT_EQ(town.city.commitments[0].verdicts.size(), 1U);
  EXPECT_EQ(town.city.commitments[0].verdicts[0], town.city.events);
  EXPECT_NE(town.act(kEditor, RecordVerdict{{shown_today(town.city)}}).find("今天已记录"), std::string::npos);
  town.now = morning(Day{std::chrono::year{2026} / 7 / 1});
  EXPECT_NE(town.act(kEditor, RecordVerdict{{shown_today(town.city)}}).find("事后不补"), std::string::npos);
}

TEST(Verdict, ThatCouldNotHaveBeenShownIsRefused) {
  Town town = busy_town();
  const auto refused = [&](auto change) {
    RecordedVerdict verdict = shown_today(town.city);
    change(verdict);
    EXPECT_NE(town.act(kEditor, RecordVerdict{{verdict}}), "");
  };
  refused([](RecordedVerdict& v) { v.probability = Decimal{101, -2}; });
  refused([](RecordedVerdict& v) { v.probability = Decimal{-1, -2}; });
  refused([](RecordedVerdict& v) { v.low.reset(); });
  refused([](RecordedVerdict& v) { std::swap(v.low, v.high); });
  refused([](RecordedVerdict& v) { v.word = Verdict::Word::CannotSay; });
  refused([](RecordedVerdict& v) { v.quantiles[3] = 99; });
  refused([](RecordedVerdict& v) { v.quantiles.pop_back(); });
  refused([](RecordedVerdict& v) { v.at += 1; });
  refused([](RecordedVerdict& v) { v.at = 0; });
  refused([](RecordedVerdict& v) { v.reason = " "; });
  refused([](RecordedVerdict& v) { v.commitment = Id<Commitment>{9}; });
  EXPECT_NE(town.act(kWaterChief, RecordVerdict{{shown_today(town.city)}}), "");
  EXPECT_TRUE(town.city.commitments[0].verdicts.empty());
}

}  // namespace
}  // namespace luoshi::city

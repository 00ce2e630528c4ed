#include "verify/examine.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "verify/synthetic.hpp"

namespace luoshi::verify {
namespace {

using namespace std::chrono_literals;

struct Town {
  std::vector<Record> records = sound_stations(fine_dust(), 4, 2.0, 11);
  std::size_t from = records[0].size() / 2;
  Company company() const { return {{&records[1], &records[2], &records[3]}, {}}; }
  std::vector<Doubt> examined(double per_year = 0.2) const {
    return examine(records[0], company(), {from, per_year}, quarter_ends(records[0], from, 22 * 24h));
  }
  bool asks(Check check, std::size_t begin, std::size_t end) const {
    const auto doubts = examined();
    return std::any_of(doubts.begin(), doubts.end(), [&](const Doubt& doubt) {
      return doubt.check == check && doubt.from < records[0].at(end) && doubt.until > records[0].at(begin);
    });
  }
};

TEST(Record, IsPutOnItsGridWhateverTheOrder) {
  Series series{"s", "mg/L", {}, {}};
  const Instant start{};
  for (const int hour : {3, 0, 1, 3}) {
    series.at.push_back(start + std::chrono::hours{hour});
    series.values.push_back(hour + 10.0 * static_cast<double>(series.at.size()));
  }
  const auto record = record_of(series, 1h);
  ASSERT_EQ(record->size(), 4U);
  EXPECT_EQ(record->values[0], 20.0);
  EXPECT_EQ(record->values[2], std::nullopt);
  EXPECT_EQ(record->values[3], 43.0) << "of two values for one hour the later one stands";
  EXPECT_FALSE(record_of({}, 1h));
}

TEST(Record, ItsLastPlaceAndItsLowerEndAreRead) {
  Record record;
  record.values = {1.25, 3.0, std::nullopt, 0.05};
  EXPECT_DOUBLE_EQ(resolution_of(record), 0.01);
  EXPECT_LT(low_end(record), -1e300) << "no value stands out in so few";
  record.values.assign(1000, 0.0);
  for (std::size_t i = 0; i < 1000; ++i) record.values[i] = 7.0 + static_cast<double>(i % 100);
  for (std::size_t i = 0; i < 30; ++i) record.values[i] = 3.0;
  EXPECT_EQ(low_end(record), 3.0) << "three in a hundred at the smallest value: a detection limit";
  for (std::size_t i = 100; i < 300; ++i) record.values[i] = 5.0;
  EXPECT_EQ(low_end(record), 5.0) << "a fifth at one low value, whatever strays below it";
  record.detection_limit = 4.0;
  EXPECT_EQ(low_end(record), 4.0);
}

TEST(FlatLine, AValueKeptForHalfADayIsAskedAbout) {
  Town town;
  EXPECT_FALSE(town.asks(Check::FlatLine, town.from + 1000, town.from + 1012));
  plant_flat(town.records[0], town.from + 1000, 12);
  EXPECT_TRUE(town.asks(Check::FlatLine, town.from + 1000, town.from + 1012));
}

TEST(FlatLine, AMonitorAtItsDetectionLimitRepeatsItselfRightly) {
  auto records = sound_stations(sulphur(), 1, 2.0, 3);
  const std::size_t from = records[0].size() / 2;
  for (std::size_t i = from + 500; i < from + 700; ++i) records[0].values[i] = 3.0;  // eight days at the limit
  for (const Doubt& doubt : flat_lines(records[0], {from, 0.2})) EXPECT_GT(std::chrono::abs(doubt.from - records[0].at(from + 500)), 1h);
}

TEST(RepeatedDigits, TypedValuesAreAskedAbout) {
  Town town;
  plant_typed(town.records[0], town.from + 2000, 336, 1);
  EXPECT_TRUE(town.asks(Check::RepeatedDigits, town.from + 2000, town.from + 2336));
}

TEST(RepeatedStretch, ACopiedDayIsAskedAboutAndItsSourceNamed) {
  Town town;
  std::size_t source = town.from / 2, at = town.from + 3000;
  while (!town.records[0].values[source]) ++source;
  plant_copy(town.records[0], source, at, 24);
  const auto doubts = repeated_stretches(town.records[0], {town.from, 0.2});
  ASSERT_FALSE(doubts.empty());
  EXPECT_TRUE(std::any_of(doubts.begin(), doubts.end(), [&](const Doubt& doubt) {
    return doubt.text.find(hour_words(town.records[0].at(source))) != std::string::npos;
  }));
}

TEST(NeighboursDisagree, AFifthOfTheNeighboursIsAskedAbout) {
  Town town;
  std::size_t at = town.from + 100;
  while (!town.records[0].values[at] || *town.records[0].values[at] < 100) ++at;
  plant_lowered(town.records[0], at, 24, 0.2);
  EXPECT_TRUE(town.asks(Check::NeighboursDisagree, at, at + 24));
}

TEST(NeighboursDisagree, ADisturbedStationIsAskedAboutThoughEachTimeIsSmall) {
  Town town;
  for (std::size_t i = 0; i < 100; ++i)  // a hundred times a year, twelve hours each, to a half
    plant_lowered(town.records[0], town.from + 10 + i * 87, 12, 0.5);
  const auto doubts = town.examined();
  EXPECT_TRUE(std::any_of(doubts.begin(), doubts.end(), [](const Doubt& doubt) { return doubt.text.find("时常低于邻站") != std::string::npos; }));
}

TEST(NeighboursDisagree, AWeatherThatLowersAllIsNoQuestion) {
  Town town;
  const auto before = town.examined().size();
  for (Record& record : town.records) plant_lowered(record, town.from + 4000, 72, 0.4);
  std::size_t of_neighbours = 0;
  for (const Doubt& doubt : town.examined()) of_neighbours += doubt.check == Check::NeighboursDisagree ? 1 : 0;
  EXPECT_LE(of_neighbours, before);
}

TEST(TooGood, HalfTheNeighboursBeforeADeadlineIsAskedAbout) {
  Town town;
  const auto deadlines = quarter_ends(town.records[0], town.from, 22 * 24h);
  ASSERT_GE(deadlines.size(), 3U);
  const Window last = deadlines.back();
  EXPECT_FALSE(town.asks(Check::TooGood, last.begin, last.end));
  plant_lowered(town.records[0], last.begin, last.end - last.begin, 0.5);
  EXPECT_TRUE(town.asks(Check::TooGood, last.begin, last.end));
}

TEST(Examine, AsksAndNeverJudges) {
  Town town;
  plant_flat(town.records[0], town.from + 1000, 40);
  plant_typed(town.records[0], town.from + 2000, 336, 1);
  plant_copy(town.records[0], 500, town.from + 3000, 30);
  plant_lowered(town.records[0], town.from + 5000, 48, 0.1);
  const auto doubts = town.examined();
  ASSERT_GE(doubts.size(), 4U);
  for (const Doubt& doubt : doubts) {
    EXPECT_NE(doubt.text.find("请"), std::string::npos) << doubt.text;
    EXPECT_NE(doubt.text.find("可能"), std::string::npos) << "an innocent cause is named: " << doubt.text;
    EXPECT_NE(doubt.text.find("误问"), std::string::npos) << doubt.text;
    for (const char* word : {"造假", "弄虚", "作弊", "篡改"}) EXPECT_EQ(doubt.text.find(word), std::string::npos) << doubt.text;
    EXPECT_LT(doubt.from, doubt.until);
  }
}

TEST(Examine, AShortOrEmptyRecordAsksNothing) {
  Record record;
  EXPECT_TRUE(examine(record, {}, {0, 0.2}, {}).empty());
  record.values.assign(20, 5.0);
  EXPECT_TRUE(examine(record, {}, {10, 0.2}, {}).empty());
  EXPECT_TRUE(examine(record, {}, {500, 0.2}, {}).empty());
}

}  // namespace
}  // namespace luoshi::verify

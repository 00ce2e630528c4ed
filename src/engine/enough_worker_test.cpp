#include "engine/enough_worker.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "engine/test_enough_city.hpp"

namespace luoshi::engine {
namespace {

using std::chrono::milliseconds;

const Day kToday = day_from_text("2026-11-02").value();

class Worker : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(place_); }
  std::shared_ptr<const city::City> city_of(const made::EnoughShape& shape) {
    auto city = std::make_shared<city::City>(made::city_of(shape));
    city->rules.push_back({std::string{kProgrammeData}, archive_.put(bundle_bytes(made::bundle_of(shape)))});
    city->events = 1;
    return city;
  }
  static std::shared_ptr<const city::City> with_report(const city::City& before, std::size_t measure) {
    auto city = std::make_shared<city::City>(before);
    auto& kept = city->edit_all<Measure>().edit(measure);
    kept.course.state = static_cast<std::uint8_t>(MeasureState::Built);
    ++city->events;
    return city;
  }
  static std::vector<double> numbers(const CityEnough& judged) {
    std::vector<double> all;
    for (const SectionJudged& s : judged.sections()) all.insert(all.end(), {s.if_kept.probability, s.met.probability, s.level.median, s.split.late, s.kept.value_or(-1)});
    return all;
  }

  const std::filesystem::path place_ = std::filesystem::temp_directory_path() / ("luoshi-worker-" + std::to_string(::getpid()));
  archive::Archive archive_{place_};
};

constexpr made::EnoughShape kSmall{.reaches = 40, .sections = 4, .measures = 60, .periods = 4, .bodies = 5};

TEST_F(Worker, WhoWillNotWaitGetsTheFormerAnswerAndHowFarTheNewerIs) {
  const auto city = city_of(kSmall);
  EnoughWorker worker{archive_};
  const EnoughWorker::Look first = worker.at(city, kToday, milliseconds{0});
  EXPECT_FALSE(first.judged);
  ASSERT_TRUE(first.underway);
  EXPECT_GE(*first.underway, 0);
  EXPECT_LT(*first.underway, 1);
  const EnoughWorker::Look made = worker.at(city, kToday, std::nullopt);
  EXPECT_FALSE(made.underway);
  EXPECT_EQ(numbers(*made.judged), numbers(*enough_of(*city, archive_, kToday)));
  const auto later = with_report(*city, 3);
  const EnoughWorker::Look former = worker.at(later, kToday, milliseconds{0});
  if (former.underway) {
    EXPECT_EQ(former.judged, made.judged) << "the former answer stays";
    EXPECT_EQ(former.city, city) << "with the state it is of";
  }
  const EnoughWorker::Look newer = worker.at(later, kToday, std::nullopt);
  EXPECT_EQ(newer.city->events, later->events);
  EXPECT_EQ(numbers(*newer.judged), numbers(*enough_of(*later, archive_, kToday))) << "the bits of a fresh look";
}

TEST_F(Worker, ABusyCityIsJudgedThoughItsStateMovesOn) {
  EnoughWorker worker{archive_};
  auto city = city_of(kSmall);
  for (std::size_t report = 0; report < 20; ++report) {
    (void)worker.at(city, kToday, milliseconds{0});
    city = with_report(*city, report);
  }
  EXPECT_EQ(numbers(*worker.at(city, kToday, std::nullopt).judged), numbers(*enough_of(*city, archive_, kToday)));
}

TEST_F(Worker, WhatNobodyCanUseIsStopped) {
  EnoughWorker worker{archive_};
  const auto large = city_of({.reaches = 400, .sections = 12, .measures = 2'000, .periods = 12, .bodies = 60});
  EXPECT_TRUE(worker.at(large, kToday, milliseconds{0}).underway);
  auto other = std::make_shared<city::City>(*city_of(kSmall));
  other->events = 2;
  const EnoughWorker::Look look = worker.at(other, kToday, std::nullopt);
  EXPECT_EQ(look.city->events, 2U);
  EXPECT_EQ(look.judged->sections().size(), 4U);
  EXPECT_TRUE(worker.at(large, kToday, milliseconds{0}).underway) << "and left behind when the program ends";
}

TEST_F(Worker, ACityWithoutSettingsHasNothingToJudge) {
  EnoughWorker worker{archive_};
  auto city = std::make_shared<city::City>(made::city_of(kSmall));
  const EnoughWorker::Look look = worker.at(city, kToday, std::nullopt);
  EXPECT_FALSE(look.judged);
  EXPECT_FALSE(look.underway);
}

TEST_F(Worker, AFailureReachesWhoWaits) {
  EnoughWorker worker{archive_};
  auto city = std::make_shared<city::City>(made::city_of(kSmall));
  city->rules.push_back({std::string{kProgrammeData}, sha256("not kept")});
  EXPECT_THROW((void)worker.at(city, kToday, std::nullopt), Error);
  EXPECT_THROW((void)worker.at(city, kToday, std::nullopt), Error) << "and is tried again";
}

}  // namespace
}  // namespace luoshi::engine

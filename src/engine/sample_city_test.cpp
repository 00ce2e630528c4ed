#include "engine/sample_city.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "engine/test_sample.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

const std::filesystem::path kPlace =
    std::filesystem::temp_directory_path() / ("luoshi-sample-city-" + std::to_string(::getpid()));

/// One city, taken in once, that the tests look at.
class SampleCityTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = sample::generate({});
    engine_ = testing::engine_on(ledger::make_memory_ledger(), day_from_text("2026-11-02").value(), kPlace);
    taken_ = take_in_sample(*engine_, files_);
  }
  static void TearDownTestSuite() {
    engine_.reset();
    std::filesystem::remove_all(kPlace);
  }
  static inline std::vector<sample::SampleFile> files_;
  static inline std::unique_ptr<Engine> engine_;
  static inline SampleTaken taken_;
};

TEST_F(SampleCityTest, StandsInTheLedgerAsTheTablesHaveIt) {
  const auto city = engine_->city();
  EXPECT_TRUE(city->sample);
  EXPECT_EQ(taken_.papers, 57U + 46U);
  EXPECT_EQ(taken_.commitments, 69U + 12U) << "three totals of each town, seven of the city, two sections and three load cuts";
  EXPECT_GE(taken_.reports, 69U * 12U);
  EXPECT_GT(taken_.reviews, 0U) << "rivers that missed when they were tried at random";
  EXPECT_EQ(city->reports.size(), taken_.reports);

  unsigned rivers = 0, finished = 0;
  city->assets.each([&](std::size_t, const city::KeptAsset& asset) {
    rivers += asset.value.kind == AssetKind::River ? 1 : 0;
    finished += asset.value.kind == AssetKind::River && asset.value.stage >= Stage::Built ? 1 : 0;
  });
  EXPECT_EQ(rivers, 495U);
  EXPECT_EQ(finished, 214U) << "the register's 124 and what twelve months of reports moved";

  unsigned returned = 0;
  city->reports.each([&](std::size_t, const city::KeptReport& report) {
    returned += report.value.check == CheckState::Returned ? 1 : 0;
  });
  EXPECT_EQ(returned, 3U) << "two towns mixed up their totals, one town's rivers are no better";
}

TEST_F(SampleCityTest, TheTownsRiversHangUnderTheCitysTarget) {
  const auto city = engine_->city();
  Id<Commitment> target;
  city->commitments.each([&](std::size_t i, const city::KeptCommitment& each) {
    if (each.value.title == "累计完成河涌整治") target = Id<Commitment>{static_cast<std::uint32_t>(i + 1)};
  });
  ASSERT_TRUE(target);
  Decimal sum;
  unsigned parts = 0;
  city->commitments.each([&](std::size_t, const city::KeptCommitment& each) {
    if (each.value.parent != target) return;
    ++parts;
    sum = add(sum, each.value.figure->value).value();
  });
  EXPECT_EQ(parts, 23U);
  EXPECT_EQ(sum.text(), "243");
  EXPECT_EQ(city->commitments[target.index()].value.figure->value.text(), "260");
}

TEST_F(SampleCityTest, MonthsToComeAreLeftOut) {
  const auto engine = testing::engine_on(ledger::make_memory_ledger(), day_from_text("2026-03-15").value(), kPlace);
  const SampleTaken taken = take_in_sample(*engine, files_);
  EXPECT_GE(taken.reports, 69U * 4U);
  EXPECT_LT(taken.reports, 69U * 5U) << "November to February";
}

TEST_F(SampleCityTest, ALedgerThatHoldsSomethingIsRefused) {
  const std::uint64_t before = engine_->city()->events;
  EXPECT_THROW((void)take_in_sample(*engine_, files_), Error);
  EXPECT_EQ(engine_->city()->events, before);
}

}  // namespace
}  // namespace luoshi::engine

#include "verify/lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"

namespace luoshi::verify {
namespace {

Day day_after(Day day, int count) { return std::chrono::sys_days{day} + std::chrono::days{count}; }
constexpr Day kClosed{std::chrono::year{2026} / 3 / 1};

Activity unit(const std::string& name, double after, Random& random) {
  Activity activity{name, kClosed, {}};
  for (int day = -60; day < 200; ++day)
    activity.days.emplace_back(day_after(kClosed, day), (day < 0 ? 1000.0 : after) * random.uniform(0.8, 1.2));
  return activity;
}

TEST(ClosedButActive, DrawingATenthOfThePowerIsAskedAboutAndGuardLightIsNot) {
  Random random{1};
  const auto doubts = closed_but_active({unit("焦炉一", 100, random), unit("焦炉二", 20, random)}, {}, 1.0);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].subject, "焦炉一");
  EXPECT_NE(doubts[0].text.find("2026-03-01"), std::string::npos);
}

TEST(ClosedButActive, SoundUnitsAreAskedAboutAsOftenAsSaid) {
  Random random{20260302};
  std::vector<Activity> units;
  for (int u = 0; u < 400; ++u) {
    Activity activity{"U" + std::to_string(u), kClosed, {}};
    for (int day = -30; day < 0; ++day) activity.days.emplace_back(day_after(kClosed, day), 1000.0);
    for (int day = 0; day < 371; ++day) activity.days.emplace_back(day_after(kClosed, day), random.uniform() < 0.05 ? 500.0 : 10.0);
    units.push_back(std::move(activity));
  }
  EXPECT_LE(closed_but_active(units, {}, 1.0).size(), 4U);
}

TEST(NotBetter, RiversClosedOnPaperAreAskedAbout) {
  // As a city reported 38 black stretches done and closed; of nine later samplings one was stable (Nanning, 2017–2018).
  Random random{38};
  std::vector<Sample> samples;
  for (int river = 0; river < 38; ++river) {
    const std::string name = "R" + std::to_string(river);
    const bool black = river < 28;
    samples.push_back({name, Day{std::chrono::year{2017} / 3 / 1}, SampleReason::Before, 12.0});
    samples.push_back({name, Day{std::chrono::year{2017} / 12 / 20}, SampleReason::Acceptance, 3.0 * std::exp(0.2 * random.normal())});
    for (int month = 1; month <= 9; ++month)
      samples.push_back({name, day_after(Day{std::chrono::year{2017} / 12 / 20}, 30 * month), SampleReason::Later,
                         (black ? 11.0 : 3.0) * std::exp(0.25 * random.normal())});
  }
  const auto doubts = not_better(samples, 1.0);
  std::size_t right = 0;
  for (const Doubt& doubt : doubts) right += std::stoi(doubt.subject.substr(1)) < 28 ? 1 : 0;
  EXPECT_GE(right, 27U);
  EXPECT_LE(doubts.size() - right, 1U);
}

TEST(NotBetter, SoundRiversAreAskedAboutAsOftenAsSaid) {
  Random random{99};
  std::size_t asked = 0;
  for (int year = 0; year < 60; ++year) {
    std::vector<Sample> samples;
    for (int river = 0; river < 100; ++river)
      for (int look = 0; look < 4; ++look)
        samples.push_back({"R" + std::to_string(river), day_after(kClosed, 40 * look),
                           look == 0 ? SampleReason::Acceptance : SampleReason::Later, 2.0 * std::exp(0.3 * random.normal())});
    asked += not_better(samples, 1.0).size();
  }
  EXPECT_GE(asked, 25U);
  EXPECT_LE(asked, 110U) << "60 years, one a year";
}

TEST(SectionWorsens, AWorseSectionIsAskedAboutAndAWorseYearIsNot) {
  Random random{4};
  std::vector<SectionMonths> sections;
  for (int s = 0; s < 12; ++s) {
    SectionMonths section{"断面" + std::to_string(s), 2026 * 12, {}};
    for (int month = 2025 * 12; month < 2026 * 12 + 10; ++month)
      section.months.emplace_back(month, (s == 3 && month > 2026 * 12 ? 1.9 : 1.0) * (month >= 2026 * 12 ? 1.4 : 1.0) * std::exp(0.12 * random.normal()));
    sections.push_back(section);
  }
  const auto doubts = section_worsens(sections, 0.1);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].subject, "断面3");
}

TEST(SameNumbers, OneSetOfNumbersForFiveRiversIsAskedAbout) {
  Random random{5};
  std::vector<NumberRow> rows;
  for (int river = 0; river < 200; ++river) {
    const bool same = river < 5;
    rows.push_back({"R" + std::to_string(river), kClosed,
                    {same ? "1.36" : std::to_string(80 + random.below(80)), same ? "4.12" : std::to_string(320 + random.below(230)),
                     same ? "32" : std::to_string(28 + random.below(17))}});
  }
  const auto doubts = same_numbers(rows, 0.2);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].statistic, 5.0);
}

TEST(SameNumbers, CoarseNumbersMayAgree) {
  Random random{6};
  std::vector<NumberRow> rows;
  for (int river = 0; river < 100; ++river)
    rows.push_back({"R" + std::to_string(river), kClosed, {std::to_string(random.below(3)), std::to_string(random.below(3))}});
  EXPECT_TRUE(same_numbers(rows, 0.2).empty());
}

std::vector<double> ratios(std::size_t count, double pushed, Random& random) {
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) {
    double value = std::round(std::min(100.0, 80 + 9 * random.normal()) * 10) / 10;
    if (value >= 78.5 && value < 80 && random.uniform() < pushed) value = 80.1 + 0.1 * static_cast<double>(random.below(5));
    out.push_back(value);
  }
  return out;
}

TEST(Bunching, PushingOverTheLineIsAskedAbout) {
  Random random{8};
  EXPECT_TRUE(bunching("各镇", ratios(1000, 0.6, random), {}, 0.02));
  EXPECT_FALSE(bunching("各镇", {79.0, 81.0}, {}, 0.02)) << "too few";
}

TEST(Bunching, SmoothRatiosAreAskedAboutNoOftenerThanSaid) {
  Random random{9};
  int asked = 0;
  for (int trial = 0; trial < 500; ++trial) asked += bunching("各镇", ratios(600, 0.0, random), {}, 0.05) ? 1 : 0;
  EXPECT_LE(asked, 45) << "500 tables at one in twenty";
}

TEST(PhotosReused, EqualBytesAndEqualLooksAreAskedAboutOtherPhotosAreNot) {
  Random random{10};
  std::vector<Photo> photos;
  for (int i = 0; i < 300; ++i)
    photos.push_back({"河" + std::to_string(i), std::to_string(i) + ".jpg", sha256(std::to_string(i)), random.word64()});
  EXPECT_TRUE(photos_reused(photos, 0.1).empty());
  photos[7].digest = photos[3].digest;
  photos[20].look = *photos[9].look ^ 0x11ULL;  // saved again: two bits differ
  photos[40].subject = photos[41].subject;
  photos[40].digest = photos[41].digest;        // the same subject may use its photo twice
  const auto doubts = photos_reused(photos, 0.1);
  ASSERT_EQ(doubts.size(), 2U);
  EXPECT_EQ(doubts[0].subject, "河3、河7");
  EXPECT_EQ(doubts[1].subject, "河9、河20");
}

}  // namespace
}  // namespace luoshi::verify

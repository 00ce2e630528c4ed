#include "engine/views/milestone_view.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "city/test_town.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

constexpr Day kNewYear{std::chrono::year{2027}, std::chrono::January, std::chrono::day{1}};
Day after(int days) { return Day{std::chrono::sys_days{kNewYear} + std::chrono::days{days}}; }

EventAt events_of(const Town& town) {
  return [&town](std::uint64_t sequence) { return std::make_shared<const city::Event>(town.events.at(sequence - 1)); };
}

/// A project with one milestone planned that many days from New Year 2027, recorded on that day; a test folds what a person would do.
void step(Town& town, int on, std::string_view type, Note note, std::uint32_t number = 0);

void open(Town& town, int on, int planned) {
  town.now = morning(after(on));
  Project project = plant_project();
  project.code.clear();
  project.milestones[0].planned = after(planned);
  project.milestones[0].first_planned = project.milestones[0].planned;
  town.fold(kWaterChief, city::Opened<Project>{project});
  step(town, on, "project.plan", {});
}

void step(Town& town, int on, std::string_view type, Note note, std::uint32_t number) {
  town.now = morning(after(on));
  if (number == 0) number = static_cast<std::uint32_t>(town.city.all<Project>().size());
  town.fold(kWaterChief, city::Stepped{city::step_called(type), Id<city::AnyThing>{number}, std::move(note)});
}

Note of_milestone(int day) {
  Note note = because("雨季", after(day));
  note.name = "主体封顶";
  return note;
}

/// Projects that each met their milestone so many days after its plan, and one that is open: recorded on day 300, planned on day 400.
Town slipping_town(int late, int count = 12) {
  Town town = busy_town();
  for (int i = 0; i < count; ++i) open(town, i, 100 + i);
  for (int i = 0; i < count; ++i) step(town, 100 + i + late, "project.meet", of_milestone(100 + i + late), static_cast<std::uint32_t>(i + 1));
  open(town, 300, 400);
  return town;
}

TEST(MilestoneView, AHistorySaysWhatWasSaidAndWhen) {
  Town town = busy_town();
  open(town, 0, 100);
  step(town, 50, "project.forecast", of_milestone(130));
  step(town, 60, "project.replan", of_milestone(120));
  step(town, 125, "project.meet", of_milestone(124));
  const auto portfolio = milestone_histories(town.city, events_of(town), after(200));
  ASSERT_EQ(portfolio.histories.size(), 1U);
  const forecast::History& history = portfolio.histories[0];
  ASSERT_EQ(history.reports.size(), 3U);
  const forecast::DayNumber start = history.reports[0].on;
  EXPECT_EQ(*history.reports[0].planned - start, 100);
  EXPECT_EQ(history.reports[1].on - start, 50);
  EXPECT_EQ(*history.reports[1].planned - start, 130);
  EXPECT_EQ(*history.reports[2].planned - start, 120);
  EXPECT_EQ(*history.finished - start, 124);
  EXPECT_EQ(history.finish_known - start, 125) << "a day later, when it was recorded";
}

TEST(MilestoneView, ARegisterTakenInLaterIsReadAsATable) {
  Town town = busy_town();
  town.now = morning(after(500));
  Project project = plant_project();
  project.milestones.resize(2);
  project.milestones[0].name = "开工";
  project.milestones[0].planned = after(100);
  project.milestones[1].name = "主体封顶";
  project.milestones[1].planned = after(200);
  town.fold(kWaterChief, city::Opened<Project>{project});
  step(town, 500, "project.meet", of_milestone(230));
  const auto portfolio = milestone_histories(town.city, events_of(town), after(500));
  const forecast::History& history = portfolio.histories.at(1);
  EXPECT_EQ(*history.reports[0].planned - history.reports[0].on, 100) << "known when the step before it was due";
  EXPECT_EQ(history.finish_known, *history.finished);
}

TEST(MilestoneView, LearnsFromWhatTheCitysOwnMilestonesCameTo) {
  const Town punctual = slipping_town(0), late = slipping_town(60);
  const auto sure = milestone_outlooks(punctual.city, events_of(punctual), after(300));
  const auto doubtful = milestone_outlooks(late.city, events_of(late), after(300));
  ASSERT_EQ(sure.open.size(), 1U);
  ASSERT_EQ(doubtful.open.size(), 1U);
  EXPECT_EQ(doubtful.learned, 12U);
  EXPECT_GT(*sure.open[0].in_time, 0.7);
  EXPECT_LT(*doubtful.open[0].in_time, 0.3);
  EXPECT_GT(std::chrono::sys_days{*doubtful.open[0].median}, std::chrono::sys_days{after(420)});
}

TEST(MilestoneView, SilenceNeverRaisesAChanceAndAMetMilestoneIsNotForecast) {
  Town town = slipping_town(30);
  double before = 1;
  for (int day = 300; day < 400; day += 10) {
    const auto outlooks = milestone_outlooks(town.city, events_of(town), after(day));
    ASSERT_EQ(outlooks.open.size(), 1U);
    EXPECT_LE(*outlooks.open[0].in_time, before + 1e-9) << day;
    before = *outlooks.open[0].in_time;
  }
  const auto over = milestone_outlooks(town.city, events_of(town), after(410));
  EXPECT_FALSE(over.open.at(0).in_time) << "its day is over";
  step(town, 412, "project.meet", of_milestone(411));
  EXPECT_TRUE(milestone_outlooks(town.city, events_of(town), after(412)).open.empty());
}

TEST(MilestoneView, WithoutHistoryItSaysWhatTheGreenBookSays) {
  Town town = busy_town();
  open(town, 0, 200);
  const auto outlooks = milestone_outlooks(town.city, events_of(town), after(1));
  EXPECT_EQ(outlooks.learned, 0U);
  EXPECT_GT(*outlooks.open.at(0).in_time, 0.1);
  EXPECT_LT(*outlooks.open.at(0).in_time, 0.6);
  EXPECT_NE(milestone_text(town.city, outlooks, after(1)).find("主体封顶"), std::string::npos);
}

}  // namespace
}  // namespace luoshi::engine

#include <gtest/gtest.h>

#include <algorithm>

#include "city/test_town.hpp"
#include "engine/views/lists_view.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

// Two campaigns, C-1 and C-3, each with a part: C-2 of the bureau, C-4 of the town.
Town two_campaigns() {
  Town town = busy_town();
  const auto open = [&](std::string title, Id<Body> lead, Id<Commitment> parent, std::vector<Id<Asset>> assets, int kilometres, unsigned month) {
    Commitment made = river_works();
    made.title = std::move(title);
    made.lead = lead;
    made.supports.clear();
    made.parent = parent;
    made.assets = std::move(assets);
    made.figure = figure(kilometres, "公里");
    made.original_deadline = by(2026, month, 30);
    EXPECT_EQ(town.act(kEditor, city::OpenCommitment{{made}}), "");
    const auto id = Id<Commitment>::at_index(town.city.commitments.size() - 1);
    EXPECT_EQ(town.act(kEditor, city::AdoptCommitment{{id}, town.city.commitments[id.index()].version()}), "");
    return id;
  };
  open("分给水务局", kWater, Id<Commitment>{1}, {Id<Asset>{1}}, 20, 9);
  const Id<Commitment> second = open("蓝天行动", kGovernment, {}, {}, 5, 11);
  open("分给东岸镇", kEast, second, {Id<Asset>{1}}, 15, 8);
  return town;
}

std::vector<const ListRow*> all_rows(const FiveLists& lists) {
  std::vector<const ListRow*> rows;
  for (const ListRow& row : lists.rows) rows.push_back(&row);
  return rows;
}

bool has_mark(const FiveLists& lists, Mark::What what, std::uint32_t first, std::uint32_t second) {
  return std::any_of(lists.marks.begin(), lists.marks.end(),
                     [&](const Mark& mark) { return mark.what == what && mark.first == first && mark.second == second; });
}

TEST(FiveLists, EachThingStandsInOneListAndAMeasureCountsOnceInEachCampaign) {
  Town town = two_campaigns();
  Measure measure = sewer_measure();
  measure.serves = {Id<Commitment>{1}, Id<Commitment>{2}, Id<Commitment>{4}};  // both ways into the first campaign, one into the second
  ASSERT_EQ(town.act(kWaterChief, city::OpenThing{city::Opened<Measure>{measure}}), "");
  ASSERT_EQ(town.act(kChecker, city::OpenThing{city::Opened<Problem>{found_problem()}}), "");
  const FiveLists lists = five_lists(town.city);
  const auto count = [&](FiveList list) {
    return std::count_if(lists.rows.begin(), lists.rows.end(), [&](const ListRow& row) { return row.list == list; });
  };
  EXPECT_EQ(count(FiveList::Problem), 1);
  EXPECT_EQ(count(FiveList::Target), 2);
  EXPECT_EQ(count(FiveList::Task), 2);
  EXPECT_EQ(count(FiveList::Measure), 1);
  EXPECT_EQ(count(FiveList::Duty), 3) << "a row for each body";
  const auto campaigns = campaign_counts(all_rows(lists));
  ASSERT_EQ(campaigns.size(), 2U);
  for (const Campaign& each : campaigns) {
    EXPECT_EQ(each.measures, 1U) << each.commitment.number();
    EXPECT_EQ(each.tasks, 1U);
    EXPECT_EQ(each.targets, 1U);
  }
  EXPECT_TRUE(has_mark(lists, Mark::What::Synergy, 1, 0));
}

TEST(FiveLists, OneRiverWithTwoLeadsIsFlaggedUnlessOneLeadStandsAbove) {
  Town town = two_campaigns();
  EXPECT_TRUE(has_mark(five_lists(town.city), Mark::What::TwoLeads, 2, 4)) << "the bureau's and the town's part of one river, under nobody";
  // The same two under one parent: a cross-boundary item with one lead.
  city::CommitmentAmended moved{Id<Commitment>{4}, town.city.commitments[3].value, "并入同一行动", kMayor};
  moved.terms.parent = Id<Commitment>{1};
  ASSERT_EQ(town.act(kEditor, city::AmendCommitment{moved, town.city.commitments[3].version()}), "");
  const FiveLists lists = five_lists(town.city);
  EXPECT_FALSE(has_mark(lists, Mark::What::TwoLeads, 2, 4));
  ASSERT_TRUE(has_mark(lists, Mark::What::CrossBoundary, 2, 4));
  const auto mark = std::find_if(lists.marks.begin(), lists.marks.end(), [](const Mark& each) { return each.what == Mark::What::CrossBoundary; });
  EXPECT_EQ(mark->parent, Id<Commitment>{1});
}

TEST(FiveLists, TheSameExtentWithOtherFiguresAndDatesIsAConflict) {
  const FiveLists lists = five_lists(two_campaigns().city);
  EXPECT_TRUE(has_mark(lists, Mark::What::Figure, 2, 4)) << "20 公里 and 15 公里 of the same river";
  EXPECT_TRUE(has_mark(lists, Mark::What::Date, 2, 4));
  EXPECT_FALSE(has_mark(lists, Mark::What::Figure, 1, 2)) << "a part is meant to be less than its whole";
}

TEST(FiveLists, BoundsThatExcludeEachOtherAreOpposed) {
  Town town = two_campaigns();
  const auto bound = [&](std::uint32_t id, Bound to) {
    city::CommitmentAmended change{Id<Commitment>{id}, town.city.commitments[id - 1].value, "写明上下限", kMayor};
    change.terms.figure->bound = to;
    ASSERT_EQ(town.act(kEditor, city::AmendCommitment{change, town.city.commitments[id - 1].version()}), "");
  };
  bound(2, Bound::AtLeast);
  EXPECT_FALSE(has_mark(five_lists(town.city), Mark::What::Opposed, 2, 4)) << "≥20 and 15 differ, and nobody forbids more";
  bound(4, Bound::AtMost);
  EXPECT_TRUE(has_mark(five_lists(town.city), Mark::What::Opposed, 2, 4)) << "≥20 and ≤15 cannot both be";
}

TEST(FiveLists, WhatIsOpenStandsBeforeWhatIsClosedAndTheNearestDayFirst) {
  Town town = two_campaigns();
  for (int i = 0; i < 2; ++i) ASSERT_EQ(town.act(kChecker, city::OpenThing{city::Opened<Problem>{found_problem()}}), "");
  ASSERT_EQ(town.act(kEditor, step_on(town.city, "problem.withdraw", 1, because("同一排口记了两次"))), "");
  const FiveLists lists = five_lists(town.city);
  const auto numbers = [&](FiveList list) {
    std::vector<std::uint32_t> all;
    for (const ListRow& row : lists.rows)
      if (row.list == list) all.push_back(row.number);
    return all;
  };
  EXPECT_EQ(numbers(FiveList::Problem), (std::vector<std::uint32_t>{2, 1}));
  EXPECT_EQ(numbers(FiveList::Task), (std::vector<std::uint32_t>{4, 2})) << "August before September";
}

TEST(FiveLists, DutiesCountWhatIsOpenOfEachBody) {
  Town town = two_campaigns();
  ASSERT_EQ(town.act(kEditor, city::OpenThing{city::Opened<SectorDuty>{confined_spaces()}}), "");
  const FiveLists lists = five_lists(town.city);
  const auto counts = duty_counts(town.city, all_rows(lists));
  EXPECT_EQ(counts[kWater.index()].targets, 1U);
  EXPECT_EQ(counts[kWater.index()].tasks, 1U);
  EXPECT_EQ(counts[kWater.index()].sectors, 1U);
  EXPECT_EQ(counts[kEast.index()].tasks, 1U);
}

}  // namespace
}  // namespace luoshi::engine

#include "city/paged_table.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace luoshi::city {
namespace {

PagedTable<std::string> counted(std::size_t size) {
  PagedTable<std::string> table;
  for (std::size_t i = 0; i < size; ++i) table.push_back(std::to_string(i));
  return table;
}

TEST(PagedTable, KeepsRecordsInTheirPlaces) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{64}, std::size_t{65}, std::size_t{1000}}) {
    const PagedTable<std::string> table = counted(size);
    EXPECT_EQ(table.size(), size);
    EXPECT_EQ(table.empty(), size == 0);
    std::size_t visited = 0;
    table.each([&](std::size_t index, const std::string& record) {
      EXPECT_EQ(index, visited++);
      EXPECT_EQ(record, std::to_string(index));
    });
    EXPECT_EQ(visited, size);
  }
}

TEST(PagedTable, ACopySharesPagesUntilOneIsEdited) {
  PagedTable<std::string> table = counted(200);
  const PagedTable<std::string> copy = table;
  EXPECT_EQ(&table[0], &copy[0]);
  table.edit(70) = "changed";
  EXPECT_EQ(copy[70], "70");
  EXPECT_EQ(table[70], "changed");
  EXPECT_NE(&table[64], &copy[64]) << "the page of the edit was copied";
  EXPECT_EQ(&table[0], &copy[0]) << "the pages beside it were not";
  EXPECT_EQ(&table[128], &copy[128]);
}

TEST(PagedTable, AnUnsharedPageIsEditedInPlace) {
  PagedTable<std::string> table = counted(10);
  const std::string* const place = &table[3];
  table.edit(3) = "changed";
  EXPECT_EQ(&table[3], place);
  { const PagedTable<std::string> passing = table; }
  table.edit(3) = "again";
  EXPECT_EQ(&table[3], place) << "the copy is gone, so nothing is shared any more";
}

TEST(PagedTable, ACopyDoesNotGrowWithTheOther) {
  PagedTable<std::string> table = counted(63);
  const PagedTable<std::string> copy = table;
  table.push_back("63");
  table.push_back("64");
  EXPECT_EQ(copy.size(), 63U);
  std::size_t visited = 0;
  copy.each([&](std::size_t, const std::string&) { ++visited; });
  EXPECT_EQ(visited, 63U);
  EXPECT_EQ(table[64], "64");
}

TEST(PagedTable, ReadersOfSnapshotsSeeOneStateWhileAWriterEdits) {
  PagedTable<std::uint64_t> table;
  for (int i = 0; i < 1000; ++i) table.push_back(0);
  std::atomic<bool> failed = false;
  for (std::uint64_t round = 1; round <= 50; ++round) {
    const auto read = [snapshot = table, round, &failed] {
      snapshot.each([&](std::size_t, std::uint64_t value) { failed = failed || value != round - 1; });
    };
    std::thread first{read}, second{read};
    for (std::size_t i = 0; i < table.size(); ++i) table.edit(i) = round;
    first.join();
    second.join();
  }
  EXPECT_FALSE(failed);
}

TEST(PagedTable, WhatAnEarlierCopyDoesNotShareIsOfTheEditedPagesOrNew) {
  PagedTable<std::string> table = counted(200);
  const PagedTable<std::string> earlier = table;
  const auto unshared = [&] {
    std::vector<std::size_t> found;
    table.each_unshared(earlier, [&](std::size_t index) { found.push_back(index); });
    return found;
  };
  EXPECT_TRUE(unshared().empty());
  table.edit(70) = "changed";
  std::vector<std::size_t> second_page(64);
  std::iota(second_page.begin(), second_page.end(), 64U);
  EXPECT_EQ(unshared(), second_page);
  table.push_back("new");
  const auto found = unshared();
  EXPECT_EQ(found.size(), 64U + 9U) << "the page that was full by an eighth holds the new one too";
  EXPECT_EQ(found.back(), 200U);
  std::size_t all = 0;
  table.each_unshared({}, [&](std::size_t) { ++all; });
  EXPECT_EQ(all, 201U);
}

TEST(PagedIndex, FindsWhatWasInsertedUnderCollidingHashes) {
  PagedIndex index;
  EXPECT_EQ(index.find(5, [](std::uint32_t) { return true; }), 0U);
  index.insert(5, 1);
  index.insert(5 + 8192, 2);
  const PagedIndex copy = index;
  index.insert(5, 3);
  std::vector<std::uint32_t> seen;
  const auto gather = [&](std::uint32_t number) {
    seen.push_back(number);
    return false;
  };
  EXPECT_EQ(index.find(5, gather), 0U);
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{1, 2, 3}));
  seen.clear();
  (void)copy.find(5, gather);
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(index.find(5, [](std::uint32_t number) { return number == 2; }), 2U);
}

}  // namespace
}  // namespace luoshi::city

#include "engine/pages/report_board.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "city/test_history.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

TEST(ReportBoard, FollowedEventByEventItIsTheOneMadeAnew) {
  const auto place = std::filesystem::temp_directory_path() / ("luoshi-board-" + std::to_string(::getpid()));
  const city::testing::History history{3000};
  auto ledger = ledger::make_memory_ledger();
  std::vector<ledger::Entry> entries;
  for (std::size_t i = 0; i < history.entries.size(); ++i) entries.push_back({std::string{history.entries[i]}});
  (void)ledger->append(ledger->head(), entries);
  const Engine engine{std::move(ledger), std::make_unique<archive::Archive>(place), real_surroundings()};
  EventShelf shelf{engine};

  ReportBoard followed;
  std::size_t reports = 0, returned = 0;
  for (std::uint64_t events = 100, step = 1; events <= engine.city()->events; events += step, step = step * 3 % 41 + 1) {
    const auto city = std::make_shared<const city::City>(engine.city_after(events));
    ReportBoard made;
    const auto one = followed.read(city, shelf);
    const auto other = made.read(city, shelf);
    ASSERT_EQ(*one.by_day, *other.by_day) << events;
    reports = one.rows->size();
    returned = 0;
    for (std::size_t i = 0; i < reports; ++i) {
      ASSERT_EQ((*one.rows)[i].check, (*other.rows)[i].check) << events << " " << i;
      ASSERT_EQ((*one.rows)[i].commitment, (*other.rows)[i].commitment);
      returned += (*one.rows)[i].check == CheckState::Returned ? 1 : 0;
      if (i == 0) continue;
      ASSERT_LE(city->reports[(*one.by_day)[i - 1]].value.until, city->reports[(*one.by_day)[i]].value.until);
    }
  }
  EXPECT_GT(reports, 1000U);
  EXPECT_GT(returned, 20U);
  const auto older = std::make_shared<const city::City>(engine.city_after(200));
  EXPECT_GT(followed.read(older, shelf).city->events, 200U) << "a board does not go back";
  std::filesystem::remove_all(place);
}

}  // namespace
}  // namespace luoshi::engine

#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "city/city.hpp"
#include "engine/event_shelf.hpp"

namespace luoshi::engine {

/// What lists of reports look at, for all reports of the newest city asked about: 8 bytes a report in the order of their ids,
/// and the ids by the day reported on. A list of two million then reads 24 MB, not the reports themselves.
///
/// It follows the city by the events in between, for a report's commitment and day never change and its check does so by
/// one kind of event; where it lags far behind it is made anew.
class ReportBoard {
 public:
  struct Row {
    Id<Commitment> commitment;
    CheckState check = CheckState::Unchecked;
  };
  /// Held while a list is read; the next caller waits.
  struct Reading {
    std::unique_lock<std::mutex> lock;
    std::shared_ptr<const city::City> city;     ///< the state that rows and order belong to
    const std::vector<Row>* rows = nullptr;     ///< by id
    const std::vector<std::uint32_t>* by_day = nullptr;  ///< indices, the oldest day first, then by id
  };

  /// The board of that city, or of a newer one that was asked about before.
  [[nodiscard]] Reading read(const std::shared_ptr<const city::City>& city, EventShelf& shelf);

 private:
  void follow(const city::City& city, EventShelf& shelf);
  void add_new(const city::City& city);

  static constexpr std::uint64_t kFarBehind = 10'000;
  std::mutex mutex_;
  std::shared_ptr<const city::City> city_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> by_day_;
};

}  // namespace luoshi::engine

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "archive/archive.hpp"
#include "engine/enough.hpp"

namespace luoshi::engine {

/// The city judged beside whoever asks: a province takes a minute, and a page must not wait for it. One judgement runs at a time.
///
/// Thread safety: every member function may be called from any thread. Invariants:
/// 1. A look is one of the asked state, or says that it is not: then it is of an earlier state, or there is none yet, with how much is
///    done of the newer one.
/// 2. A running judgement whose state was passed is finished, and the next begins from it, which is quick; were it stopped at every
///    event, a busy city would never be judged. It is stopped where nothing of it could be used: other settings or model adopted,
///    another day, or the end of the program.
class EnoughWorker {
 public:
  explicit EnoughWorker(const archive::Archive& archive) : archive_{archive} {}
  ~EnoughWorker();

  struct Look {
    std::shared_ptr<const city::City> city;        ///< of which it is; nothing where there is none yet
    std::shared_ptr<const CityEnough> judged;      ///< nothing also where that city adopted no settings
    std::optional<double> underway;                ///< share done of the asked state's, 0 … 1; nothing where this is of the asked state
  };
  /// Waits so long for a look of that state; with no patience given, until it is there. @throws what judging threw.
  [[nodiscard]] Look at(const std::shared_ptr<const city::City>& city, Day today, std::optional<std::chrono::milliseconds> patience);

 private:
  [[nodiscard]] bool passed_by(const city::City& city, Day today) const;
  void begin(const std::shared_ptr<const city::City>& city, Day today);
  void run(const std::shared_ptr<const city::City>& city, Day today, const std::shared_ptr<const CityEnough>& before);

  const archive::Archive& archive_;
  std::mutex mutex_;
  std::condition_variable settled_;
  // Guarded by mutex_. `shared_ptr`, because pages under way go on with what they hold while newer ones are made.
  Look last_;
  Day last_day_{};
  std::shared_ptr<const city::City> running_;  // the state that is being judged
  Day running_day_{};
  std::exception_ptr failure_;                 // of the latest judgement, for whoever waits for it
  std::atomic<double> done_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;  // last: uses what stands above
};

}  // namespace luoshi::engine

#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace luoshi::server {

/// How often one and the same may ask: a bucket of `burst` requests that refills by `per_second`.
///
/// By a clock that is never set (`steady_clock`), given by the caller. Thread safety: all functions from any thread. At most
/// `most` are told apart; when more ask, those with a full bucket are forgotten first (they lose nothing), and if that is
/// not enough, all: a flood of names must not fill memory.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Requires burst ≥ 1. `per_second` = 0: no limit at all.
  RateLimit(double per_second, double burst, std::size_t most = 20'000);

  /// Counts a request; nothing when it may go on, else after how many whole seconds (at least 1) the next may come.
  [[nodiscard]] std::optional<unsigned> refuse(const std::string& who, Time now);

 private:
  struct Bucket {
    double left = 0;
    Time at{};
  };
  void make_room(Time now);
  [[nodiscard]] double filled(const Bucket& bucket, Time now) const;

  const double per_second_, burst_;
  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;  // guarded by mutex_
};

}  // namespace luoshi::server

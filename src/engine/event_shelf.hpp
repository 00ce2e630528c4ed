#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/engine.hpp"

namespace luoshi::engine {

/// Decoded events of one ledger. Those asked for are kept, at most `kept` of them (some 700 bytes each): they never change,
/// so that nothing need be found out about age. An event's place is its sequence modulo `kept`; a later one there drives
/// it out.
///
/// Thread safety: all functions from any thread.
class EventShelf {
 public:
  explicit EventShelf(const Engine& engine, std::size_t kept = std::size_t{1} << 15U) : engine_{engine}, places_(kept) {}

  /// @throws as `ledger::entry_at`, and Error{Corrupt} where the entry is no event.
  // `shared_ptr`, because a page goes on reading an event that was driven out meanwhile.
  [[nodiscard]] std::shared_ptr<const city::Event> at(std::uint64_t sequence);

 private:
  struct Place {
    std::uint64_t sequence = 0;
    std::shared_ptr<const city::Event> event;
  };
  const Engine& engine_;
  std::mutex mutex_;
  std::vector<Place> places_;  // guarded by mutex_
};

}  // namespace luoshi::engine

#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "city/city.hpp"
#include "engine/command_index.hpp"
#include "ledger/merkle.hpp"

namespace luoshi::engine {

/// An engine at one place of its ledger: what a start needs to go on from there without reading what came before.
struct Standing {
  city::City city;
  ledger::Frontier frontier;  ///< over the same events: with the entries after them it must lead to the ledger's head
  CommandIndex commands;
};

/// The standings kept beside a database, one file each: DB.checkpoints/N.checkpoint after N events. A cache: any of them
/// can be deleted at any time; what is damaged, cut off, or written by a program that folds otherwise counts as missing.
///
/// Kept are the newest and the first of every million events, so that a past day is about a million events away at most.
/// A file is trusted as the program beside it is: whoever can write both can make either say anything. What no file
/// can do is stand for another ledger: its frontier must lead to the head.
/// Thread safety: none; distinct objects may read while one writes.
class Checkpoints {
 public:
  enum class Use { Read, Keep };

  /// In events. A tail shorter than `worth_it` is folded before a person notices; of each `apart` the first one is kept.
  struct Pace {
    std::uint64_t worth_it = 50'000;
    std::uint64_t apart = 1'000'000;
  };

  /// None are kept or found without a folder; it is made by the first `save`. For `Use::Read` nothing is written.
  explicit Checkpoints(std::filesystem::path folder = {}, Use use = Use::Read) : Checkpoints{std::move(folder), use, Pace{}} {}
  Checkpoints(std::filesystem::path folder, Use use, Pace pace) : folder_{std::move(folder)}, use_{use}, pace_{pace} {}

  [[nodiscard]] Pace pace() const { return pace_; }
  /// How far a ledger may run ahead of its newest checkpoint: a twentieth, so that a start folds no more than that.
  [[nodiscard]] std::uint64_t most_behind(std::uint64_t events) const { return std::max(pace_.worth_it, events / 20); }

  /// Does `save` write?
  [[nodiscard]] bool keeps() const { return use_ == Use::Keep && !folder_.empty(); }

  /// The latest usable one of at most that many events.
  [[nodiscard]] std::optional<Standing> latest(std::uint64_t events) const;
  /// Its city alone.
  [[nodiscard]] std::optional<city::City> latest_city(std::uint64_t events) const;

  /// Forgets all of more than that many events, for they belong to another ledger: their files go where this one keeps them,
  /// and are no longer looked at where it only reads.
  void drop_after(std::uint64_t events);

  /// Writes one, whole or not at all, and removes those no longer kept. A disk that refuses costs the next start its
  /// time, nothing else. Returns whether it was written.
  bool save(const Standing& standing) const;

 private:
  [[nodiscard]] std::vector<std::uint64_t> kept() const;  ///< their numbers of events, rising
  [[nodiscard]] std::filesystem::path path_of(std::uint64_t events) const;

  std::filesystem::path folder_;
  std::uint64_t most_events_ = UINT64_MAX;  ///< of those looked at
  Use use_;
  Pace pace_;
};

}  // namespace luoshi::engine

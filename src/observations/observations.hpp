#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "model/judgement.hpp"

namespace luoshi::observations {

enum class Access {
  Read,  ///< any number of processes
  Write  ///< one process: the directory is made when missing, and locked
};

/// A series as it was known, in time order, with its flags.
struct Known {
  Series series;                   ///< name is the station, unit is left to the register
  std::vector<std::uint16_t> flags;  ///< of each value, a place in `flag_words`
  std::vector<std::string> flag_words{""};
};

/// What monitors measured (监测值), batch by batch, in immutable files. Every function may be called from any thread.
///
/// Invariants:
/// 1. `append` returns when the batch has reached the disk; a crash before leaves it wholly there or not at all.
/// 2. A batch is never changed. A value for a time already told is a correction: the later batch stands, and `read` as of
///    an earlier batch still gives the earlier value.
/// 3. What is handed out matches its digest. Each batch holds the digest of the one before it, so one that is missing
///    between others is noticed on opening; whether the newest are missing the ledger knows, which names their digests.
/// A process that only reads sees the batches that were there when it opened.
class Observations {
 public:
  /// @throws Error{NotFound} when it is to be read and is not there, Error{Unavailable} when another process writes it,
  /// Error{Corrupt} naming a damaged or missing batch.
  Observations(std::filesystem::path directory, Access access);
  ~Observations();

  /// Keeps a batch under a number greater than every one kept (the ledger's sequence). The last batch again with the same values
  /// changes nothing: a caller that was cut off may repeat itself.
  /// @throws Error{Conflict} for a number that is not greater, Error{BadInput | TooLarge} as `write_segment`.
  /// Requires Access::Write.
  Digest append(std::uint64_t batch, std::span<const Observation> values);

  /// Values of one series with from ≤ time < until, as known after `as_of` (all batches when it is not given).
  /// @throws Error{Corrupt} naming the batch whose columns do not match their digest; nothing is handed out then.
  [[nodiscard]] Known read(const std::string& station, const std::string& parameter, Instant from, Instant until,
                           std::optional<std::uint64_t> as_of = std::nullopt) const;

  struct Batch {
    std::uint64_t number = 0;
    Digest digest;
    std::uint64_t values = 0;
  };
  [[nodiscard]] std::vector<Batch> batches() const;
  /// Station and parameter of every series, in order.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> series() const;
  /// Compares every column with its digest; the damages, one line each, empty when all is sound.
  [[nodiscard]] std::vector<std::string> check() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace luoshi::observations

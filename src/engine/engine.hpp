#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "archive/archive.hpp"
#include "city/codec.hpp"
#include "city/decide.hpp"
#include "ledger/ledger.hpp"

namespace luoshi::engine {

/// What a use case needs of the world besides its stores; given in, so that tests decide it.
struct Surroundings {
  std::function<Instant()> now;
  std::function<std::string()> salt;  ///< 32 hexadecimal digits nobody can guess
};

/// The machine's clock and its source of randomness.
[[nodiscard]] Surroundings real_surroundings();

/// Where a command's events stand in the ledger.
struct Done {
  std::uint64_t first = 0;  ///< sequence of the first event
  std::uint32_t count = 0;
  bool repeated = false;    ///< the command had been carried out before; this is what came of it then
};

using Outcome = std::variant<Done, city::Refusal>;

/// Which command of a batch was refused, and why.
struct BatchRefusal {
  std::size_t command = 0;
  city::Refusal refusal;
};

using BatchOutcome = std::variant<Done, BatchRefusal>;

/// One city at work: the ledger, the archive and the fold of the one from the other (design 3).
///
/// Thread safety: every member function may be called from any thread. Commands are decided one after another; those
/// that arrive together share one durable write. Invariants:
/// 1. `city()` shows only what is durable. 2. A refused command leaves no trace. 3. After the ledger failed, every
/// further command is refused until the database is opened anew; reading goes on. 4. Papers and rules named are archived.
class Engine {
 public:
  /// Folds the whole ledger. @throws Error{Corrupt} naming the first event that does not fit.
  Engine(std::unique_ptr<ledger::Ledger> ledger, std::unique_ptr<archive::Archive> archive, Surroundings surroundings);

  /// Carries a command out, durably, or refuses it. A command id that was carried out before returns its first outcome.
  /// @throws Error{Unavailable} when the ledger cannot be written.
  [[nodiscard]] Outcome submit(const city::Command& command, const std::string& session = {});

  /// Carries all commands out, each on what the earlier ones led to, in one durable write; or none of them: the first that
  /// is refused comes back. Those carried out before are passed over. Given `on`, refused (Conflict) when the city has
  /// moved past that many events: for commands that quote ids still to be counted.
  /// @throws Error{Unavailable} when the ledger cannot be written; Error{TooLarge} beyond what one write may hold.
  [[nodiscard]] BatchOutcome submit_all(std::span<const city::Command> commands,
                                        std::optional<std::uint64_t> on = std::nullopt, const std::string& session = {});

  /// The newest durable state; stays as it is however long it is held.
  [[nodiscard]] std::shared_ptr<const city::City> city() const { return published_.load(); }
  /// The state after the first `events` events. Requires events ≤ those of city().
  [[nodiscard]] city::City city_after(std::uint64_t events) const;
  /// The state after everything recorded before that moment.
  [[nodiscard]] city::City city_before(Instant moment) const;

  [[nodiscard]] const ledger::Ledger& ledger() const { return *ledger_; }
  [[nodiscard]] archive::Archive& archive() { return *archive_; }
  [[nodiscard]] const archive::Archive& archive() const { return *archive_; }

 private:
  /// What was decided and waits for the disk.
  struct Decided {
    city::City next;
    std::vector<ledger::Entry> entries;
    std::vector<std::pair<std::string, std::uint64_t>> first_of;  ///< command id → sequence of its first event
  };
  void add(Decided& decided, const city::Command& command, std::vector<city::EventBody> bodies, Instant now, const std::string& session);
  [[nodiscard]] Done write(std::unique_lock<std::mutex> deciding, Decided decided);
  void publish(city::City city);
  [[nodiscard]] Done outcome_at(std::uint64_t first, const std::string& command) const;

  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<archive::Archive> archive_;
  Surroundings surroundings_;

  std::mutex deciding_;
  city::City tip_;       // decided, perhaps not yet durable; guarded by deciding_
  bool failed_ = false;  // guarded by deciding_
  // Command id → sequence of its first event; guarded by deciding_.
  std::unordered_map<std::string, std::uint64_t> commands_;

  std::condition_variable settled_;  // with deciding_: something became durable, or failed
  // `shared_ptr`, because readers hold a state while newer ones are published.
  std::atomic<std::shared_ptr<const city::City>> published_;
};

}  // namespace luoshi::engine

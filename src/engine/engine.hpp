#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "archive/archive.hpp"
#include "city/codec.hpp"
#include "city/decide.hpp"
#include "engine/checkpoints.hpp"
#include "engine/command_index.hpp"
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
/// 5. What is shown follows from entries that lead to the ledger's head: those after the checkpoint are hashed at the
/// start, and a checkpoint whose frontier does not lead there is not used.
/// 6. Samples come with what the adopted rule says of them, in the same write: a rule that fires is never late.
class Engine {
 public:
  /// Folds the ledger, from the latest usable checkpoint on; checkpoints are written in the background as it grows, where
  /// they may be. @throws Error{Corrupt} naming the first event that does not fit.
  Engine(std::unique_ptr<ledger::Ledger> ledger, std::unique_ptr<archive::Archive> archive, Surroundings surroundings,
         Checkpoints checkpoints = Checkpoints{});
  ~Engine();

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
  /// The state after the first `events` events; the last few asked for are kept. Requires events ≤ those of city().
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
    ledger::Frontier frontier;  ///< of the entries up to there
    std::vector<ledger::Entry> entries;
    std::vector<std::pair<std::string, std::uint64_t>> first_of;  ///< command id → sequence of its first event
    std::vector<Id<Asset>> sampled;                               ///< whose samples moved: to be judged with them
  };
  void fold();
  bool fold_on();
  void add(Decided& decided, const city::Command& command, std::vector<city::EventBody> bodies, Instant now, const std::string& session);
  void add_judgements(Decided& decided, Instant now, const std::string& command_id, const std::string& session);
  [[nodiscard]] Done write(std::unique_lock<std::mutex> deciding, Decided decided);
  void publish(Decided decided);
  [[nodiscard]] std::optional<std::uint64_t> carried_out(const std::string& command) const;
  void wait_until_durable(std::unique_lock<std::mutex>& deciding, std::uint64_t sequence);
  [[nodiscard]] Done outcome_at(std::uint64_t first, const std::string& command) const;
  void keep_checkpoints();

  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<archive::Archive> archive_;
  Surroundings surroundings_;
  Checkpoints checkpoints_;

  mutable std::mutex deciding_;
  // Guarded by deciding_, down to the condition.
  city::City tip_;                  // decided, perhaps not yet durable
  ledger::Frontier tip_frontier_;
  bool failed_ = false;
  CommandIndex commands_;           // of what is published
  ledger::Frontier frontier_;       // likewise
  std::unordered_map<std::string, std::uint64_t> pending_;  // command → its first event, of what is decided and not published
  std::deque<std::pair<std::uint64_t, std::string>> pending_in_order_;
  std::uint64_t checkpointed_ = 0;  // events of the newest checkpoint, or of the last try
  bool stopping_ = false;
  std::condition_variable settled_;  // something became durable, or failed
  std::condition_variable keep_;     // a checkpoint is due, or the engine is to stop
  // `shared_ptr`, because readers hold a state while newer ones are published.
  std::atomic<std::shared_ptr<const city::City>> published_;

  mutable std::mutex past_mutex_;  // held while a past state is made: made twice at a time it takes both twice as long
  mutable std::vector<city::City> past_;  // the latest asked for last
  std::thread keeper_;  // last: writes checkpoints of what stands above
};

}  // namespace luoshi::engine

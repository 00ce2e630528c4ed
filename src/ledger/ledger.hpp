#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace luoshi::ledger {

/// One entry of the ledger (账本条目): bytes whose meaning only the caller knows.
///
/// In Luoshi they are canonical JSON. Here they are UTF-8 text of 1 to `kEntryLimit` bytes.
struct Entry {
  std::string bytes;
  friend bool operator==(const Entry&, const Entry&) = default;
};

inline constexpr std::size_t kEntryLimit = std::size_t{1} << 20U;       ///< bytes of one entry
inline constexpr std::size_t kBatchLimit = std::size_t{1} << 16U;       ///< entries of one append
inline constexpr std::size_t kBatchBytesLimit = std::size_t{64} << 20U;  ///< bytes of one append

/// How the tree is hashed; written into every file, so that another algorithm can follow.
enum class Algorithm : std::uint8_t { Sha256 };

/// The state of a whole ledger in one line: how many entries, and the Merkle root over all of them (RFC 6962).
///
/// Two ledgers with equal heads hold the same entries in the same order. The root of the empty ledger is SHA-256("").
struct Head {
  std::uint64_t size = 0;
  Digest root;
  Algorithm algorithm = Algorithm::Sha256;
  friend bool operator==(const Head&, const Head&) = default;
};

/// The head of a ledger without entries.
[[nodiscard]] Head empty_head();

/// `sha256:SIZE:ROOT`, ROOT as 64 hexadecimal digits: the form printed on bulletins and typed back in.
[[nodiscard]] std::string to_text(const Head& head);
/// Reads what `to_text` writes; nothing else.
[[nodiscard]] std::optional<Head> head_from_text(std::string_view text);

/// Where an append came to stand: its entries are `first` … `head.size`, and `head` is the state right after them.
struct Placed {
  std::uint64_t first = 0;
  Head head;
  friend bool operator==(const Placed&, const Placed&) = default;
};

enum class Next { Continue, Stop };

/// Receives one entry: its sequence number (the first entry is 1) and its bytes, valid only during the call.
using Visitor = std::function<Next(std::uint64_t sequence, std::string_view bytes)>;

/// An append-only list of entries under one Merkle tree (账本). Three verbs, nothing ever changed.
///
/// Every function may be called from any thread. Invariants:
/// 1. Entry n, once acknowledged, has the same bytes for ever; sequence numbers are 1 … head().size without a gap.
/// 2. `head()` covers acknowledged entries only; its size never decreases.
/// 3. An append is wholly there or not at all, also after a crash.
/// 4. Appends submitted one after another by one thread stand in that order.
/// 5. When the store fails during an append, that append and every later one is refused until the ledger is opened
///    anew: nobody can tell what the store kept. Reading goes on.
class Ledger {
 public:
  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  [[nodiscard]] virtual Head head() const = 0;

  /// Appends all entries or none; durable on return.
  /// @throws Error{Conflict} when the head is no longer `expected`; nothing is written.
  /// @throws Error{BadInput | TooLarge} for no entries, an entry that is empty or no UTF-8, or too much at once.
  /// @throws Error{Unavailable} when the store failed (now or in an earlier append).
  virtual Head append(const Head& expected, std::span<const Entry> entries) = 0;

  /// Queues the entries behind whatever was queued before, on no particular head; the future is ready once they are
  /// durable, or holds the Error. Entries queued together by many callers share one write. Blocks while the queue is
  /// full.
  /// @throws as `append` for entries refused outright.
  [[nodiscard]] virtual std::future<Placed> submit(std::vector<Entry> entries) = 0;

  /// Shows entries `first` … `last` in order, from one consistent state; stops early when the visitor says so.
  /// @throws Error{NotFound} unless 1 ≤ first and last ≤ head().size; `first` = last + 1 shows nothing.
  /// @throws Error{Corrupt} when an entry is missing from the store.
  virtual void read(std::uint64_t first, std::uint64_t last, const Visitor& visit) const = 0;
};

/// The limits every back end puts on an append.
/// @throws Error{BadInput | TooLarge} naming the entry refused.
void check_entries(std::span<const Entry> entries);

/// The limits every back end puts on a read. @throws Error{NotFound}
void check_range(std::uint64_t first, std::uint64_t last, std::uint64_t size);

/// Refuses an append made on a head that has moved. @throws Error{Conflict}
void check_expected(const Head& expected, const Head& current);

/// Shows every entry of the ledger and rebuilds the tree on the way; returns the head. For a start that trusts nothing:
/// `read` alone does not look at digests (they cost 0.3 µs an entry).
/// @throws Error{Corrupt} at the end when the entries shown do not lead to the head: what was made of them must go.
Head read_verified(const Ledger& ledger, const std::function<void(std::uint64_t sequence, std::string_view bytes)>& see);

/// One entry by its sequence number. @throws as `Ledger::read`
[[nodiscard]] Entry entry_at(const Ledger& ledger, std::uint64_t sequence);

/// Appends every entry of `from` to the empty ledger `to`; returns the head both then have.
/// @throws Error{BadInput} when `to` is not empty, Error{Corrupt} when the heads differ at the end.
Head copy_ledger(const Ledger& from, Ledger& to);

}  // namespace luoshi::ledger

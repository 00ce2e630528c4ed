#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ledger/sqlite/sqlite_ledger.hpp"

/// A file layer for SQLite, and for the witness beside it, that does what the disk does, writes down every call in order,
/// and fails on demand.
namespace luoshi::test {

enum class Kind { Write, Truncate, Sync, Delete, SyncNames, Acknowledge };

/// Whether a write interrupted by a power failure leaves the bytes around it alone (SQLite's default belief).
enum class Overwriting { Safe, Unsafe };

/// One thing that happened to a file; `file` is its name without the directory.
struct Operation {
  Kind kind = Kind::Sync;
  std::string file;
  std::uint64_t offset = 0;  ///< Write: where. Truncate: the new size. Acknowledge: the size acknowledged.
  std::string bytes;
};

enum class Failing { Once, FromThenOn };

class Recorder {
 public:
  /// Registers the layer with SQLite under `name` for as long as the object lives.
  Recorder(std::string name, Overwriting overwriting);
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  ~Recorder();

  /// Options that open a ledger through this layer.
  [[nodiscard]] ledger::SqliteOptions options();

  /// A caller was told that everything up to `size` is durable.
  void acknowledge(std::uint64_t size);
  [[nodiscard]] std::vector<Operation> taken();

  /// Call number `call` (of opens, reads, writes, truncations and syncs, from 1) fails with SQLite's `code`.
  void fail_at(std::uint64_t call, int code, Failing failing);
  /// True when a call was made to fail since `fail_at`.
  [[nodiscard]] bool failed() const;

  // For the layer itself.
  void add(Operation operation);
  [[nodiscard]] std::optional<int> failure_now();
  [[nodiscard]] Overwriting overwriting() const { return overwriting_; }

 private:
  std::string name_;
  Overwriting overwriting_;
  void* vfs_ = nullptr;
  mutable std::mutex mutex_;
  std::vector<Operation> operations_;
  std::uint64_t calls_ = 0;
  std::uint64_t fail_at_ = 0;
  int code_ = 0;
  Failing failing_ = Failing::Once;
  bool failed_ = false;
};

}  // namespace luoshi::test

#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "disk/file.hpp"
#include "ledger/ledger.hpp"
#include "ledger/sqlite/witness.hpp"

/// The ledger in one SQLite file (docs/formats/ledger.md): `DB`, its log `DB-wal`, the witness `DB.head`, the lock
/// `DB.lock`.
///
/// A commit thread gathers what is queued into one transaction (WAL, synchronous FULL); a second thread then syncs the
/// new head into `DB.head`, meanwhile the first goes on. Only then are the entries acknowledged.
namespace luoshi::ledger {

enum class IfMissing { Create, Refuse };

struct SqliteOptions {
  IfMissing if_missing = IfMissing::Create;
  // How files are reached: for tests that record, fail and replay it.
  std::string vfs = {};  ///< SQLite's file layer by name; empty is its own
  std::function<std::unique_ptr<WitnessFile>(const std::filesystem::path&)> open_witness = open_witness_file;
  std::function<void(const std::filesystem::path&)> sync_names = sync_directory;
};

/// Opens for writing; there is one writer at a time.
/// @throws Error{Unavailable} when another writer holds the lock or the disk fails,
///   Error{NotFound} when there is none and `if_missing` refuses,
///   Error{BadInput} when the file is no ledger or a newer version's,
///   Error{Corrupt} when the ledger ends below its witness (naming the missing events), or head, tree and last entry
///   disagree.
[[nodiscard]] std::unique_ptr<Ledger> open_sqlite_ledger(const std::filesystem::path& path,
                                                         const SqliteOptions& options = {});

/// Opens for reading, also while a writer runs; `head()` follows the writer. `append` and `submit` throw Error{Denied}.
/// @throws as `open_sqlite_ledger`; never creates a ledger.
[[nodiscard]] std::unique_ptr<Ledger> open_sqlite_ledger_read_only(const std::filesystem::path& path,
                                                                   const SqliteOptions& options = {});

}  // namespace luoshi::ledger

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "ledger/ledger.hpp"

namespace luoshi::engine {

/// How ledgers on disk are opened and made; the door knows the back end.
struct LedgerFiles {
  std::function<std::unique_ptr<ledger::Ledger>(const std::filesystem::path&)> open_for_reading;
  std::function<std::unique_ptr<ledger::Ledger>(const std::filesystem::path&)> make;
};

/// A database and the blobs its events name.
struct Database {
  std::filesystem::path ledger;
  std::filesystem::path blobs;  ///< need not exist: a city without documents
  std::filesystem::path observations = {};  ///< need not exist: a city without monitors
};

struct Copied {
  ledger::Head head;
  std::uint64_t blobs = 0;
  std::uint64_t batches = 0;  ///< of observations
};

/// Copies a database into a new directory (备份; docs/formats/ledger.md, "A backup"): the ledger, then its head, then the
/// blobs and the observations; a writer may go on meanwhile. The copy is read back and every digest rebuilt before the directory gets its
/// name, so a directory of that name is a whole backup. An attempt cut short leaves `DIR.unfinished`, which the next one
/// removes.
/// @throws Error{BadInput} when the directory is there already and not empty, Error{Corrupt} when the source is damaged.
Copied back_up(const Database& from, const std::filesystem::path& directory, const LedgerFiles& files);

/// Makes a database of a backup (恢复), verified as above. The database gets its name last, when all is in place.
/// @throws Error{BadInput} when the database is there already (nothing is overwritten) or the directory is no backup,
///   Error{Corrupt} when the backup is damaged.
Copied restore(const std::filesystem::path& directory, const Database& to, const LedgerFiles& files);

}  // namespace luoshi::engine

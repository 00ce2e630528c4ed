#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/backup.hpp"
#include "engine/engine.hpp"

namespace luoshi::cli {

/// Where a database keeps its blobs: beside it, DB.blobs.
[[nodiscard]] std::filesystem::path archive_path(const std::filesystem::path& database);

/// Where it keeps what monitors measured: DB.observations.
[[nodiscard]] std::filesystem::path observations_path(const std::filesystem::path& database);

/// Where a database keeps the states it can start from: beside it, DB.checkpoints. A cache; may be deleted.
[[nodiscard]] std::filesystem::path checkpoint_path(const std::filesystem::path& database);

/// The city of a database, for writing; makes the database where there is none.
/// @throws Error when another program writes, or what is there cannot be read as a ledger.
[[nodiscard]] std::unique_ptr<engine::Engine> open_for_writing(const std::string& database);

/// The city of a database, for looking only; goes on while another program writes.
[[nodiscard]] std::unique_ptr<engine::Engine> open_for_reading(const std::string& database);

/// The ledgers alone, for what needs no city.
[[nodiscard]] engine::LedgerFiles ledger_files();

/// Makes a new database of what `fill` does to an empty city: decided in memory, then written in one go, so that thousands
/// of commands cost one wait for the disk, and a run cut off leaves no half-filled ledger.
/// @throws Error{BadInput} when the database already holds a city.
void fill_new_database(const std::string& database, const std::function<void(engine::Engine&)>& fill);

}  // namespace luoshi::cli

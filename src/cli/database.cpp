#include "cli/database.hpp"

#include "archive/archive.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"

namespace luoshi::cli {

std::filesystem::path archive_path(const std::filesystem::path& database) {
  return std::filesystem::path{database}.concat(".blobs");
}

std::unique_ptr<engine::Engine> open_for_writing(const std::string& database) {
  return std::make_unique<engine::Engine>(ledger::open_sqlite_ledger(database),
                                          std::make_unique<archive::Archive>(archive_path(database)), engine::real_surroundings());
}

std::unique_ptr<engine::Engine> open_for_reading(const std::string& database) {
  return std::make_unique<engine::Engine>(ledger::open_sqlite_ledger_read_only(database),
                                          std::make_unique<archive::Archive>(archive_path(database)), engine::real_surroundings());
}

engine::LedgerFiles ledger_files() {
  return {[](const std::filesystem::path& path) { return ledger::open_sqlite_ledger_read_only(path); },
          [](const std::filesystem::path& path) { return ledger::open_sqlite_ledger(path); }};
}

}  // namespace luoshi::cli

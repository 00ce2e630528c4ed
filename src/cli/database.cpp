#include "cli/database.hpp"

#include "archive/archive.hpp"
#include "base/error.hpp"
#include "ledger/memory/memory_ledger.hpp"
#include "ledger/sqlite/sqlite_ledger.hpp"

namespace luoshi::cli {

std::filesystem::path archive_path(const std::filesystem::path& database) {
  return std::filesystem::path{database}.concat(".blobs");
}

std::filesystem::path observations_path(const std::filesystem::path& database) {
  return std::filesystem::path{database}.concat(".observations");
}

std::filesystem::path checkpoint_path(const std::filesystem::path& database) {
  return std::filesystem::path{database}.concat(".checkpoints");
}

std::unique_ptr<engine::Engine> open_for_writing(const std::string& database) {
  return std::make_unique<engine::Engine>(ledger::open_sqlite_ledger(database),
                                          std::make_unique<archive::Archive>(archive_path(database)), engine::real_surroundings(),
                                          engine::Checkpoints{checkpoint_path(database), engine::Checkpoints::Use::Keep});
}

std::unique_ptr<engine::Engine> open_for_reading(const std::string& database) {
  return std::make_unique<engine::Engine>(ledger::open_sqlite_ledger_read_only(database),
                                          std::make_unique<archive::Archive>(archive_path(database)), engine::real_surroundings(),
                                          engine::Checkpoints{checkpoint_path(database)});
}

void fill_new_database(const std::string& database, const std::function<void(engine::Engine&)>& fill) {
  const auto ledger = ledger::open_sqlite_ledger(database);
  if (ledger->head().size > 0)
    throw Error{Fault::BadInput, database + " already holds a city (the sample needs an empty database); name another one"};
  engine::Engine engine{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(archive_path(database)),
                        engine::real_surroundings()};
  fill(engine);
  (void)ledger::copy_ledger(engine.ledger(), *ledger);
}

engine::LedgerFiles ledger_files() {
  return {[](const std::filesystem::path& path) { return ledger::open_sqlite_ledger_read_only(path); },
          [](const std::filesystem::path& path) { return ledger::open_sqlite_ledger(path); }};
}

}  // namespace luoshi::cli

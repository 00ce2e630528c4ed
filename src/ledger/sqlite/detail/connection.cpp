#include "ledger/sqlite/detail/connection.hpp"

#include <sqlite3.h>

#include "base/error.hpp"

namespace luoshi::ledger::detail {
namespace {

constexpr int kBusyMilliseconds = 5000;  // a reader may wait for the short moment a recovery or checkpoint needs

Error error_of(sqlite3* database, int code, const std::filesystem::path& path) {
  const std::string file = path.string();
  const std::string reason = std::string{" ("} + (database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code)) +
                             ")";
  switch (code & 0xFF) {
    case SQLITE_FULL: return Error{Fault::Unavailable, "disk full while writing " + file + reason + "; free space"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Error{Fault::Unavailable, file + " is held by another program" + reason + "; close it"};
    case SQLITE_CANTOPEN:
      return Error{Fault::Unavailable, file + " cannot be opened" + reason + "; check that path and its rights"};
    case SQLITE_PERM:
    case SQLITE_READONLY: return Error{Fault::Unavailable, file + " cannot be written" + reason + "; check its rights"};
    case SQLITE_NOTADB:
      return Error{Fault::Corrupt, file + " is no ledger, or its first bytes were changed" + reason +
                                       "; name the right file or restore a backup"};
    case SQLITE_CORRUPT:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
      return Error{Fault::Corrupt, file + " is damaged" + reason + "; run `luoshi ledger check`, then restore a backup"};
    case SQLITE_NOMEM: return Error{Fault::Unavailable, "no memory left while using " + file + "; free memory"};
    default: return Error{Fault::Unavailable, "using " + file + " failed" + reason + "; check the disk"};
  }
}

[[noreturn]] void wrong_type(const std::filesystem::path& path) {
  throw Error{Fault::Corrupt, path.string() + " is damaged (a column holds another type than it was given); run " +
                                  "`luoshi ledger check`, then restore a backup"};
}

std::string_view bytes_of(sqlite3_stmt* statement, int column) {
  const void* const bytes = sqlite3_column_blob(statement, column);
  const int size = sqlite3_column_bytes(statement, column);
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

}  // namespace

Statement::Statement(sqlite3* database, const std::filesystem::path& path, std::string_view sql)
    : database_{database}, path_{path} {
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr);
  if (code != SQLITE_OK) throw error_of(database, code, path);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int parameter, std::uint64_t value) {
  const int code = sqlite3_bind_int64(statement_, parameter, static_cast<sqlite3_int64>(value));
  if (code != SQLITE_OK) throw error_of(database_, code, path_);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view blob) {
  const int code = sqlite3_bind_blob64(statement_, parameter, blob.data(), blob.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) throw error_of(database_, code, path_);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const Error error = error_of(database_, code, path_);
  sqlite3_reset(statement_);
  throw error;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }

std::uint64_t Statement::number(int column) const {
  const sqlite3_int64 value = sqlite3_column_int64(statement_, column);
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER || value < 0) wrong_type(path_);
  return static_cast<std::uint64_t>(value);
}

std::string_view Statement::blob(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_BLOB) wrong_type(path_);
  return bytes_of(statement_, column);
}

std::string_view Statement::text(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) wrong_type(path_);
  return bytes_of(statement_, column);
}

Connection::Connection(std::filesystem::path path, Access access, const std::string& vfs) : path_{std::move(path)} {
  const int mode = access == Access::Read    ? SQLITE_OPEN_READONLY
                   : access == Access::Write ? SQLITE_OPEN_READWRITE
                                             : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(path_.c_str(), &database_, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                   vfs.empty() ? nullptr : vfs.c_str());
  if (code != SQLITE_OK) {
    const Error error = error_of(database_, code, path_);
    sqlite3_close(database_);
    throw error;
  }
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  if (access == Access::Read) sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Connection::~Connection() { sqlite3_close(database_); }

void Connection::run(const std::string& sql) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw error_of(database_, code, path_);
}

std::unique_ptr<Statement> Connection::prepare(std::string_view sql) {
  return std::make_unique<Statement>(database_, path_, sql);
}

std::uint64_t Connection::number(std::string_view sql) {
  const auto statement = prepare(sql);
  if (!statement->step())
    throw Error{Fault::Corrupt, path_.string() + " is damaged (a value is missing); restore a backup"};
  return statement->number(0);
}

}  // namespace luoshi::ledger::detail

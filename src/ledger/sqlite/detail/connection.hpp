#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// The few SQLite calls the ledger makes, with every return code looked at. For one thread at a time.
namespace luoshi::ledger::detail {

class Statement {
 public:
  Statement(sqlite3* database, const std::filesystem::path& path, std::string_view sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// Parameters are numbered from 1. Bytes must live until the next `reset`.
  Statement& bind(int parameter, std::uint64_t value);
  Statement& bind(int parameter, std::string_view blob);
  /// True when a row is there to be looked at, false at the end.
  [[nodiscard]] bool step();
  /// Runs a statement that gives no rows, and makes it ready again.
  void run();
  void reset();
  /// Columns are numbered from 0. @throws Error{Corrupt} when the column holds another type or a negative number.
  [[nodiscard]] std::uint64_t number(int column) const;
  /// Valid until the next `step` or `reset`.
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] std::string_view text(int column) const;

 private:
  sqlite3* database_;
  const std::filesystem::path& path_;
  sqlite3_stmt* statement_ = nullptr;
};

enum class Access { Read, Write, Create };

class Connection {
 public:
  Connection(std::filesystem::path path, Access access, const std::string& vfs);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  void run(const std::string& sql);
  [[nodiscard]] std::unique_ptr<Statement> prepare(std::string_view sql);
  /// The single number a query gives.
  [[nodiscard]] std::uint64_t number(std::string_view sql);
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  sqlite3* database_ = nullptr;
};

}  // namespace luoshi::ledger::detail

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "ledger/ledger.hpp"
#include "ledger/merkle.hpp"
#include "ledger/sqlite/detail/connection.hpp"

/// The tables of format 1 (docs/formats/ledger.md) and what must hold of them before the first entry is trusted.
namespace luoshi::ledger::detail {

enum class Contents { Nothing, Ledger };

/// @throws Error{BadInput} when the file is another program's or a newer version's, Error{Corrupt} when its tables are
///   not exactly those of the format.
[[nodiscard]] Contents check_format(Connection& connection);

/// The stored head and the right edge of its tree. @throws Error{Corrupt} unless peaks, root and last entry agree.
struct State {
  Head head;
  Frontier tree;
};
[[nodiscard]] State read_state(Connection& connection);

/// @throws Error{Corrupt} naming the missing events when `stored` lies below `witnessed`, when both have one size and
///   two roots, or when a ledger with entries has no witness.
void check_against_witness(const std::filesystem::path& path, const Head& stored, const std::optional<Head>& witnessed);

/// A database cut at its end still opens: SQLite reads missing pages as zeros, or not at all until someone asks for them.
/// Nothing is judged while a log holds pages that the file may still lack.
/// @throws Error{Corrupt} when the file is shorter than its pages.
void check_length(Connection& connection);

/// The one writing connection. For one thread at a time.
class Store {
 public:
  Store(const std::filesystem::path& path, const std::string& vfs, const std::optional<Head>& witnessed);

  /// The head after everything inserted, committed or not.
  [[nodiscard]] Head tip() const;
  void begin();
  /// Requires one leaf digest for each entry, and `begin`.
  Placed insert(std::span<const Entry> entries, std::span<const Digest> leaves);
  /// Durable on return. After an exception from any of the three the object must not be used again.
  void commit();

 private:
  void create();
  void check_beginning(const Head& witnessed);

  Connection connection_;
  Frontier tree_;
  std::unique_ptr<Statement> begin_;
  std::unique_ptr<Statement> insert_;
  std::unique_ptr<Statement> set_head_;
  std::unique_ptr<Statement> commit_;
};

}  // namespace luoshi::ledger::detail

#include "ledger/check/check.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "base/error.hpp"
#include "ledger/check/detail/own_tree.hpp"

namespace luoshi::ledger_check {
namespace {

using detail::Bytes32;
using detail::hex;
using detail::own_leaf;
using detail::OwnSha256;
using detail::OwnTree;

namespace fs = std::filesystem;

// The format as docs/formats/ledger.md states it; written out again, not shared with the writer.
constexpr std::int64_t kApplicationId = 1282764659;
constexpr std::size_t kSlot = 512;
constexpr const char* kTables =
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;"
    "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), algorithm TEXT NOT NULL, size INTEGER NOT NULL, "
    "root BLOB NOT NULL, peaks BLOB NOT NULL) STRICT;";

void problem(Report& report, const std::string& text) {
  ++report.problem_count;
  if (report.problems.size() < kListed) report.problems.push_back(text);
}

std::string event(std::uint64_t sequence) { return "event " + std::to_string(sequence); }

std::string events(std::uint64_t first, std::uint64_t last) {
  return first == last ? event(first) : "events " + std::to_string(first) + " to " + std::to_string(last);
}

// ---- the witness DB.head ----

struct Slot {
  std::uint64_t size = 0;
  std::string root;
};

std::optional<Slot> parse_slot(const std::string& bytes) {
  static const std::string kTitle = "luoshi-head 1 sha256:";
  if (bytes.size() != kSlot || bytes.compare(0, kTitle.size(), kTitle) != 0) return std::nullopt;
  const std::string covered = bytes.substr(0, kSlot - 65);
  if (bytes.substr(kSlot - 65) != hex(OwnSha256{}.update(covered).finish()) + "\n") return std::nullopt;
  const std::size_t colon = covered.find(':', kTitle.size());
  if (colon == std::string::npos || colon == kTitle.size() || colon - kTitle.size() > 19) return std::nullopt;
  Slot slot;
  for (std::size_t i = kTitle.size(); i < colon; ++i) {
    if (covered[i] < '0' || covered[i] > '9') return std::nullopt;
    slot.size = slot.size * 10 + static_cast<std::uint64_t>(covered[i] - '0');
  }
  slot.root = covered.substr(colon + 1, 64);
  return slot;
}

std::optional<Slot> read_witness(const fs::path& database, Report& report) {
  const fs::path path = database.string() + ".head";
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    problem(report, path.string() + " is missing: whether acknowledged events were lost cannot be told");
    return std::nullopt;
  }
  std::string bytes(2 * kSlot + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  const auto first = parse_slot(bytes.substr(0, std::min(kSlot, bytes.size())));
  const auto second = bytes.size() > kSlot ? parse_slot(bytes.substr(kSlot, kSlot)) : std::nullopt;
  if (bytes.size() > 2 * kSlot) problem(report, path.string() + " is longer than two slots: it was changed");
  if (!first && !second) {
    problem(report, path.string() + " has no whole slot: whether acknowledged events were lost cannot be told");
    return std::nullopt;
  }
  if (!first || !second)
    report.notes.push_back("one of the two slots of " + path.string() +
                           " is not whole: a crash while it was written, or damage to it; the other one was used");
  if (!first || !second) return first ? first : second;
  return first->size >= second->size ? first : second;
}

// ---- the database ----

/// SQLite refused; inside `check` this becomes a problem of the report.
struct Unreadable {
  std::string reason;
};

class Database {
 public:
  explicit Database(const fs::path& path) {
    const int code = sqlite3_open_v2(fs::absolute(path).c_str(), &handle_, SQLITE_OPEN_READONLY, nullptr);
    if (code != SQLITE_OK) fail();
    sqlite3_busy_timeout(handle_, 5000);
    // A check must leave the files as it found them.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(handle_); }

  template <class Row>
  void each(const char* sql, Row row) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) != SQLITE_OK) fail();
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) row(statement);
    const std::string reason = sqlite3_errmsg(handle_);
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE) throw Unreadable{reason};
  }

  std::int64_t number(const char* sql) {
    std::int64_t value = -1;
    each(sql, [&](sqlite3_stmt* row) { value = sqlite3_column_int64(row, 0); });
    return value;
  }

 private:
  [[noreturn]] void fail() {
    const std::string reason = handle_ != nullptr ? sqlite3_errmsg(handle_) : "no memory";
    throw Unreadable{reason};
  }
  sqlite3* handle_ = nullptr;
};

std::string_view bytes_at(sqlite3_stmt* row, int column) {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  return bytes == nullptr ? std::string_view{} : std::string_view{bytes, size};
}

std::string hex_of(std::string_view bytes) {
  Bytes32 digest{};
  if (bytes.size() != digest.size()) return "(wrong length)";
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return hex(digest);
}

/// False when reading on would be guesswork.
bool check_format(Database& database, Report& report) {
  const std::int64_t application = database.number("PRAGMA application_id");
  const std::int64_t version = database.number("PRAGMA user_version");
  std::string tables;
  database.each("SELECT sql FROM sqlite_schema ORDER BY name",
                [&](sqlite3_stmt* row) { tables.append(bytes_at(row, 0)).append(";"); });
  if (application == 0 && version == 0 && tables.empty()) {
    problem(report, "the database is empty: it holds no ledger");
  } else if (application != kApplicationId) {
    problem(report, "the database does not call itself a ledger of Luoshi");
  } else if (version > 1) {
    problem(report, "the ledger has format " + std::to_string(version) + ", newer than this version of Luoshi reads (1)");
  } else if (version != 1 || tables != kTables) {
    problem(report, "the tables are not those of ledger format 1: the file was changed outside Luoshi");
  } else {
    return true;
  }
  return false;
}

struct Rebuilt {
  OwnTree by_bytes;                        // from the entries
  OwnTree by_leaf;                         // from the stored leaf digests
  std::vector<std::uint64_t> disagreeing;  // events whose bytes do not give their stored digest
  std::uint64_t disagreeing_count = 0;
  std::optional<std::string> root_at_witness;
};

void rebuild(Database& database, const std::optional<Slot>& witness, Report& report, Rebuilt& rebuilt) {
  if (witness && witness->size == 0) rebuilt.root_at_witness = hex(rebuilt.by_bytes.root());
  database.each("SELECT sequence, bytes, leaf FROM entry ORDER BY sequence", [&](sqlite3_stmt* row) {
    const std::int64_t sequence = sqlite3_column_int64(row, 0);
    const std::uint64_t expected = report.size + 1;
    if (sequence != static_cast<std::int64_t>(expected)) {
      if (!report.first_bad_event) report.first_bad_event = expected;
      problem(report, event(expected) + " is missing; event " + std::to_string(sequence) + " stands in its place");
    }
    const Bytes32 leaf = own_leaf(bytes_at(row, 1));
    const std::string_view stored = bytes_at(row, 2);
    Bytes32 stored_leaf{};
    if (stored.size() == stored_leaf.size()) std::copy(stored.begin(), stored.end(), stored_leaf.begin());
    if (stored_leaf != leaf) {
      ++rebuilt.disagreeing_count;
      if (rebuilt.disagreeing.size() < kListed) rebuilt.disagreeing.push_back(expected);
    }
    rebuilt.by_bytes.add(leaf);
    rebuilt.by_leaf.add(stored_leaf);
    ++report.size;
    if (witness && report.size == witness->size) rebuilt.root_at_witness = hex(rebuilt.by_bytes.root());
  });
}

/// Which of the two was changed, entry or digest: the one that does not lead to the head.
void name_disagreeing(const Rebuilt& rebuilt, const std::string& head_root, Report& report) {
  const bool bytes_hold = hex(rebuilt.by_bytes.root()) == head_root;
  for (const std::uint64_t sequence : rebuilt.disagreeing) {
    if (!report.first_bad_event || *report.first_bad_event > sequence) report.first_bad_event = sequence;
    problem(report, bytes_hold ? event(sequence) + ": its stored digest was changed; its bytes still lead to the head"
                               : event(sequence) + ": its bytes were changed; they no longer give its digest");
  }
  report.problem_count += rebuilt.disagreeing_count - rebuilt.disagreeing.size();
}

/// An entry changed together with its digest shows only in the tree; the stored peaks still say in which part.
void name_part(const Rebuilt& rebuilt, std::string_view stored_peaks, Report& report) {
  std::uint64_t first = 1;
  std::size_t at = 0;
  for (const detail::OwnPeak& peak : rebuilt.by_bytes.peaks()) {
    if (at + 32 > stored_peaks.size() || hex_of(stored_peaks.substr(at, 32)) != hex(peak.root)) {
      problem(report, "among " + events(first, first + peak.leaves - 1) +
                          " something was changed: this part of the tree has another digest than the head keeps");
      if (!report.first_bad_event) report.first_bad_event = first;
      return;
    }
    first += peak.leaves;
    at += 32;
  }
  problem(report, "the head was changed: its root is not the root of its own tree");
}

void compare_head(Database& database, const Rebuilt& rebuilt, Report& report) {
  int rows = 0;
  database.each("SELECT algorithm, size, root, peaks FROM head", [&](sqlite3_stmt* row) {
    if (++rows > 1) return;
    if (bytes_at(row, 0) != "sha256") problem(report, "the head names an unknown digest algorithm");
    const auto size = static_cast<std::uint64_t>(sqlite3_column_int64(row, 1));
    const std::string root = hex_of(bytes_at(row, 2));
    const std::string_view peaks = bytes_at(row, 3);
    name_disagreeing(rebuilt, root, report);
    if (size != report.size) {
      problem(report, "the head counts " + std::to_string(size) + " events, the ledger holds " +
                          std::to_string(report.size));
      if (!report.first_bad_event && size > report.size) report.first_bad_event = report.size + 1;
    } else if (root != report.root && rebuilt.disagreeing_count == 0) {
      name_part(rebuilt, peaks, report);
    }
    std::string own_peaks;
    for (const detail::OwnPeak& peak : rebuilt.by_bytes.peaks()) own_peaks.append(peak.root.begin(), peak.root.end());
    if (root == report.root && own_peaks != peaks)
      problem(report, "the head was changed: its tree is not the tree of the entries");
  });
  if (rows != 1) problem(report, "the ledger has " + std::to_string(rows) + " heads instead of one");
}

void compare_witness(const fs::path& database, const std::optional<Slot>& witness, const Rebuilt& rebuilt,
                     Report& report) {
  if (!witness) return;
  const std::string name = database.string() + ".head";
  if (report.size < witness->size) {
    if (!report.first_bad_event) report.first_bad_event = report.size + 1;
    problem(report, events(report.size + 1, witness->size) + " were acknowledged (" + name + ") and are missing");
  } else if (rebuilt.root_at_witness != witness->root) {
    problem(report, "the first " + std::to_string(witness->size) + " events are not those " + name + " witnessed");
  } else if (report.size > witness->size) {
    report.notes.push_back(events(witness->size + 1, report.size) +
                           " are not witnessed yet: a writer is at work, or one crashed before it could acknowledge them");
  }
}

void check_database(const fs::path& path, const std::optional<Slot>& witness, Report& report) {
  Rebuilt rebuilt;
  try {
    Database database{path};
    database.each("BEGIN", [](sqlite3_stmt*) {});
    if (!check_format(database, report)) return;
    try {
      rebuild(database, witness, report, rebuilt);
    } catch (const Unreadable& unreadable) {
      report.first_bad_event = report.first_bad_event.value_or(report.size + 1);
      problem(report, "from " + event(report.size + 1) + " on the ledger cannot be read (" + unreadable.reason + ")");
    }
    report.root = hex(rebuilt.by_bytes.root());
    compare_head(database, rebuilt, report);
    database.each("PRAGMA quick_check(1)", [&](sqlite3_stmt* row) {
      const std::string_view said = bytes_at(row, 0);
      if (said != "ok") problem(report, "the structure of the database is damaged (" + std::string{said} + ")");
    });
  } catch (const Unreadable& unreadable) {
    problem(report, "the database cannot be read (" + unreadable.reason + ")");
  }
  compare_witness(path, witness, rebuilt, report);
}

// ---- the archive ----

Bytes32 digest_of_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw Error{Fault::Unavailable, path.string() + " cannot be read (no right to it?); give this user the right"};
  OwnSha256 digest;
  std::string piece(std::size_t{1} << 20U, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0)
    digest.update({piece.data(), static_cast<std::size_t>(file.gcount())});
  return digest.finish();
}

bool is_blob_name(const std::string& name, const std::string& folder) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos &&
         name.compare(0, 2, folder) == 0;
}

void check_archive(const fs::path& root, Report& report) {
  if (!fs::is_directory(root))
    throw Error{Fault::NotFound, "there is no archive " + root.string() + " (no such file); check the name"};
  report.blobs = 0;
  std::vector<fs::path> files;
  for (const fs::directory_entry& each : fs::recursive_directory_iterator{root})
    if (!each.is_directory()) files.push_back(each.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    const std::string name = path.filename().string();
    if (path.parent_path().parent_path() == root && is_blob_name(name, path.parent_path().filename().string())) {
      ++*report.blobs;
      if (hex(digest_of_file(path)) != name)
        problem(report, "blob " + name + " was changed: its bytes have another digest");
    } else if (name.ends_with(".new")) {
      report.notes.push_back(path.string() + " was left by a crash while it was written; it may be removed");
    } else {
      problem(report, path.string() + " does not belong in an archive");
    }
  }
}

}  // namespace

Report check(const fs::path& database, const std::optional<fs::path>& archive) {
  if (!fs::is_regular_file(database))
    throw Error{Fault::NotFound, "there is no ledger " + database.string() + " (no such file); check the name"};
  Report report;
  report.root = hex(OwnTree{}.root());
  // Before the database: a running writer moves the ledger first, then its witness.
  const std::optional<Slot> witness = read_witness(database, report);
  check_database(database, witness, report);
  if (archive) check_archive(*archive, report);
  return report;
}

}  // namespace luoshi::ledger_check

#include "ledger/sqlite/sqlite_ledger.hpp"

#include <mutex>

#include "base/error.hpp"
#include "disk/file.hpp"
#include "ledger/sqlite/detail/group_commit.hpp"
#include "ledger/sqlite/detail/store.hpp"

namespace luoshi::ledger {
namespace {

using detail::Access;
using detail::Connection;
using detail::Statement;

std::filesystem::path beside(const std::filesystem::path& path, const char* ending) {
  std::filesystem::path named = path;
  named += ending;
  return named;
}

// One name for one file, whatever link or relative path led to it; SQLite and the lock then agree on it.
std::filesystem::path settled_path(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::path settled = std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
  if (error || !std::filesystem::is_directory(settled.parent_path(), error))
    throw Error{Fault::NotFound, "there is no directory for " + path.string() + " (a ledger needs one); make it first"};
  return settled;
}

void refuse_missing(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) return;
  const std::string witness = std::filesystem::exists(beside(path, ".head"))
                                  ? " (its witness " + path.string() + ".head is still there); restore a backup"
                                  : " (no such file); check the name, or import something to begin one";
  throw Error{Fault::NotFound, "there is no ledger " + path.string() + witness};
}

File locked(const std::filesystem::path& path) {
  File lock{beside(path, ".lock"), File::Mode::Create};
  if (!lock.try_lock())
    throw Error{Fault::Unavailable, path.string() + " is being written by another process (one writer at a time); "
                                                    "stop it, or go through the running server"};
  return lock;
}

// Reading connections, made when needed and kept: a reader never waits for another.
class Readers {
 public:
  Readers(std::filesystem::path path, std::string vfs) : path_{std::move(path)}, vfs_{std::move(vfs)} {}

  void read(std::uint64_t first, std::uint64_t last, const Visitor& visit) const {
    const Lease lease{*this};
    Statement& rows = *lease.reader->rows;
    rows.bind(1, first).bind(2, last);
    std::uint64_t sequence = first;
    for (; rows.step(); ++sequence) {
      if (rows.number(0) != sequence) break;
      if (visit(sequence, rows.blob(1)) == Next::Stop) return;
    }
    if (sequence != last + 1)
      throw Error{Fault::Corrupt, path_.string() + " lost event " + std::to_string(sequence) +
                                      " (the file was changed outside Luoshi); run `luoshi ledger check`, then "
                                      "restore a backup"};
  }

  detail::State state() const {
    const Lease lease{*this};
    return detail::read_state(lease.reader->connection);
  }

 private:
  struct Reader {
    Reader(const std::filesystem::path& path, const std::string& vfs) : connection{path, Access::Read, vfs} {
      rows = connection.prepare("SELECT sequence, bytes FROM entry WHERE sequence BETWEEN ?1 AND ?2 ORDER BY sequence");
    }
    Connection connection;
    std::unique_ptr<Statement> rows;
  };

  // Borrows a connection and gives it back ready for the next, also when the visitor throws.
  struct Lease {
    explicit Lease(const Readers& from) : pool{from}, reader{from.take()} {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
      reader->rows->reset();
      const std::lock_guard lock{pool.mutex_};
      if (pool.idle_.size() < kIdleLimit) pool.idle_.push_back(std::move(reader));
    }
    const Readers& pool;
    std::unique_ptr<Reader> reader;
  };

  std::unique_ptr<Reader> take() const {
    {
      const std::lock_guard lock{mutex_};
      if (!idle_.empty()) {
        std::unique_ptr<Reader> reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    return std::make_unique<Reader>(path_, vfs_);
  }

  static constexpr std::size_t kIdleLimit = 8;
  std::filesystem::path path_;
  std::string vfs_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Reader>> idle_;
};

class SqliteLedger final : public Ledger {
 public:
  SqliteLedger(const std::filesystem::path& path, const SqliteOptions& options)
      : lock_{locked(path)},
        witness_{options.open_witness(beside(path, ".head"))},
        store_{path_not_lost(path), options.vfs, witness_.newest()},
        readers_{path, options.vfs},
        writer_{store_, witness_, witnessed(path, options)} {}

  Head head() const override { return writer_.acknowledged(); }

  Head append(const Head& expected, std::span<const Entry> entries) override {
    return send({entries.begin(), entries.end()}, expected).get().head;
  }

  std::future<Placed> submit(std::vector<Entry> entries) override { return send(std::move(entries), std::nullopt); }

  void read(std::uint64_t first, std::uint64_t last, const Visitor& visit) const override {
    check_range(first, last, head().size);
    readers_.read(first, last, visit);
  }

 private:
  // A database that is gone must be missed before SQLite makes an empty one in its place.
  const std::filesystem::path& path_not_lost(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) detail::check_against_witness(path, empty_head(), witness_.newest());
    return path;
  }

  // Before the first append the witness catches up with what a crash left committed but unwitnessed. The names are
  // synced at every opening: were the removal of the journal that made the database to come undone by a power failure,
  // SQLite would take it for unfinished work and undo the database too.
  Head witnessed(const std::filesystem::path& path, const SqliteOptions& options) {
    const Head head = store_.tip();
    if (witness_.newest() != head) witness_.record(head);
    options.sync_names(path.parent_path());
    return head;
  }

  std::future<Placed> send(std::vector<Entry> entries, std::optional<Head> expected) {
    check_entries(entries);
    detail::Request request{std::move(entries), {}, expected, 0, {}};
    request.leaves.reserve(request.entries.size());
    for (const Entry& entry : request.entries) {
      request.leaves.push_back(leaf_digest(entry.bytes));  // here, so that many callers hash side by side
      request.bytes += entry.bytes.size();
    }
    return writer_.submit(std::move(request));
  }

  File lock_;
  Witness witness_;
  detail::Store store_;
  Readers readers_;
  detail::GroupCommit writer_;  // last: its threads end before what they use goes
};

class ReadOnlyLedger final : public Ledger {
 public:
  ReadOnlyLedger(const std::filesystem::path& path, const SqliteOptions& options) : readers_{path, options.vfs} {
    // The witness is read before the head: a running writer moves the head first.
    const std::filesystem::path witness = beside(path, ".head");
    std::optional<Head> witnessed;
    if (std::filesystem::exists(witness)) witnessed = newest_head(File{witness, File::Mode::Read}.read_all(kFileLimit));
    Connection connection{path, Access::Read, options.vfs};
    if (detail::check_format(connection) == detail::Contents::Nothing) {
      detail::check_against_witness(path, empty_head(), witnessed);
      throw Error{Fault::NotFound, path.string() + " holds no ledger yet (it is empty); import something first"};
    }
    detail::check_against_witness(path, detail::read_state(connection).head, witnessed);
    detail::check_length(connection);
  }

  Head head() const override { return readers_.state().head; }
  Head append(const Head&, std::span<const Entry>) override { refuse(); }
  std::future<Placed> submit(std::vector<Entry>) override { refuse(); }
  void read(std::uint64_t first, std::uint64_t last, const Visitor& visit) const override {
    check_range(first, last, head().size);
    readers_.read(first, last, visit);
  }

 private:
  static constexpr std::uint64_t kFileLimit = 1 << 20;
  [[noreturn]] static void refuse() {
    throw Error{Fault::Denied, "the ledger is opened for reading (nothing can be appended so); open it for writing"};
  }

  Readers readers_;
};

}  // namespace

std::unique_ptr<Ledger> open_sqlite_ledger(const std::filesystem::path& path, const SqliteOptions& options) {
  const std::filesystem::path settled = settled_path(path);
  if (options.if_missing == IfMissing::Refuse) refuse_missing(settled);
  return std::make_unique<SqliteLedger>(settled, options);
}

std::unique_ptr<Ledger> open_sqlite_ledger_read_only(const std::filesystem::path& path, const SqliteOptions& options) {
  const std::filesystem::path settled = settled_path(path);
  refuse_missing(settled);
  return std::make_unique<ReadOnlyLedger>(settled, options);
}

}  // namespace luoshi::ledger

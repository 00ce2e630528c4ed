#include "ledger/sqlite/detail/store.hpp"

#include <algorithm>
#include <bit>

#include "base/contract.hpp"
#include "base/error.hpp"

namespace luoshi::ledger::detail {
namespace {

constexpr std::uint64_t kApplicationId = 0x4C756F73;  // "Luos"
constexpr std::uint64_t kVersion = 1;
constexpr std::string_view kAlgorithm = "sha256";
constexpr std::string_view kEntryTable =
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL, leaf BLOB NOT NULL) STRICT";
constexpr std::string_view kHeadTable =
    "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), algorithm TEXT NOT NULL, size INTEGER NOT NULL, "
    "root BLOB NOT NULL, peaks BLOB NOT NULL) STRICT";
// A log of about 16 MB before its pages are moved into the database: fewer stops for it, still quick to recover.
constexpr std::string_view kWriterSettings =
    "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16384";

std::string_view as_text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

std::string peaks_text(const Frontier& tree) {
  std::string text;
  for (const Digest& peak : tree.peaks()) text += as_text(peak);
  return text;
}

Digest digest_from(std::string_view bytes) {
  Digest digest;
  std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

[[noreturn]] void corrupt(const std::filesystem::path& path, const std::string& why) {
  throw Error{Fault::Corrupt,
              path.string() + " is damaged (" + why + "); run `luoshi ledger check`, then restore a backup"};
}

std::string events(std::uint64_t first, std::uint64_t last) {
  return first == last ? "event " + std::to_string(first)
                       : "events " + std::to_string(first) + " to " + std::to_string(last);
}

void require_length(Connection& connection) {
  const std::uint64_t wanted = connection.number("PRAGMA page_count") * connection.number("PRAGMA page_size");
  const std::uintmax_t found = std::filesystem::file_size(connection.path());
  if (found < wanted)
    corrupt(connection.path(),
            "it has " + std::to_string(found) + " bytes of the " + std::to_string(wanted) + " its pages need");
}

// Moves what the log holds into the file, as far as readers allow; true when all of it stands there.
bool emptied_log(Connection& connection) {
  const auto outcome = connection.prepare("PRAGMA wal_checkpoint(PASSIVE)");
  return outcome->step() && outcome->number(0) == 0 && outcome->number(1) == outcome->number(2);
}

}  // namespace

Contents check_format(Connection& connection) {
  const std::filesystem::path& path = connection.path();
  const std::uint64_t application = connection.number("PRAGMA application_id");
  const std::uint64_t version = connection.number("PRAGMA user_version");
  std::vector<std::string> schema;
  const auto statement = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY name");
  while (statement->step()) schema.emplace_back(statement->text(0));
  if (application == 0 && version == 0 && schema.empty()) return Contents::Nothing;
  if (application != kApplicationId)
    throw Error{Fault::BadInput, path.string() + " is no ledger (it is a database of another program); name another file"};
  if (version > kVersion)
    throw Error{Fault::BadInput, path.string() + " has ledger format " + std::to_string(version) +
                                     " (this version of Luoshi reads up to " + std::to_string(kVersion) +
                                     "); use the newer version that wrote it"};
  if (version != kVersion || schema != std::vector<std::string>{std::string{kEntryTable}, std::string{kHeadTable}})
    corrupt(path, "its tables are not those of ledger format " + std::to_string(kVersion));
  return Contents::Ledger;
}

State read_state(Connection& connection) {
  const std::filesystem::path& path = connection.path();
  State state;
  // One statement, so that head and last entry are of one moment also while a writer runs.
  const auto row = connection.prepare(
      "SELECT algorithm, size, root, peaks, (SELECT count(*) FROM head),"
      " coalesce((SELECT max(sequence) FROM entry), 0) FROM head");
  if (!row->step()) corrupt(path, "it has no head");
  if (row->text(0) != kAlgorithm)
    throw Error{Fault::BadInput, path.string() + " is hashed with \"" + std::string{row->text(0)} +
                                     "\" (this version of Luoshi knows sha256); use the version that wrote it"};
  state.head.size = row->number(1);
  const std::string_view root = row->blob(2);
  const std::string_view peaks = row->blob(3);
  if (row->number(4) != 1) corrupt(path, "it has more than one head");
  const std::uint64_t last = row->number(5);
  if (last != state.head.size)
    corrupt(path, "its head counts " + std::to_string(state.head.size) + " events but the last is event " +
                      std::to_string(last));
  if (root.size() != 32 || peaks.size() != 32 * static_cast<std::size_t>(std::popcount(state.head.size)))
    corrupt(path, "its head has the wrong length");
  state.head.root = digest_from(root);
  std::vector<Digest> edge;
  for (std::size_t at = 0; at < peaks.size(); at += 32) edge.push_back(digest_from(peaks.substr(at, 32)));
  state.tree = Frontier{state.head.size, std::move(edge)};
  if (state.tree.root() != state.head.root) corrupt(path, "its head does not agree with its tree");
  return state;
}

void check_against_witness(const std::filesystem::path& path, const Head& stored,
                           const std::optional<Head>& witnessed) {
  const std::string witness = path.string() + ".head";
  if (!witnessed) {
    if (stored.size == 0) return;
    throw Error{Fault::Corrupt, witness + " is missing or damaged (without it nobody can tell whether " +
                                    path.string() + " lost events); restore it from a backup"};
  }
  if (stored.size < witnessed->size)
    throw Error{Fault::Corrupt, path.string() + " ends at event " + std::to_string(stored.size) + " but " + witness +
                                    " witnessed event " + std::to_string(witnessed->size) + " (" +
                                    events(stored.size + 1, witnessed->size) +
                                    (stored.size + 1 == witnessed->size ? " was" : " were") +
                                    " acknowledged and cannot be found); restore a backup"};
  if (stored.size == witnessed->size && stored != *witnessed)
    throw Error{Fault::Corrupt, path.string() + " has head " + to_text(stored) + " but " + witness + " witnessed " +
                                    to_text(*witnessed) +
                                    " (one of the two was replaced); run `luoshi ledger check`, then restore a backup"};
}

void check_length(Connection& connection) {
  const std::filesystem::path& path = connection.path();
  std::error_code absent;
  const std::uintmax_t log = std::filesystem::file_size(path.string() + "-wal", absent);
  if (!absent && log > 0) return;
  require_length(connection);
}

Store::Store(const std::filesystem::path& path, const std::string& vfs, const std::optional<Head>& witnessed)
    : connection_{path, Access::Create, vfs} {
  const Contents contents = check_format(connection_);
  if (contents == Contents::Nothing) {
    check_against_witness(path, empty_head(), witnessed);
    create();
  }
  connection_.run("PRAGMA journal_mode = WAL; " + std::string{kWriterSettings});
  State state = read_state(connection_);
  check_against_witness(path, state.head, witnessed);
  if (witnessed && witnessed->size < state.head.size) check_beginning(*witnessed);
  // Only now, when the log is known to hold what was witnessed.
  if (emptied_log(connection_)) require_length(connection_);
  tree_ = std::move(state.tree);
  begin_ = connection_.prepare("BEGIN IMMEDIATE");
  insert_ = connection_.prepare("INSERT INTO entry (sequence, bytes, leaf) VALUES (?1, ?2, ?3)");
  set_head_ = connection_.prepare("UPDATE head SET size = ?1, root = ?2, peaks = ?3");
  commit_ = connection_.prepare("COMMIT");
}

void Store::create() {
  connection_.run("PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = WAL; " +
                  std::string{kWriterSettings});
  connection_.run("BEGIN IMMEDIATE; PRAGMA application_id = " + std::to_string(kApplicationId) +
                  "; PRAGMA user_version = " + std::to_string(kVersion) + "; " + std::string{kEntryTable} + "; " +
                  std::string{kHeadTable});
  connection_.prepare("INSERT INTO head (id, algorithm, size, root, peaks) VALUES (1, 'sha256', 0, ?1, x'')")
      ->bind(1, as_text(empty_head().root))
      .run();
  connection_.run("COMMIT");
}

void Store::check_beginning(const Head& witnessed) {
  // A crash between commit and witness leaves the ledger a little ahead; what lies below must still be what was
  // witnessed. This reads every leaf, which is why it is done only then.
  Frontier tree;
  const auto leaves = connection_.prepare("SELECT leaf FROM entry WHERE sequence <= ?1 ORDER BY sequence");
  leaves->bind(1, witnessed.size);
  while (leaves->step()) {
    const std::string_view leaf = leaves->blob(0);
    if (leaf.size() != 32) corrupt(connection_.path(), "a leaf digest has the wrong length");
    tree.add(digest_from(leaf));
  }
  if (tree.size() != witnessed.size || tree.root() != witnessed.root)
    corrupt(connection_.path(), "its first " + std::to_string(witnessed.size) + " events are not those witnessed");
}

Head Store::tip() const { return Head{tree_.size(), tree_.root(), Algorithm::Sha256}; }

void Store::begin() { begin_->run(); }

Placed Store::insert(std::span<const Entry> entries, std::span<const Digest> leaves) {
  expects(entries.size() == leaves.size(), "one leaf digest for each entry");
  const std::uint64_t first = tree_.size() + 1;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    insert_->bind(1, first + i).bind(2, std::string_view{entries[i].bytes}).bind(3, as_text(leaves[i])).run();
    tree_.add(leaves[i]);
  }
  return Placed{first, tip()};
}

void Store::commit() {
  const Digest root = tree_.root();
  const std::string peaks = peaks_text(tree_);
  set_head_->bind(1, tree_.size()).bind(2, as_text(root)).bind(3, std::string_view{peaks}).run();
  commit_->run();
}

}  // namespace luoshi::ledger::detail

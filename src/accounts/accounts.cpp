#include "accounts/accounts.hpp"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::accounts {
namespace {

using namespace std::chrono_literals;

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19} << 20U;
constexpr int kAtOnce = 2;
constexpr int kWaiting = 8;
constexpr std::int64_t kAttempts = 5;
constexpr auto kLockTime = 15min;
constexpr auto kSessionLength = 12h;
constexpr auto kIdle = 30min;

std::int64_t ms(Instant instant) { return instant.time_since_epoch().count(); }

std::string random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0');
  randombytes_buf(raw.data(), raw.size());
  std::string text(bytes * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()), raw.size());
  text.pop_back();
  return text;
}

// Sixteen characters one can type from paper: no 0/O, 1/l/I.
std::string first_password() {
  static constexpr std::string_view kAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  std::string password;
  for (int i = 0; i < 16; ++i) password += kAlphabet[randombytes_uniform(static_cast<std::uint32_t>(kAlphabet.size()))];
  return password;
}

// The bounded queue in front of the two argon2id computations.
class Gate {
 public:
  // False when the queue is full.
  bool enter() {
    std::unique_lock lock{mutex_};
    if (waiting_ >= kWaiting) return false;
    ++waiting_;
    free_.wait(lock, [this] { return running_ < kAtOnce; });
    --waiting_;
    ++running_;
    return true;
  }
  void leave() {
    const std::lock_guard lock{mutex_};
    --running_;
    free_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  int waiting_ = 0;
  int running_ = 0;
};

class Entered {
 public:
  explicit Entered(Gate& gate) : gate_{gate}, inside_{gate.enter()} {}
  ~Entered() {
    if (inside_) gate_.leave();
  }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;
  [[nodiscard]] bool inside() const { return inside_; }

 private:
  Gate& gate_;
  bool inside_;
};

std::string hash_of(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw Error{Fault::Unavailable, "a password cannot be computed (memory is short); try again"};
  return hash.data();
}

bool matches(const std::string& hash, const std::string& password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Refused refused(Refused::Why why) {
  switch (why) {
    case Refused::Why::WrongNameOrPassword: return {why, "登录未成功（账号或密码不对）。请核对后重试"};
    case Refused::Why::TooManyAttempts: return {why, "暂时不能登录（密码连续输错五次）。请15分钟后再试"};
    case Refused::Why::Busy: return {why, "登录的人太多（系统正忙）。请稍后再试"};
    case Refused::Why::Withdrawn: return {why, "不能登录（账号已停用）。请联系本单位的系统管理员"};
    case Refused::Why::WeakPassword: return {why, "新密码不能用（至少12位，不同于账号和旧密码）。请换一个"};
  }
  return {};
}

// One prepared statement, bound by position, reset by leaving.
class Statement {
 public:
  Statement(sqlite3* db, const char* sql) {
    if (sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) != SQLITE_OK) fail(db);
    db_ = db;
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, const std::string& text) {
    sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(int at, std::int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
    return *this;
  }
  // Ready to be stepped again.
  void reset() { sqlite3_reset(statement_); }
  // True while there is a row.
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(db_);
    return result == SQLITE_ROW;
  }
  [[nodiscard]] std::string text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_, column);
    return bytes == nullptr ? std::string{} : reinterpret_cast<const char*>(bytes);
  }
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  [[noreturn]] static void fail(sqlite3* db) {
    throw Error{Fault::Unavailable, std::string{"the accounts file cannot be used ("} + sqlite3_errmsg(db) +
                                        "); check the disk and the file's rights"};
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS account (
  name TEXT PRIMARY KEY, person INTEGER NOT NULL, post INTEGER NOT NULL, hash TEXT NOT NULL,
  must_change INTEGER NOT NULL, rights INTEGER NOT NULL, wrong INTEGER NOT NULL DEFAULT 0,
  first_wrong_ms INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS session (
  token TEXT PRIMARY KEY, csrf TEXT NOT NULL, account TEXT NOT NULL, rights INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL, used_ms INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS record (
  number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, by TEXT NOT NULL, deed INTEGER NOT NULL, account TEXT NOT NULL) STRICT;
)";
// What version 2 added to the accounts of version 1.
constexpr const char* kFromVersion1 = "ALTER TABLE account ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0";

constexpr std::int64_t kVersion = 2;

void run(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw Error{Fault::Unavailable, std::string{"the accounts file cannot be written ("} + sqlite3_errmsg(db) + "); check the disk"};
}

// All of what is done to the file while it lives, or nothing of it.
class Transaction {
 public:
  explicit Transaction(sqlite3* db) : db_{db} { run(db_, "BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (db_ != nullptr) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    run(db_, "COMMIT");
    db_ = nullptr;
  }

 private:
  sqlite3* db_;
};

bool is_account_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && is_utf8(name) && name.front() != ' ' && name.back() != ' ' &&
         std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// Until when so many wrong passwords since then close a name. Since when may lie ahead: the clock was set back; then they
// count for nothing, and counting begins anew.
std::optional<Instant> closed_until(std::int64_t wrong, std::int64_t first_wrong_ms, Instant now) {
  const Instant since{std::chrono::milliseconds{first_wrong_ms}};
  if (wrong < kAttempts || now < since || now >= since + kLockTime) return std::nullopt;
  return since + kLockTime;
}

}  // namespace

struct Accounts::State {
  // A live session as the file has it, and its last use, which the file learns once a minute.
  struct Known {
    Session session;
    std::int64_t used_ms = 0;
    std::int64_t noted_ms = 0;
  };

  std::mutex mutex;  // guards all but gate and decoy
  sqlite3* db = nullptr;
  Gate gate;
  std::string decoy;  // what an unknown name is checked against, so that its answer takes as long
  // By the token's digest. Emptied by every change of ours (`Change`) and of another program, so that what was
  // withdrawn is refused with the next request.
  std::unordered_map<std::string, Known> known;
  std::optional<Statement> data_version;
  std::int64_t known_version = 0;

  ~State() {
    data_version.reset();
    sqlite3_close(db);
  }

  // What changes accounts or sessions, in one piece: no session is known from before it.
  class Change : public Transaction {
   public:
    explicit Change(State& state) : Transaction{state.db} { state.known.clear(); }
  };

  // SQLite changes this number whenever another connection, in this program or not, has written.
  void forget_if_changed_outside() {
    if (!data_version) data_version.emplace(db, "PRAGMA data_version");
    data_version->step();
    const std::int64_t version = data_version->integer(0);
    data_version->reset();
    if (version != known_version) known.clear();
    known_version = version;
  }

  std::optional<Known> read_session(const std::string& key) const {
    Statement select{db, "SELECT csrf, session.account, session.rights, expires_ms, used_ms FROM session WHERE token = ?"};
    select.bind(1, key);
    if (!select.step()) return std::nullopt;
    const auto owner = account(select.text(1));
    if (!owner || owner->withdrawn || owner->account.rights != select.integer(2)) return std::nullopt;
    Known read;
    read.session.csrf = select.text(0);
    read.session.account = owner->account;
    read.session.expires = Instant{std::chrono::milliseconds{select.integer(3)}};
    read.used_ms = read.noted_ms = select.integer(4);
    return read;
  }

  struct Found {
    Account account;
    std::string hash;
    bool withdrawn = false;
  };
  std::optional<Found> account(const std::string& name) const {
    Statement select{db, "SELECT person, post, must_change, rights, hash, withdrawn FROM account WHERE name = ?"};
    select.bind(1, name);
    if (!select.step()) return std::nullopt;
    return Found{{name, static_cast<std::uint32_t>(select.integer(0)), static_cast<std::uint32_t>(select.integer(1)),
                  select.integer(2) != 0, static_cast<std::uint32_t>(select.integer(3))},
                 select.text(4),
                 select.integer(5) != 0};
  }

  std::string gated_hash_of(const std::string& password) {
    const Entered inside{gate};
    if (!inside.inside()) throw Error{Fault::Unavailable, "too many passwords are computed at once; try again"};
    return hash_of(password);
  }

  void require(const std::string& name) const {
    if (!account(name)) throw Error{Fault::NotFound, "没有账号“" + name.substr(0, 64) + "”（名单里找不到）请核对账号"};
  }

  void drop_sessions(const std::string& name) const {
    Statement{db, "UPDATE account SET rights = rights + 1 WHERE name = ?"}.bind(1, name).step();
    Statement{db, "DELETE FROM session WHERE account = ?"}.bind(1, name).step();
  }

  // Withdraws or restores; nothing, not even a line of the record, when it is so already.
  void set_withdrawn(const std::string& name, const std::string& by, Deed deed, Instant now) {
    const std::lock_guard lock{mutex};
    Change change{*this};
    require(name);
    const bool withdrawn = deed == Deed::Withdrawn;
    if (account(name)->withdrawn == withdrawn) return;
    Statement{db, "UPDATE account SET withdrawn = ?2 WHERE name = ?1"}.bind(1, name).bind(2, std::int64_t{withdrawn}).step();
    drop_sessions(name);
    note(by, deed, name, now);
    change.commit();
  }

  void note(const std::string& by, Deed deed, const std::string& name, Instant now) const {
    Statement{db, "INSERT INTO record (at_ms, by, deed, account) VALUES (?, ?, ?, ?)"}
        .bind(1, ms(now)).bind(2, by).bind(3, std::int64_t{static_cast<int>(deed)}).bind(4, name).step();
  }

  bool locked(const std::string& name, Instant now) const {
    Statement select{db, "SELECT wrong, first_wrong_ms FROM account WHERE name = ?"};
    select.bind(1, name);
    return select.step() && closed_until(select.integer(0), select.integer(1), now);
  }

  void note_wrong(const std::string& name, Instant now) const {
    const std::int64_t since = ms(now) - std::chrono::milliseconds{kLockTime}.count();
    Statement{db, "UPDATE account SET wrong = CASE WHEN first_wrong_ms NOT BETWEEN ?2 AND ?3 THEN 1 ELSE wrong + 1 END, "
                  "first_wrong_ms = CASE WHEN first_wrong_ms NOT BETWEEN ?2 AND ?3 THEN ?3 ELSE first_wrong_ms END WHERE name = ?1"}
        .bind(1, name).bind(2, since).bind(3, ms(now)).step();
  }
};

namespace {

std::int64_t version_of(sqlite3* db) {
  Statement select{db, "PRAGMA user_version"};
  return select.step() ? select.integer(0) : 0;
}

void upgrade(sqlite3* db) {
  Transaction transaction{db};
  // Another program may have done it meanwhile.
  if (version_of(db) == kVersion) return;
  run(db, kSchema);
  run(db, kFromVersion1);
  run(db, "PRAGMA user_version = 2");
  transaction.commit();
}

}  // namespace

Accounts::Accounts(const std::filesystem::path& path) : state_{std::make_unique<State>()} {
  if (sodium_init() < 0) throw Error{Fault::Unavailable, "the cryptographic library did not start (no randomness); try again"};
  if (sqlite3_open_v2(path.c_str(), &state_->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK)
    throw Error{Fault::Unavailable, path.string() + " cannot be opened (no right, or not a folder to write in); check the path"};
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  sqlite3_busy_timeout(state_->db, 5000);
  const std::int64_t version = version_of(state_->db);
  if (version > kVersion)
    throw Error{Fault::BadInput, path.string() + " was made by a newer Luoshi (version " + std::to_string(version) +
                                     "); use that version"};
  run(state_->db, "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON");
  if (version < kVersion) upgrade(state_->db);
  state_->decoy = hash_of(random_hex(8));
}

Accounts::~Accounts() = default;

bool Accounts::empty() const {
  const std::lock_guard lock{state_->mutex};
  return !Statement{state_->db, "SELECT 1 FROM account LIMIT 1"}.step();
}

std::string Accounts::create(const std::string& name, std::uint32_t person, std::uint32_t post, const std::string& by, Instant now) {
  if (!is_account_name(name))
    throw Error{Fault::BadInput, "账号名不能用（应为1至64字节，首尾无空格，无控制字符）请换一个"};
  std::string password = first_password();
  const std::string hash = state_->gated_hash_of(password);
  const std::lock_guard lock{state_->mutex};
  State::Change change{*state_};
  if (state_->account(name)) throw Error{Fault::Conflict, "账号“" + name + "”已有人用（账号名不能重复）请换一个"};
  Statement{state_->db, "INSERT INTO account (name, person, post, hash, must_change, rights) VALUES (?, ?, ?, ?, 1, 1)"}
      .bind(1, name).bind(2, std::int64_t{person}).bind(3, std::int64_t{post}).bind(4, hash).step();
  state_->note(by, Deed::Created, name, now);
  change.commit();
  return password;
}

std::variant<Session, Refused> Accounts::sign_in(const std::string& name, const std::string& password, Instant now) {
  std::string hash = state_->decoy;
  bool known = false;
  {
    const std::lock_guard lock{state_->mutex};
    if (state_->locked(name, now)) return refused(Refused::Why::TooManyAttempts);
    if (const auto found = state_->account(name)) {
      hash = found->hash;
      known = true;
    }
  }
  const Entered gate{state_->gate};
  if (!gate.inside()) return refused(Refused::Why::Busy);
  const bool right = matches(hash, password) && known;
  const std::lock_guard lock{state_->mutex};
  const auto found = state_->account(name);
  // The password may have been changed while its old hash was computed.
  if (!right || !found || found->hash != hash) {
    state_->note_wrong(name, now);
    return refused(Refused::Why::WrongNameOrPassword);
  }
  if (found->withdrawn) return refused(Refused::Why::Withdrawn);
  Session session{random_hex(32), random_hex(16), found->account, now + kSessionLength};
  State::Change change{*state_};
  Statement{state_->db, "UPDATE account SET wrong = 0 WHERE name = ?"}.bind(1, name).step();
  Statement{state_->db, "DELETE FROM session WHERE expires_ms < ?"}.bind(1, ms(now)).step();
  Statement{state_->db, "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)"}
      .bind(1, sha256(session.token).hex()).bind(2, session.csrf).bind(3, name)
      .bind(4, std::int64_t{session.account.rights}).bind(5, ms(session.expires)).bind(6, ms(now)).step();
  change.commit();
  return session;
}

std::optional<Session> Accounts::session(const std::string& token, Instant now) {
  if (token.size() != 64) return std::nullopt;
  const std::string key = sha256(token).hex();
  const std::lock_guard lock{state_->mutex};
  state_->forget_if_changed_outside();
  auto known = state_->known.find(key);
  if (known == state_->known.end()) {
    auto read = state_->read_session(key);
    if (!read) return std::nullopt;
    read->session.token = token;
    known = state_->known.emplace(key, std::move(*read)).first;
  }
  State::Known& found = known->second;
  if (now >= found.session.expires || ms(now) - found.used_ms > std::chrono::milliseconds{kIdle}.count()) {
    Statement{state_->db, "DELETE FROM session WHERE token = ?"}.bind(1, key).step();
    state_->known.erase(known);
    return std::nullopt;
  }
  found.used_ms = std::max(found.used_ms, ms(now));
  // A write a minute is enough to tell idleness; one a request would cost a sync each.
  if (found.used_ms - found.noted_ms > 60'000) {
    Statement{state_->db, "UPDATE session SET used_ms = ?2 WHERE token = ?1"}.bind(1, key).bind(2, found.used_ms).step();
    found.noted_ms = found.used_ms;
  }
  return found.session;
}

void Accounts::sign_out(const std::string& token) {
  const std::lock_guard lock{state_->mutex};
  State::Change change{*state_};
  Statement{state_->db, "DELETE FROM session WHERE token = ?"}.bind(1, sha256(token).hex()).step();
  change.commit();
}

std::optional<Refused> Accounts::change_password(const Session& session, const std::string& old_password,
                                                 const std::string& new_password, Instant now) {
  const std::string& name = session.account.name;
  if (new_password.size() < 12 || new_password.size() > 256 || new_password == name || new_password == old_password)
    return refused(Refused::Why::WeakPassword);
  std::string hash;
  {
    const std::lock_guard lock{state_->mutex};
    if (state_->locked(name, now)) return refused(Refused::Why::TooManyAttempts);
    const auto found = state_->account(name);
    if (!found) return refused(Refused::Why::WrongNameOrPassword);
    hash = found->hash;
  }
  const Entered gate{state_->gate};
  if (!gate.inside()) return refused(Refused::Why::Busy);
  const bool right = matches(hash, old_password);
  const std::string fresh = right ? hash_of(new_password) : std::string{};
  const std::lock_guard lock{state_->mutex};
  if (!right) {
    state_->note_wrong(name, now);
    return refused(Refused::Why::WrongNameOrPassword);
  }
  State::Change change{*state_};
  Statement{state_->db, "UPDATE account SET hash = ?2, must_change = 0, wrong = 0 WHERE name = ?1 AND hash = ?3"}
      .bind(1, name).bind(2, fresh).bind(3, hash).step();
  Statement{state_->db, "DELETE FROM session WHERE account = ?1 AND token <> ?2"}
      .bind(1, name).bind(2, sha256(session.token).hex()).step();
  change.commit();
  return std::nullopt;
}

std::string Accounts::reset(const std::string& name, const std::string& by, Instant now) {
  std::string password = first_password();
  const std::string hash = state_->gated_hash_of(password);
  const std::lock_guard lock{state_->mutex};
  State::Change change{*state_};
  state_->require(name);
  Statement{state_->db, "UPDATE account SET hash = ?2, must_change = 1, wrong = 0 WHERE name = ?1"}.bind(1, name).bind(2, hash).step();
  state_->drop_sessions(name);
  state_->note(by, Deed::Reset, name, now);
  change.commit();
  return password;
}

void Accounts::withdraw(const std::string& name, const std::string& by, Instant now) {
  state_->set_withdrawn(name, by, Deed::Withdrawn, now);
}

void Accounts::restore(const std::string& name, const std::string& by, Instant now) {
  state_->set_withdrawn(name, by, Deed::Restored, now);
}

void Accounts::end_sessions(const std::string& name, const std::string& by, Instant now) {
  const std::lock_guard lock{state_->mutex};
  State::Change change{*state_};
  state_->require(name);
  state_->drop_sessions(name);
  state_->note(by, Deed::SignedOut, name, now);
  change.commit();
}

std::optional<Account> Accounts::find(const std::string& name) const {
  const std::lock_guard lock{state_->mutex};
  const auto found = state_->account(name);
  return found ? std::optional{found->account} : std::nullopt;
}

std::vector<Listed> Accounts::list(Instant now) const {
  const std::lock_guard lock{state_->mutex};
  Statement select{state_->db,
                   "SELECT name, person, post, must_change, rights, withdrawn, wrong, first_wrong_ms, (SELECT count(*) FROM session "
                   "WHERE session.account = name AND session.rights = account.rights AND expires_ms > ?1 AND used_ms >= ?2) "
                   "FROM account ORDER BY name"};
  select.bind(1, ms(now)).bind(2, ms(now) - std::chrono::milliseconds{kIdle}.count());
  std::vector<Listed> all;
  while (select.step()) {
    Listed each;
    each.account = {select.text(0), static_cast<std::uint32_t>(select.integer(1)), static_cast<std::uint32_t>(select.integer(2)),
                    select.integer(3) != 0, static_cast<std::uint32_t>(select.integer(4))};
    each.withdrawn = select.integer(5) != 0;
    each.closed_until = closed_until(select.integer(6), select.integer(7), now);
    each.sessions = static_cast<std::uint32_t>(select.integer(8));
    all.push_back(std::move(each));
  }
  return all;
}

std::vector<Recorded> Accounts::record(std::uint64_t last, std::uint32_t size) const {
  const std::lock_guard lock{state_->mutex};
  Statement select{state_->db, "SELECT number, at_ms, by, deed, account FROM record WHERE number <= ? ORDER BY number DESC LIMIT ?"};
  select.bind(1, static_cast<std::int64_t>(std::min<std::uint64_t>(last, INT64_MAX))).bind(2, std::int64_t{size});
  std::vector<Recorded> lines;
  while (select.step())
    lines.push_back({static_cast<std::uint64_t>(select.integer(0)), Instant{std::chrono::milliseconds{select.integer(1)}},
                     select.text(2), static_cast<Deed>(select.integer(3)), select.text(4)});
  return lines;
}

}  // namespace luoshi::accounts

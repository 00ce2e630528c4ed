#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace luoshi::accounts {

/// Someone who may sign in (账号). Names the person and the post of the city by number; what they may do is the city's to
/// say, never this room's.
struct Account {
  std::string name;           ///< as typed at sign-in
  std::uint32_t person = 0;
  std::uint32_t post = 0;
  bool must_change = true;    ///< the password was given by another person
  std::uint32_t rights = 1;   ///< rises when an administrator withdraws or changes the account; older sessions end
};

/// One line of the list of accounts. When somebody last signed in is not kept: it would be used as attendance.
struct Listed {
  Account account;
  bool withdrawn = false;                ///< nobody signs in with it until it is restored
  std::optional<Instant> closed_until;   ///< after five wrong passwords
  std::uint32_t sessions = 0;            ///< signed in now
};

/// What was done to an account by another than its owner (账号记录).
enum class Deed { Created, Reset, Withdrawn, Restored, SignedOut };

/// One line of the record that administrators leave; never changed, never deleted.
struct Recorded {
  std::uint64_t number = 0;  ///< from 1 without a gap
  Instant at{};
  std::string by;            ///< account of the one who did it; empty: the operator of the machine
  Deed deed = Deed::Created;
  std::string account;
};

/// One signed-in browser (会话).
struct Session {
  std::string token;          ///< secret of the cookie; 64 hexadecimal digits
  std::string csrf;           ///< to be sent in a header with every change
  Account account;
  Instant expires{};
};

/// An ordinary no at sign-in; `reason` is what the person reads.
struct Refused {
  enum class Why { WrongNameOrPassword, TooManyAttempts, Busy, WeakPassword, Withdrawn };
  Why why = Why::WrongNameOrPassword;
  std::string reason;
};

/// Accounts, sessions and secrets, in one SQLite file beside the ledger and never in it.
///
/// Thread safety: every function from any thread. Passwords are kept as argon2id (19 MiB, 2 passes: OWASP's minimum);
/// at most two are computed at once and eight wait, the rest is refused as busy, so that sign-in cannot starve the
/// server. Five wrong passwords of one name within 15 minutes close it for 15 minutes. Sessions last 12 hours and end 30
/// minutes after the last use; tokens are kept as digests only.
class Accounts {
 public:
  /// Opens or makes the file. @throws Error{Unavailable | Corrupt | BadInput}
  explicit Accounts(const std::filesystem::path& path);
  ~Accounts();
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  /// Makes an account and returns its first password: 16 characters, shown once and kept nowhere. `by` (an account, empty
  /// for the operator) and `now` go into the record, here and below.
  /// @throws Error{Conflict} when the name is taken, Error{BadInput} for a name that is empty, longer than 64 bytes, not
  ///   UTF-8, holds a control character, or begins or ends with a space.
  [[nodiscard]] std::string create(const std::string& name, std::uint32_t person, std::uint32_t post, const std::string& by,
                                   Instant now);

  [[nodiscard]] std::variant<Session, Refused> sign_in(const std::string& name, const std::string& password, Instant now);
  /// The session of a token, its use noted; nothing when it ended, expired, or its account's rights moved.
  [[nodiscard]] std::optional<Session> session(const std::string& token, Instant now);
  void sign_out(const std::string& token);

  /// At least 12 characters, not the name, not the old one. The other sessions of the account end.
  [[nodiscard]] std::optional<Refused> change_password(const Session& session, const std::string& old_password,
                                                       const std::string& new_password, Instant now);

  /// A new first password in place of the old one, as from `create`; its sessions end. @throws Error{NotFound}
  [[nodiscard]] std::string reset(const std::string& name, const std::string& by, Instant now);
  /// Ends every session of the account; nobody signs in with it any more. Doing it again changes nothing. @throws Error{NotFound}
  void withdraw(const std::string& name, const std::string& by, Instant now);
  /// Opens a withdrawn account again, under its old password. @throws Error{NotFound}
  void restore(const std::string& name, const std::string& by, Instant now);
  /// Ends every session of the account; it must sign in anew. @throws Error{NotFound}
  void end_sessions(const std::string& name, const std::string& by, Instant now);

  [[nodiscard]] bool empty() const;
  /// The account of a name; nothing when there is none.
  [[nodiscard]] std::optional<Account> find(const std::string& name) const;
  /// Every account, by name.
  [[nodiscard]] std::vector<Listed> list(Instant now) const;
  /// The record, newest first: at most `size` lines numbered `last` or less.
  [[nodiscard]] std::vector<Recorded> record(std::uint64_t last, std::uint32_t size) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace luoshi::accounts

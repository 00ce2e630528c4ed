#pragma once

#include <cstdint>
#include <string>

#include "accounts/accounts.hpp"
#include "engine/pages/pages.hpp"

namespace luoshi::engine {

/// Who looks after accounts: the viewer and the name of the account they are signed in with (empty: the operator).
struct Keeper {
  Viewer viewer;
  std::string account;
  Instant now{};
};

/// Accounts looked after by those who may (账号管理); the rules are in docs/methods/rights.md.
///
/// Thread safety: all functions from any thread. Every deed is decided on the newest state of the city and leaves a line
/// in the record of accounts. The JSON of each page is the schema of that name in api/openapi.json.
class AccountOffice {
 public:
  AccountOffice(const Engine& engine, accounts::Accounts& accounts) : engine_{engine}, accounts_{accounts} {}

  /// The accounts the keeper may see, what may be done to each, and who is in office without one.
  [[nodiscard]] Page list(const Keeper& keeper) const;
  /// What was done to them, newest first.
  [[nodiscard]] Page record(const Keeper& keeper, std::uint64_t last, std::uint32_t size) const;

  /// A new account, or a new password of one: FirstPassword, the only time it is shown.
  [[nodiscard]] Page create(const Keeper& keeper, const std::string& name, std::uint32_t person, std::uint32_t post);
  [[nodiscard]] Page reset(const Keeper& keeper, const std::string& name);
  /// The account as listed afterwards.
  [[nodiscard]] Page withdraw(const Keeper& keeper, const std::string& name);
  [[nodiscard]] Page restore(const Keeper& keeper, const std::string& name);
  [[nodiscard]] Page end_sessions(const Keeper& keeper, const std::string& name);

 private:
  enum class Deed { Reset, Withdraw, Restore, EndSessions };
  [[nodiscard]] static std::optional<city::Refusal> refused(const city::City& city, const Keeper& keeper,
                                                            const accounts::Account& account, Deed deed);
  [[nodiscard]] std::optional<city::Refusal> refused(const Keeper& keeper, const std::string& name, Deed deed) const;
  [[nodiscard]] static Json account_json(const city::City& city, const Keeper& keeper, const accounts::Listed& listed);
  [[nodiscard]] Page shown(const Keeper& keeper, const std::string& name) const;

  const Engine& engine_;
  accounts::Accounts& accounts_;
};

}  // namespace luoshi::engine

#include "accounts/accounts.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace luoshi::accounts {
namespace {

using namespace std::chrono_literals;

class AccountsTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() / ("luoshi-accounts-" + std::to_string(getpid()) + ".db");
    TearDown();
  }
  void TearDown() override {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + tail);
  }
  static Session signed_in(Accounts& accounts, const std::string& password, Instant now) {
    auto result = accounts.sign_in("water", password, now);
    EXPECT_TRUE(std::holds_alternative<Session>(result));
    return std::get<Session>(result);
  }
  static Refused::Why refusal(Accounts& accounts, const std::string& name, const std::string& password, Instant now) {
    const auto result = accounts.sign_in(name, password, now);
    EXPECT_TRUE(std::holds_alternative<Refused>(result));
    return std::get<Refused>(result).why;
  }

  std::filesystem::path path_;
  Instant now_ = *instant_from_text("2026-06-30T01:00:00.000Z");
};

TEST_F(AccountsTest, AFirstPasswordOpensAndMustBeChanged) {
  Accounts accounts{path_};
  EXPECT_TRUE(accounts.empty());
  const std::string first = accounts.create("water", 3, 5, "", now_);
  EXPECT_FALSE(accounts.empty());
  const Session session = signed_in(accounts, first, now_);
  EXPECT_TRUE(session.account.must_change);
  EXPECT_EQ(session.account.person, 3U);
  EXPECT_EQ(accounts.change_password(session, first, "short", now_)->why, Refused::Why::WeakPassword);
  EXPECT_EQ(accounts.change_password(session, "wrong-password", "long enough password", now_)->why, Refused::Why::WrongNameOrPassword);
  EXPECT_EQ(accounts.change_password(session, first, "long enough password", now_), std::nullopt);
  EXPECT_EQ(refusal(accounts, "water", first, now_), Refused::Why::WrongNameOrPassword);
  EXPECT_FALSE(signed_in(accounts, "long enough password", now_).account.must_change);
}

TEST_F(AccountsTest, FiveWrongPasswordsCloseTheNameForAQuarterOfAnHour) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5, "", now_);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(accounts, "water", "no", now_ + i * 1min), Refused::Why::WrongNameOrPassword);
  EXPECT_EQ(refusal(accounts, "water", first, now_ + 6min), Refused::Why::TooManyAttempts);
  (void)signed_in(accounts, first, now_ + 16min);
}

TEST_F(AccountsTest, AnUnknownNameIsRefusedInTheSameWords) {
  Accounts accounts{path_};
  (void)accounts.create("water", 3, 5, "", now_);
  EXPECT_EQ(refusal(accounts, "nobody", "no", now_), Refused::Why::WrongNameOrPassword);
}

TEST_F(AccountsTest, SessionsEndByTimeByIdlenessAndByWithdrawal) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5, "", now_);
  Session session = signed_in(accounts, first, now_);
  EXPECT_TRUE(accounts.session(session.token, now_ + 29min));
  EXPECT_TRUE(accounts.session(session.token, now_ + 58min)) << "use keeps it alive";
  EXPECT_FALSE(accounts.session(session.token, now_ + 100min)) << "idle for more than 30 minutes";
  session = signed_in(accounts, first, now_);
  accounts.end_sessions("water", "", now_);
  EXPECT_FALSE(accounts.session(session.token, now_));
  session = signed_in(accounts, first, now_);
  accounts.sign_out(session.token);
  EXPECT_FALSE(accounts.session(session.token, now_));
  EXPECT_FALSE(accounts.session(std::string(64, '0'), now_));
}

TEST_F(AccountsTest, TheFileHoldsNeitherPasswordNorToken) {
  std::string first;
  std::string token;
  {
    Accounts accounts{path_};
    first = accounts.create("water", 3, 5, "", now_);
    token = signed_in(accounts, first, now_).token;
  }
  std::ifstream file{path_, std::ios::binary};
  std::stringstream bytes;
  bytes << file.rdbuf();
  EXPECT_NE(bytes.str().find("argon2id"), std::string::npos);
  EXPECT_EQ(bytes.str().find(first), std::string::npos);
  EXPECT_EQ(bytes.str().find(token), std::string::npos);
}

TEST_F(AccountsTest, AWithdrawnAccountIsClosedUntilItIsRestored) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5, "", now_);
  const Session session = signed_in(accounts, first, now_);
  accounts.withdraw("water", "guard", now_);
  EXPECT_FALSE(accounts.session(session.token, now_));
  EXPECT_EQ(refusal(accounts, "water", "no", now_), Refused::Why::WrongNameOrPassword) << "only the owner learns of it";
  EXPECT_EQ(refusal(accounts, "water", first, now_), Refused::Why::Withdrawn);
  EXPECT_TRUE(accounts.list(now_).at(0).withdrawn);
  accounts.restore("water", "guard", now_);
  EXPECT_FALSE(accounts.session(session.token, now_)) << "an old session does not come back";
  (void)signed_in(accounts, first, now_);
  EXPECT_EQ(accounts.list(now_).at(0).sessions, 1U);
}

TEST_F(AccountsTest, WhatAnotherProgramWithdrawsIsRefusedOnTheNextRequest) {
  Accounts served{path_}, beside{path_};
  const Session session = signed_in(served, served.create("water", 3, 5, "", now_), now_);
  const Session other = signed_in(served, beside.reset("water", "", now_), now_);
  EXPECT_FALSE(served.session(session.token, now_)) << "reset beside";
  EXPECT_TRUE(served.session(other.token, now_));
  beside.withdraw("water", "", now_);
  EXPECT_FALSE(served.session(other.token, now_));
}

TEST_F(AccountsTest, AClockSetBackNeitherClosesANameLongerNorOpensItForGuessing) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5, "", now_);
  for (int i = 0; i < 5; ++i) (void)refusal(accounts, "water", "no", now_ + 24h);
  EXPECT_EQ(refusal(accounts, "water", first, now_ + 24h), Refused::Why::TooManyAttempts);
  const Session session = signed_in(accounts, first, now_);
  EXPECT_TRUE(accounts.session(session.token, now_ - 1h)) << "set back under an open session";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(accounts, "water", "no", now_), Refused::Why::WrongNameOrPassword);
  EXPECT_EQ(refusal(accounts, "water", first, now_), Refused::Why::TooManyAttempts) << "counted from the clock that is";
}

TEST_F(AccountsTest, AResetPasswordIsAFirstPasswordAgain) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5, "", now_);
  const Session session = signed_in(accounts, first, now_);
  ASSERT_EQ(accounts.change_password(session, first, "long enough password", now_), std::nullopt);
  for (int i = 0; i < 5; ++i) (void)refusal(accounts, "water", "no", now_);
  EXPECT_TRUE(accounts.list(now_).at(0).closed_until);
  const std::string second = accounts.reset("water", "system", now_);
  EXPECT_NE(second, first);
  EXPECT_FALSE(accounts.session(session.token, now_));
  EXPECT_EQ(refusal(accounts, "water", "long enough password", now_), Refused::Why::WrongNameOrPassword);
  EXPECT_TRUE(signed_in(accounts, second, now_).account.must_change);
}

TEST_F(AccountsTest, EveryDeedLeavesALineAndOneThatChangesNothingLeavesNone) {
  Accounts accounts{path_};
  (void)accounts.create("water", 3, 5, "", now_);
  (void)accounts.reset("water", "system", now_ + 1min);
  accounts.withdraw("water", "guard", now_ + 2min);
  accounts.withdraw("water", "guard", now_ + 3min);
  accounts.restore("water", "guard", now_ + 4min);
  accounts.end_sessions("water", "guard", now_ + 5min);
  EXPECT_THROW(accounts.withdraw("nobody", "guard", now_), Error);
  const auto lines = accounts.record(UINT64_MAX, 10);
  std::vector<Deed> deeds;
  for (const Recorded& line : lines) deeds.push_back(line.deed);
  EXPECT_EQ(deeds, (std::vector{Deed::SignedOut, Deed::Restored, Deed::Withdrawn, Deed::Reset, Deed::Created}));
  EXPECT_EQ(lines[0].number, 5U);
  EXPECT_EQ(lines[3].by, "system");
  EXPECT_EQ(lines[3].at, now_ + 1min);
  EXPECT_EQ(accounts.record(2, 1).at(0).deed, Deed::Reset);
}

TEST_F(AccountsTest, AFileOfTheFirstVersionIsTakenOver) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, R"(
      CREATE TABLE account (
        name TEXT PRIMARY KEY, person INTEGER NOT NULL, post INTEGER NOT NULL, hash TEXT NOT NULL,
        must_change INTEGER NOT NULL, rights INTEGER NOT NULL, wrong INTEGER NOT NULL DEFAULT 0,
        first_wrong_ms INTEGER NOT NULL DEFAULT 0) STRICT;
      CREATE TABLE session (
        token TEXT PRIMARY KEY, csrf TEXT NOT NULL, account TEXT NOT NULL, rights INTEGER NOT NULL,
        expires_ms INTEGER NOT NULL, used_ms INTEGER NOT NULL) STRICT;
      INSERT INTO account VALUES ('water', 3, 5, 'x', 0, 7, 0, 0);
      PRAGMA user_version = 1;)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  for (int opened = 0; opened < 2; ++opened) {
    const Accounts accounts{path_};
    const auto all = accounts.list(now_);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].account.rights, 7U);
    EXPECT_FALSE(all[0].withdrawn);
  }
}

TEST_F(AccountsTest, ANameIsTakenOnce) {
  Accounts accounts{path_};
  (void)accounts.create("water", 3, 5, "", now_);
  EXPECT_THROW((void)accounts.create("water", 4, 5, "", now_), Error);
  for (const char* bad : {"", " a", "a ", "a\tb", "\xff"}) EXPECT_THROW((void)accounts.create(bad, 4, 5, "", now_), Error) << bad;
}

}  // namespace
}  // namespace luoshi::accounts

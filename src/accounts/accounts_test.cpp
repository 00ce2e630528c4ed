#include "accounts/accounts.hpp"

#include <gtest/gtest.h>
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
  const std::string first = accounts.create("water", 3, 5);
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
  const std::string first = accounts.create("water", 3, 5);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(accounts, "water", "no", now_ + i * 1min), Refused::Why::WrongNameOrPassword);
  EXPECT_EQ(refusal(accounts, "water", first, now_ + 6min), Refused::Why::TooManyAttempts);
  (void)signed_in(accounts, first, now_ + 16min);
}

TEST_F(AccountsTest, AnUnknownNameIsRefusedInTheSameWords) {
  Accounts accounts{path_};
  (void)accounts.create("water", 3, 5);
  EXPECT_EQ(refusal(accounts, "nobody", "no", now_), Refused::Why::WrongNameOrPassword);
}

TEST_F(AccountsTest, SessionsEndByTimeByIdlenessAndByWithdrawal) {
  Accounts accounts{path_};
  const std::string first = accounts.create("water", 3, 5);
  Session session = signed_in(accounts, first, now_);
  EXPECT_TRUE(accounts.session(session.token, now_ + 29min));
  EXPECT_TRUE(accounts.session(session.token, now_ + 58min)) << "use keeps it alive";
  EXPECT_FALSE(accounts.session(session.token, now_ + 100min)) << "idle for more than 30 minutes";
  session = signed_in(accounts, first, now_);
  accounts.withdraw("water");
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
    first = accounts.create("water", 3, 5);
    token = signed_in(accounts, first, now_).token;
  }
  std::ifstream file{path_, std::ios::binary};
  std::stringstream bytes;
  bytes << file.rdbuf();
  EXPECT_NE(bytes.str().find("argon2id"), std::string::npos);
  EXPECT_EQ(bytes.str().find(first), std::string::npos);
  EXPECT_EQ(bytes.str().find(token), std::string::npos);
}

TEST_F(AccountsTest, ANameIsTakenOnce) {
  Accounts accounts{path_};
  (void)accounts.create("water", 3, 5);
  EXPECT_THROW((void)accounts.create("water", 4, 5), Error);
  EXPECT_THROW((void)accounts.create("", 4, 5), Error);
}

}  // namespace
}  // namespace luoshi::accounts

#include "engine/account_office.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "city/test_town.hpp"
#include "ledger/memory/memory_ledger.hpp"

namespace luoshi::engine {
namespace {

using namespace city::testing;

// The small town with a system administrator of the whole city, one of the water bureau, and an audit administrator.
constexpr Id<Post> kSystemPost{8}, kWaterSystemPost{9}, kAuditPost{10};
constexpr Id<Person> kSystemPerson{8}, kWaterSystemPerson{9}, kAuditPerson{10};

class AccountOfficeTest : public testing::Test {
 protected:
  AccountOfficeTest()
      : engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_ / "blobs"),
                {[] { return morning(); }, [] { return std::string{"00112233445566778899aabbccddeeff"}; }}},
        accounts_{place_ / "accounts"},
        office_{engine_, accounts_} {
    for (const city::Event& event : small_town().events)
      std::visit(
          [&](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            const city::Actor actor{event.envelope.actor, event.envelope.post, {}};
            if constexpr (std::is_same_v<Body, city::CityFounded>) submit(actor, city::Found{body});
            else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Body>) submit(actor, city::Register{body});
          },
          event.body);
    submit({}, city::Register{city::PostRegistered{{"系统管理岗", kGovernment, {}}}});
    submit({}, city::Register{city::PostRegistered{{"水务局系统管理岗", kWater, {}}}});
    submit({}, city::Register{city::PostRegistered{{"审计管理岗", kGovernment, {}}}});
    for (const char* name : {"系统辛", "水务系统壬", "审计癸"}) submit({}, city::Register{city::PersonRegistered{{name}}});
    appoint(kSystemPerson, kSystemPost, Role::SystemAdmin);
    appoint(kWaterSystemPerson, kWaterSystemPost, Role::SystemAdmin);
    appoint(kAuditPerson, kAuditPost, Role::AuditAdmin);
  }
  ~AccountOfficeTest() override { std::filesystem::remove_all(place_); }

  void submit(const city::Actor& actor, city::CommandBody body) {
    const Outcome outcome = engine_.submit({"c-" + std::to_string(++number_), actor, std::move(body)});
    ASSERT_TRUE(std::holds_alternative<Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
  }
  void appoint(Id<Person> person, Id<Post> post, Role role) {
    submit(kSecurity, city::Register{city::HolderAppointed{{person, post, {role}, kLongAgo, {}}}});
  }
  static Keeper keeper(const city::Actor& actor, std::string account) { return {{actor, kToday}, std::move(account), morning()}; }

  static Fault fault(const Page& page) {
    const auto* no = std::get_if<city::Refusal>(&page);
    EXPECT_NE(no, nullptr) << canonical_json(std::get<Json>(page));
    return no == nullptr ? Fault::Corrupt : no->fault;
  }
  static Json json(const Page& page) {
    const auto* no = std::get_if<city::Refusal>(&page);
    EXPECT_EQ(no, nullptr) << no->reason;
    return no == nullptr ? std::get<Json>(page) : Json{};
  }
  std::vector<std::string> names(const Keeper& who) {
    std::vector<std::string> all;
    const Json page = json(office_.list(who));
    for (const Json& row : page.at("accounts").as_array()) all.push_back(row.at("name").as_string());
    return all;
  }

  std::filesystem::path place_ = made();
  static std::filesystem::path made() {
    const auto place = std::filesystem::temp_directory_path() / ("luoshi-office-" + std::to_string(getpid()));
    std::filesystem::remove_all(place);
    std::filesystem::create_directories(place);
    return place;
  }
  int number_ = 0;
  Engine engine_;
  accounts::Accounts accounts_;
  AccountOffice office_;
  Keeper operator_ = keeper({}, "");
  Keeper system_ = keeper({kSystemPerson, kSystemPost, {}}, "xitong");
  Keeper water_ = keeper({kWaterSystemPerson, kWaterSystemPost, {}}, "shuiwu-xitong");
  Keeper security_ = keeper(kSecurity, "anquan");
  Keeper audit_ = keeper({kAuditPerson, kAuditPost, {}}, "shenji");
  Keeper editor_ = keeper(kEditor, "bianshen");
};

TEST_F(AccountOfficeTest, TheSystemAdministratorOpensAccountsForThoseInOfficeOnly) {
  const Json first = json(office_.create(system_, "juzhang", 3, 3));
  EXPECT_EQ(first.at("password").as_string().size(), 16U);
  EXPECT_EQ(fault(office_.create(system_, "x", 3, 1)), Fault::BadInput) << "not in that post";
  EXPECT_EQ(fault(office_.create(system_, "x", 3, 99)), Fault::NotFound);
  EXPECT_EQ(fault(office_.create(system_, "x", 0, 3)), Fault::BadInput);
  for (const Keeper& other : {security_, audit_, editor_}) EXPECT_EQ(fault(office_.create(other, "x", 4, 4)), Fault::Denied);
  EXPECT_THROW((void)office_.create(system_, "juzhang", 4, 4), Error) << "the name is taken";
}

TEST_F(AccountOfficeTest, AnAdministratorReachesTheOwnBodyAndThoseBelowOnly) {
  (void)json(office_.create(operator_, "zhenyuan", 6, 6));
  (void)json(office_.create(water_, "juzhang", 3, 3));
  EXPECT_EQ(fault(office_.create(water_, "x", 1, 1)), Fault::Denied);
  EXPECT_EQ(names(system_), (std::vector<std::string>{"juzhang", "zhenyuan"}));
  EXPECT_EQ(names(water_), (std::vector<std::string>{"juzhang"}));
  EXPECT_EQ(fault(office_.reset(water_, "zhenyuan")), Fault::NotFound) << "a foreign account is not there";
  EXPECT_EQ(fault(office_.withdraw(water_, "nobody")), Fault::NotFound);
  EXPECT_EQ(fault(office_.withdraw(editor_, "nobody")), Fault::Denied) << "whoever keeps no accounts learns nothing";
  const Json without = json(office_.list(water_));
  for (const Json& row : without.at("without").as_array()) EXPECT_EQ(row.at("body").as_integer(), 2);
}

TEST_F(AccountOfficeTest, ThreeAdministratorsHaveThreeDifferentRights) {
  (void)json(office_.create(operator_, "juzhang", 3, 3));
  (void)json(office_.reset(system_, "juzhang"));
  EXPECT_EQ(fault(office_.reset(security_, "juzhang")), Fault::Denied) << "who appoints must not also sign in as others";
  EXPECT_EQ(fault(office_.reset(audit_, "juzhang")), Fault::Denied);
  (void)json(office_.withdraw(security_, "juzhang"));
  (void)json(office_.restore(system_, "juzhang"));
  (void)json(office_.end_sessions(security_, "juzhang"));
  for (const auto deed : {&AccountOffice::withdraw, &AccountOffice::restore, &AccountOffice::end_sessions})
    EXPECT_EQ(fault((office_.*deed)(audit_, "juzhang")), Fault::Denied);
  for (const Keeper& one : {system_, security_, audit_}) {
    EXPECT_EQ(names(one).size(), 1U);
    EXPECT_EQ(json(office_.record(one, UINT32_MAX, 50)).at("lines").as_array().size(), 5U);
  }
  EXPECT_EQ(fault(office_.list(editor_)), Fault::Denied);
  EXPECT_EQ(fault(office_.record(editor_, UINT32_MAX, 50)), Fault::Denied);
}

TEST_F(AccountOfficeTest, TheAccountsOfAdministratorsAndTheOwnAreOutOfReach) {
  (void)json(office_.create(operator_, "anquan", 7, 7));
  (void)json(office_.create(operator_, "xitong", kSystemPerson.number(), kSystemPost.number()));
  EXPECT_EQ(fault(office_.create(system_, "shenji", kAuditPerson.number(), kAuditPost.number())), Fault::Denied);
  EXPECT_EQ(fault(office_.reset(system_, "anquan")), Fault::Denied) << "or the system administrator could appoint";
  EXPECT_EQ(fault(office_.withdraw(system_, "anquan")), Fault::Denied);
  EXPECT_EQ(fault(office_.reset(system_, "xitong")), Fault::Denied) << "the own";
  EXPECT_EQ(fault(office_.withdraw(security_, "anquan")), Fault::Denied);
  (void)json(office_.reset(operator_, "anquan"));
  const Json page = json(office_.list(system_));
  for (const Json& row : page.at("accounts").as_array()) EXPECT_TRUE(row.at("can").as_array().empty()) << canonical_json(row);
}

TEST_F(AccountOfficeTest, ARowOffersWhatIsThenDone) {
  const std::string first = json(office_.create(operator_, "juzhang", 3, 3)).at("password").as_string();
  ASSERT_TRUE(std::holds_alternative<accounts::Session>(accounts_.sign_in("juzhang", first, morning())));
  const auto offered = [&](const Keeper& who) {
    std::vector<std::string> can;
    const Json page = json(office_.list(who));
    for (const Json& what : page.at("accounts").as_array().at(0).at("can").as_array()) can.push_back(what.as_string());
    return can;
  };
  EXPECT_EQ(offered(system_), (std::vector<std::string>{"reset", "withdraw", "sign_out"}));
  EXPECT_EQ(offered(security_), (std::vector<std::string>{"withdraw", "sign_out"}));
  EXPECT_EQ(offered(audit_), std::vector<std::string>{});
  (void)json(office_.withdraw(security_, "juzhang"));
  EXPECT_EQ(offered(security_), (std::vector<std::string>{"restore"}));
}

TEST_F(AccountOfficeTest, TheRecordIsReadInPagesWithoutForeignLines) {
  (void)json(office_.create(operator_, "zhenyuan", 6, 6));
  (void)json(office_.create(operator_, "juzhang", 3, 3));
  for (int i = 0; i < 300; ++i) (void)json(office_.end_sessions(operator_, "zhenyuan"));
  const Json lines = json(office_.record(water_, UINT32_MAX, 10)).at("lines");
  ASSERT_EQ(lines.as_array().size(), 1U);
  EXPECT_EQ(lines.as_array()[0].at("account").as_string(), "juzhang");
  EXPECT_EQ(lines.as_array()[0].at("by").as_string(), "本机操作员");
  EXPECT_EQ(json(office_.record(system_, 2, 10)).at("lines").as_array().size(), 2U);
}

}  // namespace
}  // namespace luoshi::engine

#include "server/api.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "city/test_town.hpp"
#include "engine/papers.hpp"
#include "ledger/memory/memory_ledger.hpp"
#include "ledger/proof.hpp"

namespace luoshi::server {
namespace {

using namespace city::testing;

class ApiTest : public testing::Test {
 protected:
  ApiTest()
      : engine_{ledger::make_memory_ledger(), std::make_unique<archive::Archive>(place_ / "blobs"), engine::real_surroundings()},
        accounts_{place_ / "accounts"},
        api_{engine_, accounts_, {{"127.0.0.1:8080"}, false, [] { return LedgerCheck{true, ""}; }}} {
    settle();
    editor_ = open_account("bianshen", 1, 1);
    reporter_ = open_account("zhenyuan", 6, 6);
    guard_ = open_account("anquan", 7, 7);
  }
  ~ApiTest() override { std::filesystem::remove_all(place_); }

  static std::filesystem::path made(std::filesystem::path path) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
    return path;
  }

  // The small town of the room city with one real paper, so that readings stand in the archive.
  void settle() {
    int number = 0;
    for (const city::Event& event : small_town().events) {
      const city::Actor actor{event.envelope.actor, event.envelope.post, {}};
      std::visit(
          [&](const auto& body) {
            using Body = std::decay_t<decltype(body)>;
            city::CommandBody command;
            if constexpr (std::is_same_v<Body, city::CityFounded>) command = city::Found{body};
            else if constexpr (std::is_constructible_v<decltype(city::Register::fact), Body>) command = city::Register{body};
            else return;
            const auto outcome = engine_.submit({"s-" + std::to_string(++number), actor, command});
            ASSERT_TRUE(std::holds_alternative<engine::Done>(outcome)) << std::get<city::Refusal>(outcome).reason;
          },
          event.body);
    }
    const auto imported = engine::import_file(
        engine_, "推进会.txt", "云溪市召开治水攻坚推进会\n2026年3月5日，云溪市召开推进会。会议强调，市水务局要在2026年10月底前完成35条河涌整治。\n",
        engine::Origin::Sample);
    ASSERT_EQ(imported.what, engine::Imported::What::Paper);
  }

  struct Login {
    std::string cookie, csrf;
  };
  Login open_account(const std::string& name, std::uint32_t person, std::uint32_t post) {
    const std::string first = accounts_.create(name, person, post, "", engine::real_surroundings().now());
    Login login = sign_in(name, first);
    EXPECT_EQ(post_json("/password", login, R"({"old":")" + first + R"(","new":"a-long-password"})").status, 200U);
    return login;
  }
  Login sign_in(const std::string& name, const std::string& password) {
    const Response response = post_json("/session", {}, R"({"name":")" + name + R"(","password":")" + password + R"("})");
    EXPECT_EQ(response.status, 200U) << response.body;
    Login login;
    for (const auto& [header, value] : response.headers)
      if (header == "Set-Cookie") login.cookie = value.substr(0, value.find(';'));
    login.csrf = parse_json(response.body).at("csrf").as_string();
    return login;
  }

  static Request request(Method method, const std::string& path, const Login& login) {
    Request made;
    made.method = method;
    const std::size_t mark = std::min(path.find('?'), path.size());
    made.path = "/api/v1" + path.substr(0, mark);
    made.query = path.substr(std::min(mark + 1, path.size()));
    made.headers = {{"host", "127.0.0.1:8080"}, {"content-type", "application/json"}};
    if (!login.cookie.empty()) made.headers.emplace_back("cookie", login.cookie);
    if (!login.csrf.empty()) made.headers.emplace_back("x-luoshi-csrf", login.csrf);
    return made;
  }
  Response ask(const Request& asked) { return api_.route(asked).answer(asked); }
  Response get(const std::string& path, const Login& login) { return ask(request(Method::Get, path, login)); }
  Response post_json(const std::string& path, const Login& login, const std::string& body) {
    Request made = request(Method::Post, path, login);
    made.body = body;
    return ask(made);
  }

  std::filesystem::path place_ = made(std::filesystem::temp_directory_path() / ("luoshi-api-" + std::to_string(getpid())));
  engine::Engine engine_;
  accounts::Accounts accounts_;
  Api api_;
  Login editor_, reporter_, guard_;
};

Json open_api() {
  std::ifstream file{std::string{std::getenv("LUOSHI_SOURCE")} + "/api/openapi.json"};
  std::stringstream text;
  text << file.rdbuf();
  return parse_json(text.str());
}

// Every path and method of the contract, with its numbers filled in.
std::vector<std::pair<Method, std::string>> contract() {
  std::vector<std::pair<Method, std::string>> all;
  const Json api = open_api();
  for (const Json::Member& path : api.at("paths").as_object()) {
    std::string filled = path.key;
    for (const char* hole : {"{id}", "{sequence}"})
      if (const auto at = filled.find(hole); at != std::string::npos) filled.replace(at, std::string{hole}.size(), "1");
    for (const Json::Member& method : path.value.as_object()) {
      if (method.key == "get") all.emplace_back(Method::Get, filled);
      if (method.key == "post") all.emplace_back(Method::Post, filled);
      if (method.key == "delete") all.emplace_back(Method::Delete, filled);
    }
  }
  return all;
}

TEST_F(ApiTest, EveryRouteOfTheContractIsServedAndNoOther) {
  for (const auto& [method, path] : contract()) {
    const Response response = ask(request(method, path, editor_));
    EXPECT_EQ(response.body.find("没有这个接口"), std::string::npos) << path;
    EXPECT_NE(response.status, 405U) << path;
    if (path == "/session" && method == Method::Delete) editor_ = sign_in("bianshen", "a-long-password");
  }
  EXPECT_EQ(get("/nothing", editor_).status, 404U);
  EXPECT_EQ(get("/documents/one", editor_).status, 404U);
}

TEST_F(ApiTest, NobodyIsServedUnsigned) {
  for (const auto& [method, path] : contract()) {
    if (path == "/session" && method == Method::Post) continue;
    EXPECT_EQ(ask(request(method, path, {})).status, 401U) << path;
  }
}

TEST_F(ApiTest, AWrongMethodIsRefused) {
  for (const auto& [method, path] : contract()) {
    const unsigned status = ask(request(Method::Other, path, editor_)).status;
    EXPECT_EQ(status, 405U) << path;
  }
}

TEST_F(ApiTest, EveryChangeNeedsTheSessionsCsrf) {
  Login without = editor_;
  without.csrf.clear();
  for (const auto& [method, path] : contract())
    if (method != Method::Get && path != "/session") {
      EXPECT_EQ(ask(request(method, path, without)).status, 403U) << path;
    }
}

TEST_F(ApiTest, ForeignHostsAndOriginsAreRefusedEvenOnLoopback) {
  Request rebound = request(Method::Get, "/overview", editor_);
  rebound.headers[0].second = "evil.example";
  EXPECT_EQ(ask(rebound).status, 421U);
  Request foreign = request(Method::Post, "/commands", editor_);
  foreign.headers.emplace_back("origin", "http://evil.example");
  EXPECT_EQ(ask(foreign).status, 403U);
}

TEST_F(ApiTest, BadBodiesAndParametersAreRefusedByName) {
  EXPECT_EQ(post_json("/commands", editor_, "{").status, 400U);
  EXPECT_EQ(post_json("/commands", editor_, R"({"id":"x","type":"confirm_statement","seen":1,"body":{"statement":1},"actor":2})").status, 400U)
      << "the actor is the session's";
  EXPECT_EQ(get("/commitments?page=0", editor_).status, 400U);
  EXPECT_EQ(get("/commitments?sort=mood", editor_).status, 400U);
  EXPECT_EQ(get("/overview?as_of=2026-02-30", editor_).status, 400U);
  EXPECT_EQ(get("/documents/99", editor_).status, 404U);
  EXPECT_EQ(get("/commitments/99", editor_).status, 404U);
  EXPECT_EQ(get("/ledger/events/999999", editor_).status, 404U);
  for (const char* const path : {"/documents/4294967297", "/commitments/4294967297", "/commitments/4294967297/assets", "/commitments/4294967297/forecast",
                                 "/statements/4294967297/thread", "/posts/4294967297/open", "/documents/4294967297/source"})
    EXPECT_EQ(get(path, editor_).status, 404U) << path << ": no number is cut to another's";
  EXPECT_EQ(get("/lists?list=wishes", editor_).status, 400U);
  EXPECT_EQ(get("/lists?state=shut", editor_).status, 400U);
  EXPECT_EQ(get("/lists", editor_).status, 200U);
  for (const char* const body : {R"({"id":"y","year":1999,"body":1})", R"({"id":"y","year":3000,"body":1})", R"({"id":"y","year":2025,"body":0})"})
    EXPECT_EQ(post_json("/years", editor_, body).status, 400U) << body;
}

TEST_F(ApiTest, ALargeUploadIsRefusedForTheReasonASmallOneIs) {
  const auto large = [&](const std::string& path, const Login& login) { return api_.large_body(request(Method::Post, path, login)); };
  EXPECT_EQ(large("/sheets/preview", editor_).limit, std::size_t{16} << 20U);
  EXPECT_FALSE(large("/sheets/preview", editor_).refusal);
  EXPECT_FALSE(large("/commands", {}).refusal) << "no upload: too large, whoever asks";
  EXPECT_EQ(large("/commands", editor_).limit, 0U);
  Login stale = editor_;
  stale.csrf = "old";
  Login expired = editor_;
  expired.cookie = "luoshi_session=old";
  const std::string first = accounts_.create("new", 2, 2, "", engine::real_surroundings().now());
  for (const auto& [login, status] : {std::pair{Login{}, 401U}, {expired, 401U}, {stale, 403U}, {sign_in("new", first), 403U}}) {
    const LargeBody asked = large("/evidence", login);
    ASSERT_TRUE(asked.refusal);
    EXPECT_EQ(asked.refusal->status, status);
    EXPECT_EQ(asked.refusal->body, ask(request(Method::Post, "/evidence", login)).body);
    EXPECT_EQ(asked.limit, 0U);
  }
  std::optional<Response> refused;
  for (int i = 0; i < 2000 && !refused; ++i) refused = large("/evidence", reporter_).refusal;
  ASSERT_TRUE(refused) << "as often as anything else";
  EXPECT_EQ(refused->status, 429U);
}

TEST_F(ApiTest, RightsAreTheCitysToSay) {
  const std::uint32_t seen = engine_.city()->statements[0].version();
  const std::string confirm = R"({"id":"c","type":"confirm_statement","seen":)" + std::to_string(seen) + R"(,"body":{"statement":1}})";
  EXPECT_EQ(post_json("/commands", reporter_, confirm).status, 403U) << "a reporter confirms nothing";
  EXPECT_EQ(post_json("/commands", guard_, confirm).status, 403U) << "an administrator confirms nothing";
  EXPECT_EQ(get("/overview", guard_).status, 403U) << "the security administrator reads nothing of the work";
  EXPECT_EQ(post_json("/commands", editor_, confirm).status, 200U);
  const Response again = post_json("/commands", editor_, confirm);
  EXPECT_TRUE(parse_json(again.body).at("repeated").as_bool());
  EXPECT_EQ(post_json("/commands", editor_, R"({"id":"d","type":"dismiss_statement","seen":)" + std::to_string(seen) +
                                                R"(,"body":{"statement":1,"reason":"重复"}})").status,
            409U);
}

// The paper's sentence becomes a promise of the water bureau, with one river of the register.
TEST_F(ApiTest, AReportIsOfferedToThoseWhoMayFileAndItsCheckToAnother) {
  const Login clerk = open_account("keyuan", 4, 4);
  const Login checker = open_account("hecha", 5, 5);
  const auto send = [&](const Login& login, const std::string& command) {
    const Response response = post_json("/commands", login, command);
    return response.status == 200U ? std::string{} : response.body;
  };
  const auto version = [](const auto& kept) { return std::to_string(kept.version()); };
  const auto city = [&] { return engine_.city(); };
  ASSERT_EQ(send(editor_, R"({"id":"b","type":"confirm_statement","seen":)" + version(city()->statements[0]) + R"(,"body":{"statement":1}})"), "");
  ASSERT_EQ(send(editor_, R"({"id":"c","type":"open_commitment","body":{"title":"整治月湖涌","sources":[1],"lead":2,"supports":[3],"theme":"water","meaning":"output",)"
                          R"("figure":{"value":"1","bound":">=","unit":"条","basis":"unstated"},"assets":[1],"deadline":{"kind":"by","until":"2099-10-31","words":"10月底前"}}})"),
            "");
  const auto steps = [&](const Login& login) {
    std::string all;
    const Json page = parse_json(get("/commitments/1", login).body);
    for (const Json& step : page.at("steps").as_array()) all += step.as_string() + " ";
    return all;
  };
  EXPECT_EQ(steps(editor_), "adopt split ");
  EXPECT_EQ(steps(clerk), "") << "nothing is reported before it is in force";
  for (std::uint32_t i = 0; i < city()->questions.size(); ++i)
    (void)send(editor_, R"({"id":"w)" + std::to_string(i) + R"(","type":"waive_question","seen":)" + version(city()->questions[i]) +
                            R"(,"body":{"question":)" + std::to_string(i + 1) + R"(,"reason":"已当面问过"}})");
  ASSERT_EQ(send(editor_, R"({"id":"d","type":"adopt_commitment","seen":)" + version(city()->commitments[0]) + R"(,"body":{"commitment":1}})"), "");
  EXPECT_EQ(steps(editor_), "extend split appeal ");
  EXPECT_EQ(steps(clerk), "report appeal ");
  EXPECT_NE(get("/commitments/1/assets?search=%E6%9C%88%E6%B9%96", clerk).body.find(R"("total":1)"), std::string::npos);
  EXPECT_NE(get("/commitments/1/assets?search=%E8%A5%BF", clerk).body.find(R"("total":0)"), std::string::npos);
  ASSERT_EQ(send(clerk, R"({"id":"e","type":"file_report","body":{"commitment":1,"until":"2025-02-01","moves":[{"asset":1,"stage":"built"}]}})"), "");
  const auto waiting = [&](const Login& login) { return parse_json(get("/reports?checkable=1", login).body); };
  EXPECT_EQ(waiting(clerk).at("items").as_array().size(), 0U) << "a checker, but the reporter too";
  ASSERT_EQ(waiting(checker).at("items").as_array().size(), 1U);
  const Json report = waiting(checker).at("items").as_array()[0].at("report");
  EXPECT_EQ(report.at("counted").as_integer(), 1);
  EXPECT_TRUE(report.at("amount").is_null());
  EXPECT_EQ(parse_json(get("/commitments/1/assets", clerk).body).at("assets").as_array()[0].at("stage").as_string(), "built");
  ASSERT_EQ(send(checker, R"({"id":"f","type":"check_report","seen":)" + version(city()->reports[0]) + R"(,"body":{"report":1,"verdict":"returned","reason":"没有验收单"}})"), "");
  EXPECT_EQ(waiting(checker).at("total").as_integer(), 0);
  EXPECT_EQ(parse_json(get("/reports?check=returned", editor_).body).at("items").as_array()[0].at("report").at("counted").as_integer(), 0)
      << "a returned move counts for nothing";
  EXPECT_EQ(get("/reports?check=maybe", editor_).status, 400U);
}

TEST_F(ApiTest, PersonsAreNamedOnlyForThoseWhoMaySeeThem) {
  EXPECT_NE(get("/registers", editor_).body.find("编审甲"), std::string::npos);
  EXPECT_EQ(get("/registers", reporter_).body.find("编审甲"), std::string::npos);
}

TEST_F(ApiTest, AFirstPasswordOpensNothingButItsChange) {
  const std::string first = accounts_.create("new", 2, 2, "", engine::real_surroundings().now());
  const Login login = sign_in("new", first);
  EXPECT_EQ(get("/overview", login).status, 403U);
  EXPECT_EQ(get("/session", login).status, 200U);
}

TEST_F(ApiTest, TheSecurityAdministratorWithdrawsAnAccountAndItsOpenPageEndsWithTheNextRequest) {
  EXPECT_EQ(get("/accounts", editor_).status, 403U);
  EXPECT_EQ(get("/commitments", reporter_).status, 200U);
  EXPECT_EQ(post_json("/accounts/withdraw", guard_, R"({"name":"zhenyuan"})").status, 200U);
  EXPECT_EQ(get("/commitments", reporter_).status, 401U);
  EXPECT_EQ(post_json("/accounts/restore", guard_, R"({"name":"zhenyuan"})").status, 200U);
  EXPECT_EQ(get("/commitments", reporter_).status, 401U) << "the old session stays ended";
  (void)sign_in("zhenyuan", "a-long-password");
  EXPECT_EQ(post_json("/accounts/withdraw", guard_, R"({"name":"nobody"})").status, 404U);
  EXPECT_EQ(post_json("/accounts/withdraw", guard_, R"({"name":"anquan"})").status, 403U) << "the own account";
  EXPECT_EQ(post_json("/accounts/reset", guard_, R"({"name":"zhenyuan"})").status, 403U) << "the system administrator's";
  EXPECT_EQ(post_json("/accounts", guard_, R"({"name":"x","person":3,"post":3})").status, 403U);
  const Json record = parse_json(get("/accounts/record?size=2", guard_).body);
  ASSERT_EQ(record.at("lines").as_array().size(), 2U);
  EXPECT_EQ(record.at("lines").as_array()[0].at("deed").as_string(), "restored");
  EXPECT_EQ(record.at("lines").as_array()[0].at("by").as_string(), "anquan");
}

TEST_F(ApiTest, AThingIsListedOpenedMovedOnAndHiddenFromThirdBodies) {
  const auto lifecycles = parse_json(get("/lifecycles", reporter_).body);
  EXPECT_GE(lifecycles.at("kinds").as_array().size(), 4U);
  const Response opened = post_json("/commands", reporter_,
                                    R"({"id":"q-1","type":"open_ask","body":{"what":"请协调泵站用电","asker":3,"answerer":1,"due":"2999-07-10"}})");
  ASSERT_EQ(opened.status, 200U) << opened.body;

  const Json list = parse_json(get("/things?kind=ask&state=raised&search=泵站", editor_).body);
  ASSERT_EQ(list.at("total").as_integer(), 1);
  const Json row = list.at("items").as_array()[0];
  EXPECT_EQ(row.at("label").as_string(), "A-1");
  EXPECT_EQ(row.at("waits").as_string(), "other");
  EXPECT_EQ(parse_json(get("/things?kind=ask&state=closed", editor_).body).at("total").as_integer(), 0);

  const Json thing = parse_json(get("/things/1?kind=ask", editor_).body);
  std::string offered;
  for (const Json& step : thing.at("steps").as_array())
    if (step.at("refusal").as_string().empty()) offered += step.at("command").as_string() + " ";
  EXPECT_EQ(offered, "ask.accept ask.return ask.answer ask.refuse ask.withdraw ");
  const Response answered = post_json(
      "/commands", editor_,
      R"({"id":"q-2","type":"ask.answer","seen":)" + std::to_string(row.at("version").as_integer()) + R"(,"body":{"thing":1,"reason":"已协调"}})");
  EXPECT_EQ(answered.status, 200U) << answered.body;
  EXPECT_EQ(parse_json(get("/things/1?kind=ask", reporter_).body).at("row").at("state").as_string(), "answered");

  EXPECT_EQ(get("/things/1?kind=ask", guard_).status, 404U) << "who may not read does not learn that it is there";
  EXPECT_EQ(get("/things/2?kind=ask", editor_).status, 404U);
  EXPECT_EQ(get("/things?kind=nonsense", editor_).status, 404U);
}

TEST_F(ApiTest, WhoeverAsksTooOftenWaitsAndOthersDoNot) {
  unsigned served = 0;
  Response last;
  for (; served < 2000; ++served)
    if (last = get("/session", reporter_); last.status != 200) break;
  EXPECT_GE(served, 490U) << "ten seconds' worth at once; a few were spent on signing in";
  EXPECT_LT(served, 2000U);
  EXPECT_EQ(last.status, 429U);
  EXPECT_TRUE(std::any_of(last.headers.begin(), last.headers.end(), [](const auto& header) { return header.first == "Retry-After"; }));
  EXPECT_EQ(get("/session", editor_).status, 200U);
}

TEST_F(ApiTest, BehindAProxyTheAddressIsTheOneTheProxySaw) {
  ApiOptions options{{"127.0.0.1:8080"}, false, [] { return LedgerCheck{true, ""}; }, engine::read_book, true, 1};
  Api api{engine_, accounts_, options};
  const auto ask_from = [&](const std::string& forwarded) {
    Request asked = request(Method::Get, "/nothing", {});
    asked.headers.emplace_back("x-forwarded-for", forwarded);
    return api.route(asked).answer(asked).status;
  };
  for (int i = 0; i < 100; ++i) EXPECT_EQ(ask_from("10.0.0.1"), 404U) << i;
  EXPECT_EQ(ask_from("10.0.0.2, 10.0.0.1"), 429U) << "what the browser wrote itself counts for nothing";
  EXPECT_EQ(ask_from("10.0.0.1, 10.0.0.2"), 404U);
}

TEST_F(ApiTest, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* path : {"/overview", "/nothing"}) {
    std::set<std::string> names;
    for (const auto& [name, value] : get(path, editor_).headers) names.insert(name);
    for (const char* name : {"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"})
      EXPECT_TRUE(names.contains(name)) << path << " " << name;
  }
  for (const auto& [name, value] : get("/documents/1/source", editor_).headers)
    if (name == "Content-Security-Policy") {
      EXPECT_EQ(value, "sandbox");
    }
}

TEST_F(ApiTest, AProofFromTheServerStandsWithoutIt) {
  const Response response = get("/ledger/events/3/proof", editor_);
  ASSERT_EQ(response.status, 200U);
  EXPECT_TRUE(std::holds_alternative<ledger::Proven>(ledger::verify_proof(response.body, engine_.ledger().head())));
}

TEST_F(ApiTest, ADocumentShowsTheSentenceInItsSource) {
  const Json page = parse_json(get("/documents/1", editor_).body);
  const Json& statement = page.at("statements").as_array().at(0);
  EXPECT_NE(statement.at("quote").as_string().find("35条"), std::string::npos);
  EXPECT_EQ(page.at("seen").as_string(), page.at("text").as_string()) << "a clean paper is shown as it is";
}

}  // namespace
}  // namespace luoshi::server

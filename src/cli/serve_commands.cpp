#include "cli/serve_commands.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <thread>

#include "accounts/accounts.hpp"
#include "base/error.hpp"
#include "cli/database.hpp"
#include "cli/sheet_child.hpp"
#include "ledger/check/check.hpp"
#include "server/api.hpp"
#include "server/http.hpp"

namespace luoshi::cli {
namespace {

struct Listen {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
};

Listen listen_of(const Values& values) {
  const auto text = values.find("listen");
  if (!text) return {};
  const std::size_t colon = text->rfind(':');
  Listen listen;
  listen.address = text->substr(0, colon);
  Values port;
  if (colon != std::string::npos) port.set("port", {text->substr(colon + 1)});
  const auto number = port.integer("port", 0, 65535);
  in_addr parsed{};
  if (!number || inet_pton(AF_INET, listen.address.c_str(), &parsed) != 1)
    throw Error{Fault::BadInput, "--listen is \"" + *text + "\" (ADDRESS:PORT such as 127.0.0.1:8080 is wanted); correct it"};
  listen.port = static_cast<std::uint16_t>(*number);
  return listen;
}

// Passwords and sessions must not cross a network in the clear.
void refuse_open_network(const Listen& listen, const std::optional<std::string>& proxy) {
  if (listen.address.starts_with("127.") || proxy) return;
  throw Error{Fault::BadInput, "--listen " + listen.address + " is open to the network without encryption (passwords could be "
                               "read on the way); put a TLS proxy in front and name its host with --behind-proxy HOST"};
}

// Gives each holder in office an account named like the person, when there is none yet at all. The passwords are printed
// here and kept nowhere.
void open_first_accounts(accounts::Accounts& accounts, const city::City& city) {
  if (!accounts.empty()) return;
  const Instant now = engine::real_surroundings().now();
  const Day today = china_day(now);
  std::string table;
  city.holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& holder = kept.value;
    if (holder.from > today || (holder.until && *holder.until < today)) return;
    const std::string& name = city.persons[holder.person.index()].value.name;
    try {
      const std::string password = accounts.create(name, holder.person.number(), holder.post.number(), "", now);
      table += "  " + name + "  " + password + "  " + city.posts[holder.post.index()].value.name + "\n";
    } catch (const Error& error) {
      // A person with two posts signs in by the first.
      if (error.fault() != Fault::Conflict) throw;
    }
  });
  if (!table.empty()) print("初始密码（只显示这一次，首次登录须修改）：\n" + table);
}

server::LedgerCheck checked(const std::string& database) {
  const auto report = ledger_check::check(database, archive_path(database));
  return {report.sound(), report.problems.empty() ? std::string{} : report.problems.front()};
}

// The signals that ask a program to end. Blocked before any thread starts, so that only the watch below receives them.
sigset_t stop_signals() {
  sigset_t set{};
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM}) sigaddset(&set, signal);
  return set;
}

// Ends the server on the first of them.
class SignalWatch {
 public:
  explicit SignalWatch(server::HttpServer& server)
      : watcher_{[&server] {
          const sigset_t set = stop_signals();
          int received = 0;
          sigwait(&set, &received);
          server.stop();
        }} {}
  ~SignalWatch() {
    pthread_kill(watcher_.native_handle(), SIGTERM);
    watcher_.join();
  }
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

 private:
  std::thread watcher_;
};

Exit serve(const Values& values) {
  const Listen listen = listen_of(values);
  const auto proxy = values.find("behind-proxy");
  refuse_open_network(listen, proxy);
  const sigset_t stop = stop_signals();
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  const std::string database = values.get("db");
  const auto engine = open_for_writing(database);
  accounts::Accounts accounts{database + ".accounts"};
  open_first_accounts(accounts, *engine->city());

  server::ServerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  server::Api* routes = nullptr;
  options.large_body = [&routes](const server::Request& head) { return routes->large_body(head); };
  server::HttpServer http{options, [&routes](const server::Request& request) { return routes->route(request); }};
  const std::string port = std::to_string(http.port());
  server::ApiOptions api_options;
  api_options.hosts = {listen.address + ":" + port, "localhost:" + port};
  if (proxy) api_options.hosts.push_back(*proxy);
  api_options.secure_cookie = proxy.has_value();
  api_options.behind_proxy = proxy.has_value();
  if (const auto rate = values.integer("rate", 0, 1'000'000)) api_options.requests_per_second = static_cast<double>(*rate);
  api_options.read_book = read_book_confined;
  api_options.check_ledger = [database] { return checked(database); };
  server::Api api{*engine, accounts, std::move(api_options)};
  api.on_change([&http](std::uint64_t events) { http.publish("{\"events\":" + std::to_string(events) + "}"); });
  routes = &api;

  std::signal(SIGPIPE, SIG_IGN);
  const SignalWatch watch{http};
  print("落实已启动：http://" + listen.address + ":" + port + "  （Ctrl-C 停止）\n");
  http.run();
  print("落实已停止\n");
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> serve_commands() {
  using Kind = Option::Kind;
  return {{"serve", "serve the web application and its interface on this machine",
           {{Kind::Value, "db", "the database", true},
            {Kind::Value, "listen", "ADDRESS:PORT, 127.0.0.1:8080 when left out", false},
            {Kind::Value, "behind-proxy", "host name of the TLS proxy in front", false},
            {Kind::Value, "rate", "requests a second of one session, 50 when left out, 0 for no limit", false}},
           serve}};
}

}  // namespace luoshi::cli

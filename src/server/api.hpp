#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "accounts/accounts.hpp"
#include "engine/account_office.hpp"
#include "engine/engine.hpp"
#include "engine/pages/pages.hpp"
#include "engine/sheets/sheets.hpp"
#include "server/http.hpp"
#include "server/rate_limit.hpp"

namespace luoshi::server {

/// Rebuilds every digest of the ledger behind a running server, and says what it found.
struct LedgerCheck {
  bool ok = false;
  std::string reason;  ///< empty when ok; else it names the event
};

struct ApiOptions {
  std::vector<std::string> hosts;        ///< Host headers that are ours: 127.0.0.1:8080, localhost:8080
  bool secure_cookie = false;            ///< behind TLS
  std::function<LedgerCheck()> check_ledger;
  engine::ReadBook read_book = engine::read_book;  ///< a server gives one that reads strangers' files in a confined process
  bool behind_proxy = false;             ///< the asking address is the last of X-Forwarded-For
  /// Requests a second of one session, of which ten seconds' may come at once; one address, from which a whole office may
  /// ask, has ten times that. 0: no limit.
  double requests_per_second = 50;
};

/// The routes of api/openapi.json over one engine and its accounts, and the embedded application for every other path.
///
/// A door: it finds out who asks, parses, calls one use case, translates the outcome. Host and Origin are checked even on
/// loopback; whoever asks too often gets 429; every change needs the session's csrf in a header; a first password opens /session and /password only.
/// Thread safety: `route` and what it returns may be called from any thread.
class Api {
 public:
  Api(engine::Engine& engine, accounts::Accounts& accounts, ApiOptions options);

  [[nodiscard]] Handling route(const Request& request);
  /// How many bytes the body of that request may have, of which the head alone is known; 0: as any other. Large ones are uploads;
  /// from whoever may not ask at all none is taken in, and the same is answered as to a small one. Such an upload counts twice
  /// against `requests_per_second`.
  [[nodiscard]] LargeBody large_body(const Request& head);
  /// Called with the number of events after each command that was carried out.
  void on_change(std::function<void(std::uint64_t)> tell) { changed_ = std::move(tell); }

 private:
  struct Caller {
    accounts::Session session;
    city::Actor actor;
  };
  using Answer = Response (Api::*)(const Request&, const Caller&);
  struct Entry {
    Method method;
    std::string_view path;  ///< after /api/v1; {} stands for one number
    Answer answer;
    Handling::When when;
  };
  static const std::vector<Entry>& entries();

  [[nodiscard]] std::optional<Response> refused_rate(RateLimit& limit, const std::string& who) const;
  [[nodiscard]] std::string address_of(const Request& request) const;
  [[nodiscard]] std::optional<Response> refused_origin(const Request& request) const;
  [[nodiscard]] Response guarded(const Request& request, const std::function<Response()>& answer) const;
  [[nodiscard]] std::variant<accounts::Session, Response> admitted(const Request& request, bool own);
  [[nodiscard]] Response signed_in(const Request& request, Answer answer);
  [[nodiscard]] Response session_json(const accounts::Session& session) const;
  void tell(std::uint64_t last) const;
  /// What was written, said to whoever watches and to the asker.
  [[nodiscard]] Response done_response(const engine::Done& done) const;
  [[nodiscard]] engine::Viewer viewer(const Caller& caller) const;
  [[nodiscard]] engine::SheetRequest sheet_request(const Request& request, const Caller& caller) const;
  [[nodiscard]] Id<Body> seen_body(const Caller& caller) const;
  [[nodiscard]] engine::Keeper keeper(const Caller& caller) const;

  Response sign_in(const Request& request);
  Response get_session(const Request& request, const Caller& caller);
  Response sign_out(const Request& request, const Caller& caller);
  Response change_password(const Request& request, const Caller& caller);
  Response overview(const Request& request, const Caller& caller);
  Response documents(const Request& request, const Caller& caller);
  Response document(const Request& request, const Caller& caller);
  Response document_source(const Request& request, const Caller& caller);
  Response questions(const Request& request, const Caller& caller);
  Response commitments(const Request& request, const Caller& caller);
  Response commitment(const Request& request, const Caller& caller);
  Response commitment_assets(const Request& request, const Caller& caller);
  Response commitment_funnel(const Request& request, const Caller& caller);
  Response split(const Request& request, const Caller& caller);
  Response split_preview(const Request& request, const Caller& caller);
  Response reports(const Request& request, const Caller& caller);
  Response commands(const Request& request, const Caller& caller);
  Response ledger(const Request& request, const Caller& caller);
  Response check_ledger(const Request& request, const Caller& caller);
  Response events(const Request& request, const Caller& caller);
  Response event(const Request& request, const Caller& caller);
  Response proof(const Request& request, const Caller& caller);
  Response registers(const Request& request, const Caller& caller);
  Response sheet_forms(const Request& request, const Caller& caller);
  Response export_sheet(const Request& request, const Caller& caller);
  Response preview_sheet(const Request& request, const Caller& caller);
  Response apply_sheet(const Request& request, const Caller& caller);
  Response keep_mapping(const Request& request, const Caller& caller);
  Response burden(const Request& request, const Caller& caller);
  Response freeze_list(const Request& request, const Caller& caller);
  Response spot_check(const Request& request, const Caller& caller);
  Response upload_evidence(const Request& request, const Caller& caller);
  Response report_evidence(const Request& request, const Caller& caller);
  Response evidence_file(const Request& request, const Caller& caller);
  Response lifecycles(const Request& request, const Caller& caller);
  Response things(const Request& request, const Caller& caller);
  Response thing(const Request& request, const Caller& caller);
  Response organisation(const Request& request, const Caller& caller);
  Response desk(const Request& request, const Caller& caller);
  Response duty_matrix(const Request& request, const Caller& caller);
  Response years(const Request& request, const Caller& caller);
  Response year(const Request& request, const Caller& caller);
  Response open_year(const Request& request, const Caller& caller);
  Response lists(const Request& request, const Caller& caller);
  Response thread(const Request& request, const Caller& caller);
  Response projects(const Request& request, const Caller& caller);
  Response capacity(const Request& request, const Caller& caller);
  Response map(const Request& request, const Caller& caller);
  Response water(const Request& request, const Caller& caller);
  Response enough(const Request& request, const Caller& caller);
  Response enough_at(const Request& request, const Caller& caller);
  Response learned(const Request& request, const Caller& caller);
  Response decision_sheet(const Request& request, const Caller& caller);
  Response map_states(const Request& request, const Caller& caller);
  Response commitment_forecast(const Request& request, const Caller& caller);
  Response scorecard(const Request& request, const Caller& caller);
  Response record_verdicts(const Request& request, const Caller& caller);
  Response watch(const Request& request, const Caller& caller);
  Response accounts(const Request& request, const Caller& caller);
  Response account_record(const Request& request, const Caller& caller);
  Response create_account(const Request& request, const Caller& caller);
  Response reset_password(const Request& request, const Caller& caller);
  Response withdraw_account(const Request& request, const Caller& caller);
  Response restore_account(const Request& request, const Caller& caller);
  Response end_sessions(const Request& request, const Caller& caller);

  engine::Engine& engine_;
  accounts::Accounts& accounts_;
  ApiOptions options_;
  engine::Pages pages_;
  engine::AccountOffice office_;
  RateLimit session_rate_, address_rate_;
  std::function<void(std::uint64_t)> changed_;
  std::mutex checking_;
  Json last_check_;  // guarded by checking_
};

}  // namespace luoshi::server

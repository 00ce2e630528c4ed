#include "server/api.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/splitting.hpp"
#include "ledger/proof.hpp"
#include "model/words.hpp"
#include "server/assets.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

namespace luoshi::server {
namespace {

using detail::json_response;
using detail::no_content;
using detail::number_of;
using detail::page_response;
using detail::path_id;
using detail::path_number;
using detail::place_of;
using detail::problem;
using detail::query_number;
using detail::query_word;
using detail::search_of;

constexpr std::string_view kBase = "/api/v1";
constexpr std::string_view kCookie = "luoshi_session";

Day today() { return china_day(engine::real_surroundings().now()); }

// The number that stands for {} when the path has the pattern's shape; 0 for a pattern without one; nothing otherwise.
std::optional<std::uint64_t> match(std::string_view pattern, std::string_view path) {
  const std::size_t hole = pattern.find("{}");
  if (hole == std::string_view::npos) return pattern == path ? std::optional<std::uint64_t>{0} : std::nullopt;
  const std::string_view tail = pattern.substr(hole + 2);
  if (path.size() < hole + tail.size() + 1 || !path.starts_with(pattern.substr(0, hole)) || !path.ends_with(tail)) return std::nullopt;
  return number_of(path.substr(hole, path.size() - hole - tail.size()));
}

template <class Sort>
std::optional<Sort> sort_of(const std::string& text, std::initializer_list<std::pair<std::string_view, Sort>> known) {
  for (const auto& [name, sort] : known)
    if (name == text) return sort;
  return std::nullopt;
}

}  // namespace

Api::Api(engine::Engine& engine, accounts::Accounts& accounts, ApiOptions options)
    : engine_{engine}, accounts_{accounts}, options_{std::move(options)}, pages_{engine}, office_{engine, accounts},
      session_rate_{options_.requests_per_second, std::max(1.0, 10 * options_.requests_per_second)},
      address_rate_{10 * options_.requests_per_second, std::max(1.0, 100 * options_.requests_per_second)} {}

const std::vector<Api::Entry>& Api::entries() {
  using When = Handling::When;
  static const std::vector<Entry> all = {
      {Method::Get, "/session", &Api::get_session, When::Now},
      {Method::Delete, "/session", &Api::sign_out, When::Later},
      {Method::Post, "/password", &Api::change_password, When::Later},
      {Method::Get, "/overview", &Api::overview, When::Later},
      {Method::Get, "/documents", &Api::documents, When::Later},
      {Method::Get, "/documents/{}", &Api::document, When::Later},
      {Method::Get, "/documents/{}/source", &Api::document_source, When::Later},
      {Method::Get, "/questions", &Api::questions, When::Later},
      {Method::Get, "/commitments", &Api::commitments, When::Now},
      {Method::Get, "/commitments/{}", &Api::commitment, When::Now},
      {Method::Get, "/commitments/{}/assets", &Api::commitment_assets, When::Later},
      {Method::Get, "/commitments/{}/funnel", &Api::commitment_funnel, When::Later},
      {Method::Post, "/commitments/{}/parts", &Api::split, When::Later},
      {Method::Post, "/commitments/{}/parts/preview", &Api::split_preview, When::Later},
      {Method::Get, "/reports", &Api::reports, When::Later},
      {Method::Post, "/commands", &Api::commands, When::Later},
      {Method::Get, "/ledger", &Api::ledger, When::Now},
      {Method::Post, "/ledger/check", &Api::check_ledger, When::Later},
      {Method::Get, "/ledger/events", &Api::events, When::Later},
      {Method::Get, "/ledger/events/{}", &Api::event, When::Later},
      {Method::Get, "/ledger/events/{}/proof", &Api::proof, When::Later},
      {Method::Get, "/registers", &Api::registers, When::Later},
      {Method::Get, "/sheets", &Api::sheet_forms, When::Now},
      {Method::Get, "/sheets/export", &Api::export_sheet, When::Later},
      {Method::Post, "/sheets/preview", &Api::preview_sheet, When::Later},
      {Method::Post, "/sheets/apply", &Api::apply_sheet, When::Later},
      {Method::Post, "/sheets/mapping", &Api::keep_mapping, When::Later},
      {Method::Get, "/burden", &Api::burden, When::Later},
      {Method::Post, "/spot-lists", &Api::freeze_list, When::Later},
      {Method::Get, "/spot-checks/{}", &Api::spot_check, When::Later},
      {Method::Post, "/evidence", &Api::upload_evidence, When::Later},
      {Method::Get, "/reports/{}/evidence", &Api::report_evidence, When::Later},
      {Method::Get, "/reports/{}/evidence/file", &Api::evidence_file, When::Later},
      {Method::Get, "/lifecycles", &Api::lifecycles, When::Now},
      {Method::Get, "/things", &Api::things, When::Later},
      {Method::Get, "/things/{}", &Api::thing, When::Later},
      {Method::Get, "/organisation", &Api::organisation, When::Later},
      {Method::Get, "/posts/{}/open", &Api::desk, When::Later},
      {Method::Get, "/duty-matrix", &Api::duty_matrix, When::Later},
      {Method::Get, "/years", &Api::years, When::Later},
      {Method::Post, "/years", &Api::open_year, When::Later},
      {Method::Get, "/years/{}", &Api::year, When::Later},
      {Method::Get, "/lists", &Api::lists, When::Later},
      {Method::Get, "/statements/{}/thread", &Api::thread, When::Later},
      {Method::Get, "/projects", &Api::projects, When::Later},
      {Method::Get, "/capacity", &Api::capacity, When::Later},
      {Method::Get, "/commitments/{}/forecast", &Api::commitment_forecast, When::Later},
      {Method::Get, "/scorecard", &Api::scorecard, When::Later},
      {Method::Post, "/verdicts", &Api::record_verdicts, When::Later},
      {Method::Get, "/map", &Api::map, When::Later},
      {Method::Get, "/water", &Api::water, When::Later},
      {Method::Get, "/enough", &Api::enough, When::Later},
      {Method::Get, "/enough/{}", &Api::enough_at, When::Later},
      {Method::Get, "/learned", &Api::learned, When::Later},
      {Method::Get, "/enough/{}/sheet", &Api::decision_sheet, When::Later},
      {Method::Get, "/map/states", &Api::map_states, When::Later},
      {Method::Get, "/events", &Api::watch, When::Now},
      {Method::Get, "/accounts", &Api::accounts, When::Later},
      {Method::Post, "/accounts", &Api::create_account, When::Later},
      {Method::Get, "/accounts/record", &Api::account_record, When::Later},
      {Method::Post, "/accounts/reset", &Api::reset_password, When::Later},
      {Method::Post, "/accounts/withdraw", &Api::withdraw_account, When::Later},
      {Method::Post, "/accounts/restore", &Api::restore_account, When::Later},
      {Method::Post, "/accounts/sign-out", &Api::end_sessions, When::Later},
  };
  return all;
}

Handling Api::route(const Request& request) {
  const auto now = [](Response response) {
    return Handling{Handling::When::Now, [response = std::move(response)](const Request&) { return response; }};
  };
  if (auto refused = refused_rate(address_rate_, address_of(request))) return now(detail::hardened(std::move(*refused)));
  if (auto refused = refused_origin(request)) return now(detail::hardened(std::move(*refused)));
  if (!request.path.starts_with(kBase) || (request.path.size() > kBase.size() && request.path[kBase.size()] != '/')) {
    if (request.method != Method::Get && request.method != Method::Head)
      return now(detail::hardened(problem(405, Fault::BadInput, "网页只能读取（方法不对）请从首页打开")));
    return now(detail::hardened(asset_response(request)));
  }
  const std::string_view path = std::string_view{request.path}.substr(kBase.size());
  if (path == "/session" && request.method == Method::Post)
    return {Handling::When::Later, [this](const Request& asked) {
              return detail::hardened(guarded(asked, [&] { return sign_in(asked); }));
            }};
  bool known = false;
  for (const Entry& entry : entries()) {
    if (!match(entry.path, path)) continue;
    known = true;
    if (entry.method != request.method) continue;
    // Pages of commitments wait for their table on a worker, not where all connections are served.
    const bool waits = entry.when == Handling::When::Now && entry.path.starts_with("/commitments") && !pages_.current(today());
    return {waits ? Handling::When::Later : entry.when, [this, answer = entry.answer](const Request& asked) {
              return detail::hardened(guarded(asked, [&] { return signed_in(asked, answer); }));
            }};
  }
  return now(detail::hardened(known ? problem(405, Fault::BadInput, "接口不支持这种方法（方法不对）请更新页面")
                                    : problem(404, Fault::NotFound, "没有这个接口（地址不对）请更新页面")));
}

std::optional<Response> Api::refused_rate(RateLimit& limit, const std::string& who) const {
  const auto wait = limit.refuse(who, std::chrono::steady_clock::now());
  if (!wait) return std::nullopt;
  const std::string seconds = std::to_string(*wait);
  Response response = problem(429, Fault::Unavailable, "请求太频繁（超过每秒上限）请" + seconds + "秒后再试");
  response.headers.emplace_back("Retry-After", seconds);
  return response;
}

// The proxy adds the address it saw at the end; what stands before that, anyone may have written.
std::string Api::address_of(const Request& request) const {
  std::string_view listed = options_.behind_proxy ? request.header("x-forwarded-for") : std::string_view{};
  if (const auto comma = listed.rfind(','); comma != std::string_view::npos) listed.remove_prefix(comma + 1);
  while (listed.starts_with(' ')) listed.remove_prefix(1);
  return listed.empty() || listed.size() > 64 ? request.peer : std::string{listed};
}

std::optional<Response> Api::refused_origin(const Request& request) const {
  const std::string host{request.header("host")};
  if (std::find(options_.hosts.begin(), options_.hosts.end(), host) == options_.hosts.end())
    return problem(421, Fault::Denied, "不接受这个主机名（防止冒名）请用启动时给出的地址打开");
  const std::string_view origin = request.header("origin");
  if (!origin.empty() && origin != "http://" + host && origin != "https://" + host)
    return problem(403, Fault::Denied, "请求来自别的网站（已拒绝）请从本系统页面操作");
  return std::nullopt;
}

Response Api::guarded(const Request& request, const std::function<Response()>& answer) const {
  try {
    return answer();
  } catch (const Error& error) {
    // What the reader of a page did wrong is said; what failed in the world is logged and said in general words.
    const bool theirs = error.fault() == Fault::BadInput || error.fault() == Fault::NotFound ||
                        error.fault() == Fault::TooLarge || error.fault() == Fault::Conflict || error.fault() == Fault::Denied;
    if (theirs) return problem(detail::status_of(error.fault()), error.fault(), error.what());
    std::fprintf(stderr, "luoshi: %s: %s\n", request.path.c_str(), error.what());
    return problem(503, Fault::Unavailable, "现在办不了（账本或磁盘出错，已记入日志）请稍后再试，仍不行请告知系统管理员");
  }
}

// Who may ask at all, known from the head alone: the session, or why it is refused. `own`: what a first password opens too.
std::variant<accounts::Session, Response> Api::admitted(const Request& request, bool own) {
  auto session = accounts_.session(std::string{request.cookie(kCookie)}, engine::real_surroundings().now());
  if (!session) return problem(401, Fault::Denied, "尚未登录（或登录已过期）请重新登录，填写的内容会保留");
  if (auto refused = refused_rate(session_rate_, session->csrf)) return std::move(*refused);
  if (request.method != Method::Get && request.header("x-luoshi-csrf") != session->csrf)
    return problem(403, Fault::Denied, "请求缺少校验码（页面可能已过期）请刷新页面后再试");
  if (session->account.must_change && !own)
    return problem(403, Fault::Denied, "初次登录须先改密码（初始密码由他人设定）请先修改密码");
  return std::move(*session);
}

Response Api::signed_in(const Request& request, Answer answer) {
  const bool own = answer == &Api::get_session || answer == &Api::sign_out || answer == &Api::change_password;
  auto who = admitted(request, own);
  if (auto* const refused = std::get_if<Response>(&who)) return std::move(*refused);
  const auto& session = std::get<accounts::Session>(who);
  city::Actor actor;
  if (session.account.person != 0) actor.person = Id<Person>{session.account.person};
  if (session.account.post != 0) actor.post = Id<Post>{session.account.post};
  return (this->*answer)(request, Caller{session, actor});
}

void Api::tell(std::uint64_t last) const {
  if (changed_ && last > 0) changed_(last);
}

Response Api::done_response(const engine::Done& done) const {
  if (done.count > 0) tell(done.first + done.count - 1);
  return json_response(Json::object({{"first", done.first}, {"events", done.count}, {"repeated", done.repeated}}));
}

engine::Viewer Api::viewer(const Caller& caller) const { return {caller.actor, today()}; }

Response Api::session_json(const accounts::Session& session) const {
  const auto city = engine_.city();
  const std::uint32_t post = session.account.post;
  const bool held = post != 0 && post <= city->posts.size();
  const Post* const value = held ? &city->posts[post - 1].value : nullptr;
  Json roles = Json::array();
  for (const Role role : engine::roles_of(*city, session.account.person, post, today())) roles.push_back(name_of(role));
  return json_response(Json::object({{"person", session.account.person},
                                     {"name", session.account.name},
                                     {"post", post},
                                     {"post_name", held ? value->name : std::string{}},
                                     {"body", held ? value->body.number() : 0U},
                                     {"body_name", held ? city->bodies[value->body.index()].value.name : std::string{}},
                                     {"roles", std::move(roles)},
                                     {"csrf", session.csrf},
                                     {"must_change_password", session.account.must_change},
                                     {"city", city->name},
                                     {"sample", city->sample},
                                     {"as_of", day_text(today())},
                                     {"events", city->events},
                                     {"engine", LUOSHI_VERSION}}));
}

Response Api::sign_in(const Request& request) {
  const Json body = detail::body_of(request, {"name", "password"});
  const auto outcome = accounts_.sign_in(body.at("name").as_string(), body.at("password").as_string(), engine::real_surroundings().now());
  if (const auto* refused = std::get_if<accounts::Refused>(&outcome)) return detail::refused_account(*refused);
  const auto& session = std::get<accounts::Session>(outcome);
  Response response = session_json(session);
  response.headers.emplace_back("Set-Cookie", std::string{kCookie} + "=" + session.token + "; Path=/; HttpOnly; SameSite=Strict" +
                                                  (options_.secure_cookie ? "; Secure" : ""));
  return response;
}

Response Api::get_session(const Request&, const Caller& caller) { return session_json(caller.session); }

Response Api::sign_out(const Request&, const Caller& caller) {
  accounts_.sign_out(caller.session.token);
  Response response = no_content();
  response.headers.emplace_back("Set-Cookie", std::string{kCookie} + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
  return response;
}

Response Api::change_password(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"old", "new"});
  const auto now = engine::real_surroundings().now();
  if (const auto refused = accounts_.change_password(caller.session, body.at("old").as_string(), body.at("new").as_string(), now))
    return detail::refused_account(*refused);
  return session_json(accounts_.session(caller.session.token, now).value_or(caller.session));
}

Response Api::overview(const Request& request, const Caller& caller) {
  const auto as_of = query_word<Day>(request, "as_of", day_from_text);
  return page_response(pages_.overview(viewer(caller), as_of, place_of(request)));
}

Response Api::documents(const Request&, const Caller& caller) { return page_response(pages_.documents(viewer(caller))); }

Response Api::document(const Request& request, const Caller& caller) {
  return page_response(pages_.document(viewer(caller), path_id(request)));
}

Response Api::document_source(const Request& request, const Caller& caller) {
  const auto city = engine_.city();
  const std::uint64_t id = path_number(request);
  if (const auto no = city::may(*city, caller.actor, city::Action::Read, {}, today())) return detail::refusal_response(*no);
  if (id == 0 || id > city->documents.size()) return problem(404, Fault::NotFound, "没有这份文件（编号不在案）请从列表重新打开");
  Response response;
  response.type = "application/octet-stream";
  response.body = engine_.archive().get(city->documents[id - 1].value.source);
  // Served as a file to keep, never shown: whatever is in it must not run.
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"document-" + std::to_string(id) + ".bin\"");
  response.headers.emplace_back("Content-Security-Policy", "sandbox");
  return response;
}

Response Api::questions(const Request& request, const Caller& caller) {
  engine::QuestionFilter filter;
  using Sort = engine::QuestionFilter::Sort;
  filter.state = query_word<QuestionState>(request, "state", [](const std::string& text) { return from_name<QuestionState>(text); });
  filter.label = query_word<QuestionLabel>(request, "label", [](const std::string& text) { return label_from_name(text); });
  filter.post = query_number(request, "post", 0, UINT32_MAX);
  filter.document = query_number(request, "document", 1, UINT32_MAX);
  filter.sort = query_word<Sort>(request, "sort", [](const std::string& text) {
                  return sort_of<Sort>(text, {{"overdue", Sort::Overdue}, {"age", Sort::Age}, {"post", Sort::Post}});
                }).value_or(Sort::Overdue);
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.questions(viewer(caller), filter));
}

Response Api::commitments(const Request& request, const Caller& caller) {
  engine::CommitmentFilter filter;
  using Sort = engine::CommitmentFilter::Sort;
  filter.search = search_of(request);
  filter.state = query_word<CommitmentState>(request, "state", [](const std::string& text) { return from_name<CommitmentState>(text); });
  filter.theme = query_word<Theme>(request, "theme", [](const std::string& text) { return theme_from_name(text); });
  filter.lead = query_number(request, "lead", 0, UINT32_MAX);
  filter.place = place_of(request);
  filter.kept = query_word<Verdict::Word>(request, "kept", [](const std::string& text) {
    using Word = Verdict::Word;
    return sort_of<Word>(text, {{"likely", Word::Likely}, {"at_risk", Word::AtRisk}, {"unlikely", Word::Unlikely}, {"cannot_say", Word::CannotSay}});
  });
  filter.enough = query_word<luoshi::Answer>(request, "enough", [](const std::string& text) {
    using Enough = luoshi::Answer;
    return sort_of<Enough>(text, {{"yes", Enough::Yes}, {"no", Enough::No}, {"cannot_say", Enough::CannotSay}});
  });
  filter.light = query_word<assess::Light>(request, "light", [](const std::string& text) {
    using assess::Light;
    return sort_of<Light>(text, {{"green", Light::Green}, {"yellow", Light::Yellow}, {"red", Light::Red}, {"unknown", Light::Unknown}});
  });
  filter.sort = query_word<Sort>(request, "sort", [](const std::string& text) {
                  return sort_of<Sort>(text, {{"attention", Sort::Attention}, {"due", Sort::Due}, {"lead", Sort::Lead},
                                              {"title", Sort::Title}, {"newest", Sort::Newest}});
                }).value_or(Sort::Attention);
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.commitments(viewer(caller), filter));
}

Response Api::commitment(const Request& request, const Caller& caller) {
  return page_response(pages_.commitment(viewer(caller), path_id(request)));
}

Response Api::commitment_assets(const Request& request, const Caller& caller) {
  return page_response(pages_.commitment_assets(viewer(caller), path_id(request), search_of(request)));
}

Response Api::commitment_funnel(const Request& request, const Caller& caller) {
  return page_response(pages_.commitment_funnel(viewer(caller), path_id(request),
                                                query_number(request, "page", 1, 1'000'000).value_or(1),
                                                query_number(request, "size", 1, 200).value_or(20)));
}

Response Api::split_preview(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"parts"});
  return page_response(engine::split_preview(engine_, viewer(caller), path_id(request),
                                             engine::part_drafts_from_json(body.at("parts"))));
}

Response Api::split(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"id", "parts"});
  const std::string id = body.at("id").as_string();
  if (id.empty() || id.size() > 56) throw Error{Fault::BadInput, "请求编号有误（应为1至56个字符）请更新页面"};
  const auto outcome = engine::split(engine_, viewer(caller), path_id(request),
                                     engine::part_drafts_from_json(body.at("parts")), id, caller.session.csrf.substr(0, 8));
  if (const auto* no = std::get_if<engine::BatchRefusal>(&outcome))
    return detail::refusal_response({no->refusal.fault, "第" + std::to_string(no->command + 1) + "行：" + no->refusal.reason});
  return done_response(std::get<engine::Done>(outcome));
}

Response Api::reports(const Request& request, const Caller& caller) {
  engine::ReportFilter filter;
  filter.check = query_word<CheckState>(request, "check", [](const std::string& text) { return from_name<CheckState>(text); });
  filter.lead = query_number(request, "lead", 1, UINT32_MAX);
  filter.checkable = query_number(request, "checkable", 0, 1).value_or(0) == 1;
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.reports(viewer(caller), filter));
}

Response Api::commands(const Request& request, const Caller& caller) {
  const Json json = detail::body_of(request, {"id", "type", "seen", "body"});
  city::Command command = city::command_from_json(json);
  command.actor = caller.actor;
  const engine::Outcome outcome = engine_.submit(command, caller.session.csrf.substr(0, 8));
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) return detail::refusal_response(*refusal);
  return done_response(std::get<engine::Done>(outcome));
}

Response Api::ledger(const Request&, const Caller& caller) {
  if (const auto no = city::may(*engine_.city(), caller.actor, city::Action::Read, {}, today())) return detail::refusal_response(*no);
  const ledger::Head head = engine_.ledger().head();
  const std::lock_guard lock{checking_};
  return json_response(Json::object({{"head", ledger::to_text(head)},
                                     {"size", head.size},
                                     {"root", head.root.hex()},
                                     {"algorithm", "sha256"},
                                     {"checked", last_check_}}));
}

Response Api::check_ledger(const Request&, const Caller& caller) {
  if (const auto no = city::may(*engine_.city(), caller.actor, city::Action::Read, {}, today())) return detail::refusal_response(*no);
  const std::unique_lock lock{checking_, std::try_to_lock};
  if (!lock.owns_lock()) {
    Response response = problem(429, Fault::Unavailable, "正在核验（一次只核验一遍）请稍候再看结果");
    response.headers.emplace_back("Retry-After", "5");
    return response;
  }
  const auto began = std::chrono::steady_clock::now();
  const ledger::Head head = engine_.ledger().head();
  const LedgerCheck check = options_.check_ledger();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  last_check_ = Json::object({{"ok", check.ok},
                              {"at", instant_text(engine::real_surroundings().now())},
                              {"head", ledger::to_text(head)},
                              {"size", head.size},
                              {"took_ms", static_cast<std::int64_t>(took.count())},
                              {"reason", check.reason}});
  return json_response(last_check_);
}

Response Api::events(const Request& request, const Caller& caller) {
  std::vector<std::uint64_t> these;
  const std::string sequences = request.parameter("sequences");
  for (std::size_t at = 0; at < sequences.size();) {
    const std::size_t end = std::min(sequences.find(',', at), sequences.size());
    const auto number = number_of(std::string_view{sequences}.substr(at, end - at));
    if (!number || these.size() == 100) throw Error{Fault::BadInput, "参数 sequences 不能用（应为至多100个序号）请从列表重新打开"};
    these.push_back(*number);
    at = end + 1;
  }
  return page_response(pages_.events(viewer(caller), query_number(request, "last", 1, UINT32_MAX).value_or(UINT32_MAX),
                                     query_number(request, "size", 1, 200).value_or(50), these));
}

Response Api::event(const Request& request, const Caller& caller) {
  return page_response(pages_.event(viewer(caller), path_number(request)));
}

Response Api::proof(const Request& request, const Caller& caller) {
  const auto city = engine_.city();
  if (const auto no = city::may(*city, caller.actor, city::Action::Read, {}, today())) return detail::refusal_response(*no);
  const std::uint64_t sequence = path_number(request);
  if (sequence < 1 || sequence > city->events) return problem(404, Fault::NotFound, "没有这条记录（序号不在案）请从账本重新打开");
  return json_response(ledger::to_json(ledger::prove(engine_.ledger(), sequence)));
}

Response Api::registers(const Request&, const Caller& caller) { return page_response(pages_.registers(viewer(caller))); }

Response Api::lifecycles(const Request&, const Caller&) { return page_response(engine::Pages::lifecycles()); }

Response Api::things(const Request& request, const Caller& caller) {
  engine::ThingFilter filter;
  using Sort = engine::ThingFilter::Sort;
  filter.kind = request.parameter("kind");
  filter.state = request.parameter("state");
  filter.search = search_of(request);
  filter.body = query_number(request, "body", 1, UINT32_MAX);
  filter.sort = query_word<Sort>(request, "sort", [](const std::string& text) {
                  return sort_of<Sort>(text, {{"due", Sort::Due}, {"newest", Sort::Newest}, {"title", Sort::Title}});
                }).value_or(Sort::Due);
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.things(viewer(caller), filter));
}

Response Api::thing(const Request& request, const Caller& caller) {
  return page_response(pages_.thing(viewer(caller), request.parameter("kind"), path_id(request)));
}

Response Api::watch(const Request&, const Caller& caller) {
  if (const auto no = city::may(*engine_.city(), caller.actor, city::Action::Read, {}, today())) return detail::refusal_response(*no);
  Response response;
  response.events = true;
  response.body = "data: {\"events\":" + std::to_string(engine_.city()->events) + "}\n\n";
  return response;
}

}  // namespace luoshi::server

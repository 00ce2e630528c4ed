#include <algorithm>

#include "server/detail/answers.hpp"

namespace luoshi::server::detail {
namespace {

const char* fault_name(Fault fault) {
  switch (fault) {
    case Fault::BadInput: return "bad_input";
    case Fault::Denied: return "denied";
    case Fault::NotFound: return "not_found";
    case Fault::Conflict: return "conflict";
    case Fault::TooLarge: return "too_large";
    case Fault::Cancelled:
    case Fault::Unavailable:
    case Fault::Corrupt: return "unavailable";
  }
  return "unavailable";
}

}  // namespace

unsigned status_of(Fault fault) {
  switch (fault) {
    case Fault::BadInput: return 400;
    case Fault::Denied: return 403;
    case Fault::NotFound: return 404;
    case Fault::Conflict: return 409;
    case Fault::TooLarge: return 413;
    case Fault::Cancelled:
    case Fault::Unavailable:
    case Fault::Corrupt: return 503;
  }
  return 503;
}

Response json_response(const Json& json) {
  Response response;
  response.body = canonical_json(json);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response problem(unsigned status, Fault fault, const std::string& reason) {
  Response response = json_response(Json::object({{"fault", fault_name(fault)}, {"reason", reason}}));
  response.status = status;
  return response;
}

Response refusal_response(const city::Refusal& refusal) { return problem(status_of(refusal.fault), refusal.fault, refusal.reason); }

Response refused_account(const accounts::Refused& refused) {
  using Why = accounts::Refused::Why;
  switch (refused.why) {
    case Why::WrongNameOrPassword:
    case Why::Withdrawn: return problem(401, Fault::Denied, refused.reason);
    case Why::WeakPassword: return problem(400, Fault::BadInput, refused.reason);
    case Why::TooManyAttempts: {
      Response response = problem(429, Fault::Unavailable, refused.reason);
      response.headers.emplace_back("Retry-After", "900");
      return response;
    }
    case Why::Busy: {
      Response response = problem(503, Fault::Unavailable, refused.reason);
      response.headers.emplace_back("Retry-After", "2");
      return response;
    }
  }
  return problem(401, Fault::Denied, refused.reason);
}

Response page_response(const engine::Page& page) {
  if (const auto* refusal = std::get_if<city::Refusal>(&page)) return refusal_response(*refusal);
  return json_response(std::get<Json>(page));
}

Json body_of(const Request& request, std::initializer_list<std::string_view> fields) {
  if (!request.header("content-type").starts_with("application/json"))
    throw Error{Fault::BadInput, "内容格式不对（应为 application/json）请更新页面"};
  Json json = parse_json(request.body);
  for (const Json::Member& member : json.as_object())
    if (std::find(fields.begin(), fields.end(), member.key) == fields.end())
      throw Error{Fault::BadInput, "多出字段“" + member.key.substr(0, 60) + "”（接口不认识）请更新页面"};
  return json;
}

Response hardened(Response response) {
  const auto has = [&](std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& header) { return header.first == name; });
  };
  if (!has("Content-Security-Policy"))
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                                  "connect-src 'self'; font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
                                  "frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("X-Frame-Options", "DENY");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

}  // namespace luoshi::server::detail

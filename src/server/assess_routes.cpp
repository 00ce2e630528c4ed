#include "server/api.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

// The routes of the map, of the water and of what is enough.
namespace luoshi::server {

using detail::page_response;

Response Api::map(const Request& request, const Caller& caller) {
  const auto answer = pages_.map(viewer(caller));
  if (const auto* refusal = std::get_if<city::Refusal>(&answer)) return detail::refusal_response(*refusal);
  const auto& [tag, bytes] = std::get<engine::KeptBytes>(answer);
  const std::string quoted = "\"" + tag + "\"";
  Response response;
  // Kept by this reader alone, and asked for again each time: rights may end.
  response.headers.emplace_back("ETag", quoted);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  if (request.header("if-none-match") == quoted) {
    response.status = 304;
    return response;
  }
  response.body = *bytes;
  return response;
}

Response Api::map_states(const Request&, const Caller& caller) { return page_response(pages_.map_states(viewer(caller))); }

}  // namespace luoshi::server

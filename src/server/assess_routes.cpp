#include "server/api.hpp"

#include "base/error.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

// The routes of the map, of the water and of what is enough.
namespace luoshi::server {
namespace {

std::string item_in(const Request& request) {
  const std::string item = request.parameter("item");
  if (item.size() > 40) throw Error{Fault::BadInput, "参数 item 不能用（太长）请从列表重新打开"};
  return item;
}

}  // namespace

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

Response Api::water(const Request&, const Caller& caller) { return page_response(pages_.water(viewer(caller))); }

Response Api::enough(const Request&, const Caller& caller) { return page_response(pages_.enough(viewer(caller))); }

Response Api::enough_at(const Request& request, const Caller& caller) {
  return page_response(pages_.enough_at(viewer(caller), detail::path_id(request), item_in(request)));
}

Response Api::learned(const Request&, const Caller& caller) { return page_response(pages_.learned(viewer(caller))); }

Response Api::decision_sheet(const Request& request, const Caller& caller) {
  const std::uint32_t at = detail::query_number(request, "at", 1, UINT32_MAX).value_or(0);
  return page_response(pages_.decision_sheet(viewer(caller), detail::path_id(request), item_in(request), at));
}

}  // namespace luoshi::server

#include <algorithm>
#include <initializer_list>

#include "base/error.hpp"
#include "engine/year_turn.hpp"
#include "server/api.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

// The routes of posts, of the turn of the year, of the five lists and of threads.
namespace luoshi::server {
namespace {

using detail::page_response;
using detail::path_id;
using detail::query_number;
using detail::query_word;

std::optional<std::string> among(std::initializer_list<std::string_view> known, const std::string& text) {
  return std::find(known.begin(), known.end(), text) != known.end() ? std::optional{text} : std::nullopt;
}

}  // namespace

Response Api::organisation(const Request&, const Caller& caller) { return page_response(pages_.organisation(viewer(caller))); }

Response Api::desk(const Request& request, const Caller& caller) {
  return page_response(pages_.desk(viewer(caller), path_id(request)));
}

Response Api::duty_matrix(const Request&, const Caller& caller) { return page_response(pages_.duty_matrix(viewer(caller))); }

Response Api::years(const Request&, const Caller& caller) { return page_response(pages_.years(viewer(caller))); }

Response Api::year(const Request& request, const Caller& caller) {
  return page_response(pages_.year(viewer(caller), path_id(request)));
}

Response Api::open_year(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"id", "year", "body"});
  const std::int64_t year = body.at("year").as_integer(), number = body.at("body").as_integer();
  if (year < 2000 || year > 2999 || number < 1 || number > UINT32_MAX)
    throw Error{Fault::BadInput, "不能开年度收官（年度或单位有误）请从页面重新选择"};
  const engine::BatchOutcome outcome =
      engine::open_year(engine_, caller.actor, body.at("id").as_string(), static_cast<std::uint32_t>(year),
                        Id<Body>{static_cast<std::uint32_t>(number)}, viewer(caller).today, caller.session.csrf.substr(0, 8));
  if (const auto* refusal = std::get_if<engine::BatchRefusal>(&outcome)) return detail::refusal_response(refusal->refusal);
  return done_response(std::get<engine::Done>(outcome));
}

Response Api::lists(const Request& request, const Caller& caller) {
  engine::ListFilter filter;
  filter.list = query_word<std::string>(request, "list", [](const std::string& text) {
                  return among({"problem", "target", "task", "measure", "duty"}, text);
                }).value_or("problem");
  filter.state = query_word<std::string>(request, "state", [](const std::string& text) { return among({"open"}, text); }).value_or("");
  filter.campaign = query_number(request, "campaign", 1, UINT32_MAX);
  filter.body = query_number(request, "body", 1, UINT32_MAX);
  filter.search = detail::search_of(request);
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.lists(viewer(caller), filter));
}

Response Api::thread(const Request& request, const Caller& caller) {
  return page_response(pages_.thread(viewer(caller), path_id(request)));
}

}  // namespace luoshi::server

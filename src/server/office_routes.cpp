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
using detail::query_number;

// The one number in a path like /statements/12/thread.
std::uint32_t number_in_path(const Request& request) {
  const std::string_view path = request.path;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (const auto number = detail::number_of(path.substr(at, end - at)); number && *number <= UINT32_MAX)
      return static_cast<std::uint32_t>(*number);
    at = end + 1;
  }
  return 0;
}

std::string one_of(const Request& request, const char* name, std::initializer_list<std::string_view> known, const char* usual) {
  const std::string text = request.parameter(name);
  if (text.empty()) return usual;
  for (const std::string_view each : known)
    if (each == text) return text;
  throw Error{Fault::BadInput, std::string{"参数 "} + name + " 不能用（不认识“" + text.substr(0, 60) + "”）请从列表重新打开"};
}

}  // namespace

Response Api::organisation(const Request&, const Caller& caller) { return page_response(pages_.organisation(viewer(caller))); }

Response Api::desk(const Request& request, const Caller& caller) {
  return page_response(pages_.desk(viewer(caller), number_in_path(request)));
}

Response Api::duty_matrix(const Request&, const Caller& caller) { return page_response(pages_.duty_matrix(viewer(caller))); }

Response Api::years(const Request&, const Caller& caller) { return page_response(pages_.years(viewer(caller))); }

Response Api::year(const Request& request, const Caller& caller) {
  return page_response(pages_.year(viewer(caller), number_in_path(request)));
}

Response Api::open_year(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"id", "year", "body"});
  const std::int64_t year = body.at("year").as_integer(), number = body.at("body").as_integer();
  if (year < 0 || year > 9999 || number < 0 || number > UINT32_MAX)
    throw Error{Fault::BadInput, "不能开年度收官（年度或单位有误）请从页面重新选择"};
  const engine::BatchOutcome outcome =
      engine::open_year(engine_, caller.actor, body.at("id").as_string(), static_cast<std::uint32_t>(year),
                        number == 0 ? Id<Body>{} : Id<Body>{static_cast<std::uint32_t>(number)}, viewer(caller).today,
                        caller.session.csrf.substr(0, 8));
  if (const auto* refusal = std::get_if<engine::BatchRefusal>(&outcome)) return detail::refusal_response(refusal->refusal);
  const auto& done = std::get<engine::Done>(outcome);
  if (changed_) changed_(done.first + done.count - 1);
  return detail::json_response(Json::object({{"first", done.first}, {"events", done.count}, {"repeated", done.repeated}}));
}

Response Api::lists(const Request& request, const Caller& caller) {
  engine::ListFilter filter;
  filter.list = one_of(request, "list", {"problem", "target", "task", "measure", "duty"}, "problem");
  filter.state = one_of(request, "state", {"open"}, "");
  filter.campaign = query_number(request, "campaign", 1, UINT32_MAX);
  filter.body = query_number(request, "body", 1, UINT32_MAX);
  filter.search = request.parameter("search");
  if (filter.search.size() > 256) throw Error{Fault::BadInput, "搜索词太长（上限64字）请缩短"};
  filter.page = query_number(request, "page", 1, 1'000'000).value_or(1);
  filter.size = query_number(request, "size", 1, 200).value_or(50);
  return page_response(pages_.lists(viewer(caller), filter));
}

Response Api::thread(const Request& request, const Caller& caller) {
  return page_response(pages_.thread(viewer(caller), number_in_path(request)));
}

}  // namespace luoshi::server

#include "server/api.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

namespace luoshi::server {
namespace {

using detail::page_response;

std::string name_in(const Request& request) { return detail::body_of(request, {"name"}).at("name").as_string(); }

std::uint32_t number_in(const Json& body, const char* field) {
  const std::int64_t number = body.at(field).as_integer();
  return number > 0 && number <= UINT32_MAX ? static_cast<std::uint32_t>(number) : 0;
}

}  // namespace

engine::Keeper Api::keeper(const Caller& caller) const {
  return {viewer(caller), caller.session.account.name, engine::real_surroundings().now()};
}

Response Api::accounts(const Request&, const Caller& caller) { return page_response(office_.list(keeper(caller))); }

Response Api::account_record(const Request& request, const Caller& caller) {
  const std::uint32_t last = detail::query_number(request, "last", 1, UINT32_MAX).value_or(UINT32_MAX);
  return page_response(office_.record(keeper(caller), last, detail::query_number(request, "size", 1, 200).value_or(50)));
}

Response Api::create_account(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"name", "person", "post"});
  return page_response(
      office_.create(keeper(caller), body.at("name").as_string(), number_in(body, "person"), number_in(body, "post")));
}

Response Api::reset_password(const Request& request, const Caller& caller) {
  return page_response(office_.reset(keeper(caller), name_in(request)));
}

Response Api::withdraw_account(const Request& request, const Caller& caller) {
  return page_response(office_.withdraw(keeper(caller), name_in(request)));
}

Response Api::restore_account(const Request& request, const Caller& caller) {
  return page_response(office_.restore(keeper(caller), name_in(request)));
}

Response Api::end_sessions(const Request& request, const Caller& caller) {
  return page_response(office_.end_sessions(keeper(caller), name_in(request)));
}

}  // namespace luoshi::server

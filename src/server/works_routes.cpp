#include "server/api.hpp"
#include "server/detail/answers.hpp"

// Projects, money, capacity.
namespace luoshi::server {

using detail::page_response;

Response Api::projects(const Request&, const Caller& caller) { return page_response(pages_.projects(viewer(caller))); }

Response Api::capacity(const Request&, const Caller& caller) { return page_response(pages_.capacity(viewer(caller))); }

}  // namespace luoshi::server

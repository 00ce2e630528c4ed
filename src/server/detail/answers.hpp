#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "accounts/accounts.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "engine/pages/pages.hpp"
#include "server/http.hpp"

namespace luoshi::server::detail {

[[nodiscard]] unsigned status_of(Fault fault);
[[nodiscard]] Response json_response(const Json& json);
[[nodiscard]] Response no_content();
/// The Problem of api/openapi.json.
[[nodiscard]] Response problem(unsigned status, Fault fault, const std::string& reason);
[[nodiscard]] Response refusal_response(const city::Refusal& refusal);
[[nodiscard]] Response refused_account(const accounts::Refused& refused);
[[nodiscard]] Response page_response(const engine::Page& page);

/// The body as a JSON object with no other fields than these. @throws Error{BadInput}
[[nodiscard]] Json body_of(const Request& request, std::initializer_list<std::string_view> fields);

/// Adds the security headers every answer carries: a strict content policy, no framing, no sniffing, no referrer.
[[nodiscard]] Response hardened(Response response);

}  // namespace luoshi::server::detail

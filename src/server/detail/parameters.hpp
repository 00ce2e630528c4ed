#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/http.hpp"

namespace luoshi::server::detail {

/// A whole number that is nothing but digits.
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view text);

/// A whole number from the query; nothing when absent. @throws Error{BadInput} outside the range.
[[nodiscard]] std::optional<std::uint32_t> query_number(const Request& request, const char* name, std::uint32_t low,
                                                        std::uint32_t high);

/// The number in a path like /reports/12/evidence; 0 where there is none.
[[nodiscard]] std::uint32_t path_id(const Request& request);

}  // namespace luoshi::server::detail

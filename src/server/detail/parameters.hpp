#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http.hpp"

namespace luoshi::server::detail {

/// A whole number that is nothing but digits.
[[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view text);

/// A whole number from the query; nothing when absent. @throws Error{BadInput} outside the range.
[[nodiscard]] std::optional<std::uint32_t> query_number(const Request& request, const char* name, std::uint32_t low,
                                                        std::uint32_t high);

[[noreturn]] void refuse_word(const char* name, const std::string& text);

/// A word of the query as `read` understands it (an optional of that value); nothing when absent.
/// @throws Error{BadInput} where `read` gives nothing.
template <class Value, class Read>
[[nodiscard]] std::optional<Value> query_word(const Request& request, const char* name, Read read) {
  const std::string text = request.parameter(name);
  if (text.empty()) return std::nullopt;
  std::optional<Value> value = read(text);
  if (!value) refuse_word(name, text);
  return value;
}

/// What is searched for; empty when nothing. @throws Error{BadInput} where it is too long.
[[nodiscard]] std::string search_of(const Request& request);

/// A place of 总览 by its key; nothing when absent. @throws Error{BadInput} where it is longer than any.
[[nodiscard]] std::optional<std::string> place_of(const Request& request);

/// The first number among the parts of a path, as in /reports/12/evidence; 0 where there is none.
[[nodiscard]] std::uint64_t path_number(const Request& request);
/// The same as a thing's number: 0, which nothing has, where it is too large for one.
[[nodiscard]] std::uint32_t path_id(const Request& request);

}  // namespace luoshi::server::detail

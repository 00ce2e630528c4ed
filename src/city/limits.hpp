#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "city/command.hpp"
#include "city/decide.hpp"

namespace luoshi::city {

/// The most characters a text field may have, or elements a list may have, and what people call the field.
struct Limit {
  std::string_view field;
  std::string_view chinese;
  std::size_t most = 0;
};

/// The limit of a field by its name in data (docs/formats/commands.md lists them all).
[[nodiscard]] Limit limit_of(std::string_view field);

/// The first text or list that is longer than its limit (TooLarge), or text that is not UTF-8 or holds control characters
/// other than tabs and line ends (BadInput). Nothing when all fits.
[[nodiscard]] std::optional<Refusal> over_limit(const CommandBody& body);

}  // namespace luoshi::city

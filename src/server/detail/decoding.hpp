#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace luoshi::server::detail {

enum class Plus { IsPlus, IsSpace };

/// The text behind %xx escapes; nothing for a broken escape, a NUL or bytes that are not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

/// The path of a request target (without its query); nothing where it is no plain absolute path (.., NUL, backslash).
[[nodiscard]] std::optional<std::string> decoded_path(std::string_view target);

}  // namespace luoshi::server::detail

#pragma once

#include <source_location>

namespace luoshi {

/// Prints the broken promise with its place and ends the process; a bug of ours must not go on writing.
[[noreturn]] void contract_broken(const char* kind, const char* what, const std::source_location& where) noexcept;

/// A promise the caller made. Always on: a broken one is a bug, not an answer, and ends the process.
constexpr void expects(bool holds, const char* what = "precondition",
                       const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]] contract_broken("expects", what, where);
}

/// A promise this function makes to its caller. Always on.
constexpr void ensures(bool holds, const char* what = "postcondition",
                       const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]] contract_broken("ensures", what, where);
}

/// As `expects`, for measured inner loops: on only where LUOSHI_DEBUG_CONTRACTS is defined (sanitizer presets).
constexpr void debug_expects([[maybe_unused]] bool holds, [[maybe_unused]] const char* what = "precondition",
                             [[maybe_unused]] const std::source_location& where = std::source_location::current()) {
#ifdef LUOSHI_DEBUG_CONTRACTS
  expects(holds, what, where);
#endif
}

}  // namespace luoshi

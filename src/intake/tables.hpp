#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "intake/tables_layout.hpp"

namespace luoshi::intake {

/// One of the tables linked into the program; constant, shared, safe from any thread.
[[nodiscard]] std::span<const std::byte> table_bytes(Table which);

/// The same as numbers. The maker aligned every table to 8 bytes.
template <class T>
[[nodiscard]] std::span<const T> table_of(Table which) {
  const std::span<const std::byte> bytes = table_bytes(which);
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

[[nodiscard]] inline std::string_view table_text(Table which) {
  const std::span<const std::byte> bytes = table_bytes(which);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The tables every character of a text is looked up in.
struct CharacterTables {
  const std::uint8_t* classes;
  const std::uint16_t* folds;
};
extern const CharacterTables kCharacters;

/// Bits of char_class; a character beyond the basic plane is an ideograph or nothing (emoji and the like).
[[nodiscard]] inline std::uint8_t class_of(char32_t c) {
  if (c < 0x10000) return kCharacters.classes[c];
  return c >= 0x20000 && c < 0x40000 ? char_class::kHan : std::uint8_t{0};
}
/// The simplified form of a traditional or regional character; any other character itself.
[[nodiscard]] inline char32_t fold(char32_t c) { return c < 0x10000 ? char32_t{kCharacters.folds[c]} : c; }

[[nodiscard]] inline bool is_ideograph(char32_t c) { return (class_of(c) & char_class::kHan) != 0; }
[[nodiscard]] inline bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace luoshi::intake

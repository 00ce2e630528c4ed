#pragma once

#include <cstddef>
#include <string_view>

namespace luoshi::intake {

/// Small questions about characters, as the readers of this room ask them all the time.

/// 0…9 of an ASCII or full-width digit, else −1.
[[nodiscard]] constexpr int digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  return -1;
}
[[nodiscard]] constexpr bool is_digit(char32_t c) { return digit_of(c) >= 0; }
[[nodiscard]] constexpr bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
[[nodiscard]] constexpr bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n' || c == 0x3000 || c == 0xA0;
}
/// A Han character of the blocks that papers use.
[[nodiscard]] constexpr bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || c == U'〇'; }
/// Ends a sentence or a part of one that stands alone.
[[nodiscard]] constexpr bool is_full_stop(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'；' || c == U'!' || c == U';';
}
/// A comma, full-width or not.
[[nodiscard]] constexpr bool is_comma(char32_t c) { return c == U'，' || c == U','; }
/// Opens a quotation, a title or a bracket.
[[nodiscard]] constexpr bool is_opening(char32_t c) {
  return c == U'“' || c == U'《' || c == U'（' || c == U'(' || c == U'「' || c == U'『' || c == U'【' || c == U'〔' ||
         c == U'‘';
}
[[nodiscard]] constexpr bool is_closing(char32_t c) {
  return c == U'”' || c == U'》' || c == U'）' || c == U')' || c == U'」' || c == U'』' || c == U'】' || c == U'〕' ||
         c == U'’';
}
/// A hole the damage left: the text cannot be known there.
[[nodiscard]] constexpr bool is_hole(char32_t c) { return c == U'?' || c == 0xFFFD; }

[[nodiscard]] constexpr bool starts_at(std::u32string_view text, std::size_t at, std::u32string_view word) {
  return at <= text.size() && text.substr(at).starts_with(word);
}
[[nodiscard]] constexpr bool contains(std::u32string_view text, std::u32string_view word) {
  return text.find(word) != std::u32string_view::npos;
}
[[nodiscard]] constexpr bool contains(std::u32string_view text, char32_t c) {
  return text.find(c) != std::u32string_view::npos;
}

}  // namespace luoshi::intake

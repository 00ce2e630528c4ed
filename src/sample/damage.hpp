#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace luoshi::sample {

/// A character that a republishing site explains: 開 → 開(kāi), at every occurrence.
struct Gloss {
  char32_t character;
  std::string pinyin;  ///< lower case with tone marks, UTF-8
};

/// How one republishing site treats a page.
struct DamageStyle {
  std::vector<Gloss> glosses;     ///< in the order in which the site replaces them
  std::u32string split;           ///< full-width marks at which the bytes are cut, one after another; empty: no cuts
  bool commas = false;            ///< a spinner's comma before about half of the marks
  bool drop_private_use = false;  ///< a crawler loses the characters U+E000 … U+F8FF
};

/// The page as such a site shows it: the forward chain that turns clean mainland text into what crawlers find.
///
///   simplified → traditional, one character at a time (ambiguous ones stay) → GBK bytes → each gloss put in by a plain
///   byte search, which also hits the trail byte of one character with the lead byte of the next → the bytes cut at
///   each mark of `split`, again by plain byte search → every piece read as GBK alone, what is no character shown as
///   "?" or in private use → ！，：；？（） folded to ASCII.
///
/// Paragraphs (lines) are treated one by one, as the pages' markup separates them. Characters outside GBK become "?".
/// `seed` decides only where the spinner's commas go. Deterministic. Requires valid UTF-8.
[[nodiscard]] std::string republish(std::string_view clean, const DamageStyle& style, std::uint64_t seed);

/// Glosses of invented sites, numbered from 0: a selection of 40 to 60 common characters, and the order of their cuts.
[[nodiscard]] DamageStyle damage_style(std::uint64_t site);

/// The traditional form a one-by-one converter gives, the character itself where it stays.
[[nodiscard]] char32_t traditional_of(char32_t simplified);

}  // namespace luoshi::sample

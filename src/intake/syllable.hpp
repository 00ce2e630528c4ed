#pragma once

#include <cstdint>
#include <string_view>

namespace luoshi::intake {

/// A pinyin syllable as a number: letters a…z (ü is v) of 5 bits each, the first highest, and the tone (0 none, 1…4) in
/// the lowest 3 bits; 0 where the text is no syllable (a letter outside pinyin, two tones, more than 6 letters).
/// Shifting right by 3 drops the tone.
[[nodiscard]] constexpr std::uint64_t syllable_key(std::u32string_view word) {
  constexpr std::u32string_view kToned = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
  constexpr std::u32string_view kBase = U"aaaaeeeeiiiioooouuuuvvvvnnn";
  constexpr std::u32string_view kTones = U"123412341234123412341234234";
  std::uint64_t letters = 0;
  std::uint64_t tone = 0;
  if (word.empty() || word.size() > 6) return 0;
  for (char32_t c : word) {
    if (c >= U'a' && c <= U'z') {
      letters = letters << 5U | (c - U'a' + 1);
      continue;
    }
    if (const std::size_t i = kToned.find(c); i != std::u32string_view::npos) {
      if (tone != 0) return 0;
      tone = kTones[i] - U'0';
      c = kBase[i];
    } else if (c == U'ü') {
      c = U'v';
    } else if (c == U'\u0251') {  // the phonetic letters some pages use
      c = U'a';
    } else if (c == U'\u0261') {
      c = U'g';
    }
    if (c < U'a' || c > U'z') return 0;
    letters = letters << 5U | (c - U'a' + 1);
  }
  return letters << 3U | tone;
}

}  // namespace luoshi::intake

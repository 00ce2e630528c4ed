#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace luoshi::intake {

/// A letter with its tone mark: the bare letter (ü is v) and the tone, 0 for none.
struct PinyinLetter {
  std::uint8_t base = 0;
  std::uint8_t tone = 0;
};

inline constexpr char32_t kFirstLetter = 0xE0;
inline constexpr char32_t kLastLetter = 0x261;
inline constexpr std::array<PinyinLetter, kLastLetter - kFirstLetter + 1> kPinyinLetters = [] {
  constexpr std::u32string_view kToned = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ";
  constexpr std::string_view kBase = "aaaaeeeeiiiioooouuuuvvvvnnn";
  constexpr std::string_view kTones = "123412341234123412341234234";
  std::array<PinyinLetter, kLastLetter - kFirstLetter + 1> letters{};
  for (std::size_t i = 0; i < kToned.size(); ++i)
    letters[kToned[i] - kFirstLetter] = {static_cast<std::uint8_t>(kBase[i]), static_cast<std::uint8_t>(kTones[i] - '0')};
  letters[U'ü' - kFirstLetter] = {'v', 0};
  letters[U'\u0251' - kFirstLetter] = {'a', 0};  // the phonetic letters some pages use
  letters[U'\u0261' - kFirstLetter] = {'g', 0};
  return letters;
}();

/// A pinyin syllable as a number: letters a…z (ü is v) of 5 bits each, the first highest, and the tone (0 none, 1…4) in
/// the lowest 3 bits; 0 where the text is no syllable (a letter outside pinyin, two tones, more than 6 letters).
/// Shifting right by 3 drops the tone.
[[nodiscard]] constexpr std::uint64_t syllable_key(std::u32string_view word) {
  std::uint64_t letters = 0;
  std::uint64_t tone = 0;
  if (word.empty() || word.size() > 6) return 0;
  for (const char32_t c : word) {
    if (c >= U'a' && c <= U'z') {
      letters = letters << 5U | (c - U'a' + 1);
      continue;
    }
    const PinyinLetter letter = c >= kFirstLetter && c <= kLastLetter ? kPinyinLetters[c - kFirstLetter] : PinyinLetter{};
    if (letter.base == 0 || (letter.tone != 0 && tone != 0)) return 0;
    tone |= letter.tone;
    letters = letters << 5U | (letter.base - U'a' + 1U);
  }
  return letters << 3U | tone;
}

}  // namespace luoshi::intake

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace luoshi::intake {

/// How surprising a character is after two others: −ln P, in units of 1/kCostPerNat nat.
///
/// A trigram model of characters with interpolated back-off, made at build time from Debian's word list and the
/// project's own bulletins. Width, case and which digit do not matter, nor whether a form is traditional. It is small,
/// so it ranks readings of damaged places; it does not judge style.
class LanguageModel {
 public:
  using Number = std::uint16_t;
  static constexpr Number kUnknown = 0;
  static constexpr Number kLineEnd = 1;
  static constexpr int kMaxCost = 255;

  /// The model of this build; constant, shared, safe from any thread.
  [[nodiscard]] static const LanguageModel& shared();

  [[nodiscard]] Number number_of(char32_t c) const { return c < 0x10000 ? ids_[c] : kUnknown; }
  /// Cost of `c` after `a`, `b`.
  [[nodiscard]] int cost(Number a, Number b, Number c) const;
  /// Cost of `c` without context.
  [[nodiscard]] int unigram_cost(Number c) const { return unigrams_[2 * std::size_t{c}]; }
  /// The characters the model has seen after `a`, `b`, in order of number.
  [[nodiscard]] std::span<const Number> after(Number a, Number b) const;
  /// The character of a number: the simplified, full-width one.
  [[nodiscard]] char32_t character_of(Number n) const { return characters_[n]; }
  /// Sum over a text that follows the characters `a`, `b`.
  [[nodiscard]] long cost_of(std::u32string_view text, Number a = kLineEnd, Number b = kLineEnd) const;

 private:
  LanguageModel();
  [[nodiscard]] int pair_cost(Number b, Number c) const;
  [[nodiscard]] std::uint32_t find_pair(Number b, Number c) const;

  const std::uint16_t* ids_;
  const std::uint8_t* unigrams_;
  const std::uint32_t* bigram_start_;
  const std::uint16_t* bigrams_;
  const std::uint8_t* bigram_costs_;
  const std::uint32_t* trigram_start_;
  const std::uint16_t* trigrams_;
  const std::uint8_t* trigram_costs_;
  std::vector<char16_t> characters_;
};

}  // namespace luoshi::intake

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace luoshi::intake {

/// A set of words, each with a tag (a number or a mask of the caller's), looked up at a place of a text in time
/// proportional to the longest word that starts there. Filled once, then only read; safe to read from any thread.
class WordSet {
 public:
  struct Match {
    std::size_t length = 0;  ///< code points; 0 when no word starts here
    std::uint64_t tag = 0;
    explicit operator bool() const { return length != 0; }
  };

  WordSet();

  /// Adds one word; the tags of a word given twice are joined by OR. Requires a word of at least one code point.
  void add(std::u32string_view word, std::uint64_t tag);
  /// Adds every word of a list parted by white space.
  void add_all(std::u32string_view words, std::uint64_t tag);

  /// A set of the words of a list, all with tag 1; `reversed` stores them back to front, for `ends`.
  enum class Order { AsWritten, Reversed };
  [[nodiscard]] static WordSet of(std::u32string_view words, Order order = Order::AsWritten);

  /// The length of the longest word with which the text ends; 0 when none does. For sets made `Reversed`.
  [[nodiscard]] std::size_t ends(std::u32string_view text) const {
    if (text.empty() || !may_start(text.back()) || (text.size() > 1 && !may_go_on(text.back(), text[text.size() - 2])))
      return 0;
    return ends_from(text);
  }

  /// True when any of the words stands anywhere in the text.
  [[nodiscard]] bool anywhere(std::u32string_view text) const {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (may_start(text[i]) && (i + 1 == text.size() || may_go_on(text[i], text[i + 1])) && stands_at(text, i)) return true;
    return false;
  }

  /// The longest word that starts at `at`.
  [[nodiscard]] Match longest(std::u32string_view text, std::size_t at) const {
    if (at >= text.size() || !may_start(text[at]) || (at + 1 < text.size() && !may_go_on(text[at], text[at + 1])))
      return {};
    return longest_from(text, at);
  }

  /// Calls `found(length, tag)` for every word that starts at `at`, shortest first.
  template <class Found>
  void each(std::u32string_view text, std::size_t at, Found found) const {
    if (at >= text.size() || !may_start(text[at]) || (at + 1 < text.size() && !may_go_on(text[at], text[at + 1]))) return;
    std::uint32_t node = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
      node = child(node, text[i]);
      if (node == 0) return;
      if (tags_[node] != 0) found(i + 1 - at, tags_[node]);
    }
  }

 private:
  // Edges of the tree in one open-addressed table: (node, character) -> node. 0 is the root and "no edge" both, for
  // nothing leads to the root.
  struct Edge {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
  };

  [[nodiscard]] static std::uint64_t key_of(std::uint32_t node, char32_t c) {
    return (std::uint64_t{node} << 21U | std::uint64_t{c}) + 1;
  }
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char32_t c) const {
    const std::uint64_t key = key_of(node, c);
    for (std::size_t slot = slot_of(key);; slot = (slot + 1) & (edges_.size() - 1)) {
      if (edges_[slot].key == key) return edges_[slot].node;
      if (edges_[slot].key == 0) return 0;
    }
  }
  void insert(std::uint64_t key, std::uint32_t node);
  // What the three questions above ask of the tree where the filters let a place pass.
  [[nodiscard]] std::size_t ends_from(std::u32string_view text) const;
  [[nodiscard]] bool stands_at(std::u32string_view text, std::size_t at) const;
  [[nodiscard]] Match longest_from(std::u32string_view text, std::size_t at) const;

  // Two filters in front of the tree: most places of a text start no word, and hundreds of sets are asked of each clause, so what
  // is asked first must be small enough to stay in the nearest cache. A bit of `first_` a first character, of `pairs_` the first two.
  [[nodiscard]] bool may_start(char32_t c) const {
    const std::size_t bit = static_cast<std::size_t>(c) & first_mask_;
    const std::uint64_t* bits = large_first_.empty() ? first_.data() : large_first_.data();
    return (bits[bit >> 6U] >> (bit & 63U) & 1U) != 0;
  }
  [[nodiscard]] static std::size_t pair_of(char32_t a, char32_t b) {
    return static_cast<std::size_t>((std::uint32_t{a} * 0x9E3779B1U + std::uint32_t{b} * 0x85EBCA6BU) >> 7U);
  }
  [[nodiscard]] bool may_go_on(char32_t a, char32_t b) const {
    const std::size_t bit = pair_of(a, b) & pair_mask_;
    const std::uint64_t* bits = large_pairs_.empty() ? pairs_.data() : large_pairs_.data();
    return singles_ || (bits[bit >> 6U] >> (bit & 63U) & 1U) != 0;
  }
  void filter(std::u32string_view word);

  std::vector<Edge> edges_;
  unsigned shift_;
  std::vector<std::uint64_t> tags_;   // by node; 0 = no word ends here
  static constexpr std::size_t kFilterBits = 512;
  std::size_t first_mask_ = kFilterBits - 1, pair_mask_ = kFilterBits - 1;
  std::array<std::uint64_t, kFilterBits / 64> first_{}, pairs_{};  // of a set of a few words: they stand in the set itself
  std::vector<std::uint64_t> large_first_, large_pairs_;           // of a larger one; else empty
  bool singles_ = false;                                   // some word is one character long: `pairs_` says nothing
  std::vector<std::pair<char32_t, char32_t>> beginnings_;  // what the filters hold, to make them larger
};

/// A list of words, parted by white space, as a template argument.
template <std::size_t N>
struct Literal {
  char32_t text[N]{};
  constexpr Literal(const char32_t (&words)[N]) {  // NOLINT: a literal in angle brackets must convert by itself
    for (std::size_t i = 0; i < N; ++i) text[i] = words[i];
  }
  constexpr operator std::u32string_view() const { return {text, N - 1}; }  // NOLINT: as above
};

/// The set of a list, made when it is first asked for.
template <Literal kWords, WordSet::Order kOrder = WordSet::Order::AsWritten>
[[nodiscard]] const WordSet& set_of() {
  static const WordSet set = WordSet::of(kWords, kOrder);
  return set;
}

/// True when any of the words stands in the text.
template <Literal kWords>
[[nodiscard]] bool contains_any(std::u32string_view text) {
  return set_of<kWords>().anywhere(text);
}
/// The length of the longest of the words with which the text starts; 0 when none does.
template <Literal kWords>
[[nodiscard]] std::size_t starts_with_any(std::u32string_view text) {
  return set_of<kWords>().longest(text, 0).length;
}
/// As above, at the end of the text.
template <Literal kWords>
[[nodiscard]] std::size_t ends_with_any(std::u32string_view text) {
  return set_of<kWords, WordSet::Order::Reversed>().ends(text);
}

}  // namespace luoshi::intake

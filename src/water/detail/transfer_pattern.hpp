#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

namespace luoshi::water::detail {

inline constexpr std::size_t kMostEntries = 128, kMostReactions = 48, kMostSpecies = 24;

/// Species `to` is made of species `from`.
struct Edge {
  std::uint8_t to, from;
  friend constexpr bool operator==(Edge, Edge) = default;
};

/// Where E and G may differ from zero, and which products of entries make which entry: of any kinetics while the
/// program runs, of the standard one already when it is compiled, by the same function.
struct TransferPattern {
  /// out += left·right; terms of an entry stand together, in the order of their middle species.
  struct Term {
    std::uint8_t left, right;
  };
  std::size_t species = 0, entries = 0, edges = 0;
  std::array<Edge, kMostEntries> entry{};                    ///< by column and then row
  std::array<std::uint8_t, kMostSpecies> diagonal{};         ///< species → entry
  std::array<Edge, kMostReactions> edge{};                   ///< direct products, as given
  std::array<std::uint8_t, kMostReactions> edge_entry{};     ///< edge → entry
  std::array<std::uint16_t, kMostEntries + 1> rate_start{};  ///< terms of A·X off the diagonal: edge, entry of X
  std::array<Term, 4 * kMostEntries> rate_term{};
  std::array<std::uint16_t, kMostEntries + 1> term_start{};  ///< terms of X·Y, the entry's own column's first row first
  std::array<Term, 16 * kMostEntries> term{};
  bool fits = true;  ///< within the room above
};

/// Species are in topological order: every edge leads to a larger number.
constexpr TransferPattern pattern_of(std::size_t species, std::span<const Edge> edges) {
  TransferPattern made;
  made.species = species;
  made.edges = edges.size();
  if (species > kMostSpecies || edges.size() > kMostReactions) {
    made.fits = false;
    return made;
  }
  std::array<std::array<bool, kMostSpecies>, kMostSpecies> reached{};
  for (std::size_t s = 0; s < species; ++s) reached[s][s] = true;
  for (const Edge edge : edges) reached[edge.to][edge.from] = true;
  // One pass from the back closes the relation.
  for (std::size_t from = species; from-- > 0;)
    for (std::size_t middle = from + 1; middle < species; ++middle)
      if (reached[middle][from])
        for (std::size_t to = middle + 1; to < species; ++to)
          if (reached[to][middle]) reached[to][from] = true;
  std::array<std::array<int, kMostSpecies>, kMostSpecies> index{};
  for (auto& row : index) row.fill(-1);
  for (std::size_t from = 0; from < species; ++from)
    for (std::size_t to = from; to < species; ++to) {
      if (!reached[to][from]) continue;
      if (made.entries == kMostEntries) {
        made.fits = false;
        return made;
      }
      index[to][from] = static_cast<int>(made.entries);
      if (to == from) made.diagonal[to] = static_cast<std::uint8_t>(made.entries);
      made.entry[made.entries++] = {static_cast<std::uint8_t>(to), static_cast<std::uint8_t>(from)};
    }
  for (std::size_t c = 0; c < edges.size(); ++c) {
    made.edge[c] = edges[c];
    made.edge_entry[c] = static_cast<std::uint8_t>(index[edges[c].to][edges[c].from]);
  }
  std::size_t rates = 0, terms = 0;
  for (std::size_t e = 0; e < made.entries; ++e) {
    const auto [to, from] = made.entry[e];
    for (std::size_t c = 0; c < edges.size(); ++c)
      if (edges[c].to == to && index[edges[c].from][from] >= 0) {
        if (rates == made.rate_term.size()) return made.fits = false, made;
        made.rate_term[rates++] = {static_cast<std::uint8_t>(c), static_cast<std::uint8_t>(index[edges[c].from][from])};
      }
    for (std::size_t middle = from; middle <= to; ++middle)
      if (index[to][middle] >= 0 && index[middle][from] >= 0) {
        if (terms == made.term.size()) return made.fits = false, made;
        made.term[terms++] = {static_cast<std::uint8_t>(index[to][middle]),
                              static_cast<std::uint8_t>(index[middle][from])};
      }
    made.rate_start[e + 1] = static_cast<std::uint16_t>(rates);
    made.term_start[e + 1] = static_cast<std::uint16_t>(terms);
  }
  return made;
}

/// Walks over a pattern known while the program runs.
struct WalkedPattern {
  const TransferPattern* pattern;
  [[nodiscard]] const TransferPattern& operator()() const { return *pattern; }
  template <class F>
  [[gnu::always_inline]] void entries(const F& body) const {
    for (std::size_t i = 0; i < pattern->entries; ++i) body(i);
  }
  template <class F>
  [[gnu::always_inline]] void rate_terms(std::size_t i, const F& body) const {
    for (std::size_t k = pattern->rate_start[i]; k < pattern->rate_start[i + 1]; ++k)
      body(pattern->rate_term[k].left, pattern->rate_term[k].right);
  }
  /// All terms of an entry but the last, which is the diagonal's times its own.
  template <class F>
  [[gnu::always_inline]] void terms_above(std::size_t i, const F& body) const {
    for (std::size_t k = pattern->term_start[i]; k + 1 < pattern->term_start[i + 1]; ++k)
      body(pattern->term[k].left, pattern->term[k].right);
  }
};

/// The same over one known when the program is compiled: every step is written out, no loop and no table is left.
template <const TransferPattern& kPattern>
struct WrittenPattern {
  [[nodiscard]] constexpr const TransferPattern& operator()() const { return kPattern; }
  template <class F>
  [[gnu::always_inline]] void entries(const F& body) const {
    run<0>(body, std::make_index_sequence<kPattern.entries>{});
  }
  template <class I, class F>
  [[gnu::always_inline]] void rate_terms(I, const F& body) const {
    constexpr std::size_t first = kPattern.rate_start[I::value], last = kPattern.rate_start[I::value + 1];
    run<first>(
        [&](auto k) __attribute__((always_inline)) { body(kPattern.rate_term[k].left, kPattern.rate_term[k].right); },
        std::make_index_sequence<last - first>{});
  }
  template <class I, class F>
  [[gnu::always_inline]] void terms_above(I, const F& body) const {
    constexpr std::size_t first = kPattern.term_start[I::value], last = kPattern.term_start[I::value + 1] - 1;
    run<first>(
        [&](auto k) __attribute__((always_inline)) { body(kPattern.term[k].left, kPattern.term[k].right); },
        std::make_index_sequence<last - first>{});
  }

 private:
  template <std::size_t kFirst, class F, std::size_t... kSteps>
  [[gnu::always_inline]] static void run(const F& body, std::index_sequence<kSteps...>) {
    (body(std::integral_constant<std::size_t, kFirst + kSteps>{}), ...);
  }
};

}  // namespace luoshi::water::detail

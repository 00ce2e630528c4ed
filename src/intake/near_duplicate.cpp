#include "intake/near_duplicate.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

#include "intake/characters.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::size_t kStretch = 5;
constexpr std::size_t kHashes = 64;
constexpr std::size_t kBand =
    4;  // two papers are compared when four neighbouring hashes agree: found at 0.7 with 0.988

// The finaliser of MurmurHash3 (public domain): every bit of the input moves every bit of the output.
std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33U;
  x *= 0xFF51AFD7ED558CCDULL;
  x ^= x >> 33U;
  x *= 0xC4CEB9FE1A85EC53ULL;
  x ^= x >> 33U;
  return x;
}

std::u32string essence(std::u32string_view text) {
  std::u32string kept;
  for (const char32_t c : text)
    if ((class_of(c) & (char_class::kHan | char_class::kDigit | char_class::kLetter)) != 0) kept += fold(c);
  return kept;
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

}  // namespace

Fingerprint fingerprint_of(std::u32string_view text) {
  const std::u32string kept = essence(text);
  Fingerprint print;
  print.characters = static_cast<std::uint32_t>(kept.size());
  if (kept.size() < kStretch) return print;
  // One permutation in 64 bins: the least hash of each bin, an empty bin borrowing from the next that is not.
  std::vector<std::uint64_t> bins(kHashes, ~std::uint64_t{0});
  for (std::size_t i = 0; i + kStretch <= kept.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kStretch; ++k) hash = hash * 0x9E3779B97F4A7C15ULL + kept[i + k];
    hash = mixed(hash);
    std::uint64_t& bin = bins[hash % kHashes];
    bin = std::min(bin, hash);
  }
  for (std::size_t i = 0; i < kHashes; ++i) {
    std::size_t from = i;
    while (bins[from] == ~std::uint64_t{0}) from = (from + 1) % kHashes;
    // How far a bin borrowed is part of its value, or two short papers would agree by chance.
    print.least.push_back(static_cast<std::uint32_t>(mixed(bins[from] + (from + kHashes - i) % kHashes) >> 32U));
  }
  return print;
}

double resemblance(const Fingerprint& a, const Fingerprint& b) {
  if (a.least.empty() || b.least.empty()) return 0.0;
  std::size_t same = 0;
  for (std::size_t i = 0; i < kHashes; ++i) same += a.least[i] == b.least[i] ? 1U : 0U;
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

std::vector<std::vector<std::size_t>> group_copies(const std::vector<Fingerprint>& papers, double threshold) {
  std::vector<std::size_t> parent(papers.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (std::size_t band = 0; band < kHashes; band += kBand) {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> met;
    for (std::size_t i = 0; i < papers.size(); ++i) {
      if (papers[i].least.empty()) continue;
      std::uint64_t key = band;
      for (std::size_t k = 0; k < kBand; ++k) key = mixed(key + papers[i].least[band + k]);
      std::vector<std::size_t>& others = met[key];
      for (const std::size_t other : others) {
        if (root_of(parent, i) == root_of(parent, other)) continue;
        if (resemblance(papers[i], papers[other]) >= threshold) parent[root_of(parent, i)] = root_of(parent, other);
      }
      others.push_back(i);
    }
  }
  std::unordered_map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < papers.size(); ++i) members[root_of(parent, i)].push_back(i);
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [root, group] : members)
    if (group.size() > 1) groups.push_back(std::move(group));
  std::sort(groups.begin(), groups.end());
  return groups;
}

namespace {

// What a statement says without its figures: their spans, digits and marks left out.
std::u32string sentence_of(const Reading& reading, const ReadStatement& statement) {
  std::u32string kept;
  for (std::uint32_t i = statement.span.begin; i < statement.span.end; ++i) {
    const char32_t c = reading.paper.text[i];
    const bool figure = std::any_of(statement.figures.begin(), statement.figures.end(),
                                    [&](const ReadFigure& read) { return read.span.begin <= i && i < read.span.end; });
    if (!figure && is_han(c)) kept += fold(c);
  }
  return kept;
}

std::string figures_of(const Reading& reading, const ReadStatement& statement) {
  std::string words;
  for (const ReadFigure& read : statement.figures)
    words += (words.empty() ? "" : "、") +
             to_utf8(std::u32string_view{reading.paper.text}.substr(read.span.begin, read.span.end - read.span.begin));
  return words;
}

bool same_figures(const ReadStatement& a, const ReadStatement& b) {
  return std::equal(a.figures.begin(), a.figures.end(), b.figures.begin(), b.figures.end(),
                    [](const ReadFigure& x, const ReadFigure& y) {
                      return x.figure.value == y.figure.value && x.figure.unit == y.figure.unit &&
                             x.figure.bound == y.figure.bound && x.figure.uncertain == y.figure.uncertain;
                    });
}

}  // namespace

std::vector<FigureConflict> compare_figures(const Reading& first, const Reading& second) {
  std::unordered_multimap<std::u32string, const ReadStatement*> others;
  for (const ReadStatement& statement : second.statements) others.emplace(sentence_of(second, statement), &statement);
  std::vector<FigureConflict> conflicts;
  for (const ReadStatement& statement : first.statements) {
    const auto [begin, end] = others.equal_range(sentence_of(first, statement));
    if (begin == end ||
        std::any_of(begin, end, [&](const auto& other) { return same_figures(statement, *other.second); }))
      continue;
    conflicts.push_back({statement.quote, figures_of(first, statement), figures_of(second, *begin->second)});
  }
  return conflicts;
}

}  // namespace luoshi::intake

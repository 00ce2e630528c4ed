#include "intake/language_model.hpp"

#include <algorithm>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// Halving without a branch the processor would have to guess: half of all guesses would be wrong.
std::uint32_t find(const std::uint16_t* list, std::uint32_t begin, std::uint32_t end, std::uint16_t wanted) {
  if (begin == end) return kNone;
  std::uint32_t size = end - begin;
  while (size > 1) {
    const std::uint32_t half = size / 2;
    begin = list[begin + half] <= wanted ? begin + half : begin;
    size -= half;
  }
  return list[begin] == wanted ? begin : kNone;
}

}  // namespace

const LanguageModel& LanguageModel::shared() {
  static const LanguageModel model;
  return model;
}

LanguageModel::LanguageModel()
    : ids_{table_of<std::uint16_t>(Table::ModelIds).data()},
      unigrams_{table_of<std::uint8_t>(Table::ModelUnigrams).data()},
      bigram_start_{table_of<std::uint32_t>(Table::ModelBigramStart).data()},
      bigrams_{table_of<std::uint16_t>(Table::ModelBigrams).data()},
      bigram_costs_{table_of<std::uint8_t>(Table::ModelBigramCosts).data()},
      trigram_start_{table_of<std::uint32_t>(Table::ModelTrigramStart).data()},
      trigrams_{table_of<std::uint16_t>(Table::ModelTrigrams).data()},
      trigram_costs_{table_of<std::uint8_t>(Table::ModelTrigramCosts).data()} {
  characters_.resize(table_of<std::uint8_t>(Table::ModelUnigrams).size() / 2);
  for (std::uint32_t c = 0; c < 0x10000; ++c)  // the last form wins: full width stands behind half width
    if (ids_[c] != kUnknown && (fold(c) == c || characters_[ids_[c]] == 0)) characters_[ids_[c]] = static_cast<char16_t>(c);
}

std::span<const LanguageModel::Number> LanguageModel::after(Number a, Number b) const {
  const std::uint32_t context = find_pair(a, b);
  if (context == kNone) return {};
  return {trigrams_ + trigram_start_[context], trigrams_ + trigram_start_[context + 1]};
}

std::uint32_t LanguageModel::find_pair(Number b, Number c) const {
  return find(bigrams_, bigram_start_[b], bigram_start_[b + 1U], c);
}

int LanguageModel::pair_cost(Number b, Number c) const {
  const std::uint32_t at = find_pair(b, c);
  return at != kNone ? bigram_costs_[2 * std::size_t{at}] : unigrams_[2 * std::size_t{b} + 1] + unigram_cost(c);
}

int LanguageModel::cost(Number a, Number b, Number c) const {
  const std::uint32_t context = find_pair(a, b);
  if (context == kNone) return std::min(pair_cost(b, c), kMaxCost);
  const std::uint32_t at = find(trigrams_, trigram_start_[context], trigram_start_[context + 1], c);
  if (at != kNone) return trigram_costs_[at];
  return std::min(bigram_costs_[2 * std::size_t{context} + 1] + pair_cost(b, c), kMaxCost);
}

long LanguageModel::cost_of(std::u32string_view text, Number a, Number b) const {
  long sum = 0;
  for (const char32_t character : text) {
    const Number c = number_of(character);
    sum += cost(a, b, c);
    a = b;
    b = c;
  }
  return sum;
}

}  // namespace luoshi::intake

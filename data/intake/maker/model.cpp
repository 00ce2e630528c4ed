#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "maker.hpp"

namespace luoshi::maker {
namespace {

// Numbers 0…3 of the model are not characters.
constexpr std::uint16_t kUnknown = 0;
constexpr std::uint16_t kLineEnd = 1;
constexpr std::uint16_t kWordEdge = 2;
constexpr std::uint16_t kFirstFree = 3;

// A word list says how words are made, papers how they meet: a paper's character counts as much as this many
// occurrences of a listed word, whose own counts come from 60 million words of general text.
constexpr double kPaperWeight = 1.0;
constexpr double kWordWeight = 0.004;
constexpr double kPhraseWeight = 1.0;
constexpr double kLeastTrigram = 0.06;  // drops words seen less than 15 times there
constexpr double kLeastBigram = 0.02;

struct Counts {
  std::unordered_map<std::uint64_t, double> bigrams, trigrams;
  std::vector<double> unigrams = std::vector<double>(65536);
};

class Numbers {
 public:
  explicit Numbers(const Script& script) : script_{script}, ids_(65536) {
    ids_[U'\n'] = kLineEnd;
    next_ = kFirstFree;
    // Width and case do not matter, nor which digit: one number each.
    for (char32_t c = U'1'; c <= U'9'; ++c) ids_[c] = number(U'0');
    for (char32_t c = U'b'; c <= U'z'; ++c) ids_[c] = number(U'a');
    for (char32_t c = U'A'; c <= U'Z'; ++c) ids_[c] = number(U'a');
    for (char32_t c = 0x21; c <= 0x7E; ++c) ids_[c + 0xFEE0] = number(c);
    for (const char32_t blank : {U' ', U'\u3000', U'\u00A0', U'\t'}) ids_[blank] = number(U' ');
  }
  std::uint16_t number(char32_t c) {
    if (c >= 0x10000) return kUnknown;
    c = script_.fold[c];  // the word list has a few traditional words
    if (ids_[c] == 0) ids_[c] = next_++;
    return ids_[c];
  }
  // Traditional forms take the number of their simplified one, so that a text can be weighed before it is converted.
  std::vector<std::uint16_t> finished() const {
    std::vector<std::uint16_t> all = ids_;
    for (std::size_t c = 0; c < all.size(); ++c)
      if (script_.fold[c] != c) all[c] = ids_[script_.fold[c]];
    return all;
  }
  std::size_t size() const { return next_; }

 private:
  const Script& script_;
  std::vector<std::uint16_t> ids_;
  std::uint16_t next_ = kFirstFree;
};

void count(Counts& counts, const std::vector<std::uint16_t>& ids, double weight) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == kUnknown) continue;
    counts.unigrams[ids[i]] += weight;
    if (i < 1 || ids[i - 1] == kUnknown) continue;
    const std::uint64_t pair = std::uint64_t{ids[i - 1]} << 16U | ids[i];
    counts.bigrams[pair] += weight;
    if (i < 2 || ids[i - 2] == kUnknown) continue;
    counts.trigrams[std::uint64_t{ids[i - 2]} << 32U | pair] += weight;
  }
}

Counts count_all(Numbers& numbers, const std::string& words, const std::string& phrases, const std::vector<std::string>& papers) {
  Counts counts;
  for (const std::string& line : lines_of(read_source(words))) {
    const std::vector<std::string> fields = split(line, ' ');
    if (fields.size() < 2) continue;
    std::vector<std::uint16_t> ids{kWordEdge};
    for (const char32_t c : from_utf8(fields[0])) ids.push_back(numbers.number(c));
    ids.push_back(kWordEdge);
    count(counts, ids, kWordWeight * std::stod(fields[1]));
  }
  for (const std::string& line : lines_of(read_source(phrases))) {
    if (line[0] == '#') continue;
    std::vector<std::uint16_t> ids;
    for (const char32_t c : from_utf8(line)) ids.push_back(numbers.number(c));
    count(counts, ids, kPhraseWeight);
    ids.insert(ids.begin(), {numbers.number(U'“')});
    ids.push_back(numbers.number(U'”'));
    count(counts, ids, kPhraseWeight);
  }
  for (const std::string& path : papers) {
    std::vector<std::uint16_t> ids{kLineEnd, kLineEnd};
    for (const std::string& line : lines_of(read_source(path))) {
      for (const char32_t c : from_utf8(line)) ids.push_back(numbers.number(c));
      ids.insert(ids.end(), {kLineEnd, kLineEnd});
    }
    count(counts, ids, kPaperWeight);
  }
  return counts;
}

double discount(double c) { return std::min(0.5, 0.5 * c); }

std::uint8_t cost(double probability) {
  return static_cast<std::uint8_t>(std::clamp(std::lround(-std::log(probability) * intake::kCostPerNat), 0L, 255L));
}

struct Gram {
  std::uint64_t key;
  double count;
  double probability = 0;
};

std::vector<Gram> sorted_grams(const std::unordered_map<std::uint64_t, double>& counts) {
  std::vector<Gram> grams;
  grams.reserve(counts.size());
  for (const auto& [key, c] : counts) grams.push_back({key, c});
  std::sort(grams.begin(), grams.end(), [](const Gram& a, const Gram& b) { return a.key < b.key; });
  return grams;
}

// Interpolated absolute discounting. The mass of what is pruned, of discounts and of word edges goes to the shorter
// context: after the last character of a word any word may follow.
//   P(c | h) = max(N(hc) − D, 0)/N(h) + λ(h)·P(c | shorter h)
template <class Shorter>
std::vector<double> interpolate(std::vector<Gram>& grams, double least, std::uint64_t context_mask_shift, Shorter shorter) {
  std::vector<double> back_off;  // λ of each context met, in order
  std::vector<Gram> kept;
  for (std::size_t begin = 0; begin < grams.size();) {
    const std::uint64_t context = grams[begin].key >> context_mask_shift;
    std::size_t end = begin;
    double total = 0;
    double mass = 0;
    for (; end < grams.size() && grams[end].key >> context_mask_shift == context; ++end) {
      total += grams[end].count;
      if ((grams[end].key & 0xFFFFU) != kWordEdge && grams[end].count >= least)
        mass += grams[end].count - discount(grams[end].count);
    }
    const double lambda = std::max(1.0 - mass / total, 1e-4);
    for (std::size_t i = begin; i < end; ++i) {
      if ((grams[i].key & 0xFFFFU) == kWordEdge || grams[i].count < least) continue;
      Gram gram = grams[i];
      gram.probability = (gram.count - discount(gram.count)) / total + lambda * shorter(gram.key);
      kept.push_back(gram);
    }
    back_off.push_back(lambda);
    begin = end;
  }
  grams = std::move(kept);
  return back_off;
}

}  // namespace

void make_model(Tables& tables, const Script& script, const std::string& words, const std::string& phrases,
                const std::vector<std::string>& papers) {
  Numbers numbers{script};
  Counts counts = count_all(numbers, words, phrases, papers);
  const std::size_t size = numbers.size();
  double total = 0;
  for (std::size_t i = 0; i < size; ++i)
    if (i != kWordEdge) total += counts.unigrams[i] + 0.01;
  std::vector<double> unigrams(size);
  for (std::size_t i = 0; i < size; ++i) unigrams[i] = (counts.unigrams[i] + 0.01) / total;

  std::vector<Gram> bigrams = sorted_grams(counts.bigrams);
  std::vector<std::uint64_t> contexts;
  for (const Gram& gram : bigrams)
    if (contexts.empty() || contexts.back() != gram.key >> 16U) contexts.push_back(gram.key >> 16U);
  const std::vector<double> unigram_back_off =
      interpolate(bigrams, kLeastBigram, 16, [&](std::uint64_t key) { return unigrams[key & 0xFFFFU]; });
  std::unordered_map<std::uint64_t, double> bigram_probability;
  for (const Gram& gram : bigrams) bigram_probability[gram.key] = gram.probability;
  std::vector<double> lambda1(size, 1.0);
  for (std::size_t i = 0; i < contexts.size(); ++i) lambda1[contexts[i]] = unigram_back_off[i];
  const auto two = [&](std::uint64_t key) {
    const auto found = bigram_probability.find(key & 0xFFFFFFFFU);
    return found != bigram_probability.end() ? found->second : lambda1[key >> 16U & 0xFFFFU] * unigrams[key & 0xFFFFU];
  };

  std::erase_if(counts.trigrams, [&](const auto& entry) { return entry.first >> 32U == kWordEdge; });
  std::vector<Gram> trigrams = sorted_grams(counts.trigrams);
  contexts.clear();
  for (const Gram& gram : trigrams)
    if (contexts.empty() || contexts.back() != gram.key >> 16U) contexts.push_back(gram.key >> 16U);
  const std::vector<double> bigram_back_off = interpolate(trigrams, kLeastTrigram, 16, two);
  std::unordered_map<std::uint64_t, double> lambda2;
  for (std::size_t i = 0; i < contexts.size(); ++i) lambda2[contexts[i]] = bigram_back_off[i];

  std::vector<std::uint8_t> unigram_costs, bigram_costs, trigram_costs;
  for (std::size_t i = 0; i < size; ++i) unigram_costs.insert(unigram_costs.end(), {cost(unigrams[i]), cost(lambda1[i])});
  std::vector<std::uint32_t> bigram_start(size + 1), trigram_start;
  std::vector<std::uint16_t> bigram_next, trigram_next;
  std::size_t t = 0;
  for (const Gram& gram : bigrams) {
    const auto found = lambda2.find(gram.key);
    bigram_next.push_back(static_cast<std::uint16_t>(gram.key));
    bigram_costs.insert(bigram_costs.end(), {cost(gram.probability), cost(found == lambda2.end() ? 1.0 : found->second)});
    ++bigram_start[(gram.key >> 16U) + 1];
    while (t < trigrams.size() && trigrams[t].key >> 16U < gram.key) ++t;
    trigram_start.push_back(static_cast<std::uint32_t>(trigram_next.size()));
    for (; t < trigrams.size() && trigrams[t].key >> 16U == gram.key; ++t) {
      trigram_next.push_back(static_cast<std::uint16_t>(trigrams[t].key));
      trigram_costs.push_back(cost(trigrams[t].probability));
    }
  }
  trigram_start.push_back(static_cast<std::uint32_t>(trigram_next.size()));
  for (std::size_t i = 0; i < size; ++i) bigram_start[i + 1] += bigram_start[i];
  put(tables, intake::Table::ModelIds, numbers.finished());
  put(tables, intake::Table::ModelUnigrams, unigram_costs);
  put(tables, intake::Table::ModelBigramStart, bigram_start);
  put(tables, intake::Table::ModelBigrams, bigram_next);
  put(tables, intake::Table::ModelBigramCosts, bigram_costs);
  put(tables, intake::Table::ModelTrigramStart, trigram_start);
  put(tables, intake::Table::ModelTrigrams, trigram_next);
  put(tables, intake::Table::ModelTrigramCosts, trigram_costs);
}

}  // namespace luoshi::maker

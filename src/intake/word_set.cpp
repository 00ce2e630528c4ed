#include "intake/word_set.hpp"

#include <string>
#include <utility>

#include "base/contract.hpp"

namespace luoshi::intake {
namespace {
constexpr unsigned kFirstBits = 8;  // 256 slots to begin with
constexpr std::size_t kBitsAWord = 16;  // a filter as full as that lets one place in sixteen pass by accident at most
}

WordSet::WordSet() : edges_(std::size_t{1} << kFirstBits), shift_{64 - kFirstBits}, tags_(1, 0) {}

void WordSet::insert(std::uint64_t key, std::uint32_t node) {
  std::size_t slot = slot_of(key);
  while (edges_[slot].key != 0) slot = (slot + 1) & (edges_.size() - 1);
  edges_[slot] = {key, node};
}

void WordSet::filter(std::u32string_view word) {
  beginnings_.emplace_back(word[0], word.size() > 1 ? word[1] : U'\0');
  singles_ |= word.size() == 1;
  const auto set = [&](const std::pair<char32_t, char32_t>& beginning) {
    std::uint64_t* firsts = large_first_.empty() ? first_.data() : large_first_.data();
    std::uint64_t* pairs = large_pairs_.empty() ? pairs_.data() : large_pairs_.data();
    const std::size_t first = static_cast<std::size_t>(beginning.first) & first_mask_;
    firsts[first >> 6U] |= std::uint64_t{1} << (first & 63U);
    const std::size_t pair = pair_of(beginning.first, beginning.second) & pair_mask_;
    pairs[pair >> 6U] |= std::uint64_t{1} << (pair & 63U);
  };
  if (beginnings_.size() * kBitsAWord <= first_mask_ + 1) {
    set(beginnings_.back());
    return;
  }
  first_mask_ = pair_mask_ = first_mask_ * 2 + 1;
  large_first_.assign((first_mask_ + 1) / 64, 0);
  large_pairs_.assign((pair_mask_ + 1) / 64, 0);
  for (const auto& beginning : beginnings_) set(beginning);
}

void WordSet::add(std::u32string_view word, std::uint64_t tag) {
  expects(!word.empty(), "a word of at least one character");
  expects(tag != 0, "a tag that is not 0");
  filter(word);
  std::uint32_t node = 0;
  for (const char32_t c : word) {
    std::uint32_t next = child(node, c);
    if (next == 0) {
      next = static_cast<std::uint32_t>(tags_.size());
      tags_.push_back(0);
      if (tags_.size() * 2 > edges_.size()) {  // at most half full
        std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
        --shift_;
        for (const Edge& edge : old)
          if (edge.key != 0) insert(edge.key, edge.node);
      }
      insert(key_of(node, c), next);
    }
    node = next;
  }
  tags_[node] |= tag;
}

void WordSet::add_all(std::u32string_view words, std::uint64_t tag) {
  const auto is_space = [](char32_t c) { return c == U' ' || c == U'\n'; };
  for (std::size_t at = 0; at < words.size();) {
    while (at < words.size() && is_space(words[at])) ++at;
    const std::size_t begin = at;
    while (at < words.size() && !is_space(words[at])) ++at;
    if (at > begin) add(words.substr(begin, at - begin), tag);
  }
}

WordSet WordSet::of(std::u32string_view words, Order order) {
  WordSet set;
  if (order == Order::AsWritten) {
    set.add_all(words, 1);
    return set;
  }
  const std::u32string back{words.rbegin(), words.rend()};
  set.add_all(back, 1);
  return set;
}

WordSet::Match WordSet::longest_from(std::u32string_view text, std::size_t at) const {
  Match best;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    node = child(node, text[i]);
    if (node == 0) break;
    if (tags_[node] != 0) best = {i + 1 - at, tags_[node]};
  }
  return best;
}

bool WordSet::stands_at(std::u32string_view text, std::size_t at) const {
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    node = child(node, text[i]);
    if (node == 0) return false;
    if (tags_[node] != 0) return true;
  }
  return false;
}

std::size_t WordSet::ends_from(std::u32string_view text) const {
  std::uint32_t node = 0;
  std::size_t longest = 0;
  for (std::size_t i = text.size(); i > 0; --i) {
    node = child(node, text[i - 1]);
    if (node == 0) break;
    if (tags_[node] != 0) longest = text.size() - i + 1;
  }
  return longest;
}

}  // namespace luoshi::intake

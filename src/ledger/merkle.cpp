#include "ledger/merkle.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>

#include "base/contract.hpp"

namespace luoshi::ledger {
namespace {

// The largest power of two strictly below n; n > 1.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Digest leaf_digest(std::string_view entry) {
  thread_local std::string buffer;  // one allocation per thread, not per entry
  buffer.assign(1, '\x00');
  buffer.append(entry);
  return sha256(buffer);
}

Digest node_digest(const Digest& left, const Digest& right) {
  std::array<char, 65> bytes{};
  bytes[0] = '\x01';
  std::copy(left.bytes.begin(), left.bytes.end(), bytes.begin() + 1);
  std::copy(right.bytes.begin(), right.bytes.end(), bytes.begin() + 33);
  return sha256(std::string_view{bytes.data(), bytes.size()});
}

Frontier::Frontier(std::uint64_t size, std::vector<Digest> peaks) : size_{size}, peaks_{std::move(peaks)} {
  expects(peaks_.size() == static_cast<std::size_t>(std::popcount(size)), "one peak per bit set in the size");
}

void Frontier::add(const Digest& leaf) {
  Digest grown = leaf;
  // As in binary counting: every trailing one bit of the old size is a perfect subtree that now finds its twin.
  for (std::uint64_t carry = size_; (carry & 1U) != 0; carry >>= 1U) {
    grown = node_digest(peaks_.back(), grown);
    peaks_.pop_back();
  }
  peaks_.push_back(grown);
  ++size_;
}

Digest Frontier::root() const {
  if (peaks_.empty()) return sha256("");
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_digest(peaks_[i], root);
  return root;
}

std::vector<LeafRange> inclusion_ranges(std::uint64_t index, std::uint64_t size) {
  expects(index < size, "the leaf lies in the tree");
  std::vector<LeafRange> ranges;
  LeafRange tree{0, size};
  while (tree.end - tree.first > 1) {
    const std::uint64_t middle = tree.first + split_point(tree.end - tree.first);
    if (index < middle) {
      ranges.push_back({middle, tree.end});
      tree.end = middle;
    } else {
      ranges.push_back({tree.first, middle});
      tree.first = middle;
    }
  }
  std::reverse(ranges.begin(), ranges.end());
  return ranges;
}

std::vector<LeafRange> consistency_ranges(std::uint64_t old_size, std::uint64_t size) {
  expects(old_size >= 1 && old_size <= size, "the old tree is not empty and not larger than the new one");
  std::vector<LeafRange> ranges;
  LeafRange tree{0, size};
  // SUBPROOF of RFC 6962 2.1.2, walked from the root down; its result is the walk turned round.
  while (old_size != tree.end) {
    const std::uint64_t middle = tree.first + split_point(tree.end - tree.first);
    if (old_size <= middle) {
      ranges.push_back({middle, tree.end});
      tree.end = middle;
    } else {
      ranges.push_back({tree.first, middle});
      tree.first = middle;
    }
  }
  // The old tree itself is known to who checks, when it is a subtree of its own; otherwise its last part is given.
  if (tree.first != 0) ranges.push_back(tree);
  std::reverse(ranges.begin(), ranges.end());
  return ranges;
}

RangeRoots::RangeRoots(std::vector<LeafRange> ranges)
    : ranges_{std::move(ranges)}, by_first_(ranges_.size()), frontiers_(ranges_.size()) {
  std::iota(by_first_.begin(), by_first_.end(), std::size_t{0});
  std::sort(by_first_.begin(), by_first_.end(),
            [&](std::size_t a, std::size_t b) { return ranges_[a].first < ranges_[b].first; });
}

void RangeRoots::add(std::uint64_t index, const Digest& leaf) {
  while (at_ < by_first_.size() && ranges_[by_first_[at_]].end <= index) ++at_;
  if (at_ == by_first_.size() || index < ranges_[by_first_[at_]].first) return;
  frontiers_[by_first_[at_]].add(leaf);
}

std::vector<Digest> RangeRoots::roots() const {
  std::vector<Digest> roots;
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    expects(frontiers_[i].size() == ranges_[i].end - ranges_[i].first, "every leaf of the range was added");
    roots.push_back(frontiers_[i].root());
  }
  return roots;
}

std::optional<Digest> root_from_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                          std::span<const Digest> path) {
  if (index >= size) return std::nullopt;
  // RFC 9162 2.1.3.2: `index` and `last` walk up the levels together.
  std::uint64_t last = size - 1;
  Digest root = leaf;
  for (const Digest& sibling : path) {
    if (last == 0) return std::nullopt;
    if ((index & 1U) != 0 || index == last) {
      root = node_digest(sibling, root);
      while ((index & 1U) == 0 && index != 0) {
        index >>= 1U;
        last >>= 1U;
      }
    } else {
      root = node_digest(root, sibling);
    }
    index >>= 1U;
    last >>= 1U;
  }
  if (last != 0) return std::nullopt;
  return root;
}

std::optional<RootPair> roots_from_consistency(std::uint64_t old_size, std::uint64_t size, const Digest& old_root,
                                               std::span<const Digest> proof) {
  if (old_size == 0 || old_size > size) return std::nullopt;
  if (old_size == size) return proof.empty() ? std::optional{RootPair{old_root, old_root}} : std::nullopt;
  // RFC 9162 2.1.4.2.
  std::uint64_t node = old_size - 1;
  std::uint64_t last = size - 1;
  while ((node & 1U) != 0) {
    node >>= 1U;
    last >>= 1U;
  }
  std::size_t at = 0;
  if (node != 0 && proof.empty()) return std::nullopt;
  const Digest start = node != 0 ? proof[at++] : old_root;
  RootPair roots{start, start};
  for (; at < proof.size(); ++at) {
    if (last == 0) return std::nullopt;
    if ((node & 1U) != 0 || node == last) {
      roots.old_root = node_digest(proof[at], roots.old_root);
      roots.new_root = node_digest(proof[at], roots.new_root);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      roots.new_root = node_digest(roots.new_root, proof[at]);
    }
    node >>= 1U;
    last >>= 1U;
  }
  if (last != 0) return std::nullopt;
  return roots;
}

}  // namespace luoshi::ledger

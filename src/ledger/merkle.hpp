#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

/// The Merkle tree of RFC 6962 section 2.1 (kept in RFC 9162), as values in and values out: no store, no file.
///
///   leaf(e)    = SHA-256(0x00 ‖ e)
///   node(l, r) = SHA-256(0x01 ‖ l ‖ r)
///   root of no leaves = SHA-256(""), of one leaf = the leaf, of n > 1 = node(root of the first k, root of the rest),
///   k the largest power of two below n.
///
/// Leaves are counted from 0 here; the ledger's sequence number n is leaf n − 1.
namespace luoshi::ledger {

[[nodiscard]] Digest leaf_digest(std::string_view entry);
[[nodiscard]] Digest node_digest(const Digest& left, const Digest& right);

/// The right edge of a growing tree: the roots of its perfect subtrees, largest first, one per bit set in `size`.
///
/// Adding a leaf costs at most log2(size) node digests (on average one); `root` costs one per peak.
class Frontier {
 public:
  Frontier() = default;
  /// Goes on from stored peaks. Requires as many peaks as `size` has bits set.
  Frontier(std::uint64_t size, std::vector<Digest> peaks);

  void add(const Digest& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Digest root() const;
  [[nodiscard]] const std::vector<Digest>& peaks() const { return peaks_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;
};

/// Leaves `first` … `end` − 1.
struct LeafRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  friend bool operator==(const LeafRange&, const LeafRange&) = default;
};

/// The subtrees whose roots are the audit path of leaf `index` in a tree of `size`, in path order (leaf upwards).
/// Requires index < size.
[[nodiscard]] std::vector<LeafRange> inclusion_ranges(std::uint64_t index, std::uint64_t size);

/// The subtrees whose roots prove that the tree of `old_size` is the beginning of the tree of `size`, in proof order.
/// Empty when the sizes are equal. Requires 1 ≤ old_size ≤ size.
[[nodiscard]] std::vector<LeafRange> consistency_ranges(std::uint64_t old_size, std::uint64_t size);

/// Computes the roots of disjoint ranges from one pass over the leaves in order, in memory that does not grow with them.
class RangeRoots {
 public:
  explicit RangeRoots(std::vector<LeafRange> ranges);
  /// Takes leaf `index`; indices must come in increasing order. A leaf outside every range is passed over.
  void add(std::uint64_t index, const Digest& leaf);
  /// The roots in the order the ranges were given. Requires that every leaf of every range was added.
  [[nodiscard]] std::vector<Digest> roots() const;

 private:
  std::vector<LeafRange> ranges_;
  std::vector<std::size_t> by_first_;
  std::vector<Frontier> frontiers_;
  std::size_t at_ = 0;
};

/// The root that an audit path leads to; nothing when the path has the wrong length for that place.
[[nodiscard]] std::optional<Digest> root_from_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                                        std::span<const Digest> path);

/// The two roots (old, new) a consistency proof leads to, starting from the claimed old root; nothing when the proof
/// has the wrong length. The proof holds when both equal the claimed ones.
struct RootPair {
  Digest old_root;
  Digest new_root;
  friend bool operator==(const RootPair&, const RootPair&) = default;
};
[[nodiscard]] std::optional<RootPair> roots_from_consistency(std::uint64_t old_size, std::uint64_t size,
                                                             const Digest& old_root, std::span<const Digest> proof);

}  // namespace luoshi::ledger

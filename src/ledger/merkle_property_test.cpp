#include <gtest/gtest.h>

#include "ledger/merkle.hpp"

namespace luoshi::ledger {
namespace {

std::vector<Digest> leaves_of(std::uint64_t size) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < size; ++i) leaves.push_back(leaf_digest("entry " + std::to_string(i)));
  return leaves;
}

// The definition itself, recursion and all, as the standard states it.
Digest root_by_definition(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t half = 1;
  while (half * 2 < leaves.size()) half *= 2;
  return node_digest(root_by_definition(leaves.first(half)), root_by_definition(leaves.subspan(half)));
}

std::vector<Digest> roots_of(std::vector<LeafRange> ranges, const std::vector<Digest>& leaves) {
  RangeRoots roots{std::move(ranges)};
  for (std::size_t i = 0; i < leaves.size(); ++i) roots.add(i, leaves[i]);
  return roots.roots();
}

constexpr std::uint64_t kSizes = 70;  // past 64, so that every shape of the right edge up to six levels occurs

TEST(MerkleLaws, TheGrowingTreeHasTheRootOfTheDefinition) {
  const auto leaves = leaves_of(kSizes);
  Frontier tree;
  for (std::uint64_t size = 0; size < kSizes; ++size) {
    ASSERT_EQ(tree.root(), root_by_definition(std::span{leaves}.first(size))) << "size " << size;
    ASSERT_EQ(Frontier(size, tree.peaks()).root(), tree.root()) << "size " << size;
    tree.add(leaves[size]);
  }
}

TEST(MerkleLaws, EveryLeafOfEveryTreeProvesItselfAndNoOtherPlace) {
  for (std::uint64_t size = 1; size < kSizes; ++size) {
    const auto leaves = leaves_of(size);
    const Digest root = root_by_definition(leaves);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto path = roots_of(inclusion_ranges(index, size), leaves);
      ASSERT_EQ(root_from_inclusion(leaves[index], index, size, path), root) << index << " of " << size;
      ASSERT_NE(root_from_inclusion(leaf_digest("other"), index, size, path), root) << index << " of " << size;
      if (size > 1) {
        const std::uint64_t elsewhere = (index + 1) % size;
        ASSERT_NE(root_from_inclusion(leaves[index], elsewhere, size, path), root) << index << " of " << size;
      }
    }
  }
}

TEST(MerkleLaws, EveryBeginningIsProvedAndAnotherBeginningIsNot) {
  const Digest other = leaf_digest("other");
  for (std::uint64_t size = 1; size < kSizes; ++size) {
    const auto leaves = leaves_of(size);
    const Digest root = root_by_definition(leaves);
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const Digest old_root = root_by_definition(std::span{leaves}.first(old_size));
      const auto proof = roots_of(consistency_ranges(old_size, size), leaves);
      ASSERT_EQ(roots_from_consistency(old_size, size, old_root, proof), (RootPair{old_root, root}))
          << old_size << " of " << size;
      const auto forged = roots_from_consistency(old_size, size, other, proof);
      ASSERT_TRUE(forged && (forged->old_root != other || forged->new_root != root)) << old_size << " of " << size;
    }
  }
}

}  // namespace
}  // namespace luoshi::ledger

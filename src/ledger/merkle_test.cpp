#include "ledger/merkle.hpp"

#include <gtest/gtest.h>

#include <string>

namespace luoshi::ledger {
namespace {

// The eight leaves and the roots after each that the Certificate Transparency project publishes for RFC 6962 trees.
const std::vector<std::string>& known_leaves() {
  static const std::vector<std::string> leaves{
      {},
      std::string(1, '\x00'),
      "\x10",
      "\x20\x21",
      "\x30\x31",
      "\x40\x41\x42\x43",
      "\x50\x51\x52\x53\x54\x55\x56\x57",
      "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  return leaves;
}

TEST(Merkle, RootsAreThoseOfThePublishedExample) {
  const char* const roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier tree;
  for (std::size_t i = 0; i < known_leaves().size(); ++i) {
    tree.add(leaf_digest(known_leaves()[i]));
    EXPECT_EQ(tree.root().hex(), roots[i]) << "after leaf " << i;
  }
}

TEST(Merkle, TheEmptyTreeHasTheDigestOfNothing) {
  EXPECT_EQ(Frontier{}.root().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Merkle, RangesOfAnAuditPathAreTheOnesWorkedOutOnPaper) {
  // Seven leaves: the tree is ((0 1)(2 3)) ((4 5) 6).
  EXPECT_EQ(inclusion_ranges(0, 7), (std::vector<LeafRange>{{1, 2}, {2, 4}, {4, 7}}));
  EXPECT_EQ(inclusion_ranges(3, 7), (std::vector<LeafRange>{{2, 3}, {0, 2}, {4, 7}}));
  EXPECT_EQ(inclusion_ranges(6, 7), (std::vector<LeafRange>{{4, 6}, {0, 4}}));
  EXPECT_TRUE(inclusion_ranges(0, 1).empty());
}

TEST(Merkle, RangesOfAConsistencyProofAreTheOnesOfTheStandard) {
  // RFC 6962 2.1.3: PROOF(3, D[7]) = [c, d, g, l], PROOF(4, D[7]) = [l], PROOF(6, D[7]) = [i, j, k].
  EXPECT_EQ(consistency_ranges(3, 7), (std::vector<LeafRange>{{2, 3}, {3, 4}, {0, 2}, {4, 7}}));
  EXPECT_EQ(consistency_ranges(4, 7), (std::vector<LeafRange>{{4, 7}}));
  EXPECT_EQ(consistency_ranges(6, 7), (std::vector<LeafRange>{{4, 6}, {6, 7}, {0, 4}}));
  EXPECT_TRUE(consistency_ranges(7, 7).empty());
}

TEST(Merkle, PathsOfTheWrongLengthLeadNowhere) {
  const Digest leaf = leaf_digest("a");
  EXPECT_FALSE(root_from_inclusion(leaf, 0, 2, {}));
  EXPECT_FALSE(root_from_inclusion(leaf, 2, 2, {}));
  const std::vector<Digest> two{leaf, leaf};
  EXPECT_FALSE(root_from_inclusion(leaf, 0, 2, two));
  EXPECT_EQ(root_from_inclusion(leaf, 0, 1, {}), leaf);
  EXPECT_FALSE(roots_from_consistency(0, 2, leaf, {}));
  EXPECT_FALSE(roots_from_consistency(1, 2, leaf, {}));
  EXPECT_FALSE(roots_from_consistency(2, 1, leaf, {}));
  EXPECT_FALSE(roots_from_consistency(2, 2, leaf, two));
}

}  // namespace
}  // namespace luoshi::ledger

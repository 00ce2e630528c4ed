#include "ledger/check/detail/own_sha256.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "ledger/check/detail/own_tree.hpp"

namespace luoshi::ledger_check::detail {
namespace {

TEST(OwnSha256, GivesTheDigestsOfTheStandard) {
  // The examples NIST publishes for FIPS 180-4.
  EXPECT_EQ(hex(OwnSha256{}.finish()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(OwnSha256{}.update("abc").finish()), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(OwnSha256{}.update("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").finish()),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(OwnSha256, AgreesWithTheWritersLibraryAtEveryLengthAndCut) {
  std::string text;
  for (int size = 0; size < 300; ++size) {
    const std::string whole = sha256(text).hex();
    ASSERT_EQ(hex(OwnSha256{}.update(text).finish()), whole) << "length " << size;
    for (std::size_t cut = 0; cut <= text.size(); cut += 13)
      ASSERT_EQ(hex(OwnSha256{}.update(text.substr(0, cut)).update(text.substr(cut)).finish()), whole)
          << "length " << size << " cut at " << cut;
    text += static_cast<char>('a' + size % 26);
  }
}

TEST(OwnTree, OfOneTwoAndThreeLeavesIsTheOneOnPaper) {
  const auto node = [](const Bytes32& left, const Bytes32& right) {
    std::string bytes(1, '\x01');
    bytes.append(left.begin(), left.end()).append(right.begin(), right.end());
    return sha256(bytes).hex();
  };
  const Bytes32 a = own_leaf("a"), b = own_leaf("b"), c = own_leaf("c");
  EXPECT_EQ(hex(a), sha256(std::string("\0a", 2)).hex());
  OwnTree tree;
  EXPECT_EQ(hex(tree.root()), sha256("").hex());
  tree.add(a);
  EXPECT_EQ(tree.root(), a);
  tree.add(b);
  EXPECT_EQ(hex(tree.root()), node(a, b));
  tree.add(c);
  ASSERT_EQ(tree.peaks().size(), 2U);
  EXPECT_EQ(hex(tree.root()), node(tree.peaks()[0].root, c));
}

}  // namespace
}  // namespace luoshi::ledger_check::detail

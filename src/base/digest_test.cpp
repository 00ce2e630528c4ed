#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

TEST(Digest, KnowsTheAnswersOfFips180) {
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, PiecesGiveTheDigestOfTheWhole) {
  Sha256 hash;
  hash.update("a");
  hash.update("");
  hash.update("bc");
  EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(Digest, ReadsBackItsOwnDigitsAndNothingElse) {
  const Digest digest = sha256("abc");
  EXPECT_EQ(Digest::from_hex(digest.hex()), digest);
  EXPECT_EQ(Digest::from_hex(digest.hex().substr(1)), std::nullopt);
  EXPECT_EQ(Digest::from_hex(std::string(64, 'g')), std::nullopt);
}

}  // namespace
}  // namespace luoshi

#include "engine/command_index.hpp"

#include <gtest/gtest.h>

namespace luoshi::engine {
namespace {

std::string id(std::uint32_t number) { return "c-" + std::to_string(number); }

TEST(CommandIndex, FindsEveryCommandAmongItsCandidates) {
  CommandIndex index;
  for (std::uint32_t i = 1; i <= 5000; ++i) index.add(id(i), i);
  EXPECT_EQ(index.size(), 5000U);
  for (std::uint32_t i = 1; i <= 5000; ++i)
    ASSERT_EQ(index.find(id(i), [&](std::uint32_t sequence) { return sequence == i; }), i);
}

TEST(CommandIndex, AsksAboutCandidatesOnlyAndGoesOnAfterAWrongOne) {
  CommandIndex index;
  EXPECT_EQ(index.find("c-1", [](std::uint32_t) { return true; }), 0U);
  for (std::uint32_t i = 1; i <= 5000; ++i) index.add(id(i), i);
  std::uint32_t asked = 0;
  for (std::uint32_t i = 5001; i <= 10000; ++i) (void)index.find(id(i), [&](std::uint32_t) { return ++asked, false; });
  EXPECT_LE(asked, 2U) << "5,000 × 5,000 ÷ 4.3·10⁹ wrong candidates are to be expected";
  index.add("c-7", 9000);
  EXPECT_EQ(index.find("c-7", [](std::uint32_t sequence) { return sequence == 9000; }), 9000U);
}

TEST(CommandIndex, ComesBackFromItsBytes) {
  CommandIndex index;
  for (std::uint32_t i = 1; i <= 3000; ++i) index.add(id(i), i);
  const CommandIndex back = CommandIndex::from_bytes(index.bytes());
  EXPECT_EQ(back.size(), 3000U);
  for (std::uint32_t i = 1; i <= 3000; ++i)
    ASSERT_EQ(back.find(id(i), [&](std::uint32_t sequence) { return sequence == i; }), i);
  EXPECT_EQ(CommandIndex::from_bytes("").size(), 0U);
}

}  // namespace
}  // namespace luoshi::engine

#include "base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "base/money.hpp"

namespace luoshi {
namespace {

struct River;
struct Town;

static_assert(!std::is_convertible_v<Id<River>, Id<Town>>, "ids of two kinds must not mix");
static_assert(!std::is_convertible_v<int, Id<River>>, "a number is no id until someone says so");

TEST(Id, CountsFromOneAndIndexesFromZero) {
  EXPECT_FALSE(Id<River>{});
  EXPECT_EQ(Id<River>::at_index(0).number(), 1U);
  EXPECT_EQ(Id<River>{5}.index(), 4U);
  EXPECT_DEATH((void)Id<River>{}.index(), "an id that names something");
}

TEST(Money, IsWholeFenOrNothing) {
  EXPECT_EQ(Money::yuan(Decimal{680, 8})->in_fen(), 6'800'000'000'000);
  EXPECT_EQ(Money::yuan(Decimal{1, -2})->in_fen(), 1);
  EXPECT_EQ(Money::yuan(Decimal{1, -3}), std::nullopt);
  EXPECT_EQ(Money::yuan(Decimal{1, 18}), std::nullopt);
  EXPECT_EQ((Money::fen(150) + Money::fen(50)).in_yuan(), Decimal{2});
}

}  // namespace
}  // namespace luoshi

#include "city/checkpoint.hpp"

#include <gtest/gtest.h>

#include "city/test_town.hpp"

namespace luoshi::city {
namespace {

using namespace testing;

TEST(Checkpoint, GivesTheCityBackWithItsNames) {
  const City city = eventful_town().city;
  const auto loaded = load_checkpoint(save_checkpoint(city, sha256("头")), sha256("头"));
  ASSERT_TRUE(loaded);
  EXPECT_EQ(digest_of(*loaded), digest_of(city));
  EXPECT_EQ(loaded->person_of("安全庚"), kSecurity.person);
  EXPECT_EQ(loaded->document_of(sha256("通报一")), Id<Document>{1});
  EXPECT_EQ(loaded->reports[0].value.said->value.text(), "12.50");
}

TEST(Checkpoint, AnEmptyCityIsOneToo) {
  const auto loaded = load_checkpoint(save_checkpoint(City{}, Digest{}), Digest{});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->events, 0U);
}

TEST(Checkpoint, IsNotUsedForAnotherLedgerOrWhenDamaged) {
  const std::string bytes = save_checkpoint(small_town().city, sha256("头"));
  EXPECT_FALSE(load_checkpoint(bytes, sha256("别的头")));
  EXPECT_FALSE(load_checkpoint("", sha256("头")));
  for (std::size_t at = 0; at < bytes.size(); at += 101) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(load_checkpoint(damaged, sha256("头"))) << at;
    EXPECT_FALSE(load_checkpoint(std::string_view{bytes}.substr(0, at), sha256("头"))) << at;
  }
}

TEST(Checkpoint, DigestsTellCitiesApart) {
  Town town = busy_town();
  const Digest before = digest_of(town.city);
  EXPECT_EQ(digest_of(busy_town().city), before);
  town.act(kWaterChief, FileReport{{moved_to(Stage::Built)}});
  EXPECT_NE(digest_of(town.city), before);
}

}  // namespace
}  // namespace luoshi::city

#include "water/uncertainty.hpp"

#include <gtest/gtest.h>

#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel model() {
  auto made = SteadyModel::make(synthetic_network({.reaches = 60, .seed = 15, .works = 0.3, .sections = 4}, 12),
                                standard_kinetics());
  return std::get<SteadyModel>(std::move(made));
}
const std::vector<WaterClass> kGoals(4, WaterClass::III);
const std::vector<WaterBody> kRivers(4, WaterBody::River);

TEST(OddsOfClasses, AreTheSameForAnyNumberOfThreads) {
  const SteadyModel one = model();
  const Doubt doubt{0.2, 0.2, 0.3, 0.3, 0.1};
  const auto alone = odds_of_classes(one, doubt, kGoals, kRivers, 64, 20240605, 1),
             many = odds_of_classes(one, doubt, kGoals, kRivers, 64, 20240605, 5);
  for (std::size_t s = 0; s < alone.size(); ++s) {
    EXPECT_EQ(alone[s].in_class, many[s].in_class);
    ASSERT_EQ(alone[s].items.size(), many[s].items.size());
    for (std::size_t k = 0; k < alone[s].items.size(); ++k) {
      EXPECT_EQ(alone[s].items[k].low, many[s].items[k].low);
      EXPECT_EQ(alone[s].items[k].high, many[s].items[k].high);
    }
  }
}

TEST(OddsOfClasses, WithoutDoubtAreCertainAndAddUp) {
  const SteadyModel one = model();
  for (const SectionOdds& odds : odds_of_classes(one, {}, kGoals, kRivers, 8, 1, 1)) {
    double sum = 0, largest = 0;
    for (const double part : odds.in_class) sum += part, largest = std::max(largest, part);
    EXPECT_EQ(sum, 1);
    EXPECT_EQ(largest, 1);
    for (const auto& item : odds.items) EXPECT_EQ(item.low, item.high);
  }
}

TEST(OddsOfClasses, MoreDoubtWidensTheBand) {
  const SteadyModel one = model();
  const auto narrow = odds_of_classes(one, {0, 0.1, 0, 0, 0}, kGoals, kRivers, 200, 3, 2),
             wide = odds_of_classes(one, {0, 0.4, 0, 0, 0}, kGoals, kRivers, 200, 3, 2);
  for (std::size_t s = 0; s < narrow.size(); ++s)
    for (std::size_t k = 0; k < narrow[s].items.size(); ++k)
      if (narrow[s].items[k].item == "NH3-N") {
        EXPECT_GT(wide[s].items[k].high / wide[s].items[k].low, narrow[s].items[k].high / narrow[s].items[k].low);
        EXPECT_NEAR(wide[s].items[k].median / narrow[s].items[k].median, 1, 0.1);
      }
}

}  // namespace
}  // namespace luoshi::water

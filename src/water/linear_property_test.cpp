#include "water/linear.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "base/random.hpp"
#include "water/model.hpp"

namespace luoshi::water {
namespace {

struct Basin {
  std::vector<std::uint32_t> to;
  LinearTree tree;
  LinearModel::Hydraulics hydraulics;
  std::vector<double> load;
};
const std::array<double, 5> kRates{0, 1e-6, 3e-6, 1e-5, 4e-5};

Basin basin(std::size_t count, std::uint64_t seed) {
  Random random{seed};
  std::vector<std::uint32_t> to{LinearTree::kOutlet};
  for (std::size_t i = 1; i < count; ++i)
    to.push_back(i % 97 == 0 ? LinearTree::kOutlet : static_cast<std::uint32_t>(random.below(i)));
  Basin made{to, LinearTree::of(to).value(), {}, {}};
  for (std::size_t place = 0; place < count; ++place) {
    made.hydraulics.length.push_back(random.uniform(100, 9000));
    made.hydraulics.a.push_back(random.uniform(0.1, 0.4));
    made.hydraulics.b.push_back(0.4);
    made.hydraulics.own_flow.push_back(random.uniform(0.001, 0.1));
    for (int s = 0; s < 5; ++s) made.load.push_back(random.uniform() < 0.5 ? random.uniform(0, 1e-3) : 0.0);
  }
  return made;
}

bool same(const LinearModel& a, const LinearModel& b, std::size_t count) {
  for (std::size_t place = 0; place < count; ++place)
    for (std::size_t s = 0; s < 5; ++s)
      if (std::bit_cast<std::uint64_t>(a.flux(place)[s]) != std::bit_cast<std::uint64_t>(b.flux(place)[s]))
        return false;
  return true;
}

TEST(LinearTree, PutsEveryReachAfterAllAboveItAndTheMainStemInOnePiece) {
  const Basin one = basin(5000, 3);
  for (std::size_t i = 0; i < one.to.size(); ++i) {
    EXPECT_EQ(one.tree.reach_at(one.tree.place_of(i)), i);
    if (one.to[i] != LinearTree::kOutlet) {
      ASSERT_LT(one.tree.place_of(i), one.tree.place_of(one.to[i]));
      ASSERT_EQ(one.tree.below(one.tree.place_of(i)), one.tree.place_of(one.to[i]));
    }
  }
  for (std::size_t place = 0; place < one.to.size(); ++place)
    if (const auto above = one.tree.above(place); !above.empty()) {
      ASSERT_EQ(above.back(), place - 1);
    }
}

TEST(LinearTree, NamesAReachOnACycle) {
  std::uint32_t named = 0;
  const std::vector<std::uint32_t> to{LinearTree::kOutlet, 0, 3, 4, 2, 4};
  EXPECT_FALSE(LinearTree::of(to, &named));
  EXPECT_TRUE(named >= 2 && named <= 4) << named;
}

TEST(LinearModel, IsTheNetworkModelOnATree) {
  const Basin one = basin(600, 8);
  const LinearModel fast{one.tree, one.hydraulics, kRates, one.load};
  Network net;
  for (std::size_t i = 0; i < one.to.size(); ++i) {
    const std::size_t place = one.tree.place_of(i);
    Reach reach;
    reach.id = std::to_string(i);
    reach.length = one.hydraulics.length[place];
    reach.hydraulics = PowerLaw{one.hydraulics.a[place], one.hydraulics.b[place], 1, 0};
    reach.head_flow = one.hydraulics.own_flow[place];
    net.reaches.push_back(reach);
    if (one.to[i] != LinearTree::kOutlet) net.links.push_back({i, one.to[i], 1});
    net.sources.push_back({"s" + std::to_string(i),
                           i,
                           SourceKind::Point,
                           0,
                           {one.load.begin() + static_cast<std::ptrdiff_t>(place * 5),
                            one.load.begin() + static_cast<std::ptrdiff_t>(place * 5 + 5)},
                           "",
                           ""});
  }
  std::vector<FirstOrderSpecies> species;
  for (const double rate : kRates) species.push_back({"s" + std::to_string(rate * 1e9), Rate::from_si(rate), 1.0});
  const auto made = SteadyModel::make(net, first_order_kinetics(species));
  const auto& slow = std::get<SteadyModel>(made);
  for (std::size_t i = 0; i < one.to.size(); ++i)
    for (std::size_t s = 0; s < 5; ++s)
      ASSERT_NEAR(fast.flux(one.tree.place_of(i))[s], slow.flux(i, s), 1e-13 * slow.flux(i, s)) << "reach " << i;
  double entered = 0, left = 0;
  for (std::size_t place = 0; place < one.to.size(); ++place) {
    entered += one.load[place * 5];
    if (one.tree.below(place) == LinearTree::kOutlet) left += fast.flux(place)[0];
  }
  EXPECT_NEAR(left, entered, 1e-12 * entered) << "the first substance does not decay";
}

TEST(LinearModel, EditsLeaveTheBitsOfASolve) {
  Basin one = basin(3000, 5);
  LinearModel live{one.tree, one.hydraulics, kRates, one.load};
  Random random{6};
  for (int edit = 1; edit <= 2000; ++edit) {
    const std::size_t place = random.below(one.to.size());
    if (edit % 2) {
      std::array<double, 5> load;
      for (std::size_t s = 0; s < 5; ++s) load[s] = one.load[place * 5 + s] = random.uniform(0, 1e-3);
      live.set_load(place, load);
    } else {
      one.hydraulics.own_flow[place] = random.uniform(0.001, 0.1);
      live.set_own_flow(place, one.hydraulics.own_flow[place]);
    }
    if (edit % 200 == 0) {
      ASSERT_TRUE(same(live, LinearModel{one.tree, one.hydraulics, kRates, one.load}, one.to.size()))
          << "edit " << edit;
    }
  }
}

TEST(LinearModel, TransfersToSectionsGiveTheFluxesByAnotherWay) {
  const Basin one = basin(4000, 9);
  const LinearModel model{one.tree, one.hydraulics, kRates, one.load};
  std::vector<std::uint32_t> sections;
  for (std::uint32_t place = 7; place < 4000; place += 53) sections.push_back(place);
  const auto transfers = model.transfers(sections);
  const auto flux = model.section_flux(transfers, sections.size());
  for (std::size_t k = 0; k < sections.size(); ++k)
    for (std::size_t s = 0; s < 5; ++s)
      ASSERT_NEAR(flux[k * 5 + s], model.flux(sections[k])[s], 1e-12 * model.flux(sections[k])[s]);
}

}  // namespace
}  // namespace luoshi::water

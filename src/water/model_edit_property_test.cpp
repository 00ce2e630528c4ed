// N5: after any edits, undone or not, the model is what a fresh one of the edited network is.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>

#include "water/model.hpp"
#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel solved(const Network& network) {
  auto made = SteadyModel::make(network, standard_kinetics());
  EXPECT_TRUE(std::holds_alternative<SteadyModel>(made));
  return std::get<SteadyModel>(std::move(made));
}

/// The largest relative difference of any flux or flow; 0 only when every bit agrees.
double difference(const SteadyModel& left, const SteadyModel& right) {
  double worst = 0;
  for (std::size_t i = 0; i < left.reaches(); ++i) {
    const auto compare = [&worst](double a, double b) {
      if (std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)) return;
      worst = std::max(worst, std::fabs(a - b) / std::max({std::fabs(a), std::fabs(b), 1e-300}));
      worst = std::max(worst, 1e-300);
    };
    compare(left.end_flow(i), right.end_flow(i));
    for (std::size_t s = 0; s < left.species(); ++s) compare(left.flux(i, s), right.flux(i, s));
  }
  return worst;
}

/// One random edit; returns how to take it back.
class Editor {
 public:
  Editor(SteadyModel& model, std::uint64_t seed) : model_{model}, random_{seed} {}

  std::function<void()> edit() {
    const std::size_t reach = below(model_.reaches()), source = below(model_.network().sources.size());
    switch (below(6)) {
      case 0: {
        const auto before = model_.network().sources[source].load;
        auto load = before;
        for (double& value : load) value *= between(0, 2);
        model_.set_load(source, load);
        return [this, source, before] { model_.set_load(source, before); };
      }
      case 1: {
        const double before = model_.network().sources[source].flow;
        model_.set_source_flow(source, before * between(0.2, 2));
        return [this, source, before] { model_.set_source_flow(source, before); };
      }
      case 2: {
        const double before = model_.network().reaches[reach].head_flow;
        model_.set_head_flow(reach, between(0, 0.5));
        return [this, reach, before] { model_.set_head_flow(reach, before); };
      }
      case 3: {
        const double before = model_.network().reaches[reach].temperature;
        model_.set_temperature(reach, between(5, 30));
        return [this, reach, before] { model_.set_temperature(reach, before); };
      }
      case 4: {
        const auto before = model_.network().reaches[reach].rates_at_20;
        std::vector<double> rates;
        for (const Reaction& reaction : model_.kinetics().reactions) rates.push_back(reaction.at_20 * between(0.5, 3));
        model_.set_rates(reach, rates);
        return [this, reach, before] { model_.set_rates(reach, before); };
      }
      default: {
        const std::size_t link = below(model_.network().links.size());
        const Link before = model_.network().links[link];
        Link moved = before;
        moved.to = below(before.from);  // towards a smaller number: a tree stays a tree
        if (!model_.set_link(link, moved).empty()) return [] {};
        return [this, link, before] { EXPECT_TRUE(model_.set_link(link, before).empty()); };
      }
    }
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(random_() >> 11) * 0x1p-53);
  }
  SteadyModel& model_;
  std::mt19937_64 random_;
};

TEST(LiveEdits, TenThousandOnATreeLeaveTheBitsOfAFullSolve) {
  SCOPED_TRACE("seed 20240605");
  const Network start = synthetic_network({.reaches = 400, .seed = 7, .lakes = 0.03, .works = 0.2}, 12);
  SteadyModel model = solved(start);
  Editor editor{model, 20240605};
  for (int edit = 1; edit <= 10'000; ++edit) {
    static_cast<void>(editor.edit());
    if (edit % 500 == 0) {
      ASSERT_EQ(difference(model, solved(model.network())), 0) << "after " << edit << " edits";
      const auto balance = model.balance(standard::kCod);
      ASSERT_LE(std::fabs(balance.residual()), 1e-12 * balance.entered) << "after " << edit << " edits";
    }
  }
}

TEST(InRiverOrder, GivesTheSameRiver) {
  const Network net = synthetic_network({.reaches = 500, .seed = 3, .lakes = 0.03, .works = 0.2, .loops = 5}, 12);
  const SteadyModel one = solved(net), other = solved(in_river_order(net));
  for (std::size_t i = 0; i < other.reaches(); ++i) {
    const std::size_t same = std::stoul(other.network().reaches[i].id);
    ASSERT_NEAR(other.end_flow(i), one.end_flow(same), 1e-12 * one.end_flow(same));
    for (std::size_t s = 0; s < 12; ++s)
      ASSERT_NEAR(other.flux(i, s), one.flux(same, s), 1e-12 * one.flux(same, s)) << i;
  }
  for (std::size_t k = 0; k < net.sections.size(); ++k)
    EXPECT_EQ(other.network().reaches[other.network().sections[k].reach].id, net.reaches[net.sections[k].reach].id);
}

TEST(LiveEdits, UndoneInReverseLeaveTheBitsOfTheStart) {
  const Network start = synthetic_network({.reaches = 300, .seed = 11, .lakes = 0.03, .works = 0.2}, 12);
  SteadyModel model = solved(start);
  const SteadyModel before = model;
  Editor editor{model, 4};
  for (int round = 0; round < 20; ++round) {
    std::vector<std::function<void()>> undo;
    for (int edit = 0; edit < 50; ++edit) undo.push_back(editor.edit());
    for (; !undo.empty(); undo.pop_back()) undo.back()();
    ASSERT_EQ(difference(model, before), 0) << "round " << round;
  }
}

TEST(LiveEdits, OnLoopsAgreeToRounding) {
  const Network start = synthetic_network({.reaches = 300, .seed = 5, .lakes = 0.02, .works = 0.2, .loops = 10}, 12);
  SteadyModel model = solved(start);
  ASSERT_LT(model.topology().blocks(), model.reaches()) << "there must be loops";
  Editor editor{model, 9};
  for (int edit = 1; edit <= 1'000; ++edit) {
    static_cast<void>(editor.edit());
    if (edit % 100 != 0) continue;
    ASSERT_LE(difference(model, solved(model.network())), 1e-13) << "after " << edit << " edits";
  }
}

TEST(LiveEdits, ALinkThatWouldLeaveWaterNoWayOutIsRefusedAndChangesNothing) {
  Network net = synthetic_network({.reaches = 20, .seed = 2}, 12);
  SteadyModel model = solved(net);
  const SteadyModel before = model;
  const std::size_t into_mouth = static_cast<std::size_t>(
      std::find_if(net.links.begin(), net.links.end(), [](const Link& link) { return link.to == 0; }) -
      net.links.begin());
  Link bad = net.links[into_mouth];
  bad.to = bad.from;
  EXPECT_FALSE(model.set_link(into_mouth, bad).empty());
  EXPECT_EQ(difference(model, before), 0);
}

}  // namespace
}  // namespace luoshi::water

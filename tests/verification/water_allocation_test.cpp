// N8: allocations are certified, agree with what can be solved by hand, and obey the laws of an optimum.
#include <gtest/gtest.h>

#include <cmath>

#include "numeric/clp/clp_solver.hpp"
#include "water/allocation.hpp"
#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel solved(Network network, Kinetics kinetics) {
  auto made = SteadyModel::make(std::move(network), std::move(kinetics));
  EXPECT_TRUE(std::holds_alternative<SteadyModel>(made));
  return std::get<SteadyModel>(std::move(made));
}

/// Two outfalls on one river, one section at its end; between them the load of the upper decays to a half.
SteadyModel two_outfalls() {
  Network net;
  net.reaches.push_back({.id = "upper", .length = 10'000, .hydraulics = MeasuredHydraulics{0.5, 1}});
  net.reaches.push_back({.id = "lower", .length = 1, .hydraulics = MeasuredHydraulics{1e9, 1}});
  net.links = {{0, 1, 1}};
  net.sources = {{"spring", 0, SourceKind::Point, 10, {0.0}, "", ""},
                 {"A", 0, SourceKind::Point, 0, {0.3}, "", ""},
                 {"B", 1, SourceKind::Point, 0, {0.3}, "", ""}};
  net.sections = {{"end", 1}};
  const double half_in_twenty_thousand_seconds = std::log(2.0) / 20'000;
  return solved(std::move(net), first_order_kinetics({{"COD", Rate::from_si(half_in_twenty_thousand_seconds), 1.0}}));
}

TEST(Allocation, TwoOutfallsAreSharedOutAsByHand) {
  const SteadyModel model = two_outfalls();
  const auto clp = numeric::make_clp_solver();
  const std::vector<Target> targets{{1, 0, 0.02}};  // 0.2 kg/s at the end
  const std::vector<Lever> levers{{1, 0, 0, 0.3, 5}, {2, 0, 0, 0.3, 1}};
  // The most in all: A counts half, so A is full (0.3 → 0.15) and B has the rest, 0.05.
  const auto most = std::get<Allocation>(allocate(model, targets, levers, Principle::LargestLoad, *clp));
  EXPECT_NEAR(most.load[0], 0.3, 1e-12);
  EXPECT_NEAR(most.load[1], 0.05, 1e-12);
  EXPECT_NEAR(most.concentration[0], 0.02, 1e-14);
  EXPECT_NEAR(most.price[0], 10.0, 1e-9) << "a kg/m³ more at the end is 10 kg/s more at B";
  EXPECT_LE(most.certificate.residual(), 1e-12);
  // Equal parts p: 0.3·p/2 + 0.3·p = 0.2.
  const auto equal = std::get<Allocation>(allocate(model, targets, levers, Principle::EqualPercentage, *clp));
  EXPECT_NEAR(equal.load[0], 0.2 / 0.45 * 0.3, 1e-12);
  EXPECT_NEAR(equal.load[1], 0.2 / 0.45 * 0.3, 1e-12);
  // Cutting A costs 5 for half the effect: B is cut alone.
  const auto cheap = std::get<Allocation>(allocate(model, targets, levers, Principle::LeastCost, *clp));
  EXPECT_NEAR(cheap.load[0], 0.3, 1e-12);
  EXPECT_NEAR(cheap.load[1], 0.05, 1e-12);
  EXPECT_NEAR(cheap.cost, 0.25, 1e-12);
  // No two parts more than 0.2 apart (0.1 on either side of p): a = b + 0.2, 0.15·a + 0.3·b = 0.2.
  const auto fair = std::get<Allocation>(allocate(model, targets, levers, Principle::FairLeastCost, *clp, 0.1));
  EXPECT_NEAR(fair.load[1] / 0.3, 0.17 / 0.45, 1e-9);
  EXPECT_NEAR(fair.load[0] / 0.3, 0.17 / 0.45 + 0.2, 1e-9);
  EXPECT_GE(fair.cost, cheap.cost);
}

TEST(Allocation, WhatCannotBeMetIsSaidWithItsProof) {
  const SteadyModel model = two_outfalls();
  const auto answer = allocate(model, {{1, 0, 0.001}}, {{1, 0, 0.1, 0.3, 1}, {2, 0, 0, 0.3, 1}}, Principle::LeastCost,
                               *numeric::make_clp_solver());
  const auto* missed = std::get_if<CannotBeMet>(&answer);
  ASSERT_TRUE(missed);
  EXPECT_NEAR(missed->missed_by, 0.1 / 2 / 10 - 0.001, 1e-15);
}

TEST(Allocation, ATighterLimitNeverRaisesCapacityAndEveryAnswerIsProven) {
  const SteadyModel model =
      solved(synthetic_network({.reaches = 400, .seed = 12, .works = 0.3, .sections = 12}, 12), standard_kinetics());
  const auto clp = numeric::make_clp_solver();
  std::vector<Lever> levers;
  for (std::size_t k = 0; k < model.network().sources.size(); ++k)
    if (model.network().sources[k].sector == "works") {
      const double load = model.network().sources[k].load[standard::kAmmoniaN];
      levers.push_back({k, standard::kAmmoniaN, 0, 20 * load, 1.0 + static_cast<double>(k % 7)});
    }
  double before = -1;
  for (const double limit : {1.0e-3, 1.2e-3, 1.5e-3, 2.0e-3, 3.0e-3}) {
    std::vector<Target> targets;
    for (const Section& section : model.network().sections)
      targets.push_back({section.reach, standard::kAmmoniaN, limit});
    const auto answer = allocate(model, targets, levers, Principle::LargestLoad, *clp);
    const auto* best = std::get_if<Allocation>(&answer);
    ASSERT_TRUE(best) << "limit " << limit;
    EXPECT_LE(best->certificate.residual(), 1e-8);
    EXPECT_GE(best->total, before);
    before = best->total;
    // The answer is put back into the whole model: every section holds, and the binding ones to the last digits.
    SteadyModel applied = model;
    for (std::size_t j = 0; j < levers.size(); ++j) {
      auto load = applied.network().sources[levers[j].source].load;
      load[standard::kAmmoniaN] = best->load[j];
      applied.set_load(levers[j].source, load);
    }
    for (std::size_t t = 0; t < targets.size(); ++t) {
      EXPECT_NEAR(applied.concentration(targets[t].reach, standard::kAmmoniaN), best->concentration[t], 1e-12 * limit);
      EXPECT_LE(best->concentration[t], limit * (1 + 1e-9));
      if (best->price[t] > 1e-6) {
        EXPECT_NEAR(best->concentration[t], limit, 1e-9 * limit);
      }
    }
    const auto balance = applied.balance(standard::kAmmoniaN);
    EXPECT_LE(std::fabs(balance.residual()), 1e-12 * balance.entered);
  }
}

}  // namespace
}  // namespace luoshi::water

#include "water/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace luoshi::water {
namespace {

constexpr double kDay = 86400.0;

Reach river(std::string id, double km, double velocity = 0.25, double depth = 1.0) {
  Reach reach;
  reach.id = std::move(id);
  reach.length = km * 1000;
  reach.hydraulics = MeasuredHydraulics{velocity, depth};
  return reach;
}

SteadyModel solved(Network network, Kinetics kinetics) {
  auto made = SteadyModel::make(std::move(network), std::move(kinetics));
  if (auto* defects = std::get_if<std::vector<Defect>>(&made)) {
    for (const Defect& defect : *defects) ADD_FAILURE() << defect.text;
    std::abort();
  }
  return std::get<SteadyModel>(std::move(made));
}

void expect_balanced(const SteadyModel& model) {
  for (std::size_t s = 0; s < model.species(); ++s) {
    const auto balance = model.balance(s);
    const double scale =
        std::max({std::fabs(balance.entered), std::fabs(balance.reacted), std::fabs(balance.left), 1e-30});
    EXPECT_LE(std::fabs(balance.residual()) / scale, 1e-12) << model.kinetics().species[s];
  }
  const auto water = model.water_balance();
  EXPECT_LE(std::fabs(water.residual()), 1e-12 * water.entered);
}

Kinetics one_species(double per_day) { return first_order_kinetics({{"COD", Rate{per_day, unit::per_day}, 1.0}}); }

TEST(SteadyModel, ATracerMixesAndIsKept) {
  Network net;
  net.reaches = {river("left", 3), river("right", 5), river("down", 2)};
  net.links = {{0, 2}, {1, 2}};
  net.sources = {{"a", 0, SourceKind::Point, 2.0, {2.0 * 0.010}, "", ""},
                 {"b", 1, SourceKind::Point, 3.0, {3.0 * 0.030}, "", ""}};
  const auto model = solved(net, one_species(0));
  EXPECT_DOUBLE_EQ(model.end_flow(2), 5.0);
  EXPECT_NEAR(model.concentration(2, 0), (2.0 * 0.010 + 3.0 * 0.030) / 5.0, 1e-17);
  expect_balanced(model);
}

TEST(SteadyModel, DecaysDownAReachAsTheExponential) {
  Network net;
  net.reaches = {river("r", 8)};
  net.sources = {{"head", 0, SourceKind::Point, 12.0, {12.0 * 0.015}, "", ""}};
  const auto model = solved(net, one_species(0.2));
  EXPECT_NEAR(model.concentration(0, 0) * 1000, 15 * std::exp(-0.2 / kDay * 8000 / 0.25), 1e-13);
  expect_balanced(model);
}

TEST(SteadyModel, ADiffuseLoadIsTheIntegralOfItsDecay) {
  Network net;
  net.reaches = {river("r", 40)};
  net.reaches[0].head_flow = 1;
  net.sources = {{"fields", 0, SourceKind::Diffuse, 0.5, {0.002}, "", ""}};
  const auto model = solved(net, one_species(0.5));
  const double kt = 0.5 / kDay * 40000 / 0.25;
  EXPECT_NEAR(model.flux(0, 0), 0.002 * -std::expm1(-kt) / kt, 1e-17);
  EXPECT_DOUBLE_EQ(model.end_flow(0), 1.5);
  expect_balanced(model);
}

TEST(SteadyModel, ALakeIsAMixedTank) {
  Network net;
  net.reaches = {river("lake", 1)};
  net.reaches[0].lake = Lake{4e6, 1e6};
  net.sources = {{"in", 0, SourceKind::Point, 2.0, {0.04}, "", ""}};
  const auto model = solved(net, one_species(0.1));
  EXPECT_NEAR(model.flux(0, 0), 0.04 / (1 + 0.1 / kDay * 4e6 / 2.0), 1e-17);
  expect_balanced(model);
}

TEST(SteadyModel, ABifurcationSharesWaterAndLoad) {
  Network net;
  net.reaches = {river("up", 1), river("west", 1), river("east", 1)};
  net.links = {{0, 1, 0.3}, {0, 2, 0.7}};
  net.sources = {{"in", 0, SourceKind::Point, 10, {0.1}, "", ""}};
  const auto model = solved(net, one_species(0.3));
  EXPECT_DOUBLE_EQ(model.end_flow(1), 3.0);
  EXPECT_DOUBLE_EQ(model.end_flow(2), 7.0);
  EXPECT_NEAR(model.concentration(1, 0), model.concentration(2, 0), 1e-17);
  expect_balanced(model);
}

TEST(SteadyModel, ALoopIsSolvedAsABlock) {
  // 0 → 1 → 2 → 1 (40 % goes round again) and 2 → 3. Water: q1 = 10 + 0.4·q2.
  Network net;
  net.reaches = {river("0", 2), river("1", 2), river("2", 2), river("3", 2)};
  net.links = {{0, 1}, {1, 2}, {2, 1, 0.4}, {2, 3, 0.6}};
  net.sources = {{"in", 0, SourceKind::Point, 10, {0.1}, "", ""}};
  const auto model = solved(net, one_species(0.5));
  EXPECT_NEAR(model.end_flow(1), 10 / 0.6, 1e-13);
  EXPECT_NEAR(model.end_flow(3), 10, 1e-13);
  const double e = std::exp(-0.5 / kDay * 2000 / 0.25);
  const double round = 0.1 * e * e * e / (1 - 0.4 * e * e);  // flux past the end of 2
  EXPECT_NEAR(model.flux(2, 0), round, 1e-16);
  EXPECT_NEAR(model.flux(3, 0), 0.6 * round * e, 1e-16);
  expect_balanced(model);
}

TEST(SteadyModel, AbstractionTakesAndReturns) {
  Network net;
  net.reaches = {river("0", 2), river("1", 2), river("2", 2)};
  net.links = {{0, 1}, {1, 2}};
  net.abstractions = {{"town", 0, 4, 2, 0.8, 1.0}};
  net.sources = {{"in", 0, SourceKind::Point, 10, {0.1}, "", ""}};
  const auto model = solved(net, one_species(0));
  EXPECT_DOUBLE_EQ(model.end_flow(1), 6.0);
  EXPECT_DOUBLE_EQ(model.end_flow(2), 6.0 + 0.8 * 4);
  EXPECT_NEAR(model.flux(2, 0), 0.1, 1e-16) << "all the load comes back with less water";
  expect_balanced(model);
}

TEST(SteadyModel, TakingMoreThanFlowsIsMarked) {
  Network net;
  net.reaches = {river("0", 2), river("1", 2)};
  net.links = {{0, 1}};
  net.abstractions = {{"town", 0, 40, kNowhere, 0, 0}};
  net.sources = {{"in", 0, SourceKind::Point, 10, {0.1}, "", ""}, {"late", 1, SourceKind::Point, 0, {0.02}, "", ""}};
  const auto model = solved(net, one_species(0.2));
  EXPECT_TRUE(model.has(0, Mark::Shortage));
  EXPECT_TRUE(model.has(1, Mark::Dry));
  EXPECT_TRUE(model.has(1, Mark::LoadOnDry));
  EXPECT_DOUBLE_EQ(model.flux(1, 0), 0.02) << "a load on a dry bed is passed on, not lost";
  expect_balanced(model);
}

Network sag_network(double bod_mg_l, double do_mg_l) {
  Network net;
  net.reaches = {river("1", 20, 0.2, 1.5), river("2", 60, 0.2, 1.5), river("3", 40, 0.3, 2.0)};
  net.links = {{0, 1}, {1, 2}};
  std::vector<double> load(12, 0.0);
  load[standard::kFastBod] = 10 * bod_mg_l / 1000;
  load[standard::kSlowBod] = 10 * 0.004;
  load[standard::kOrganicN] = 10 * 0.002;
  load[standard::kAmmoniaN] = 10 * 0.003;
  load[standard::kOrganicP] = 10 * 0.0004;
  load[standard::kCod] = 10 * 0.025;
  load[standard::kTracer] = 10 * 0.001;
  load[standard::kOxygen] = 10 * do_mg_l / 1000;
  net.sources = {{"head", 0, SourceKind::Point, 10, load, "", ""}};
  net.reaches[1].sediment_demand = 0.001 / kDay;
  net.reaches[2].net_photosynthesis = 0.0005 / kDay;
  net.reaches[2].lateral_flow = 1;
  return net;
}

TEST(SteadyModel, TheWholeModelBalancesEverySpecies) {
  const auto model = solved(sag_network(6, 8), standard_kinetics());
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(model.has(i, Mark::Anoxic));
  expect_balanced(model);
  double nitrogen = 0;
  for (const std::size_t s : {standard::kOrganicN, standard::kAmmoniaN, standard::kNitriteN, standard::kNitrateN})
    nitrogen += model.flux(2, s);
  EXPECT_LT(nitrogen, 0.05) << "nitrogen is only lost";
}

TEST(SteadyModel, WhereOxygenRunsOutItsUsersWait) {
  Network net = sag_network(120, 2);
  const auto slow = solved(net, standard_kinetics());
  EXPECT_TRUE(slow.has(1, Mark::Anoxic));
  EXPECT_NEAR(slow.concentration(1, standard::kOxygen), 0, 1e-12);
  // Without the limit more would be oxidised: the same rates acting freely leave less BOD.
  double free_bod = slow.flux(0, standard::kFastBod);
  free_bod *= std::exp(-slow.rate(1, 1) * slow.residence_time(1));
  EXPECT_GT(slow.flux(1, standard::kFastBod), free_bod);
  // Used cannot exceed what came and what the air gave: supply = Q·O_in + ka·Cs·V.
  const double air = slow.rate(1, 8) * slow.oxygen_saturation_at(1) * slow.volume(1);
  EXPECT_LE(slow.flux(0, standard::kFastBod) - slow.flux(1, standard::kFastBod),
            air + slow.flux(0, standard::kOxygen) + slow.flux(0, standard::kSlowBod));
  expect_balanced(slow);
}

TEST(SteadyModel, AnUnknownTideCannotBeJudged) {
  Network net;
  net.reaches = {river("river", 2), river("mouth", 5), river("sea arm", 5)};
  net.links = {{0, 1}, {1, 2}};
  net.reaches[1].tidal = Tidal{200, 1e6, {}, {}};
  net.sources = {{"in", 0, SourceKind::Point, 10, {0.1}, "", ""}};
  const auto model = solved(net, one_species(0.2));
  EXPECT_FALSE(model.has(0, Mark::CannotSayTidal));
  EXPECT_TRUE(model.has(1, Mark::CannotSayTidal));
  EXPECT_TRUE(model.has(2, Mark::CannotSayTidal)) << "what comes out of an unknown tide is unknown";
}

TEST(SteadyModel, RefusesABadNetworkByName) {
  Network net;
  net.reaches = {river("a", 2), river("a", -2), river("c", 2)};
  net.links = {{0, 1, 0.5}, {1, 7}};
  net.sources = {{"s", 9, SourceKind::Point, -1, {std::nan("")}, "", ""}};
  net.sections = {{"x", 44}};
  const auto made = SteadyModel::make(net, one_species(0.2));
  const auto* defects = std::get_if<std::vector<Defect>>(&made);
  ASSERT_TRUE(defects);
  const auto has = [&](Defect::Kind kind, const std::string& where) {
    for (const Defect& defect : *defects)
      if (defect.kind == kind && defect.where == where) return true;
    return false;
  };
  EXPECT_TRUE(has(Defect::Kind::DuplicateId, "a"));
  EXPECT_TRUE(has(Defect::Kind::BadNumber, "a"));
  EXPECT_TRUE(has(Defect::Kind::SharesDoNotAddUp, "a"));
  EXPECT_TRUE(has(Defect::Kind::UnknownReach, "links"));
  EXPECT_TRUE(has(Defect::Kind::UnknownReach, "s"));
  EXPECT_TRUE(has(Defect::Kind::BadNumber, "s"));
  EXPECT_TRUE(has(Defect::Kind::UnknownReach, "x"));
}

TEST(SteadyModel, NamesACycleWhereATreeIsClaimed) {
  Network net;
  net.reaches = {river("upper", 2), river("lower", 2), river("out", 2)};
  net.links = {{0, 1}, {1, 0, 0.5}, {1, 2, 0.5}};
  const auto defects = defects_of(net, 1, 1, Loops::Refused);
  ASSERT_EQ(defects.size(), 1u);
  EXPECT_EQ(defects[0].kind, Defect::Kind::Cycle);
  EXPECT_NE(defects[0].text.find("upper → lower"), std::string::npos) << defects[0].text;
  EXPECT_TRUE(defects_of(net, 1, 1).empty());
  net.links = {{0, 1}, {1, 0}};
  const auto stuck = defects_of(net, 1, 1);
  ASSERT_EQ(stuck.size(), 1u);
  EXPECT_EQ(stuck[0].kind, Defect::Kind::DrainsNowhere);
}

}  // namespace
}  // namespace luoshi::water

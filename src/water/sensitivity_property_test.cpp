// N3 and N4: shares add up; the sweep against the current is the forward difference is the source's column.
#include "water/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel solved(const Network& network) {
  auto made = SteadyModel::make(network, standard_kinetics());
  EXPECT_TRUE(std::holds_alternative<SteadyModel>(made));
  return std::get<SteadyModel>(std::move(made));
}

Network delta_with_tide() {
  Network net =
      synthetic_network({.reaches = 60, .seed = 3, .lakes = 0.1, .works = 0.4, .loops = 3, .sections = 4}, 12);
  for (const std::size_t reach : {std::size_t{0}, std::size_t{1}}) {
    net.reaches[reach].lake.reset();
    net.reaches[reach].tidal = Tidal{80, 80.0 * net.reaches[reach].length / 3, 60.0, {}};
  }
  for (Link& link : net.links)
    if (link.from == 1 && link.share == 1) link.to = 0;
  net.sea.assign(12, 0.0005);
  return net;
}

void expect_adjoint_is_difference(const SteadyModel& model, double tolerance) {
  const std::size_t species = model.species();
  for (const Section& section : model.network().sections)
    for (const std::size_t s : {standard::kCod, standard::kAmmoniaN, standard::kOxygen, standard::kNitrateN}) {
      const Sensitivity to = sensitivity(model, section.reach, s);
      ASSERT_TRUE(to.anoxic.empty());
      for (std::size_t k = 0; k < model.network().sources.size(); ++k) {
        const Source& source = model.network().sources[k];
        const double* const d = &(source.kind == SourceKind::Point ? to.point : to.diffuse)[source.reach * species];
        for (const std::size_t t :
             {standard::kCod, standard::kOrganicN, standard::kAmmoniaN, standard::kSlowBod, standard::kOxygen}) {
          // The model is linear here: a whole unit step is no approximation, and digits are lost to the difference
          // alone.
          SteadyModel edited = model;
          auto load = source.load;
          const double step = 0.5 * source.load[t];
          load[t] += step;
          edited.set_load(k, load);
          const double before = model.concentration(section.reach, s), after = edited.concentration(section.reach, s);
          const double noise = 64 * 2.3e-16 * std::max(std::fabs(before), model.oxygen_saturation_at(section.reach));
          ASSERT_NEAR(after - before, d[t] * step, tolerance * std::fabs(d[t] * step) + noise)
              << "section " << section.id << " species " << s << " source " << source.id << " of " << t;
        }
      }
    }
}

TEST(Sensitivity, IsTheDifferenceOnATreeWithLakes) {
  expect_adjoint_is_difference(
      solved(synthetic_network({.reaches = 80, .seed = 21, .lakes = 0.1, .works = 0.3, .sections = 5}, 12)), 1e-12);
}

TEST(Sensitivity, IsTheDifferenceOnLoopsAndTide) {
  const SteadyModel model = solved(delta_with_tide());
  ASSERT_LT(model.topology().blocks(), model.reaches());
  expect_adjoint_is_difference(model, 1e-11);
}

TEST(Sensitivity, IsTheSourcesColumn) {
  const SteadyModel model =
      solved(synthetic_network({.reaches = 300, .seed = 8, .lakes = 0.05, .works = 0.3, .sections = 8}, 12));
  const std::size_t species = model.species();
  for (std::size_t i = 0; i < model.reaches(); ++i) ASSERT_FALSE(model.has(i, Mark::Anoxic)) << "reach " << i;
  double worst = 0;
  for (std::size_t k = 0; k < model.network().sources.size(); ++k) {
    const Source& source = model.network().sources[k];
    for (const std::size_t t : {standard::kFastBod, standard::kOrganicN}) {
      const SourceResponse column = source_response(model, k, t);
      for (const Section& section : model.network().sections)
        for (const std::size_t s : {standard::kFastBod, standard::kAmmoniaN, standard::kOxygen}) {
          const Sensitivity to = sensitivity(model, section.reach, s);
          const double row = (source.kind == SourceKind::Point ? to.point : to.diffuse)[source.reach * species + t];
          const double entry = column.change[section.reach * species + s];
          ASSERT_EQ(row != 0, entry != 0);
          if (entry != 0) worst = std::max(worst, std::fabs(row / entry - 1));
        }
    }
  }
  EXPECT_LE(worst, 1e-12);
}

TEST(Shares, AddUpToOneAndToTheConcentration) {
  for (const Network& net :
       {synthetic_network({.reaches = 200, .seed = 6, .lakes = 0.05, .works = 0.3}, 12), delta_with_tide()}) {
    const SteadyModel model = solved(net);
    for (const Section& section : net.sections)
      for (const std::size_t s : {standard::kCod, standard::kAmmoniaN, standard::kInorganicP, standard::kTracer}) {
        const Shares all = shares(model, section.reach, s);
        const double concentration = model.concentration(section.reach, s);
        ASSERT_NEAR(all.whole, concentration, 1e-12 * concentration);
        double sum = 0;
        for (const Contribution& one : all.list) sum += one.share;
        ASSERT_NEAR(sum, 1, 1e-12);
        double by_town = 0;
        for (const LabelledShare& one : shares_by(model, all, Label::Town)) by_town += one.share;
        ASSERT_NEAR(by_town, 1, 1e-12);
        for (std::size_t k = 1; k < all.list.size(); ++k)
          ASSERT_GE(all.list[k - 1].concentration, all.list[k].concentration);
      }
  }
}

TEST(Sensitivity, SaysHowFarItHoldsAndWhereItDoesNot) {
  Network net = synthetic_network({.reaches = 30, .seed = 4, .lakes = 0, .works = 0}, 12);
  const std::size_t source = 0;
  const SteadyModel model = solved(net);
  const SourceResponse response = source_response(model, source, standard::kFastBod);
  ASSERT_GT(response.radius, 0);
  ASSERT_NE(response.first_anoxic, kNowhere);
  // Inside the radius the straight line is right; well beyond it oxygen runs out and is marked.
  const auto oxygen_after = [&](double added) {
    SteadyModel edited = model;
    auto load = net.sources[source].load;
    load[standard::kFastBod] += added;
    edited.set_load(source, load);
    return edited;
  };
  const std::size_t where = response.first_anoxic;
  const double slope = response.change[where * 12 + standard::kOxygen];
  const SteadyModel inside = oxygen_after(0.5 * response.radius);
  ASSERT_FALSE(inside.has(where, Mark::Anoxic));
  EXPECT_NEAR(inside.concentration(where, standard::kOxygen),
              model.concentration(where, standard::kOxygen) + 0.5 * response.radius * slope, 1e-15);
  const SteadyModel beyond = oxygen_after(1.5 * response.radius);
  EXPECT_TRUE(beyond.has(where, Mark::Anoxic));
  EXPECT_EQ(source_response(beyond, source, standard::kFastBod).radius, 0);
  EXPECT_FALSE(sensitivity(beyond, where, standard::kOxygen).anoxic.empty());
  EXPECT_FALSE(shares(beyond, where, standard::kFastBod).superposition);
}

}  // namespace
}  // namespace luoshi::water

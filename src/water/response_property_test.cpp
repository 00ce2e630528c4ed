#include "water/response.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "water/synthetic.hpp"

namespace luoshi::water {
namespace {

SteadyModel model() {
  auto made =
      SteadyModel::make(synthetic_network({.reaches = 100, .seed = 17, .lakes = 0.03, .works = 0.3, .sections = 6}, 12),
                        standard_kinetics());
  return std::get<SteadyModel>(std::move(made));
}

TEST(SectionResponse, TimesTheLoadsIsTheConcentration) {
  const SteadyModel one = model();
  const SectionResponse response = section_response(one, standard::kCod, 0.2);
  EXPECT_TRUE(response.silent.empty());
  std::vector<double> sum(one.network().sections.size(), 0.0);
  for (const auto& term : response.response.terms)
    sum[term.receptor] += term.effect * one.network().sources[term.source].load[standard::kCod] * 86400;
  for (std::size_t k = 0; k < sum.size(); ++k) {
    const double mg_l = one.concentration(one.network().sections[k].reach, standard::kCod) * 1000;
    EXPECT_NEAR(sum[k], mg_l, 1e-12 * mg_l);
  }
}

TEST(SectionResponse, SaysWhereItIsSilent) {
  Network net = synthetic_network({.reaches = 20, .seed = 2, .lakes = 0, .sections = 1}, 12);
  net.reaches[0].tidal = Tidal{100, 1e6, {}, {}};
  auto made = SteadyModel::make(net, standard_kinetics());
  const SectionResponse response = section_response(std::get<SteadyModel>(made), standard::kCod, 0.2);
  ASSERT_EQ(response.silent.size(), 1u);
  EXPECT_TRUE(response.response.terms.empty());
}

TEST(ChangePerFlow, OfCleanWaterDilutesAndLeavesTheModelAsItWas) {
  SteadyModel one = model();
  const double before = one.flux(0, standard::kCod);
  const double slope = change_per_head_flow(one, 50, 0, standard::kTracer);
  EXPECT_LT(slope, 0) << "clean water dilutes what does not decay";
  // A tracer at the mouth is W/Q, so d C/dQ = −C/Q.
  EXPECT_NEAR(slope, -one.concentration(0, standard::kTracer) / one.end_flow(0), 1e-6 * std::fabs(slope) + 1e-12);
  EXPECT_EQ(one.flux(0, standard::kCod), before) << "to the bit";
  EXPECT_LT(change_per_rate(one, 0, 12, 0, standard::kCod), 0) << "a faster decay leaves less";
  EXPECT_EQ(one.flux(0, standard::kCod), before);
}

}  // namespace
}  // namespace luoshi::water

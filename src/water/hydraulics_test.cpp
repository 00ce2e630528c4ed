#include "water/hydraulics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace luoshi::water {
namespace {

TEST(FlowState, OfAChannelMeetsManningsFormula) {
  Random random{3};
  for (int trial = 0; trial < 2000; ++trial) {
    const ManningChannel channel{std::exp(random.uniform(-1, 5)), random.uniform(0, 5),
                                 std::exp(random.uniform(-11, -2)), random.uniform(0.01, 0.15)};
    const double flow = std::exp(random.uniform(-9, 9));
    const FlowState state = flow_state(channel, flow);
    const double area = (channel.bottom_width + channel.side_slope * state.depth) * state.depth;
    const double perimeter =
        channel.bottom_width + 2 * state.depth * std::sqrt(1 + channel.side_slope * channel.side_slope);
    const double manning = area * std::pow(area / perimeter, 2.0 / 3.0) * std::sqrt(channel.slope) / channel.roughness;
    ASSERT_NEAR(manning, flow, 1e-12 * flow) << "trial " << trial;
    ASSERT_NEAR(state.velocity * area, flow, 1e-13 * flow);
  }
}

TEST(FlowState, OfAKnownChannelIsTheHandbooks) {
  const FlowState state = flow_state(ManningChannel{10, 0, 0.0005, 0.03}, 20);  // the reference's backwater case
  EXPECT_NEAR(state.depth, 2.0776229, 5e-8);
}

TEST(FlowState, OfAPowerLawIsThePower) {
  const FlowState state = flow_state(PowerLaw{0.2, 0.4, 0.5, 0.3}, 8);
  EXPECT_NEAR(state.velocity, 0.2 * std::pow(8, 0.4), 1e-15);
  EXPECT_NEAR(state.depth, 0.5 * std::pow(8, 0.3), 1e-15);
  EXPECT_NEAR(state.velocity * state.depth * state.width, 8, 1e-14);
}

}  // namespace
}  // namespace luoshi::water

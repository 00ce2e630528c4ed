#include "water/works.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace luoshi::water {
namespace {

TEST(Sewage, IsTheHandSum) {
  // 1,000 kg of ammonia: 60 % collected, a tenth of it leaks, a ninth of the rest overflows: 480 arrive; 90 % removed.
  const Generation made{1.0, {1000}};
  const auto out = route_sewage(made, {0.6, 0.1, 1.0 / 9.0, 0.2}, {2.0, {0.9}});
  EXPECT_NEAR(out.direct[0], 400, 1e-10);
  EXPECT_NEAR(out.leaked[0], 60, 1e-10);
  EXPECT_NEAR(out.overflowed[0], 60, 1e-10);
  EXPECT_NEAR(out.effluent[0], 48, 1e-10);
  EXPECT_NEAR(out.removed[0], 432, 1e-10);
  EXPECT_NEAR(out.to_river()[0], 568, 1e-10);
  EXPECT_NEAR(out.to_works, 0.68, 1e-15);
  EXPECT_NEAR(out.inflow_strength, 480 / 0.68, 1e-10);
}

TEST(Sewage, BeyondItsCapacityAWorksTreatsNothingMore) {
  const auto out = route_sewage({1.0, {100}}, {1, 0, 0, 1.0}, {0.5, {0.8}});  // half of it is groundwater
  EXPECT_NEAR(out.treated, 0.5, 1e-15);
  EXPECT_NEAR(out.bypassed[0], 75, 1e-12);
  EXPECT_NEAR(out.removed[0], 20, 1e-12);
}

TEST(Sewage, NothingIsLostOnAnyWay) {
  Random random{7};
  for (int trial = 0; trial < 1000; ++trial) {
    const Generation made{random.uniform(0, 2), {random.uniform(0, 100), random.uniform(0, 100)}};
    const auto out = route_sewage(made, {random.uniform(), random.uniform(), random.uniform(), random.uniform()},
                                  {random.uniform(0, 2), {random.uniform(), random.uniform()}});
    for (std::size_t s = 0; s < 2; ++s)
      ASSERT_NEAR(out.to_river()[s] + out.removed[s], made.load[s], 1e-12 * (1 + made.load[s])) << "trial " << trial;
  }
}

TEST(Sewage, MorePipeCapturesMore) {
  const Generation made{1.0, {100}};
  const TreatmentWorks works{5, {0.9}};
  const auto captured = captured_by(made, {0.5, 0.1, 0, 0}, works, {0.8, 0.1, 0, 0}, works);
  EXPECT_NEAR(captured[0], 0.3 * 0.9 * 0.9 * 100, 1e-12);
}

}  // namespace
}  // namespace luoshi::water

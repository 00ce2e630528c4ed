// The water room against closed forms and published answers; `luoshi water verify` prints the same cases.
#include <gtest/gtest.h>

#include "water/verify.hpp"

namespace luoshi::water {
namespace {

void expect_passed(const std::vector<VerificationCase>& cases) {
  ASSERT_FALSE(cases.empty());
  for (const VerificationCase& one : cases)
    EXPECT_TRUE(one.passed()) << one.id << " " << one.what << ": required " << one.required << ", reached " << one.reached;
}

TEST(WaterVerification, ClosedFormsAreReached) { expect_passed(verify_analytic()); }

}  // namespace
}  // namespace luoshi::water

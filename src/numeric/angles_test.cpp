#include "numeric/angles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace luoshi::numeric {
namespace {

/// A small generator of its own, so that the arguments never change with a library.
class Arguments {
 public:
  double between(double low, double high) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * (static_cast<double>(state_ >> 11) * 0x1p-53);
  }

 private:
  std::uint64_t state_ = 20240605;
};

double apart(double found, long double truth) {
  return static_cast<double>(std::fabs(static_cast<long double>(found) - truth));
}

TEST(Angles, SineAndCosineAreWithinOneUlpOfOne) {
  Arguments arguments;
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 ? arguments.between(-7, 7) : arguments.between(-1e5, 1e5);
    worst = std::max({worst, apart(sine(x), std::sin(static_cast<long double>(x))),
                      apart(cosine(x), std::cos(static_cast<long double>(x)))});
  }
  RecordProperty("worst", std::to_string(worst * 0x1p52));
  EXPECT_LE(worst, 0x1p-52);
}

TEST(Angles, TheInversesAreWithinTwoUlps) {
  Arguments arguments;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 ? arguments.between(-1, 1) : arguments.between(-100, 100);
    const long double truth = std::atan(static_cast<long double>(x));
    ASSERT_LE(apart(arc_tangent(x), truth), 0x1p-51 * std::fabs(static_cast<double>(truth))) << x;
    if (x < -1 || x > 1) continue;
    ASSERT_LE(apart(arc_sine(x), std::asin(static_cast<long double>(x))), 0x1p-51) << x;
  }
}

TEST(Angles, EndsAndWhatIsNoAngle) {
  EXPECT_EQ(sine(0), 0);
  EXPECT_EQ(cosine(0), 1);
  EXPECT_EQ(arc_sine(1), 0.5 * kPi);
  EXPECT_EQ(arc_sine(-1), -0.5 * kPi);
  EXPECT_EQ(arc_tangent(INFINITY), 0.5 * kPi);
  for (const double none : {std::nan(""), 1e6, static_cast<double>(INFINITY)}) {
    EXPECT_TRUE(std::isnan(sine(none)));
    EXPECT_TRUE(std::isnan(cosine(none)));
  }
  EXPECT_TRUE(std::isnan(arc_sine(1.0000001)));
}

}  // namespace
}  // namespace luoshi::numeric

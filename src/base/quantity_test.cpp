#include "base/quantity.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

struct Cod;
struct AmmoniaN;

template <class L, class R>
concept Adds = requires(L left, R right) {
  left + right;
};
template <class L, class R>
concept Multiplies = requires(L left, R right) {
  left* right;
};
template <class L, class R>
concept Divides = requires(L left, R right) {
  left / right;
};
template <class L, class R>
concept Compares = requires(L left, R right) {
  left < right;
};

static_assert(Adds<Mass<Cod>, Mass<Cod>>);
static_assert(!Adds<Mass<Cod>, Mass<AmmoniaN>>, "a substance must not be added to another");
static_assert(!Adds<Mass<Cod>, Concentration<Cod>>, "a mass must not be added to a concentration");
static_assert(!Adds<Length, double>, "a bare number has no unit");
static_assert(!Compares<Concentration<Cod>, Concentration<AmmoniaN>>);
static_assert(!Compares<Length, Duration>);
static_assert(Multiplies<Flow, Concentration<Cod>>);
static_assert(!Multiplies<Mass<Cod>, Mass<Cod>>, "a product holds one substance at most");
static_assert(!Multiplies<Mass<Cod>, Mass<AmmoniaN>>);
static_assert(!Divides<Mass<Cod>, Mass<AmmoniaN>>);
static_assert(!Divides<double, Length>);
static_assert(std::is_same_v<decltype(Mass<Cod>{} / Mass<Cod>{}), double>, "a ratio of like to like is a number");
static_assert(std::is_same_v<decltype(Flow{} * Concentration<Cod>{}), MassFlow<Cod>>);
static_assert(std::is_same_v<decltype(Concentration<Cod>{} * Flow{}), MassFlow<Cod>>);
static_assert(std::is_same_v<decltype(MassFlow<Cod>{} / Flow{}), Concentration<Cod>>);
static_assert(std::is_same_v<decltype(Length{} / Duration{}), Velocity>);
static_assert(std::is_same_v<decltype(Rate{} * Duration{}), double>);
static_assert(!std::is_constructible_v<Mass<Cod>, double>, "a number enters with its unit");
static_assert(!std::is_constructible_v<Length, double, UnitOf<DurationDimension>>);
static_assert(!std::is_convertible_v<Mass<Cod>, Mass<AmmoniaN>>);
static_assert(!std::is_convertible_v<Mass<Cod>, double>);
static_assert(sizeof(Mass<Cod>) == sizeof(double));

TEST(Quantity, ALoadIsDischargeTimesConcentrationTimesTime) {
  constexpr Flow discharge{2.0, unit::m3_per_s};
  constexpr Concentration<Cod> limit{20.0, unit::mg_per_l};
  constexpr Mass<Cod> daily = discharge * limit * Duration{1.0, unit::day};
  EXPECT_DOUBLE_EQ(daily.in(unit::tonne), 3.456);  // 2 m³/s × 20 g/m³ × 86,400 s
}

TEST(Quantity, LeavesInTheUnitThatIsAskedFor) {
  EXPECT_DOUBLE_EQ((Flow{1.0, unit::ten_thousand_m3_per_day}.in(unit::m3_per_day)), 10'000.0);
  EXPECT_DOUBLE_EQ((Area{15.0, unit::mu}.in(unit::hectare)), 1.0);
  EXPECT_DOUBLE_EQ((Flow{1.0, unit::mgd}.in(unit::m3_per_day)), 3785.411784);
  EXPECT_DOUBLE_EQ((Velocity{1.0, unit::m_per_s} * Duration{1.0, unit::hour}).in(unit::km), 3.6);
}

TEST(Quantity, AddsAndComparesLikeWithLike) {
  constexpr Concentration<Cod> a{1.0, unit::mg_per_l}, b{1500.0, unit::ug_per_l};
  EXPECT_LT(a, b);
  EXPECT_DOUBLE_EQ((a + b).in(unit::mg_per_l), 2.5);
  EXPECT_DOUBLE_EQ((b - a).in(unit::mg_per_l), 0.5);
  EXPECT_DOUBLE_EQ(b / a, 1.5);
  EXPECT_EQ(2.0 * a, a + a);
  EXPECT_EQ(-(a - b), b - a);
}

TEST(Quantity, UnitsMakeUnits) {
  constexpr auto pace = unit::km / unit::day;
  EXPECT_DOUBLE_EQ((Velocity{86.4, pace}.in(unit::m_per_s)), 1.0);
}

TEST(Temperature, KnowsItsScales) {
  EXPECT_DOUBLE_EQ(Temperature::from_celsius(20).kelvin(), 293.15);
  EXPECT_DOUBLE_EQ(Temperature::from_fahrenheit(68).celsius(), 20.0);
  EXPECT_LT(Temperature::from_celsius(0), Temperature::from_celsius(1));
}

}  // namespace
}  // namespace luoshi

#pragma once

#include <compare>
#include <type_traits>

namespace luoshi {

/// Exponents of mass (kg), length (m), time (s) and temperature (K).
template <int MassPower, int LengthPower, int TimePower, int TemperaturePower = 0>
struct Exponents {
  static constexpr int mass = MassPower, length = LengthPower, time = TimePower, temperature = TemperaturePower;
};

template <class Left, class Right>
using DimensionProduct = Exponents<Left::mass + Right::mass, Left::length + Right::length, Left::time + Right::time,
                                   Left::temperature + Right::temperature>;
template <class Left, class Right>
using DimensionQuotient = Exponents<Left::mass - Right::mass, Left::length - Right::length, Left::time - Right::time,
                                    Left::temperature - Right::temperature>;
using Dimensionless = Exponents<0, 0, 0>;

/// The substance of a quantity that is of no substance: a length, a flow of water, a rate.
struct NoSubstance;

/// A unit: how many SI units it is. Units carry a dimension and no substance: a milligram is of whatever is weighed.
template <class D>
struct UnitOf {
  double in_si;
};

template <class L, class R>
[[nodiscard]] constexpr UnitOf<DimensionProduct<L, R>> operator*(UnitOf<L> left, UnitOf<R> right) {
  return {left.in_si * right.in_si};
}
template <class L, class R>
[[nodiscard]] constexpr UnitOf<DimensionQuotient<L, R>> operator/(UnitOf<L> left, UnitOf<R> right) {
  return {left.in_si / right.in_si};
}

/// One number in SI with its dimension and its substance in the type (量).
///
/// Number and unit enter together and leave together. Like adds to like only; a product may hold one substance at most;
/// a substance divided by itself is gone. Anything else does not compile. Costs nothing over a double.
template <class D, class Substance = NoSubstance>
class Quantity {
 public:
  using dimension = D;
  using substance = Substance;

  constexpr Quantity() = default;
  constexpr Quantity(double number, UnitOf<D> unit) : si_{number * unit.in_si} {}

  /// From and to a bare SI number: for kernels, which take numbers out once, compute, and wrap once.
  [[nodiscard]] static constexpr Quantity from_si(double number) {
    Quantity made;
    made.si_ = number;
    return made;
  }
  [[nodiscard]] constexpr double si() const { return si_; }
  [[nodiscard]] constexpr double in(UnitOf<D> unit) const { return si_ / unit.in_si; }

  constexpr Quantity& operator+=(Quantity other) { return si_ += other.si_, *this; }
  constexpr Quantity& operator-=(Quantity other) { return si_ -= other.si_, *this; }

  [[nodiscard]] friend constexpr Quantity operator+(Quantity left, Quantity right) { return left += right; }
  [[nodiscard]] friend constexpr Quantity operator-(Quantity left, Quantity right) { return left -= right; }
  [[nodiscard]] friend constexpr Quantity operator-(Quantity value) { return from_si(-value.si_); }
  [[nodiscard]] friend constexpr Quantity operator*(double factor, Quantity value) {
    return from_si(factor * value.si_);
  }
  [[nodiscard]] friend constexpr Quantity operator*(Quantity value, double factor) {
    return from_si(value.si_ * factor);
  }
  [[nodiscard]] friend constexpr Quantity operator/(Quantity value, double divisor) {
    return from_si(value.si_ / divisor);
  }
  friend constexpr auto operator<=>(Quantity left, Quantity right) = default;

 private:
  double si_ = 0;
};

namespace detail {
template <class L, class R>
struct OneSubstance {};
template <class S>
struct OneSubstance<S, NoSubstance> {
  using type = S;
};
template <class S>
requires(!std::is_same_v<S, NoSubstance>) struct OneSubstance<NoSubstance, S> {
  using type = S;
};

template <class L, class R>
struct QuotientSubstance {};
template <class S>
struct QuotientSubstance<S, NoSubstance> {
  using type = S;
};
template <class S>
requires(!std::is_same_v<S, NoSubstance>) struct QuotientSubstance<S, S> {
  using type = NoSubstance;
};

/// A quantity, or a plain number where nothing is left of dimension and substance.
template <class D, class S>
[[nodiscard]] constexpr auto made(double si) {
  if constexpr (std::is_same_v<D, Dimensionless> && std::is_same_v<S, NoSubstance>)
    return si;
  else
    return Quantity<D, S>::from_si(si);
}
}  // namespace detail

template <class DL, class SL, class DR, class SR, class S = typename detail::OneSubstance<SL, SR>::type>
[[nodiscard]] constexpr auto operator*(Quantity<DL, SL> left, Quantity<DR, SR> right) {
  return detail::made<DimensionProduct<DL, DR>, S>(left.si() * right.si());
}
template <class DL, class SL, class DR, class SR, class S = typename detail::QuotientSubstance<SL, SR>::type>
[[nodiscard]] constexpr auto operator/(Quantity<DL, SL> left, Quantity<DR, SR> right) {
  return detail::made<DimensionQuotient<DL, DR>, S>(left.si() / right.si());
}

using LengthDimension = Exponents<0, 1, 0>;
using AreaDimension = Exponents<0, 2, 0>;
using VolumeDimension = Exponents<0, 3, 0>;
using DurationDimension = Exponents<0, 0, 1>;
using RateDimension = Exponents<0, 0, -1>;
using VelocityDimension = Exponents<0, 1, -1>;
using FlowDimension = Exponents<0, 3, -1>;
using DispersionDimension = Exponents<0, 2, -1>;
using MassDimension = Exponents<1, 0, 0>;
using MassFlowDimension = Exponents<1, 0, -1>;
using ConcentrationDimension = Exponents<1, -3, 0>;
using ArealFluxDimension = Exponents<1, -2, -1>;
using VolumetricFluxDimension = Exponents<1, -3, -1>;

using Length = Quantity<LengthDimension>;
using Area = Quantity<AreaDimension>;
using Volume = Quantity<VolumeDimension>;
using Duration = Quantity<DurationDimension>;
using Rate = Quantity<RateDimension>;
using Velocity = Quantity<VelocityDimension>;
using Flow = Quantity<FlowDimension>;
using Dispersion = Quantity<DispersionDimension>;
template <class S>
using Mass = Quantity<MassDimension, S>;
template <class S>
using MassFlow = Quantity<MassFlowDimension, S>;
template <class S>
using Concentration = Quantity<ConcentrationDimension, S>;
template <class S>
using ArealFlux = Quantity<ArealFluxDimension, S>;
template <class S>
using VolumetricFlux = Quantity<VolumetricFluxDimension, S>;

/// A temperature on the Celsius scale; differences of temperatures are kelvins. Apart from the quantities above because
/// its scale has an origin: 20 °C is not twice 10 °C, so temperatures neither add nor multiply.
class Temperature {
 public:
  [[nodiscard]] static constexpr Temperature from_celsius(double degrees) { return Temperature{degrees}; }
  [[nodiscard]] static constexpr Temperature from_fahrenheit(double degrees) {
    return Temperature{(degrees - 32.0) / 1.8};
  }
  [[nodiscard]] constexpr double celsius() const { return celsius_; }
  [[nodiscard]] constexpr double kelvin() const { return celsius_ + 273.15; }
  friend constexpr auto operator<=>(Temperature left, Temperature right) = default;

 private:
  explicit constexpr Temperature(double celsius) : celsius_{celsius} {}
  double celsius_;
};

namespace unit {
inline constexpr UnitOf<Dimensionless> one{1.0};
inline constexpr UnitOf<LengthDimension> m{1.0}, km{1000.0}, cm{0.01}, mm{0.001}, foot{0.3048}, mile{1609.344};
inline constexpr UnitOf<AreaDimension> m2{1.0}, km2{1e6}, hectare{1e4};
/// 亩: a fifteenth of a hectare.
inline constexpr UnitOf<AreaDimension> mu{10000.0 / 15.0};
inline constexpr UnitOf<VolumeDimension> m3{1.0}, litre{0.001};
inline constexpr UnitOf<DurationDimension> second{1.0}, minute{60.0}, hour{3600.0}, day{86400.0};
/// A year of 365 days, as loads per year are reckoned.
inline constexpr UnitOf<DurationDimension> year{365.0 * 86400.0};
inline constexpr UnitOf<RateDimension> per_second{1.0}, per_day{1.0 / 86400.0}, per_year{1.0 / (365.0 * 86400.0)};
inline constexpr UnitOf<VelocityDimension> m_per_s{1.0}, m_per_day{1.0 / 86400.0}, foot_per_s{0.3048},
    mile_per_day{1609.344 / 86400.0};
inline constexpr UnitOf<FlowDimension> m3_per_s{1.0}, m3_per_day{1.0 / 86400.0}, l_per_s{0.001},
    /// 万吨/日: ten thousand tonnes of water a day, as works are sized.
    ten_thousand_m3_per_day{1e4 / 86400.0}, foot3_per_s{0.3048 * 0.3048 * 0.3048},
    /// Million US gallons a day.
    mgd{3785.411784 / 86400.0};
inline constexpr UnitOf<DispersionDimension> m2_per_s{1.0};
inline constexpr UnitOf<MassDimension> kg{1.0}, gram{0.001}, mg{1e-6}, tonne{1000.0}, ten_thousand_tonnes{1e7};
inline constexpr UnitOf<MassFlowDimension> kg_per_s{1.0}, g_per_s{0.001}, kg_per_day{1.0 / 86400.0},
    tonne_per_year{1000.0 / (365.0 * 86400.0)}, kg_per_year{1.0 / (365.0 * 86400.0)};
inline constexpr UnitOf<ConcentrationDimension> kg_per_m3{1.0}, mg_per_l{0.001}, ug_per_l{1e-6}, ug_per_m3{1e-9};
inline constexpr UnitOf<ArealFluxDimension> g_per_m2_day{0.001 / 86400.0};
inline constexpr UnitOf<VolumetricFluxDimension> mg_per_l_day{0.001 / 86400.0};
}  // namespace unit

}  // namespace luoshi

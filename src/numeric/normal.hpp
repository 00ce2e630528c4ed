#pragma once

namespace luoshi::numeric {

/// The quantile of N(0,1) at 0.9, correct to the last bit: a tenth lies above it, a tenth below its negative.
inline constexpr double kNormalNinety = 1.2815515655446004;

/// P(N(0,1) ≤ x); absolute error below 1e-15; in the lower tail down to x = −37 the relative error is below 1e-8.
/// The same bits everywhere; NaN passes through.
/// Source: Hart et al., Computer Approximations (1968), no. 5666, in the form of West, "Better approximations to cumulative
/// normal functions", Wilmott (May 2005); compared with erfc in normal_test.cpp.
[[nodiscard]] double normal_probability(double x) noexcept;

}  // namespace luoshi::numeric

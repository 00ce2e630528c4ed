#pragma once

#include <optional>
#include <vector>

namespace luoshi::water {

/// The flow that the driest month of a year falls below in one year of ten (近十年最枯月, 90 % 保证率最枯月平均流量):
/// of the years' driest monthly means, the one exceeded with 90 % frequency by the plotting position m/(n+1) (Weibull),
/// interpolated. `monthly[year]` holds twelve means, m³/s. Nothing with fewer than nine years: 90 % then lies beyond
/// the record.
[[nodiscard]] std::optional<double> driest_month_90(const std::vector<std::vector<double>>& monthly);

/// 7Q10: the lowest mean of seven days in a row that is not exceeded from above in one year of ten, by the same
/// plotting position. `daily[year]` holds the days' means, m³/s, at least seven each. Nothing with fewer than nine
/// years.
[[nodiscard]] std::optional<double> seven_day_ten_year(const std::vector<std::vector<double>>& daily);

}  // namespace luoshi::water

#include "water/low_flow.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace luoshi::water {
namespace {

/// The value not reached in one year of ten, of one value a year: rank n+1 tenths from below.
std::optional<double> one_in_ten(std::vector<double> values) {
  const auto count = static_cast<double>(values.size());
  const double rank = 0.1 * (count + 1);  // from the smallest, 1-based
  if (rank < 1) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto below = static_cast<std::size_t>(rank);
  if (below >= values.size()) return values.back();
  const double part = rank - static_cast<double>(below);
  return values[below - 1] + part * (values[below] - values[below - 1]);
}

}  // namespace

std::optional<double> driest_month_90(const std::vector<std::vector<double>>& monthly) {
  std::vector<double> driest;
  for (const auto& year : monthly) {
    expects(year.size() == 12, "twelve months a year");
    driest.push_back(*std::min_element(year.begin(), year.end()));
  }
  return one_in_ten(std::move(driest));
}

std::optional<double> seven_day_ten_year(const std::vector<std::vector<double>>& daily) {
  std::vector<double> lowest;
  for (const auto& year : daily) {
    expects(year.size() >= 7, "seven days a year at least");
    double least = 0;
    for (std::size_t day = 0; day + 7 <= year.size(); ++day) {
      double sum = 0;
      for (std::size_t k = 0; k < 7; ++k) sum += year[day + k];
      if (day == 0 || sum / 7 < least) least = sum / 7;
    }
    lowest.push_back(least);
  }
  return one_in_ten(std::move(lowest));
}

}  // namespace luoshi::water

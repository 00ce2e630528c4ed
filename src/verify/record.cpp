#include "verify/record.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace luoshi::verify {

std::size_t Record::place_of(Instant moment) const {
  if (moment <= start) return 0;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(moment - start);
  const auto cells = static_cast<std::size_t>((seconds.count() + step.count() - 1) / step.count());
  return std::min(cells, values.size());
}

std::optional<Record> record_of(const Series& series, std::chrono::seconds step) {
  if (series.at.empty() || step.count() <= 0) return std::nullopt;
  std::vector<std::size_t> order(series.at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return series.at[a] < series.at[b]; });
  Record record;
  record.unit = series.unit;
  record.start = series.at[order.front()];
  record.step = step;
  const auto cell = [&](Instant at) {
    return static_cast<std::uint64_t>(std::chrono::floor<std::chrono::seconds>(at - record.start).count() / step.count());
  };
  if (cell(series.at[order.back()]) >= kMostCells) return std::nullopt;
  record.values.resize(static_cast<std::size_t>(cell(series.at[order.back()])) + 1);
  for (const std::size_t i : order)
    if (std::isfinite(series.values[i])) record.values[static_cast<std::size_t>(cell(series.at[i]))] = series.values[i];
  return record;
}

double resolution_of(const Record& record) {
  double unit = 1.0, scale = 1.0;
  for (int places = 0; places < 6; ++places, unit /= 10, scale *= 10) {
    std::size_t whole = 0, present = 0;
    for (const auto& value : record.values) {
      if (!value) continue;
      ++present;
      const double scaled = *value * scale;
      whole += std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled) * 1e-3) ? 1 : 0;
    }
    if (whole * 100 >= present * 99) return unit;
  }
  return unit;
}

double low_end(const Record& record) {
  if (record.detection_limit) return *record.detection_limit;
  std::map<double, std::size_t> counts;
  std::size_t count = 0;
  for (const auto& value : record.values)
    if (value) {
      ++counts[*value];
      ++count;
    }
  // How often the most frequent value above each value is met.
  std::map<double, std::size_t> above;
  std::size_t most = 0;
  for (auto at = counts.rbegin(); at != counts.rend(); ++at) {
    above[at->first] = most;
    most = std::max(most, at->second);
  }
  double end = -std::numeric_limits<double>::infinity();
  std::size_t below = 0;
  for (const auto& [value, times] : counts) {
    const bool least = below == 0 && times * 100 > count;
    const bool heap = times * 10 > count || (times * 50 > count && times > 2 * above[value]);
    if (times > 2 && (least || heap)) end = value;
    below += times;
    if (below * 4 > count) break;
  }
  return end;
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace luoshi::verify

#include "sample/detail/world.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/contract.hpp"
#include "sample/detail/bodies.hpp"
#include "sample/detail/csv.hpp"

namespace luoshi::sample::detail {

std::string code_of(const World& world, std::string_view letters, std::size_t number) {
  std::string code{letters};
  if (world.copy > 0) code += std::to_string(world.copy + 1);
  return code + "-" + padded(static_cast<unsigned>(number), 4);
}

std::string copy_name(const World& world, std::string_view name) {
  return world.copy == 0 ? std::string{name} : std::string{name} + std::to_string(world.copy + 1);
}

std::string body_code(const World& world, std::string_view name) {
  const auto found = std::find_if(kDepartments.begin(), kDepartments.end(),
                                  [&](const Department& department) { return department.name == name; });
  if (found != kDepartments.end())
    return code_of(world, "B", static_cast<std::size_t>(found - kDepartments.begin()) + 1);
  return code_of(world, "B", 100 + town_index(name) + 1);
}

std::vector<std::uint64_t> apportion(std::uint64_t total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  expects(sum > 0.0, "some weight is positive");
  std::vector<std::uint64_t> parts;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = static_cast<double>(total) * weights[i] / sum;
    parts.push_back(static_cast<std::uint64_t>(share));
    given += parts.back();
    remainders.emplace_back(static_cast<double>(parts.back()) - share, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; given < total; ++i, ++given) ++parts[remainders[i % remainders.size()].second];
  return parts;
}

Day plus_days(Day from, int days) { return Day{std::chrono::sys_days{from} + std::chrono::days{days}}; }

int days_between(Day from, Day to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

Day random_day(Random& random, Day first, Day last) {
  expects(first <= last, "the days are in order");
  return plus_days(first, static_cast<int>(random.below(static_cast<std::uint64_t>(days_between(first, last)) + 1)));
}

Day month_end(int y, unsigned m) { return Day{year{y}, month{m}, day{days_in_month(y, m)}}; }

Point inside(Random& random, const TownFacts& town) {
  return {random.uniform(town.west + 0.8, town.east - 0.8), random.uniform(town.south + 0.8, town.north - 0.8)};
}

}  // namespace luoshi::sample::detail

#include "assess/sums.hpp"

#include <map>

namespace luoshi::assess {

Sum adds_up(const Figure& goal, const std::vector<Part>& parts) {
  Sum sum;
  std::map<std::uint32_t, std::uint32_t> first_promise;
  const auto goal_unit = read_unit(goal.unit);
  for (const Part& part : parts) {
    for (const std::uint32_t asset : part.assets) {
      const auto [known, fresh] = first_promise.emplace(asset, part.id);
      if (!fresh && known->second != part.id) sum.overlaps.push_back({asset, known->second, part.id});
    }
    const auto unit = part.promised ? read_unit(part.promised->unit) : std::nullopt;
    const bool comparable = goal_unit && unit && same_kind(*goal_unit, *unit);
    const auto promised = comparable && part.owned ? interval_of(*part.promised) : std::nullopt;
    const auto total = !promised ? std::nullopt : !sum.total ? promised : add(*sum.total, *promised);
    if (!total) {
      sum.left_out.push_back(part.id);
    } else {
      sum.total = total;
    }
  }
  const auto wanted = interval_of(goal);
  if (!sum.total || !wanted) return sum;
  sum.remainder = subtract(*wanted, *sum.total);
  sum.reaches = reaches(*sum.total, *wanted);
  if (sum.reaches == Answer::Yes && !sum.overlaps.empty()) sum.reaches = Answer::CannotSay;
  if (sum.reaches == Answer::No && !sum.left_out.empty()) sum.reaches = Answer::CannotSay;
  return sum;
}

}  // namespace luoshi::assess

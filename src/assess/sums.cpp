#include "assess/sums.hpp"

#include <map>
#include <set>

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

std::vector<PeriodSum> adds_up_by_period(const Figure& goal, const std::vector<DatedPart>& parts) {
  std::set<int> periods;
  for (const DatedPart& each : parts)
    if (each.period) periods.insert(*each.period);
  std::vector<PeriodSum> sums;
  for (const int period : periods) {
    std::vector<Part> due, waiting, all;
    for (const DatedPart& each : parts) {
      if (each.period && *each.period > period) continue;
      if (each.period) all.push_back(each.part);
      (each.waiting ? waiting : due).push_back(each.part);
      // Without a date it is due in no period: named as left out, never added.
      if (!each.period) (each.waiting ? waiting : due).back().promised.reset();
    }
    const Sum waits = adds_up(goal, waiting);
    PeriodSum one{period, adds_up(goal, due), waits.total};
    one.sum.left_out.insert(one.sum.left_out.end(), waits.left_out.begin(), waits.left_out.end());
    one.sum.overlaps = adds_up(goal, all).overlaps;
    if (one.sum.reaches == Answer::Yes && !one.sum.overlaps.empty()) one.sum.reaches = Answer::CannotSay;
    if (one.sum.reaches == Answer::No && !waiting.empty()) one.sum.reaches = Answer::CannotSay;
    sums.push_back(std::move(one));
  }
  return sums;
}

}  // namespace luoshi::assess

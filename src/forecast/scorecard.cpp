#include "forecast/scorecard.hpp"

#include <algorithm>
#include <map>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/reduce.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kBins = 10;

/// The cases of each cluster, in order of first appearance.
std::vector<std::vector<std::size_t>> members(std::span<const std::uint32_t> cluster) {
  std::map<std::uint32_t, std::size_t> place;
  std::vector<std::vector<std::size_t>> found;
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    const auto [at, fresh] = place.try_emplace(cluster[i], found.size());
    if (fresh) found.emplace_back();
    found[at->second].push_back(i);
  }
  return found;
}

}  // namespace

BrierParts brier(std::span<const Chance> chances) {
  BrierParts parts;
  parts.count = chances.size();
  if (chances.empty()) return parts;
  std::vector<Chance> sorted{chances.begin(), chances.end()};
  std::stable_sort(sorted.begin(), sorted.end(), [](const Chance& a, const Chance& b) { return a.given < b.given; });
  const double n = static_cast<double>(sorted.size());
  numeric::CarefulSum score, happened;
  for (const Chance& each : sorted) {
    const double gap = each.given - each.happened;
    score.add(gap * gap);
    happened.add(each.happened);
  }
  parts.score = score.value() / n;
  const double base = happened.value() / n;
  parts.uncertainty = base * (1 - base);
  numeric::CarefulSum reliability, resolution;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const std::size_t first = bin * sorted.size() / kBins, last = (bin + 1) * sorted.size() / kBins;
    if (first == last) continue;
    const double size = static_cast<double>(last - first);
    double given = 0, came = 0;
    for (std::size_t i = first; i < last; ++i) given += sorted[i].given / size, came += sorted[i].happened / size;
    reliability.add(size * (given - came) * (given - came));
    double inside = 0;  // what happened goes with what was said inside the bin, less how far that was spread
    for (std::size_t i = first; i < last; ++i)
      inside += (sorted[i].given - given) * (2 * (sorted[i].happened - came) - (sorted[i].given - given));
    resolution.add(size * (came - base) * (came - base) + inside);
  }
  parts.reliability = reliability.value() / n;
  parts.resolution = resolution.value() / n;
  return parts;
}

double randomised_pit(const Outlook& outlook, const Outturn& outturn, double u) {
  if (!outturn.came || *outturn.came > outturn.until) {
    const double before = outlook.by(outturn.until);
    return before + u * (1 - before);
  }
  const double before = outlook.by(*outturn.came - 1);
  return before + u * (outlook.by(*outturn.came) - before);
}

UniformityTest test_uniform(std::span<const double> pit, std::span<const std::uint32_t> cluster, std::size_t draws,
                            std::uint64_t seed) {
  expects(pit.size() == cluster.size(), "a cluster for each value");
  UniformityTest test;
  if (pit.empty()) return test;
  const std::size_t n = pit.size();
  std::vector<std::size_t> order(n), rank(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pit[a] < pit[b]; });
  for (std::size_t i = 0; i < n; ++i) {
    rank[order[i]] = i;
    const double value = pit[order[i]], size = static_cast<double>(n);
    test.distance = std::max({test.distance, static_cast<double>(i + 1) / size - value, value - static_cast<double>(i) / size});
  }
  const auto groups = members(cluster);
  test.clusters = groups.size();
  Random random{seed};
  std::size_t further = 0;
  std::vector<double> weight(n);
  for (std::size_t draw = 0; draw < draws; ++draw) {
    std::fill(weight.begin(), weight.end(), 0.0);
    double total = 0;
    for (std::size_t k = 0; k < groups.size(); ++k)
      for (const std::size_t member : groups[random.below(groups.size())]) weight[rank[member]] += 1, total += 1;
    double sum = 0, distance = 0;
    for (std::size_t i = 0; i < n; ++i) {
      sum += weight[i] / total;
      const double gap = sum - static_cast<double>(i + 1) / static_cast<double>(n);
      distance = std::max(distance, gap < 0 ? -gap : gap);
    }
    further += distance >= test.distance;
  }
  test.p = static_cast<double>(further + 1) / static_cast<double>(draws + 1);
  return test;
}

bool Coverage::holds() const {
  const double miss = reached < wanted ? wanted - reached : reached - wanted;
  return miss <= std::max(0.05, 2 * standard_error);
}

Coverage coverage(std::span<const double> pit, std::span<const std::uint32_t> cluster, double wanted) {
  expects(pit.size() == cluster.size() && wanted > 0 && wanted < 1, "a cluster for each value, a chance below 1");
  Coverage made{wanted, 0, 0};
  if (pit.empty()) return made;
  const auto inside = [&](double value) { return value >= (1 - wanted) / 2 && value <= (1 + wanted) / 2 ? 1.0 : 0.0; };
  for (const double value : pit) made.reached += inside(value);
  const double n = static_cast<double>(pit.size());
  made.reached /= n;
  double squares = 0;
  for (const auto& group : members(cluster)) {
    double sum = 0;
    for (const std::size_t member : group) sum += inside(pit[member]) - made.reached;
    squares += sum * sum;
  }
  made.standard_error = numeric::sqrt(squares) / n;
  return made;
}

std::array<std::size_t, 10> pit_histogram(std::span<const double> pit) {
  std::array<std::size_t, 10> counts{};
  for (const double value : pit) ++counts[std::min<std::size_t>(9, static_cast<std::size_t>(value * 10))];
  return counts;
}

}  // namespace luoshi::forecast

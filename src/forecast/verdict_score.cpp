#include "forecast/verdict_score.hpp"

#include <algorithm>
#include <map>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "numeric/normal.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kLevels = 19, kResamples = 1000;

struct Tally {
  double kept = 0, all = 0;
};

// The share kept among the others, one of each added.
double share_without(const Tally& all, const Tally& own) { return (all.kept - own.kept + 1.0) / (all.all - own.all + 2.0); }

double squared_error(const DueVerdict& verdict) {
  const double off = verdict.chance - (verdict.kept ? 1.0 : 0.0);
  return off * off;
}

// Of the mean squared error, promises kept whole: the spread of their sums about the mean.
double brier_error_of(std::span<const DueVerdict> verdicts, double mean) {
  std::map<std::uint32_t, double> sums;
  for (const DueVerdict& each : verdicts) sums[each.cluster] += squared_error(each) - mean;
  double squares = 0;
  for (const auto& [cluster, sum] : sums) squares += sum * sum;
  const auto n = static_cast<double>(sums.size());
  return sums.size() < 2 ? 0.0 : numeric::sqrt(squares * n / (n - 1.0)) / static_cast<double>(verdicts.size());
}

void score_rivals(std::span<const DueVerdict> verdicts, VerdictScore& score) {
  std::map<std::uint32_t, Tally> by_light, by_cluster;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Tally> by_both;
  Tally all;
  for (const DueVerdict& each : verdicts)
    for (Tally* tally : {&by_light[each.light], &by_cluster[each.cluster], &by_both[{each.light, each.cluster}], &all}) {
      tally->kept += each.kept ? 1 : 0;
      tally->all += 1;
    }
  std::vector<Chance> light, base, straight;
  for (const DueVerdict& each : verdicts) {
    light.push_back({share_without(by_light[each.light], by_both[{each.light, each.cluster}]), each.kept});
    base.push_back({share_without(all, by_cluster[each.cluster]), each.kept});
    if (each.straight) straight.push_back({*each.straight ? 1.0 : 0.0, each.kept});
  }
  score.light = brier(light);
  score.base = brier(base);
  if (!straight.empty()) score.straight = brier(straight);
}

void score_counts(std::span<const DueVerdict> verdicts, std::uint64_t seed, VerdictScore& score) {
  std::vector<double> pit;
  std::vector<std::uint32_t> clusters;
  Random random{seed};
  for (const DueVerdict& each : verdicts) {
    const double u = random.uniform();
    if (each.quantiles.empty() || !each.came) continue;
    score.crps += quantile_crps(each.quantiles, *each.came);
    const double straight = static_cast<double>(each.straight_count.value_or(0)) - static_cast<double>(*each.came);
    score.straight_crps += straight < 0 ? -straight : straight;
    pit.push_back(quantile_pit(each.quantiles, *each.came, u));
    clusters.push_back(each.cluster);
  }
  score.counted = pit.size();
  if (pit.empty()) return;
  score.crps /= static_cast<double>(pit.size());
  score.straight_crps /= static_cast<double>(pit.size());
  score.coverage = {coverage(pit, clusters, 0.5), coverage(pit, clusters, 0.8), coverage(pit, clusters, 0.9)};
  score.uniformity = test_uniform(pit, clusters, kResamples, seed);
  score.histogram = pit_histogram(pit);
}

}  // namespace

double quantile_crps(std::span<const std::uint32_t> quantiles, std::uint32_t came) {
  expects(quantiles.size() == kLevels, "a quantile a level");
  double sum = 0;
  for (std::size_t i = 0; i < kLevels; ++i) {
    const double level = 0.05 * static_cast<double>(i + 1);
    const double off = static_cast<double>(came) - static_cast<double>(quantiles[i]);
    sum += 2.0 * off * (level - (off < 0 ? 1.0 : 0.0));
  }
  return sum / static_cast<double>(kLevels);
}

double quantile_pit(std::span<const std::uint32_t> quantiles, std::uint32_t came, double u) {
  expects(quantiles.size() == kLevels, "a quantile a level");
  const auto below = static_cast<double>(std::lower_bound(quantiles.begin(), quantiles.end(), came) - quantiles.begin());
  const auto upto = static_cast<double>(std::upper_bound(quantiles.begin(), quantiles.end(), came) - quantiles.begin());
  if (below == upto) return 0.05 * (below + u);  // between two levels
  // On a level or several: its chance begins and ends somewhere between two of them, on the mean half way.
  const double low = below == 0 ? 0.0 : 0.05 * (below + 0.5), high = upto == static_cast<double>(kLevels) ? 1.0 : 0.05 * (upto + 0.5);
  return low + u * (high - low);
}

VerdictScore score_verdicts(std::span<const DueVerdict> verdicts, std::uint64_t seed) {
  expects(!verdicts.empty(), "something to score");
  VerdictScore score;
  score.cases = verdicts.size();
  std::vector<Chance> ours;
  std::map<std::uint32_t, bool> promises;
  for (const DueVerdict& each : verdicts) {
    ours.push_back({each.chance, each.kept});
    score.said += each.chance / static_cast<double>(verdicts.size());
    score.kept += each.kept ? 1 : 0;
    promises[each.cluster] = true;
  }
  score.promises = promises.size();
  score.brier = brier(ours);
  score.brier_error = brier_error_of(verdicts, score.brier.score);
  score_rivals(verdicts, score);
  score_counts(verdicts, seed, score);
  return score;
}

std::array<Reliability, 10> reliability(std::span<const DueVerdict> verdicts) {
  constexpr double z = numeric::kNormalNinety;  // 80 %, both sides
  std::array<Reliability, 10> bins{};
  for (const DueVerdict& each : verdicts) {
    Reliability& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(each.chance * 10.0))];
    ++bin.count;
    bin.kept += each.kept ? 1 : 0;
    bin.said += each.chance;
  }
  for (Reliability& bin : bins) {
    if (bin.count == 0) continue;
    const auto n = static_cast<double>(bin.count);
    bin.said /= n;
    const double share = static_cast<double>(bin.kept) / n, scale = 1.0 + z * z / n;
    const double middle = (share + z * z / (2.0 * n)) / scale;
    const double half = z * numeric::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)) / scale;
    bin.low = middle - half, bin.high = middle + half;
  }
  return bins;
}

}  // namespace luoshi::forecast

#include "verify/repeats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "numeric/elementary.hpp"
#include "verify/tail.hpp"

namespace luoshi::verify {
namespace {

std::string expectation(double per_year) {
  return "按本站以往数据，这样的提问预计每年" + rate_words(per_year) + " 次会是误问。";
}

std::string value_words(double value, const Record& record) { return plain(value) + record.unit; }

double years_of(const Record& record, std::size_t cells) { return static_cast<double>(cells) / record.per_year(); }

// How likely a value of each fifth of the past is followed by itself.
class RepeatChance {
 public:
  RepeatChance(const Record& record, std::size_t until, double low) {
    std::vector<double> past;
    for (std::size_t i = 0; i < until; ++i)
      if (record.values[i] && *record.values[i] > low) past.push_back(*record.values[i]);
    std::sort(past.begin(), past.end());
    for (std::size_t k = 1; k < kFifths && !past.empty(); ++k) edges_.push_back(past[past.size() * k / kFifths]);
    std::array<double, kFifths> same{}, all{};
    for (std::size_t i = 0; i + 1 < until; ++i)
      if (record.values[i] && record.values[i + 1] && *record.values[i] > low) {
        all.at(fifth(*record.values[i])) += 1;
        same.at(fifth(*record.values[i])) += *record.values[i] == *record.values[i + 1] ? 1 : 0;
      }
    for (std::size_t k = 0; k < kFifths; ++k) cost_.at(k) = -numeric::log((same.at(k) + 1) / (all.at(k) + 2));
  }
  [[nodiscard]] double cost(double value) const { return cost_.at(fifth(value)); }

 private:
  static constexpr std::size_t kFifths = 5;
  [[nodiscard]] std::size_t fifth(double value) const {
    return static_cast<std::size_t>(std::upper_bound(edges_.begin(), edges_.end(), value) - edges_.begin());
  }
  std::vector<double> edges_;
  std::array<double, kFifths> cost_{};
};

struct Run {
  std::size_t begin, length;
  double score;
};

std::vector<Run> runs_of(const Record& record, std::size_t begin, std::size_t end, double low, const RepeatChance& chance) {
  std::vector<Run> runs;
  for (std::size_t i = begin; i < end;) {
    std::size_t after = i + 1;
    if (record.values[i] && *record.values[i] > low) {
      while (after < end && record.values[after] == record.values[i]) ++after;
      if (after - i > 1)
        runs.push_back({i, after - i, static_cast<double>(after - i - 1) * chance.cost(*record.values[i])});
    }
    i = after;
  }
  return runs;
}

Doubt doubt_at(const Record& record, Check check, std::size_t begin, std::size_t end) {
  Doubt doubt;
  doubt.check = check;
  doubt.subject = record.station + " " + record.parameter;
  doubt.from = record.at(begin);
  doubt.until = record.at(end);
  return doubt;
}

}  // namespace

std::vector<Doubt> flat_lines(const Record& record, const Examination& examination) {
  const std::size_t from = std::min(examination.from, record.size());
  const double low = low_end(record);
  const RepeatChance chance{record, from, low};
  std::vector<double> past;
  std::size_t longest = 0;
  for (const Run& run : runs_of(record, 0, from, low, chance)) {
    past.push_back(run.score);
    longest = std::max(longest, run.length);
  }
  std::vector<Doubt> doubts;
  if (from == 0) return doubts;
  const auto tail = tail_of(past, years_of(record, from));
  if (!tail) return doubts;
  const double threshold = tail->threshold(examination.per_year);
  for (const Run& run : runs_of(record, from, record.size(), low, chance)) {
    if (run.score < threshold || run.length < 3) continue;
    Doubt doubt = doubt_at(record, Check::FlatLine, run.begin, run.begin + run.length);
    doubt.statistic = run.score;
    doubt.threshold = threshold;
    doubt.per_year = tail->rate(run.score);
    doubt.text = doubt.subject + " 自 " + hour_words(doubt.from) + " 起连续 " + std::to_string(run.length) + " 个数同为 " +
                 value_words(*record.values[run.begin], record) + "（以往最长 " + std::to_string(longest) +
                 " 个；得分 " + fixed(run.score, 1) + "，门槛 " + fixed(threshold, 1) + "）。" + expectation(doubt.per_year) +
                 "可能是仪器保持、通讯中断后补数或校准；请说明这段时间仪器的状态，并附运行记录。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::size_t block_of(const Record& record) {
  return static_cast<std::size_t>(std::max<std::int64_t>(40, std::chrono::seconds{std::chrono::hours{168}} / record.step));
}

namespace {

using Digits = std::array<double, 10>;

struct Block {
  std::size_t begin, end;
  std::vector<double> values;  // in units of the last place, whole
};

// Blocks of so many present values; a rest of less than half a block is left out.
std::vector<Block> blocks_of(const Record& record, std::size_t begin, std::size_t end, double low, double unit) {
  std::vector<Block> blocks;
  const std::size_t full = block_of(record);
  Block block{begin, begin, {}};
  for (std::size_t i = begin; i < end; ++i) {
    if (record.values[i] && *record.values[i] > low) block.values.push_back(std::round(*record.values[i] / unit));
    block.end = i + 1;
    if (block.values.size() == full) {
      blocks.push_back(std::move(block));
      block = {i + 1, i + 1, {}};
    }
  }
  if (block.values.size() * 2 >= full) blocks.push_back(std::move(block));
  return blocks;
}

// χ² of the last digits against a smooth distribution: what stands at a value is expected to be the mean of the ten values
// about it, the outermost two by halves, so every last digit counts once.
double chi_square(const Block& block) {
  std::map<std::int64_t, double> counts;
  for (const double value : block.values) counts[static_cast<std::int64_t>(value)] += 1;
  Digits seen{}, expected{};
  double used = 0;
  for (const auto& [value, count] : counts) {
    if (value < 10) continue;
    seen.at(static_cast<std::size_t>(value % 10)) += count;
    used += count;
    for (std::int64_t about = value - 5; about <= value + 5; ++about)
      expected.at(static_cast<std::size_t>(about % 10)) += count * (about == value - 5 || about == value + 5 ? 0.05 : 0.1);
  }
  if (used * 2 < static_cast<double>(block.values.size())) return 0;  // too few with a last digit to speak of
  double sum = 0;
  for (std::size_t d = 0; d < 10; ++d) sum += (seen.at(d) - expected.at(d)) * (seen.at(d) - expected.at(d)) / expected.at(d);
  return sum;
}

double crowding(const Block& block) {
  std::vector<double> sorted = block.values;
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<double>(sorted.size());
  double pairs = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t after = i;
    while (after < sorted.size() && sorted[after] == sorted[i]) ++after;
    pairs += static_cast<double>(after - i) * static_cast<double>(after - i - 1);
    i = after;
  }
  const double spread = sorted[sorted.size() * 3 / 4] - sorted[sorted.size() / 4];
  return pairs / (n * (n - 1)) * (spread + 1);
}

std::string often(const Block& block, double unit, const Record& record) {
  std::map<double, int> counts;
  for (const double value : block.values) ++counts[value];
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return value_words(most->first * unit, record) + " 出现 " + std::to_string(most->second) + " 次";
}

}  // namespace

std::vector<Doubt> repeated_digits(const Record& record, const Examination& examination) {
  const std::size_t from = std::min(examination.from, record.size());
  const double low = low_end(record), unit = resolution_of(record);
  const std::vector<Block> past = blocks_of(record, 0, from, low, unit);
  std::vector<double> past_digits, past_crowding;
  for (const Block& block : past) {
    past_digits.push_back(chi_square(block));
    past_crowding.push_back(crowding(block));
  }
  std::vector<Doubt> doubts;
  if (from == 0) return doubts;
  const double years = years_of(record, from);
  const auto digit_tail = tail_of(past_digits, years), crowd_tail = tail_of(past_crowding, years);
  if (!digit_tail || !crowd_tail) return doubts;
  const double half = examination.per_year / 2;
  for (const Block& block : blocks_of(record, from, record.size(), low, unit)) {
    const double chi = chi_square(block), crowd = crowding(block);
    const bool by_digit = chi >= digit_tail->threshold(half) && chi > 0;
    if (!by_digit && crowd < crowd_tail->threshold(half)) continue;
    Doubt doubt = doubt_at(record, Check::RepeatedDigits, block.begin, block.end);
    doubt.statistic = by_digit ? chi : crowd;
    doubt.threshold = (by_digit ? *digit_tail : *crowd_tail).threshold(half);
    doubt.per_year = (by_digit ? *digit_tail : *crowd_tail).rate(doubt.statistic);
    doubt.text = doubt.subject + " " + day_words(doubt.from) + " 至 " + day_words(doubt.until) + " 的 " +
                 std::to_string(block.values.size()) + " 个数" +
                 (by_digit ? "末位数字不均匀（χ²＝" : "相互重复得多（" + often(block, unit, record) + "，重复度＝") +
                 fixed(doubt.statistic, by_digit ? 1 : 2) + "，门槛 " + fixed(doubt.threshold, by_digit ? 1 : 2) + "）。" +
                 expectation(doubt.per_year) + "可能是换了仪器或修约方法，也可能是人工填报；请说明这段数据怎样得来。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

namespace {

struct Match {
  double score = 0;
  std::size_t at = 0, earlier = 0, length = 0;
};

// The best equal stretch that ends within [begin, end) and whose other copy ends before `begin`.
Match best_match(const Record& record, std::size_t begin, std::size_t end, const std::vector<double>& cost) {
  Match best;
  const std::size_t oldest = begin > kLongestPast ? begin - kLongestPast : 0;
  for (std::size_t lag = 1; lag <= end - 1 - oldest; ++lag) {
    double score = 0;
    std::size_t length = 0;
    for (std::size_t i = std::max(begin, oldest + lag); i < end && i - lag < begin; ++i) {
      const auto& here = record.values[i];
      if (here != record.values[i - lag] || (!here && length == 0)) {
        score = 0;
        length = 0;
        continue;
      }
      ++length;
      if (!here) continue;  // a gap in both belongs to the stretch and proves nothing
      if (i == 0 || record.values[i - 1] != here) score += cost[i];
      if (score > best.score) best = {score, i + 1 - length, i + 1 - length - lag, length};
    }
  }
  return best;
}

}  // namespace

std::vector<Doubt> repeated_stretches(const Record& record, const Examination& examination) {
  const std::size_t from = std::min(examination.from, record.size());
  std::map<double, double> frequency;
  double total = 0;
  for (std::size_t i = 0; i < from; ++i)
    if (record.values[i]) {
      frequency[*record.values[i]] += 1;
      total += 1;
    }
  const double low = low_end(record);
  std::vector<double> cost(record.size(), 0.0);
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (!record.values[i] || *record.values[i] <= low) continue;
    const auto known = frequency.find(*record.values[i]);
    cost[i] = -numeric::log(((known == frequency.end() ? 0.0 : known->second) + 1) / (total + 1));
  }
  std::vector<Doubt> doubts;
  // The first third of the past only serves to be searched: blocks there have little before them.
  std::vector<double> past;
  const std::size_t first = from / 3, block = block_of(record);
  for (std::size_t begin = first; begin + block <= from; begin += block)
    past.push_back(best_match(record, begin, begin + block, cost).score);
  const auto tail = past.empty() ? std::nullopt : tail_of(past, years_of(record, from - first));
  if (!tail) return doubts;
  const double threshold = tail->threshold(examination.per_year);
  for (std::size_t begin = from; begin < record.size(); begin += block) {
    const std::size_t end = std::min(begin + block, record.size());
    const Match match = best_match(record, begin, end, cost);
    if (match.score < threshold || match.length < 4) continue;
    Doubt doubt = doubt_at(record, Check::RepeatedStretch, match.at, match.at + match.length);
    doubt.statistic = match.score;
    doubt.threshold = threshold;
    doubt.per_year = tail->rate(match.score);
    doubt.text = doubt.subject + " 自 " + hour_words(doubt.from) + " 起 " + std::to_string(match.length) + " 个数与自 " +
                 hour_words(record.at(match.earlier)) + " 起的逐个相同（得分 " + fixed(match.score, 1) + "，门槛 " +
                 fixed(threshold, 1) + "）。" + expectation(doubt.per_year) +
                 "可能是补传时时间填错；请核对这两段的原始记录，说明哪一段为准。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

}  // namespace luoshi::verify

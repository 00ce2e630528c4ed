#include "verify/compare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "base/contract.hpp"
#include "numeric/dense.hpp"
#include "numeric/elementary.hpp"
#include "verify/tail.hpp"

namespace luoshi::verify {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr std::size_t kLeastFit = 60;

struct Moments {
  double mean = 0, spread = 0;
  std::size_t count = 0;
};

template <class Each>
Moments moments(std::size_t count, const Each& each) {
  Moments out;
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < count; ++i)
    if (const std::optional<double> value = each(i)) {
      sum += *value;
      ++out.count;
    }
  if (out.count == 0) return out;
  out.mean = sum / static_cast<double>(out.count);
  for (std::size_t i = 0; i < count; ++i)
    if (const std::optional<double> value = each(i)) squares += (*value - out.mean) * (*value - out.mean);
  if (out.count > 1) out.spread = numeric::sqrt(squares / static_cast<double>(out.count - 1));
  return out;
}

// cos and sin of an angle, by their series after reduction to a quarter turn: room code has no library maths.
struct Turn {
  double cosine, sine;
};
Turn turn(double share_of_year) {
  const double part = share_of_year - std::floor(share_of_year);
  const double quarter = std::floor(part * 4 + 0.5);
  const double x = (part - quarter / 4) * 2 * kPi, x2 = x * x;  // |x| ≤ π/4
  double cosine = 1, sine = x, c = 1, s = x;
  for (int k = 1; k <= 8; ++k) {
    c *= -x2 / ((2 * k - 1) * (2 * k));
    s *= -x2 / ((2 * k) * (2 * k + 1));
    cosine += c;
    sine += s;
  }
  switch (static_cast<int>(quarter) % 4) {
    case 1: return {-sine, cosine};
    case 2: return {-cosine, -sine};
    case 3: return {sine, -cosine};
    default: return {cosine, sine};
  }
}

// The regressors of one place, or nothing where one is missing.
class Regressors {
 public:
  Regressors(const Record& record, const Company& company, std::size_t from, double shift)
      : record_{record}, company_{company}, shift_{shift} {
    for (const Record* neighbour : company.neighbours) {
      expects(neighbour->size() == record.size(), "one grid");
      neighbour_means_.push_back(moments(from, [&](std::size_t i) { return level(*neighbour, i); }).mean);
    }
    for (const Record* weather : company.weather) {
      expects(weather->size() == record.size(), "one grid");
      weather_.push_back(moments(from, [&](std::size_t i) { return weather->values[i]; }));
    }
    seasons_ = static_cast<double>(from) >= record.per_year() * 10 / 12;
    count_ = 1 + (company.neighbours.empty() ? 0 : 1) + weather_.size() + (seasons_ ? 4 : 0);
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::optional<double> level(const Record& of, std::size_t i) const {
    if (!of.values[i] || *of.values[i] + shift_ <= 0) return std::nullopt;
    return numeric::log(*of.values[i] + shift_);
  }
  bool at(std::size_t i, std::vector<double>& row) const {
    row.assign(1, 1.0);
    if (!company_.neighbours.empty()) {
      double sum = 0, present = 0;
      for (std::size_t k = 0; k < company_.neighbours.size(); ++k)
        if (const auto value = level(*company_.neighbours[k], i)) {
          sum += *value - neighbour_means_[k];
          present += 1;
        }
      if (present == 0) return false;
      row.push_back(sum / present);
    }
    for (std::size_t k = 0; k < weather_.size(); ++k) {
      const auto& value = company_.weather[k]->values[i];
      if (!value) return false;
      row.push_back(weather_[k].spread > 0 ? (*value - weather_[k].mean) / weather_[k].spread : 0.0);
    }
    if (seasons_) {
      const Turn once = turn(static_cast<double>(i) / record_.per_year());
      row.insert(row.end(), {once.cosine, once.sine, once.cosine * once.cosine - once.sine * once.sine,
                             2 * once.cosine * once.sine});
    }
    return true;
  }

 private:
  const Record& record_;
  const Company& company_;
  double shift_;
  std::vector<double> neighbour_means_;
  std::vector<Moments> weather_;
  bool seasons_ = false;
  std::size_t count_ = 0;
};

std::optional<std::vector<double>> fit(const Record& record, const Regressors& regressors, std::size_t from) {
  const std::size_t n = regressors.count();
  std::vector<double> normal(n * n, 0.0), right(n, 0.0), row;
  std::size_t used = 0;
  for (std::size_t i = 0; i < from; ++i) {
    const auto y = regressors.level(record, i);
    if (!y || !regressors.at(i, row)) continue;
    ++used;
    for (std::size_t a = 0; a < n; ++a) {
      right[a] += row[a] * *y;
      for (std::size_t b = 0; b < n; ++b) normal[a * n + b] += row[a] * row[b];
    }
  }
  if (used < kLeastFit) return std::nullopt;
  for (std::size_t a = 0; a < n; ++a) normal[a * n + a] *= 1 + 1e-6;
  const auto factors = numeric::LuFactors::of(std::move(normal), n);
  if (!factors) return std::nullopt;
  factors->solve(right);
  return right;
}

std::size_t places_of(const Record& record, std::chrono::seconds time) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, time / record.step));
}

// The mean residual of [begin, end); nothing where fewer than half of its places have one.
std::optional<double> mean_of(const Explained& explained, std::size_t begin, std::size_t end) {
  double sum = 0, count = 0;
  for (std::size_t i = begin; i < std::min(end, explained.residuals.size()); ++i)
    if (explained.residuals[i]) {
      sum += *explained.residuals[i];
      count += 1;
    }
  if (count * 2 < static_cast<double>(end - begin)) return std::nullopt;
  return sum / count;
}

// How far below expectation a block is at its worst, over short and long stretches.
struct Lowest {
  double statistic = -std::numeric_limits<double>::infinity();
  std::size_t begin = 0, hold = 1;
};

class Scores {
 public:
  Scores(const Record& record, const Explained& explained, std::size_t from) : explained_{explained} {
    const bool daily = record.step >= std::chrono::hours{24};
    for (const int hours : {daily ? 24 : 6, daily ? 72 : 24}) {
      const std::size_t hold = places_of(record, std::chrono::hours{hours});
      // Every third place is enough for a spread.
      const Moments past = moments(from / 3, [&](std::size_t i) { return mean_of(explained, i * 3, i * 3 + hold); });
      holds_.push_back({hold, past.spread > 0 ? past.spread : 1.0});
    }
  }

  [[nodiscard]] Lowest lowest(std::size_t begin, std::size_t end) const {
    Lowest lowest;
    for (const auto& [hold, spread] : holds_)
      for (std::size_t i = begin; i + hold <= end; ++i)
        if (const auto mean = mean_of(explained_, i, i + hold); mean && -*mean / spread > lowest.statistic)
          lowest = {-*mean / spread, i, hold};
    return lowest;
  }

 private:
  struct Hold {
    std::size_t places;
    double spread;
  };
  const Explained& explained_;
  std::vector<Hold> holds_;
};

struct Levels {
  double seen = 0, expected = 0;
};

Levels levels_of(const Record& record, const Explained& explained, std::size_t begin, std::size_t end) {
  Levels sums;
  double count = 0;
  for (std::size_t i = begin; i < end; ++i)
    if (record.values[i] && explained.expected[i]) {
      sums.seen += *record.values[i];
      sums.expected += *explained.expected[i];
      count += 1;
    }
  if (count > 0) sums = {sums.seen / count, sums.expected / count};
  return sums;
}

std::string levels_words(const Levels& levels, const Record& record) {
  return "均值 " + fixed(levels.seen, levels.seen < 10 ? 2 : 0) + record.unit + "，按邻站和气象应约 " +
         fixed(levels.expected, levels.expected < 10 ? 2 : 0) + record.unit;
}

}  // namespace

std::optional<Explained> explain(const Record& record, const Company& company, std::size_t from) {
  expects(from <= record.size(), "the past is part of the record");
  if (company.neighbours.empty() && company.weather.empty()) return std::nullopt;
  std::vector<double> past;
  for (std::size_t i = 0; i < from; ++i)
    if (record.values[i]) past.push_back(*record.values[i]);
  if (past.size() < kLeastFit) return std::nullopt;
  std::nth_element(past.begin(), past.begin() + static_cast<std::ptrdiff_t>(past.size() / 4), past.end());
  const double shift = std::max(past[past.size() / 4], 1e-9);
  const Regressors regressors{record, company, from, shift};
  const auto weights = fit(record, regressors, from);
  if (!weights) return std::nullopt;
  Explained out;
  out.residuals.resize(record.size());
  out.expected.resize(record.size());
  std::vector<double> row;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (!regressors.at(i, row)) continue;
    double level = 0;
    for (std::size_t a = 0; a < row.size(); ++a) level += (*weights)[a] * row[a];
    out.expected[i] = std::max(0.0, numeric::exp(level) - shift);
    if (const auto y = regressors.level(record, i)) out.residuals[i] = *y - level;
  }
  out.spread = moments(from, [&](std::size_t i) { return out.residuals[i]; }).spread;
  return out;
}

namespace {

constexpr std::chrono::hours kBlockTime{96};
constexpr std::size_t kQuarterBlocks = 23;
constexpr std::string_view kAskNeighbours =
    "可能是局部降雨、风向或仪器维护；请说明当时采样口周围和仪器的情况，并附现场记录。";

Doubt low_block(const Record& record, const Explained& explained, const Lowest& lowest, double threshold, double rate) {
  const Levels levels = levels_of(record, explained, lowest.begin, lowest.begin + lowest.hold);
  Doubt doubt;
  doubt.check = Check::NeighboursDisagree;
  doubt.subject = record.station + " " + record.parameter;
  doubt.from = record.at(lowest.begin);
  doubt.until = record.at(lowest.begin + lowest.hold);
  doubt.statistic = lowest.statistic;
  doubt.threshold = threshold;
  doubt.per_year = rate;
  doubt.text = doubt.subject + " 在 " + hour_words(doubt.from) + " 至 " + hour_words(doubt.until) + " 明显低于邻站（" +
               levels_words(levels, record) + "；低 " + fixed(lowest.statistic, 1) + " 个标准差，门槛 " + fixed(threshold, 1) +
               "）。按本站以往数据，这样的提问预计每年" + rate_words(rate) + " 次会是误问。" + std::string{kAskNeighbours};
  return doubt;
}

Doubt often_low(const Record& record, std::size_t begin, std::size_t end, std::size_t low, std::size_t blocks, double chance) {
  Doubt doubt;
  doubt.check = Check::NeighboursDisagree;
  doubt.subject = record.station + " " + record.parameter;
  doubt.from = record.at(begin);
  doubt.until = record.at(end);
  doubt.statistic = static_cast<double>(low);
  doubt.threshold = 0.1 * static_cast<double>(blocks);
  doubt.per_year = 4 * chance;
  doubt.text = doubt.subject + " 在 " + day_words(doubt.from) + " 至 " + day_words(doubt.until) + " 时常低于邻站（" +
               std::to_string(blocks) + " 个四日段中有 " + std::to_string(low) + " 段偏低，以往每十段一段；碰巧如此每年" +
               rate_words(4 * chance) + " 次）。" + std::string{kAskNeighbours};
  return doubt;
}

}  // namespace

std::vector<Doubt> neighbours_disagree(const Record& record, const Explained& explained, const Examination& examination) {
  const std::size_t from = std::min(examination.from, record.size()), block = places_of(record, kBlockTime);
  std::vector<Doubt> doubts;
  if (from == 0) return doubts;
  const Scores scores{record, explained, from};
  std::vector<double> past;
  for (std::size_t begin = 0; begin + block <= from; begin += block)
    if (const Lowest lowest = scores.lowest(begin, begin + block); std::isfinite(lowest.statistic))
      past.push_back(lowest.statistic);
  const auto tail = tail_of(past, static_cast<double>(from) / record.per_year());
  if (!tail) return doubts;
  const double half = examination.per_year / 2, threshold = tail->threshold(half);
  std::size_t low = 0, blocks = 0, quarter = from;
  for (std::size_t begin = from; begin < record.size(); begin += block) {
    const std::size_t end = std::min(begin + block, record.size());
    const Lowest lowest = scores.lowest(begin, end);
    if (lowest.statistic >= threshold) doubts.push_back(low_block(record, explained, lowest, threshold, tail->rate(lowest.statistic)));
    blocks += std::isfinite(lowest.statistic) ? 1 : 0;
    low += lowest.statistic > tail->u ? 1 : 0;
    if (blocks < kQuarterBlocks) continue;
    if (const double chance = exceedance_tail(*tail, low, blocks); 4 * chance <= half)
      doubts.push_back(often_low(record, quarter, end, low, blocks, chance));
    low = blocks = 0;
    quarter = end;
  }
  return doubts;
}

std::optional<Doubt> too_good(const Record& record, const Explained& explained, const Window& window,
                              const Examination& examination) {
  expects(window.begin < window.end && window.end <= record.size(), "a window of the record");
  const std::size_t from = std::min(examination.from, window.begin);
  const std::size_t length = window.end - window.begin, day = places_of(record, std::chrono::hours{24});
  const auto mean = mean_of(explained, window.begin, window.end);
  if (!mean || length < 5 * day) return std::nullopt;
  std::vector<double> means, days;
  for (std::size_t begin = 0; begin + length <= from; begin += length)
    if (const auto value = mean_of(explained, begin, begin + length)) means.push_back(*value);
  double before = 0, products = 0, pairs = 0;
  bool has_before = false;
  for (std::size_t begin = 0; begin + day <= from; begin += day) {
    const auto value = mean_of(explained, begin, begin + day);
    if (value && has_before) {
      products += *value * before;
      pairs += 1;
    }
    if (value) days.push_back(*value);
    has_before = value.has_value();
    before = value.value_or(0);
  }
  if (means.size() < 6 || days.size() < kLeastFit || pairs < 30) return std::nullopt;
  const Moments of_means = moments(means.size(), [&](std::size_t i) { return std::optional{means[i]}; });
  const Moments of_days = moments(days.size(), [&](std::size_t i) { return std::optional{days[i]}; });
  const double variance = of_days.spread * of_days.spread;
  const double rho = variance > 0 ? std::clamp(products / pairs / variance, 0.0, 0.95) : 0.0;
  const double by_days = of_days.spread * numeric::sqrt((1 + rho) / (1 - rho) * static_cast<double>(day) / static_cast<double>(length));
  const double sigma = std::max({of_means.spread, by_days, 1e-9});
  const double freedom = std::max(5.0, static_cast<double>(means.size()) - 1);
  const double chance = std::min(0.5, examination.per_year / kDeadlines);
  const double z = -*mean / sigma, threshold = student_quantile(1 - chance, freedom);
  if (z < threshold) return std::nullopt;
  const Levels levels = levels_of(record, explained, window.begin, window.end);
  Doubt doubt;
  doubt.check = Check::TooGood;
  doubt.subject = record.station + " " + record.parameter;
  doubt.from = record.at(window.begin);
  doubt.until = record.at(window.end);
  doubt.statistic = z;
  doubt.threshold = threshold;
  doubt.per_year = examination.per_year;
  doubt.text = doubt.subject + " 在期限前 " + day_words(doubt.from) + " 至 " + day_words(doubt.until) + " 比邻站和气象所能解释的低（" +
               levels_words(levels, record) + "；偏低 " + fixed(z, 1) + " 个标准差，门槛 " + fixed(threshold, 1) +
               "）。每年四个期限计，这样的门槛每年约误问 " + rate_words(examination.per_year) +
               " 次。可能是周边停产、道路保洁或仪器调整；请说明这段时间采取了什么措施、何时停止，并附记录。";
  return doubt;
}

}  // namespace luoshi::verify

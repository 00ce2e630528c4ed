#include "verify/lists.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "base/contract.hpp"
#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "verify/record.hpp"
#include "verify/tail.hpp"

namespace luoshi::verify {
namespace {

Instant instant_of(Day day) { return Instant{std::chrono::sys_days{day}} - std::chrono::hours{8}; }

int days_between(Day from, Day until) {
  return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

Day plus_days(Day day, int count) { return std::chrono::sys_days{day} + std::chrono::days{count}; }

std::string list_expectation(double per_year) {
  return "整张表每年约误问 " + rate_words(per_year) + " 次。";
}

double quantile_for(double chance) { return normal_quantile(1.0 - std::clamp(chance, 1e-12, 0.5)); }

struct Week {
  Day first{}, last{};
  std::size_t above = 0, days = 0;
  double chance = 1.0;
};

std::vector<Week> weeks_of(const Activity& unit, const ClosureRule& rule, double floor) {
  std::map<int, Week> weeks;
  for (const auto& [day, value] : unit.days) {
    const int after = days_between(unit.closed, day) - rule.grace_days;
    if (after < 0) continue;
    const auto [place, is_new] = weeks.try_emplace(after / 7, Week{day, day, 0, 0, 1.0});
    place->second.last = day;
    ++place->second.days;
    place->second.above += value > floor ? 1 : 0;
  }
  std::vector<Week> out;
  for (auto& [number, week] : weeks) {
    week.chance = binomial_tail(week.above, week.days, rule.sound_share);
    out.push_back(week);
  }
  return out;
}

}  // namespace

std::vector<Doubt> closed_but_active(const std::vector<Activity>& units, const ClosureRule& rule, double per_year) {
  std::vector<Doubt> doubts;
  for (const Activity& unit : units) {
    double sum = 0, count = 0;
    for (const auto& [day, value] : unit.days)
      if (const int before = days_between(day, unit.closed); before > 0 && before <= 90) {
        sum += value;
        count += 1;
      }
    if (count < 10) continue;
    const double usual = sum / count, limit = per_year / (52.0 * static_cast<double>(units.size()));
    const Week* first = nullptr;
    const Week* last = nullptr;
    std::size_t above = 0, days = 0, asked = 0;
    const std::vector<Week> weeks = weeks_of(unit, rule, rule.floor * usual);
    for (const Week& week : weeks)
      if (week.chance <= limit) {
        first = first == nullptr ? &week : first;
        last = &week;
        above += week.above;
        days += week.days;
        ++asked;
      }
    if (first == nullptr) continue;
    Doubt doubt;
    doubt.check = Check::ClosedButActive;
    doubt.subject = unit.unit;
    doubt.from = instant_of(first->first);
    doubt.until = instant_of(plus_days(last->last, 1));
    doubt.statistic = static_cast<double>(above);
    doubt.threshold = limit;
    doubt.per_year = per_year;
    doubt.text = unit.unit + " 登记于 " + day_text(unit.closed) + " 关停，其后 " + day_text(first->first) + " 至 " +
                 day_text(last->last) + " 有 " + std::to_string(asked) + " 周、" + std::to_string(days) + " 天中的 " +
                 std::to_string(above) + " 天用电或排放高于关停前均值的 " + fixed(rule.floor * 100, 0) +
                 "%（停产单位平常有 " + fixed(rule.sound_share * 100, 0) + "% 的日子会如此）。" + list_expectation(per_year) +
                 "可能是拆除、检修或留守用电，也可能只停了一部分；请说明用于何处，并附断水断电和设备清除的记录。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

namespace {

// Later samples within two weeks are one look.
std::vector<double> looks_of(std::vector<std::pair<Day, double>> samples) {
  std::sort(samples.begin(), samples.end());
  std::vector<double> looks;
  for (std::size_t i = 0; i < samples.size();) {
    double sum = 0;
    std::size_t after = i;
    while (after < samples.size() && days_between(samples[i].first, samples[after].first) <= 14) sum += samples[after++].second;
    looks.push_back(sum / static_cast<double>(after - i));
    i = after;
  }
  return looks;
}

struct RiverSamples {
  std::vector<std::pair<Day, double>> before, accepted, later;
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

std::vector<Doubt> not_better(const std::vector<Sample>& samples, double per_year) {
  std::map<std::string, RiverSamples> rivers;
  for (const Sample& sample : samples) {
    if (!(sample.value > 0)) continue;
    RiverSamples& river = rivers[sample.river];
    auto& list = sample.reason == SampleReason::Before       ? river.before
                 : sample.reason == SampleReason::Acceptance ? river.accepted
                                                             : river.later;
    list.emplace_back(sample.day, numeric::log(sample.value));
  }
  std::vector<double> steps;
  std::size_t tested = 0;
  for (const auto& [name, river] : rivers) {
    const auto looks = looks_of(river.later);
    for (std::size_t i = 1; i < looks.size(); ++i) steps.push_back(std::abs(looks[i] - looks[i - 1]));
    tested += !river.accepted.empty() && !river.later.empty() ? 1 : 0;
  }
  // The median of |N(0, 2σ²)| is 0.6745·√2·σ.
  const double sigma = std::max(kLeastSpread, median(steps).value_or(0.0) / (0.67449 * 1.41421356237));
  std::vector<Doubt> doubts;
  if (tested == 0) return doubts;
  const double threshold = quantile_for(per_year / static_cast<double>(tested));
  for (const auto& [name, river] : rivers) {
    if (river.accepted.empty() || river.later.empty()) continue;
    const auto later = looks_of(river.later), accepted = looks_of(river.accepted);
    const double z = (mean_of(later) - mean_of(accepted)) /
                     (sigma * numeric::sqrt(1.0 / static_cast<double>(later.size()) + 1.0 / static_cast<double>(accepted.size())));
    if (z < threshold) continue;
    const auto [oldest, newest] = std::minmax_element(river.later.begin(), river.later.end());
    Doubt doubt;
    doubt.check = Check::NotBetter;
    doubt.subject = name;
    doubt.from = instant_of(oldest->first);
    doubt.until = instant_of(plus_days(newest->first, 1));
    doubt.statistic = z;
    doubt.threshold = threshold;
    doubt.per_year = per_year;
    const std::string before =
        river.before.empty() ? "" : "，整治前 " + fixed(numeric::exp(mean_of(looks_of(river.before))), 2);
    doubt.text = name + " 验收时 " + fixed(numeric::exp(mean_of(accepted)), 2) + "，其后 " + std::to_string(river.later.size()) +
                 " 次采样均值 " + fixed(numeric::exp(mean_of(later)), 2) + before + "（高 " + fixed(z, 1) + " 个标准差，门槛 " +
                 fixed(threshold, 1) + "）。" + list_expectation(per_year) +
                 "可能是雨季溢流、上游来水或验收时恰逢丰水；请说明验收采样的时间地点和此后的变化，并安排复测。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::vector<Doubt> section_worsens(const std::vector<SectionMonths>& sections, double per_year) {
  struct Changes {
    const SectionMonths* section;
    std::vector<double> after;
  };
  std::vector<std::map<int, double>> changes_of;
  std::map<int, std::vector<double>> by_month;
  for (const SectionMonths& section : sections) {
    const std::map<int, double> months{section.months.begin(), section.months.end()};
    auto& changes = changes_of.emplace_back();
    for (const auto& [month, value] : months) {
      const auto before = months.find(month - 12);
      if (before == months.end() || !(value > 0) || !(before->second > 0)) continue;
      changes[month] = numeric::log(value / before->second);
      by_month[month].push_back(changes[month]);
    }
  }
  std::vector<Changes> all;
  double squares = 0, freedom = 0;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    Changes changes{&sections[s], {}};
    std::vector<double> every;
    for (const auto& [month, change] : changes_of[s]) {
      every.push_back(change - (by_month[month].size() >= 5 ? *median(by_month[month]) : 0.0));
      if (month > sections[s].finished) changes.after.push_back(every.back());
    }
    if (every.size() > 1) {
      const double mean = mean_of(every);
      for (const double each : every) squares += (each - mean) * (each - mean);
      freedom += static_cast<double>(every.size()) - 1;
    }
    if (changes.after.size() >= 3) all.push_back(std::move(changes));
  }
  std::vector<Doubt> doubts;
  if (all.empty() || freedom < 5 || squares <= 0) return doubts;
  const double sigma = numeric::sqrt(squares / freedom);
  const double threshold = student_quantile(1.0 - std::min(0.5, per_year / static_cast<double>(all.size())), freedom);
  for (const Changes& changes : all) {
    const double mean = mean_of(changes.after);
    const double t = mean / (sigma / numeric::sqrt(static_cast<double>(changes.after.size())));
    if (t < threshold) continue;
    const auto day_of = [](int month) {
      return Day{std::chrono::year{month / 12}, std::chrono::month{static_cast<unsigned>(month % 12 + 1)}, std::chrono::day{1}};
    };
    Doubt doubt;
    doubt.check = Check::NotBetter;
    doubt.subject = changes.section->section;
    doubt.from = instant_of(day_of(changes.section->finished + 1));
    doubt.until = instant_of(day_of(changes.section->months.back().first + 1));
    doubt.statistic = t;
    doubt.threshold = threshold;
    doubt.per_year = per_year;
    doubt.text = doubt.subject + " 所辖河涌报完工之后，" + std::to_string(changes.after.size()) + " 个月的浓度与上年同月相比，" +
                 "比各断面的中位变化高 " + fixed((numeric::exp(mean) - 1) * 100, 0) + "%（t＝" + fixed(t, 1) + "，门槛 " + fixed(threshold, 1) + "）。" +
                 list_expectation(per_year) + "可能是本段来水变差或取水增多；请说明工程效果未显的原因和打算。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

namespace {

double pairs_of(std::size_t count) { return static_cast<double>(count) * (static_cast<double>(count) - 1) / 2; }

std::string names_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < 6; ++i) out += (i ? "、" : "") + names[i];
  return names.size() > 6 ? out + " 等 " + std::to_string(names.size()) + " 个" : out;
}

// The chance that two independent rows agree in every column.
double agreement(const std::vector<const NumberRow*>& rows) {
  double chance = 1.0;
  if (rows.size() < 2) return chance;
  for (std::size_t column = 0; column < rows.front()->numbers.size(); ++column) {
    std::map<std::string, std::size_t> counts;
    for (const NumberRow* row : rows) ++counts[row->numbers[column]];
    double equal = 0;
    for (const auto& [text, count] : counts) equal += pairs_of(count);
    // One more pair than seen: a column without equal pairs is no proof that they cannot be.
    chance *= (equal + 1) / (pairs_of(rows.size()) + 1);
  }
  return chance;
}

}  // namespace

std::vector<Doubt> same_numbers(const std::vector<NumberRow>& rows, double per_year) {
  std::map<std::vector<std::string>, std::vector<const NumberRow*>> groups;
  for (const NumberRow& row : rows) {
    expects(row.numbers.size() == rows.front().numbers.size(), "as many numbers in every row");
    groups[row.numbers].push_back(&row);
  }
  const auto largest = std::max_element(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  std::vector<const NumberRow*> others;
  for (const NumberRow& row : rows)
    if (largest == groups.end() || row.numbers != largest->first || &row == largest->second.front()) others.push_back(&row);
  const double chance = agreement(others);
  std::vector<Doubt> doubts;
  for (const auto& [numbers, same] : groups) {
    std::set<std::string> subjects;
    for (const NumberRow* row : same) subjects.insert(row->subject);
    if (subjects.size() < 2) continue;
    const double expected = chance * pairs_of(rows.size());
    const double probability = poisson_tail(static_cast<std::size_t>(pairs_of(subjects.size())), expected);
    if (probability > per_year) continue;
    const auto [first, last] = std::minmax_element(same.begin(), same.end(), [](const auto* a, const auto* b) { return a->day < b->day; });
    Doubt doubt;
    doubt.check = Check::SameNumbers;
    doubt.subject = names_of({subjects.begin(), subjects.end()});
    doubt.from = instant_of((*first)->day);
    doubt.until = instant_of(plus_days((*last)->day, 1));
    doubt.statistic = static_cast<double>(subjects.size());
    doubt.threshold = per_year;
    doubt.per_year = probability;
    std::string set;
    for (const std::string& number : numbers) set += (set.empty() ? "" : "、") + number;
    doubt.text = doubt.subject + " 的记录是同一组数（" + set + "；各项互不相关时，整张表碰巧出现这样多相同的机会" +
                 rate_words(probability) +
                 "）。可能是同一次采样代表几处，或抄表时带错；请说明各自的采样时间地点，并附原始检测报告。";
    doubts.push_back(std::move(doubt));
  }
  return doubts;
}

std::optional<Doubt> bunching(const std::string& subject, const std::vector<double>& values, const BunchingRule& rule,
                              double per_year) {
  expects(rule.near > 0 && rule.wide > rule.near, "a near part within the wide one");
  std::size_t below = 0, above = 0;
  double left = 0, right = 0;
  for (const double value : values) {
    const double fives = value / 5;
    if (std::abs(fives - static_cast<double>(static_cast<std::int64_t>(fives + (fives < 0 ? -0.5 : 0.5)))) < 1e-9) continue;
    const double from = value - rule.threshold;
    if (from >= 0 && from < rule.near) ++above;
    else if (from < 0 && from >= -rule.near) ++below;
    else if (from >= rule.near && from < rule.wide) right += 1;
    else if (from < -rule.near && from >= -rule.wide) left += 1;
  }
  const std::size_t count = above + below;
  if (count < 10) return std::nullopt;
  // f(x) = a + b·x through the two wings; the share above of ±near is ½ + b·near/(4a).
  const double density_left = left / (rule.wide - rule.near), density_right = right / (rule.wide - rule.near);
  const double middle = (density_left + density_right) / 2, slope = (density_right - density_left) / (rule.wide + rule.near);
  const double share = middle > 0 ? std::clamp(0.5 + slope * rule.near / (4 * middle), 0.05, 0.95) : 0.5;
  const double chance = binomial_tail(above, count, share);
  if (chance > per_year) return std::nullopt;
  Doubt doubt;
  doubt.check = Check::Bunching;
  doubt.subject = subject;
  doubt.statistic = static_cast<double>(above);
  doubt.threshold = per_year;
  doubt.per_year = chance;
  doubt.text = subject + " 有 " + std::to_string(above) + " 个数刚过 " + plain(rule.threshold) + "，刚不到的只有 " +
               std::to_string(below) + " 个（上下各 " + plain(rule.near) + "；分布平滑时应约 " +
               fixed(share * static_cast<double>(count), 0) + " 个在上，碰巧如此的机会 " + rate_words(chance) +
               "）。可能是冲刺过线的实绩，也可能是计算或取数的口径；请说明这些数怎样得来，并附计数的依据。";
  return doubt;
}

std::vector<Doubt> photos_reused(const std::vector<Photo>& photos, double per_year) {
  std::vector<Doubt> doubts;
  const double pairs = pairs_of(photos.size());
  int most = -1;  // bits that may differ
  while (most < kMostBits && pairs * binomial_tail(static_cast<std::size_t>(64 - (most + 1)), 64, 0.5) <= per_year) ++most;
  for (std::size_t i = 0; i < photos.size(); ++i)
    for (std::size_t k = i + 1; k < photos.size(); ++k) {
      const Photo &a = photos[i], &b = photos[k];
      if (a.subject == b.subject) continue;
      const bool same = a.digest == b.digest;
      const int apart = a.look && b.look ? std::popcount(*a.look ^ *b.look) : 65;
      if (!same && apart > most) continue;
      Doubt doubt;
      doubt.check = Check::PhotoReused;
      doubt.subject = a.subject + "、" + b.subject;
      doubt.statistic = same ? 0 : apart;
      doubt.threshold = most;
      doubt.per_year = same ? 0.0 : per_year;
      doubt.text = a.subject + " 的照片 " + a.name + " 与 " + b.subject + " 的照片 " + b.name +
                   (same ? " 是同一个文件。" : " 看起来一样（64 位外观值相差 " + std::to_string(apart) + " 位，门槛 " +
                                                   std::to_string(most) + "）。" + list_expectation(per_year)) +
                   "可能一张照片照到两处，或传错了文件；请说明拍的是哪一处，并补另一处的照片（照片不是必填）。";
      doubts.push_back(std::move(doubt));
    }
  return doubts;
}

}  // namespace luoshi::verify

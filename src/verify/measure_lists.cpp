#include "verify/measure_lists.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.hpp"
#include "numeric/elementary.hpp"
#include "verify/lists.hpp"

namespace luoshi::verify {
namespace {

constexpr Day kClosed{std::chrono::year{2026} / 3 / 1};
constexpr int kMonth = 2026 * 12;

Day after(int days) { return std::chrono::sys_days{kClosed} + std::chrono::days{days}; }
double about(double level, double spread, Random& random) { return level * numeric::exp(spread * random.normal()); }

/// A question counts for what was planted where one of its subjects is.
using Planted = std::set<std::string>;

// Each maker appends to `planted` what a planted list holds; nothing is planted where it is null.
std::vector<Doubt> closings(double per_year, Random& random, Planted* planted) {
  std::vector<Activity> units;
  for (int u = 0; u < 20; ++u) {
    Activity unit{"机组" + std::to_string(u), kClosed, {}};
    const bool runs = planted != nullptr && u == 0;  // at a third of its power
    if (runs) planted->insert(unit.unit);
    for (int day = -90; day < 365; ++day) {
      const double share = day < 0 ? 1.0 : runs ? 0.3 : random.uniform() < 0.05 ? 0.5 : 0.01;
      unit.days.emplace_back(after(day), 1000 * share * random.uniform(0.8, 1.2));
    }
    units.push_back(std::move(unit));
  }
  return closed_but_active(units, {}, per_year);
}

std::vector<Doubt> rivers(double per_year, Random& random, Planted* planted) {
  std::vector<Sample> samples;
  for (int r = 0; r < 38; ++r) {
    const std::string river = "河涌" + std::to_string(r);
    const bool black = planted != nullptr && r < 28;
    if (black) planted->insert(river);
    samples.push_back({river, after(0), SampleReason::Acceptance, about(3, 0.25, random)});
    for (int month = 1; month <= 9; ++month)
      samples.push_back({river, after(30 * month), SampleReason::Later, about(black ? 11 : 3, 0.25, random)});
  }
  return not_better(samples, per_year);
}

std::vector<Doubt> sections(double per_year, Random& random, Planted* planted) {
  std::vector<SectionMonths> list;
  for (int s = 0; s < 12; ++s) {
    SectionMonths section{"断面" + std::to_string(s), kMonth, {}};
    const bool worse = planted != nullptr && s == 0;
    if (worse) planted->insert(section.section);
    for (int month = kMonth - 12; month < kMonth + 12; ++month)
      section.months.emplace_back(month, about(worse && month > kMonth ? 1.6 : 1.0, 0.2, random));
    list.push_back(std::move(section));
  }
  return section_worsens(list, per_year);
}

std::vector<Doubt> rows(double per_year, Random& random, Planted* planted) {
  std::vector<NumberRow> list;
  for (int r = 0; r < 200; ++r) {
    const std::string river = "河涌" + std::to_string(r);
    const bool copied = planted != nullptr && r < 5;
    if (copied) planted->insert(river);
    list.push_back({river, kClosed,
                    {copied ? "136" : std::to_string(80 + random.below(80)), copied ? "412" : std::to_string(320 + random.below(230)),
                     copied ? "32" : std::to_string(28 + random.below(17))}});
  }
  return same_numbers(list, per_year);
}

std::vector<Doubt> ratios(double per_year, Random& random, Planted* planted) {
  std::vector<double> list;
  if (planted != nullptr) planted->insert("各镇");
  for (int i = 0; i < 600; ++i) {
    double value = std::round(std::min(100.0, 80 + 9 * random.normal()) * 10) / 10;
    if (planted != nullptr && value >= 78.5 && value < 80 && random.uniform() < 0.7) value = 80.1 + 0.1 * static_cast<double>(random.below(5));
    list.push_back(value);
  }
  const auto doubt = bunching("各镇", list, {}, per_year);
  return doubt ? std::vector<Doubt>{*doubt} : std::vector<Doubt>{};
}

std::vector<Doubt> photos(double per_year, Random& random, Planted* planted) {
  std::vector<Photo> list;
  for (int i = 0; i < 300; ++i)
    list.push_back({"河涌" + std::to_string(i), std::to_string(i) + ".jpg", sha256(std::to_string(i)), random.word64()});
  if (planted != nullptr) {
    list[1].look = *list[0].look ^ 0x10001ULL;  // saved again: two bits differ
    planted->insert(list[0].subject);
  }
  return photos_reused(list, per_year);
}

struct Kind {
  Check check;
  const char *data, *story;
  std::vector<Doubt> (*examine)(double per_year, Random& random, Planted* planted);
};
constexpr Kind kKinds[] = {
    {Check::ClosedButActive, "20 台关停机组一年的日用电，每 20 天有 1 天拆除、检修用电", "一台仍用原来的三成", closings},
    {Check::NotBetter, "38 条河涌验收后 9 次抽测，对数离散 0.25", "其中 28 条回到黑臭（南宁 2018 年式）", rivers},
    {Check::NotBetter, "12 个断面完工前后各 12 个月，对数离散 0.2", "一个断面变差六成", sections},
    {Check::SameNumbers, "200 条验收记录，每条三个数", "五条同一组数", rows},
    {Check::Bunching, "600 个完成率，门槛 80%，一位小数", "差一点五个百分点以内的，十之七写成过线", ratios},
    {Check::PhotoReused, "300 张照片，外观为独立的 64 位", "一张另存后再用，外观差 2 位", photos}};

bool is_about(const Doubt& doubt, const std::string& subject) {
  for (std::size_t at = doubt.subject.find(subject); at != std::string::npos; at = doubt.subject.find(subject, at + 1)) {
    const std::size_t end = at + subject.size();  // 河涌1 is not 河涌12
    if (end == doubt.subject.size() || doubt.subject[end] < '0' || doubt.subject[end] > '9') return true;
  }
  return false;
}

}  // namespace

std::vector<ListMeasure> measure_lists(std::size_t repeats, double per_year, std::uint64_t seed) {
  std::vector<ListMeasure> out;
  std::uint64_t stream = 0;
  for (const Kind& kind : kKinds) {
    ListMeasure one{kind.check, kind.data, kind.story, repeats, per_year, 0, 0, 0};
    Random sound{seed, ++stream}, told{seed, ++stream};
    for (std::size_t r = 0; r < repeats; ++r) {
      one.asked += kind.examine(per_year, sound, nullptr).size();
      Planted planted;
      const std::vector<Doubt> doubts = kind.examine(per_year, told, &planted);
      one.planted += planted.size();
      for (const std::string& subject : planted)
        one.found += std::any_of(doubts.begin(), doubts.end(), [&](const Doubt& doubt) { return is_about(doubt, subject); }) ? 1 : 0;
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace luoshi::verify

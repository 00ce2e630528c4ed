#include <algorithm>
#include <array>
#include <span>

#include "numeric/elementary.hpp"
#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr Day on(int y, unsigned m, unsigned d) { return Day{year{y}, month{m}, day{d}}; }

std::string two(unsigned value) { return padded(value, 2); }

constexpr unsigned kSeriesMonths = 22;  // January 2025 to October 2026
std::string month_text(unsigned i) { return std::to_string(2025 + i / 12) + "-" + two(i % 12 + 1); }

/// 谷口 as the papers tell it: means 1.79 (2025), 1.62 (first half of 2026), 1.68 (to October); five months of 2025
/// over 1.5.
constexpr std::array<double, kSeriesMonths> kGukou{2.35, 2.28, 1.49, 1.45, 1.42, 1.75, 1.48, 1.47, 1.44, 1.46, 2.40,
                                                   2.49, 1.78, 1.71, 1.60, 1.55, 1.52, 1.56, 1.70, 1.78, 1.86, 1.74};
/// Low water in winter concentrates.
constexpr std::array<double, 12> kSeason{1.22, 1.18, 1.08, 0.98, 0.90, 0.86, 0.85, 0.88, 0.92, 0.98, 1.06, 1.16};

std::array<double, kSeriesMonths> ammonia(const Section& section, const World& world, Random& random) {
  if (section.name == copy_name(world, "谷口")) return kGukou;
  std::array<double, kSeriesMonths> series{};
  for (unsigned i = 0; i < kSeriesMonths; ++i)
    series.at(i) = kSeason.at(i % 12) * (1.0 + 0.05 * random.normal()) * (i < 12 ? 1.07 : 1.0);
  double sum = 0.0;
  for (unsigned i = 12; i < kSeriesMonths; ++i) sum += series.at(i);
  for (double& value : series) value *= section.mean_2026 * 10.0 / sum;
  // What measures built since took away still stood in the months before them.
  for (const Measure& measure : world.measures) {
    if (!measure.built) continue;
    for (const Reach& reach : world.reaches)
      if (reach.code == measure.reach && copy_name(world, reach.section) == section.name)
        for (unsigned i = 0; i < 12; ++i) series.at(i) += measure.did * measure.cut_kg_d / (reach.flow_m3_s * 86.4);
  }
  return series;
}

std::string section_months(const Worlds& worlds) {
  Csv csv{"断面编号", "月份", "氨氮mg/L", "化学需氧量mg/L", "溶解氧mg/L", "总磷mg/L"};
  for (const World& world : worlds) {
    Random random = stream(world, Stream::Monitoring);
    for (const Section& section : world.sections) {
      const auto series = ammonia(section, world, random);
      for (unsigned i = 0; i < kSeriesMonths; ++i) {
        const double value = series.at(i);
        csv.row({section.code, month_text(i), fixed(value, 2), fixed(9.0 + 8.0 * value + random.normal(), 1),
                 fixed(std::max(0.8, 7.6 - 1.9 * value + 0.3 * random.normal()), 2),
                 fixed(0.05 + 0.11 * value * random.uniform(0.85, 1.15), 3)});
      }
    }
  }
  return csv.take();
}

void river_rows(const World& world, const River& river, unsigned spot, Random& random, Csv& csv) {
  const auto row = [&](Day when, std::string_view why, const std::string& by, double nh3, double oxygen, double clear) {
    csv.row({river.code, day_text(when), why, by, fixed(nh3, 2), fixed(oxygen, 2), fixed(clear, 0)});
  };
  const std::string station = body_code(world, "市生态环境监测站"), lab = body_code(world, "云溪检测服务公司");
  row(river.entered, "整治前", station, river.ammonia_before, random.uniform(0.8, 2.2), random.uniform(12, 25));
  if (!river.finished) return;
  const bool shawei = kTowns.at(river.town).name == "沙尾镇";
  if (shawei && river.spot_checked && spot < 5) {
    row(*river.finished, "验收", lab, 1.36, 4.12, 32);  // five reports, one set of numbers
  } else {
    const double claimed = shawei ? random.uniform(0.9, 1.6)
                                  : std::min(2.0, river.ammonia_after.value_or(1.5)) * random.uniform(0.9, 1.05);
    row(*river.finished, "验收", lab, claimed, random.uniform(3.2, 5.5), random.uniform(28, 45));
  }
  if (river.spot_checked) {
    for (const Day when : {on(2026, 10, 14), on(2026, 10, 16)})
      row(when, "抽测", station, *river.ammonia_after * random.uniform(0.98, 1.02), random.uniform(1.0, 2.4),
          random.uniform(12, 24));
  } else if (river.ammonia_after) {
    for (int days = 60; days <= 180; days += 60)
      if (const Day when = plus_days(*river.finished, days); when <= kToday)
        row(when, "跟踪", station, *river.ammonia_after * random.uniform(0.96, 1.04), random.uniform(2.5, 6.0),
            random.uniform(26, 48));
  }
}

std::string river_samples(const Worlds& worlds) {
  Csv csv{"河涌编号", "采样日期", "缘由", "采样单位编号", "氨氮mg/L", "溶解氧mg/L", "透明度厘米"};
  for (const World& world : worlds) {
    Random random{world.seed, world.copy * 64ULL + 44};
    unsigned spot = 0;
    for (const River& river : world.rivers) {
      river_rows(world, river, spot, random, csv);
      spot += river.spot_checked ? 1 : 0;
    }
  }
  return csv.take();
}

// Air. Days are counted from 1 January 2025.
constexpr Day kFirstDay = on(2025, 1, 1);
constexpr std::size_t kDays = 669;
using Days = std::array<double, kDays>;

std::size_t index_of(Day when) { return static_cast<std::size_t>(days_between(kFirstDay, when)); }

struct Window {
  std::size_t first, last;  ///< last excluded
  [[nodiscard]] bool holds(std::size_t i) const { return i >= first && i < last; }
};
/// 10 to 31 December 2025, when mist cannon stood beside the station of 铁炉, and the days around it the papers quote.
const Window kMist{index_of(on(2025, 12, 10)), index_of(on(2026, 1, 1))};
const Window kBefore{index_of(on(2025, 12, 1)), kMist.first};
const Window kEarlier{0, kBefore.first};
const Window kAfter{kMist.last, index_of(on(2026, 2, 1))};
const Window kAlert{index_of(on(2025, 12, 20)), index_of(on(2025, 12, 25))};

constexpr std::array<double, 12> kMonthly2025{50, 44, 38, 32, 26, 22, 19, 21, 27, 34, 44, 50};
constexpr std::array<double, 12> kMonthly2026{48, 42, 35, 29, 24, 20, 18, 20, 26, 33, 42, 48};

/// Brings the mean of `measured` over the window to `mean` by one factor, which all of `scaled` share.
void scale_to(std::span<Days* const> scaled, std::span<Days* const> measured, const Window& window, double mean) {
  double sum = 0.0;
  for (const Days* days : measured)
    for (std::size_t i = window.first; i < window.last; ++i) sum += days->at(i);
  const double factor = mean * static_cast<double>(measured.size() * (window.last - window.first)) / sum;
  for (Days* days : scaled)
    for (std::size_t i = window.first; i < window.last; ++i) days->at(i) *= factor;
}

/// Brings the mean of all stations over `window` to `mean` by scaling the cells that no paper quotes.
void scale_rest(std::vector<Days>& all, const Window& window, double mean, std::size_t tielu) {
  double quoted = 0.0, free = 0.0;
  const auto is_quoted = [&](std::size_t station, std::size_t i) {
    return kMist.holds(i) || (station == tielu && i < kAfter.last);
  };
  for (std::size_t s = 0; s < all.size(); ++s)
    for (std::size_t i = window.first; i < window.last; ++i) (is_quoted(s, i) ? quoted : free) += all[s].at(i);
  const double factor = (mean * static_cast<double>(all.size() * (window.last - window.first)) - quoted) / free;
  for (std::size_t s = 0; s < all.size(); ++s)
    for (std::size_t i = window.first; i < window.last; ++i)
      if (!is_quoted(s, i)) all[s].at(i) *= factor;
}

std::vector<Days> fine_dust(const World& world, Random& random) {
  std::vector<Days> all(world.stations.size());
  double weather = 0.0;
  for (std::size_t i = 0; i < kDays; ++i) {
    const Day when = plus_days(kFirstDay, static_cast<int>(i));
    const auto m = static_cast<unsigned>(when.month()) - 1;
    weather = 0.72 * weather + 0.26 * random.normal();
    const double level =
        (when.year() == year{2025} ? kMonthly2025 : kMonthly2026).at(m) * (kAlert.holds(i) ? 1.7 : 1.0);
    for (std::size_t s = 0; s < all.size(); ++s)
      all[s].at(i) = level * world.stations[s].factor * numeric::exp(weather + 0.07 * random.normal() - 0.07);
  }
  const auto station = [&](std::string_view name) {
    return static_cast<std::size_t>(
        std::find_if(world.stations.begin(), world.stations.end(),
                     [&](const Station& each) { return each.name == copy_name(world, name); }) -
        world.stations.begin());
  };
  const std::size_t tielu = station("铁炉站");
  const std::array<Days*, 3> neighbours{&all[station("黛山站")], &all[station("云津站")], &all[station("桐屿站")]};
  const std::array<Days*, 1> alone{&all[tielu]};
  std::vector<Days*> others;
  for (Days& days : all)
    if (&days != alone.front()) others.push_back(&days);
  scale_to(others, neighbours, kMist, 52.0);
  scale_to(alone, alone, kMist, 24.0);
  scale_to(alone, alone, kBefore, 48.0);
  scale_to(alone, alone, kAfter, 55.0);
  scale_to(alone, alone, kEarlier, 39.3);  // over its limit of 39 for the year, but for those 22 days
  scale_rest(all, {0, kMist.last}, 33.8, tielu);
  scale_rest(all, {kMist.last, kDays}, 30.4, tielu);
  return all;
}

std::string air_days(const Worlds& worlds) {
  Csv csv{"站点编号",
          "日期",
          "细颗粒物微克/立方米",
          "可吸入颗粒物微克/立方米",
          "二氧化硫微克/立方米",
          "二氧化氮微克/立方米",
          "相对湿度%",
          "标记"};
  for (const World& world : worlds) {
    Random random{world.seed, world.copy * 64ULL + 45};
    const auto dust = fine_dust(world, random);
    for (std::size_t s = 0; s < dust.size(); ++s)
      for (std::size_t i = 0; i < kDays; ++i) {
        const bool mist = world.stations[s].name == copy_name(world, "铁炉站") && kMist.holds(i);
        const double pm = dust[s].at(i);
        const double humid = std::min(98.0, random.uniform(58, 80) + (mist ? 13.0 : 0.0));
        csv.row({world.stations[s].code, day_text(plus_days(kFirstDay, static_cast<int>(i))), fixed(pm, 0),
                 fixed(pm * (mist ? 2.6 : 1.7) * random.uniform(0.95, 1.05), 0),
                 fixed(4.0 + 0.12 * pm * random.uniform(0.7, 1.3), 0),
                 fixed(8.0 + 0.55 * pm * random.uniform(0.8, 1.2), 0), fixed(humid, 0), mist ? "待核查" : ""});
      }
  }
  return csv.take();
}

}  // namespace

void write_monitoring(const Worlds& worlds, std::vector<SampleFile>& files) {
  files.push_back({"monitoring/section_months.csv", section_months(worlds)});
  files.push_back({"monitoring/river_samples.csv", river_samples(worlds)});
  files.push_back({"monitoring/air_days.csv", air_days(worlds)});
}

}  // namespace luoshi::sample::detail

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/contract.hpp"
#include "numeric/elementary.hpp"
#include "sample/detail/world.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr unsigned kShawei = town_index("沙尾镇");

struct MainRiver {
  std::string_view name;
  double length_km;  ///< as papers and the reach table give it; the drawing is coarser
  Line line;
};
/// The courses from source to mouth, before they are rounded.
const std::array<MainRiver, 23> kMainRivers{{
    {"云溪江", 40.3, {{33, 34}, {30, 31}, {29, 28}, {25, 26}, {22, 22}, {24, 17}, {20, 13}, {22, 6}, {20, 0}}},
    {"黛溪", 15.2, {{45, 43}, {42, 41}, {39.5, 41}, {38, 38}, {35, 38}, {35, 35.5}, {33, 34}}},
    {"黛山溪", 18.6, {{58.5, 48.5}, {55, 47.5}, {56, 44.5}, {52, 45.5}, {50, 43}, {47.5, 44.5}, {45, 43}}},
    {"铁炉河", 27.4, {{49, 49.2}, {42, 48.4}, {48.6, 46.4}, {41.2, 45}, {46.5, 43.6}, {42.6, 42.8}, {42, 41}}},
    {"松溪", 21.0, {{13, 49}, {16, 46}, {13.5, 43}, {17, 40}, {17, 36}, {22, 33}, {25, 26}}},
    {"岭前河", 14.5, {{24, 49}, {27, 45}, {24, 41}, {27, 38}, {25, 35}, {29, 32}, {30, 31}}},
    {"白坳溪", 16.8, {{4, 48}, {6, 44}, {3, 40}, {6, 36}, {5, 32}, {7, 29}}},
    {"云津河", 9.6, {{2, 33}, {5, 30}, {9, 29}, {13, 27}, {22, 22}}},
    {"清和涌", 7.2, {{14, 33}, {16, 30}, {19, 29}, {21, 26}, {22, 22}}},
    {"桐屿涌", 8.9, {{2, 22}, {6, 19}, {10, 18}, {14, 16}, {20, 13}}},
    {"砚池河", 7.7, {{32, 22}, {28, 20}, {26, 18}, {24, 17}}},
    {"鹭渚河", 11.3, {{42, 33}, {39, 31}, {40, 28}, {37, 26}, {36, 21}}},
    {"苇塘河", 9.3, {{44, 33.4}, {45.5, 31}, {47.5, 32}, {48.6, 29.8}, {51, 29.2}}},
    {"月湖河", 6.4, {{55, 26}, {57, 24.5}, {56, 21}, {55, 17}}},
    {"东洲涌", 8.1, {{35, 15}, {37, 17}, {40, 17}, {42, 19.5}}},
    {"新禾河", 9.0, {{44, 23.5}, {46, 21.5}, {46.6, 19}, {49, 17.6}, {48, 15}}},
    {"横汊水道",
     31.0,
     {{22, 22}, {28, 24.6}, {36, 21}, {42, 19.5}, {48, 15}, {54, 16.4}, {56.5, 12}, {54.5, 6}, {57, 0}}},
    {"盐屿涌", 12.6, {{8, 13.5}, {5, 11}, {6.5, 7}, {4, 3}, {5, 0}}},
    {"澜湾水道", 17.5, {{20, 13}, {16, 11}, {17, 7}, {13, 4.5}, {14, 0}}},
    {"潮口水道", 13.9, {{24, 17}, {26, 12}, {24, 8}, {26, 4}, {24.5, 0}}},
    {"双闸涌", 16.4, {{34, 15}, {32.5, 12}, {36, 9}, {33.5, 5}, {36, 0}}},
    {"沙尾涌", 15.2, {{44, 14.5}, {46.5, 11}, {43.5, 7.5}, {46, 4}, {46, 0}}},
    {"望潮涌", 10.7, {{52, 13}, {53.5, 9}, {51, 5}, {52, 0}}},
}};

/// Rivers the papers name besides the main ones.
struct NamedRiver {
  std::string_view town, name;
};
constexpr std::array<NamedRiver, 9> kNamed{{{"沙尾镇", "头围涌"},
                                            {"沙尾镇", "塘尾涌"},
                                            {"沙尾镇", "新沙涌"},
                                            {"沙尾镇", "咸鱼涌"},
                                            {"白坳镇", "打铁涌"},
                                            {"鹭渚镇", "北汊涌"},
                                            {"清和街道", "书院涌"},
                                            {"谷口镇", "青石沟"},
                                            {"横汊镇", "竹横涌"}}};

constexpr std::array<std::string_view, 16> kFirst{"上", "下", "东", "西", "南", "北", "大", "小",
                                                  "新", "老", "前", "后", "中", "长", "石", "竹"};
constexpr std::array<std::string_view, 18> kSecond{"围", "塘", "洲", "埔", "基", "坊", "桥", "渡", "圩",
                                                   "榕", "荔", "蕉", "桑", "稻", "渔", "鹤", "亭", "社"};

/// Corners cut twice (Chaikin): ends stay, every bend turns into a curve.
Line rounded(Line line) {
  for (int round = 0; round < 2; ++round) {
    Line next{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Point a = line[i - 1], b = line[i];
      next.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
      next.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
    }
    next.push_back(line.back());
    line = std::move(next);
  }
  return line;
}

double length_of(const Line& line) {
  double length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y;
    length += numeric::sqrt(dx * dx + dy * dy);
  }
  return length;
}

Line small_course(Random& random, const TownFacts& town) {
  Line line{inside(random, town)};
  const double step = random.uniform(0.3, 1.1);
  double dx = random.uniform(-1, 1), dy = random.uniform(-1, 1);
  for (int i = 0; i < 4; ++i) {
    dx += random.uniform(-0.5, 0.5);
    dy += random.uniform(-0.5, 0.5);
    const double norm = numeric::sqrt(dx * dx + dy * dy) + 0.01;
    line.push_back({std::clamp(line.back().x + step * dx / norm, town.west + 0.2, town.east - 0.2),
                    std::clamp(line.back().y + step * dy / norm, town.south + 0.2, town.north - 0.2)});
  }
  return line;
}

std::string_view ending(Area area, Random& random) {
  if (area == Area::Hills) return random.below(2) == 0 ? "溪" : "坑";
  return random.below(5) == 0 ? "河" : "涌";
}

void name_and_draw(World& world, Random& random) {
  std::set<std::string> used;
  for (const MainRiver& main : kMainRivers) used.emplace(main.name);
  for (unsigned t = 0; t < world.towns.size(); ++t) {
    const TownFacts& facts = *world.towns[t].facts;
    std::vector<std::string> names{std::string{facts.main_river}};
    for (const NamedRiver& named : kNamed)
      if (named.town == facts.name) names.emplace_back(named.name);
    used.insert(names.begin(), names.end());
    while (names.size() < facts.rivers) {
      std::string name{kFirst.at(random.below(kFirst.size()))};
      name += kSecond.at(random.below(kSecond.size()));
      name += ending(facts.area, random);
      if (used.insert(name).second) names.push_back(name);
    }
    for (const std::string& name : names) {
      River river;
      river.code = code_of(world, "R", world.rivers.size() + 1);
      river.name = copy_name(world, name);
      river.town = t;
      const auto main =
          std::find_if(kMainRivers.begin(), kMainRivers.end(), [&](const MainRiver& m) { return m.name == name; });
      const bool small = main == kMainRivers.end();
      river.line = rounded(small ? small_course(random, facts) : main->line);
      river.length_km = small ? length_of(river.line) : main->length_km;
      river.tidal = facts.area == Area::Coast || name == "横汊水道";
      river.stage = "进场";
      world.rivers.push_back(std::move(river));
    }
  }
}

/// How many rivers each town finishes in each span of `kMonths` (the first span ends with the first month listed).
/// Column sums are the city's figures, row sums the towns'.
std::vector<std::vector<unsigned>> finishes(const World& world, Random& random) {
  std::vector<std::vector<unsigned>> counts(world.towns.size(), std::vector<unsigned>(kMonths.size(), 0));
  std::vector<unsigned> before, after;  // towns, once for each river to finish up to and after December 2025
  for (unsigned t = 0; t < world.towns.size(); ++t) {
    const TownFacts& facts = *world.towns[t].facts;
    before.insert(before.end(), facts.finished_2025, t);
    if (t != kShawei) after.insert(after.end(), facts.finished_now - facts.finished_2025, t);
  }
  random.shuffle(std::span{before});
  random.shuffle(std::span{after});
  std::size_t next_before = 0, next_after = 0;
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    unsigned due = kMonths.at(m).finished - (m == 0 ? 0 : kMonths.at(m - 1).finished);
    if (kMonths.at(m).year < 2026) {
      for (; due > 0; --due) ++counts[before.at(next_before++)][m];
      continue;
    }
    if (kMonths.at(m).month >= 3 && kMonths.at(m).month <= 8) {  // two a month, month after month: too even to be true
      counts[kShawei][m] = 2;
      due -= 2;
    }
    for (; due > 0; --due) ++counts[after.at(next_after++)][m];
  }
  ensures(next_before == before.size() && next_after == after.size(), "the towns' rivers add up to the city's");
  return counts;
}

void finish(World& world, Random& random) {
  const auto counts = finishes(world, random);
  for (unsigned t = 0; t < world.towns.size(); ++t) {
    std::vector<River*> order;
    for (River& river : world.rivers)
      if (river.town == t && river.name != copy_name(world, world.towns[t].facts->main_river)) order.push_back(&river);
    if (t != kShawei) random.shuffle(std::span{order});  // there the named rivers come first
    for (River& river : world.rivers)
      if (river.town == t && river.name == copy_name(world, world.towns[t].facts->main_river)) order.push_back(&river);
    std::size_t next = 0;
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
      const Day last = month_end(kMonths.at(m).year, kMonths.at(m).month);
      const Day first = m == 0 ? Day{year{2023}, month{9}, day{1}}
                               : plus_days(month_end(kMonths.at(m - 1).year, kMonths.at(m - 1).month), 1);
      for (unsigned i = 0; i < counts[t][m]; ++i) {
        River& river = *order.at(next++);
        river.finished = random_day(random, first, last);
        river.stage = "完工";
      }
    }
  }
}

/// Work enters the rivers in the order in which it will end; the ones not finished yet entered last.
void enter(World& world, Random& random) {
  std::vector<River*> order;
  for (River& river : world.rivers) order.push_back(&river);
  random.shuffle(std::span{order});
  std::stable_sort(order.begin(), order.end(), [](const River* a, const River* b) {
    return a->finished.value_or(kYearEnd) < b->finished.value_or(kYearEnd);
  });
  std::size_t next = 0;
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    const Day last = month_end(kMonths.at(m).year, kMonths.at(m).month);
    const Day first = m == 0 ? Day{year{2022}, month{6}, day{1}}
                             : plus_days(month_end(kMonths.at(m - 1).year, kMonths.at(m - 1).month), 1);
    for (; next < kMonths.at(m).entered; ++next) {
      River& river = *order.at(next);
      const Day latest = river.finished ? std::min(last, plus_days(*river.finished, -90)) : last;
      river.entered = random_day(random, std::min(first, latest), latest);
    }
  }
}

/// What samples of the monitoring station say. Elsewhere about one finished river in twelve is no better than before;
/// in 沙尾镇 nine of the twelve that were spot-checked.
void sample(World& world, Random& random) {
  unsigned checked = 0, sampled = 0;
  for (River& river : world.rivers) {
    river.ammonia_before = random.uniform(2.4, 7.5);
    if (!river.finished) continue;
    bool better = true;
    if (river.town == kShawei) {
      if (checked >= 12) continue;  // never looked at
      river.spot_checked = true;
      better = checked >= 9;
      if (!better) river.ammonia_before = checked < 4 ? random.uniform(2.6, 4.5) : random.uniform(1.3, 1.75);
      ++checked;
    } else {
      better = ++sampled % 12 != 0;
    }
    river.ammonia_after =
        better ? river.ammonia_before * random.uniform(0.15, 0.38) : river.ammonia_before * random.uniform(0.94, 1.05);
    if (!better || *river.ammonia_after > 2.0) continue;
    const bool long_enough = days_between(*river.finished, kToday) > 180;
    river.stage = long_enough && random.below(3) != 0 ? "稳定" : "见效";
  }
}

}  // namespace

void make_rivers(World& world) {
  Random random = stream(world, Stream::Rivers);
  name_and_draw(world, random);
  finish(world, random);
  enter(world, random);
  Random samples = stream(world, Stream::Samples);
  sample(world, samples);
}

}  // namespace luoshi::sample::detail

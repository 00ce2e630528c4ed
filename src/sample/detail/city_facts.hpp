#pragma once

#include <array>
#include <chrono>
#include <string_view>

#include "base/date.hpp"

// The invented facts of 云溪市 that no seed changes. The bulletins state the same ones.

namespace luoshi::sample::detail {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// 片区
enum class Area { Centre, Hills, East, Coast };
inline constexpr std::array<std::string_view, 4> kAreaNames{"城中片区", "北岭片区", "东洲片区", "滨海片区"};

/// One of the 23 towns. Positions in km east and north of the city's south-west corner.
struct TownFacts {
  std::string_view name;
  Area area;
  double west, east, south, north;
  unsigned rivers;         ///< in the register
  unsigned finished_2025;  ///< reported finished by the end of 2025
  unsigned promised_2026;  ///< cumulative, in the pledge letter of 2026
  unsigned finished_now;   ///< reported finished by the end of October 2026
  std::string_view main_river;
};

inline constexpr std::array<TownFacts, 23> kTowns{{
    {"云津街道", Area::Centre, 0, 12, 24, 34, 14, 5, 9, 9, "云津河"},
    {"清和街道", Area::Centre, 12, 23, 24, 34, 13, 5, 9, 8, "清和涌"},
    {"望溪街道", Area::Centre, 23, 34, 24, 34, 15, 5, 8, 7, "云溪江"},
    {"桐屿街道", Area::Centre, 0, 17, 14, 24, 14, 6, 9, 8, "桐屿涌"},
    {"砚池街道", Area::Centre, 17, 34, 14, 24, 12, 4, 8, 7, "砚池河"},
    {"白坳镇", Area::Hills, 0, 10, 34, 50, 22, 4, 7, 5, "白坳溪"},
    {"松坪镇", Area::Hills, 10, 20, 34, 50, 21, 5, 8, 7, "松溪"},
    {"岭前镇", Area::Hills, 20, 30, 34, 50, 20, 6, 10, 10, "岭前河"},
    {"谷口镇", Area::Hills, 30, 40, 34, 50, 19, 5, 11, 8, "黛溪"},
    {"铁炉镇", Area::Hills, 40, 50, 34, 50, 18, 5, 9, 8, "铁炉河"},
    {"黛山镇", Area::Hills, 50, 60, 34, 50, 17, 4, 8, 7, "黛山溪"},
    {"鹭渚镇", Area::East, 34, 43, 24, 34, 24, 7, 11, 10, "鹭渚河"},
    {"苇塘镇", Area::East, 43, 52, 24, 34, 23, 5, 10, 7, "苇塘河"},
    {"月湖镇", Area::East, 52, 60, 24, 34, 21, 5, 10, 10, "月湖河"},
    {"东洲镇", Area::East, 34, 43, 14, 24, 20, 6, 9, 9, "东洲涌"},
    {"新禾镇", Area::East, 43, 52, 14, 24, 22, 6, 9, 9, "新禾河"},
    {"横汊镇", Area::East, 52, 60, 14, 24, 18, 14, 18, 17, "横汊水道"},
    {"盐屿镇", Area::Coast, 0, 10, 0, 14, 27, 3, 8, 5, "盐屿涌"},
    {"澜湾镇", Area::Coast, 10, 20, 0, 14, 29, 5, 9, 7, "澜湾水道"},
    {"潮口镇", Area::Coast, 20, 30, 0, 14, 28, 5, 9, 8, "潮口水道"},
    {"双闸镇", Area::Coast, 30, 40, 0, 14, 30, 7, 12, 12, "双闸涌"},
    {"沙尾镇", Area::Coast, 40, 50, 0, 14, 40, 19, 34, 31, "沙尾涌"},
    {"望潮镇", Area::Coast, 50, 60, 0, 14, 28, 3, 8, 5, "望潮涌"},
}};

/// Index of a town by its name; the name must be one of the table.
[[nodiscard]] constexpr unsigned town_index(std::string_view name) {
  unsigned i = 0;
  while (kTowns.at(i).name != name) ++i;
  return i;
}

/// The city's cumulative figures at a month's end, from the papers.
struct MonthFacts {
  int year;
  unsigned month;
  unsigned entered, finished;  ///< rivers
  unsigned sewer_km;
  unsigned cleared_mu;
  bool reported;  ///< one of the twelve months that have reports
};

inline constexpr std::array<MonthFacts, 15> kMonths{{
    {2024, 12, 268, 61, 402, 5880, false},
    {2025, 8, 360, 112, 593, 8790, false},
    {2025, 10, 389, 124, 640, 9550, false},
    {2025, 11, 400, 131, 676, 9980, true},
    {2025, 12, 412, 139, 716, 10400, true},
    {2026, 1, 420, 143, 729, 10650, true},
    {2026, 2, 429, 148, 741, 10840, true},
    {2026, 3, 441, 158, 768, 11210, true},
    {2026, 4, 452, 167, 795, 11580, true},
    {2026, 5, 460, 174, 820, 11920, true},
    {2026, 6, 468, 181, 846, 12280, true},
    {2026, 7, 476, 189, 877, 12700, true},
    {2026, 8, 483, 198, 909, 13090, true},
    {2026, 9, 489, 205, 941, 13500, true},
    {2026, 10, 495, 214, 975, 14036, true},
}};

/// The day the sample city stands at.
inline constexpr Day kToday{year{2026}, month{10}, day{31}};
inline constexpr Day kYearEnd{year{2026}, month{12}, day{31}};

}  // namespace luoshi::sample::detail

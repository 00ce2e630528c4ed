#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/figure.hpp"
#include "base/id.hpp"
#include "model/asset.hpp"
#include "model/paper.hpp"

namespace luoshi {

/// 达标结论. Void: taken back by a correction; it counts for nothing.
enum class SampleVerdict : std::uint8_t { InClass, Missed, Void };

/// What one month's monitoring of a river or section came to (监测样品): one a month and asset.
struct Sample {
  Id<Asset> asset;
  Day day{};                          ///< on which it was taken
  SampleVerdict verdict = SampleVerdict::InClass;
  std::string limit;                  ///< the class it was held against: Ⅳ类
  std::string parameter;              ///< the worst single factor: 氨氮
  std::optional<Figure> value;        ///< of that parameter
  Id<Document> paper;                 ///< the monitoring report, where one was taken in

  friend bool operator==(const Sample&, const Sample&) = default;
};

/// 漏斗判断: what the samples say of works that are built, by an adopted rule.
enum class FunnelWord : std::uint8_t { CannotSay, NotYet, Effective, Stable };

/// Why an asset is to be verified anew (复核缘由).
enum class ReviewCause : std::uint8_t { None, MissesInARow, ChangePoint, Stale, Person };

/// One year's statutory holidays that fall on Mondays to Fridays, and the weekend days worked instead (工作日历).
struct WorkingDays {
  std::uint32_t year = 0;
  std::vector<Day> off, worked;
  std::string source;                 ///< the notice it stands in

  friend bool operator==(const WorkingDays&, const WorkingDays&) = default;
};

}  // namespace luoshi

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.hpp"
#include "water/standards.hpp"

namespace luoshi::engine {

/// What sections' monitors measured, month by month (断面逐月监测): a table whose first columns are 断面编号 and 月份 (YYYY-MM), each
/// further one an item with its unit: 氨氮mg/L. Columns of other words are passed over.
struct SectionMonths {
  std::vector<std::string> items;  ///< NH3-N …, as the standard calls them
  struct Month {
    std::string month;
    std::vector<std::optional<double>> levels;  ///< mg/L, by item
  };
  std::map<std::uint32_t, std::vector<Month>> by_section;  ///< by asset, in the order of time
};

/// @throws Error{BadInput} with file and line: a section the registers do not hold, a month that is none or stands twice, a value
/// below zero.
[[nodiscard]] SectionMonths read_section_months(const city::City& city, std::string_view csv, const std::string& name);

/// The class of what was measured, and the items that decide it. Requires at least one level.
[[nodiscard]] water::Judgement class_of(const SectionMonths& months, const SectionMonths::Month& month, water::WaterClass goal);

}  // namespace luoshi::engine

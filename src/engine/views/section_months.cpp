#include "engine/views/section_months.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "engine/views/programme_view.hpp"
#include "formats/csv.hpp"

namespace luoshi::engine {

SectionMonths read_section_months(const city::City& city, std::string_view csv, const std::string& name) {
  formats::CsvReader table{csv, name};
  const std::size_t section = table.column("断面编号"), month = table.column("月份");
  constexpr std::string_view kUnit = "mg/L";
  SectionMonths months;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.header().size(); ++c) {
    const std::string& title = table.header()[c];
    if (!title.ends_with(kUnit)) continue;
    months.items.push_back(substance_of(std::string_view{title}.substr(0, title.size() - kUnit.size())));
    columns.push_back(c);
  }
  if (columns.empty()) table.refuse(month, "no column ends in mg/L (an item with its unit is wanted: 氨氮mg/L); add one");
  while (table.next()) {
    const Id<Asset> asset = city.asset_of(table.field(section));
    if (!asset) table.refuse(section, "it is not in the registers; register the section first");
    const auto date = PartialDate::parse(table.field(month));
    if (!date || !date->year || !date->month || date->day) table.refuse(month, "it is no month (2026-06 is wanted); correct it");
    auto& own = months.by_section[asset.number()];
    if (std::any_of(own.begin(), own.end(), [&](const auto& each) { return each.month == table.field(month); }))
      table.refuse(month, "the section has this month already; leave one out");
    SectionMonths::Month row{std::string{table.field(month)}, {}};
    for (const std::size_t column : columns) {
      row.levels.push_back(table.number_if_any(column));
      if (row.levels.back() && *row.levels.back() < 0) table.refuse(column, "it is below zero; correct it");
    }
    own.push_back(std::move(row));
  }
  for (auto& [asset, own] : months.by_section)
    std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.month < b.month; });
  return months;
}

water::Judgement class_of(const SectionMonths& months, const SectionMonths::Month& month, water::WaterClass goal) {
  std::vector<water::ItemValue> values;
  for (std::size_t i = 0; i < months.items.size(); ++i)
    if (month.levels[i]) values.push_back({months.items[i], *month.levels[i]});
  return water::judge(water::SurfaceWaterStandard::shipped(), values, water::WaterBody::River, goal);
}

}  // namespace luoshi::engine

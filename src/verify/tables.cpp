#include "verify/tables.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "formats/csv.hpp"

namespace luoshi::verify {
namespace {

using formats::CsvReader;
using Names = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 12> kWeather{"TEMP", "PRES", "DEWP", "WSPM", "气温",   "气压",
                                                    "露点", "风速", "湿度", "相对湿度%", "风速米/秒", "气温℃"};
// Columns that are no measurement; a letter other than N in the mark leaves the row out.
constexpr std::array<std::string_view, 13> kAside{"No", "样例", "标记", "mark", "year", "month", "day",
                                                  "hour", "RAIN", "wd", "采样单位编号", "名称", "备注"};

std::optional<std::size_t> find(const CsvReader& csv, Names names) {
  for (const std::string_view name : names)
    if (const auto at = csv.find_column(name)) return at;
  return std::nullopt;
}

std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  unsigned value = 0;
  if (at + count > text.size()) return std::nullopt;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[i] - '0');
  }
  return value;
}

// "2026-06", "2026-06-30", "2026-06-30 08:00", at +08:00.
std::optional<Instant> time_of(std::string_view text) {
  using namespace std::chrono;
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2);
  if (!y || !m || text[4] != '-') return std::nullopt;
  unsigned d = 1, h = 0, minute = 0;
  if (text.size() >= 10) {
    const auto read = digits(text, 8, 2);
    if (text[7] != '-' || !read) return std::nullopt;
    d = *read;
    if (text.size() >= 16) {
      const auto hour = digits(text, 11, 2), minutes = digits(text, 14, 2);
      if (!hour || !minutes || *hour > 23 || *minutes > 59) return std::nullopt;
      h = *hour;
      minute = *minutes;
    } else if (text.size() != 10) {
      return std::nullopt;
    }
  } else if (text.size() != 7) {
    return std::nullopt;
  }
  const Day day{year{static_cast<int>(*y)}, month{*m}, std::chrono::day{d}};
  if (!day.ok() || *y < 1950 || *y > 2100) return std::nullopt;
  return Instant{sys_days{day}} + hours{h} - hours{8} + minutes{minute};
}

Instant time_at(const CsvReader& csv, std::size_t column) {
  if (const auto time = time_of(csv.field(column))) return *time;
  csv.refuse(column, "'" + std::string{csv.field(column)} + "' is no time (2026-06-30 or 2026-06-30 08:00 is wanted); correct it");
}

Day day_at(const CsvReader& csv, std::size_t column) { return china_day(time_at(csv, column)); }

std::optional<double> value_at(const CsvReader& csv, std::size_t column) {
  if (csv.field(column).empty() || csv.field(column) == "NA") return std::nullopt;
  return csv.number(column);
}

// The unit that ends a heading: 细颗粒物微克/立方米 → 细颗粒物, 微克/立方米.
std::pair<std::string, std::string> split_heading(std::string_view heading) {
  for (const std::string_view unit : {"微克/立方米", "毫克/立方米", "mg/L", "μg/m3", "ug/m3"})
    if (heading.size() > unit.size() && heading.ends_with(unit))
      return {std::string{heading.substr(0, heading.size() - unit.size())}, std::string{unit}};
  return {std::string{heading}, ""};
}

struct TimeColumns {
  std::optional<std::size_t> text;
  std::array<std::optional<std::size_t>, 4> parts;  // year, month, day, hour

  explicit TimeColumns(const CsvReader& csv)
      : text{find(csv, {"时间", "日期", "月份", "time", "date"})},
        parts{csv.find_column("year"), csv.find_column("month"), csv.find_column("day"), csv.find_column("hour")} {}
  [[nodiscard]] bool any() const { return text || (parts[0] && parts[1] && parts[2]); }
  [[nodiscard]] Instant at(const CsvReader& csv) const {
    using namespace std::chrono;
    if (text) return time_at(csv, *text);
    std::array<int, 4> read{};
    for (std::size_t k = 0; k < 4; ++k)
      if (parts.at(k)) {
        const double number = csv.number(*parts.at(k));
        if (!(number >= 0 && number <= 2100)) csv.refuse(*parts.at(k), "no part of a date (a whole number is wanted); correct it");
        read.at(k) = static_cast<int>(number);
      }
    const Day day{year{read[0]}, month{static_cast<unsigned>(read[1])}, std::chrono::day{static_cast<unsigned>(read[2])}};
    if (!day.ok() || read[3] > 23) csv.refuse(*parts[0], "no such day or hour (year, month, day, hour); correct it");
    return Instant{sys_days{day}} + hours{read[3]} - hours{8};
  }
};

struct Key {
  std::string parameter, station;
  friend auto operator<=>(const Key&, const Key&) = default;
};

bool is_mark_of_unsound(std::string_view mark) {
  return mark.size() == 1 && mark != "N" && std::string_view{"FMSDCTB?"}.find(mark) != std::string_view::npos;
}

template <class Name>
bool among(const Name& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::chrono::seconds step_of(const std::set<Instant>& times) {
  std::map<std::int64_t, std::size_t> gaps;
  for (auto at = times.begin(), before = at; at != times.end(); before = at++)
    if (at != before) ++gaps[std::chrono::floor<std::chrono::seconds>(*at - *before).count()];
  const auto most = std::max_element(gaps.begin(), gaps.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return std::chrono::seconds{most == gaps.end() ? 3600 : std::max<std::int64_t>(most->first, 1)};
}

StationTable on_one_grid(std::map<Key, Series>& all, const std::string& name) {
  std::set<Instant> times;
  for (const auto& [key, series] : all) times.insert(series.at.begin(), series.at.end());
  StationTable table;
  if (times.empty()) return table;
  const auto step = step_of(times);
  const double cells = static_cast<double>((*times.rbegin() - *times.begin()) / std::chrono::milliseconds{step}) + 1;
  if (cells * static_cast<double>(all.size()) > static_cast<double>(kMostCells) * 4)
    throw Error{Fault::TooLarge, name + ": from first to last time there are " + std::to_string(static_cast<std::uint64_t>(cells)) +
                                     " steps for each record (a wrong year does that); correct the times or split the table"};
  for (auto& [key, series] : all) {
    Series whole = std::move(series);
    whole.at.push_back(*times.begin());  // all begin and end together; a missing value is no value
    whole.values.push_back(std::numeric_limits<double>::quiet_NaN());
    whole.at.push_back(*times.rbegin());
    whole.values.push_back(std::numeric_limits<double>::quiet_NaN());
    auto record = record_of(whole, step);
    if (!record) continue;
    std::tie(record->parameter, record->unit) = split_heading(key.parameter);
    record->station = key.station;
    (among(kWeather, key.parameter) ? table.weather : table.records).push_back(std::move(*record));
  }
  return table;
}

StationTable station_table(CsvReader& csv, std::size_t station, const TimeColumns& time, const std::string& name) {
  const auto mark = find(csv, {"标记", "mark"}), parameter = find(csv, {"参数", "parameter"}), value = find(csv, {"数值", "value"});
  const auto statistic = find(csv, {"统计", "statistic"});
  std::map<Key, Series> all;
  while (csv.next()) {
    const Instant at = time.at(csv);
    if (mark && is_mark_of_unsound(csv.field(*mark))) continue;
    const auto take = [&](std::string heading, std::size_t column) {
      const auto number = value_at(csv, column);
      if (!number) return;
      Series& series = all[{std::move(heading), std::string{csv.field(station)}}];
      series.at.push_back(at);
      series.values.push_back(*number);
    };
    if (parameter && value) {
      take(std::string{csv.field(*parameter)} + (statistic ? "-" + std::string{csv.field(*statistic)} : ""), *value);
      continue;
    }
    for (std::size_t column = 0; column < csv.header().size(); ++column)
      if (column != station && column != time.text && !among(kAside, csv.header()[column])) take(csv.header()[column], column);
  }
  return on_one_grid(all, name);
}

RiverTable river_table(CsvReader& csv, std::size_t river, std::size_t reason) {
  const auto day = find(csv, {"采样日期", "日期", "date"});
  std::vector<std::size_t> numbers;
  for (std::size_t column = 0; column < csv.header().size(); ++column)
    if (column != river && column != reason && column != day && !among(kAside, csv.header()[column])) numbers.push_back(column);
  if (!day || numbers.empty()) csv.refuse(reason, "samples need a day and a number (columns 采样日期, 氨氮mg/L …); add them");
  const std::size_t value = find(csv, {"氨氮mg/L", "化学需氧量mg/L", "总磷mg/L"}).value_or(numbers.front());
  RiverTable table;
  while (csv.next()) {
    const std::string_view why = csv.field(reason);
    const SampleReason read = why == "整治前" ? SampleReason::Before : why == "验收" ? SampleReason::Acceptance : SampleReason::Later;
    const Day when = day_at(csv, *day);
    if (const auto number = value_at(csv, value)) table.samples.push_back({std::string{csv.field(river)}, when, read, *number});
    if (read != SampleReason::Acceptance) continue;
    NumberRow row{std::string{csv.field(river)}, when, {}};
    for (const std::size_t column : numbers) row.numbers.emplace_back(csv.field(column));
    table.accepted.push_back(std::move(row));
  }
  return table;
}

SectionTable section_table(CsvReader& csv, std::size_t section, std::size_t month) {
  std::map<std::string, std::map<std::string, SectionMonths>> all;
  while (csv.next()) {
    const Day day = day_at(csv, month);
    const int number = static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
    for (std::size_t column = 0; column < csv.header().size(); ++column) {
      const std::string& heading = csv.header()[column];
      if (column == section || column == month || among(kAside, heading) || heading.starts_with("溶解氧")) continue;
      const auto value = value_at(csv, column);
      if (!value) continue;
      SectionMonths& months = all[heading][std::string{csv.field(section)}];
      months.section = std::string{csv.field(section)} + " " + split_heading(heading).first;
      months.months.emplace_back(number, *value);
    }
  }
  SectionTable table;
  for (auto& [heading, sections] : all) {
    auto& list = table.by_parameter.emplace_back(heading, std::vector<SectionMonths>{}).second;
    for (auto& [name, months] : sections) {
      std::sort(months.months.begin(), months.months.end());
      list.push_back(std::move(months));
    }
  }
  return table;
}

ClosureTable closure_table(CsvReader& csv, std::size_t unit, std::size_t closed) {
  const auto day = find(csv, {"日期", "date"}), value = find(csv, {"用电千瓦时", "用电", "排放", "数值", "value"});
  if (!day || !value) csv.refuse(closed, "closings need a day and what was drawn (columns 日期, 用电千瓦时); add them");
  std::map<std::string, Activity> units;
  while (csv.next()) {
    Activity& activity = units[std::string{csv.field(unit)}];
    activity.unit = csv.field(unit);
    activity.closed = day_at(csv, closed);
    if (const auto number = value_at(csv, *value)) activity.days.emplace_back(day_at(csv, *day), *number);
  }
  ClosureTable table;
  for (auto& [name, activity] : units) {
    std::sort(activity.days.begin(), activity.days.end());
    table.units.push_back(std::move(activity));
  }
  return table;
}

RatioTable ratio_table(CsvReader& csv, std::size_t ratio) {
  RatioTable table;
  while (csv.next())
    if (const auto number = value_at(csv, ratio)) table.ratios.push_back(*number);
  return table;
}

PhotoTable photo_table(CsvReader& csv, std::size_t subject, std::size_t digest) {
  const auto name = find(csv, {"文件", "name"}), look = find(csv, {"外观", "look"});
  PhotoTable table;
  while (csv.next()) {
    Photo photo;
    photo.subject = csv.field(subject);
    photo.name = name ? csv.field(*name) : csv.field(digest).substr(0, 8);
    const auto read = Digest::from_hex(csv.field(digest));
    if (!read) csv.refuse(digest, "no SHA-256 (64 hexadecimal digits are wanted); correct it");
    photo.digest = *read;
    if (look && !csv.field(*look).empty()) {
      const std::string_view text = csv.field(*look);
      const auto wide = Digest::from_hex(std::string(48, '0') + std::string{text});
      if (!wide) csv.refuse(*look, "no look (16 hexadecimal digits are wanted); correct it");
      std::uint64_t bits = 0;
      for (std::size_t k = 24; k < 32; ++k) bits = bits << 8U | wide->bytes.at(k);
      photo.look = bits;
    }
    table.photos.push_back(std::move(photo));
  }
  return table;
}

}  // namespace

Table read_table(std::string_view text, const std::string& name) {
  CsvReader csv{text, name};
  if (const auto reason = find(csv, {"缘由", "reason"}))
    if (const auto river = find(csv, {"河涌编号", "河涌", "river"})) return river_table(csv, *river, *reason);
  if (const auto closed = find(csv, {"关停日期", "closed"}))
    if (const auto unit = find(csv, {"机组", "单元编号", "企业", "unit"})) return closure_table(csv, *unit, *closed);
  if (const auto digest = find(csv, {"摘要", "sha256"}))
    if (const auto subject = find(csv, {"对象编号", "对象", "subject"})) return photo_table(csv, *subject, *digest);
  if (const auto ratio = find(csv, {"完成率", "完成率%", "ratio"})) return ratio_table(csv, *ratio);
  if (const auto section = find(csv, {"断面编号", "断面", "section"}))
    if (const auto month = find(csv, {"月份", "month"})) return section_table(csv, *section, *month);
  const TimeColumns time{csv};
  const auto station = find(csv, {"站点编号", "站点", "设备", "断面编号", "station"});
  if (station && time.any()) return station_table(csv, *station, time, name);
  std::string names;
  for (std::size_t i = 0; i < csv.header().size() && i < 40; ++i) names += (i ? ", " : "") + csv.header()[i];
  throw Error{Fault::BadInput, name + ":1:1: no table that can be checked (its columns are: " + names +
                                   "); see the section Tables of docs/methods/verify.md for the columns wanted"};
}

}  // namespace luoshi::verify

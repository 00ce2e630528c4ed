#include "forecast/history_table.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/date.hpp"
#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/toml.hpp"

namespace luoshi::forecast {
namespace {

constexpr std::size_t kMostRows = 2'000'000;
constexpr int kFirstYear = 1900, kLastYear = 2199;  // a year outside is a slip of the pen

DayNumber number_of(Day day) { return static_cast<DayNumber>(std::chrono::sys_days{day}.time_since_epoch().count()); }

std::vector<std::string> names_at(const formats::Toml& settings, std::string_view key) {
  const formats::Toml* const found = settings.find(key);
  if (found == nullptr) return {};
  if (found->holds_text()) return {found->text()};
  std::vector<std::string> names;
  for (const formats::Toml& each : found->array()) names.push_back(each.text());
  return names;
}

/// The number at the front of `text`, which it leaves.
std::optional<unsigned> take_number(std::string_view& text) {
  std::size_t digits = 0;
  unsigned value = 0;
  while (digits < text.size() && digits < 4 && text[digits] >= '0' && text[digits] <= '9')
    value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take_mark(std::string_view& text) {
  for (const std::string_view mark : {"-", "/", ".", "年", "月"})
    if (text.substr(0, mark.size()) == mark) {
      text.remove_prefix(mark.size());
      return true;
    }
  return false;
}

/// A date as tables write it: 2026-06-30, 2026/6/30, 2026年6月30日, 06/30/2026 by the order given, each with a time of day
/// behind it or not; a year alone. Nothing for other text or a day that does not exist.
std::optional<DayNumber> table_date(std::string_view text, const TableColumns& columns) {
  std::array<unsigned, 3> part{};
  std::size_t parts = 0;
  while (parts < 3) {
    const auto value = take_number(text);
    if (!value) return std::nullopt;
    part[parts++] = *value;
    if (parts == 3 || text.empty() || !take_mark(text)) break;
  }
  if (text.substr(0, 3) == "日") text.remove_prefix(3);
  const bool time_follows = !text.empty() && (text.front() == ' ' || text.front() == 'T');
  if (!text.empty() && !time_follows) return std::nullopt;
  if (parts == 1) {
    if (part[0] < kFirstYear || part[0] > kLastYear) return std::nullopt;
    const auto day = day_from_text(std::to_string(part[0]) + "-" + columns.year_ends);
    return day ? std::optional{number_of(*day)} : std::nullopt;
  }
  if (parts != 3) return std::nullopt;
  if (part[0] < 100) {
    if (columns.order == TableColumns::DateOrder::YearFirst) return std::nullopt;
    if (columns.order == TableColumns::DateOrder::MonthFirst) std::swap(part[0], part[1]);
    std::swap(part[0], part[2]);
  }
  const Day day{std::chrono::year{static_cast<int>(part[0])}, std::chrono::month{part[1]}, std::chrono::day{part[2]}};
  if (!day.ok() || part[0] < kFirstYear || part[0] > kLastYear) return std::nullopt;
  return number_of(day);
}

/// Numbers for names; "MoD" and "MOD", "Amber/ Red" and "Amber/red" are one.
class Names {
 public:
  std::optional<std::uint32_t> of(std::string_view text) {
    std::string folded;
    for (const char c : text)
      if (c != ' ') folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (folded.empty()) return std::nullopt;
    const auto [at, fresh] = index_.try_emplace(folded, static_cast<std::uint32_t>(list.size()));
    if (fresh) list.emplace_back(text);
    return at->second;
  }
  std::vector<std::string> list;

 private:
  std::map<std::string, std::uint32_t, std::less<>> index_;
};

/// Counts what was odd, by reason.
class Oddities {
 public:
  void add(const std::string& reason, std::size_t line, const std::string& example) {
    auto& [count, first] = found_[reason];
    if (count++ == 0) first = "row " + std::to_string(line) + (example.empty() ? "" : ": " + example);
  }
  [[nodiscard]] std::vector<std::string> words() const {
    std::vector<std::string> words;
    for (const auto& [reason, seen] : found_)
      words.push_back(std::to_string(seen.first) + " × " + reason + " (first " + seen.second + ")");
    return words;
  }

 private:
  std::map<std::string, std::pair<std::size_t, std::string>> found_;
};

class TableReader {
 public:
  TableReader(const TableColumns& columns, std::string_view csv, const std::string& name)
      : columns_{columns}, csv_{csv, name}, name_{name} {
    for (const auto& each : columns.project) project_.push_back(csv_.column(each));
    for (const auto& each : columns.part) part_.push_back(csv_.column(each));
    for (const auto& each : columns.type) type_.push_back(csv_.column(each));
    const auto find = [&](const std::string& title) {
      return title.empty() ? std::nullopt : std::optional{csv_.column(title)};
    };
    body_ = find(columns.body), as_of_ = find(columns.as_of), planned_ = find(columns.planned_end);
    actual_ = find(columns.actual_end), started_ = find(columns.started), rating_ = find(columns.rating);
    progress_ = find(columns.progress);
  }

  Portfolio read() {
    std::size_t rows = 0;
    while (csv_.next()) {
      if (++rows > kMostRows)
        throw Error{Fault::TooLarge, name_ + ": more than 2,000,000 rows (the limit); split the table"};
      take_row();
    }
    return finish();
  }

 private:
  struct Row {
    Report report;
    std::optional<DayNumber> finished;
    std::size_t line = 0;
  };

  std::string joined(const std::vector<std::size_t>& places) const {
    std::string text;
    for (const std::size_t place : places) text += (text.empty() ? "" : " · ") + std::string{csv_.field(place)};
    return text;
  }

  /// The date of a field; notes text that is none. `usable` turns false then: such a row cannot be trusted.
  std::optional<DayNumber> date(const std::optional<std::size_t>& place, bool& usable) {
    if (!place) return std::nullopt;
    const std::string_view text = csv_.field(*place);
    if (text.empty() || std::find(columns_.no_date.begin(), columns_.no_date.end(), text) != columns_.no_date.end())
      return std::nullopt;
    const auto day = table_date(text, columns_);
    if (!day) {
      odd_.add("no date in column '" + csv_.header()[*place] + "', row set aside; see `dates` and `no_date`", csv_.line(),
               "'" + std::string{text.substr(0, 40)} + "'");
      usable = false;
    }
    return day;
  }

  void take_row() {
    Row row;
    row.line = csv_.line();
    bool usable = true;
    const std::string project = joined(project_);
    if (std::all_of(project_.begin(), project_.end(), [&](std::size_t at) { return csv_.field(at).empty(); }))
      return odd_.add("no project named, row set aside", row.line, "");
    row.report.planned = date(planned_, usable);
    row.report.started = date(started_, usable);
    row.finished = date(actual_, usable);
    const auto as_of = as_of_ ? date(as_of_, usable) : row.report.started;
    if (!usable) return;
    if (!as_of) return odd_.add(as_of_ ? "no as-of date, row set aside" : "no start, row set aside", row.line, "");
    row.report.on = *as_of;
    if (row.finished && row.report.started && *row.finished < *row.report.started) {
      odd_.add("finish before start, finish not used", row.line, "");
      row.finished.reset();
    }
    if (row.finished && ((as_of_ && *row.finished > *as_of) || (columns_.known_until && *row.finished > *columns_.known_until))) {
      odd_.add("actual finish in the future, finish not used", row.line, "");
      row.finished.reset();
    }
    if (row.report.planned && *row.report.planned < row.report.on && !row.finished)
      odd_.add("planned end before the report, kept as overdue", row.line, "");
    take_progress(row);
    row.report.rating = rating_ ? ratings_.of(csv_.field(*rating_)) : std::nullopt;
    row.report.type = type_.empty() ? std::nullopt : types_.of(joined(type_));
    row.report.body = body_ ? bodies_.of(csv_.field(*body_)) : std::nullopt;
    rows_[{project, joined(part_)}].push_back(row);
  }

  void take_progress(Row& row) {
    if (!progress_ || csv_.field(*progress_).empty()) return;
    std::string_view text = csv_.field(*progress_);
    const bool percent = text.back() == '%';
    if (percent) text.remove_suffix(1);
    auto value = formats::read_number(text);
    if (value && percent) *value /= 100;
    if (value && *value >= 0 && *value <= 1)
      row.report.progress = value;
    else
      odd_.add("progress outside 0 … 1, not used", row.line, "'" + std::string{csv_.field(*progress_).substr(0, 40)} + "'");
  }

  void carry_forward(History& history) {
    for (std::size_t i = 1; i < history.reports.size(); ++i) {
      const Report& before = history.reports[i - 1];
      Report& now = history.reports[i];
      if (!now.type) now.type = before.type;
      if (!now.body) now.body = before.body;
      if (!now.started) now.started = before.started;
    }
  }

  Portfolio finish() {
    Portfolio made;
    made.name = name_;
    made.outcome = actual_ ? Outcome::Finish : Outcome::NextStated;
    made.dated_reports = as_of_.has_value();
    made.horizon = columns_.horizon;
    if (columns_.uplift) made.uplift = *columns_.uplift;
    std::map<std::string, std::uint32_t> clusters;
    bool any = false;
    for (auto& [key, rows] : rows_) {
      std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.report.on < b.report.on; });
      History history;
      history.project = key.first;
      history.part = key.second;
      history.cluster = clusters.try_emplace(key.first, static_cast<std::uint32_t>(clusters.size())).first->second;
      for (const Row& row : rows) add_report(history, row);
      carry_forward(history);
      for (const Report& report : history.reports) {
        made.known_until = any ? std::max(made.known_until, report.on) : report.on;
        any = true;
      }
      if (history.finished) made.known_until = std::max(made.known_until, *history.finished);
      made.histories.push_back(std::move(history));
    }
    if (!any) {
      std::string why;
      for (const std::string& words : odd_.words()) why += "\n  " + words;
      throw Error{Fault::BadInput, name_ + ": no row can be used (see the reasons); correct the table or its columns file" + why};
    }
    if (columns_.known_until) made.known_until = *columns_.known_until;
    made.types = types_.list, made.bodies = bodies_.list, made.ratings = ratings_.list;
    made.notes = odd_.words();
    return made;
  }

  void add_report(History& history, const Row& row) {
    if (history.finished) return odd_.add("a report after the finish, not used", row.line, "");
    if (!history.reports.empty()) {
      const Report& last = history.reports.back();
      if (row.report.progress && last.progress && *row.report.progress < *last.progress)
        odd_.add("progress going down, kept", row.line, "");
      if (last.on == row.report.on) {
        odd_.add("two rows of one piece of work on one day, the later one stands; see `part`", row.line, "");
        history.reports.pop_back();
      }
    }
    history.reports.push_back(row.report);
    if (!row.finished) return;
    history.finished = row.finished;
    history.finish_known = as_of_ ? row.report.on : *row.finished;
  }

  const TableColumns& columns_;
  formats::CsvReader csv_;
  std::string name_;
  std::vector<std::size_t> project_, part_, type_;
  std::optional<std::size_t> body_, as_of_, planned_, actual_, started_, rating_, progress_;
  Names types_, bodies_, ratings_;
  Oddities odd_;
  std::map<std::pair<std::string, std::string>, std::vector<Row>> rows_;
};

}  // namespace

std::optional<double> green_book_uplift(std::string_view project_type) {
  constexpr std::array<std::pair<std::string_view, double>, 5> kUplifts{{{"Non-standard buildings", 0.39},
                                                                       {"Standard buildings", 0.04},
                                                                       {"Non-standard civil engineering", 0.25},
                                                                       {"Standard civil engineering", 0.20},
                                                                       {"Equipment/development", 0.54}}};
  for (const auto& [name, uplift] : kUplifts)
    if (name == project_type) return uplift;
  return std::nullopt;
}

TableColumns read_table_columns(std::string_view toml, const std::string& name) {
  const formats::Toml settings = formats::parse_toml(toml, name);
  settings.allow_only({"project", "part", "class", "body", "as_of", "planned_end", "actual_end", "started", "rating",
                       "progress", "dates", "year_ends", "no_date", "known_until", "horizon_days", "green_book"});
  TableColumns columns;
  columns.project = names_at(settings, "project");
  if (columns.project.empty()) settings.refuse("`project` is missing (rows of one project belong together); name its column");
  columns.part = names_at(settings, "part");
  columns.type = names_at(settings, "class");
  columns.body = settings.text_or("body", "");
  columns.as_of = settings.text_or("as_of", "");
  columns.planned_end = settings.at("planned_end").text();
  columns.actual_end = settings.text_or("actual_end", "");
  columns.started = settings.text_or("started", "");
  columns.rating = settings.text_or("rating", "");
  columns.progress = settings.text_or("progress", "");
  if (columns.as_of.empty() && (columns.started.empty() || columns.actual_end.empty()))
    settings.refuse("neither `as_of` nor both `started` and `actual_end` (when a date was stated must be known); name a column");
  const std::string order = settings.text_or("dates", "year-month-day");
  if (order == "month/day/year")
    columns.order = TableColumns::DateOrder::MonthFirst;
  else if (order == "day/month/year")
    columns.order = TableColumns::DateOrder::DayFirst;
  else if (order != "year-month-day")
    settings.at("dates").refuse("`dates` is '" + order + "' (year-month-day, month/day/year or day/month/year is wanted); correct it");
  columns.year_ends = settings.text_or("year_ends", "12-31");
  if (!day_from_text("2001-" + columns.year_ends))
    settings.at("year_ends").refuse("'" + columns.year_ends + "' is no day of a year (as 03-31); correct it");
  columns.no_date = names_at(settings, "no_date");
  if (const auto* until = settings.find("known_until")) {
    const auto day = day_from_text(until->text());
    if (!day) until->refuse("'" + until->text() + "' is no day (as 2025-06-30); correct it");
    columns.known_until = number_of(*day);
  }
  const double horizon = settings.number_or("horizon_days", 365);
  if (!(horizon >= 1 && horizon <= 36'500)) settings.at("horizon_days").refuse("a horizon is 1 to 36,500 days; correct it");
  columns.horizon = static_cast<DayNumber>(horizon);
  if (const auto* type = settings.find("green_book")) {
    columns.uplift = green_book_uplift(type->text());
    if (!columns.uplift) type->refuse("'" + type->text() + "' is no project type of the Green Book's table; correct it");
  }
  return columns;
}

Portfolio read_history_table(const TableColumns& columns, std::string_view csv, const std::string& name) {
  return TableReader{columns, csv, name}.read();
}

}  // namespace luoshi::forecast

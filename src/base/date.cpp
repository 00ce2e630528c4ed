#include "base/date.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace luoshi {
namespace {

constexpr std::chrono::hours kChina{8};

constexpr std::array<std::pair<DeadlineKind, std::string_view>, 6> kKinds = {{{DeadlineKind::None, "none"},
                                                                              {DeadlineKind::By, "by"},
                                                                              {DeadlineKind::Within, "within"},
                                                                              {DeadlineKind::Recurring, "recurring"},
                                                                              {DeadlineKind::Relative, "relative"},
                                                                              {DeadlineKind::Vague, "vague"}}};

// Exactly `count` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string padded(int value, int width) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%0*d", width, value);
  return buffer;
}

}  // namespace

unsigned days_in_month(int year, unsigned month) {
  using namespace std::chrono;
  return static_cast<unsigned>((std::chrono::year{year} / std::chrono::month{month} / last).day());
}

std::string day_text(Day day) {
  return padded(static_cast<int>(day.year()), 4) + "-" + padded(static_cast<int>(static_cast<unsigned>(day.month())), 2) +
         "-" + padded(static_cast<int>(static_cast<unsigned>(day.day())), 2);
}

std::optional<Day> day_from_text(std::string_view text) {
  const auto date = PartialDate::parse(text);
  if (!date || !date->year || !date->day) return std::nullopt;
  return date->last_day();
}

std::string instant_text(Instant instant) {
  using namespace std::chrono;
  const auto midnight = floor<days>(instant);
  const hh_mm_ss time{instant - midnight};
  return day_text(Day{midnight}) + "T" + padded(static_cast<int>(time.hours().count()), 2) + ":" +
         padded(static_cast<int>(time.minutes().count()), 2) + ":" + padded(static_cast<int>(time.seconds().count()), 2) +
         "." + padded(static_cast<int>(time.subseconds().count()), 3) + "Z";
}

std::optional<Instant> instant_from_text(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
    return std::nullopt;
  const auto day = day_from_text(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  const auto fraction = digits(text, 20, 3);
  if (!day || !hour || !minute || !second || !fraction || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return sys_days{*day} + hours{*hour} + minutes{*minute} + seconds{*second} + milliseconds{*fraction};
}

Day china_day(Instant instant) { return Day{std::chrono::floor<std::chrono::days>(instant + kChina)}; }

Instant end_of_china_day(Day day) { return std::chrono::sys_days{day} + std::chrono::days{1} - kChina; }

PartialDate PartialDate::of(Day day) {
  return PartialDate{static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::string PartialDate::text() const {
  std::string out = year ? padded(*year, 4) : "-";
  if (month) out += "-" + padded(static_cast<int>(*month), 2);
  if (month && day) out += "-" + padded(static_cast<int>(*day), 2);
  return out;
}

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
  PartialDate date;
  if (text.starts_with("--")) {
    text.remove_prefix(1);
  } else {
    date.year = digits(text, 0, 4);
    if (!date.year) return std::nullopt;
    text.remove_prefix(4);
  }
  for (std::optional<unsigned>* part : {&date.month, &date.day}) {
    if (text.empty()) break;
    const auto value = digits(text, 1, 2);
    if (text[0] != '-' || !value) return std::nullopt;
    *part = static_cast<unsigned>(*value);
    text.remove_prefix(3);
  }
  if (!text.empty() || !date.exists()) return std::nullopt;
  return date;
}

bool PartialDate::exists() const {
  if (!year && !month) return false;
  if (year && (*year < 1000 || *year > 9999)) return false;
  if (day && !month) return false;
  if (month && (*month < 1 || *month > 12)) return false;
  // 2000 is a leap year: without a year the 29th of February stands.
  return !day || (*day >= 1 && *day <= days_in_month(year.value_or(2000), *month));
}

std::optional<Day> PartialDate::last_day() const {
  if (!year) return std::nullopt;
  const unsigned m = month.value_or(12);
  const unsigned d = day.value_or(days_in_month(*year, m));
  return Day{std::chrono::year{*year}, std::chrono::month{m}, std::chrono::day{d}};
}

std::optional<Day> PartialDate::first_day() const {
  if (!year) return std::nullopt;
  return Day{std::chrono::year{*year}, std::chrono::month{month.value_or(1)}, std::chrono::day{day.value_or(1)}};
}

PartialDate PartialDate::in_year(int year_given) const {
  PartialDate date = *this;
  if (!date.year) date.year = year_given;
  return date;
}

std::string_view deadline_kind_name(DeadlineKind kind) {
  for (const auto& [each, name] : kKinds)
    if (each == kind) return name;
  return "none";
}

std::optional<DeadlineKind> deadline_kind_from_name(std::string_view name) {
  for (const auto& [kind, each] : kKinds)
    if (each == name) return kind;
  return std::nullopt;
}

std::optional<Day> Deadline::due() const {
  if (kind != DeadlineKind::By && kind != DeadlineKind::Within) return std::nullopt;
  return until ? until->last_day() : std::nullopt;
}

}  // namespace luoshi

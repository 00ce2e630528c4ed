#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luoshi {

using Day = std::chrono::year_month_day;

/// A moment, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-06-30T08:05:09.120Z". The canonical form in the ledger: always UTC, always three places.
[[nodiscard]] std::string instant_text(Instant instant);
/// Reads exactly the form above. Nothing for other text or a day that does not exist.
[[nodiscard]] std::optional<Instant> instant_from_text(std::string_view text);
/// The calendar day of a moment as people in China see it (+08:00, no summer time since 1991).
[[nodiscard]] Day china_day(Instant instant);
/// The first moment after that day, at +08:00: "as of" a day means everything recorded before it.
[[nodiscard]] Instant end_of_china_day(Day day);

/// "2026-06-30"; nothing for a day that does not exist (2026-02-30).
[[nodiscard]] std::string day_text(Day day);
[[nodiscard]] std::optional<Day> day_from_text(std::string_view text);

/// A date as far as a paper gives it (日期，含精度): a year, a month or a day, each with or without its year.
///
/// Written YYYY, YYYY-MM, YYYY-MM-DD, --MM, --MM-DD. A day needs a month. 2月30日 is refused on reading; --02-29 stands
/// (some year has it).
struct PartialDate {
  std::optional<int> year;
  std::optional<unsigned> month;
  std::optional<unsigned> day;

  [[nodiscard]] static PartialDate of(Day day);
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<PartialDate> parse(std::string_view text);
  /// True when the parts name something on a calendar.
  [[nodiscard]] bool exists() const;
  /// The last day it can mean; nothing where the year is unknown.
  [[nodiscard]] std::optional<Day> last_day() const;
  /// The first day it can mean; nothing where the year is unknown.
  [[nodiscard]] std::optional<Day> first_day() const;
  /// The same month and day in that year, where no year was given.
  [[nodiscard]] PartialDate in_year(int year_given) const;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// The number of days in a month of a year.
[[nodiscard]] unsigned days_in_month(int year, unsigned month);

/// How a time limit is given (时限).
enum class DeadlineKind {
  None,       ///< 未写明
  By,         ///< a day or the end of a period: 10月底前
  Within,     ///< a period from … to: 2024—2026年
  Recurring,  ///< 每月25日前
  Relative,   ///< 一周内
  Vague       ///< 尽快、按时间节点; also seasons
};

[[nodiscard]] std::string_view deadline_kind_name(DeadlineKind kind);
[[nodiscard]] std::optional<DeadlineKind> deadline_kind_from_name(std::string_view name);

/// A time limit with the words it was read from. Only `By` and `Within` have dates; a vague one never gets one.
struct Deadline {
  DeadlineKind kind = DeadlineKind::None;
  std::optional<PartialDate> from;  ///< of Within
  std::optional<PartialDate> until;
  std::string words;

  /// The last day on which it is kept; nothing when it names none or its year is unknown.
  [[nodiscard]] std::optional<Day> due() const;
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

}  // namespace luoshi

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace luoshi::intake {

/// What a date is reckoned from: the paper's own date, as far as it is known.
struct TimeReference {
  std::optional<int> year;
  std::optional<unsigned> month;
  std::optional<unsigned> day;
};

/// What an expression of time says.
enum class TimeKind {
  OneDay,     ///< 10月1日, 10月底, 中旬 (its 20th)
  Month,      ///< 10月
  Quarter,    ///< 三季度: stored as its last day
  Half,       ///< 上半年: stored as its last day
  Year,       ///< 今年, 2023年, 全年, 过去一年
  YearEnd,    ///< 年底, 年内: 31 December
  Range,      ///< 1—4月, 2024年至2026年
  Recurring,  ///< 每月25日前
  Relative,   ///< 一周内, 24小时内
  Vague,      ///< 尽快, 按时间节点
  Season,     ///< 采暖季前, 节前: depends on the place or the year's calendar
  Recent      ///< 三年来, 近年来, 截至目前: a past without an end that can be named
};

/// One expression of time in a text.
struct ReadTime {
  std::size_t begin = 0;  ///< code points, prefix (截至, 自) and suffix (前, 以来, 内) included
  std::size_t end = 0;
  TimeKind kind{};
  PartialDate until;      ///< empty year: not known; all empty: a year that is not known
  PartialDate from;       ///< of a Range
  bool before = false;    ///< 前, 之前; of a Season 内 too
  bool as_of = false;     ///< 截至
  bool since = false;     ///< 以来, 起
  bool own_year = false;  ///< the text itself gives the year (2024年), not the paper's date
  bool far_year = false;  ///< a year word was used (今年, 明年), so the year is not open to rolling over

  /// True when it names a day, a month, a year or a period.
  [[nodiscard]] bool resolved() const {
    return kind != TimeKind::Recurring && kind != TimeKind::Relative && kind != TimeKind::Vague &&
           kind != TimeKind::Season && kind != TimeKind::Recent;
  }
  /// YYYY, YYYY-MM, YYYY-MM-DD, A/B; --MM-DD where the year is not known, ---- where only a year was meant. Empty when
  /// not resolved.
  [[nodiscard]] std::string text() const;
};

/// All expressions of time in [begin, end), in order, none overlapping another.
///
/// Years are taken from the words, else from `reference`; where neither gives one they stay open. 上旬 is its 10th, 中旬 its
/// 20th, 下旬, 底 and 末 the month's last day, a quarter or half year its last day. The names of five-year plans are no
/// dates; their ends (“十四五”末) are.
[[nodiscard]] std::vector<ReadTime> read_times(std::u32string_view text, std::size_t begin, std::size_t end,
                                               const TimeReference& reference);

/// The same date a year on where it lies before the paper's own month or day: 3月底前 said in November is next year's.
[[nodiscard]] ReadTime looking_ahead(const ReadTime& time, const TimeReference& reference);

/// The expression as the time limit of a duty, with the words it was read from.
[[nodiscard]] Deadline deadline_from(const ReadTime& time, std::string words);

}  // namespace luoshi::intake

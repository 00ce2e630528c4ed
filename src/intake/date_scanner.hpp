#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "intake/characters.hpp"
#include "intake/dates.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {

// A part of `dates.cpp`: expressions of time at one place of a text. Of use to nobody else.

/// Years said by a word, as steps from the paper's year. 过去一年 is said early in a year of the one before.
struct YearWord {
  std::u32string_view word;
  int step;
};
extern const std::array<YearWord, 19> kYearWords;

/// What a word of time says; a year word is kYearBase + its place in kYearWords.
enum TimeTag : std::uint64_t { kVague = 1, kSeason = 2, kRecent = 4, kRecurringTime = 8, kYearBase = 16 };
[[nodiscard]] const WordSet& time_words();

/// True for a character an expression of time can start with; everything else is passed over at once.
[[nodiscard]] bool may_start_time(char32_t c);

/// One part of a range or a whole expression: what was named, where it ends.
struct TimePoint {
  PartialDate date;
  std::size_t end = 0;
  TimeKind kind = TimeKind::OneDay;
  bool own_year = false;
  bool year_word = false;
  bool bare = false;  // a number alone, to take its unit from the other end of a range: 1—4月
};

/// Reads what stands at one place of a text; the text ends at `end`.
class TimeScanner {
 public:
  TimeScanner(std::u32string_view text, std::size_t end, const TimeReference& reference)
      : text_{text.substr(0, end)}, reference_{reference} {}

  [[nodiscard]] std::optional<ReadTime> read(std::size_t at) const;

 private:
  [[nodiscard]] char32_t look(std::size_t at) const { return at < text_.size() ? text_[at] : U'\n'; }
  [[nodiscard]] bool has(std::size_t at, std::u32string_view word) const { return starts_at(text_, at, word); }
  [[nodiscard]] std::optional<TimePoint> point(std::size_t at) const;
  [[nodiscard]] std::optional<TimePoint> in_year(std::size_t at, std::optional<int> year, TimePoint base) const;
  [[nodiscard]] std::optional<TimePoint> in_month(std::size_t at, unsigned month, TimePoint base) const;
  [[nodiscard]] std::optional<TimePoint> quarter_or_half(std::size_t at, TimePoint base) const;
  [[nodiscard]] std::optional<TimePoint> plan_end(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> relative(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> word(std::size_t at) const;
  [[nodiscard]] std::optional<TimePoint> digits_only(std::size_t at) const;
  [[nodiscard]] std::optional<TimePoint> named_day(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> range_from(std::size_t begin, const TimePoint& first) const;
  [[nodiscard]] ReadTime with_suffix(ReadTime time) const;
  [[nodiscard]] std::size_t clock_after(std::size_t at) const;
  // A small whole number at `at`: its value and where it ends.
  [[nodiscard]] std::optional<std::pair<int, std::size_t>> small_number(std::size_t at) const;
  [[nodiscard]] std::size_t range_mark(std::size_t at) const;

  std::u32string_view text_;
  const TimeReference& reference_;
};

}  // namespace luoshi::intake

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace luoshi::notify {

/// How an address wants its messages. DingTalk, WeCom and Feishu: their robots' webhooks, text messages. Mail: SMTP.
/// Calendar: a file in iCalendar form (RFC 5545), which calendars subscribe to.
enum class Form { DingTalk, WeCom, Feishu, Mail, Calendar };

/// One thing to do: its title, and by when. Nothing else of it leaves.
struct Line {
  std::string title;
  std::optional<Day> due;
};

/// What one person is told on one day (每人每日一次).
struct Daily {
  std::string person;  ///< as the list of addresses calls them
  Day day{};
  std::vector<Line> lines;
};

inline constexpr std::size_t kMostLines = 20, kMostTitle = 80;  ///< further lines are counted; longer titles cut, in characters

/// The message as text: what waits, due first.
[[nodiscard]] std::string text_of(const Daily& daily);
/// The body as that form sends it: JSON, a mail with its headers but From and To, or a calendar with an all-day entry a line.
/// A title can end no line and open no field of any of them.
[[nodiscard]] std::string body_of(Form form, const Daily& daily);

}  // namespace luoshi::notify

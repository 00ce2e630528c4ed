#include "intake/dates.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/date_scanner.hpp"

namespace luoshi::intake {

std::optional<ReadTime> TimeScanner::range_from(std::size_t begin, const TimePoint& first) const {
  const std::size_t mark = range_mark(first.end);
  if (mark == 0) return std::nullopt;
  std::size_t i = first.end + mark;
  ReadTime time;
  time.begin = begin;
  time.kind = TimeKind::Range;
  time.own_year = first.own_year;
  time.far_year = first.year_word;
  time.from = first.date;
  if (first.date.day) {  // 2月7至8日
    if (const auto day = small_number(i); day && (look(day->second) == U'日' || look(day->second) == U'号')) {
      time.until = {first.date.year, first.date.month, static_cast<unsigned>(day->first)};
      if (!time.until.exists()) return std::nullopt;
      time.end = day->second + 1;
      return time;
    }
  }
  const auto second = point(i);
  if (!second || second->bare) return std::nullopt;
  if (first.bare && first.kind == TimeKind::Month && second->kind != TimeKind::Month &&
      second->kind != TimeKind::OneDay)
    return std::nullopt;
  time.until = second->date;
  if (first.date.year && !second->year_word) time.until.year = first.date.year;
  if (first.kind == TimeKind::Year && first.bare) time.own_year = time.far_year = true;
  time.end = second->end;
  return time;
}

// N days, weeks, working days … within which.
std::optional<ReadTime> TimeScanner::relative(std::size_t at) const {
  const auto number = small_number(at);
  if (!number) return std::nullopt;
  std::size_t i = number->second;
  const std::size_t unit = starts_with_any<
      U"天 日 周 个星期 星期 个月 个工作日 工作日 小时 个小时 年 分钟 个季度 个年度 个自然日 日历天 月">(
      text_.substr(std::min(i, text_.size())));
  if (unit == 0) return std::nullopt;
  i += unit;
  if (look(i) == U'之' || look(i) == U'以') ++i;
  ReadTime time;
  time.begin = at;
  if (look(i) == U'内' && look(i + 1) != U'涝') {
    time.kind = TimeKind::Relative;
    time.end = i + 1;
    return time;
  }
  if (has(i, U"时间") && time.begin > 0 && text_[time.begin - 1] == U'用') {  // 用两个月时间
    time.kind = TimeKind::Relative;
    time.end = i + 2;
    return time;
  }
  if ((look(i) == U'来' && unit <= 2 && i == number->second + unit) || has(i, U"来，")) {  // 三年来
    time.kind = TimeKind::Recent;
    time.end = i + 1;
    return time;
  }
  return std::nullopt;
}

std::optional<ReadTime> TimeScanner::word(std::size_t at) const {
  if (look(at) == U'每')  // 每三天, 每10日
    if (const auto count = small_number(at + 1))
      if (const std::size_t unit =
              starts_with_any<U"天 日 周 个月 个工作日 小时">(text_.substr(std::min(count->second, text_.size()))))
        return ReadTime{.begin = at, .end = count->second + unit, .kind = TimeKind::Recurring, .until = {}, .from = {}};
  const auto match = time_words().longest(text_, at);
  if (!match || match.tag >= kYearBase) return std::nullopt;
  ReadTime time;
  time.begin = at;
  time.end = at + match.length;
  time.kind = match.tag == kVague    ? TimeKind::Vague
              : match.tag == kSeason ? TimeKind::Season
              : match.tag == kRecent ? TimeKind::Recent
                                     : TimeKind::Recurring;
  time.before = time.kind == TimeKind::Season && contains(U"前内", text_[time.end - 1]);
  if (time.kind == TimeKind::Recurring) {
    // 每月25日前, 每季度末, 每周五下午下班前
    std::size_t i = time.end;
    if (look(i - 1) == U'周' && contains(U"一二三四五六日天", look(i))) i = clock_after(i + 1);
    if (has(i, U"下班")) i += 2;
    if (const auto day = small_number(i); day && (look(day->second) == U'日' || look(day->second) == U'号'))
      i = day->second + 1;
    else if (look(i) == U'底' || look(i) == U'末' || look(i) == U'初')
      ++i;
    else if (const auto month = small_number(i); month && look(month->second) == U'月')
      i = month->second + 1;
    if (look(i) == U'底' || look(i) == U'末') ++i;
    if (i > time.end && look(i) == U'前') ++i;
    if (const auto season = time_words().longest(text_, i); season && season.tag == kSeason)
      i += season.length;  // 每年汛前
    time.end = i;
  }
  return time;
}

ReadTime TimeScanner::with_suffix(ReadTime time) const {
  std::size_t i = time.end;
  const auto rest = text_.substr(i);
  if (const std::size_t before = starts_with_any<U"前 之前 以前 之前 底前 末前">(rest)) {
    // 前 of 前期, 前往, 前列 is another word.
    if (before > 1 || !contains(U"期往列来三景述提沿置端后移", look(i + 1))) {
      time.before = true;
      time.end = i + before;
    }
  } else if (const std::size_t since = starts_with_any<U"以来 来 起 以后 之后 开始">(rest)) {
    if (since > 1 || (look(i) == U'起' && !contains(U"草步来事", look(i + 1))) ||
        (look(i) == U'来' && is_comma(look(i + 1)))) {
      time.since = true;
      time.end = i + since;
    }
  } else if (const std::size_t inside = starts_with_any<U"之内 以内 期间 内">(rest)) {
    if (inside > 1 || (time.kind == TimeKind::Year || time.kind == TimeKind::Month)) time.end = i + inside;
  }
  return time;
}

std::optional<ReadTime> TimeScanner::read(std::size_t at) const {
  std::size_t i = at;
  bool as_of = false;
  if (const std::size_t prefix = starts_with_any<U"截至 截止到 截止至 截止">(text_.substr(at))) {
    i += prefix;
    as_of = true;
  } else if (look(at) == U'自' || look(at) == U'从') {
    ++i;
  }
  std::optional<ReadTime> time;
  if (i == at) {
    if (auto found = word(at)) return found;
    if (auto found = relative(at)) return found;
  }
  if (as_of && (has(i, U"目前") || has(i, U"当前") || has(i, U"现在")))
    return ReadTime{.begin = at, .end = i + 2, .kind = TimeKind::Recent, .until = {}, .from = {}, .as_of = true};
  // 前9个月: from January.
  if (look(i) == U'前')
    if (const auto months = small_number(i + 1);
        months && months->first >= 2 && months->first <= 12 && has(months->second, U"个月") && i == at) {
      ReadTime elapsed{.begin = at,
                       .end = months->second + 2,
                       .kind = TimeKind::Range,
                       .until = {reference_.year, static_cast<unsigned>(months->first), std::nullopt},
                       .from = {reference_.year, 1U, std::nullopt}};
      return elapsed;
    }
  const auto first = point(i);
  if (!first) return std::nullopt;
  if (first->kind == TimeKind::Year && first->year_word)  // 明年汛期前
    if (const auto season = time_words().longest(text_, first->end); season && season.tag == kSeason)
      return ReadTime{
          .begin = at, .end = first->end + season.length, .kind = TimeKind::Season, .until = {}, .from = {}};
  time = range_from(at, *first);
  if (!time) {
    if (first->bare) return std::nullopt;
    time = ReadTime{.begin = at, .end = first->end, .kind = first->kind, .until = first->date, .from = {}};
    time->own_year = first->own_year;
    time->far_year = first->year_word;
  }
  time->as_of = as_of;
  *time = with_suffix(*time);
  if (i > at && !as_of && !time->since && time->kind != TimeKind::Range) time->begin = i;  // 从, 自 without 起
  return time;
}

std::string ReadTime::text() const {
  if (!resolved()) return {};
  const auto one = [](const PartialDate& date) {
    return !date.year && !date.month ? std::string{"----"} : date.text();
  };
  return kind == TimeKind::Range ? one(from) + "/" + one(until) : one(until);
}

std::vector<ReadTime> read_times(std::u32string_view text, std::size_t begin, std::size_t end,
                                 const TimeReference& reference) {
  std::vector<ReadTime> times;
  const TimeScanner scanner{text, end, reference};
  for (std::size_t at = begin; at < end;) {
    if (!may_start_time(text[at])) {
      ++at;
      continue;
    }
    // A digit inside a number or a code starts no date.
    // 3.8月底前: the item's number stands before the month.
    const bool item =
        at > begin && text[at - 1] == U'.' && (at < begin + 2 || at < 3 || !is_digit(text[at - 3])) &&
        (starts_at(text, at + 1, U"月") || starts_at(text, at + 2, U"月") || starts_at(text, at + 4, U"年"));
    const bool inside = !item && at > begin && is_digit(text[at]) &&
                        (is_digit(text[at - 1]) || is_letter(text[at - 1]) || text[at - 1] == U'.');
    const auto time = inside ? std::nullopt : scanner.read(at);
    if (!time && is_digit(text[at])) {
      // A number that starts no date is passed over whole: 2月30日 must not be read as 30日.
      std::size_t skip = at;
      while (skip < end && (is_digit(text[skip]) || text[skip] == U'月' ||
                            (text[skip] == U'年' && skip + 1 < end && is_digit(text[skip + 1]))))
        ++skip;
      at = std::max(at + 1, skip);
      continue;
    }
    if (time && time->end > at) {
      times.push_back(*time);
      at = time->end;
    } else {
      ++at;
    }
  }
  return times;
}

ReadTime looking_ahead(const ReadTime& time, const TimeReference& reference) {
  ReadTime ahead = time;
  if (time.far_year || time.own_year || !time.until.year || !reference.year || !reference.month || !time.until.month)
    return ahead;
  const bool past = *time.until.month < *reference.month || (*time.until.month == *reference.month && time.until.day &&
                                                             reference.day && *time.until.day < *reference.day);
  if (past && *time.until.year == *reference.year) {
    ++*ahead.until.year;
    if (ahead.from.year) ++*ahead.from.year;
  }
  return ahead;
}

Deadline deadline_from(const ReadTime& time, std::string words) {
  Deadline deadline;
  deadline.words = std::move(words);
  switch (time.kind) {
    case TimeKind::Recurring:
      deadline.kind = DeadlineKind::Recurring;
      break;
    case TimeKind::Relative:
      deadline.kind = DeadlineKind::Relative;
      break;
    case TimeKind::Vague:
    case TimeKind::Season:
      deadline.kind = DeadlineKind::Vague;
      break;
    case TimeKind::Recent:
      deadline.kind = DeadlineKind::None;
      break;
    case TimeKind::Range:
      deadline.kind = DeadlineKind::Within;
      deadline.from = time.from;
      deadline.until = time.until;
      break;
    default:
      deadline.kind = DeadlineKind::By;
      deadline.until = time.until;
  }
  return deadline;
}

}  // namespace luoshi::intake

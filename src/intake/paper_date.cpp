#include "intake/paper_date.hpp"

#include <algorithm>

#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/paper_year.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// 20310605, as addresses and file names write a day.
std::optional<PartialDate> packed_date(View text, std::size_t at) {
  int number = 0;
  std::size_t end = at;
  while (end < text.size() && end - at < 9 && is_digit(text[end])) number = number * 10 + digit_of(text[end++]);
  if (end - at != 8) return std::nullopt;
  const PartialDate date{number / 10000, static_cast<unsigned>(number / 100 % 100),
                         static_cast<unsigned>(number % 100)};
  if (number / 10000 < 1990 || number / 10000 > 2100 || !date.exists()) return std::nullopt;
  return date;
}

// The first day written in a line, the year first: 2031-06-05, 2031 年 6 月 5 日, 20310605.
std::optional<PartialDate> written_day(View text) {
  for (std::size_t i = 0; i + 8 <= text.size(); ++i) {
    if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
    if (const auto packed = packed_date(text, i)) return packed;
    int parts[3] = {0, 0, 0};
    std::size_t at = i;
    int part = 0;
    for (; part < 3 && at < text.size(); ++part) {
      const std::size_t begin = at;
      while (at < text.size() && is_digit(text[at]) && at - begin < 4)
        parts[part] = parts[part] * 10 + digit_of(text[at++]);
      if (at == begin) break;
      while (at < text.size() && is_space(text[at]) && part < 2) ++at;  // 2031 年 6 月 5 日
      if (part < 2 && at < text.size() && contains(U"-/.年月－", text[at])) {
        ++at;
        while (at < text.size() && is_space(text[at])) ++at;
      } else if (part < 2)
        break;
    }
    const PartialDate date{parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])};
    if (part == 3 && parts[0] >= 1990 && parts[0] <= 2100 && date.exists()) return date;
  }
  if (contains(text, U'年'))  // 二〇三一年六月五日
    for (const ReadTime& time : read_times(text, 0, text.size(), {}))
      if (time.kind == TimeKind::OneDay && time.until.year && time.until.day) return time.until;
  return std::nullopt;
}

// Whether a dropped line is a label of the paper's own day rather than of its page: 会议时间：…
bool names_meeting(View line) { return starts_with_any<U"会议时间 召开时间 活动时间 调研时间">(line) > 0; }

// Who owns the page, what else stands on it: their days are not the paper's.
bool is_of_others(View line) {
  return contains_any<U"版权 备案 Copyright copyright ICP 公网安备 ©">(line) ||
         contains_any<U"上一篇 下一篇 上一条 下一条 上一主题 下一主题 相关 推荐阅读 热点推荐">(line.substr(0, 10));
}

// 《督查通报》2031年第8期, 2031-06: a year in the lines around a paper.
std::optional<int> year_around(const RepairedText& paper) {
  for (const DroppedLine& line : paper.dropped) {
    const View text = line.text;
    if (is_of_others(text)) continue;
    if (const auto year = year_in(text)) return year;
    for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
      if ((i > 0 && is_digit(text[i - 1])) || !contains(U"-/.〕]", text[i + 4])) continue;
      int year = 0;
      std::size_t at = i;
      while (at < i + 4 && is_digit(text[at])) year = year * 10 + digit_of(text[at++]);
      if (at == i + 4 && year >= 1990 && year <= 2060) return year;
    }
  }
  return std::nullopt;
}

// When the paper was put on line: of the line that says so, else of any line of the page around it.
std::optional<PartialDate> published_on(const RepairedText& paper) {
  for (const bool plain : {true, false})
    for (const DroppedLine& line : paper.dropped)
      if ((line.reason == DropReason::Publication) == plain && !names_meeting(line.text) && !is_of_others(line.text))
        if (const auto day = written_day(line.text)) return day;
  return std::nullopt;
}

// The month of the latest event named by its day (12·16), for a paper that gives only its own day.
std::optional<unsigned> month_after_events(View text, unsigned day) {
  std::optional<unsigned> month;
  unsigned event_day = 0;
  for (std::size_t at = text.find(U'·'); at != View::npos; at = text.find(U'·', at + 1)) {
    if (at < 1 || at + 1 >= text.size()) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < 2 && is_digit(text[begin - 1])) --begin;
    const auto m = read_number(text, begin);
    const auto d = read_number(text, at + 1);
    if (begin == at || !m || !d || !is_digit(text[at + 1])) continue;
    const auto mm = static_cast<unsigned>(m->value.coefficient());
    const auto dd = static_cast<unsigned>(d->value.coefficient());
    if (mm < 1 || mm > 12 || dd < 1 || dd > 31) continue;
    if (!month || mm > *month || (mm == *month && dd > event_day)) month = mm, event_day = dd;
  }
  if (month && event_day > day) month = *month % 12 + 1;
  return month;
}

struct FoundDate {
  PartialDate date;
  bool year_read = false;
  bool month_inferred = false;
};

// A day of a stretch that may be the paper's own: no limit, no count's end, no span of weeks (4月10日至5月10日), no day on which
// something happened that the paper is about.
std::optional<FoundDate> day_in(View text, std::size_t begin, std::size_t end) {
  std::optional<FoundDate> second;
  for (const ReadTime& time : read_times(text, begin, end, {})) {
    if (!time.until.month || !time.until.day || time.before || time.as_of || time.since) continue;
    if (time.kind != TimeKind::OneDay && time.kind != TimeKind::Range) continue;
    if (contains(U"底末旬", text[time.end - 1])) continue;
    const FoundDate found{time.until, time.until.year.has_value(), false};
    const bool long_span = time.kind == TimeKind::Range && time.from.month && time.from.month != time.until.month;
    const View after = text.substr(time.end, std::min<std::size_t>(text.find_first_of(U"。\n", time.end), time.end + 30) - time.end);
    if (!long_span && !contains(after, U"发生")) return found;
    if (!second) second = found;
  }
  return second;
}

// 昨天（24日）晚上: a day alone, its month concluded.
std::optional<FoundDate> bare_day(View text, const Stretch& line) {
  const View words = of(text, line).substr(0, 40);
  const std::size_t day = words.find(U'日');
  if (day == View::npos || day == 0 || !is_digit(words[day - 1])) return std::nullopt;
  std::size_t begin = day;
  while (begin > 0 && is_digit(words[begin - 1])) --begin;
  const auto number = read_number(words, begin);
  if (!number || number->value.coefficient() < 1 || number->value.coefficient() > 31) return std::nullopt;
  const auto value = static_cast<unsigned>(number->value.coefficient());
  const auto month = month_after_events(text, value);
  if (!month) return std::nullopt;
  return FoundDate{{std::nullopt, month, value}, false, true};
}

// 2031年3月: a month with its year, where a paper is dated by no day.
std::optional<FoundDate> month_in(View text, const Stretch& line) {
  for (const ReadTime& time : read_times(text, line.begin, line.end, {}))
    if (time.kind == TimeKind::Month && time.own_year && !time.before && !time.as_of && !time.since)
      return FoundDate{time.until, true, false};
  return std::nullopt;
}

// The day that signs a paper off, in its last lines.
std::optional<FoundDate> signed_off(View text, const std::vector<Stretch>& lines) {
  for (std::size_t i = lines.size(); i > 1 && i + 4 > lines.size(); --i) {
    const View words = of(text, lines[i - 1]);
    if (words.size() > 30 || contains(words, U'。') || starts_with_any<U"联系 附件 抄送 电话 咨询">(words) > 0) continue;
    if (auto found = day_in(text, lines[i - 1].begin, lines[i - 1].end)) return found;
    if (words.size() <= 14)
      if (auto found = month_in(text, lines[i - 1])) return found;
  }
  return std::nullopt;
}

// 时间：2031年3月14日下午 of minutes, and a day in brackets under the title.
std::optional<FoundDate> day_at_head(const RepairedText& paper, const std::vector<Stretch>& lines, Genre genre) {
  const View text = paper.text;
  for (std::size_t i = 1; i < lines.size() && i < 6; ++i) {
    const View words = of(text, lines[i]);
    const bool label = starts_with_any<U"时间： 会议时间： 召开时间： 日期： 时间: 会议时间:">(words) > 0;
    const bool bracket = i < 4 && words.size() <= 24 && is_opening(words.front()) && is_closing(words.back());
    if (!label && !bracket) continue;
    if (auto found = day_in(text, lines[i].begin, lines[i].end)) return found;
    if (auto found = month_in(text, lines[i])) return found;
  }
  for (const DroppedLine& line : paper.dropped)
    if (names_meeting(line.text) || (genre == Genre::Minutes && View{line.text}.starts_with(U"时间")))
      if (const auto day = written_day(line.text)) return FoundDate{*day, true, false};
  return std::nullopt;
}

// 昨日 beside the day the paper was put on line.
std::optional<FoundDate> day_before_publication(View text, const std::optional<PartialDate>& published) {
  if (!published || !published->year || !published->month || !published->day) return std::nullopt;
  const View opening = text.substr(0, 300);
  using namespace std::chrono;
  const sys_days day{Day{std::chrono::year{*published->year}, std::chrono::month{*published->month},
                         std::chrono::day{*published->day}}};
  for (const auto& [word, step] : {std::pair{View{U"昨"}, -1}, std::pair{View{U"今天"}, 0}, std::pair{View{U"今日"}, 0},
                                   std::pair{View{U"今晨"}, 0}, std::pair{View{U"前天"}, -2}, std::pair{View{U"前日"}, -2}})
    if (const std::size_t at = opening.find(word); at != View::npos) {
      if (step == -1 && starts_with_any<U"昨天 昨日 昨晚 昨下午 昨上午 昨晨">(opening.substr(at)) == 0) continue;
      return FoundDate{PartialDate::of(Day{day + days{step}}), false, true};
    }
  return std::nullopt;
}

// The paper's own day: where its sort says it first.
std::optional<FoundDate> date_in(const RepairedText& paper, const std::vector<Stretch>& lines, Genre genre) {
  const View text = paper.text;
  if (auto found = day_at_head(paper, lines, genre)) return found;
  // Notices, plans and pledges name days of their matter first; their own stands at the end.
  if (genre != Genre::Bulletin && genre != Genre::Minutes)
    if (auto found = signed_off(text, lines)) return found;
  std::size_t opening = 0;
  for (const Stretch& line : lines) {
    if (line.size() < 12 && opening == 0) continue;
    const std::size_t most = opening == 0 ? 60 : 100;
    if (auto found = day_in(text, line.begin, std::min(line.end, line.begin + most))) return found;
    if (auto found = bare_day(text, line)) return found;
    if (++opening >= 4) break;
  }
  return signed_off(text, lines);
}

}  // namespace

void date_of(const RepairedText& paper, const std::vector<Stretch>& lines, Metadata& meta) {
  const View text = paper.text;
  const auto published = published_on(paper);
  auto found = date_in(paper, lines, meta.genre);
  if (!found && (meta.genre == Genre::Bulletin || meta.genre == Genre::Report))
    found = day_before_publication(text, published);
  std::optional<int> year;
  if (found && found->date.year) year = found->date.year;
  const bool read = found && found->year_read;
  if (!year) year = year_of_number(text, lines);
  if (!year && published) {
    year = published->year;
    // A December meeting put on line in January was of the year before.
    if (found && found->date.month && published->month && *found->date.month > *published->month + 1) --*year;
  }
  if (!year) year = year_around(paper);
  TimeReference day;
  if (found) day.month = found->date.month, day.day = found->date.day;
  if (!year && meta.genre != Genre::Bulletin && meta.genre != Genre::Report) year = year_in(of(text, lines[0]));
  if (!year) year = year_of_paper(text, lines, meta.genre, day);
  meta.today.year = year;
  if (!found) {
    if (published && published->month) meta.today.month = published->month;
    // 2031年重点任务分解表: a paper that tells of no meeting and bears no day is of its year.
    if (year && meta.genre != Genre::Bulletin && meta.genre != Genre::Report) {
      meta.date = PartialDate{year, std::nullopt, std::nullopt};
      meta.precision = DatePrecision::ToYear;
      meta.inferred = true;
    }
    return;
  }
  meta.date = found->date;
  meta.date->year = year;
  meta.month_inferred = found->month_inferred;
  meta.inferred = (!read && year.has_value()) || found->month_inferred;
  meta.precision = meta.date->day ? DatePrecision::ToDay : DatePrecision::ToMonth;
  if (!meta.date->exists()) meta.date->day.reset(), meta.precision = DatePrecision::ToMonth;
  meta.today.month = meta.date->month;
  meta.today.day = meta.date->day;
}

}  // namespace luoshi::intake

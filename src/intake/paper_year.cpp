#include "intake/paper_year.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

using View = std::u32string_view;

// A year that ends at `end`: four digits or numerals, 1990 to 2060.
std::optional<int> year_before(View text, std::size_t end) {
  if (end < 4 || (!is_digit(text[end - 4]) && numeral_of(text[end - 4]) < 0) || (end > 4 && is_digit(text[end - 5])))
    return std::nullopt;
  const auto number = read_number(text.substr(0, end), end - 4);
  if (!number || number->end != end || number->value.exponent() != 0 || number->value.coefficient() < 1990 ||
      number->value.coefficient() > 2060)
    return std::nullopt;
  return static_cast<int>(number->value.coefficient());
}

// 年底前, 年9月前, 年10月20日前: what follows a year makes it a limit.
bool is_limit(View after) {
  std::size_t i = 0;
  while (i < after.size() && i < 7 && (is_digit(after[i]) || contains(U"月日份上中下旬", after[i]))) ++i;
  // 年前三季度, 年前9个月 count from January.
  if (after.starts_with(U'前') && after.size() > 1 && (is_digit(after[1]) || contains(U"一二三两九十", after[1])))
    return false;
  if (contains_any<U"前 底 末">(after.substr(0, 2))) return true;
  return i > 0 && contains_any<U"前 底前 末前">(after.substr(i, 2));
}

// 截至2030年5月底, 2030年1—5月 said in June: the months counted have just gone by, so the year runs.
bool just_gone(View after, std::optional<unsigned> month) {
  const std::size_t unit = after.substr(0, 8).find(U'月');
  if (!month || unit == View::npos || unit == 0) return false;
  std::size_t begin = unit;
  while (begin > 0 && is_digit(after[begin - 1])) --begin;
  const auto last = read_number(after, begin);
  if (!last || last->end != unit) return false;
  const auto counted = static_cast<unsigned>(last->value.coefficient());
  return counted <= *month && *month - counted <= 3;
}

// Years the text speaks of, and what they say of its own: a plan's or pledge's year is this one, a year reported as
// past beside 今年 is the one before.
std::optional<int> year_spoken_of(View text, std::optional<unsigned> month) {
  std::optional<int> running, other;
  int titles = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == U'《') ++titles;
    if (text[at] == U'》' && titles > 0) --titles;
    if (text[at] == U'\n') titles = 0;
    if (text[at] != U'年') continue;
    const auto read = year_before(text, at);
    if (!read) continue;
    const int year = *read;
    // A goal's year (到2035年, 2030年前, 2035年力争达到…) and a baseline's (较2020年) say nothing of the paper's own.
    const View clause =
        text.substr(at + 1, std::min<std::size_t>(text.find_first_of(U"，。；\n", at + 1), at + 40) - at - 1);
    const bool as_of = at > 6 && contains_any<U"截至 截止">(text.substr(at - 7, 3));
    const bool ahead = contains_any<U"将于 将在 拟于 计划于 预计 力争 确保">(text.substr(at - std::min<std::size_t>(at, 7), std::min<std::size_t>(at, 7)));
    const bool goal = ahead || (is_limit(clause) && !as_of) || contains_any<U"力争 目标 确保">(clause) ||
                      (at > 4 && !as_of && contains(U"到至—-～较比由从", text[at - 5]));
    // 2030年度, 召开2031年…会议: the year that runs. In a title only 年度 says so.
    const View around = text.substr(at - std::min<std::size_t>(at, 8), std::min<std::size_t>(at, 8));
    const bool reported = contains_any<U"总结 回顾 考核 通报 上">(around);  // 总结2030年度工作
    const bool runs = (at + 1 < text.size() && text[at + 1] == U'度' && !reported) ||
                      contains_any<U"召开 举行 举办">(around) || contains(text.substr(at + 1, 8), U"是");
    if (goal || (titles > 0 && !runs)) continue;
    std::optional<int>& kept = runs || just_gone(clause, month) ? running : other;
    kept = std::max(kept.value_or(year), year);
  }
  if (running && (!other || *running >= *other)) return running;
  if (other && contains_any<U"今年 去年 新的一年">(text)) return *other + 1;
  // In January and February a year's figures are of the year before.
  if (other && month && *month <= 2 && contains_any<U"同比 累计 全年">(text)) return *other + 1;
  return other;
}

// 今年是“十四五”开局之年: the first or last year of a five-year plan.
std::optional<int> year_of_plan(View text) {
  for (const auto& [words, last] : {std::pair{View{U"开局之年"}, false}, std::pair{View{U"收官之年"}, true}}) {
    const std::size_t at = text.find(words);
    if (at == View::npos || at < 4) continue;
    const View before = text.substr(at - std::min<std::size_t>(at, 14), std::min<std::size_t>(at, 14));
    const std::size_t five = before.rfind(U'五');
    if (five == View::npos || five < 2 || !contains(before, U"今年")) continue;
    const auto nth = read_number(before.substr(0, five), five - 2);
    if (!nth || nth->end != five || nth->value < Decimal{11} || nth->value > Decimal{19}) continue;
    const int end = 2015 + (static_cast<int>(nth->value.coefficient()) - 12) * 5;  // the twelfth plan ended in 2015
    return last ? end : end - 4;
  }
  return std::nullopt;
}

// 今年是新中国成立80周年: a year counted from one everybody knows.
std::optional<int> year_of_anniversary(View text) {
  constexpr std::array kBeginnings = {
      std::pair{View{U"新中国成立"}, 1949}, std::pair{View{U"中华人民共和国成立"}, 1949},
      std::pair{View{U"中国共产党成立"}, 1921}, std::pair{View{U"建党"}, 1921}, std::pair{View{U"改革开放"}, 1978}};
  for (const auto& [event, year] : kBeginnings)
    for (std::size_t at = text.find(event); at != View::npos; at = text.find(event, at + 1)) {
      const auto years = read_number(text, at + event.size());
      if (!years || years->value.exponent() != 0 || !starts_at(text, years->end, U"周年")) continue;
      if (contains(text.substr(at - std::min<std::size_t>(at, 8), std::min<std::size_t>(at, 8)), U"今年"))
        return year + static_cast<int>(years->value.coefficient());
    }
  return std::nullopt;
}

// 云栖市2030年第二次总河长会议召开, 2030年上半年全市…: the year a title runs in. What it sums up (总结2029年工作), aims at (2035年目标) or
// another paper's title is none.
std::optional<int> year_of_title(View title, Genre genre) {
  const std::size_t at = title.find(U'年');
  if (at == View::npos) return std::nullopt;
  const auto year = year_before(title, at);
  if (!year || is_limit(title.substr(at + 1))) return std::nullopt;
  const View before = title.substr(0, at);
  if (contains(before, U'《') && genre != Genre::Plan && genre != Genre::Pledge) return std::nullopt;
  if (at > 4 && contains(U"到至—-～较比", title[at - 5])) return std::nullopt;
  if (contains_any<U"总结 回顾 考核 决算">(title) || contains_any<U"通报">(before)) return std::nullopt;
  return year;
}

// Congresses everybody can date: 喜迎党的二十大, the year it met; 贯彻党的二十大精神的开局之年, the year after.
std::optional<int> year_of_congress(View text) {
  constexpr std::array kCongresses = {std::pair{View{U"党的十八大"}, 2012}, std::pair{View{U"党的十九大"}, 2017},
                                      std::pair{View{U"党的二十大"}, 2022}, std::pair{View{U"党的二十一大"}, 2027}};
  for (const auto& [congress, year] : kCongresses)
    for (std::size_t at = text.find(congress); at != View::npos; at = text.find(congress, at + 1)) {
      const View before = text.substr(at - std::min<std::size_t>(at, 6), std::min<std::size_t>(at, 6));
      const View after = text.substr(at + congress.size(), 12);
      if (contains_any<U"喜迎 迎接 献礼">(before) || after.starts_with(U"召开之年") || after.starts_with(U"胜利召开之年"))
        return year;
      if (contains(after, U"开局之年")) return year + 1;
    }
  return std::nullopt;
}

// 较2029年同期下降, 比2029年末增加: one more than the year compared with, unless that is a plan's base (2020, 2025).
std::optional<int> year_of_baseline(View text) {
  std::optional<int> year;
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1)) {
    const auto base = year_before(text, at);
    if (!base || at < 5 || !contains(U"较比与同", text[at - 5])) continue;
    const bool same_time = starts_at(text, at + 1, U"同期") || starts_at(text, at + 1, U"同比");
    if (!same_time && *base % 5 == 0) continue;
    year = std::max(year.value_or(0), *base + 1);
  }
  return year;
}

// 《…行动方案（2030—2032年）》 taken up before November: its first year, or the one that runs. A plan of one year says it too.
std::optional<int> year_of_plan_title(View text, std::optional<unsigned> month) {
  for (std::size_t open = text.find(U'《'); open != View::npos; open = text.find(U'《', open + 1)) {
    const std::size_t close = text.find(U'》', open);
    if (close == View::npos) break;
    const View title = text.substr(open, close - open);
    if (!contains_any<U"方案 计划 清单 要点 安排 任务">(title)) continue;
    const View before = text.substr(open - std::min<std::size_t>(open, 14), std::min<std::size_t>(open, 14));
    const bool taken_up =
        contains_any<U"审议 通过 同意 印发 研究 部署 落实 按照 对照 签订 解读 发布 出台 制定 讨论 审定">(before);
    if (!taken_up || !month || *month > 10) continue;
    for (const char32_t mark : View{U"—-－～至"})
      if (const std::size_t at = title.find(mark); at != View::npos)
        if (const auto year = year_before(title, at)) return year;
    if (const auto year = year_in(title)) return year;
  }
  return std::nullopt;
}

// A limit lies ahead. 2032年3月底前 owed in November is of the next year; 2031年10月底前 owed in June is of the year that runs, unless
// other limits of the paper name no year: then the one that does is of another.
std::optional<int> year_of_limit(View text, const TimeReference& day) {
  std::optional<int> year;
  bool bare = false;
  const auto times = read_times(text, 0, text.size(), {});
  for (const ReadTime& time : times) bare |= time.before && !time.own_year && time.until.month.has_value();
  for (const ReadTime& time : times) {
    if (!time.own_year || !time.before || !time.until.year || !time.until.month || (time.kind != TimeKind::OneDay && time.kind != TimeKind::Month)) continue;
    if (day.month && *time.until.month < *day.month)
      year = std::min(year.value_or(9999), *time.until.year - 1);
    else if (day.month && !bare && *time.until.month > *day.month)
      year = std::min(year.value_or(9999), *time.until.year);
    else if (!day.month && time.until.day && !contains(U"底末旬", text[time.end - 2]) && *time.until.month > 1)
      year = std::min(year.value_or(9999), *time.until.year);  // 近日, …2030年5月15日前: a day is set for the year that runs
  }
  return year;
}

// 2026年力争…: a goal near at hand, where the text names no other year. Years of five-year plans (2030, 2035) are far ones.
std::optional<int> year_of_goal(View text) {
  std::optional<int> nearest;
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1)) {
    const auto year = year_before(text, at);
    if (!year || (at > 4 && contains(U"到至—-～较比", text[at - 5])) || is_limit(text.substr(at + 1, 12))) continue;
    if (starts_at(text, at + 1, U"目标") || starts_at(text, at + 1, U"力争") || starts_at(text, at + 1, U"，") ||
        starts_at(text, at + 1, U"全") || starts_at(text, at + 1, U"要") || starts_at(text, at + 1, U"确保"))
      nearest = std::min(nearest.value_or(*year), *year);
  }
  if (nearest && *nearest % 5 == 0) return std::nullopt;
  return nearest;
}

// 10月18日（星期五）: the only year that has it among those the text leaves open, from the last year it looks back on to the first
// it looks ahead to.
std::optional<int> year_of_weekday(View text, const TimeReference& day) {
  if (!day.month || !day.day) return std::nullopt;
  std::optional<unsigned> weekday;
  const View opening = text.substr(0, 400);
  for (const View mark : {View{U"日（星期"}, View{U"日(星期"}, View{U"日（周"}, View{U"日星期"}, View{U"日，星期"}})
    if (const std::size_t at = opening.find(mark); at != View::npos && at + mark.size() < opening.size()) {
      const std::size_t named = View{U"日一二三四五六天"}.find(opening[at + mark.size()]);
      if (named != View::npos) weekday = named == 7 ? 0U : static_cast<unsigned>(named);
    }
  if (!weekday) return std::nullopt;
  int from = 0, to = 9999;
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1))
    if (const auto year = year_before(text, at)) {
      const bool ahead = is_limit(text.substr(at + 1, 12)) || (at > 4 && contains(U"到至", text[at - 5]));
      (ahead ? to : from) = ahead ? std::min(to, *year) : std::max(from, *year);
    }
  if (from == 0) return std::nullopt;
  to = std::min(to, from + 4);  // of a year looked back on, five years later the weekday may come again
  std::optional<int> only;
  for (int year = from; year <= to; ++year) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{*day.month}, std::chrono::day{*day.day}};
    if (!date.ok() || std::chrono::weekday{sys_days{date}}.c_encoding() != *weekday) continue;
    if (only) return std::nullopt;
    only = year;
  }
  return only;
}

}  // namespace

std::optional<int> year_in(std::u32string_view text) {
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1))
    if (const auto year = year_before(text, at)) return year;
  return std::nullopt;
}

std::optional<int> year_of_number(std::u32string_view text, const std::vector<Stretch>& lines) {
  for (std::size_t i = 0; i < lines.size() && i < 6; ++i) {
    const View line = of(text, lines[i]);
    const std::size_t open = line.find_first_of(U"〔[（(［【");
    if (line.size() > 32 || open == View::npos || !line.ends_with(U'号') || contains(line, U'。')) continue;
    const std::size_t close = line.find_first_of(U"〕]）)］】", open);
    if (close == View::npos) continue;
    if (const auto year = year_before(line, close)) return year;
  }
  return std::nullopt;
}

std::optional<int> year_of_paper(std::u32string_view text, const std::vector<Stretch>& lines, Genre genre,
                                 const TimeReference& day) {
  if (lines.empty()) return std::nullopt;
  if (const auto year = year_of_title(of(text, lines[0]), genre)) return year;
  if (const auto year = year_of_plan(text)) return year;
  if (const auto year = year_of_anniversary(text)) return year;
  if (const auto year = year_of_congress(text)) return year;
  if (const auto year = year_spoken_of(text, day.month)) return year;
  if (const auto year = year_of_baseline(text)) return year;
  if (const auto year = year_of_weekday(text, day)) return year;
  if (const auto year = year_of_plan_title(text, day.month)) return year;
  if (const auto year = year_of_limit(text, day)) return year;
  return year_of_goal(text);
}

}  // namespace luoshi::intake

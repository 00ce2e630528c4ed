#include "intake/dates.hpp"

#include <algorithm>
#include <array>

#include "intake/characters.hpp"
#include "intake/number.hpp"
#include "intake/word_set.hpp"

namespace luoshi::intake {
namespace {

// Years said by a word, as steps from the paper's year. 过去一年 is said early in a year of the one before.
struct YearWord {
  std::u32string_view word;
  int step;
};
constexpr std::array kYearWords = {
    YearWord{U"今年度", 0},    YearWord{U"本年度", 0},  YearWord{U"今年", 0},  YearWord{U"本年", 0},
    YearWord{U"当年", 0},      YearWord{U"全年度", 0},  YearWord{U"全年", 0},  YearWord{U"新的一年", 0},
    YearWord{U"去年度", -1},   YearWord{U"上年度", -1}, YearWord{U"去年", -1}, YearWord{U"上年", -1},
    YearWord{U"过去一年", -1}, YearWord{U"上一年", -1}, YearWord{U"前年", -2}, YearWord{U"明年", 1},
    YearWord{U"次年", 1},      YearWord{U"来年", 1},    YearWord{U"后年", 2}};

// Words that press without naming a day.
constexpr std::u32string_view kVagueWords =
    U"尽快 早日 尽早 及早 及时 按时 抓紧 立即 即刻 马上 立刻 适时 近期 限期 如期 按期 按时间节点 按照时间节点 "
    U"按时间节点要求 "
    U"按照时间节点要求 按节点 按照节点 按序时进度 按照序时进度 规定时间内 规定时限内 规定期限内 限定时间内 短期内 "
    U"短时间内 "
    U"第一时间 尽可能早 按计划 按时序 按时序进度 按时间要求 按规定时限 按规定时间 按照规定时限";
// Days that move with the place or the year.
constexpr std::u32string_view kSeasonWords =
    U"节前 节日前 两节前 春节前 元旦前 清明前 五一前 五一节前 端午前 端午节前 中秋前 中秋节前 国庆前 国庆节前 双节前 "
    U"汛期前 "
    U"主汛期前 汛前 汛期来临前 汛期到来前 汛期来临之前 采暖季前 采暖期前 供暖季前 供暖期前 供暖前 采暖前 取暖季前 "
    U"入冬前 冬季前 "
    U"入汛前 雨季前 雨季来临前 台风季前 开学前 秋收前 夏收前 麦收前 春耕前 封冻前 年前 冬季采暖期前 冬季供暖前 "
    U"采暖季来临前 本周内 本周五前 下周一前 周五前 周末前 本周前 下周前 两会前 "
    U"秋冬季 今冬明春 汛期结束前 汛后 汛期后";
constexpr std::u32string_view kRecentWords =
    U"近年来 近几年 近年 多年来 几年来 长期以来 一直以来 截至目前 截止目前 目前为止 到目前为止 近期以来 一段时间以来 "
    U"近段时间 "
    U"历年 今后 下一步 目前 此次 本次";
constexpr std::u32string_view kRecurringWords =
    U"每两月 每三个月 每三月 每半月 每双月 每两周 每两个月 每月 每年 每周 每季度 每季 每日 每天 每半年 每旬 逐月 按月 "
    U"按季度 按季 每个月 "
    U"每星期";

enum Tag : std::uint64_t { kVague = 1, kSeason = 2, kRecent = 4, kRecurring = 8, kYearBase = 16 };

const WordSet& time_words() {
  static const WordSet set = [] {
    WordSet words;
    words.add_all(kVagueWords, kVague);
    words.add_all(kSeasonWords, kSeason);
    words.add_all(kRecentWords, kRecent);
    words.add_all(kRecurringWords, kRecurring);
    for (std::size_t i = 0; i < kYearWords.size(); ++i) words.add(kYearWords[i].word, kYearBase + i);
    return words;
  }();
  return set;
}

// One part of a range or a whole expression: what was named, where it ends.
struct Point {
  PartialDate date;
  std::size_t end = 0;
  TimeKind kind = TimeKind::OneDay;
  bool own_year = false;
  bool year_word = false;
  bool bare = false;  // a number alone, to take its unit from the other end of a range: 1—4月
};

class Scanner {
 public:
  Scanner(std::u32string_view text, std::size_t end, const TimeReference& reference)
      : text_{text.substr(0, end)}, reference_{reference} {}

  [[nodiscard]] std::optional<ReadTime> read(std::size_t at) const;

 private:
  [[nodiscard]] char32_t look(std::size_t at) const { return at < text_.size() ? text_[at] : U'\n'; }
  [[nodiscard]] bool has(std::size_t at, std::u32string_view word) const { return starts_at(text_, at, word); }
  [[nodiscard]] std::optional<Point> point(std::size_t at) const;
  [[nodiscard]] std::optional<Point> in_year(std::size_t at, std::optional<int> year, Point base) const;
  [[nodiscard]] std::optional<Point> in_month(std::size_t at, unsigned month, Point base) const;
  [[nodiscard]] std::optional<Point> quarter_or_half(std::size_t at, Point base) const;
  [[nodiscard]] std::optional<Point> plan_end(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> relative(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> word(std::size_t at) const;
  [[nodiscard]] std::optional<Point> digits_only(std::size_t at) const;
  [[nodiscard]] std::optional<Point> named_day(std::size_t at) const;
  [[nodiscard]] std::optional<ReadTime> range_from(std::size_t begin, const Point& first) const;
  [[nodiscard]] ReadTime with_suffix(ReadTime time) const;
  [[nodiscard]] std::size_t clock_after(std::size_t at) const;
  // A small whole number at `at`: its value and where it ends.
  [[nodiscard]] std::optional<std::pair<int, std::size_t>> small_number(std::size_t at) const;
  [[nodiscard]] std::size_t range_mark(std::size_t at) const;

  std::u32string_view text_;
  const TimeReference& reference_;
};

std::optional<std::pair<int, std::size_t>> Scanner::small_number(std::size_t at) const {
  const auto number = read_number(text_, at);
  if (!number || number->scale != 0 || number->more || number->value.exponent() != 0 || number->value.sign() < 0 ||
      number->value.coefficient() > 9999)
    return std::nullopt;
  return std::pair{static_cast<int>(number->value.coefficient()), number->end};
}

// The length of a mark between the ends of a range, 0 when none stands here.
std::size_t Scanner::range_mark(std::size_t at) const {
  if (has(at, U"——")) return 2;
  return contains(U"—-–－~～至到", look(at)) && at < text_.size() ? 1 : 0;
}

PartialDate month_end(std::optional<int> year, unsigned month) {
  return {year, month, days_in_month(year.value_or(2001), month)};
}

std::optional<Point> Scanner::quarter_or_half(std::size_t at, Point base) const {
  const auto year = base.date.year;
  if (has(at, U"上半年")) return Point{month_end(year, 6), at + 3, TimeKind::Half, base.own_year, base.year_word};
  if (has(at, U"下半年")) return Point{month_end(year, 12), at + 3, TimeKind::Half, base.own_year, base.year_word};
  std::size_t i = at;
  if (look(i) == U'第' || look(i) == U'前') ++i;
  const auto number = small_number(i);
  if (!number || number->first < 1 || number->first > 4) return std::nullopt;
  i = number->second;
  if (look(i) == U'个') ++i;
  if (!has(i, U"季度")) return std::nullopt;
  i += 2;
  if (look(i) == U'末' || look(i) == U'底') ++i;
  return Point{month_end(year, static_cast<unsigned>(number->first) * 3), i, TimeKind::Quarter, base.own_year,
               base.year_word};
}

// After a month: 底, 旬, a day, or nothing.
std::optional<Point> Scanner::in_month(std::size_t at, unsigned month, Point base) const {
  if (month < 1 || month > 12) return std::nullopt;
  const auto year = base.date.year;
  if (look(at) == U'份') ++at;
  base.kind = TimeKind::OneDay;
  if (look(at) == U'底' || look(at) == U'末') {
    base.date = month_end(year, month);
    base.end = at + 1;
    return base;
  }
  constexpr std::array<std::pair<std::u32string_view, unsigned>, 3> kThirds = {
      {{U"上旬", 10}, {U"中旬", 20}, {U"下旬", 31}}};
  for (const auto& [third, day] : kThirds)
    if (has(at, third)) {
      base.date = day == 31 ? month_end(year, month) : PartialDate{year, month, day};
      base.end = at + 2;
      return base;
    }
  if (const auto day = small_number(at); day && day->first >= 1 && day->first <= 31) {
    const char32_t unit = look(day->second);
    const PartialDate date{year, month, static_cast<unsigned>(day->first)};
    // A bare day stands before a range mark (2月7至8日) only.
    if ((unit == U'日' || unit == U'号') && !date.exists()) return std::nullopt;  // 2月30日
    if ((unit == U'日' || unit == U'号' || range_mark(day->second) > 0) && (date.exists() || !year)) {
      if (!date.exists()) return std::nullopt;
      base.date = date;
      base.bare = unit != U'日' && unit != U'号';
      base.end = base.bare ? day->second : clock_after(day->second + 1);
      return base;
    }
  }
  base.date = {year, month, std::nullopt};
  base.kind = TimeKind::Month;
  base.end = at;
  return base;
}

// Past an hour of the day that stands after a day: 下午, 14时许, 零时, 9时30分左右.
std::size_t Scanner::clock_after(std::size_t at) const {
  at += starts_with_any<U"上午 下午 中午 晚上 晚间 傍晚 凌晨 早上 清晨 晚 当天 当晚">(
      text_.substr(std::min(at, text_.size())));
  const auto hour = small_number(at);
  if (!hour || hour->first > 24 || !contains(U"时点", look(hour->second))) return at;
  at = hour->second + 1;
  if (const auto minute = small_number(at); minute && minute->first < 60 && look(minute->second) == U'分')
    at = minute->second + 1;
  at += starts_with_any<U"许 左右 整">(text_.substr(std::min(at, text_.size())));
  return at;
}

// After a year (or with the paper's own): its end, a half, a quarter, a month.
std::optional<Point> Scanner::in_year(std::size_t at, std::optional<int> year, Point base) const {
  base.date = {year, std::nullopt, std::nullopt};
  if (has(at, U"年底") || has(at, U"年末") || has(at, U"年内")) {
    base.date = {year, 12, 31};
    base.kind = TimeKind::YearEnd;
    base.end = at + 2;
    return base;
  }
  if (const auto part = quarter_or_half(at, base)) return part;
  // 今年1至10月: the first month of a range has no 月 of its own.
  if (const auto month = small_number(at);
      month && month->first >= 1 && month->first <= 12 && range_mark(month->second) > 0) {
    const auto last = small_number(month->second + range_mark(month->second));
    if (last && last->first <= 12 && look(last->second) == U'月') {
      base.date = {year, static_cast<unsigned>(month->first), std::nullopt};
      base.kind = TimeKind::Month;
      base.bare = true;
      base.end = month->second;
      return base;
    }
  }
  if (const auto month = small_number(at); month && look(month->second) == U'月')
    return in_month(month->second + 1, static_cast<unsigned>(month->first), base);
  return std::nullopt;
}

// “十四五”末: the last day of a five-year plan. The plan's name alone is no date.
std::optional<Point> Scanner::plan_end(std::size_t at) const {
  std::size_t i = at;
  if (look(i) == U'“') ++i;
  const auto nth = small_number(i);
  if (!nth || nth->first < 11 || nth->first > 19 || look(nth->second) != U'五') return std::nullopt;
  i = nth->second + 1;
  if (look(i) == U'”') ++i;
  if (look(i) == U'时') ++i;
  if (look(i) == U'期') ++i;
  if (look(i) != U'末') return std::nullopt;
  Point plan;
  plan.date = {2010 + (nth->first - 12 + 1) * 5, 12, 31};  // the twelfth plan ended in 2015
  plan.end = i + 1;
  plan.own_year = plan.year_word = true;
  return plan;
}

// 2026-06-30, 2026/6/30, 2026.6.30: the year first, as papers and tables write it.
std::optional<Point> Scanner::digits_only(std::size_t at) const {
  int parts[3] = {0, 0, 0};
  std::size_t i = at;
  char32_t mark = U'\0';
  for (int part = 0; part < 3; ++part) {
    const std::size_t begin = i;
    while (is_digit(look(i)) && i - begin < 4) parts[part] = parts[part] * 10 + digit_of(look(i++));
    if (i == begin || is_digit(look(i)) || (part == 0 && i - begin != 4) || (part > 0 && i - begin > 2))
      return std::nullopt;
    if (part == 2) break;
    if (!contains(U"-/.", look(i)) || (mark != U'\0' && look(i) != mark)) return std::nullopt;
    mark = look(i++);
  }
  const PartialDate date{parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])};
  if (!date.exists() || look(i) == mark) return std::nullopt;
  return Point{date, i, TimeKind::OneDay, true, true};
}

// 今天, 明天, 昨日, 本月, 下个月: reckoned from the paper's own day, so nothing where that is not known whole.
std::optional<Point> Scanner::named_day(std::size_t at) const {
  struct Named {
    std::u32string_view word;
    int step;
  };
  constexpr std::array kDays = {Named{U"大前天", -3}, Named{U"大后天", 3}, Named{U"前天", -2}, Named{U"昨天", -1},
                                Named{U"昨日", -1},   Named{U"今天", 0},   Named{U"今日", 0},  Named{U"明天", 1},
                                Named{U"明日", 1},    Named{U"后天", 2},   Named{U"後天", 2}};
  constexpr std::array kMonths = {Named{U"上个月", -1}, Named{U"下个月", 1}, Named{U"上月", -1}, Named{U"下月", 1},
                                  Named{U"本月", 0},    Named{U"当月", 0},   Named{U"这个月", 0}};
  using namespace std::chrono;
  if ((has(at, U"月底") || has(at, U"月末")) && reference_.month && (at == 0 || !is_digit(text_[at - 1])))
    return Point{month_end(reference_.year, *reference_.month), at + 2, TimeKind::OneDay, false, true};
  if (!reference_.month) return std::nullopt;
  if (reference_.day && reference_.year)
    for (const Named& named : kDays)
      if (has(at, named.word)) {
        const Day today{std::chrono::year{*reference_.year}, std::chrono::month{*reference_.month},
                        std::chrono::day{*reference_.day}};
        return Point{PartialDate::of(Day{sys_days{today} + days{named.step}}), at + named.word.size(), TimeKind::OneDay,
                     false, true};
      }
  for (const Named& named : kMonths)
    if (has(at, named.word)) {
      const auto month = std::chrono::year{reference_.year.value_or(2000)} / std::chrono::month{*reference_.month} +
                         months{named.step};
      Point base;
      base.year_word = true;
      if (reference_.year) base.date.year = static_cast<int>(month.year());
      return in_month(at + named.word.size(), static_cast<unsigned>(month.month()), base);
    }
  return std::nullopt;
}

std::optional<Point> Scanner::point(std::size_t at) const {
  Point base;
  if (const auto date = digits_only(at)) return date;
  if (const auto day = named_day(at)) return day;
  if (const auto match = time_words().longest(text_, at); match && match.tag >= kYearBase) {
    const YearWord& word = kYearWords[match.tag - kYearBase];
    std::optional<int> year;
    if (reference_.year) year = *reference_.year + word.step;
    base.year_word = true;
    std::size_t next = at + match.length;
    if (look(next) == U'底' || look(next) == U'末' || look(next) == U'内')
      return Point{{year, 12, 31}, next + 1, TimeKind::YearEnd, false, true};
    if (look(next) == U'的') ++next;
    if (const auto inside = in_year(next, year, base)) return inside;
    return Point{{year, std::nullopt, std::nullopt}, at + match.length, TimeKind::Year, false, true};
  }
  if (const auto plan = plan_end(at)) return plan;
  if (const auto number = small_number(at)) {
    const auto [value, next] = *number;
    if (look(next) == U'年' && value >= 1900 && value <= 2100) {
      base.own_year = base.year_word = true;
      std::size_t i = next + 1;
      if (look(i) == U'度') ++i;
      if (look(i) == U'底' || look(i) == U'末' || look(i) == U'内')
        return Point{{value, 12, 31}, i + 1, TimeKind::YearEnd, true, true};
      if (look(i) == U' ') {
        const auto month = small_number(i + 1);
        if (month && look(month->second) == U'月') ++i;
      }
      if (const auto inside = in_year(i, value, base)) return inside;
      if (const auto month = small_number(i); month && look(month->second) == U'月')
        return std::nullopt;  // 2019年2月29日
      return Point{{value, std::nullopt, std::nullopt}, i, TimeKind::Year, true, true};
    }
    if (look(next) == U'月' && value >= 1 && value <= 12) {
      base.date.year = reference_.year;
      return in_month(next + 1, static_cast<unsigned>(value), base);
    }
    if ((look(next) == U'日' || (look(next) == U'号' && next - at <= 2 && !is_han(look(next + 1)))) && value >= 1 &&
        value <= 31 && reference_.month && look(next + 1) != U'内') {
      base.date = {reference_.year, reference_.month, static_cast<unsigned>(value)};
      if (!base.date.exists()) return std::nullopt;
      base.end = next + 1;
      return base;
    }
    if (range_mark(next) > 0 && is_digit(look(at))) {
      const int digits = static_cast<int>(next - at);
      if ((digits == 4 && value >= 1990 && value <= 2100) || (value >= 1 && value <= 12)) {
        base.bare = true;
        base.end = next;
        if (digits == 4)
          base.date.year = value, base.kind = TimeKind::Year;
        else
          base.date = {reference_.year, static_cast<unsigned>(value), std::nullopt}, base.kind = TimeKind::Month;
        return base;
      }
    }
  }
  return in_year(at, reference_.year, base);
}

std::optional<ReadTime> Scanner::range_from(std::size_t begin, const Point& first) const {
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
std::optional<ReadTime> Scanner::relative(std::size_t at) const {
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

std::optional<ReadTime> Scanner::word(std::size_t at) const {
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

ReadTime Scanner::with_suffix(ReadTime time) const {
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

std::optional<ReadTime> Scanner::read(std::size_t at) const {
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

// Characters an expression of time can start with; everything else is passed over at once.
bool may_start(char32_t c) {
  static const std::array<std::uint64_t, 1024> bits = [] {
    std::array<std::uint64_t, 1024> set{};
    const auto put = [&](char32_t each) { set[each >> 6U] |= std::uint64_t{1} << (each & 63U); };
    for (const char32_t each : std::u32string_view{
             U"0123456789０１２３４５６７８９〇一二两三四五六七八九十截自从第前上下年月本当今明昨后後大这“"})
      put(each);
    for (const auto& word : kYearWords) put(word.word[0]);
    for (const std::u32string_view list : {kVagueWords, kSeasonWords, kRecentWords, kRecurringWords})
      for (std::size_t i = 0; i < list.size(); ++i)
        if (i == 0 || list[i - 1] == U' ') put(list[i]);
    return set;
  }();
  return c < 0x10000 && (bits[c >> 6U] >> (c & 63U) & 1U) != 0;
}

}  // namespace

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
  const Scanner scanner{text, end, reference};
  for (std::size_t at = begin; at < end;) {
    if (!may_start(text[at])) {
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

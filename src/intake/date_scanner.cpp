#include "intake/date_scanner.hpp"

#include <algorithm>

#include "intake/number.hpp"

namespace luoshi::intake {
namespace {

PartialDate month_end(std::optional<int> year, unsigned month) {
  return {year, month, days_in_month(year.value_or(2001), month)};
}

}  // namespace

std::optional<std::pair<int, std::size_t>> TimeScanner::small_number(std::size_t at) const {
  const auto number = read_number(text_, at);
  if (!number || number->scale != 0 || number->more || number->value.exponent() != 0 || number->value.sign() < 0 ||
      number->value.coefficient() > 9999)
    return std::nullopt;
  return std::pair{static_cast<int>(number->value.coefficient()), number->end};
}

// The length of a mark between the ends of a range, 0 when none stands here.
std::size_t TimeScanner::range_mark(std::size_t at) const {
  if (has(at, U"——")) return 2;
  if (has(at, U" - ") || has(at, U" – ") || has(at, U" — ")) return 3;
  return contains(U"—-–－~～至到", look(at)) && at < text_.size() ? 1 : 0;
}

std::optional<TimePoint> TimeScanner::quarter_or_half(std::size_t at, TimePoint base) const {
  const auto year = base.date.year;
  if (has(at, U"上半年")) return TimePoint{month_end(year, 6), at + 3, TimeKind::Half, base.own_year, base.year_word};
  if (base.year_word && has(at, U"前半年"))
    return TimePoint{month_end(year, 6), at + 3, TimeKind::Half, base.own_year, base.year_word};
  if (base.year_word && has(at, U"后半年"))
    return TimePoint{month_end(year, 12), at + 3, TimeKind::Half, base.own_year, base.year_word};
  if (has(at, U"下半年")) return TimePoint{month_end(year, 12), at + 3, TimeKind::Half, base.own_year, base.year_word};
  std::size_t i = at;
  if (look(i) == U'第' || look(i) == U'前') ++i;
  if (look(i) == U'两') return std::nullopt;  // 连续两季度: so many
  const auto number = small_number(i);
  if (!number || number->first < 1 || number->first > 4) return std::nullopt;
  i = number->second;
  if (look(i) == U'个') ++i;
  if (!has(i, U"季度")) return std::nullopt;
  i += 2;
  if (look(i) == U'末' || look(i) == U'底') ++i;
  return TimePoint{month_end(year, static_cast<unsigned>(number->first) * 3), i, TimeKind::Quarter, base.own_year,
               base.year_word};
}

// After a month: 底, 旬, a day, or nothing.
std::optional<TimePoint> TimeScanner::in_month(std::size_t at, unsigned month, TimePoint base) const {
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
std::size_t TimeScanner::clock_after(std::size_t at) const {
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
std::optional<TimePoint> TimeScanner::in_year(std::size_t at, std::optional<int> year, TimePoint base) const {
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
std::optional<TimePoint> TimeScanner::plan_end(std::size_t at) const {
  std::size_t i = at;
  if (look(i) == U'“') ++i;
  const auto nth = small_number(i);
  if (!nth || nth->first < 11 || nth->first > 19 || look(nth->second) != U'五') return std::nullopt;
  i = nth->second + 1;
  if (look(i) == U'”') ++i;
  if (look(i) == U'时') ++i;
  if (look(i) == U'期') ++i;
  if (look(i) != U'末') return std::nullopt;
  TimePoint plan;
  plan.date = {2010 + (nth->first - 12 + 1) * 5, 12, 31};  // the twelfth plan ended in 2015
  plan.end = i + 1;
  plan.own_year = plan.year_word = true;
  return plan;
}

// 2026-06-30, 2026/6/30, 2026.6.30: the year first, as papers and tables write it.
std::optional<TimePoint> TimeScanner::digits_only(std::size_t at) const {
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
  return TimePoint{date, i, TimeKind::OneDay, true, true};
}

// 今天, 明天, 昨日, 本月, 下个月: reckoned from the paper's own day, so nothing where that is not known whole.
std::optional<TimePoint> TimeScanner::named_day(std::size_t at) const {
  struct Named {
    std::u32string_view word;
    int step;
  };
  constexpr std::array kDays = {Named{U"大前天", -3}, Named{U"大后天", 3}, Named{U"前天", -2}, Named{U"昨天", -1},
                                Named{U"昨日", -1},   Named{U"今天", 0},   Named{U"今日", 0},  Named{U"明天", 1},
                                Named{U"明日", 1},    Named{U"后天", 2},   Named{U"後天", 2}};
  constexpr std::array kMonths = {Named{U"上个月", -1}, Named{U"下个月", 1}, Named{U"上月", -1}, Named{U"下月", 1},
                                  Named{U"本月", 0},    Named{U"当月", 0},   Named{U"这个月", 0}};
  if (!contains(U"大前昨今明后後上下本当这月", look(at))) return std::nullopt;
  using namespace std::chrono;
  if ((has(at, U"月底") || has(at, U"月末")) && reference_.month && (at == 0 || !is_digit(text_[at - 1])))
    return TimePoint{month_end(reference_.year, *reference_.month), at + 2, TimeKind::OneDay, false, true};
  if (!reference_.month) return std::nullopt;
  if (reference_.day && reference_.year)
    for (const Named& named : kDays)
      if (has(at, named.word)) {
        const Day today{std::chrono::year{*reference_.year}, std::chrono::month{*reference_.month},
                        std::chrono::day{*reference_.day}};
        return TimePoint{PartialDate::of(Day{sys_days{today} + days{named.step}}), at + named.word.size(), TimeKind::OneDay,
                     false, true};
      }
  for (const Named& named : kMonths)
    if (has(at, named.word)) {
      const auto month = std::chrono::year{reference_.year.value_or(2000)} / std::chrono::month{*reference_.month} +
                         months{named.step};
      TimePoint base;
      base.year_word = true;
      if (reference_.year) base.date.year = static_cast<int>(month.year());
      return in_month(at + named.word.size(), static_cast<unsigned>(month.month()), base);
    }
  return std::nullopt;
}

std::optional<TimePoint> TimeScanner::point(std::size_t at) const {
  TimePoint base;
  if (const auto date = digits_only(at)) return date;
  if (const auto day = named_day(at)) return day;
  if (const auto match = time_words().longest(text_, at); match && match.tag >= kYearBase) {
    const YearWord& word = kYearWords[match.tag - kYearBase];
    std::optional<int> year;
    if (reference_.year) year = *reference_.year + word.step;
    base.year_word = true;
    std::size_t next = at + match.length;
    if (look(next) == U'底' || look(next) == U'末' || look(next) == U'内')
      return TimePoint{{year, 12, 31}, next + 1, TimeKind::YearEnd, false, true};
    if (look(next) == U'的') ++next;
    if (const auto inside = in_year(next, year, base)) return inside;
    return TimePoint{{year, std::nullopt, std::nullopt}, at + match.length, TimeKind::Year, false, true};
  }
  if (const auto plan = plan_end(at)) return plan;
  if (const auto number = small_number(at)) {
    const auto [value, next] = *number;
    if (look(next) == U'年' && value >= 1900 && value <= 2100) {
      base.own_year = base.year_word = true;
      std::size_t i = next + 1;
      if (look(i) == U'度') ++i;
      if (look(i) == U'底' || look(i) == U'末' || look(i) == U'内')
        return TimePoint{{value, 12, 31}, i + 1, TimeKind::YearEnd, true, true};
      if (look(i) == U' ') {
        const auto month = small_number(i + 1);
        if (month && look(month->second) == U'月') ++i;
      }
      if (const auto inside = in_year(i, value, base)) return inside;
      if (const auto month = small_number(i); month && look(month->second) == U'月')
        return std::nullopt;  // 2019年2月29日
      return TimePoint{{value, std::nullopt, std::nullopt}, i, TimeKind::Year, true, true};
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

}  // namespace luoshi::intake

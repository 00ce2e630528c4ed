#include "sheets/cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "formats/csv.hpp"
#include "sheets/detail/text.hpp"

namespace luoshi::sheets {
namespace {

using std::chrono::sys_days;

Misread misread(const std::string& problem, const std::string& why, const std::string& advice) {
  return {problem + "（" + why + "）" + advice};
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 24;
  std::string out;
  std::size_t shown = 0;
  for (const char c : text) {
    if ((c & 0xC0) != 0x80 && ++shown > kShown) return "“" + out + "…”";
    out += c;
  }
  return "“" + out + "”";
}

/// Numbers between separators: 2023.6.30 gives {2023, 6, 30}; nothing for other text.
std::vector<int> date_numbers(std::string_view text) {
  std::vector<int> numbers;
  std::size_t at = 0;
  while (at < text.size()) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (fault != std::errc{} || number < 0) return {};
    numbers.push_back(number);
    at = static_cast<std::size_t>(end - text.data());
    if (at == text.size()) return numbers;
    std::size_t skip = 0;
    for (const std::string_view between : {"年", "月", "日", "号", ".", "-", "/", "。", "、"})
      if (text.substr(at).starts_with(between)) skip = between.size();
    if (skip == 0) return {};
    at += skip;
  }
  return numbers;
}

std::optional<Day> day_of(int year, int month, int day) {
  const Day found{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!found.ok() || year < 1900 || year > 2999) return std::nullopt;
  return found;
}

Reading read_day_text(std::string_view text, const Readers& readers) {
  const std::string word = detail::folded(text);
  std::vector<int> numbers = date_numbers(word);
  if (numbers.size() == 1 && word.size() == 8 && word.find_first_not_of("0123456789") == std::string::npos)
    numbers = {numbers[0] / 10'000, numbers[0] / 100 % 100, numbers[0] % 100};
  if (numbers.size() == 2 && numbers[0] <= 12 && numbers[1] <= 31) {
    if (readers.year == 0)
      return misread(quoted(text) + "没有年份", "这张表没有可依据的年份", "请写成 2026-06-30 的样子");
    numbers.insert(numbers.begin(), readers.year);
  }
  if (numbers.size() == 3 && numbers[0] < 100) numbers[0] += 2000;
  if (numbers.size() == 3)
    if (const auto day = day_of(numbers[0], numbers[1], numbers[2])) return Value{*day};
  if (numbers.size() == 2)
    return misread(quoted(text) + "没有写到哪一天", "这一栏要具体日期", "请写成 2026-06-30 的样子");
  return misread(quoted(text) + "不是日期", "没有这一天，或写法不认识", "请写成 2026-06-30 的样子");
}

Reading read_day(const formats::ReadCell& cell, const Readers& readers) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return read_day_text(*text, readers);
  if (const auto* number = std::get_if<double>(&cell.value)) {
    constexpr double kFirst = 36'526, kLast = 73'050;  // 2000-01-01, 2099-12-31
    const auto whole = static_cast<long>(*number);
    if (*number >= kFirst && *number <= kLast)
      return Value{Day{sys_days{std::chrono::year{1899} / 12 / 30} + std::chrono::days{whole}}};
    if (*number >= 19'000'101 && *number <= 29'991'231)
      return read_day_text(formats::shortest_number(*number), readers);
    return misread("数 " + formats::shortest_number(*number) + " 看不出是哪一天", "6.30 会被表格程序当成 6.3",
                   "请写成 2026-06-30 的样子");
  }
  if (std::holds_alternative<PartialDate>(cell.value))
    return misread("只有 " + std::get<PartialDate>(cell.value).text(), "这一栏要具体日期", "请写到日");
  return misread("不是日期", "是“是/否”", "请写成 2026-06-30 的样子");
}

Deadline by(const PartialDate& date) {
  Deadline deadline;
  deadline.kind = DeadlineKind::By;
  deadline.until = date;
  return deadline;
}

Reading read_deadline(const formats::ReadCell& cell, const Readers& readers) {
  if (const auto* date = std::get_if<PartialDate>(&cell.value)) return Value{by(*date)};
  if (const auto* number = std::get_if<double>(&cell.value); number != nullptr && *number >= 1990 && *number <= 2100 &&
                                                             *number == static_cast<double>(static_cast<int>(*number)))
    return Value{by(PartialDate{static_cast<int>(*number), {}, {}})};
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    const std::string word = detail::folded(*text);
    const std::vector<int> numbers = date_numbers(word);
    // 2023.6 and 2023-6 are months; what has words goes to the reader of words.
    if (numbers.size() == 2 && numbers[0] >= 1990 && numbers[0] <= 2100 && numbers[1] >= 1 && numbers[1] <= 12) {
      Deadline deadline = by(PartialDate{numbers[0], static_cast<unsigned>(numbers[1]), {}});
      deadline.words = detail::plain(*text);
      return Value{deadline};
    }
    if (numbers.size() != 3)
      if (auto deadline = readers.deadline(*text)) {
        deadline->words = detail::plain(*text);
        return Value{std::move(*deadline)};
      }
  }
  const Reading day = read_day(cell, readers);
  const auto* value = std::get_if<Value>(&day);
  if (value == nullptr) return std::get<Misread>(day);
  Deadline deadline = by(PartialDate::of(std::get<Day>(*value)));
  if (const auto* text = std::get_if<std::string>(&cell.value)) deadline.words = detail::plain(*text);
  return Value{std::move(deadline)};
}

/// The number as its shortest form writes it: 0.1 is 0.1, and 440100000000 has all its digits.
std::optional<Decimal> decimal_of(double number) {
  const std::string text = formats::shortest_number(number);
  const std::size_t mark = text.find('e');
  const auto value = Decimal::parse(std::string_view{text}.substr(0, mark));
  if (!value || mark == std::string::npos) return value;
  int exponent = 0;
  const char* const start = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
  if (std::from_chars(start, text.data() + text.size(), exponent).ec != std::errc{}) return std::nullopt;
  if (exponent < -Decimal::kExponentLimit || exponent > Decimal::kExponentLimit) return std::nullopt;
  return multiply(*value, Decimal{1, exponent});
}

Reading read_number(const formats::ReadCell& cell, const Readers& readers) {
  if (const auto* number = std::get_if<double>(&cell.value)) {
    if (const auto value = decimal_of(*number)) return Value{*value};
    return misread("数太大或太小", formats::shortest_number(*number), "请核对");
  }
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    const std::string word = detail::folded(*text);
    if (const auto value = Decimal::parse(word)) return Value{*value};
    if (const auto value = readers.number(word)) return Value{*value};
    return misread(quoted(*text) + "不是数", "这一栏要一个数", "请只写数，说明写到备注");
  }
  return misread("不是数", "是日期或“是/否”", "请只写数");
}

/// The number right before the only percent sign: 完成80%.
std::optional<Decimal> percent_in(const std::string& word) {
  const std::size_t sign = word.find('%');
  if (sign == std::string::npos || word.find('%', sign + 1) != std::string::npos) return std::nullopt;
  std::size_t start = sign;
  while (start > 0 && (word[start - 1] == '.' || (word[start - 1] >= '0' && word[start - 1] <= '9'))) --start;
  // Digits elsewhere may belong to the figure (100公里完成80%): then it is for a person to say.
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((i < start || i > sign) && word[i] >= '0' && word[i] <= '9') return std::nullopt;
  return Decimal::parse(std::string_view{word}.substr(start, sign - start));
}

Reading read_percent(const formats::ReadCell& cell) {
  if (const auto* number = std::get_if<double>(&cell.value)) {
    const auto value = decimal_of(*number);
    if (!value) return misread("数太大或太小", formats::shortest_number(*number), "请核对");
    if (cell.percent)
      if (const auto points = multiply(*value, Decimal{100})) return Value{points->normalised()};
    if (*number > 0 && *number <= 1)
      return misread(formats::shortest_number(*number) + " 有两种读法",
                     "可能是 " + formats::shortest_number(*number) + "%，也可能是比例", "请带上百分号");
    return Value{*value};
  }
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    const std::string word = detail::folded(*text);
    if (const auto points = percent_in(word)) return Value{*points};
    if (word == "已完成" || word == "全部完成" || word == "完成") return Value{Decimal{100}};
    if (word == "未开工" || word == "未启动" || word == "未开展") return Value{Decimal{0}};
    formats::ReadCell plain;
    if (const auto number = formats::read_number(word)) {
      plain.value = *number;
      return read_percent(plain);
    }
    return misread(quoted(*text) + "看不出百分之几", "要有一个百分数", "请写成 80% 的样子");
  }
  return misread("不是百分数", "是日期或“是/否”", "请写成 80% 的样子");
}

Reading read_yes_no(const formats::ReadCell& cell) {
  static constexpr std::array<std::string_view, 13> kYes{"是",  "√",    "✓", "✔",  "有",     "对", "y",
                                                         "yes", "true", "1", "已", "已完成", "☑"};
  static constexpr std::array<std::string_view, 13> kNo{"否", "×",     "✗", "✘",  "无",     "不", "n",
                                                        "no", "false", "0", "未", "未完成", "x"};
  if (const auto* yes = std::get_if<bool>(&cell.value)) return Value{*yes};
  std::string word;
  if (const auto* text = std::get_if<std::string>(&cell.value)) word = detail::folded(*text);
  if (const auto* number = std::get_if<double>(&cell.value)) word = formats::shortest_number(*number);
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return Value{true};
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return Value{false};
  return misread(quoted(word) + "看不出是或否", "这一栏只填“是”或“否”", "请改正");
}

Reading read_figure(const formats::ReadCell& cell, const Readers& readers) {
  const std::string text = cell_text(cell.value);
  if (auto figure = readers.figure(detail::folded(text))) return Value{std::move(*figure)};
  return misread(quoted(text) + "读不出数量和单位", "这一栏要写成“20条以上”“1.2万亩”的样子", "请补上单位或改写");
}

Reading read_choice(const formats::ReadCell& cell, const Field& field) {
  const std::string text = cell_text(cell.value);
  std::string all;
  for (const std::string& option : field.options) {
    if (detail::folded(option) == detail::folded(text)) return Value{option};
    all += (all.empty() ? "" : "、") + option;
  }
  return misread(quoted(text) + "不在可选项之内", "可选：" + all, "请从下拉框里选");
}

}  // namespace

std::string cell_text(const formats::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return detail::plain(*text);
  if (const auto* number = std::get_if<double>(&cell)) {
    // Codes typed as numbers: 440100000000 is not 4.401e11.
    const auto value = decimal_of(*number);
    return value ? value->text() : formats::shortest_number(*number);
  }
  if (const auto* day = std::get_if<Day>(&cell)) return day_text(*day);
  if (const auto* yes = std::get_if<bool>(&cell)) return *yes ? "是" : "否";
  if (const auto* date = std::get_if<PartialDate>(&cell)) return date->text();
  if (const auto* time = std::get_if<formats::WallTime>(&cell)) return day_text(time->day);
  if (const auto* error = std::get_if<formats::CellError>(&cell)) return error->code;
  return {};
}

Reading read_cell(const formats::ReadCell& cell, const Field& field, const Readers& readers) {
  if (std::holds_alternative<std::monostate>(cell.value)) return Value{};
  if (const auto* error = std::get_if<formats::CellError>(&cell.value))
    return misread("公式出错", error->code, "请改成数值或文字");
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    const std::string word = detail::folded(*text);
    if (word.empty() || detail::is_dash(word)) return Value{};
    if (word == "无" && field.holds != Holds::Text && field.holds != Holds::YesNo) return Value{};
  }
  formats::ReadCell day_only = cell;
  if (const auto* time = std::get_if<formats::WallTime>(&cell.value)) day_only.value = time->day;
  if (const auto* day = std::get_if<Day>(&day_only.value)) {
    if (field.holds == Holds::Day) return Value{*day};
    if (field.holds == Holds::Deadline) return Value{by(PartialDate::of(*day))};
  }
  switch (field.holds) {
    case Holds::Text:
      return Value{cell_text(cell.value)};
    case Holds::Number:
      return read_number(cell, readers);
    case Holds::Percent:
      return read_percent(cell);
    case Holds::Day:
      return read_day(cell, readers);
    case Holds::Deadline:
      return read_deadline(cell, readers);
    case Holds::Figure:
      return read_figure(cell, readers);
    case Holds::YesNo:
      return read_yes_no(cell);
    case Holds::Choice:
      return read_choice(cell, field);
    case Holds::Names:
      return Value{detail::parts(cell_text(cell.value))};
  }
  return Value{};
}

}  // namespace luoshi::sheets

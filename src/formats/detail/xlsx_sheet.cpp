#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "formats/detail/xlsx_parts.hpp"
#include "formats/detail/xml_stream.hpp"

// One sheet of a workbook: its cells as values.
namespace luoshi::formats::detail {
namespace {

constexpr std::uint32_t kMostRows = 1'048'576, kMostColumns = 16'384;
constexpr std::size_t kMostValueBytes = 131'072;  // 32,767 characters

struct Place {
  std::uint32_t column = 0, row = 0;
};

/// "AB12", and "$AB$12" as some programs write it.
std::optional<Place> read_place(std::string_view text) {
  std::uint32_t column = 0, row = 0;
  std::size_t at = 0;
  const auto skip_dollar = [&] {
    if (at < text.size() && text[at] == '$') ++at;
  };
  skip_dollar();
  const std::size_t letters = at;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
    if (column > kMostColumns) return std::nullopt;
  }
  if (at == letters) return std::nullopt;
  skip_dollar();
  const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (fault != std::errc{} || end != text.data() + text.size() || row < 1 || row > kMostRows) return std::nullopt;
  return Place{column - 1, row};
}

class SheetHandler final : public XmlVisitor {
 public:
  SheetHandler(const std::string& file, const Book& book, const WorkbookLimits& limits, Spent& spent, ReadSheet& sheet)
      : file_{file}, book_{book}, limits_{limits}, spent_{spent}, sheet_{sheet} {}

  void start(std::string_view name, const XmlAttributes& attributes, std::size_t) override {
    if (name == "c") {
      open_cell(attributes);
    } else if (name == "v" || (name == "t" && in_cell_ && !in_reading_)) {
      in_value_ = true;
    } else if (name == "f") {
      cell_.computed = true;
    } else if (name == "rPh") {
      in_reading_ = true;
    } else if (name == "row") {
      open_row(attributes);
    } else if (name == "col") {
      hide_columns(attributes);
    } else if (name == "mergeCell") {
      merge(attributes.find("ref"));
    }
  }

  void end(std::string_view name) override {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name == "c") close_cell();
  }

  void text(std::string_view piece) override {
    if (!in_value_ || !in_cell_) return;
    if (value_.size() + piece.size() > kMostValueBytes)
      refuse(Fault::TooLarge, "不予读取", "一格的文字超过 32767 个字", "请缩短");
    value_ += piece;
  }

 private:
  [[noreturn]] void refuse(Fault fault, const std::string& problem, const std::string& why,
                           const std::string& advice) const {
    throw Error{fault, file_ + "：表“" + sheet_.name + "” " + cell_name(cell_.column, row_) + " " + problem + "（" +
                           why + "）" + advice};
  }

  void open_row(const XmlAttributes& attributes) {
    const std::string_view number = attributes.find("r");
    std::uint32_t row = row_ + 1;
    if (!number.empty()) {
      const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), row);
      if (fault != std::errc{} || end != number.data() + number.size()) row = 0;
    }
    if (row <= row_ || row > kMostRows) refuse(Fault::BadInput, "读不了", "行号有误", "请用电子表格程序另存一份再交");
    row_ = row;
    next_column_ = 0;
    row_hidden_ = attributes.is_on("hidden");
  }

  void open_cell(const XmlAttributes& attributes) {
    cell_ = {};
    value_.clear();
    in_cell_ = true;
    cell_.column = next_column_;
    if (const std::string_view at = attributes.find("r"); !at.empty()) {
      const auto place = read_place(at);
      if (!place || place->row != row_ || place->column < next_column_)
        refuse(Fault::BadInput, "读不了", "格的位置有误", "请用电子表格程序另存一份再交");
      cell_.column = place->column;
    }
    if (cell_.column >= kMostColumns) refuse(Fault::BadInput, "读不了", "列数超过 16384", "请核对文件");
    next_column_ = cell_.column + 1;
    type_ = attributes.find("t");
    shown_ = Shown::Number;
    std::size_t style = 0;
    const std::string_view s = attributes.find("s");
    if (std::from_chars(s.data(), s.data() + s.size(), style).ec == std::errc{} && style < book_.styles.size())
      shown_ = book_.styles[style];
  }

  void close_cell() {
    in_cell_ = false;
    if (row_ == 0) refuse(Fault::BadInput, "读不了", "格不在任何一行里", "请用电子表格程序另存一份再交");
    if (value_.empty()) return;
    cell_.value = read_value();
    if (std::holds_alternative<std::monostate>(cell_.value)) return;
    if (++spent_.cells > limits_.cells)
      throw Error{Fault::TooLarge,
                  file_ + "：不予读取（有内容的格超过 " + std::to_string(limits_.cells) + " 个）请拆成几个文件"};
    if (const auto* held = std::get_if<std::string>(&cell_.value)) spent_.text += held->size();
    if (spent_.text > limits_.text)
      throw Error{Fault::TooLarge,
                  file_ + "：不予读取（文字超过 " + std::to_string(limits_.text >> 20U) + " MiB）请拆成几个文件"};
    if (sheet_.rows.empty() || sheet_.rows.back().number != row_) sheet_.rows.push_back({row_, row_hidden_, {}});
    sheet_.rows.back().cells.push_back(std::move(cell_));
  }

  Cell read_value() {
    if (type_ == "s") {
      std::size_t index = 0;
      const auto [end, fault] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
      if (fault != std::errc{} || end != value_.data() + value_.size() || index >= book_.strings.size())
        refuse(Fault::BadInput, "读不了", "它指的文字不存在", "请用电子表格程序另存一份再交");
      return text_cell(book_.strings[index]);
    }
    if (type_ == "inlineStr" || type_ == "str") return text_cell(without_escapes(std::move(value_)));
    if (type_ == "b") return value_ == "1" || value_ == "true";
    if (type_ == "e") return CellError{std::move(value_)};
    if (type_ == "d") return iso_date();
    double number = 0;
    const auto [end, fault] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (fault != std::errc{} || end != value_.data() + value_.size() || !std::isfinite(number))
      refuse(Fault::BadInput, "读不了", "“" + value_.substr(0, 40) + "”不是数", "请改正");
    cell_.percent = shown_ == Shown::Percent;
    if (shown_ == Shown::Number || shown_ == Shown::Percent) return number;
    return date_cell(number, shown_, book_.from_1904);
  }

  static Cell text_cell(std::string text) {
    if (text.empty()) return {};
    return text;
  }

  /// "2023-06-30" or "2023-06-30T08:00:00": dates as the strict form of the format may write them.
  Cell iso_date() {
    const auto day = day_from_text(std::string_view{value_}.substr(0, 10));
    if (!day) return text_cell(std::move(value_));
    int hour = 0, minute = 0, second = 0;
    const auto two = [&](std::size_t at, int& out) {
      if (value_.size() >= at + 2) (void)std::from_chars(value_.data() + at, value_.data() + at + 2, out);
    };
    two(11, hour);
    two(14, minute);
    two(17, second);
    const std::chrono::seconds time{hour * 3600 + minute * 60 + second};
    if (time.count() <= 0 || time.count() >= 86'400) return *day;
    return WallTime{*day, time};
  }

  void hide_columns(const XmlAttributes& attributes) {
    if (!attributes.is_on("hidden")) return;
    std::uint32_t first = 0, last = 0;
    const std::string_view low = attributes.find("min"), high = attributes.find("max");
    (void)std::from_chars(low.data(), low.data() + low.size(), first);
    (void)std::from_chars(high.data(), high.data() + high.size(), last);
    last = std::min(last, kMostColumns);
    for (std::uint32_t column = std::max(first, 1U); column <= last && sheet_.hidden_columns.size() < kMostColumns;
         ++column)
      sheet_.hidden_columns.push_back(column - 1);
  }

  void merge(std::string_view range) {
    const std::size_t colon = range.find(':');
    const auto first = read_place(range.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : read_place(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column) return;
    if (sheet_.merged.size() >= limits_.merged)
      throw Error{Fault::TooLarge, file_ + "：表“" + sheet_.name + "”不予读取（合并单元格超过 " +
                                       std::to_string(limits_.merged) + " 处）请取消合并"};
    sheet_.merged.push_back({first->row, first->column, last->row, last->column});
  }

  const std::string& file_;
  const Book& book_;
  const WorkbookLimits& limits_;
  Spent& spent_;
  ReadSheet& sheet_;
  std::uint32_t row_ = 0, next_column_ = 0;
  bool row_hidden_ = false, in_cell_ = false, in_value_ = false, in_reading_ = false;
  ReadCell cell_;
  Shown shown_ = Shown::Number;
  std::string type_, value_;
};

}  // namespace

ReadSheet read_sheet(Unzip& archive, const Book& book, const Book::Entry& entry, const WorkbookLimits& limits,
                     Spent& spent) {
  ReadSheet sheet;
  sheet.name = entry.name;
  sheet.hidden = entry.hidden;
  SheetHandler handler{archive.name(), book, limits, spent, sheet};
  read_xml(archive, entry.part, handler);
  std::sort(sheet.hidden_columns.begin(), sheet.hidden_columns.end());
  return sheet;
}

}  // namespace luoshi::formats::detail

#include "formats/workbook_bytes.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "base/error.hpp"
#include "base/json.hpp"

namespace luoshi::formats {
namespace {

constexpr std::string_view kMagic = "luoshi-workbook-1\n";
constexpr std::uint32_t kMostColumn = 16'383, kMostRow = 1'048'576;

class Out {
 public:
  std::string bytes{kMagic};

  void number(std::uint64_t value) {
    std::array<char, 8> raw{};
    for (char& byte : raw) {
      byte = static_cast<char>(value & 0xFFU);
      value >>= 8U;
    }
    bytes.append(raw.data(), raw.size());
  }
  void text(std::string_view value) {
    number(value.size());
    bytes += value;
  }
  void cell(const ReadCell& cell) {
    number(cell.column);
    number((cell.computed ? 1U : 0U) | (cell.percent ? 2U : 0U) | static_cast<std::uint64_t>(cell.value.index()) << 8U);
    std::visit(
        [this](const auto& value) {
          using Value = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, std::string>) text(value);
          else if constexpr (std::is_same_v<Value, double>) number(std::bit_cast<std::uint64_t>(value));
          else if constexpr (std::is_same_v<Value, Day>) text(day_text(value));
          else if constexpr (std::is_same_v<Value, bool>) number(value ? 1 : 0);
          else if constexpr (std::is_same_v<Value, PartialDate>) text(value.text());
          else if constexpr (std::is_same_v<Value, CellError>) text(value.code);
          else if constexpr (std::is_same_v<Value, WallTime>) {
            text(day_text(value.day));
            number(static_cast<std::uint64_t>(value.time.count()));
          }
        },
        cell.value);
  }
};

[[noreturn]] void damaged() {
  throw Error{Fault::BadInput, "表格读不出（读取它的进程给出的内容不完整）请用表格软件打开、另存后再交"};
}

class In {
 public:
  In(std::string_view bytes, const WorkbookLimits& limits) : bytes_{bytes}, limits_{limits} {
    if (!bytes_.starts_with(kMagic)) damaged();
    bytes_.remove_prefix(kMagic.size());
  }

  Workbook book() {
    Workbook book;
    book.kind = at_most(1) == 0 ? Workbook::Kind::Xlsx : Workbook::Kind::Csv;
    for (std::uint64_t left = at_most(limits_.sheets); left > 0; --left) book.sheets.push_back(sheet());
    if (!bytes_.empty()) damaged();
    return book;
  }

 private:
  std::uint64_t number() {
    if (bytes_.size() < 8) damaged();
    std::uint64_t value = 0;
    for (unsigned i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[i])) << (8U * i);
    bytes_.remove_prefix(8);
    return value;
  }
  std::uint64_t at_most(std::uint64_t most) {
    const std::uint64_t value = number();
    if (value > most) damaged();
    return value;
  }
  std::uint32_t small(std::uint32_t most) { return static_cast<std::uint32_t>(at_most(most)); }
  std::string text() {
    const std::uint64_t length = at_most(bytes_.size());
    text_ += length;
    if (length > bytes_.size() || text_ > limits_.text) damaged();
    std::string value{bytes_.substr(0, length)};
    bytes_.remove_prefix(length);
    if (!is_utf8(value)) damaged();
    return value;
  }
  Day day() {
    const auto value = day_from_text(text());
    if (!value) damaged();
    return *value;
  }

  Cell value(std::uint64_t kind) {
    switch (kind) {
      case 0: return std::monostate{};
      case 1: return text();
      case 2: {
        const auto value = std::bit_cast<double>(number());
        if (!std::isfinite(value)) damaged();
        return value;
      }
      case 3: return day();
      case 4: return at_most(1) == 1;
      case 5: {
        const auto value = PartialDate::parse(text());
        if (!value) damaged();
        return *value;
      }
      case 6: {
        const Day date = day();
        return WallTime{date, std::chrono::seconds{static_cast<std::int64_t>(at_most(86'400))}};
      }
      case 7: return CellError{text()};
      default: damaged();
    }
  }

  ReadCell cell() {
    ReadCell cell;
    cell.column = small(kMostColumn);
    const std::uint64_t marks = number();
    cell.computed = (marks & 1U) != 0;
    cell.percent = (marks & 2U) != 0;
    cell.value = value(marks >> 8U);
    if (++cells_ > limits_.cells) damaged();
    return cell;
  }

  ReadRow row() {
    ReadRow row;
    row.number = small(kMostRow);
    row.hidden = at_most(1) == 1;
    for (std::uint64_t left = at_most(kMostColumn + 1); left > 0; --left) {
      row.cells.push_back(cell());
      if (row.cells.size() > 1 && row.cells[row.cells.size() - 2].column >= row.cells.back().column) damaged();
    }
    return row;
  }

  ReadSheet sheet() {
    ReadSheet sheet;
    sheet.name = text();
    sheet.hidden = at_most(1) == 1;
    for (std::uint64_t left = at_most(kMostRow); left > 0; --left) {
      sheet.rows.push_back(row());
      if (sheet.rows.size() > 1 && sheet.rows[sheet.rows.size() - 2].number >= sheet.rows.back().number) damaged();
    }
    for (std::uint64_t left = at_most(limits_.merged); left > 0; --left) {
      const Merged range{small(kMostRow), small(kMostColumn), small(kMostRow), small(kMostColumn)};
      if (range.last_row < range.first_row || range.last_column < range.first_column) damaged();
      sheet.merged.push_back(range);
    }
    for (std::uint64_t left = at_most(kMostColumn + 1); left > 0; --left) sheet.hidden_columns.push_back(small(kMostColumn));
    return sheet;
  }

  std::string_view bytes_;
  const WorkbookLimits& limits_;
  std::uint64_t cells_ = 0, text_ = 0;
};

}  // namespace

std::string workbook_bytes(const Workbook& book) {
  Out out;
  out.number(book.kind == Workbook::Kind::Xlsx ? 0 : 1);
  out.number(book.sheets.size());
  for (const ReadSheet& sheet : book.sheets) {
    out.text(sheet.name);
    out.number(sheet.hidden ? 1 : 0);
    out.number(sheet.rows.size());
    for (const ReadRow& row : sheet.rows) {
      out.number(row.number);
      out.number(row.hidden ? 1 : 0);
      out.number(row.cells.size());
      for (const ReadCell& cell : row.cells) out.cell(cell);
    }
    out.number(sheet.merged.size());
    for (const Merged& range : sheet.merged)
      for (const std::uint32_t edge : {range.first_row, range.first_column, range.last_row, range.last_column}) out.number(edge);
    out.number(sheet.hidden_columns.size());
    for (const std::uint32_t column : sheet.hidden_columns) out.number(column);
  }
  return std::move(out.bytes);
}

Workbook workbook_from_bytes(std::string_view bytes, const WorkbookLimits& limits) { return In{bytes, limits}.book(); }

}  // namespace luoshi::formats

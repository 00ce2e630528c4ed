#include "formats/workbook.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/detail/xlsx_parts.hpp"

namespace luoshi::formats {
namespace {

constexpr std::string_view kZip{"PK\x03\x04", 4}, kEmptyZip{"PK\x05\x06", 4},
    kOle{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, kUtf8Mark{"\xEF\xBB\xBF", 3};

[[noreturn]] void refuse(const std::string& name, const std::string& why, const std::string& advice) {
  throw Error{Fault::BadInput, name + "：读不了（" + why + "）" + advice};
}

std::string lower_start(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  std::string start{bytes.substr(std::min(first, bytes.size()), 200)};
  for (char& c : start)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return start;
}

void refuse_other_kinds(std::string_view bytes, const std::string& name) {
  if (bytes.empty()) refuse(name, "文件是空的", "请核对后再交");
  if (bytes.starts_with(kOle)) {
    // A protected workbook is such a container too, with a stream of that name in UTF-16.
    static constexpr std::string_view kProtected{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    if (bytes.find(kProtected) != std::string_view::npos) refuse(name, "设了打开密码", "请去掉密码再交");
    refuse(name, "是旧版 .xls（或其他旧版 Office 文件）", "请用 Excel 或 WPS 打开后另存为 .xlsx");
  }
  if (bytes.starts_with("%PDF")) refuse(name, "是 PDF", "请交 .xlsx 或 .csv");
  const std::string start = lower_start(bytes);
  if (start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") ||
      start.starts_with("<head"))
    refuse(name, "是网页，只是名字像表格", "请用 Excel 或 WPS 打开后另存为 .xlsx");
  if (start.starts_with("<?xml")) refuse(name, "是 XML（如 2003 版 XML 表格）", "请用 Excel 或 WPS 打开后另存为 .xlsx");
  if (start.starts_with("{\\rtf")) refuse(name, "是 RTF 文档", "请交 .xlsx 或 .csv");
}

Workbook read_archive(std::string_view bytes, const std::string& name, const WorkbookLimits& limits) {
  Unzip archive{bytes, name, limits.unzip};
  if (!archive.has("xl/workbook.xml")) {
    if (archive.has("word/document.xml")) refuse(name, "是 Word 文档", "请把表格复制到 Excel 后另存为 .xlsx");
    if (archive.has("xl/workbook.bin")) refuse(name, "是 .xlsb 二进制工作簿", "请另存为 .xlsx");
    if (archive.has("content.xml")) refuse(name, "是 OpenDocument 文件", "请另存为 .xlsx");
    if (archive.has("ppt/presentation.xml")) refuse(name, "是演示文稿", "请交 .xlsx 或 .csv");
    refuse(name, "是压缩包，不是工作簿", "请解压后交里面的 .xlsx");
  }
  const detail::Book book = detail::read_book(archive, limits);
  Workbook out;
  detail::Spent spent;
  for (const detail::Book::Entry& entry : book.sheets)
    out.sheets.push_back(detail::read_sheet(archive, book, entry, limits, spent));
  return out;
}

/// The separator most of the first lines agree on; commas where nothing speaks for another.
char separator_of(std::string_view text) {
  constexpr std::string_view kCandidates = ",\t;";
  std::array<std::size_t, 3> counts{};
  const std::string_view sample = text.substr(0, 4096);
  bool quoted = false;
  for (const char c : sample) {
    if (c == '"') quoted = !quoted;
    const std::size_t which = kCandidates.find(c);
    if (!quoted && which != std::string_view::npos) ++counts[which];
  }
  return kCandidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

ReadSheet read_text(std::string_view text, const std::string& name, const WorkbookLimits& limits) {
  ReadSheet sheet;
  sheet.name = name;
  const char separator = separator_of(text);
  ReadRow row{1, false, {}};
  std::string field;
  std::uint32_t column = 0;
  std::uint64_t cells = 0;
  const auto close_field = [&] {
    if (const std::string_view value = trimmed(field); !value.empty()) {
      if (++cells > limits.cells)
        throw Error{Fault::TooLarge,
                    name + "：不予读取（有内容的格超过 " + std::to_string(limits.cells) + " 个）请拆成几个文件"};
      row.cells.push_back({column, false, false, std::string{value}});
    }
    field.clear();
    ++column;
  };
  const auto close_row = [&] {
    close_field();
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    row = {row.number + 1, false, {}};
    column = 0;
  };
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && trimmed(field).empty()) {
      field.clear();
      quoted = true;
    } else if (c == separator) {
      close_field();
    } else if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      close_row();
    } else if (c != '\r') {
      field += c;
    }
  }
  if (quoted)
    throw Error{Fault::BadInput,
                name + "：第 " + std::to_string(row.number) + " 行读不了（引号没有配对）请补上或删去那个引号"};
  close_row();
  return sheet;
}

}  // namespace

const ReadCell* ReadRow::at(std::uint32_t column) const {
  const auto cell = std::lower_bound(cells.begin(), cells.end(), column,
                                     [](const ReadCell& each, std::uint32_t wanted) { return each.column < wanted; });
  return cell != cells.end() && cell->column == column ? &*cell : nullptr;
}

const ReadRow* ReadSheet::row(std::uint32_t number) const {
  const auto found = std::lower_bound(rows.begin(), rows.end(), number,
                                      [](const ReadRow& each, std::uint32_t wanted) { return each.number < wanted; });
  return found != rows.end() && found->number == number ? &*found : nullptr;
}

Workbook read_workbook(std::string_view bytes, const std::string& name, const ToUtf8& to_utf8,
                       const WorkbookLimits& limits) {
  if (bytes.size() > limits.bytes)
    throw Error{Fault::TooLarge, name + "：不予读取（文件有 " + std::to_string(bytes.size()) + " 字节，上限 " +
                                     std::to_string(limits.bytes) + " 字节）请拆成几个文件"};
  if (bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip)) return read_archive(bytes, name, limits);
  refuse_other_kinds(bytes, name);
  std::string decoded;
  std::string_view text = bytes;
  if (!is_utf8(bytes)) {
    decoded = to_utf8(bytes);
    text = decoded;
  }
  if (text.find('\0') != std::string_view::npos || !is_utf8(text))
    refuse(name, "既不是工作簿，也不是文字", "请交 .xlsx 或 .csv");
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  Workbook out;
  out.kind = Workbook::Kind::Csv;
  out.sheets.push_back(read_text(text, name, limits));
  return out;
}

std::string column_letters(std::uint32_t column) {
  std::string name;
  for (std::uint64_t left = std::uint64_t{column} + 1; left > 0; left = (left - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
  return name;
}

std::string cell_name(std::uint32_t column, std::uint32_t row) { return column_letters(column) + std::to_string(row); }

}  // namespace luoshi::formats

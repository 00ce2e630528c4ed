#include "formats/xlsx.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/csv.hpp"
#include "formats/workbook.hpp"
#include "formats/zip.hpp"

namespace luoshi::formats {
namespace {

constexpr std::size_t kMostRows = 1'048'576, kMostColumns = 16'384, kMostCharacters = 32'767;
constexpr std::size_t kWidestColumn = 48;
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";

/// Places of the formats in styles.xml; of cells that may be changed in a locked sheet, `kOpen` further on.
enum Style { kPlain = 0, kHeading = 1, kDate = 2, kText = 3, kMonth = 4, kTime = 5, kYear = 6, kOpen = 6 };
constexpr std::string_view kOptionsSheet = "选项";
constexpr std::size_t kLongestHint = 255;

/// True where the text has what Excel would read as an escaped character: _x000D_.
bool is_escape(std::string_view text, std::size_t at) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); };
  return at + 7 <= text.size() && text[at + 1] == 'x' && text[at + 6] == '_' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2, text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '_':
        out += is_escape(text, i) ? "_x005F_" : "_";
        break;
      case '\xEF':  // U+FFFE and U+FFFF are no characters of XML
        if (const auto three = text.substr(i, 3); three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") i += 2;
        else out += c;
        break;
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
      case '\n':
        out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Columns of a terminal, nearly: a Chinese character takes two.
std::size_t width(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return (characters(*text) + text->size()) / 2 + 1;
  return std::holds_alternative<std::monostate>(cell) ? 0 : 11;
}

/// Days since 30 December 1899, as Excel counts from 1 March 1900 on.
long serial(Day day) {
  using namespace std::chrono;
  expects(day.ok() && day >= year{1900} / March / 1, "the day is in Excel's calendar");
  return (sys_days{day} - sys_days{year{1899} / December / 30}).count();
}

/// A cell by what it holds and by its column.
struct Written {
  int style = kPlain;
  std::string type, content;  ///< content empty: the cell is only styled
};

Written written(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    expects(is_utf8(*text), "the text is UTF-8");
    if (characters(*text) > kMostCharacters)
      throw Error{Fault::TooLarge,
                  "a cell holds " + std::to_string(characters(*text)) + " characters (Excel takes 32767); shorten it"};
    return {kPlain, "inlineStr", "<is><t xml:space=\"preserve\">" + escaped(*text) + "</t></is>"};
  }
  const auto value = [](const std::string& text) { return "<v>" + text + "</v>"; };
  if (const auto* number = std::get_if<double>(&cell)) {
    expects(std::isfinite(*number), "the number is finite");
    return {kPlain, "", value(shortest_number(*number))};
  }
  if (const auto* day = std::get_if<Day>(&cell)) return {kDate, "", value(std::to_string(serial(*day)))};
  if (const auto* yes = std::get_if<bool>(&cell)) return {kPlain, "b", value(*yes ? "1" : "0")};
  if (const auto* date = std::get_if<PartialDate>(&cell)) {
    const auto first = date->first_day();
    expects(first.has_value(), "a date in a cell has its year");
    return {date->day ? kDate : date->month ? kMonth : kYear, "", value(std::to_string(serial(*first)))};
  }
  if (const auto* time = std::get_if<WallTime>(&cell)) {
    constexpr double kSeconds = 86'400;
    const double when = static_cast<double>(serial(time->day)) + static_cast<double>(time->time.count()) / kSeconds;
    return {kTime, "", value(shortest_number(when))};
  }
  if (const auto* error = std::get_if<CellError>(&cell)) return {kPlain, "e", value(escaped(error->code))};
  return {};
}

int column_style(const Column& column) {
  const int style = column.format == Column::Format::Text ? kText : column.format == Column::Format::Day ? kDate : kPlain;
  return column.open ? (style == kPlain ? kOpen + kHeading : kOpen + style) : style;
}

void append_cell(std::string& out, const Cell& cell, const std::string& at, const Column* column) {
  Written what = written(cell);
  if (what.content.empty()) return;
  if (column == nullptr) {
    what.style = kHeading;
  } else if (what.style == kPlain) {
    what.style = column_style(*column);
  } else if (column->open) {
    what.style += kOpen;
  }
  out += "<c r=\"" + at + "\"";
  if (what.style != kPlain) out += " s=\"" + std::to_string(what.style) + "\"";
  if (!what.type.empty()) out += " t=\"" + what.type + "\"";
  out += ">" + what.content + "</c>";
}

std::size_t columns_of(const Sheet& sheet) {
  std::size_t columns = sheet.columns.size();
  for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
  if (sheet.rows.size() > kMostRows || columns > kMostColumns)
    throw Error{Fault::TooLarge, "sheet " + sheet.name + " has " + std::to_string(sheet.rows.size()) + " rows and " +
                                     std::to_string(columns) + " columns (Excel takes 1048576 and 16384); split it"};
  return columns;
}

Column column_at(const Sheet& sheet, std::size_t c) { return c < sheet.columns.size() ? sheet.columns[c] : Column{}; }

std::string columns_xml(const Sheet& sheet, std::size_t columns) {
  if (columns == 0) return {};
  std::string out = "<cols>";
  for (std::size_t c = 0; c < columns; ++c) {
    std::size_t widest = 6;
    for (const auto& row : sheet.rows)
      if (c < row.size()) widest = std::max(widest, width(row[c]));
    const Column column = column_at(sheet, c);
    const std::string number = std::to_string(c + 1);
    out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" + std::to_string(std::min(widest, kWidestColumn)) + "\"";
    if (const int style = column_style(column); style != kPlain) out += " style=\"" + std::to_string(style) + "\"";
    if (column.hidden) out += " hidden=\"1\"";
    out += " customWidth=\"1\"/>";
  }
  return out + "</cols>";
}

/// Hints and drop-downs, each down its column; the words of drop-downs stand in columns of their own sheet.
std::string validations_xml(const Sheet& sheet, std::size_t& used_lists) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const Column& column = sheet.columns[c];
    if (column.hint.empty() && column.options.empty()) continue;
    expects(characters(column.hint) <= kLongestHint, "a hint has at most 255 characters");
    const std::string letters = column_letters(static_cast<std::uint32_t>(c));
    out += "<dataValidation ";
    if (!column.options.empty()) out += "type=\"list\" errorStyle=\"warning\" showErrorMessage=\"1\" ";
    out += "allowBlank=\"1\" ";
    if (!column.hint.empty()) out += "showInputMessage=\"1\" prompt=\"" + escaped(column.hint) + "\" ";
    out += "sqref=\"" + letters + std::to_string(sheet.heading_rows + 1) + ":" + letters + std::to_string(kMostRows) + "\">";
    if (!column.options.empty()) {
      const std::string list = column_letters(static_cast<std::uint32_t>(used_lists++));
      out += "<formula1>" + std::string{kOptionsSheet} + "!$" + list + "$1:$" + list + "$" +
             std::to_string(column.options.size()) + "</formula1>";
    }
    out += "</dataValidation>";
    ++count;
  }
  if (count == 0) return {};
  return "<dataValidations count=\"" + std::to_string(count) + "\">" + out + "</dataValidations>";
}

std::string sheet_xml(const Sheet& sheet, std::size_t& used_lists) {
  const std::size_t columns = columns_of(sheet);
  std::string out{kHead};
  out += "<worksheet xmlns=\"" + std::string{kMain} + "\"><sheetViews><sheetView workbookViewId=\"0\">";
  if (sheet.heading_rows > 0)
    out += "<pane ySplit=\"" + std::to_string(sheet.heading_rows) + "\" topLeftCell=\"A" +
           std::to_string(sheet.heading_rows + 1) + "\" activePane=\"bottomLeft\" state=\"frozen\"/>";
  out += "</sheetView></sheetViews>" + columns_xml(sheet, columns) + "<sheetData>";
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    const std::string number = std::to_string(r + 1);
    out += "<row r=\"" + number + "\">";
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const Column column = column_at(sheet, c);
      append_cell(out, sheet.rows[r][c], column_letters(static_cast<std::uint32_t>(c)) + number,
                  r < sheet.heading_rows ? nullptr : &column);
    }
    out += "</row>";
  }
  out += "</sheetData>";
  if (sheet.locked)
    out += "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatCells=\"0\" formatColumns=\"0\" "
           "formatRows=\"0\" insertRows=\"0\" deleteRows=\"0\" sort=\"0\" autoFilter=\"0\"/>";
  if (sheet.heading_rows > 0 && sheet.rows.size() > sheet.heading_rows && columns > 0)
    out += "<autoFilter ref=\"A" + std::to_string(sheet.heading_rows) + ":" +
           column_letters(static_cast<std::uint32_t>(columns - 1)) + std::to_string(sheet.rows.size()) + "\"/>";
  return out + validations_xml(sheet, used_lists) + "</worksheet>";
}

std::string styles_xml() {
  // One xf a Style, then those of open cells: unlocked, on a light ground. Id 49 is text in every program.
  const auto format = [](int id, bool bold, bool open) {
    return "<xf numFmtId=\"" + std::to_string(id) + "\" fontId=\"" + (bold ? "1" : "0") + "\" fillId=\"" + (open ? "2" : "0") +
           "\" borderId=\"0\" xfId=\"0\"" + (id != 0 ? " applyNumberFormat=\"1\"" : "") + (bold ? " applyFont=\"1\"" : "") +
           (open ? " applyFill=\"1\" applyProtection=\"1\"><protection locked=\"0\"/></xf>" : "/>");
  };
  std::string formats = format(0, false, false) + format(0, true, false);
  for (const int id : {164, 49, 165, 166, 167}) formats += format(id, false, false);
  formats += format(0, false, true);
  for (const int id : {164, 49, 165, 166, 167}) formats += format(id, false, true);
  return std::string{kHead} + "<styleSheet xmlns=\"" + std::string{kMain} +
         "\"><numFmts count=\"4\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
         "<numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
         "<numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/>"
         "<numFmt numFmtId=\"167\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts>"
         "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font><font><b/><sz val=\"11\"/><name "
         "val=\"等线\"/></font></fonts>"
         "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
         "patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF9E5\"/>"
         "</patternFill></fill></fills>"
         "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
         "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
         "<cellXfs count=\"13\">" + formats + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
         "builtinId=\"0\"/></cellStyles></styleSheet>";
}

/// The words of every drop-down, one column each, in the order in which the sheets use them.
Sheet options_sheet(std::span<const Sheet> sheets) {
  Sheet out{std::string{kOptionsSheet}, {}, {}, 0, false, true};
  std::size_t lists = 0;
  for (const Sheet& sheet : sheets)
    for (const Column& column : sheet.columns) {
      if (column.options.empty()) continue;
      if (out.rows.size() < column.options.size()) out.rows.resize(column.options.size());
      for (std::size_t i = 0; i < column.options.size(); ++i) {
        out.rows[i].resize(lists + 1);
        out.rows[i][lists] = column.options[i];
      }
      ++lists;
    }
  return out;
}

void check_names(std::span<const Sheet> sheets) {
  expects(!sheets.empty(), "a workbook has a sheet");
  expects(std::any_of(sheets.begin(), sheets.end(), [](const Sheet& sheet) { return !sheet.hidden; }), "a workbook shows a sheet");
  std::set<std::string_view> names{kOptionsSheet};
  for (const Sheet& sheet : sheets) {
    const std::size_t length = characters(sheet.name);
    expects(is_utf8(sheet.name) && length >= 1 && length <= 31, "a sheet's name has 1 to 31 characters");
    expects(sheet.name.find_first_of("[]:*?/\\") == std::string::npos, "a sheet's name has none of []:*?/\\");
    expects(names.insert(sheet.name).second, "sheets have different names");
  }
}

}  // namespace

std::string write_xlsx(std::span<const Sheet> given) {
  check_names(given);
  std::vector<Sheet> sheets{given.begin(), given.end()};
  if (Sheet options = options_sheet(given); !options.rows.empty()) sheets.push_back(std::move(options));
  std::size_t used_lists = 0;
  const std::string head{kHead}, package{kPackage}, relations{kRelations};
  std::string types =
      head + "<Types xmlns=\"" + package +
      "/content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/xl/workbook.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
      "<Override PartName=\"/xl/styles.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>";
  std::string book = head + "<workbook xmlns=\"" + std::string{kMain} + "\" xmlns:r=\"" + relations + "\"><sheets>";
  std::string links = head + "<Relationships xmlns=\"" + package + "/relationships\">";
  std::vector<ZipEntry> parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    types += "<Override PartName=\"/xl/worksheets/sheet" + number +
             ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
    book += "<sheet name=\"" + escaped(sheets[i].name) + "\" sheetId=\"" + number + "\"" +
            (sheets[i].hidden ? " state=\"veryHidden\"" : "") + " r:id=\"rId" + number + "\"/>";
    links += "<Relationship Id=\"rId" + number + "\" Type=\"" + relations + "/worksheet\" Target=\"worksheets/sheet" +
             number + ".xml\"/>";
    parts.push_back({"xl/worksheets/sheet" + number + ".xml", sheet_xml(sheets[i], used_lists)});
  }
  links += "<Relationship Id=\"rId" + std::to_string(sheets.size() + 1) + "\" Type=\"" + relations +
           "/styles\" Target=\"styles.xml\"/></Relationships>";
  const std::string root = head + "<Relationships xmlns=\"" + package +
                           "/relationships\"><Relationship Id=\"rId1\" Type=\"" + relations +
                           "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  parts.insert(parts.begin(), {{"[Content_Types].xml", types + "</Types>"},
                               {"_rels/.rels", root},
                               {"xl/workbook.xml", book + "</sheets></workbook>"},
                               {"xl/_rels/workbook.xml.rels", links},
                               {"xl/styles.xml", styles_xml()}});
  return write_zip(parts);
}

}  // namespace luoshi::formats

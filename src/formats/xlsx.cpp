#include "formats/xlsx.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "base/contract.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/csv.hpp"
#include "formats/zip.hpp"

namespace luoshi::formats {
namespace {

constexpr std::size_t kMostRows = 1'048'576, kMostColumns = 16'384, kMostCharacters = 32'767;
constexpr std::size_t kWidestColumn = 48;
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";

/// Places of the formats in styles.xml.
enum Style { kPlain = 0, kHeading = 1, kDate = 2 };

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
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

std::string column_name(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

/// Days since 30 December 1899, as Excel counts from 1 March 1900 on.
long serial(Day day) {
  using namespace std::chrono;
  expects(day.ok() && day >= year{1900} / March / 1, "the day is in Excel's calendar");
  return (sys_days{day} - sys_days{year{1899} / December / 30}).count();
}

void append_cell(std::string& out, const Cell& cell, const std::string& at, Style text_style) {
  const std::string open =
      "<c r=\"" + at + "\"" + (text_style == kPlain ? "" : " s=\"" + std::to_string(text_style) + "\"");
  if (const auto* text = std::get_if<std::string>(&cell)) {
    expects(is_utf8(*text), "the text is UTF-8");
    if (characters(*text) > kMostCharacters)
      throw Error{Fault::TooLarge,
                  "a cell holds " + std::to_string(characters(*text)) + " characters (Excel takes 32767); shorten it"};
    out += open + " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(*text) + "</t></is></c>";
  } else if (const auto* number = std::get_if<double>(&cell)) {
    expects(std::isfinite(*number), "the number is finite");
    out += open + "><v>" + shortest_number(*number) + "</v></c>";
  } else if (const auto* day = std::get_if<Day>(&cell)) {
    out += "<c r=\"" + at + "\" s=\"" + std::to_string(kDate) + "\"><v>" + std::to_string(serial(*day)) + "</v></c>";
  }
}

std::string sheet_xml(const Sheet& sheet) {
  std::size_t columns = 0;
  for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
  if (sheet.rows.size() > kMostRows || columns > kMostColumns)
    throw Error{Fault::TooLarge, "sheet " + sheet.name + " has " + std::to_string(sheet.rows.size()) + " rows and " +
                                     std::to_string(columns) + " columns (Excel takes 1048576 and 16384); split it"};
  std::string out{kHead};
  out += "<worksheet xmlns=\"" + std::string{kMain} +
         "\"><sheetViews><sheetView workbookViewId=\"0\">"
         "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
  if (columns > 0) {
    out += "<cols>";
    for (std::size_t c = 0; c < columns; ++c) {
      std::size_t widest = 6;
      for (const auto& row : sheet.rows)
        if (c < row.size()) widest = std::max(widest, width(row[c]));
      const std::string number = std::to_string(c + 1);
      out += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
             std::to_string(std::min(widest, kWidestColumn)) + "\" customWidth=\"1\"/>";
    }
    out += "</cols>";
  }
  out += "<sheetData>";
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    const std::string number = std::to_string(r + 1);
    out += "<row r=\"" + number + "\">";
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
      append_cell(out, sheet.rows[r][c], column_name(c) + number, r == 0 ? kHeading : kPlain);
    out += "</row>";
  }
  out += "</sheetData>";
  if (sheet.rows.size() > 1 && columns > 0)
    out += "<autoFilter ref=\"A1:" + column_name(columns - 1) + std::to_string(sheet.rows.size()) + "\"/>";
  return out + "</worksheet>";
}

std::string styles_xml() {
  return std::string{kHead} + "<styleSheet xmlns=\"" + std::string{kMain} +
         "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
         "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font><font><b/><sz val=\"11\"/><name "
         "val=\"等线\"/></font></fonts>"
         "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
         "patternType=\"gray125\"/></fill></fills>"
         "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
         "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
         "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
         "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
         "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
         "applyNumberFormat=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
         "builtinId=\"0\"/></cellStyles></styleSheet>";
}

void check_names(std::span<const Sheet> sheets) {
  expects(!sheets.empty(), "a workbook has a sheet");
  std::set<std::string_view> names;
  for (const Sheet& sheet : sheets) {
    const std::size_t length = characters(sheet.name);
    expects(is_utf8(sheet.name) && length >= 1 && length <= 31, "a sheet's name has 1 to 31 characters");
    expects(sheet.name.find_first_of("[]:*?/\\") == std::string::npos, "a sheet's name has none of []:*?/\\");
    expects(names.insert(sheet.name).second, "sheets have different names");
  }
}

}  // namespace

std::string write_xlsx(std::span<const Sheet> sheets) {
  check_names(sheets);
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
    book += "<sheet name=\"" + escaped(sheets[i].name) + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    links += "<Relationship Id=\"rId" + number + "\" Type=\"" + relations + "/worksheet\" Target=\"worksheets/sheet" +
             number + ".xml\"/>";
    parts.push_back({"xl/worksheets/sheet" + number + ".xml", sheet_xml(sheets[i])});
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

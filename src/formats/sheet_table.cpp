#include "formats/sheet_table.hpp"

#include "base/error.hpp"
#include "formats/csv.hpp"
#include "formats/workbook.hpp"

namespace luoshi::formats {
namespace {

const ReadSheet& sheet_named(const Workbook& book, const std::string& wanted, const std::string& name) {
  std::string listed;
  for (const ReadSheet& sheet : book.sheets) {
    if (wanted.empty() ? !sheet.hidden : sheet.name == wanted) return sheet;
    listed += (listed.empty() ? "" : ", ") + sheet.name;
  }
  throw Error{Fault::BadInput, name + (wanted.empty() ? " shows no sheet" : " has no sheet '" + wanted + "'") +
                                   " (there are: " + listed + "); write " + name + "#SHEET"};
}

std::string text_of(const ReadCell& cell, std::uint32_t row, const std::string& name) {
  const auto refuse = [&](const std::string& why) {
    throw Error{Fault::BadInput, name + ":" + cell_name(cell.column, row) + ": " + why};
  };
  struct Show {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(double number) const { return shortest_number(number); }
    std::string operator()(Day day) const { return day_text(day); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const WallTime& at) const { return day_text(at.day); }
    std::string operator()(const PartialDate&) const { return "?"; }
    std::string operator()(const CellError&) const { return "?"; }
  };
  if (const auto* error = std::get_if<CellError>(&cell.value))
    refuse("the cell holds " + error->code + " (its formula failed); correct the formula");
  if (std::holds_alternative<PartialDate>(cell.value))
    refuse("a month or a year (a number or text is wanted); correct it");
  std::string text = std::visit(Show{}, cell.value);
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

}  // namespace

std::string sheet_table(std::string_view bytes, const std::string& sheet, const std::string& name) {
  const Workbook book = read_workbook(bytes, name, [](std::string_view text) { return std::string{text}; });
  if (book.kind != Workbook::Kind::Xlsx)
    throw Error{Fault::BadInput, name + " is no workbook (its bytes are text); save it as .xlsx or name it .csv"};
  const ReadSheet& found = sheet_named(book, sheet, name);
  if (found.rows.empty()) throw Error{Fault::BadInput, name + ": sheet " + found.name + " is empty; fill it in"};
  const ReadRow& heading = found.rows.front();
  const std::size_t width = heading.cells.back().column + std::size_t{1};
  std::string made;
  std::uint32_t line = 1;
  for (const ReadRow& row : found.rows) {
    for (; line < row.number; ++line) made += '\n';
    std::size_t column = 0;
    for (const ReadCell& cell : row.cells) {
      if (cell.column >= width)
        throw Error{Fault::BadInput,
                    name + ":" + cell_name(cell.column, row.number) +
                        ": a value right of the heading (no column is named there); name it or remove it"};
      for (; column < cell.column; ++column) made += ',';
      const std::string text = text_of(cell, row.number, name);
      // A line that begins with '#' would be read as a remark.
      const std::string field = csv_field(text);
      made += column == 0 && field.starts_with('#') ? "\"" + field + "\"" : field;
    }
    for (; column + 1 < width; ++column) made += ',';
    made += '\n';
    ++line;
  }
  return made;
}

}  // namespace luoshi::formats

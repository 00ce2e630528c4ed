#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/workbook.hpp"

namespace luoshi::formats::detail {

/// How a number format shows a number.
enum class Shown : std::uint8_t { Number, Percent, Day, WallTime, Month, Year };

/// By the format's code: what it shows of a date. Text in quotes, escapes and colours do not count; of several sections
/// the first does. Source: ECMA-376 part 1, 18.8.30 and 18.8.31.
[[nodiscard]] Shown shown_by(std::string_view code);
/// By the number of a format every program knows, those of Chinese locales included (27–36, 50–58).
[[nodiscard]] Shown shown_by_built_in(int id);

/// A date's serial number as its format shows it; a plain number where it names no day (60 is 29 February 1900, which
/// there was not).
[[nodiscard]] Cell date_cell(double serial, Shown shown, bool from_1904);

/// Excel's escapes undone: _x000A_ is a line end, _x005F_ an underscore. Characters no text holds are dropped.
[[nodiscard]] std::string without_escapes(std::string text);

/// What all sheets of a workbook share.
struct Book {
  struct Entry {
    std::string name, part;
    bool hidden = false;
  };
  bool from_1904 = false;
  std::vector<Entry> sheets;
  std::vector<std::string> strings;
  std::vector<Shown> styles;  ///< by the number a cell quotes
};

/// What reading has cost so far, in all sheets.
struct Spent {
  std::uint64_t cells = 0, text = 0;
};

[[nodiscard]] Book read_book(Unzip& archive, const WorkbookLimits& limits);
[[nodiscard]] ReadSheet read_sheet(Unzip& archive, const Book& book, const Book::Entry& entry,
                                   const WorkbookLimits& limits, Spent& spent);

}  // namespace luoshi::formats::detail

#pragma once

#include <string>
#include <variant>

#include "formats/workbook.hpp"
#include "sheets/form.hpp"

namespace luoshi::sheets {

/// Why a cell cannot be read: 问题（原因）怎么办.
struct Misread {
  std::string text;
};

using Reading = std::variant<Value, Misread>;

/// What a person's cell says, for this field. Empty cells, "/" and "—" are nothing; for fields other than text, 无 too.
///
/// Never guesses: 0.8 in a column of percentages whose format is plain may be 80 % or 0.8 %, 6.3 in a column of days
/// the third of June or the thirtieth; both are misread, with the question. A five-digit number from 36526 to 73050 in
/// a column of days is the serial number of a day in 2000–2099 whose format was lost. Errors of formulas are misread.
[[nodiscard]] Reading read_cell(const formats::ReadCell& cell, const Field& field, const Readers& readers);

/// What stands in a cell as text, whatever it is; the same before and after any program saved the sheet.
[[nodiscard]] std::string cell_text(const formats::Cell& cell);

}  // namespace luoshi::sheets

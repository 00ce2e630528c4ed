#pragma once

#include <string>
#include <vector>

#include "sheets/mapping.hpp"

namespace luoshi::sheets {

/// One row of data read through a mapping.
struct Record {
  std::uint32_t row = 0;
  bool hidden = false;        ///< the row was hidden or filtered away; it counts, and is pointed out
  bool sound = true;          ///< no complaint names it
  std::vector<Value> values;  ///< by the form's fields
};

/// What a table says.
struct Records {
  std::vector<Record> rows;
  std::vector<Complaint> complaints;
  std::vector<LeftOut> left_out;
};

/// Reads the rows of a table. Complaints name sheet, row and column: cells that cannot be read, required ones that are
/// empty, rows that say the same as an earlier one in all fields that `names` a row.
[[nodiscard]] Records read_records(const Table& table, const Cells& cells, const Mapping& mapping, const Form& form,
                                   const Readers& readers);

}  // namespace luoshi::sheets

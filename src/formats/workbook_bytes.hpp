#pragma once

#include <string>
#include <string_view>

#include "formats/workbook.hpp"

namespace luoshi::formats {

/// A read workbook as bytes, for handing it from the process that read a stranger's file to the one that uses it.
/// Not a file format: both ends are the same program.
[[nodiscard]] std::string workbook_bytes(const Workbook& book);

/// The workbook again. Trusts nothing: lengths, kinds of cells, order of rows and cells, text that is UTF-8 and the limits of
/// `WorkbookLimits` are all checked, for the sender had a stranger's file in its memory.
/// @throws Error{BadInput} where the bytes are not such a workbook.
[[nodiscard]] Workbook workbook_from_bytes(std::string_view bytes, const WorkbookLimits& limits = {});

}  // namespace luoshi::formats

#pragma once

#include "cli/subcommand.hpp"
#include "engine/sheets/sheets.hpp"

namespace luoshi::cli {

/// Reads strangers' tables in a process of their own: this program started anew, with limits on memory and time, that opens no
/// file and no socket (disk/confined.hpp). What comes back is checked again.
/// @throws as `formats::read_workbook`, and Error{TooLarge} where the child met its limits.
[[nodiscard]] formats::Workbook read_book_confined(std::string_view bytes, const std::string& file);

/// The other end of it.
[[nodiscard]] std::vector<Subcommand> sheet_child_commands();

}  // namespace luoshi::cli

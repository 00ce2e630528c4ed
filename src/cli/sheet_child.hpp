#pragma once

#include "cli/subcommand.hpp"
#include "engine/sheets/sheets.hpp"

namespace luoshi::cli {

/// Reads strangers' tables in a process of their own: this program started anew, with limits on memory and time, that opens no
/// file and no socket (disk/confined.hpp). What comes back is checked again.
/// No more than four at once. Thread safe.
/// @throws as `formats::read_workbook`, Error{TooLarge} where the child met its limits, Error{Conflict} where four are being read,
/// Error{Unavailable} where the child cannot be started.
[[nodiscard]] formats::Workbook read_book_confined(std::string_view bytes, const std::string& file);

/// The other end of it.
[[nodiscard]] std::vector<Subcommand> sheet_child_commands();

}  // namespace luoshi::cli

#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi intake [--json] FILE...`: reads papers without a ledger; `luoshi read numbers|quantities|dates`: lines of
/// standard input.
[[nodiscard]] std::vector<Subcommand> intake_commands();

}  // namespace luoshi::cli

#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi intake [--json] FILE...`: reads papers without a ledger.
[[nodiscard]] std::vector<Subcommand> intake_commands();

}  // namespace luoshi::cli

#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// luoshi repair [--explain | --json] FILE..., luoshi repair --lines FILE: damaged papers as they were meant, without a ledger.
[[nodiscard]] std::vector<Subcommand> repair_commands();

}  // namespace luoshi::cli

#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi ledger head | check | prove | verify | export` and `luoshi backup | restore`.
[[nodiscard]] std::vector<Subcommand> ledger_commands();

}  // namespace luoshi::cli

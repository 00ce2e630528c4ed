#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi verdict record|scorecard`: what is shown today is written down; what was written down is scored.
[[nodiscard]] std::vector<Subcommand> verdict_commands();

}  // namespace luoshi::cli

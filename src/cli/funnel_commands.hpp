#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi funnel`: judge built assets by their samples, and how often a rule fires for nothing.
[[nodiscard]] std::vector<Subcommand> funnel_commands();

}  // namespace luoshi::cli

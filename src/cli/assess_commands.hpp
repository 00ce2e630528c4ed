#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// luoshi enough PROGRAMME: do all promises together reach the limits, where is the shortfall, and whose is it.
[[nodiscard]] std::vector<Subcommand> assess_commands();

}  // namespace luoshi::cli

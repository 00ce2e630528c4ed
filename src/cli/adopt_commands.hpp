#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// luoshi adopt: data that views and verdicts use.
[[nodiscard]] std::vector<Subcommand> adopt_commands();

}  // namespace luoshi::cli

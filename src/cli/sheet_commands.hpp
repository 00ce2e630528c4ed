#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi sheet propose | map | export | preview | apply`.
[[nodiscard]] std::vector<Subcommand> sheet_commands();

}  // namespace luoshi::cli

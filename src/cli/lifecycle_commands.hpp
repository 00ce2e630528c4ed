#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi lifecycle`: the tables along which things move, as docs/methods/lifecycle.md has them.
[[nodiscard]] std::vector<Subcommand> lifecycle_commands();

}  // namespace luoshi::cli

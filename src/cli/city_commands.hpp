#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// import, do, status: papers in, commands in, the three questions out.
[[nodiscard]] std::vector<Subcommand> city_commands();

}  // namespace luoshi::cli

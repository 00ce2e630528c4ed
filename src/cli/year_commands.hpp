#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi year open|show|close`: the turn of a year.
[[nodiscard]] std::vector<Subcommand> year_commands();

}  // namespace luoshi::cli

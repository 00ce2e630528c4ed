#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// serve: the web application and its interface over one database.
[[nodiscard]] std::vector<Subcommand> serve_commands();

}  // namespace luoshi::cli

#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi forecast …`: how past forecasts would have turned out.
[[nodiscard]] std::vector<Subcommand> forecast_commands();

}  // namespace luoshi::cli

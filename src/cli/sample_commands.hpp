#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi sample DIR [--scale N] [--seed S]`: writes the fictional city's registers, papers and history.
[[nodiscard]] std::vector<Subcommand> sample_commands();

}  // namespace luoshi::cli

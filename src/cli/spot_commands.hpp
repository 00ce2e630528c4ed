#pragma once

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// 抽查: lists frozen, draws repeated.
[[nodiscard]] std::vector<Subcommand> spot_commands();

}  // namespace luoshi::cli

#pragma once

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// 提醒: off unless an administrator wrote the addresses down.
[[nodiscard]] std::vector<Subcommand> notify_commands();

}  // namespace luoshi::cli

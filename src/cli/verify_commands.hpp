#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi verify checks`: the questions a table asks; `luoshi verify measure`: how often sound data are asked about and what
/// is found; `luoshi verify frames`: frames of monitors (HJ 212) as a table; `luoshi verify photos`: photos as one.
[[nodiscard]] std::vector<Subcommand> verify_commands();

}  // namespace luoshi::cli

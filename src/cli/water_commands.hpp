#pragma once

#include <memory>
#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::numeric {
class LpSolver;
}

namespace luoshi::cli {

/// `luoshi water solve | shares | capacity | what-if | odds | transport | verify`. `make_solver` makes the linear-programme
/// solver when one is needed; main names it.
[[nodiscard]] std::vector<Subcommand> water_commands(std::function<std::unique_ptr<numeric::LpSolver>()> make_solver);

}  // namespace luoshi::cli

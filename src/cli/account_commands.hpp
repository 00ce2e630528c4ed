#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi accounts list | record | create | reset | withdraw | restore | sign-out`: what the operator of the machine does
/// with accounts, beside a running server too: it takes effect on the next request.
[[nodiscard]] std::vector<Subcommand> account_commands();

}  // namespace luoshi::cli

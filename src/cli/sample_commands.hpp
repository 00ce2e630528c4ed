#pragma once

#include <vector>

#include "cli/subcommand.hpp"

namespace luoshi::cli {

/// `luoshi sample DIR [--scale N] [--seed S] [--db DB]`: writes the fictional city's registers, papers and history;
/// with a database, takes them into its ledger as people would have.
[[nodiscard]] std::vector<Subcommand> sample_commands();

}  // namespace luoshi::cli

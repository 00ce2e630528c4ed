#pragma once

#include <string>
#include <vector>

#include "city/city.hpp"

namespace luoshi::engine {

/// Projects and their money in one line, each capacity ledger in one; nothing where the city has none.
[[nodiscard]] std::vector<std::string> works_lines(const city::City& city);

}  // namespace luoshi::engine

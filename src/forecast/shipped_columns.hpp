#pragma once

#include <string_view>

namespace luoshi::forecast {

/// The columns file shipped for a known public table (data/forecast), by the table's file name without ".csv"; empty for
/// another name.
[[nodiscard]] std::string_view shipped_columns(std::string_view table);

}  // namespace luoshi::forecast

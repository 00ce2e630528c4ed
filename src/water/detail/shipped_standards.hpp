#pragma once

#include <string_view>

namespace luoshi::water::detail {

// The files of data/standards, put into the program when it is built.
[[nodiscard]] std::string_view shipped_surface_water();
[[nodiscard]] std::string_view shipped_black_odorous();
[[nodiscard]] std::string_view shipped_treatment_works();

}  // namespace luoshi::water::detail

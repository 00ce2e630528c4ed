#pragma once

#include <string_view>
#include <vector>

#include "intake/document.hpp"

namespace luoshi::intake {

/// The place a paper is of, verbatim: of its title, of who signs it, of the paper that printed it, else the one it names most.
/// Empty where none is plain.
[[nodiscard]] std::u32string_view place_of(std::u32string_view text, const std::vector<Stretch>& lines, Genre genre);

}  // namespace luoshi::intake

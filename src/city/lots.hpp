#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace luoshi::city {

/// The lines drawn from a frozen list (抽取), ascending: each number n in 1 … size gets the SHA-256 of
/// "<digest of the list, 64 hexadecimal digits>\n<seed>\n<n>"; the `count` smallest are drawn. Anyone can repeat it with
/// `luoshi spot draw`, or with sha256sum. Requires count ≤ size.
[[nodiscard]] std::vector<std::uint32_t> drawn_lines(const Digest& list, std::string_view seed, std::uint32_t size, std::uint32_t count);

/// The number of the report that a line of a frozen list stands for ("R-12 C-3 …"); 0 for any other line.
[[nodiscard]] std::uint32_t report_in(std::string_view line);

}  // namespace luoshi::city

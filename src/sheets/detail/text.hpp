#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text of cells: what of it counts.
namespace luoshi::sheets::detail {

/// Without outer blanks (ideographic ones too) and without characters a workbook cannot hold.
[[nodiscard]] std::string plain(std::string_view text);
/// For comparing: as `plain`, full-width ASCII as half-width, no blanks or line ends at all, Latin in lower case.
[[nodiscard]] std::string folded(std::string_view text);
/// As `folded`, what stands in brackets left out: 投资（万元） is 投资.
[[nodiscard]] std::string folded_without_brackets(std::string_view text);
/// The last thing in brackets, folded; empty where there is none: 万元.
[[nodiscard]] std::string in_brackets(std::string_view text);
/// How many characters.
[[nodiscard]] std::size_t length(std::string_view text);
/// The parts between 、，,；; and line ends, without outer blanks and empty ones.
[[nodiscard]] std::vector<std::string> parts(std::string_view text);
/// True for "/", "—", "-" and their like: people's way to leave a cell empty.
[[nodiscard]] bool is_dash(std::string_view folded_text);

}  // namespace luoshi::sheets::detail

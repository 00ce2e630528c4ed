#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/repair_cells.hpp"
#include "model/repair.hpp"

namespace luoshi::intake {

/// Why a line is no part of the paper, or nothing; one answer a line.
///
/// Lines are repaired already (simplified, without glosses; their traits those of the lines as they came), so one list of phrases serves every page. A line that holds a
/// sentence of the paper is never dropped for a phrase in it; a forum's frame is dropped as a block before and behind the
/// post. What is neither is kept: a strange headline does less harm than a lost one.
[[nodiscard]] std::vector<std::optional<DropReason>> find_boilerplate(const std::vector<Line>& lines);

/// The length of a forum's category label in front of a headline ("[本地动态] "), 0 where there is none.
[[nodiscard]] std::size_t category_length(std::u32string_view line);

/// The length of a copy-protection stretch that begins at `at`: single ASCII characters, with or without a mark each,
/// parted by single blanks, at least six of them, such as  1 K& k" T' a' B, A3 X/ L9 ; 0 where there is none.
[[nodiscard]] std::size_t jammer_length(std::u32string_view text, std::size_t at);

}  // namespace luoshi::intake

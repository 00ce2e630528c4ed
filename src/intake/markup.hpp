#pragma once

#include <string_view>

#include "intake/repair_cells.hpp"

namespace luoshi::intake {

/// True when the text is an HTML page (or a piece of one) rather than words about one.
[[nodiscard]] bool is_markup(std::u32string_view seen);

/// The words of a page, a line a block: tags, comments, scripts, styles and the head left out, entities resolved (each a
/// finding). Plain pages only: no style sheet is followed, no script run. Unclosed and mismatched tags do no harm.
[[nodiscard]] Cells strip_markup(std::u32string_view seen, Findings& findings);

}  // namespace luoshi::intake

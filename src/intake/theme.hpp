#pragma once

#include <optional>

#include "intake/segment.hpp"

namespace luoshi::intake {

/// The thing a segment acts on (领域). A sum of money decides for economy whatever the work, counted projects for project;
/// else the words count: the first subject and what stands at a figure most, words of slogans and quotations little. What they
/// leave open is settled by `topic` (the agenda line, the heading, the title). Nothing when neither says anything.
[[nodiscard]] std::optional<Theme> theme_of(const Document& document, const Segment& segment, StatementKind kind,
                                            Stretch topic);

}  // namespace luoshi::intake

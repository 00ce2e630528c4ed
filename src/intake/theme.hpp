#pragma once

#include "intake/segment.hpp"

namespace luoshi::intake {

/// The thing a segment acts on (领域). A sum of money decides for economy whatever the work; else the words count, the
/// first subject most, and the topic of the paragraph (an agenda line, a heading) settles what they leave open.
[[nodiscard]] Theme theme_of(const Document& document, const Segment& segment, Stretch topic);

}  // namespace luoshi::intake

#pragma once

#include "intake/actor.hpp"
#include "intake/segment.hpp"

namespace luoshi::intake {

/// What a careful clerk must ask about a statement before it can be kept or checked: one question a missing thing, in plain
/// Chinese. `actor` is the statement's actor in the text's own characters. Attitudes and slogans raise none.
[[nodiscard]] std::vector<ReadQuestion> questions_of(const Document& document, const Segment& segment,
                                                     const ReadStatement& statement, std::u32string_view actor);

}  // namespace luoshi::intake

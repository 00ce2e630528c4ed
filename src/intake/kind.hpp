#pragma once

#include <optional>

#include "intake/frame.hpp"
#include "intake/segment.hpp"

namespace luoshi::intake {

/// What a segment was judged to be, and how plainly its words say so.
struct Judged {
  StatementKind kind{};
  double plainness = 0.5;  ///< 1: an unmistakable sign; 0: by default of its surroundings
};

/// The kind of a segment, nothing when it is no statement: attendance, agenda, visits, doctrine, ledes, headings.
/// `names_owner` says that the segment names who must do it (minutes and plans: a requirement then, else a commitment).
[[nodiscard]] std::optional<Judged> judge(const Document& document, const Segment& segment, Voice voice, bool names_owner);

}  // namespace luoshi::intake

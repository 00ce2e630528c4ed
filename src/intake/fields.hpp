#pragma once

#include <optional>

#include "intake/segment.hpp"

namespace luoshi::intake {

/// The time limit of a duty, or the period a result was measured over. `carried` is the period of the results before it in
/// the same passage, which a result without one takes over. Findings and praise have none.
[[nodiscard]] Deadline deadline_of(const Document& document, const Segment& segment, StatementKind kind,
                                   const std::optional<ReadTime>& carried);

/// The period a result names itself, nothing when it names none.
[[nodiscard]] std::optional<ReadTime> period_of(const Document& document, const Segment& segment);

/// The words that limit when or to what a duty applies: 在…的基础上, 以…为前提, 如…, 凡…, 对 + a subset; several joined by ；.
[[nodiscard]] std::string condition_of(const Document& document, const Segment& segment);

/// True when 等 leaves a list open.
[[nodiscard]] bool leaves_list_open(const Document& document, const Segment& segment);

/// True when the thing owed is a paper, policy, association or meeting yet to be made.
[[nodiscard]] bool owes_deliverable(const Document& document, const Segment& segment);

/// The verb that can be shown done, and what it acts on.
struct Deed {
  Stretch action;
  Stretch object;
};
[[nodiscard]] Deed deed_of(const Document& document, const Segment& segment);

/// Fills in of each figure what it counts, its basis, its baseline and its period.
void describe_figures(const Document& document, const Segment& segment, std::vector<ReadFigure>& figures);

/// JSON and scorers know a date only as text: YYYY-MM-DD and shorter, A/B, --MM-DD, ---- ; empty when the deadline names
/// no date.
[[nodiscard]] std::string deadline_text(const Deadline& deadline);

}  // namespace luoshi::intake

#pragma once

#include <vector>

#include "intake/segment.hpp"

namespace luoshi::intake {

/// Who a segment names.
struct Actors {
  Stretch lead;                     ///< empty when none is named
  std::vector<Stretch> supporting;  ///< 配合 bodies
  bool inherits = false;            ///< names none, and may take the actor of what came before (要…, 已整改…)
};

/// The body that must act, acted, has the problem, asks or is praised, as the segment itself names it: verbatim, a body,
/// a place acting as one, or people; never a thing (项目, 河道, 整改率) nor an attribute (全市31条黑臭水体).
[[nodiscard]] Actors actors_of(const Document& document, const Segment& segment, StatementKind kind);

/// The length of a body's name that stands at `at` and is followed by a verb, 0 when none does.
[[nodiscard]] std::size_t body_at(const Document& document, std::size_t at, std::size_t end);

/// True for words that name a body, a place acting as one, or people.
[[nodiscard]] bool is_body(const Document& document, std::u32string_view words);

/// True for 全市, 全县 and the like: a place, nobody in it.
[[nodiscard]] bool is_whole_place(std::u32string_view actor);

/// True for 各级各部门, 有关单位 and other names of nobody in particular: no lead.
[[nodiscard]] bool is_collective(std::u32string_view actor);

/// Names of places and firms a text gives, with their short forms: 静海 of 静海区, 北河钢铁 of 北河钢铁有限公司.
[[nodiscard]] std::vector<std::u32string_view> names_in(std::u32string_view text);

}  // namespace luoshi::intake

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/ask.hpp"

namespace luoshi::city {

/// Every kind of thing that has a lifecycle (docs/methods/lifecycle.md).
enum class Kind : std::uint8_t { Commitment, Question, Report, Ask };

/// How a kind is called: in data, as the type of the event that opens it, as the command that asks for that, and on pages.
struct KindRow {
  Kind kind;
  std::string_view name, opened, open, chinese;
  std::string_view letter;  ///< before its number, as people read it: C-3
};

/// One row a kind, in the order of `Kind`.
inline constexpr std::array kKindRows = {
    KindRow{Kind::Commitment, "commitment", "commitment_opened", "open_commitment", "承诺事项", "C"},
    KindRow{Kind::Question, "question", "question_asked", "ask_question", "问清", "Q"},
    KindRow{Kind::Report, "report", "report_filed", "file_report", "进展", "R"},
    KindRow{Kind::Ask, "ask", "ask_opened", "open_ask", "请示协调", "A"},
};

[[nodiscard]] constexpr const KindRow& row_of(Kind kind) { return kKindRows[static_cast<std::size_t>(kind)]; }

[[nodiscard]] constexpr std::optional<Kind> kind_called(std::string_view name) {
  for (const KindRow& row : kKindRows)
    if (row.name == name) return row.kind;
  return std::nullopt;
}

template <class... Value>
struct KindList {};
/// The kinds that are opened by `Opened<Value>` and kept in `City::things`. Commitments, questions and reports have events
/// of their own, which are older.
using OpenedKinds = KindList<Ask>;

template <class Value>
inline constexpr Kind kKindOf = Kind::Commitment;
template <>
inline constexpr Kind kKindOf<Ask> = Kind::Ask;

}  // namespace luoshi::city

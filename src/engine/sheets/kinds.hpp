#pragma once

#include <string>
#include <variant>
#include <vector>

#include "city/command.hpp"
#include "sheets/exchange.hpp"

namespace luoshi::engine {

/// One row that is to become commands.
struct SheetRow {
  const city::City& city;  ///< as it stands once the rows before it are in
  const sheets::Form& form;
  const sheets::Change& change;
  Day today{};
  Id<Statement> source;  ///< of a new commitment: the row as a confirmed statement

  [[nodiscard]] const sheets::Value& value(std::string_view field) const;
  [[nodiscard]] std::string text(std::string_view field) const;
};

/// Why a row makes no command: the field to blame (empty: the row), and 问题（原因）怎么办.
struct RowRefused {
  std::string field;
  std::string text;
};

using RowCommand = std::variant<city::CommandBody, RowRefused>;

/// A kind of sheet the city understands: its form, its rows now, and what a row does.
struct SheetKind {
  sheets::Form form;
  /// The rows of the city, of one lead body where it is named (a body and those below it).
  std::vector<sheets::KeptRow> (*rows)(const city::City& city, Id<Body> of);
  RowCommand (*create)(const SheetRow& row);
  RowCommand (*change)(const SheetRow& row);
  enum class Sources { None, Statements };  ///< Statements: a new row is kept as a paper's statement first
  Sources sources = Sources::None;
};

/// 区划, 单位, 岗位, 对象, 承诺事项, 进展填报, 监测样品.
[[nodiscard]] const std::vector<SheetKind>& sheet_kinds();
/// @throws Error{BadInput} naming the kinds there are.
[[nodiscard]] const SheetKind& sheet_kind(std::string_view form);
[[nodiscard]] std::vector<sheets::Form> sheet_forms();

}  // namespace luoshi::engine

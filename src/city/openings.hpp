#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "city/kinds.hpp"

namespace luoshi::city {

/// A word that a field takes: its name in data and on pages.
struct OpeningChoice {
  std::string_view name, chinese;
};

/// One member of what opens a thing, so that a form can ask for it. Read from the same list of fields as the codec: what a
/// command can hold and what a form asks for cannot drift apart.
struct OpeningField {
  std::string_view field, chinese;
  /// text, day, number, yes_no, figure, deadline, choice, link (the number of a thing), money (fen), digest (of a blob), group (rows of `fields`).
  std::string_view type;
  std::string_view to;                 ///< of a link: "body", "document", "ask" …
  bool many = false;                   ///< a list of them
  std::size_t most = 0;                ///< characters of a text, elements of a list; 0: no limit of its own
  std::vector<OpeningChoice> choices;
  std::vector<OpeningField> fields;    ///< of a group: the columns of its rows
};

/// What an opening of that kind may hold, by the field's name. Which of them it must hold its lifecycle says in words.
[[nodiscard]] std::vector<OpeningField> opening_fields(Kind kind);

}  // namespace luoshi::city

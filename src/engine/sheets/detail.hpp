#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sheets/kinds.hpp"
#include "model/words.hpp"

// What the kinds of sheets share.
namespace luoshi::engine::detail {

/// The Chinese words of an enumeration from its first enumerator to that number.
template <class Enum>
std::vector<std::string> choices(int last) {
  std::vector<std::string> words;
  for (int i = 0; i <= last; ++i) words.emplace_back(chinese_of(static_cast<Enum>(i)));
  return words;
}

/// The enumerator of that word. Requires one of `choices`.
template <class Enum>
Enum chosen(const std::string& word, int last) {
  for (int i = 0; i < last; ++i)
    if (chinese_of(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
  return static_cast<Enum>(last);
}

/// Finds the thing a field names and stores its id; left as it is where the field is empty, refused where nothing has
/// that name.
template <class Thing, class Find>
std::optional<RowRefused> known(const SheetRow& row, const std::string& field, Id<Thing>& id, Find find) {
  const std::string name = row.text(field);
  if (name.empty()) return std::nullopt;
  const Id<Thing> found = find(name);
  if (!found) {
    const std::string title = row.form.fields[row.form.find(field).value()].title;
    return RowRefused{field, title + "“" + name + "”不在名录里（没有登记，或名称有出入）请先登记或改正名称"};
  }
  id = found;
  return std::nullopt;
}

/// `body` is `above` or below it; always where `above` is empty.
[[nodiscard]] bool is_within(const city::City& city, Id<Body> body, Id<Body> above);

[[nodiscard]] SheetKind commitment_kind();
[[nodiscard]] SheetKind progress_kind();
[[nodiscard]] SheetKind sample_kind();

}  // namespace luoshi::engine::detail

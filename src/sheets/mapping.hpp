#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "sheets/tables.hpp"

namespace luoshi::sheets {

/// Where a column of a sheet goes, and why.
struct Match {
  std::uint32_t column = 0;
  std::string heading;
  std::string field;   ///< key of the form's field; empty: the column is not taken
  std::string reason;  ///< for the person who checks it
};

/// How the columns of a table become the fields of a form (对应关系). Proposed once, corrected by a person, and
/// remembered for every sheet with the same headings.
struct Mapping {
  std::string form;
  std::string shape;  ///< `shape_of` the table
  std::vector<Match> columns;

  /// The column of that field, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> column_of(std::string_view field) const;
  /// Titles of the form's required fields that no column goes to.
  [[nodiscard]] std::vector<std::string> missing(const Form& form) const;
  [[nodiscard]] Json to_json() const;
  /// @throws Error{BadInput} when the JSON is none of ours or names a column or a field twice.
  [[nodiscard]] static Mapping from_json(const Json& json);
};

/// SHA-256, in hexadecimal digits, of the headings and their columns: sheets of one shape have one mapping.
[[nodiscard]] std::string shape_of(const Table& table);

/// Proposes where each column goes. A heading counts for a field by its words (the same as title or alias; containing
/// one; its lowest row alone), what stands below it breaks ties and can speak against. Every field and every column is
/// used once, surest first; a column nothing speaks for stays free with that reason.
[[nodiscard]] Mapping propose(const Table& table, const Cells& cells, const Form& form);

/// The form the table most looks like: most fields matched, in share of its columns and of what is required. `forms`
/// must not be empty.
[[nodiscard]] const Form& likeliest_form(const Table& table, const Cells& cells, const std::vector<Form>& forms);

}  // namespace luoshi::sheets

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formats/xlsx.hpp"
#include "sheets/records.hpp"

namespace luoshi::sheets {

/// One row of what is kept: whose it is, how new, what it says.
struct KeptRow {
  std::string key;            ///< not empty; another for every row
  std::uint64_t version = 0;  ///< grows whenever the row changes
  std::vector<Value> values;  ///< by the form's fields
};

/// Where an exported sheet comes from; merged only into the same city.
struct Origin {
  std::string city;      ///< what tells one ledger from every other
  std::string position;  ///< the ledger's, for people
  Day day{};
};

/// A workbook for people to work in without us (导出): a page of instructions, the rows with keys and closed columns
/// locked, hints and drop-downs, each row's key, version and the digests of what it said in hidden columns, and a
/// hidden page that says what was exported. Text that begins like a formula stays text.
///
/// Requires keys that differ, values for each field, and a form without fields called 行键, 版本 or 原值.
[[nodiscard]] std::vector<formats::Sheet> export_sheets(const Form& form, std::span<const KeptRow> rows,
                                                        const Origin& origin);

/// What became of a field someone filled in.
struct FieldChange {
  std::size_t field = 0;
  std::optional<std::uint32_t> column;
  Value mine;  ///< in the sheet
  Value now;   ///< in the city
};

/// What became of a row (合并结果).
struct Change {
  enum class Kind {
    Unchanged,  ///< nothing was typed, or exactly that stands in the city by now
    Changed,    ///< typed here, and nobody else touched the row
    Conflict,   ///< typed here, and the row moved since the export
    New,        ///< has no key and says something
    Deleted     ///< was exported and is gone from the sheet; nothing is ever deleted for it
  };
  Kind kind = Kind::Unchanged;
  std::uint32_t row = 0;            ///< in the sheet; of a deleted row, where it stood when exported
  std::string key;                  ///< empty for a new row
  std::uint64_t version = 0;        ///< now, in the city
  std::vector<Value> values;        ///< by the form's fields: what the row says once taken in
  std::vector<FieldChange> fields;  ///< that were typed in; of a conflict also those that say otherwise by now
};

struct Merge {
  std::vector<Change> changes;        ///< by row, unchanged ones too; then the deleted ones
  std::vector<Complaint> complaints;  ///< rows with one are among no changes
};

/// Compares a sheet that came back with what the city holds now (合并).
///
/// A cell counts as typed in when its text is no longer the exported one (by digest: SHA-256 cut to 32 bits, so one
/// change in 4·10⁹ would be missed); others are not read. A row typed in whose version moved is a conflict, unless the
/// city says the same by now: so a sheet merged twice changes nothing the second time. A new row that says what a row
/// says which the sheet did not have is that row, taken in before; one that only has its name is complained of. Columns
/// may be moved, left out or hidden; fields of a newer form that the sheet does not have stay as they are. A changed
/// cell in a closed column, a key twice or unknown, a column nobody exported are complaints.
/// @throws Error{BadInput} when it is no sheet of ours, of another form, or another city.
[[nodiscard]] Merge merge(const formats::Workbook& book, const Form& form, std::span<const KeptRow> now,
                          const Origin& origin, const Readers& readers);

/// Compares the rows of a sheet of people's own with what the city holds now, by the fields that `names` a row: new,
/// changed where a filled cell says otherwise, unchanged. No version is known, so nothing is a conflict; rows that are
/// not sound are left out, their complaints stand in `records`.
[[nodiscard]] std::vector<Change> match(const Records& records, const Mapping& mapping, const Form& form,
                                        std::span<const KeptRow> now);

/// The form's key of an exported workbook; empty when it is none of ours.
[[nodiscard]] std::string exported_form(const formats::Workbook& book);

}  // namespace luoshi::sheets

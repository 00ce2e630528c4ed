#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "engine/views/burden_view.hpp"
#include "engine/sheets/kinds.hpp"

namespace luoshi::engine {

/// One table found in a file, and where its columns would go.
struct ProposedTable {
  std::string sheet;
  sheets::Table table;
  sheets::Mapping mapping;
  bool remembered = false;  ///< a person corrected this shape before
};

/// Turns a file's bytes into cells; a server has a confined process do it.
using ReadBook = std::function<formats::Workbook(std::string_view bytes, const std::string& file)>;
/// `formats::read_workbook` with our reader of damaged text, in this process.
[[nodiscard]] formats::Workbook read_book(std::string_view bytes, const std::string& file);

/// Bytes of an unknown encoding as UTF-8, as the reader of papers decodes them.
[[nodiscard]] std::string decoded_text(std::string_view bytes);

/// The tables of a file, each with the mapping kept for its shape, else one proposed for the form (the likeliest where
/// it is left empty). @throws Error as `formats::read_workbook`, or for an unknown form.
[[nodiscard]] std::vector<ProposedTable> propose_tables(const Engine& engine, std::string_view bytes,
                                                        const std::string& file, const std::string& form);
[[nodiscard]] std::vector<ProposedTable> propose_tables(const Engine& engine, const formats::Workbook& book,
                                                        const std::string& form);

/// Keeps a mapping for its shape: an event naming its blob, in force for every sheet of that shape until another is
/// kept.
/// @throws Error{BadInput} when it names fields its form does not have.
[[nodiscard]] Outcome remember_mapping(Engine& engine, const sheets::Mapping& mapping, const city::Actor& actor);

/// A workbook of one kind to be filled in elsewhere, of one lead body and those below it where it is named.
[[nodiscard]] std::string export_workbook(const Engine& engine, const std::string& form, Id<Body> of, Day today);

/// The same rows as a text table (UTF-8 with its mark, for spreadsheets): to read, not to merge back. Text that begins like a
/// formula is preceded by an apostrophe.
[[nodiscard]] std::string export_csv(const Engine& engine, const std::string& form, Id<Body> of);

/// What a sheet asks of those who fill it in, before it is sent (填报代价): each row of 进展填报 is one question, progress of one
/// commitment in this month, and the one the burden of the month counts already. Registers and lists of promises ask nobody.
struct SheetCost {
  std::uint32_t bodies = 0;      ///< that have a row
  std::uint32_t questions = 0;   ///< distinct
  std::uint64_t seconds = 0;     ///< questions × standard; nobody is timed
  Id<Body> most;                 ///< which is asked most, the first of several
  std::uint64_t most_seconds = 0;
};
[[nodiscard]] SheetCost sheet_cost(const city::City& city, const std::string& form, Id<Body> of, const BurdenStandard& standard);
/// One line for people; for a form that asks nobody it says so.
[[nodiscard]] std::string cost_words(const city::City& city, const SheetCost& cost, const BurdenStandard& standard);

/// The lead body of that name. @throws Error{NotFound}
[[nodiscard]] Id<Body> body_named(const Engine& engine, const std::string& name);
/// A person by name, in the one post held today, or in the post of that name where several are. Both empty: the
/// operator.
/// @throws Error{NotFound} when nobody is called so, or the post is not held; Error{BadInput} when it must be named.
[[nodiscard]] city::Actor actor_named(const Engine& engine, const std::string& person, const std::string& post,
                                      Day today);

/// What someone wants done with a file of tables.
struct SheetRequest {
  enum class Faulty { Stop, LeaveOut };  ///< what complaints and open conflicts mean for the other rows
  std::string file;
  std::string form;  ///< empty: what the file says, or the likeliest
  city::Actor actor;
  Day today{};
  Faulty faulty = Faulty::Stop;
  std::set<std::uint32_t> mine, theirs;  ///< rows in conflict, decided: by the sheet, by the city
  Id<Body> of;                           ///< only rows of this body and those below it are known to it; empty: all
  ReadBook read = read_book;
  std::string session;                   ///< of the door
};

/// One row and what would become of it.
struct SheetLine {
  sheets::Change::Kind kind{};
  std::string sheet;
  std::uint32_t row = 0;
  std::string text;  ///< for people: what, and field by field from what to what
};

/// What a file would do, decided on the city as it is (预览).
struct SheetPlan {
  std::vector<SheetLine> lines;  ///< all but unchanged rows
  std::vector<sheets::Complaint> complaints;
  std::vector<std::pair<std::string, sheets::LeftOut>> left_out;  ///< with the sheet
  std::size_t unchanged = 0, conflicts = 0;                       ///< conflicts nobody has decided
  std::vector<city::Command> commands;
  std::vector<std::string> blobs;  ///< to be kept before the commands
  std::uint64_t on = 0;            ///< events of the city it was decided on

  /// Nothing stands in the way.
  [[nodiscard]] bool clear() const { return complaints.empty() && conflicts == 0; }
};

/// Looks, decides, writes nothing. A workbook that we exported is merged; any other file is read through the mappings
/// of its tables, its rows told apart by their names. Every command is tried on a copy of the city, so what the city
/// would refuse is among the complaints, with its row.
/// @throws Error as `formats::read_workbook`.
[[nodiscard]] SheetPlan plan_sheet(const Engine& engine, std::string_view bytes, const SheetRequest& request);

struct SheetDone {
  SheetPlan plan;
  bool written = false;  ///< false: the plan was not clear, and nothing was written
  Done done;
};

/// Carries a file out in one durable write, all rows or none. With `Faulty::LeaveOut`, rows with complaints and
/// undecided conflicts are left out and the others written. The same file again changes nothing.
[[nodiscard]] SheetDone apply_sheet(Engine& engine, std::string_view bytes, const SheetRequest& request);

}  // namespace luoshi::engine

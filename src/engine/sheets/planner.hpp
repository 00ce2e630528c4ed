#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/sheets/sheets.hpp"

namespace luoshi::engine {

/// Turns the changed rows of one file into commands, each tried on a copy of the city before the next is made.
class Planner {
 public:
  Planner(const city::City& city, std::string_view bytes, const SheetRequest& request);

  void complain(std::vector<sheets::Complaint> complaints);
  void leave_out(const std::string& sheet, const std::vector<sheets::LeftOut>& rows);
  /// The rows of one table. Rows may name what later rows register (a parent below its child).
  void take(const SheetKind& kind, const std::string& sheet, const std::vector<sheets::Change>& changes);
  [[nodiscard]] SheetPlan finish();

 private:
  struct Pending {
    const sheets::Change* change = nullptr;
    Id<Statement> source;
  };
  void add_sources(const SheetKind& kind, const std::string& sheet, std::vector<Pending>& rows);
  bool try_row(const SheetKind& kind, const std::string& sheet, const Pending& row, RowRefused& refused);
  [[nodiscard]] std::optional<city::Refusal> try_commands(std::vector<city::CommandBody> bodies,
                                                          const std::string& what);
  void add_line(const SheetKind& kind, const std::string& sheet, const sheets::Change& change);

  city::City city_;
  std::string file_digest_;
  const SheetRequest& request_;
  Instant now_;
  SheetPlan plan_;
};

}  // namespace luoshi::engine

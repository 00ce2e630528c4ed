#include "engine/sheets/planner.hpp"

#include <algorithm>
#include <tuple>

#include "engine/proposals.hpp"
#include "intake/intake.hpp"
#include "intake/reading_json.hpp"
#include "intake/repair.hpp"

namespace luoshi::engine {
namespace {

using sheets::Change;

std::string shown(const sheets::Value& value) {
  const std::string text = sheets::text_of(value);
  return text.empty() ? "（空）" : text;
}

std::string name_of(const SheetKind& kind, const Change& change) {
  std::string name;
  for (std::size_t f = 0; f < kind.form.fields.size(); ++f)
    if (kind.form.fields[f].names) name += (name.empty() ? "" : "·") + sheets::text_of(change.values[f]);
  return name;
}

/// A new row as a sentence of a paper: 事项：…；牵头单位：….
std::string sentence(const SheetKind& kind, const Change& change) {
  std::string out;
  for (std::size_t f = 0; f < kind.form.fields.size(); ++f)
    if (const std::string text = sheets::text_of(change.values[f]); !text.empty())
      out += (out.empty() ? "" : "；") + kind.form.fields[f].title + "：" + text;
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out + "。";
}

/// The rows as a paper that can be kept and quoted: one line, one statement. Bytes and characters of the lines are
/// theirs.
Reading paper_of(const std::string& file, std::vector<ReadStatement> lines, std::string& bytes) {
  for (const ReadStatement& line : lines) bytes += line.quote + "\n";
  Reading reading;
  reading.file = file;
  reading.title = file;
  reading.paper = intake::repair(bytes, {.extent = intake::RepairOptions::Extent::Line});
  std::size_t byte = 0, character = 0;
  for (ReadStatement& statement : lines) {
    const std::string& line = statement.quote;
    const auto length =
        static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    statement.span = {static_cast<std::uint32_t>(character), static_cast<std::uint32_t>(character + length)};
    statement.source_spans = {{static_cast<std::uint32_t>(byte), static_cast<std::uint32_t>(byte + line.size())}};
    statement.kind = StatementKind::Commitment;
    statement.confidence = 1.0;
    byte += line.size() + 1;
    character += length + 1;
    reading.statements.push_back(std::move(statement));
  }
  return reading;
}

}  // namespace

Planner::Planner(const city::City& city, std::string_view bytes, const SheetRequest& request)
    : city_{city},
      file_digest_{sha256(bytes).hex()},
      request_{request},
      now_{std::max(city.recorded_at, end_of_china_day(request.today) - std::chrono::milliseconds{1})} {
  plan_.on = city.events;
}

void Planner::complain(std::vector<sheets::Complaint> complaints) {
  for (sheets::Complaint& complaint : complaints) plan_.complaints.push_back(std::move(complaint));
}

void Planner::leave_out(const std::string& sheet, const std::vector<sheets::LeftOut>& rows) {
  for (const sheets::LeftOut& row : rows) plan_.left_out.emplace_back(sheet, row);
}

void Planner::add_line(const SheetKind& kind, const std::string& sheet, const Change& change) {
  std::string text = name_of(kind, change);
  for (const sheets::FieldChange& field : change.fields) {
    const std::string& title = kind.form.fields[field.field].title;
    if (change.kind == Change::Kind::New) continue;
    text += "；" + title + "：" +
            (change.kind == Change::Kind::Conflict ? "表里 " + shown(field.mine) + "，现为 " + shown(field.now)
                                                   : shown(field.now) + " → " + shown(field.mine));
  }
  plan_.lines.push_back({change.kind, sheet, change.row, std::move(text)});
}

void Planner::take(const SheetKind& kind, const std::string& sheet, const std::vector<Change>& changes) {
  std::vector<Pending> rows;
  for (const Change& change : changes) {
    const bool conflict = change.kind == Change::Kind::Conflict;
    if (change.kind == Change::Kind::Unchanged || (conflict && request_.theirs.contains(change.row))) {
      ++plan_.unchanged;
      continue;
    }
    add_line(kind, sheet, change);
    if (conflict && !request_.mine.contains(change.row))
      ++plan_.conflicts;
    else if (change.kind != Change::Kind::Deleted)
      rows.push_back({&change, {}});
  }
  if (kind.sources == SheetKind::Sources::Statements) add_sources(kind, sheet, rows);
  std::vector<std::pair<Pending, RowRefused>> refused;
  for (bool progress = true; progress && !rows.empty();) {
    progress = false;
    refused.clear();
    for (const Pending& row : rows) {
      RowRefused why;
      if (try_row(kind, sheet, row, why))
        progress = true;
      else
        refused.emplace_back(row, std::move(why));
    }
    rows.clear();
    for (const auto& each : refused) rows.push_back(each.first);
  }
  for (const auto& [row, why] : refused) {
    std::optional<std::uint32_t> column;
    for (const sheets::FieldChange& field : row.change->fields)
      if (kind.form.fields[field.field].key == why.field) column = field.column;
    plan_.complaints.push_back({sheet, row.change->row, column, why.text});
  }
}

/// New rows become statements of a paper of their own, confirmed by whoever hands the sheet in.
void Planner::add_sources(const SheetKind& kind, const std::string& sheet, std::vector<Pending>& rows) {
  std::vector<ReadStatement> lines;
  std::vector<Pending*> fresh;
  for (Pending& row : rows) {
    if (row.change->kind != Change::Kind::New) continue;
    // A row that could not become a commitment must not become a statement either.
    const SheetRow looked{city_, kind.form, *row.change, request_.today, {}};
    if (std::holds_alternative<RowRefused>(kind.create(looked))) continue;
    ReadStatement statement;
    statement.quote = sentence(kind, *row.change);
    statement.actor = looked.text("lead");
    if (const auto* goal = std::get_if<Figure>(&looked.value("goal"))) statement.figures.push_back({*goal, "", {}});
    if (const auto* due = std::get_if<Deadline>(&looked.value("due"))) statement.deadline = *due;
    lines.push_back(std::move(statement));
    fresh.push_back(&row);
  }
  if (fresh.empty()) return;
  std::string bytes;
  const Reading reading = paper_of(request_.file + "·" + sheet, std::move(lines), bytes);
  std::string json = canonical_json(intake::to_json(reading));
  const std::uint32_t first = static_cast<std::uint32_t>(city_.statements.size()) + 1;
  auto import = proposal_of(reading, sha256(bytes), sha256(json), city_.sample);
  if (const auto no = try_commands({city::ImportDocument{std::move(import)}}, "paper-" + sheet)) {
    plan_.complaints.push_back({sheet, 0, std::nullopt, no->reason});
    return;
  }
  plan_.blobs.push_back(std::move(bytes));
  plan_.blobs.push_back(std::move(json));
  for (std::size_t i = 0; i < fresh.size(); ++i)
    fresh[i]->source = Id<Statement>{first + static_cast<std::uint32_t>(i)};
}

bool Planner::try_row(const SheetKind& kind, const std::string& sheet, const Pending& row, RowRefused& refused) {
  const SheetRow looked{city_, kind.form, *row.change, request_.today, row.source};
  RowCommand made = row.change->kind == Change::Kind::New ? kind.create(looked) : kind.change(looked);
  if (auto* no = std::get_if<RowRefused>(&made)) {
    refused = std::move(*no);
    return false;
  }
  std::vector<city::CommandBody> bodies;
  if (row.source)
    bodies.push_back(city::ConfirmStatement{{row.source}, city_.statements[row.source.index()].version()});
  bodies.push_back(std::move(std::get<city::CommandBody>(made)));
  if (const auto no = try_commands(std::move(bodies), sheet + "-" + std::to_string(row.change->row))) {
    refused = {"", no->reason};
    return false;
  }
  return true;
}

/// All or none of a row's commands, on the copy of the city; its refusal, or nothing.
std::optional<city::Refusal> Planner::try_commands(std::vector<city::CommandBody> bodies, const std::string& what) {
  city::City next = city_;
  std::vector<city::Command> commands;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    // One file, one row, one step: the same file handed in again repeats its commands and does nothing.
    const std::string id = "sheet-" + sha256(file_digest_ + "\n" + what + "\n" + std::to_string(i)).hex().substr(0, 40);
    city::Command command{id, request_.actor, std::move(bodies[i])};
    city::Decision decision = city::decide(next, command, now_);
    if (auto* refusal = std::get_if<city::Refusal>(&decision)) return std::move(*refusal);
    for (city::EventBody& body : std::get<std::vector<city::EventBody>>(decision)) {
      city::Event event;
      event.envelope = {now_, request_.actor.person, request_.actor.post, request_.actor.on_behalf_of, "", command.id,
                        ""};
      event.body = std::move(body);
      next = city::apply(std::move(next), std::move(event));
    }
    commands.push_back(std::move(command));
  }
  city_ = std::move(next);
  for (city::Command& command : commands) plan_.commands.push_back(std::move(command));
  return std::nullopt;
}

SheetPlan Planner::finish() {
  std::stable_sort(plan_.complaints.begin(), plan_.complaints.end(),
                   [](const sheets::Complaint& a, const sheets::Complaint& b) {
                     return std::tie(a.sheet, a.row) < std::tie(b.sheet, b.row);
                   });
  return std::move(plan_);
}

}  // namespace luoshi::engine

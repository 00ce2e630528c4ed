#include "cli/sheet_commands.hpp"

#include <charconv>

#include "base/error.hpp"
#include "cli/database.hpp"
#include "engine/sheets/sheets.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kSheetLimit = std::uint64_t{64} << 20U;

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Day day_of(const Values& values) {
  return values.day("on").value_or(china_day(engine::real_surroundings().now()));
}

/// Row numbers as people list them: 3,7,12.
std::set<std::uint32_t> rows_of(const Values& values, const std::string& option) {
  std::set<std::uint32_t> rows;
  const std::string text = values.find(option).value_or("");
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t row = 0;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), row);
    at = static_cast<std::size_t>(end - text.data());
    if (fault != std::errc{} || row == 0 || (at < text.size() && text[at] != ','))
      throw Error{Fault::BadInput,
                  "--" + option + " is \"" + text + "\" (row numbers such as 3,7,12 are wanted); correct it"};
    rows.insert(row);
    ++at;
  }
  return rows;
}

std::string_view kind_word(sheets::Change::Kind kind) {
  switch (kind) {
    case sheets::Change::Kind::Unchanged:
      return "不变";
    case sheets::Change::Kind::Changed:
      return "改动";
    case sheets::Change::Kind::Conflict:
      return "冲突";
    case sheets::Change::Kind::New:
      return "新增";
    case sheets::Change::Kind::Deleted:
      return "已删";
  }
  return "";
}

std::string_view kind_name(sheets::Change::Kind kind) {
  switch (kind) {
    case sheets::Change::Kind::Unchanged:
      return "unchanged";
    case sheets::Change::Kind::Changed:
      return "changed";
    case sheets::Change::Kind::Conflict:
      return "conflict";
    case sheets::Change::Kind::New:
      return "new";
    case sheets::Change::Kind::Deleted:
      return "deleted";
  }
  return "";
}

Json plan_json(const engine::SheetPlan& plan) {
  Json lines = Json::array(), complaints = Json::array(), left_out = Json::array();
  for (const engine::SheetLine& line : plan.lines)
    lines.push_back(
        Json::object({{"kind", kind_name(line.kind)}, {"sheet", line.sheet}, {"row", line.row}, {"text", line.text}}));
  for (const sheets::Complaint& complaint : plan.complaints)
    complaints.push_back(
        Json::object({{"sheet", complaint.sheet},
                      {"row", complaint.row},
                      {"column", complaint.column ? Json{formats::column_letters(*complaint.column)} : Json{}},
                      {"text", complaint.text}}));
  for (const auto& [sheet, row] : plan.left_out)
    left_out.push_back(Json::object({{"sheet", sheet}, {"row", row.row}, {"why", row.why}}));
  return Json::object({{"lines", std::move(lines)},
                       {"complaints", std::move(complaints)},
                       {"left_out", std::move(left_out)},
                       {"unchanged", static_cast<std::uint64_t>(plan.unchanged)},
                       {"conflicts", static_cast<std::uint64_t>(plan.conflicts)},
                       {"commands", static_cast<std::uint64_t>(plan.commands.size())}});
}

std::string plan_text(const engine::SheetPlan& plan) {
  std::string out;
  for (const engine::SheetLine& line : plan.lines)
    out += std::string{kind_word(line.kind)} + "  表“" + line.sheet + "”第 " + std::to_string(line.row) + " 行：" +
           line.text + "\n";
  for (const sheets::Complaint& complaint : plan.complaints) out += "问题  " + complaint.full_text() + "\n";
  for (const auto& [sheet, row] : plan.left_out)
    out += "略过  表“" + sheet + "”第 " + std::to_string(row.row) + " 行：" + row.why + "\n";
  return out + "不变 " + std::to_string(plan.unchanged) + " 行，问题 " + std::to_string(plan.complaints.size()) +
         " 处，待定冲突 " + std::to_string(plan.conflicts) + " 行；将记 " + std::to_string(plan.commands.size()) +
         " 步\n";
}

engine::SheetRequest request_of(const engine::Engine& engine, const Values& values) {
  engine::SheetRequest request;
  request.file = file_name(values.get("FILE"));
  request.form = values.find("form").value_or("");
  request.today = day_of(values);
  request.actor =
      engine::actor_named(engine, values.find("person").value_or(""), values.find("post").value_or(""), request.today);
  request.mine = rows_of(values, "mine");
  request.theirs = rows_of(values, "theirs");
  if (values.flag("leave-out")) request.faulty = engine::SheetRequest::Faulty::LeaveOut;
  return request;
}

Exit propose(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const std::string path = values.get("FILE");
  const auto tables =
      engine::propose_tables(*engine, read_input(path, kSheetLimit), file_name(path), values.find("form").value_or(""));
  for (const engine::ProposedTable& table : tables) {
    if (values.flag("json")) {
      print(canonical_json(table.mapping.to_json()) + "\n");
      continue;
    }
    std::string out = "表“" + table.sheet + "”第 " + std::to_string(table.table.heading_row) + " 行起，" +
                      std::to_string(table.table.rows.size()) + " 行数据；按“" +
                      engine::sheet_kind(table.mapping.form).form.title + "”读" +
                      (table.remembered ? "（用记住的对应关系）" : "") + "\n";
    for (const sheets::Match& match : table.mapping.columns)
      out += "  " + formats::column_letters(match.column) + " " + match.heading + " → " +
             (match.field.empty() ? "不取" : match.field) + "  " + match.reason + "\n";
    print(out);
  }
  return tables.empty() ? Exit::AnswerIsNo : Exit::Ok;
}

Exit map(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const auto mapping = sheets::Mapping::from_json(parse_json(read_input(values.get("FILE"), kSheetLimit)));
  const auto actor = engine::actor_named(*engine, values.find("person").value_or(""), values.find("post").value_or(""),
                                         day_of(values));
  const auto outcome = engine::remember_mapping(*engine, mapping, actor);
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) {
    print(refusal->reason + "\n");
    return Exit::AnswerIsNo;
  }
  print("记住了，以后同样表头的表都这样读\n");
  return Exit::Ok;
}

Exit export_sheet(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto body = values.find("body");
  const Id<Body> of = body ? engine::body_named(*engine, *body) : Id<Body>{};
  const auto city = engine->city();
  const engine::BurdenStandard standard = engine::shipped_burden_standard();
  // Before the file is there to be sent.
  print(engine::cost_words(*city, engine::sheet_cost(*city, values.get("form"), of, standard), standard) + "\n");
  write_output(values.get("out"), engine::export_workbook(*engine, values.get("form"), of, day_of(values)));
  return Exit::Ok;
}

void print_plan(const engine::SheetPlan& plan, const Values& values) {
  print(values.flag("json") ? canonical_json(plan_json(plan)) + "\n" : plan_text(plan));
}

Exit preview(const Values& values) {
  const auto engine = open_for_reading(values.get("db"));
  const auto plan =
      engine::plan_sheet(*engine, read_input(values.get("FILE"), kSheetLimit), request_of(*engine, values));
  print_plan(plan, values);
  return plan.clear() ? Exit::Ok : Exit::AnswerIsNo;
}

Exit apply(const Values& values) {
  const auto engine = open_for_writing(values.get("db"));
  const auto done =
      engine::apply_sheet(*engine, read_input(values.get("FILE"), kSheetLimit), request_of(*engine, values));
  print_plan(done.plan, values);
  if (!values.flag("json"))
    print(done.written ? "已写入，共 " + std::to_string(done.done.count) + " 条记录\n"
                       : "没有写入：请先改正上面的问题、定下冲突，或用 --leave-out 略去这些行\n");
  return done.written ? Exit::Ok : Exit::AnswerIsNo;
}

}  // namespace

std::vector<Subcommand> sheet_commands() {
  using Kind = Option::Kind;
  const Option db{Kind::Value, "db", "the database", true},
      form{Kind::Value, "form", "places, bodies, posts, assets, commitments, progress", false},
      file{Kind::Positional, "FILE", "a workbook or a text table", true},
      json{Kind::Flag, "json", "for programs", false},
      person{Kind::Value, "person", "who hands it in; the operator when left out", false},
      post{Kind::Value, "post", "in which post, where the person holds several", false},
      on{Kind::Value, "on", "the day words of time are reckoned from, YYYY-MM-DD; today when left out", false},
      mine{Kind::Value, "mine", "rows in conflict where the sheet is right: 3,7", false},
      theirs{Kind::Value, "theirs", "rows in conflict where the city is right", false};
  return {
      {"sheet propose",
       "the tables of a file, and which column would be which field, with reasons",
       {db, file, form, json},
       propose},
      {"sheet map",
       "keep a corrected mapping (one line of propose --json) for every sheet of that shape",
       {db, {Kind::Positional, "FILE", "the mapping", true}, person, post, on},
       map},
      {"sheet export",
       "a workbook to be filled in elsewhere and merged back",
       {db,
        {Kind::Value, "form", "places, bodies, posts, assets, commitments, progress", true},
        {Kind::Value, "body", "only what this body and those below it lead", false},
        {Kind::Value, "out", "the workbook to write", true},
        on},
       export_sheet},
      {"sheet preview",
       "what a file would change, row by row, before anything is written",
       {db, file, form, person, post, on, mine, theirs, json},
       preview},
      {"sheet apply",
       "take a file in: all rows or none; an exported one is merged",
       {db,
        file,
        form,
        person,
        post,
        on,
        mine,
        theirs,
        {Kind::Flag, "leave-out", "leave rows with complaints and open conflicts out", false},
        json},
       apply},
  };
}

}  // namespace luoshi::cli

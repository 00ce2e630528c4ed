#include <algorithm>

#include "base/error.hpp"
#include "engine/evidence.hpp"
#include "engine/spot_checks.hpp"
#include "server/api.hpp"
#include "server/detail/answers.hpp"
#include "server/detail/parameters.hpp"

// People's tables and files: in by upload, out by download.
namespace luoshi::server {
namespace {

using detail::json_response;
using detail::number_of;

constexpr std::size_t kSheetBytes = std::size_t{16} << 20U;
constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The body of the actor's post; none where there is no post.
Id<Body> own_body(const city::City& city, const city::Actor& actor) {
  return actor.post && actor.post.index() < city.posts.size() ? city.posts[actor.post.index()].value.body : Id<Body>{};
}

// Name and content of an upload. The name is for people; what the file is, its bytes tell.
std::string upload_name(const Request& request) {
  std::string name = request.parameter("name");
  name = name.substr(name.find_last_of("/\\") + 1);
  if (name.empty() || name.size() > 255) throw Error{Fault::BadInput, "参数 name 不能用（没有文件名，或太长）请从页面选择文件"};
  if (request.header("content-type") != "application/octet-stream")
    throw Error{Fault::BadInput, "上传的类型不对（应为 application/octet-stream）请从页面选择文件"};
  if (request.body.empty()) throw Error{Fault::BadInput, name + "：是空的（0 字节）请核对选的是哪个文件"};
  return name;
}

std::set<std::uint32_t> rows_in(const Request& request, const char* parameter) {
  std::set<std::uint32_t> rows;
  const std::string text = request.parameter(parameter);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const auto number = number_of(std::string_view{text}.substr(at, end - at));
    if (!number || *number == 0 || *number > 1'048'576)
      throw Error{Fault::BadInput, std::string{"参数 "} + parameter + " 不能用（应为行号，如 3,7）请从预览重新选择"};
    rows.insert(static_cast<std::uint32_t>(*number));
    at = end + 1;
  }
  return rows;
}

const char* name_of(sheets::Change::Kind kind) {
  switch (kind) {
    case sheets::Change::Kind::Unchanged: return "unchanged";
    case sheets::Change::Kind::Changed: return "changed";
    case sheets::Change::Kind::Conflict: return "conflict";
    case sheets::Change::Kind::New: return "new";
    case sheets::Change::Kind::Deleted: return "deleted";
  }
  return "";
}

constexpr std::size_t kMostShown = 2000;  // lines and complaints of one preview; all are counted

// Conflicts first: somebody has to decide them, so none may fall behind the last line that is shown.
Json lines_json(const std::vector<engine::SheetLine>& lines) {
  std::vector<const engine::SheetLine*> order;
  for (const engine::SheetLine& line : lines) order.push_back(&line);
  std::stable_partition(order.begin(), order.end(), [](const engine::SheetLine* line) { return line->kind == sheets::Change::Kind::Conflict; });
  order.resize(std::min(order.size(), kMostShown));
  Json shown = Json::array();
  for (const engine::SheetLine* line : order)
    shown.push_back(Json::object({{"kind", name_of(line->kind)}, {"sheet", line->sheet}, {"row", line->row}, {"text", line->text}}));
  return shown;
}

Json counts_json(const std::vector<engine::SheetLine>& lines) {
  using Kind = sheets::Change::Kind;
  Json counts = Json::object({});
  for (const Kind kind : {Kind::New, Kind::Changed, Kind::Conflict, Kind::Deleted})
    counts.set(name_of(kind), std::count_if(lines.begin(), lines.end(), [&](const engine::SheetLine& line) { return line.kind == kind; }));
  return counts;
}

Json plan_json(const engine::SheetPlan& plan) {
  Json complaints = Json::array(), left_out = Json::array();
  for (std::size_t i = 0; i < std::min(plan.complaints.size(), kMostShown); ++i) {
    const sheets::Complaint& complaint = plan.complaints[i];
    complaints.push_back(Json::object({{"sheet", complaint.sheet},
                                       {"row", complaint.row},
                                       {"column", complaint.column ? Json{formats::column_letters(*complaint.column)} : Json{}},
                                       {"text", complaint.text}}));
  }
  for (std::size_t i = 0; i < std::min(plan.left_out.size(), kMostShown); ++i)
    left_out.push_back(Json::object({{"sheet", plan.left_out[i].first}, {"row", plan.left_out[i].second.row}, {"why", plan.left_out[i].second.why}}));
  return Json::object({{"lines", lines_json(plan.lines)},
                       {"all_lines", static_cast<std::uint64_t>(plan.lines.size())},
                       {"counts", counts_json(plan.lines)},
                       {"complaints", std::move(complaints)},
                       {"all_complaints", static_cast<std::uint64_t>(plan.complaints.size())},
                       {"left_out", std::move(left_out)},
                       {"unchanged", static_cast<std::uint64_t>(plan.unchanged)},
                       {"conflicts", static_cast<std::uint64_t>(plan.conflicts)},
                       {"commands", static_cast<std::uint64_t>(plan.commands.size())}});
}

Json fields_json(const sheets::Form& form) {
  Json fields = Json::array();
  for (const sheets::Field& field : form.fields)
    fields.push_back(Json::object({{"key", field.key}, {"title", field.title}, {"required", field.required}, {"hint", field.hint}}));
  return fields;
}

Json table_json(const engine::ProposedTable& table) {
  return Json::object({{"sheet", table.sheet},
                       {"heading_row", table.table.heading_row},
                       {"rows", static_cast<std::uint64_t>(table.table.rows.size())},
                       {"remembered", table.remembered},
                       {"mapping", table.mapping.to_json()}});
}

std::string attachment(const std::string& name) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || c == '.' || c == '-' || c == '_';
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4U];
      encoded += kDigits[byte & 15U];
    }
  }
  return "attachment; filename*=UTF-8''" + encoded;
}

// To keep, never shown: whatever is in it must not run.
Response file_response(std::string_view type, const std::string& name, std::string bytes) {
  Response response;
  response.type = std::string{type};
  response.body = std::move(bytes);
  response.headers.emplace_back("Content-Disposition", attachment(name));
  response.headers.emplace_back("Content-Security-Policy", "sandbox");
  return response;
}

}  // namespace

LargeBody Api::large_body(const Request& head) {
  const bool sheet = head.path == "/api/v1/sheets/preview" || head.path == "/api/v1/sheets/apply";
  const bool evidence = head.path == "/api/v1/evidence";
  if (head.method != Method::Post || (!sheet && !evidence)) return {};
  auto who = admitted(head, false);
  if (auto* const refused = std::get_if<Response>(&who)) return {0, detail::hardened(std::move(*refused))};
  return {sheet ? kSheetBytes : static_cast<std::size_t>(engine::kEvidenceLimit), std::nullopt};
}

// Rows of which body the caller may know: all where the caller's body is the city's own.
Id<Body> Api::seen_body(const Caller& caller) const {
  const auto city = engine_.city();
  const Id<Body> body = own_body(*city, caller.actor);
  return body && city->bodies[body.index()].value.parent ? body : Id<Body>{};
}

engine::SheetRequest Api::sheet_request(const Request& request, const Caller& caller) const {
  if (const auto no = city::may(*engine_.city(), caller.actor, city::Action::Read, {}, viewer(caller).today)) throw Error{no->fault, no->reason};
  engine::SheetRequest asked;
  asked.file = upload_name(request);
  asked.form = request.parameter("form");
  asked.actor = caller.actor;
  asked.today = viewer(caller).today;
  asked.mine = rows_in(request, "mine");
  asked.theirs = rows_in(request, "theirs");
  asked.of = seen_body(caller);
  asked.read = options_.read_book;
  asked.session = caller.session.csrf.substr(0, 8);
  if (detail::query_number(request, "leave_out", 0, 1).value_or(0) == 1) asked.faulty = engine::SheetRequest::Faulty::LeaveOut;
  return asked;
}

Response Api::sheet_forms(const Request&, const Caller& caller) {
  if (const auto no = city::may(*engine_.city(), caller.actor, city::Action::Read, {}, viewer(caller).today)) return detail::refusal_response(*no);
  const auto city = engine_.city();
  const engine::BurdenStandard standard = engine::shipped_burden_standard();
  Json forms = Json::array();
  for (const sheets::Form& form : engine::sheet_forms()) {
    const engine::SheetCost cost = engine::sheet_cost(*city, form.key, seen_body(caller), standard);
    forms.push_back(Json::object({{"key", form.key},
                                  {"title", form.title},
                                  {"fields", fields_json(form)},
                                  {"cost", Json::object({{"bodies", cost.bodies},
                                                         {"questions", cost.questions},
                                                         {"seconds", cost.seconds},
                                                         {"most", cost.most ? Json{city->bodies[cost.most.index()].value.name} : Json{}},
                                                         {"most_seconds", cost.most_seconds}})}}));
  }
  return json_response(Json::object({{"forms", std::move(forms)}, {"most_bytes", static_cast<std::uint64_t>(kSheetBytes)}}));
}

Response Api::export_sheet(const Request& request, const Caller& caller) {
  const auto city = engine_.city();
  const auto wanted = detail::query_number(request, "body", 1, UINT32_MAX);
  const Id<Body> body = wanted ? Id<Body>{*wanted} : seen_body(caller);
  if (const auto no = city::may(*city, caller.actor, city::Action::Read, body, viewer(caller).today)) return detail::refusal_response(*no);
  const std::string form = request.parameter("form");
  const std::string title = engine::sheet_kind(form).form.title + (body ? "-" + city->bodies[body.index()].value.name : std::string{});
  const std::string format = request.parameter("format");
  if (format == "csv") return file_response("text/csv; charset=utf-8", title + ".csv", engine::export_csv(engine_, form, body));
  if (!format.empty() && format != "xlsx") throw Error{Fault::BadInput, "参数 format 不能用（只有 xlsx 和 csv）请从页面下载"};
  return file_response(kXlsx, title + ".xlsx", engine::export_workbook(engine_, form, body, viewer(caller).today));
}

Response Api::preview_sheet(const Request& request, const Caller& caller) {
  engine::SheetRequest asked = sheet_request(request, caller);
  const formats::Workbook book = asked.read(request.body, asked.file);
  asked.read = [&](std::string_view, const std::string&) { return book; };  // read once
  const bool ours = !sheets::exported_form(book).empty();
  Json tables = Json::array();
  if (!ours)
    for (const engine::ProposedTable& table : engine::propose_tables(engine_, book, asked.form)) tables.push_back(table_json(table));
  Json plan = plan_json(engine::plan_sheet(engine_, request.body, asked));
  plan.set("exported", ours).set("tables", std::move(tables));
  return json_response(plan);
}

Response Api::apply_sheet(const Request& request, const Caller& caller) {
  const engine::SheetDone done = engine::apply_sheet(engine_, request.body, sheet_request(request, caller));
  if (done.written && done.done.count > 0) tell(done.done.first + done.done.count - 1);
  Json plan = plan_json(done.plan);
  plan.set("written", done.written).set("first", done.done.first).set("events", done.done.count).set("repeated", done.done.repeated);
  return json_response(plan);
}

Response Api::keep_mapping(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"mapping"});
  const engine::Outcome outcome = engine::remember_mapping(engine_, sheets::Mapping::from_json(body.at("mapping")), caller.actor);
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) return detail::refusal_response(*refusal);
  return done_response(std::get<engine::Done>(outcome));
}

Response Api::burden(const Request& request, const Caller& caller) {
  const std::string month = request.parameter("month");
  const auto first = month.empty() ? std::nullopt : day_from_text(month + "-01");
  if (!month.empty() && (!first || month.size() != 7)) throw Error{Fault::BadInput, "参数 month 不能用（应为 2026-06 这样的月份）请从列表重新打开"};
  return detail::page_response(pages_.burden(viewer(caller), first));
}

Response Api::freeze_list(const Request& request, const Caller& caller) {
  const Json body = detail::body_of(request, {"from", "until"});
  const auto from = day_from_text(body.at("from").as_string()), until = day_from_text(body.at("until").as_string());
  if (!from || !until || *until < *from) throw Error{Fault::BadInput, "名单封不了（起止日期有误）请写明哪一段时间"};
  const auto city = engine_.city();
  const Id<Body> own = own_body(*city, caller.actor);
  if (const auto no = city::may(*city, caller.actor, city::Action::CheckThing, own, viewer(caller).today)) return detail::refusal_response(*no);
  const engine::FrozenList list = engine::freeze_reports(engine_, *from, *until, seen_body(caller));
  return json_response(Json::object({{"list", list.digest.hex()}, {"size", list.lines}, {"first", engine::line_of(list.text, 1)}}));
}

Response Api::spot_check(const Request& request, const Caller& caller) {
  return detail::page_response(pages_.spot_check(viewer(caller), detail::path_id(request)));
}

Response Api::upload_evidence(const Request& request, const Caller& caller) {
  const auto city = engine_.city();
  const Id<Body> own = own_body(*city, caller.actor);
  const auto files = city::may(*city, caller.actor, city::Action::FileReport, own, viewer(caller).today);
  const auto handles = city::may(*city, caller.actor, city::Action::HandleThing, own, viewer(caller).today);
  if (files && handles) return detail::refusal_response(*files);
  const std::string name = upload_name(request);
  return json_response(engine::evidence_json(engine::keep_evidence(engine_.archive(), request.body, name)));
}

Response Api::report_evidence(const Request& request, const Caller& caller) {
  return detail::page_response(pages_.report_evidence(viewer(caller), detail::path_id(request)));
}

Response Api::evidence_file(const Request& request, const Caller& caller) {
  const auto number = detail::query_number(request, "number", 1, 1000).value_or(1);
  auto file = pages_.evidence_file(viewer(caller), detail::path_id(request), number);
  if (const auto* refusal = std::get_if<city::Refusal>(&file)) return detail::refusal_response(*refusal);
  auto& found = std::get<engine::Pages::File>(file);
  return file_response("application/octet-stream", found.name, std::move(found.bytes));
}

}  // namespace luoshi::server

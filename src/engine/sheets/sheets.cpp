#include "engine/sheets/sheets.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "engine/sheets/detail.hpp"
#include "engine/sheets/planner.hpp"
#include "engine/sheets/readers.hpp"
#include "formats/csv.hpp"

namespace luoshi::engine {
namespace {

/// Mappings stand among the adopted rules under this and the digest of their shape.
constexpr std::string_view kMappingRules = "sheet-";

std::optional<sheets::Mapping> remembered(const Engine& engine, const std::string& shape) {
  const auto city = engine.city();
  const std::string name = std::string{kMappingRules} + shape;
  const auto kept = std::find_if(city->rules.rbegin(), city->rules.rend(),
                                 [&](const city::AdoptedRules& rules) { return rules.name == name; });
  if (kept == city->rules.rend()) return std::nullopt;
  return sheets::Mapping::from_json(parse_json(engine.archive().get(kept->digest)));
}

std::vector<ProposedTable> propose_in(const Engine& engine, const formats::Workbook& book, const std::string& form) {
  const std::vector<sheets::Form> forms = form.empty() ? sheet_forms() : std::vector{sheet_kind(form).form};
  const sheets::HeadingWords words = sheets::heading_words(sheet_forms());
  std::vector<ProposedTable> out;
  for (const formats::ReadSheet& sheet : book.sheets) {
    if (sheet.hidden) continue;
    const sheets::Cells cells{sheet};
    for (sheets::Table& table : sheets::find_tables(sheet, words)) {
      auto mapping = remembered(engine, sheets::shape_of(table));
      const bool known = mapping && (form.empty() || mapping->form == form);
      if (!known) mapping = sheets::propose(table, cells, sheets::likeliest_form(table, cells, forms));
      out.push_back({sheet.name, std::move(table), std::move(*mapping), known});
    }
  }
  return out;
}

/// What tells this ledger from every other: its first entry, which is salted.
std::string identity(const Engine& engine) {
  std::string digest;
  if (engine.ledger().head().size == 0) return digest;
  engine.ledger().read(1, 1, [&](std::uint64_t, std::string_view bytes) {
    digest = sha256(bytes).hex();
    return ledger::Next::Stop;
  });
  return digest;
}

sheets::Origin origin_of(const Engine& engine, Day today) {
  return {identity(engine), std::to_string(engine.city()->events), today};
}

}  // namespace

std::string decoded_text(std::string_view bytes) { return decoded(bytes); }

formats::Workbook read_book(std::string_view bytes, const std::string& file) { return formats::read_workbook(bytes, file, decoded); }

std::vector<ProposedTable> propose_tables(const Engine& engine, std::string_view bytes, const std::string& file,
                                          const std::string& form) {
  return propose_in(engine, read_book(bytes, file), form);
}

std::vector<ProposedTable> propose_tables(const Engine& engine, const formats::Workbook& book, const std::string& form) {
  return propose_in(engine, book, form);
}

Outcome remember_mapping(Engine& engine, const sheets::Mapping& mapping, const city::Actor& actor) {
  const sheets::Form& form = sheet_kind(mapping.form).form;
  for (const sheets::Match& match : mapping.columns)
    if (!match.field.empty() && !form.find(match.field))
      throw Error{Fault::BadInput, "对应关系记不了（“" + form.title + "”没有栏目 " + match.field + "）请改正"};
  if (!Digest::from_hex(mapping.shape))
    throw Error{Fault::BadInput, "对应关系记不了（表形摘要有误）请用 luoshi sheet propose --json 的输出修改"};
  const Digest digest = engine.archive().put(canonical_json(mapping.to_json()));
  // The id holds the number of events: a mapping may be taken back by keeping the former one again.
  return engine.submit({"sheet-map-" + digest.hex().substr(0, 24) + "-" + std::to_string(engine.city()->events), actor,
                        city::Register{city::RulesAdopted{{std::string{kMappingRules} + mapping.shape, digest}}}});
}

std::string export_workbook(const Engine& engine, const std::string& form, Id<Body> of, Day today) {
  const SheetKind& kind = sheet_kind(form);
  const auto city = engine.city();
  return formats::write_xlsx(sheets::export_sheets(kind.form, kind.rows(*city, of), origin_of(engine, today)));
}

std::string export_csv(const Engine& engine, const std::string& form, Id<Body> of) {
  const SheetKind& kind = sheet_kind(form);
  std::string out = "\xEF\xBB\xBF";
  const auto line = [&](std::size_t count, const auto& text_at) {
    for (std::size_t i = 0; i < count; ++i) {
      std::string text = text_at(i);
      if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos && !formats::read_number(text))
        text.insert(text.begin(), '\'');
      out += (i == 0 ? "" : ",") + formats::csv_field(text);
    }
    out += "\r\n";
  };
  line(kind.form.fields.size(), [&](std::size_t i) { return kind.form.fields[i].title; });
  for (const sheets::KeptRow& row : kind.rows(*engine.city(), of))
    line(row.values.size(), [&](std::size_t i) { return sheets::text_of(row.values[i]); });
  return out;
}

SheetCost sheet_cost(const city::City& city, const std::string& form, Id<Body> of, const BurdenStandard& standard) {
  SheetCost cost;
  if (sheet_kind(form).form.key != "progress") return cost;
  std::map<Id<Body>, std::uint32_t> rows;
  city.commitments.each([&](std::size_t, const city::KeptCommitment& kept) {
    const Commitment& item = kept.value;
    if (item.state == CommitmentState::InForce && detail::is_within(city, item.lead, of)) ++rows[item.lead];
  });
  for (const auto& [body, count] : rows) {
    ++cost.bodies;
    cost.questions += count;
    const std::uint64_t seconds = std::uint64_t{count} * standard.progress_s;
    cost.seconds += seconds;
    if (seconds > cost.most_seconds) cost.most = body, cost.most_seconds = seconds;
  }
  return cost;
}

std::string cost_words(const city::City& city, const SheetCost& cost, const BurdenStandard& standard) {
  const auto minutes = [](std::uint64_t seconds) { return std::to_string((seconds + 59) / 60) + " 分钟"; };
  if (cost.questions == 0) return "这份表不向任何单位提问";
  return "填这份表：" + std::to_string(cost.bodies) + " 个单位，" + std::to_string(cost.questions) + " 个问题，共约 " + minutes(cost.seconds) +
         (cost.bodies > 1 && cost.most ? "，最多的是" + city.bodies[cost.most.index()].value.name + "，约 " + minutes(cost.most_seconds) : "") +
         "（每个问题 " + std::to_string(standard.progress_s) + " 秒，见填报用时标准；已含在当月负担里）";
}

Id<Body> body_named(const Engine& engine, const std::string& name) {
  const Id<Body> body = engine.city()->body_of(name);
  if (!body) throw Error{Fault::NotFound, "没有单位“" + name + "”（不在名录里）请核对名称"};
  return body;
}

city::Actor actor_named(const Engine& engine, const std::string& person, const std::string& post, Day today) {
  if (person.empty() && post.empty()) return {};
  const auto city = engine.city();
  const Id<Person> id = city->person_of(person);
  if (!id) throw Error{Fault::NotFound, "没有人员“" + person + "”（不在名录里）请核对姓名"};
  std::vector<Id<Post>> held;
  city->holders.each([&](std::size_t, const city::Kept<Holder>& kept) {
    const Holder& term = kept.value;
    const bool now = term.from <= today && (!term.until || today <= *term.until);
    if (term.person == id && now && (post.empty() || city->posts[term.post.index()].value.name == post))
      held.push_back(term.post);
  });
  if (held.empty())
    throw Error{Fault::NotFound, "“" + person + "”今天不在" + (post.empty() ? "任何岗位" : "“" + post + "”") +
                                     "任上（任期已过或未到）请核对"};
  if (held.size() > 1)
    throw Error{Fault::BadInput, "“" + person + "”在几个岗位任上（不知以哪个岗位办理）请用 --post 写明"};
  return {id, held[0], {}};
}

SheetPlan plan_sheet(const Engine& engine, std::string_view bytes, const SheetRequest& request) {
  const formats::Workbook book = request.read(bytes, request.file);
  const auto city = engine.city();
  const sheets::Readers readers = word_readers(request.today);
  Planner planner{*city, bytes, request};
  if (const std::string form = sheets::exported_form(book); !form.empty()) {
    const SheetKind& kind = sheet_kind(form);
    sheets::Merge merged =
        sheets::merge(book, kind.form, kind.rows(*city, request.of), origin_of(engine, request.today), readers);
    planner.complain(std::move(merged.complaints));
    planner.take(kind, kind.form.title, merged.changes);
    return planner.finish();
  }
  const auto tables = propose_in(engine, book, request.form);
  if (tables.empty())
    planner.complain({{request.file, 0, std::nullopt, "没有找到表格（没有一行像表头）请核对文件，或加上表头"}});
  for (const ProposedTable& proposed : tables) {
    const SheetKind& kind = sheet_kind(proposed.mapping.form);
    const auto& sheet = *std::find_if(book.sheets.begin(), book.sheets.end(),
                                      [&](const formats::ReadSheet& each) { return each.name == proposed.sheet; });
    if (const auto missing = proposed.mapping.missing(kind.form); !missing.empty()) {
      for (const std::string& title : missing)
        planner.complain({{proposed.sheet, proposed.table.heading_row, std::nullopt,
                           "按“" + kind.form.title + "”读，缺“" + title +
                               "”一列（没有表头与它相像）请用 luoshi sheet propose 和 map 指定对应的列"}});
      continue;
    }
    const sheets::Records records =
        sheets::read_records(proposed.table, sheets::Cells{sheet}, proposed.mapping, kind.form, readers);
    planner.complain(records.complaints);
    planner.leave_out(proposed.sheet, records.left_out);
    planner.take(kind, proposed.sheet, sheets::match(records, proposed.mapping, kind.form, kind.rows(*city, request.of)));
  }
  return planner.finish();
}

SheetDone apply_sheet(Engine& engine, std::string_view bytes, const SheetRequest& request) {
  constexpr int kTries = 3;  // another's record may come in between deciding and writing
  for (int attempt = 1;; ++attempt) {
    SheetDone out{plan_sheet(engine, bytes, request), false, {}};
    if (!out.plan.clear() && request.faulty == SheetRequest::Faulty::Stop) return out;
    if (out.plan.commands.empty()) {
      out.written = true;
      return out;
    }
    for (const std::string& blob : out.plan.blobs) (void)engine.archive().put(blob);
    BatchOutcome outcome = engine.submit_all(out.plan.commands, out.plan.on, request.session);
    if (const auto* done = std::get_if<Done>(&outcome)) {
      out.written = true;
      out.done = *done;
      return out;
    }
    const city::Refusal& refusal = std::get<BatchRefusal>(outcome).refusal;
    if (refusal.fault != Fault::Conflict || attempt == kTries)
      throw Error{refusal.fault, request.file + "：" + refusal.reason};
  }
}

}  // namespace luoshi::engine

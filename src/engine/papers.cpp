#include "engine/papers.hpp"

#include <algorithm>

#include "assess/funnel.hpp"
#include "assess/lights.hpp"
#include "base/error.hpp"
#include "engine/city_data.hpp"
#include "engine/proposals.hpp"
#include "engine/shipped_rules.hpp"
#include "engine/status.hpp"
#include "engine/views/gazetteer_view.hpp"
#include "intake/intake.hpp"
#include "intake/reading_json.hpp"
#include "intake/register.hpp"

namespace luoshi::engine {
namespace {

std::string command_id(std::string_view what, const Digest& digest) {
  return std::string{what} + "-" + digest.hex().substr(0, 40);
}

std::optional<Json> as_rule(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || bytes[first] != '{') return std::nullopt;
  try {
    Json json = parse_json(bytes.substr(first));
    const bool funnel = json.find("stable") != nullptr && json.find("reopen") != nullptr;
    if ((funnel || json.find("kind") != nullptr) && json.find("title") != nullptr && json.find("source") != nullptr) return json;
  } catch (const Error&) {
    // No JSON: a paper may open with a brace too.
  }
  return std::nullopt;
}

Imported told(const std::string& file, const Outcome& outcome, const std::string& done) {
  Imported imported;
  imported.file = file;
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) {
    imported.message = refusal->reason;
  } else {
    imported.what = Imported::What::Rules;
    imported.message = done;
  }
  return imported;
}

// What was in force before may come into force again: its own id would find the first time.
std::string again(const Engine& engine, const std::string& id) { return id + "-" + std::to_string(engine.city()->events); }

// Days under the holiday whose item of the notice gives them.
std::vector<Day> days_of(const Json& json, const char* field) {
  const auto no = [field](const std::string& why) {
    return Error{Fault::BadInput, std::string{"工作日历读不出（“"} + field + "”" + why + "）请改正文件"};
  };
  const Json* const holidays = json.find(field);
  if (holidays == nullptr || !holidays->is_object()) throw no("应是各个节日的日期");
  std::vector<Day> days;
  for (const auto& [holiday, list] : holidays->as_object()) {
    if (!list.is_array()) throw no("的“" + holiday + "”应是日期的列表");
    for (const Json& each : list.as_array()) {
      const auto day = each.is_string() ? day_from_text(each.as_string()) : std::nullopt;
      if (!day) throw no("的“" + holiday + "”里有的不是日期");
      days.push_back(*day);
    }
  }
  std::sort(days.begin(), days.end());
  return days;
}

Imported set_working_days(Engine& engine, const std::string& file, std::string_view bytes, const Json& json) {
  const Json* const year = json.find("year");
  if (year == nullptr || !year->is_integer() || year->as_integer() < 0 || year->as_integer() > 9999)
    throw Error{Fault::BadInput, "工作日历读不出（没有四位的“year”）请改正文件"};
  WorkingDays days{static_cast<std::uint32_t>(year->as_integer()), days_of(json, "off"), days_of(json, "worked"), json.at("source").as_string()};
  const std::string done = "已设定" + std::to_string(days.year) + "年工作日历";
  const auto& known = engine.city()->working_days;
  const auto set = std::find_if(known.begin(), known.end(), [&](const WorkingDays& each) { return each.year == days.year; });
  if (set != known.end() && *set == days) return told(file, Done{}, done);
  const std::string id = set == known.end() ? command_id("days", sha256(bytes)) : again(engine, command_id("days", sha256(bytes)));
  return told(file, engine.submit({id, {}, city::Register{city::WorkingDaysSet{std::move(days)}}}), done);
}

Imported adopt_rule(Engine& engine, const std::string& file, std::string_view bytes, const Json& json) {
  if (const Json* const kind = json.find("kind"); kind != nullptr && kind->is_string() && kind->as_string() == "working_days")
    return set_working_days(engine, file, bytes, json);
  const bool funnel = json.find("stable") != nullptr;
  const std::string title =
      funnel ? "漏斗规则：" + assess::funnel_rule_from_json(json).title : "亮灯规则：" + assess::light_rule_from_json(json).title;
  const Digest digest = engine.archive().put(bytes);
  const std::string name{funnel ? kFunnelRules : kLightRules};
  const auto in_force = adopted_digest(*engine.city(), name);
  if (in_force == digest) return told(file, Done{}, "已采用" + title);
  const std::string id = in_force ? again(engine, command_id("rules", digest)) : command_id("rules", digest);
  return told(file, engine.submit({id, {}, city::Register{city::RulesAdopted{{name, digest}}}}), "已采用" + title);
}

// A table or data file by its bytes: what it is in Chinese; nothing for a paper.
std::optional<std::string> as_data(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return "压缩包或工作簿（xlsx、docx）";
  const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[') &&
      bytes.find("\":") < std::string_view::npos)
    return "数据文件（JSON）";
  // A table: the first lines hold the same number of commas, two or more, as no prose does.
  std::size_t rows = 0;
  std::ptrdiff_t commas = -1;
  for (std::size_t at = 0; at < bytes.size() && rows < 5; ++rows) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const auto count = std::count(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(end), ',');
    if (count < 2 || (commas >= 0 && count != commas)) return std::nullopt;
    commas = count;
    at = end + 1;
  }
  return rows >= 2 ? std::optional<std::string>{"表格（CSV）"} : std::nullopt;
}

Imported take_paper(Engine& engine, const std::string& file, std::string_view bytes, Origin origin) {
  Imported imported;
  imported.file = file;
  const Digest source = sha256(bytes);
  if (const Id<Document> known = engine.city()->document_of(source)) {
    imported.what = Imported::What::KnownPaper;
    imported.document = known;
    imported.message = "这份文件已收录（《" + engine.city()->documents[known.index()].value.title + "》），不重复收录";
    return imported;
  }
  Reading reading = intake::read_paper(file, bytes);
  intake::tie_to_register(reading, gazetteer(*engine.city()));
  (void)engine.archive().put(bytes);
  const Digest blob = engine.archive().put(canonical_json(intake::to_json(reading)));
  const auto proposal = proposal_of(reading, source, blob, origin == Origin::Sample);
  const Outcome outcome = engine.submit({command_id("paper", source), {}, city::ImportDocument{proposal}});
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) {
    imported.message = refusal->reason;
    return imported;
  }
  imported.what = Imported::What::Paper;
  imported.document = engine.city()->document_of(source);
  imported.statements = static_cast<std::uint32_t>(proposal.statements.size());
  imported.questions = static_cast<std::uint32_t>(proposal.questions.size());
  for (const auto& statement : proposal.statements)
    imported.questions += static_cast<std::uint32_t>(statement.questions.size());
  imported.message = "《" + reading.title + "》：" + std::to_string(imported.statements) + " 条，待问清 " +
                     std::to_string(imported.questions) + " 处，修复 " + std::to_string(reading.paper.repairs.size()) + " 处";
  return imported;
}

}  // namespace

Imported import_file(Engine& engine, const std::string& file, std::string_view bytes, Origin origin) {
  if (const auto rule = as_rule(bytes)) return adopt_rule(engine, file, bytes, *rule);
  if (const auto data = as_data(bytes)) {
    Imported refused;
    refused.file = file;
    refused.message = "没有收录（这是" + *data + "，不是文件）表格请用 luoshi sheet，数据请用 luoshi do";
    return refused;
  }
  return take_paper(engine, file, bytes, origin);
}

void prepare(Engine& engine, const std::string& name, Origin origin) {
  if (engine.city()->events == 0) {
    const Outcome founded =
        engine.submit({"found", {}, city::Found{city::CityFounded{name, origin == Origin::Sample}}});
    if (const auto* refusal = std::get_if<city::Refusal>(&founded)) throw Error{refusal->fault, refusal->reason};
  }
  const std::string_view lights = shipped_light_rule(), funnel = shipped_funnel_rule();
  if (!adopted_digest(*engine.city(), kLightRules)) (void)adopt_rule(engine, "lights-ratio-80-60.json", lights, parse_json(lights));
  if (!adopted_digest(*engine.city(), kFunnelRules)) (void)adopt_rule(engine, "funnel-10-of-12.json", funnel, parse_json(funnel));
}

Json reading_of(const archive::Archive& archive, const Document& document) {
  return parse_json(archive.get(document.reading));
}

std::optional<assess::LightRule> adopted_light_rule(const city::City& city, const archive::Archive& archive) {
  const auto adopted = adopted_digest(city, kLightRules);
  if (!adopted) return std::nullopt;
  return assess::light_rule_from_json(parse_json(archive.get(*adopted)));
}

}  // namespace luoshi::engine

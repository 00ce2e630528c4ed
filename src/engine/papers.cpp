#include "engine/papers.hpp"

#include <algorithm>

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
    if (json.find("kind") != nullptr && json.find("title") != nullptr && json.find("source") != nullptr) return json;
  } catch (const Error&) {
    // No JSON: a paper may open with a brace too.
  }
  return std::nullopt;
}

Imported adopt_rule(Engine& engine, const std::string& file, std::string_view bytes, const Json& json) {
  const assess::LightRule rule = assess::light_rule_from_json(json);
  const Digest digest = engine.archive().put(bytes);
  const Outcome outcome =
      engine.submit({command_id("rules", digest), {}, city::Register{city::RulesAdopted{{std::string{kLightRules}, digest}}}});
  Imported imported;
  imported.file = file;
  if (const auto* refusal = std::get_if<city::Refusal>(&outcome)) {
    imported.message = refusal->reason;
  } else {
    imported.what = Imported::What::Rules;
    imported.message = "已采用亮灯规则：" + rule.title;
  }
  return imported;
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
  const std::string_view rule = shipped_light_rule();
  if (!adopted_digest(*engine.city(), kLightRules)) (void)adopt_rule(engine, "lights-ratio-80-60.json", rule, parse_json(rule));
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

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "engine/section_view.hpp"
#include "engine/views/wording.hpp"
#include "ledger/merkle.hpp"

// 决策单: one page, five lines, from one frozen state; the same state gives the same bytes.
namespace luoshi::engine {
namespace {

using assess::Standing;

struct Choice {
  std::vector<std::uint32_t> measures;
  assess::Chance chance;
  double level = 0;
  Money cost;
  bool costed = true;
};

std::string quarter_words(const std::string& quarter) { return quarter.substr(0, 4) + "年第" + quarter.substr(6) + "季度"; }

// An interval wider than 60 points says nothing, unless it is enough all the same.
bool unsaid(const Json& choice) {
  return choice.at("high").as_number() - choice.at("low").as_number() > 0.6 && choice.at("probability").as_number() < 0.8;
}

// What is enough were these measures promised for the target quarter too, with the same draws.
Choice choice_of(const city::City& city, const CityEnough& judged, const SectionJudged& section, std::vector<std::uint32_t> measures) {
  assess::Programme one = judged.programme().given.programme;
  const assess::Receptor receptor = one.receptors[section.receptor];
  one.receptors = {receptor};
  std::vector<Response::Term> terms;
  for (const Response::Term& term : one.effects.terms)
    if (term.receptor == section.receptor) terms.push_back({term.source, 0, term.effect});
  one.effects.terms = std::move(terms);
  Choice choice{std::move(measures), {}, section.middle_if_kept, {}, true};
  const std::vector<double> falls = judged.falls_at(section.receptor);
  for (const std::uint32_t m : choice.measures) {
    if (one.measures[m].standing == Standing::Nobody) one.promises.push_back({m, m});
    one.measures[m].standing = Standing::Sound;
    one.measures[m].due = receptor.target;
    choice.level -= falls[m];
    const std::optional<Money> cost = facts_of(city, judged.programme().measures[m]).cost;
    choice.costed = choice.costed && cost.has_value();
    if (cost) choice.cost = choice.cost + *cost;
  }
  const auto items = static_cast<std::uint32_t>(one.measures.size());
  Draws never{items, CityEnough::kDraws, CityEnough::kSeed, std::vector<std::uint8_t>(std::size_t{items} * CityEnough::kDraws, Draws::kNever)};
  choice.chance = assess::Assessment{one, std::move(never), CityEnough::kSeed, 1}.enough(0, receptor.target);
  return choice;
}

// The most useful of what nobody promised in time, one after another: 甲 the first, 乙 the first two, 丙 all of them.
std::vector<Choice> choices_of(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  const std::uint8_t target = programme.given.programme.receptors[section.receptor].target;
  const std::vector<double> falls = judged.falls_at(section.receptor);
  std::vector<std::uint32_t> open;
  for (std::uint32_t m = 0; m < falls.size(); ++m) {
    const assess::Measure& row = programme.given.programme.measures[m];
    const bool promised = row.standing == Standing::Sound || row.standing == Standing::Unverified;
    if (falls[m] > 0 && (!promised || row.due > target)) open.push_back(m);
  }
  std::stable_sort(open.begin(), open.end(), [&](std::uint32_t a, std::uint32_t b) { return falls[a] > falls[b]; });
  std::vector<Choice> choices;
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, open.size()}) {
    if (count > open.size() || (!choices.empty() && choices.back().measures.size() >= count)) continue;
    choices.push_back(choice_of(city, judged, section, {open.begin(), open.begin() + static_cast<std::ptrdiff_t>(count)}));
  }
  return choices;
}

std::string title_of(const CityEnough& judged, const std::vector<std::uint32_t>& measures) {
  std::string words;
  for (const std::uint32_t m : measures) words += (words.empty() ? "" : "＋") + judged.programme().given.measures[m];
  return words;
}

// The part of the gap, largest first: 无人认领67、逾期6 (百分点).
std::pair<std::string, std::string> why_words(const CityEnough& judged, const SectionJudged& section) {
  std::array<std::pair<double, const char*>, 6> parts{{{section.split.nobody, "无人认领"},
                                                       {section.split.waiting, "待问清"},
                                                       {section.split.late, "逾期"},
                                                       {section.split.unverified, "自报未核查"},
                                                       {section.split.too_little, "按期也不够"},
                                                       {section.split.doubt, "模型与效果存疑"}}};
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string lead = std::string{parts[0].second} + "占缺口最多", detail;
  if (parts[0].first <= 0) lead = "没有缺口";
  for (const auto& [part, chinese] : parts)
    if (part >= 0.005) detail += (detail.empty() ? "" : "＋") + std::string{chinese} + percents(part);
  if (!section.measures.empty()) lead += "；最管用的是" + judged.programme().given.measures[section.measures.front().of];
  return {lead + "。", detail.empty() ? "" : "达标缺口" + percents(1 - section.met.probability) + "个百分点＝" + detail + "。"};
}

std::pair<std::string, std::string> who_words(const city::City& city, const CityEnough& judged, const SectionJudged& section) {
  const CityProgramme& programme = judged.programme();
  const std::vector<double> falls = judged.falls_at(section.receptor);
  std::string nobody, promised;
  std::set<std::string> named;
  for (std::size_t m = 0; m < falls.size(); ++m) {
    if (falls[m] <= 0) continue;
    const std::string& body = programme.given.bodies[programme.given.programme.measures[m].body];
    if (programme.given.programme.measures[m].standing == Standing::Nobody)
      nobody += (nobody.empty() ? "" : "；") + programme.given.measures[m] + "（建议" + body + "）";
    else if (named.insert(body).second) promised += (promised.empty() ? "" : "、") + body;
  }
  const Id<Commitment> target = programme.receptors[section.receptor].target;
  const bool led = target && city.commitments[target.index()].value.lead;
  const std::string lead = led ? city.bodies[city.commitments[target.index()].value.lead.index()].value.name : "";
  return {nobody.empty() ? "各项措施都有实施单位。" : "尚无人承诺：" + nobody + "。",
          (lead.empty() ? "断面目标尚无牵头单位" : "断面目标牵头：" + lead) + (promised.empty() ? "。" : "；已承诺的单位：" + promised + "。")};
}

Json line_json(const char* head, std::string lead, std::string detail) {
  return Json::object({{"head", head}, {"lead", std::move(lead)}, {"detail", std::move(detail)}});
}

Json choices_json(const CityEnough& judged, const std::vector<Choice>& choices) {
  constexpr std::array<const char*, 3> kMarks{"甲", "乙", "丙"};
  Json list = Json::array();
  for (std::size_t i = 0; i < choices.size(); ++i)
    list.push_back(Json::object({{"mark", kMarks.at(i)},
                                 {"title", title_of(judged, choices[i].measures)},
                                 {"level", choices[i].level},
                                 {"probability", choices[i].chance.probability},
                                 {"low", choices[i].chance.low},
                                 {"high", choices[i].chance.high},
                                 {"cost_yuan", choices[i].costed ? Json{choices[i].cost.in_yuan().to_double()} : Json{}}}));
  return list;
}

}  // namespace

std::string item_words(std::string_view item) {
  if (item == "DO") return "溶解氧亏缺";  // oxygen is judged by what is missing of saturation
  for (const std::string_view words : {"氨氮", "化学需氧量", "总磷", "总氮", "五日生化需氧量", "溶解氧"})
    if (substance_of(words) == item) return std::string{words};
  return std::string{item};
}

Json decision_sheet_of(const city::City& city, const CityEnough& judged, const SectionJudged& section, Day day, const std::string& head) {
  const Json row = section_row(city, judged, section);
  const std::string name = row.at("name").as_string(), unit = " " + row.at("unit").as_string();
  const std::string quarter = quarter_words(row.at("quarter").as_string());
  const double over = section.middle_if_kept - section.limit;
  const std::vector<Choice> choices = choices_of(city, judged, section);
  const auto why = why_words(judged, section), who = who_words(city, judged, section);
  const std::string given = given_words(judged.programme()), whose = given.empty() ? "" : "水质按" + given + "，不是本系统计算。";
  Json lines = Json::array(), commitments = Json::array(), leads = Json::array();
  lines.push_back(line_json("差在哪里", name + "断面" + item_words(row.at("item").as_string()) + quarter + "预计" + level_words(section.middle_if_kept) + unit + "，" +
                                            (over > 0 ? "超限值" + level_words(section.limit) + "还差" + level_words(over) + "。" : "在限值" + level_words(section.limit) + "以内。"),
                            std::to_string(section.promised) + "项承诺都按期兑现" + (over > 0 ? "仍不达标；计入可能的延误，" : "即可；计入可能的延误，") + "中位" + level_words(section.level.median) + unit + "。"));
  lines.push_back(line_json("为什么", why.first, why.second));
  lines.push_back(line_json("谁负责", who.first, who.second));
  lines.push_back(line_json("把握多大", row.at("kept").at("reason").as_string() + "。",
                            "计入可能的延误，到期达标" + percents(section.met.probability) + "％（" + percents(section.met.low) + "–" + percents(section.met.high) + "％）。" + whose));
  lines.push_back(line_json("请定什么", choices.empty() ? "没有可选的追加措施：请先提出措施。" : "请在下列方案中定一个，并定牵头单位和期限。", ""));
  std::vector<std::uint32_t> seen;
  for (const CityMeasure& measure : judged.programme().measures)
    for (const Id<Commitment> id : measure.commitments)
      if (std::find(seen.begin(), seen.end(), id.number()) == seen.end()) {
        seen.push_back(id.number());
        commitments.push_back(id.number());
      }
  for (const assess::Gain& gain : section.bodies)
    if (leads.as_array().size() < 3) leads.push_back(judged.programme().given.bodies[gain.of]);
  return Json::object({{"title", "关于" + name + "断面" + quarter + "达标的决策单"},
                       {"city", city.name},
                       {"sample", city.sample},
                       {"day", day_text(day)},
                       {"row", row},
                       {"lines", std::move(lines)},
                       {"choices", choices_json(judged, choices)},
                       {"leads", std::move(leads)},
                       {"commitments", std::move(commitments)},
                       {"events", city.events},
                       {"head", head},
                       {"seed", CityEnough::kSeed},
                       {"engine", LUOSHI_VERSION}});
}

namespace {

// The ledger's head as it was after so many events.
ledger::Head head_after(const Engine& engine, std::uint64_t events) {
  ledger::Frontier tree;
  engine.ledger().read(1, events, [&](std::uint64_t, std::string_view bytes) {
    tree.add(ledger::leaf_digest(bytes));
    return ledger::Next::Continue;
  });
  return {events, tree.root()};
}

}  // namespace

Json decision_sheet(const Engine& engine, const std::string& section, const std::string& item, std::uint64_t events) {
  const city::City then = engine.city_after(events);
  const Day day = china_day(then.recorded_at);
  const auto judged = enough_of(then, engine.archive(), day);
  if (!judged) throw Error{Fault::NotFound, "还不能测算够不够（那时没有采用测算设定和水质模型）请用命令行 luoshi adopt 收进设定"};
  for (const SectionJudged& each : judged->sections()) {
    const CityReceptor& receptor = judged->programme().receptors[each.receptor];
    if (!receptor.section || (!item.empty() && receptor.item != item)) continue;
    const Asset& asset = then.assets[receptor.section.index()].value;
    if (asset.code == section || asset.name == section) return decision_sheet_of(then, *judged, each, day, ledger::to_text(head_after(engine, events)));
  }
  throw Error{Fault::NotFound, "没有“" + section.substr(0, 60) + "”这个断面的测算（模型没有它，或不能判断）请从 luoshi status 的断面一栏选"};
}

std::string decision_sheet_text(const Json& sheet) {
  std::string out = sheet.at("title").as_string() + "\n" + sheet.at("city").as_string() + (sheet.at("sample").as_bool() ? "（样例，虚构城市）" : "") + "　" + sheet.at("day").as_string() + "\n";
  constexpr std::array<const char*, 5> kNumbers{"一", "二", "三", "四", "五"};
  for (std::size_t i = 0; i < sheet.at("lines").as_array().size(); ++i) {
    const Json& line = sheet.at("lines").as_array()[i];
    out += std::string{kNumbers.at(i)} + "、" + line.at("head").as_string() + "　" + line.at("lead").as_string() + line.at("detail").as_string() + "\n";
  }
  for (const Json& choice : sheet.at("choices").as_array())
    out += "　□ " + choice.at("mark").as_string() + "　" + choice.at("title").as_string() + "　" + level_words(choice.at("level").as_number()) + " " + sheet.at("row").at("unit").as_string() + "　达标可能" +
           (unsaid(choice) ? "说不清（" + percents(choice.at("low").as_number()) + "–" + percents(choice.at("high").as_number()) + "％）"
                           : percents(choice.at("probability").as_number()) + "％") +
           (choice.at("cost_yuan").is_null() ? "" : "　" + std::to_string(static_cast<std::int64_t>(choice.at("cost_yuan").as_number() / 10'000)) + "万元") + "\n";
  return out + "账本第" + std::to_string(sheet.at("events").as_integer()) + "号　引擎" + sheet.at("engine").as_string() + "　种子" +
         std::to_string(sheet.at("seed").as_integer()) + "　首部" + sheet.at("head").as_string() + "\n";
}

}  // namespace luoshi::engine

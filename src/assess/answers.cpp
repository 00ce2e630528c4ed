#include <algorithm>
#include <array>
#include <numeric>

#include "assess/joint.hpp"
#include "assess/tables.hpp"
#include "formats/csv.hpp"

// What `Assessment` found, as JSON and in words.
namespace luoshi::assess {
namespace {

Json json_of(const Chance& chance) {
  return Json::object({{"probability", chance.probability}, {"low", chance.low}, {"high", chance.high}});
}

Json json_of(const Split& split) {
  return Json::object({{"nobody", split.nobody}, {"waiting", split.waiting}, {"late", split.late},
                       {"unverified", split.unverified}, {"too_little", split.too_little}, {"doubt", split.doubt}});
}

Json helpers_at(std::uint32_t receptor, const std::vector<Gain>& gains, const std::vector<std::string>& names, std::size_t most) {
  Json list = Json::array();
  for (const Gain& gain : gains) {
    if (gain.receptor != receptor || list.as_array().size() == most) continue;
    list.push_back(Json::object({{"id", names[gain.of]}, {"gain", gain.gain}}));
  }
  return list;
}

std::string percent(double share) {
  const auto tenths = static_cast<std::int64_t>(share * 1000 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "％";
}

// Three decimals, no trailing zeros.
std::string level_words(double level) {
  return formats::shortest_number(static_cast<double>(static_cast<std::int64_t>(level * 1000 + 0.5)) / 1000);
}

std::string chance_words(const Json& chance) {
  return percent(chance.at("probability").as_number()) + "（" + percent(chance.at("low").as_number()) + "～" +
         percent(chance.at("high").as_number()) + "）";
}

std::string gap_words(const Json& split) {
  constexpr std::array<std::pair<const char*, const char*>, 6> kParts{{{"nobody", "无人认领"}, {"waiting", "待问清"}, {"late", "逾期"},
                                                                      {"unverified", "自报未核查"}, {"too_little", "按期也不够"}, {"doubt", "模型与效果存疑"}}};
  std::string words;
  for (const auto& [key, chinese] : kParts) {
    const double part = split.at(key).as_number();
    if (part >= 0.0005) words += (words.empty() ? "" : "，") + std::string{chinese} + percent(part);
  }
  return words.empty() ? "无" : words;
}

}  // namespace

Json answers_of(const GivenSettings& settings, const GivenProgramme& given, const Assessment& assessment, std::size_t helpers) {
  std::vector<std::uint32_t> all(given.receptors.size());
  std::iota(all.begin(), all.end(), 0U);
  const Gains gains = assessment.gains(all);
  Json receptors = Json::array();
  std::uint32_t last = 0;
  for (const std::uint32_t r : all) {
    const Receptor& receptor = given.programme.receptors[r];
    const std::uint32_t target = receptor.target;
    last = std::max(last, target);
    const Band band = assessment.level(r, target);
    receptors.push_back(Json::object({{"id", given.receptors[r]},
                                      {"unit", given.units[r]},
                                      {"limit", receptor.limit},
                                      {"target", target + 1},
                                      {"without", receptor.without[target]},
                                      {"level", Json::object({{"low", band.low}, {"median", band.median}, {"high", band.high}})},
                                      {"enough", json_of(assessment.enough(r, target))},
                                      {"met", json_of(assessment.met(r, target))},
                                      {"shortfall", json_of(assessment.split(r))},
                                      {"measures", helpers_at(r, gains.measures, given.measures, helpers)},
                                      {"bodies", helpers_at(r, gains.bodies, given.bodies, helpers)}}));
  }
  Json silent = Json::array();
  for (const GivenProgramme::Silent& one : given.silent)
    silent.push_back(Json::object({{"id", one.receptor}, {"cannot_say", one.reason}}));
  return Json::object({{"name", settings.name},
                       {"given", settings.model},
                       {"silent", std::move(silent)},
                       {"met_everywhere", assessment.met_everywhere(last)},
                       {"receptors", std::move(receptors)}});
}

std::string words_of(const Json& answers) {
  const std::string& model = answers.at("given").as_string();
  std::string words = answers.at("name").as_string() + (model.empty() ? "\n" : "（给定响应：" + model + "）\n");
  for (const Json& one : answers.at("receptors").as_array()) {
    const Json& level = one.at("level");
    const std::string unit = " " + one.at("unit").as_string();
    words += one.at("id").as_string() + "  限值" + level_words(one.at("limit").as_number()) + unit + "，第" +
             std::to_string(one.at("target").as_integer()) + "期；不采取措施" + level_words(one.at("without").as_number()) +
             unit + "，预计中值" + level_words(level.at("median").as_number()) + unit + "\n";
    words += "  够不够 " + chance_words(one.at("enough")) + "   到期达标 " + chance_words(one.at("met")) + "\n";
    words += "  缺口 " + gap_words(one.at("shortfall")) + "\n";
    for (const auto& [key, title] : {std::pair{"measures", "  最管用的措施 "}, std::pair{"bodies", "  最管用的单位 "}}) {
      std::string list;
      for (const Json& helper : one.at(key).as_array())
        if (helper.at("gain").as_number() >= 0.0005) list += (list.empty() ? "" : "，") + helper.at("id").as_string() + " +" + percent(helper.at("gain").as_number());
      if (!list.empty()) words += title + list + "\n";
    }
  }
  for (const Json& one : answers.at("silent").as_array())
    words += one.at("id").as_string() + "  说不清：" + one.at("cannot_say").as_string() + "\n";
  return words + "说得清的各断面同时达标 " + percent(answers.at("met_everywhere").as_number()) + "\n";
}

}  // namespace luoshi::assess

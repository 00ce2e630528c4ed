// Answers in Chinese, for people at a terminal.
#include <array>
#include <charconv>
#include <string>

#include "water/answers.hpp"

namespace luoshi::water {
namespace {

/// Four significant digits, as a person reads.
std::string digits(double value) {
  std::array<char, 40> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 4).ptr;
  return {buffer.data(), end};
}

std::string mark_word(const std::string& mark) {
  if (mark == "dry") return "断流";
  if (mark == "load on dry bed") return "断流仍有排污";
  if (mark == "shortage") return "取水超过来水";
  if (mark == "anoxic") return "缺氧，叠加不成立";
  if (mark == "cannot say: tidal") return "说不清：感潮";
  return "停滞";
}

std::string marks_words(const Json& marks) {
  std::string words;
  for (const Json& mark : marks.as_array()) words += (words.empty() ? "" : "、") + mark_word(mark.as_string());
  return words;
}

std::string judgement_words(const Json& place) {
  const Json& judged = place.at("judgement");
  if (const Json* reason = judged.find("cannot_say"))
    return reason->as_string() == "tidal" ? "说不清：感潮" : "说不清：断流";
  std::string words = judged.at("class").as_string() + (judged.at("meets").as_bool() ? "，达标" : "，不达标") +
                      "（目标" + judged.at("goal").as_string() + "）";
  std::string items;
  for (const Json& item : judged.at("governing").as_array()) items += (items.empty() ? "" : "、") + item.as_string();
  words += " 定类项目 " + items;
  for (const Json& item : judged.at("items").as_array())
    words += " · " + item.at("item").as_string() + " " + digits(item.at("mg_l").as_number());
  if (const std::string marks = marks_words(place.at("marks")); !marks.empty()) words += " 〔" + marks + "〕";
  return words + (judged.at("limits_checked").as_bool() ? "" : " （限值未经人工核对）");
}

std::string solve_words(const Json& answer) {
  std::string words;
  for (const Json& place : answer.at("sections").as_array())
    words += place.at("section").as_string() + "  流量 " + digits(place.at("flow_m3_s").as_number()) + " m³/s  " +
             judgement_words(place) + "\n";
  for (const Json& reach : answer.at("marked_reaches").as_array())
    words += "河段 " + reach.at("reach").as_string() + "：" + marks_words(reach.at("marks")) + "\n";
  if (const Json* aside = answer.find("not_understood"))
    for (const Json& what : aside->as_array()) words += "文件中未采用：" + what.as_string() + "\n";
  return words;
}

std::string shares_words(const Json& answer) {
  const bool oxygen = answer.at("of").as_string() != "concentration";
  std::string words = answer.at("section").as_string() + "  " + answer.at("substance").as_string() +
                      (oxygen ? "  各源耗氧合计 " : "  浓度 ") + digits(answer.at("whole_mg_l").as_number()) +
                      " mg/L\n";
  for (const Json& one : answer.at("list").as_array())
    words += "  " + digits(one.at("share").as_number() * 100) + "%  " + digits(one.at("mg_l").as_number()) + " mg/L  " +
             one.at("name").as_string() + "\n";
  if (!answer.at("superposition").as_bool()) words += "  上游缺氧：份额只在当前状态附近成立\n";
  return words;
}

std::string capacity_words(const Json& answer) {
  const std::string& species = answer.at("substance").as_string();
  if (answer.at("possible").is_null())
    return "算不了：河段 " + answer.at("oxygen_runs_out_at").as_string() + " 缺氧，线性关系不成立\n";
  if (!answer.at("possible").as_bool()) {
    const Json* section = answer.find("section");
    return section ? "做不到：各源都降到最低，断面 " + section->as_string() + " 的 " + species + " 仍超 " +
                         digits(answer.at("missed_by_mg_l").as_number()) + " mg/L\n"
                   : std::string{"做不到：各断面单独可达，合在一起不可达\n"};
  }
  std::string words = species + " 允许排放合计 " + digits(answer.at("total_kg_d").as_number()) + " kg/d\n";
  for (const Json& source : answer.at("sources").as_array())
    words += "  " + source.at("source").as_string() + "：现状 " + digits(source.at("present_kg_d").as_number()) +
             " → 允许 " + digits(source.at("allowed_kg_d").as_number()) + " kg/d\n";
  const bool largest = answer.at("principle").as_string() == "largest load";
  for (const Json& place : answer.at("sections").as_array()) {
    words += "  断面 " + place.at("section").as_string() + "：" + digits(place.at("mg_l").as_number()) + " / 限值 " +
             digits(place.at("limit_mg_l").as_number()) + " mg/L";
    if (const Json* price = place.find("price"); price && price->as_number() > 1e-9)
      words += largest ? "，限值每放宽 0.01 mg/L 可多排 " + digits(price->as_number() * 0.01) + " kg/d"
                       : "，限值每放宽 0.01 mg/L 可少花 " + digits(price->as_number() * 0.01);
    words += "\n";
  }
  const Json& proof = answer.at("certificate");
  return words + "  最优性证明：可行 " + digits(proof.at("primal").as_number()) + "，对偶 " +
         digits(proof.at("dual").as_number()) + "，间隙 " + digits(proof.at("gap").as_number()) + "\n";
}

std::string what_if_words(const Json& answer) {
  std::string words;
  for (const Json& change : answer.at("changes").as_array()) words += "改：" + change.as_string() + "\n";
  for (const Json& section : answer.at("sections").as_array())
    words += section.at("section").as_string() + "\n  前 " + judgement_words(section.at("before")) + "\n  后 " +
             judgement_words(section.at("after")) + "\n";
  return words;
}

std::string odds_words(const Json& answer) {
  std::string words = std::to_string(answer.at("draws").as_integer()) + " 次抽样，种子 " +
                      std::to_string(answer.at("seed").as_integer()) + "\n";
  for (const Json& section : answer.at("sections").as_array()) {
    words += section.at("section").as_string() + "  达到" + section.at("goal").as_string() + "的把握 " +
             digits(section.at("meets").as_number() * 100) + "%";
    if (section.at("judged").as_number() < 1)
      words += "（" + digits((1 - section.at("judged").as_number()) * 100) + "% 的抽样说不清）";
    for (const auto& part : section.at("classes").as_object())
      if (part.value.as_number() > 0) words += " · " + part.key + " " + digits(part.value.as_number() * 100) + "%";
    words += "\n";
    for (const Json& item : section.at("items").as_array())
      words += "  " + item.at("item").as_string() + " " + digits(item.at("low_mg_l").as_number()) + " – " +
               digits(item.at("median_mg_l").as_number()) + " – " + digits(item.at("high_mg_l").as_number()) +
               " mg/L\n";
  }
  return words;
}

std::string day_words(const Json& answer) {
  std::string words = answer.at("title").as_string() + "，第 " + std::to_string(answer.at("days").as_integer()) +
                      " 天的一昼夜\n河段 | 距河口 km | 水温 ℃ | 溶解氧 mg/L 平均（最低–最高） | 氨氮 mg/L | pH | "
                      "底藻 g/m² | 底泥耗氧 g/m²·d\n";
  for (const Json& reach : answer.at("reaches").as_array()) {
    const Json& oxygen = reach.at("DO_mg_l");
    words += reach.at("reach").as_string() + " | " + digits(reach.at("km").as_number()) + " | " +
             digits(reach.at("temperature_c").at("mean").as_number()) + " | " + digits(oxygen.at("mean").as_number()) +
             "（" + digits(oxygen.at("least").as_number()) + "–" + digits(oxygen.at("most").as_number()) + "） | " +
             digits(reach.at("NH3-N_mg_l").as_number()) + " | " + digits(reach.at("pH").at("mean").as_number()) +
             " | " + digits(reach.at("bottom_algae_g_m2").as_number()) + " | " +
             digits(reach.at("sod_g_m2_d").as_number()) + "\n";
  }
  for (const Json& place : answer.at("measured").as_array())
    words += "实测 " + digits(place.at("km").as_number()) + " km：溶解氧 " +
             digits(place.at("measured_DO_mg_l").as_number()) + "，算得 " + digits(place.at("DO_mg_l").as_number()) +
             "\n";
  for (const Json& what : answer.at("not_modelled").as_array()) words += "文件要求而未模拟：" + what.as_string() + "\n";
  return words;
}

std::string verify_words(const Json& answer) {
  std::string words = "case | what | required | reached\n";
  for (const Json& one : answer.at("cases").as_array()) {
    words += one.at("case").as_string() + " | " + one.at("what").as_string() + " | ";
    if (const Json* skipped = one.find("skipped"))
      words += "跳过：" + skipped->as_string() + "\n";
    else
      words += (one.at("at_least").as_bool() ? "≥ " : "≤ ") + digits(one.at("required").as_number()) + " | " +
               digits(one.at("reached").as_number()) + (one.at("passed").as_bool() ? "" : "  未达到") +
               (one.find("cause") ? "：" + one.at("cause").as_string() : "") + "\n";
  }
  return words;
}

}  // namespace

std::string words_of(const Json& answer) {
  const std::string& kind = answer.at("answer").as_string();
  if (kind == "solve") return solve_words(answer);
  if (kind == "shares") return shares_words(answer);
  if (kind == "capacity") return capacity_words(answer);
  if (kind == "what-if") return what_if_words(answer);
  if (kind == "odds") return odds_words(answer);
  if (kind == "day") return day_words(answer);
  return verify_words(answer);
}

}  // namespace luoshi::water

// The status for people at a terminal: two rows a line, Chinese, no colour alone.

#include <algorithm>
#include <cstdio>

#include "engine/section_view.hpp"
#include "engine/status.hpp"
#include "engine/views/wording.hpp"

namespace luoshi::engine {
namespace {

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

// Equal words once, with how often: 日期：是哪一年？×5.
std::string counted(const std::vector<std::string>& words) {
  std::string text;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (std::find(words.begin(), word, *word) != word) continue;
    const auto times = std::count(word, words.end(), *word);
    text += (text.empty() ? "" : " ") + *word + (times > 1 ? "×" + std::to_string(times) : std::string{});
  }
  return text;
}

std::string percent(std::uint32_t part, std::uint32_t whole) {
  if (whole == 0) return "—";
  return std::to_string((200 * part + whole) / (2 * whole)) + "％";
}

std::string kept_words(const StatusLine& line) {
  std::string words;
  switch (line.kept.word) {
    case Verdict::Word::Likely: words = "能按期"; break;
    case Verdict::Word::AtRisk: words = "有风险"; break;
    case Verdict::Word::Unlikely: words = "难按期"; break;
    case Verdict::Word::CannotSay: words = "说不清"; break;
  }
  if (line.kept.probability) words += " " + chance_words(*line.kept.probability, *line.kept.low, *line.kept.high);
  words += "（" + line.kept.reason + "）";
  if (line.light.light != assess::Light::Unknown)
    words += " " + std::string{assess::chinese_of(line.light.light)} + "灯：" + line.light.sum;
  return words;
}

void append_line(std::string& out, const StatusLine& line) {
  out += "  " + line.id + " " + line.kind + "  “" + line.sentence + "”\n";
  out += "      承诺 " + (line.figures.empty() ? "无数值" : joined(line.figures, "、")) + " · 责任 " +
         (line.lead.empty() ? "未写明" : line.lead) + " · 时限 " + (line.deadline.empty() ? "未写明" : line.deadline) +
         (line.extended ? "（延期后）" : "") + "\n";
  out += "      按期 " + kept_words(line) + " · 够不够 " + line.enough_reason + "\n";
  if (!line.questions.empty()) out += "      待问清 " + joined(line.questions, " ") + "\n";
}

void append_notes(std::string& out, const char* title, const std::vector<StatusNote>& notes, std::size_t limit) {
  if (notes.empty()) return;
  out += "  " + std::string{title} + " " + std::to_string(notes.size()) + " 条（未经确认）\n";
  std::size_t shown = 0;
  for (const StatusNote& note : notes) {
    if (note.figures.empty()) continue;
    if (shown++ == limit) break;
    out += "    " + note.id + " " + joined(note.figures, "、") + "  “" + note.sentence + "”\n";
  }
}

void append_place(std::string& out, const PlaceStatus& place, std::size_t limit) {
  const Coverage& c = place.coverage;
  out += "\n【" + place.place + "】" + std::to_string(place.documents.size()) + " 份文件 · 前瞻条目 " + std::to_string(c.forward) + " 条\n";
  out += "  说得清的比例：责任 " + percent(c.lead, c.forward) + " · 数值 " + percent(c.figure, c.forward) + " · 时限 " +
         percent(c.date, c.forward) + " · 效果 " + percent(c.effect, c.asked_effect) + " · 证据 " +
         percent(c.evidence, c.forward) + " · 五项齐全 " + percent(c.all, c.forward) + "\n";
  std::size_t shown = 0;
  for (const std::string& document : place.documents) {
    if (shown++ == limit) {
      out += "  …… 另有 " + std::to_string(place.documents.size() - limit) + " 份文件\n";
      break;
    }
    out += "  " + document + "\n";
  }
  if (!place.questions.empty()) out += "  文件待问清 " + counted(place.questions) + "\n";
  shown = 0;
  for (const StatusLine& line : place.lines) {
    if (shown++ == limit) {
      out += "  …… 另有 " + std::to_string(place.lines.size() - limit) + " 条，加 --all 全部列出\n";
      break;
    }
    append_line(out, line);
  }
  append_notes(out, "成效，记为自报期初", place.said, limit);
  append_notes(out, "问题", place.problems, limit);
  append_notes(out, "表扬", place.merits, limit);
}

// 够不够 of sections: what the model answers, a line each; those it cannot answer for are gathered by their reason.
void append_sections(std::string& out, const Status& status) {
  if (!status.enough_failure.empty()) out += "\n【断面】测算不了：" + status.enough_failure + "\n";
  if (status.sections.empty()) return;
  out += "\n【断面】够不够按全部兑现算，到期达标计入可能的延误，两者不合并\n";
  std::vector<std::pair<std::string, std::string>> silent;
  for (const StatusSection& section : status.sections) {
    if (section.judged) {
      out += "  " + section.name + " " + item_words(section.item) + "  " + section.reason + "\n";
      continue;
    }
    const auto known = std::find_if(silent.begin(), silent.end(), [&](const auto& each) { return each.first == section.reason; });
    if (known == silent.end()) silent.emplace_back(section.reason, section.name);
    else known->second += "、" + section.name;
  }
  for (const auto& [reason, names] : silent) out += "  " + reason + "  " + names + "\n";
}

}  // namespace

std::string to_text(const Status& status, std::size_t limit) {
  std::string out = "落实 · " + status.city + (status.sample ? "（样例，虚构城市）" : "") + " · 截至" + day_words(status.as_of) +
                    " · 账本 " + std::to_string(status.events) + " 条\n";
  out += "承诺了什么、能否按期、够不够，三问分开答；各地单列，不跨地相加；条目经人确认才算承诺。\n";
  out += "亮灯规则：" + status.light_rule + "\n";
  if (!status.seasons.empty()) out += "月份快慢：" + status.seasons + "\n";
  for (const PlaceStatus& place : status.places) append_place(out, place, limit);
  append_sections(out, status);
  if (!status.works.empty()) out += "\n【项目、资金、容量】\n";
  for (const std::string& line : status.works) out += "  " + line + "\n";
  if (status.places.empty()) out += "\n还没有文件。用 luoshi import --db 数据库 文件… 收录。\n";
  if (!status.head.empty()) out += "\n账本首部 " + status.head + "\n";
  return out;
}

}  // namespace luoshi::engine

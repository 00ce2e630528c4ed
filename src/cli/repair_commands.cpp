#include "cli/repair_commands.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"
#include "intake/repair.hpp"

namespace luoshi::cli {
namespace {

constexpr std::uint64_t kPaperLimit = std::uint64_t{64} << 20U;
constexpr std::size_t kBytesShown = 24;

std::string_view chinese(RepairRule rule) {
  switch (rule) {
    case RepairRule::PinyinGloss: return "删注音";
    case RepairRule::PinyinStraddle: return "注音错位拼回";
    case RepairRule::MarkStraddle: return "标点错位拼回";
    case RepairRule::PlainPinyin: return "删无调注音";
    case RepairRule::DoubledComma: return "删叠加逗号";
    case RepairRule::SwallowedBytes: return "补回丢字";
    case RepairRule::Jammer: return "删干扰字符";
    case RepairRule::Script: return "繁转简";
    case RepairRule::Variant: return "用词还原";
    case RepairRule::Width: return "标点转全角";
    case RepairRule::Spacing: return "删空白";
    case RepairRule::Entity: return "实体还原";
  }
  return "";
}

std::string_view chinese(DropReason reason) {
  switch (reason) {
    case DropReason::ForumFrame: return "论坛框架";
    case DropReason::Spam: return "垃圾关键词";
    case DropReason::Breadcrumb: return "网页导航";
    case DropReason::Furniture: return "网页附件";
    case DropReason::Publication: return "发布信息";
    case DropReason::ImageName: return "图片名";
    case DropReason::EditorLine: return "编辑署名";
    case DropReason::Jammer: return "干扰字符";
  }
  return "";
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes.substr(0, kBytesShown)) {
    const auto byte = static_cast<unsigned char>(c);
    if (!out.empty()) out += ' ';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return bytes.size() > kBytesShown ? out + " …" : out;
}

std::string span_words(const SourceSpan& span) { return std::to_string(span.begin) + "–" + std::to_string(span.end); }

std::string percent(float confidence) { return std::to_string(static_cast<int>(confidence * 100.0F + 0.5F)) + "%"; }

std::string explained(std::string_view bytes, const RepairedText& repaired) {
  std::string out = "编码 " + std::string{name_of(repaired.encoding)};
  for (const DamageNote note : repaired.notes) out += " · " + std::string{name_of(note)};
  out += "\n";
  for (const Repair& repair : repaired.repairs)
    out += "字节 " + span_words(repair.source) + "  " + std::string{chinese(repair.rule)} + "  “" +
           to_utf8(repaired.before(repair)) + "” → “" + to_utf8(repaired.after(repair)) + "”  可信 " + percent(repair.confidence) +
           "  [" + hexadecimal(bytes.substr(repair.source.begin, repair.source.end - repair.source.begin)) + "]\n";
  for (const DroppedLine& line : repaired.dropped)
    out += "字节 " + span_words(line.source) + "  不入正文（" + std::string{chinese(line.reason)} + "）  " + to_utf8(line.text) + "\n";
  for (const LostPlace& lost : repaired.lost)
    out += "字节 " + span_words(lost.source) + "  丢失，未补" + (lost.beside_figure ? "（紧挨数字：数值或日期存疑，须问清）" : "") + "\n";
  return out;
}

Json json_of(const std::string& path, const RepairedText& repaired) {
  const auto number = [](std::uint32_t n) { return Json{static_cast<std::int64_t>(n)}; };
  Json repairs = Json::array();
  for (const Repair& repair : repaired.repairs)
    repairs.push_back(Json::object({{"rule", name_of(repair.rule)}, {"byte_start", number(repair.source.begin)},
                                    {"byte_end", number(repair.source.end)}, {"before", to_utf8(repaired.before(repair))},
                                    {"after", to_utf8(repaired.after(repair))}, {"start", number(repair.text.begin)},
                                    {"end", number(repair.text.end)}, {"confidence", std::int64_t{static_cast<int>(repair.confidence * 100.0F + 0.5F)}}}));
  Json dropped = Json::array();
  for (const DroppedLine& line : repaired.dropped)
    dropped.push_back(Json::object({{"reason", name_of(line.reason)}, {"text", to_utf8(line.text)},
                                    {"byte_start", number(line.source.begin)}, {"byte_end", number(line.source.end)}}));
  Json lost = Json::array();
  for (const LostPlace& place : repaired.lost)
    lost.push_back(Json::object({{"start", number(place.text.begin)}, {"end", number(place.text.end)},
                                 {"byte_start", number(place.source.begin)}, {"byte_end", number(place.source.end)},
                                 {"beside_figure", place.beside_figure}}));
  Json notes = Json::array();
  for (const DamageNote note : repaired.notes) notes.push_back(name_of(note));
  return Json::object({{"file", path}, {"encoding", name_of(repaired.encoding)}, {"notes", notes}, {"text", to_utf8(repaired.text)},
                       {"repairs", repairs}, {"dropped", dropped}, {"lost", lost}});
}

// One text a line, in and out, so that other programs can drive it: as many lines leave as came. A line that is no text
// leaves as it came.
std::string repaired_lines(std::string_view bytes) {
  intake::RepairOptions options;
  options.extent = intake::RepairOptions::Extent::Line;
  std::string out;
  while (!bytes.empty()) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    std::string text{line};
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      try {
        text = to_utf8(intake::repair(line, options).text);
      } catch (const Error&) {
        text = std::string{line};
      }
    }
    std::replace(text.begin(), text.end(), '\n', ' ');
    out += text + "\n";
  }
  return out;
}

Exit repair_papers(const Values& values) {
  for (const std::string& path : values.many("FILE")) {
    const std::string bytes = read_input(path, kPaperLimit);
    if (values.flag("lines")) {
      print(repaired_lines(bytes));
      continue;
    }
    const RepairedText repaired = intake::repair(bytes);
    if (values.flag("json")) {
      print(canonical_json(json_of(path, repaired)) + "\n");
    } else {
      print(to_utf8(repaired.text) + (repaired.text.ends_with(U'\n') ? "" : "\n"));
      if (values.flag("explain")) print(explained(bytes, repaired));
    }
  }
  return Exit::Ok;
}

}  // namespace

std::vector<Subcommand> repair_commands() {
  return {{"repair",
           "The text of damaged papers as it was meant; --explain tells every change with its bytes",
           {{Option::Kind::Flag, "explain", "list each repair, each line left out, each place lost"},
            {Option::Kind::Flag, "json", "one JSON object a file, confidence in percent"},
            {Option::Kind::Flag, "lines", "one text a line, in and out"},
            {Option::Kind::Many, "FILE", "papers, - for standard input", true}},
           repair_papers}};
}

}  // namespace luoshi::cli

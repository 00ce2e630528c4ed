#include "formats/detail/xlsx_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "formats/detail/xml_stream.hpp"

namespace luoshi::formats::detail {
namespace {

constexpr std::size_t kMostStyles = 65'536;

int whole(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

/// The letters of a format code that stand for parts of a date, lower case; '%' too.
std::string date_letters(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"') {
      i = code.find('"', i + 1);
      if (i == std::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = code.find(']', i);
      if (end == std::string_view::npos) break;
      i = end;
    } else {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (std::string_view{"ymdhs%"}.find(lower) != std::string_view::npos) letters += lower;
    }
  }
  return letters;
}

/// xl/workbook.xml: which sheets, in which order, and the calendar.
class BookHandler final : public XmlVisitor {
 public:
  struct Found {
    std::string name, relation;
    bool hidden = false;
  };
  std::vector<Found> sheets;
  bool from_1904 = false;

  void start(std::string_view name, const XmlAttributes& attributes, std::size_t) override {
    if (name == "workbookPr") {
      from_1904 = attributes.is_on("date1904");
    } else if (name == "sheet") {
      std::string_view relation = attributes.find("r:id");
      if (relation.empty()) relation = attributes.find("id");
      const std::string_view state = attributes.find("state");
      sheets.push_back(
          {std::string{attributes.find("name")}, std::string{relation}, state == "hidden" || state == "veryHidden"});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class RelationsHandler final : public XmlVisitor {
 public:
  struct Target {
    std::string part, type;
  };
  std::map<std::string, Target, std::less<>> targets;

  void start(std::string_view name, const XmlAttributes& attributes, std::size_t) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    std::string_view target = attributes.find("Target");
    std::string part;
    if (target.starts_with("/")) {
      part = target.substr(1);
    } else {
      part = "xl/";
      while (target.starts_with("../")) {
        part.clear();
        target.remove_prefix(3);
      }
      part += target;
    }
    const std::string_view type = attributes.find("Type");
    const std::size_t slash = type.rfind('/');
    targets.insert_or_assign(
        std::string{attributes.find("Id")},
        Target{std::move(part), std::string{slash == std::string_view::npos ? type : type.substr(slash + 1)}});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class StringsHandler final : public XmlVisitor {
 public:
  StringsHandler(const std::string& name, std::uint64_t most) : name_{name}, most_{most} {}
  std::vector<std::string> strings;

  void start(std::string_view name, const XmlAttributes&, std::size_t) override {
    if (name == "si") {
      text_.clear();
    } else if (name == "rPh") {
      in_reading_ = true;  // how to pronounce it: not what it says
    } else if (name == "t") {
      in_text_ = !in_reading_;
    }
  }
  void end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name == "si") strings.push_back(without_escapes(std::move(text_)));
  }
  void text(std::string_view piece) override {
    if (!in_text_) return;
    spent_ += piece.size();
    if (spent_ > most_)
      throw Error{Fault::TooLarge,
                  name_ + "：不予读取（文字超过 " + std::to_string(most_ >> 20U) + " MiB）请拆成几个文件"};
    text_ += piece;
  }

 private:
  const std::string& name_;
  std::uint64_t most_, spent_ = 0;
  std::string text_;
  bool in_text_ = false, in_reading_ = false;
};

class StylesHandler final : public XmlVisitor {
 public:
  std::vector<Shown> styles;

  void start(std::string_view name, const XmlAttributes& attributes, std::size_t) override {
    if (name == "numFmt") {
      if (codes_.size() < kMostStyles)
        codes_.insert_or_assign(whole(attributes.find("numFmtId"), -1), shown_by(attributes.find("formatCode")));
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_ && styles.size() < kMostStyles) {
      const int id = whole(attributes.find("numFmtId"), 0);
      const auto own = codes_.find(id);
      styles.push_back(own != codes_.end() ? own->second : shown_by_built_in(id));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::map<int, Shown> codes_;
  bool in_cells_ = false;
};

}  // namespace

Shown shown_by(std::string_view code) {
  if (code == "General" || code == "@") return Shown::Number;
  const std::string letters = date_letters(code);
  const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
  if (has('d')) return has('h') || has('s') ? Shown::WallTime : Shown::Day;
  if (has('y')) return has('m') ? Shown::Month : Shown::Year;
  if (has('h') || has('s') || has('m')) return Shown::Number;  // a time of day, or a length of time
  return has('%') ? Shown::Percent : Shown::Number;
}

Shown shown_by_built_in(int id) {
  switch (id) {
    case 9:
    case 10:
      return Shown::Percent;
    case 14:
    case 15:
    case 16:
    case 28:
    case 29:
    case 30:
    case 31:
    case 51:
    case 53:
    case 54:
    case 58:
      return Shown::Day;
    case 22:
      return Shown::WallTime;
    case 17:
    case 27:
    case 36:
    case 50:
    case 52:
    case 57:
      return Shown::Month;
    default:
      return Shown::Number;
  }
}

Cell date_cell(double serial, Shown shown, bool from_1904) {
  using namespace std::chrono;
  constexpr double kLastSerial = 2'958'465;  // 31 December 9999
  constexpr double kSeconds = 86'400;
  if (!(serial >= 0) || serial >= kLastSerial) return serial;
  auto days = static_cast<long>(serial);
  auto time = static_cast<long>(std::lround((serial - static_cast<double>(days)) * kSeconds));
  if (time == static_cast<long>(kSeconds)) {
    ++days;
    time = 0;
  }
  if (!from_1904 && (days < 1 || days == 60)) return serial;
  const sys_days origin = from_1904 ? sys_days{year{1904} / January / 1}
                                    : sys_days{days < 60 ? year{1899} / December / 31 : year{1899} / December / 30};
  const Day day{origin + std::chrono::days{days}};
  const PartialDate parts = PartialDate::of(day);
  if (shown == Shown::Month) return PartialDate{parts.year, parts.month, {}};
  if (shown == Shown::Year) return PartialDate{parts.year, {}, {}};
  if (shown == Shown::WallTime && time != 0) return WallTime{day, seconds{time}};
  return day;
}

std::string without_escapes(std::string text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string out = text.substr(0, at);
  for (; at < text.size(); ++at) {
    unsigned code = 0;
    const char* const digits = text.data() + at + 2;
    if (text[at] == '_' && at + 7 <= text.size() && text[at + 1] == 'x' && text[at + 6] == '_' &&
        std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4) {
      // Longer codes are not written so by any program: only control characters and the underscore are.
      if (code == '\t' || code == '\n' || (code >= 0x20 && code < 0x7F)) out += static_cast<char>(code);
      at += 6;
    } else {
      out += text[at];
    }
  }
  return out;
}

Book read_book(Unzip& archive, const WorkbookLimits& limits) {
  BookHandler book;
  RelationsHandler relations;
  read_xml(archive, "xl/workbook.xml", book);
  read_xml(archive, "xl/_rels/workbook.xml.rels", relations);
  if (book.sheets.size() > limits.sheets)
    throw Error{Fault::TooLarge, archive.name() + "：不予读取（有 " + std::to_string(book.sheets.size()) +
                                     " 张表，上限 " + std::to_string(limits.sheets) + " 张）请拆成几个文件"};
  Book out;
  out.from_1904 = book.from_1904;
  for (const BookHandler::Found& sheet : book.sheets) {
    const auto target = relations.targets.find(sheet.relation);
    // Charts and dialogs stand among the sheets too; they have no cells.
    if (target != relations.targets.end() && target->second.type == "worksheet")
      out.sheets.push_back({sheet.name, target->second.part, sheet.hidden});
  }
  if (out.sheets.empty())
    throw Error{Fault::BadInput, archive.name() + "：没有可读的表（工作簿里没有工作表）请核对文件"};
  for (const auto& [id, target] : relations.targets) {
    if (target.type == "sharedStrings" && archive.has(target.part)) {
      StringsHandler strings{archive.name(), limits.text};
      read_xml(archive, target.part, strings);
      out.strings = std::move(strings.strings);
    } else if (target.type == "styles" && archive.has(target.part)) {
      StylesHandler styles;
      read_xml(archive, target.part, styles);
      out.styles = std::move(styles.styles);
    }
  }
  return out;
}

}  // namespace luoshi::formats::detail

#include <algorithm>

#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

bool is_comma(char32_t c) { return c == U',' || c == U'，'; }

bool is_mark(char32_t c) {
  return is_comma(c) || c == U'、' || c == U'。' || c == U';' || c == U'；' || c == U':' || c == U'：' || c == U'!' ||
         c == U'！' || c == U'?' || c == U'？';
}

bool is_chinese(char32_t c) { return (class_of(c) & (char_class::kHan | char_class::kWideMark)) != 0; }

bool is_blank(char32_t c) { return (class_of(c) & char_class::kSpace) != 0; }

// The nearest character that is no blank, before or behind a place; 0 at the line's edge.
char32_t neighbour(const Line& line, std::size_t at, int step) {
  auto i = static_cast<std::ptrdiff_t>(at) + step;
  while (i >= 0 && i < static_cast<std::ptrdiff_t>(line.size()) && is_blank(line[static_cast<std::size_t>(i)].c)) i += step;
  return i >= 0 && i < static_cast<std::ptrdiff_t>(line.size()) ? line[static_cast<std::size_t>(i)].c : 0;
}

// Whether a bracket holds a Chinese character: (2025年1—12月).
bool holds_chinese(const Line& line, std::size_t open) {
  constexpr std::size_t kReach = 60;
  for (std::size_t i = open + 1; i < line.size() && i - open < kReach && line[i].c != U')'; ++i)
    if (is_chinese(line[i].c)) return true;
  return false;
}

char32_t wide(char32_t c) {
  switch (c) {
    case U',': return U'，';
    case U';': return U'；';
    case U':': return U'：';
    case U'!': return U'！';
    case U'?': return U'？';
    case U'(': return U'（';
    case U')': return U'）';
    default: return c;
  }
}

}  // namespace

std::size_t lost_indent(const Line& line) {
  if ((line.traits & line_trait::kQuestion) == 0) return 0;
  std::size_t marks = 0;
  std::size_t end = 0;
  for (; end < line.size() && (line[end].c == U'?' || is_blank(line[end].c)); ++end) marks += line[end].c == U'?' ? 1U : 0U;
  const bool paper_follows = end == line.size() || is_ideograph(line[end].c) || is_ascii_digit(line[end].c) || line[end].c == U'“';
  return marks >= 2 && paper_follows ? end : 0;
}

void remove_lost_indent(Line& line, Findings& findings) {
  const std::size_t length = lost_indent(line);
  if (length == 0) return;
  findings.note(RepairRule::Spacing, line[0].begin, line[length - 1].end, 0.95F);
  line.drop_front(length);
}

void remove_doubled_commas(Line& line, Findings& findings) {
  if ((line.traits & line_trait::kComma) == 0) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_comma(line[i].c) && i + 1 < line.size() && is_mark(line[i + 1].c)) {
      findings.note(RepairRule::DoubledComma, line[i].begin, line[i].end);
      continue;
    }
    line[kept++] = line[i];
  }
  line.shrink(kept);
}

// A mark is Chinese when what stands before it is (or, for an opening bracket, behind it); digits on both sides keep
// 1,200 and 8:30 as they are. A closing bracket follows its opening one.
void widen_marks(Line& line, Findings& findings) {
  if ((line.traits & line_trait::kHalfMark) == 0) return;
  std::vector<bool> opened;
  for (std::size_t i = 0; i < line.size(); ++i) {
    Cell& cell = line[i];
    if ((class_of(cell.c) & char_class::kMark) == 0) continue;
    const char32_t to = wide(cell.c);
    if (to == cell.c) continue;
    const char32_t before = neighbour(line, i, -1);
    const char32_t behind = neighbour(line, i, +1);
    bool chinese = is_chinese(before) || is_chinese(behind);
    if (cell.c == U'(') {
      chinese = chinese || holds_chinese(line, i);
      opened.push_back(chinese);
    } else if (cell.c == U')') {
      if (!opened.empty()) {
        chinese = opened.back();
        opened.pop_back();
      }
    } else if (is_ascii_digit(before) && is_ascii_digit(behind)) {
      chinese = false;
    } else if (cell.c == U'?' && std::any_of(findings.lost.begin(), findings.lost.end(), [&](const TextSpan& lost) {
                 return lost.begin <= cell.begin && cell.end <= lost.end;
               })) {
      chinese = false;
    }
    if (!chinese) continue;
    cell.c = to;
    findings.note(RepairRule::Width, cell.begin, cell.end);
  }
}

// Blanks between two Chinese words stay (担当作为 狠抓落实), as in headlines and lists of names; those at the edges of
// the line, beside a mark, and between a character and a figure go.
void close_spaces(Line& line, Findings& findings) {
  if ((line.traits & line_trait::kBlank) == 0) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!is_blank(line[i].c)) {
      line[kept++] = line[i];
      continue;
    }
    std::size_t end = i;
    while (end < line.size() && is_blank(line[end].c)) ++end;
    const char32_t before = kept == 0 ? 0 : line[kept - 1].c;
    const char32_t behind = end < line.size() ? line[end].c : 0;
    const bool han_both = is_ideograph(before) && is_ideograph(behind);
    const bool western_both = before != 0 && behind != 0 && !is_chinese(before) && !is_chinese(behind);
    if (han_both || western_both) {
      if (line[i].c != U' ' || end != i + 1) findings.note(RepairRule::Spacing, line[i].begin, line[end - 1].end);
      line[kept++] = {U' ', line[i].begin, line[end - 1].end};
    } else {
      findings.note(RepairRule::Spacing, line[i].begin, line[end - 1].end);
    }
    i = end - 1;
  }
  line.shrink(kept);
}

}  // namespace luoshi::intake

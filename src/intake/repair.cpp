#include "intake/repair.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "intake/boilerplate.hpp"
#include "intake/decode.hpp"
#include "intake/markup.hpp"
#include "intake/repair_cells.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

void refuse_what_is_no_text(std::string_view bytes, const RepairOptions& options) {
  if (bytes.size() > options.byte_limit)
    throw Error{Fault::TooLarge, "file has " + std::to_string(bytes.size()) + " bytes (the limit is " +
                                     std::to_string(options.byte_limit) + "); split it"};
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw Error{Fault::BadInput, "file holds no text (it is empty); check that the download finished"};
}

// Control characters are no text: a file with more than a stray one is a program, a picture or an archive.
void refuse_binary(const Decoded& decoded) {
  std::size_t controls = 0;
  std::size_t malformed = 0;
  for (const char32_t c : decoded.text) {
    controls += c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t' && c != U'\f' ? 1U : 0U;
    malformed += c == 0xFFFD ? 1U : 0U;
  }
  if (controls * 50 > decoded.text.size())
    throw Error{Fault::BadInput, "file is not text (" + std::to_string(controls) + " of its " +
                                     std::to_string(decoded.text.size()) +
                                     " characters are control characters); give the document, not a program or archive"};
  if (malformed * 3 > decoded.text.size())
    throw Error{Fault::BadInput, "file is not text (most of its bytes are none in UTF-8, GB18030, Big5 or UTF-16); "
                                 "save it again as UTF-8"};
}

struct Line {
  Cells cells;
  std::optional<DropReason> dropped;
};

Cells cells_of(std::u32string_view seen) {
  Cells cells;
  cells.reserve(seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i)
    cells.push_back({seen[i], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)});
  return cells;
}

// The lines, line ends left out.
std::vector<Line> lines_of(const Cells& cells) {
  std::vector<Line> lines(1);
  for (const Cell& cell : cells) {
    if (cell.c == U'\n') {
      lines.emplace_back();
    } else if (cell.c != U'\r') {
      lines.back().cells.push_back(cell);
    }
  }
  return lines;
}

bool is_damaged(const Profile& profile) {
  return profile.is_traditional() || profile.toned_glosses >= 3 || profile.plain_glosses >= 1 || profile.doubled_commas >= 2 ||
         profile.is_swallowed();
}

void repair_line(Cells& line, const Profile& profile, Findings& findings) {
  remove_glosses(line, profile, findings);
  // A reading inserted behind a character that had been cut is seen only when the character is whole again.
  if (profile.question_marks != 0 && undo_straddles(line, findings)) remove_glosses(line, profile, findings);
  restore_swallowed(line, profile, findings);
  remove_jammers(line, findings);
  remove_doubled_commas(line, findings);
  simplify(line, profile, findings);
  close_spaces(line, findings);
  widen_marks(line, findings);
}

SourceSpan source_of(const Decoded& decoded, std::uint32_t begin, std::uint32_t end, std::size_t offset) {
  const auto shift = static_cast<std::uint32_t>(offset);
  if (decoded.sources.empty()) return {};
  if (begin >= end) {
    const std::uint32_t at = begin < decoded.sources.size() ? decoded.sources[begin].begin : decoded.sources.back().end;
    return {at + shift, at + shift};
  }
  return {decoded.sources[begin].begin + shift, decoded.sources[end - 1].end + shift};
}

// Places in `seen` become places in the text: both run forward, so one walk finds all.
void place_changes(const Findings& findings, const std::vector<Cell>& cells, const Decoded& decoded, std::size_t offset,
                   RepairedText& result) {
  std::vector<Findings::Change> changes = findings.changes;
  std::stable_sort(changes.begin(), changes.end(), [](const auto& x, const auto& y) { return x.seen.begin < y.seen.begin; });
  std::size_t at = 0;
  for (const Findings::Change& change : changes) {
    while (at < cells.size() && cells[at].begin < change.seen.begin) ++at;
    std::size_t end = at;
    while (end < cells.size() && cells[end].begin < change.seen.end) ++end;
    result.repairs.push_back({change.rule, source_of(decoded, change.seen.begin, change.seen.end, offset), change.seen,
                              {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, change.confidence});
  }
  std::vector<TextSpan> gaps = findings.lost;
  std::sort(gaps.begin(), gaps.end(), [](const TextSpan& x, const TextSpan& y) { return x.begin < y.begin; });
  gaps.erase(std::unique(gaps.begin(), gaps.end()), gaps.end());
  for (const TextSpan& lost : gaps) {
    const auto place = std::lower_bound(cells.begin(), cells.end(), lost.begin, [](const Cell& cell, std::uint32_t value) { return cell.begin < value; });
    const auto begin = static_cast<std::uint32_t>(place - cells.begin());
    const bool there = place != cells.end() && place->begin == lost.begin;
    LostPlace found{{begin, begin + (there ? 1U : 0U)}, source_of(decoded, lost.begin, lost.end, offset), false};
    const auto digit = [&](std::uint32_t i) { return i < result.text.size() && is_ascii_digit(result.text[i]); };
    found.beside_figure = digit(found.text.end) || (begin > 0 && digit(begin - 1));
    result.lost.push_back(found);
  }
}

RepairedText unchanged(Decoded&& decoded, std::size_t offset) {
  RepairedText result;
  result.text = decoded.text;
  result.seen = std::move(decoded.text);
  result.sources = std::move(decoded.sources);
  if (offset != 0)
    for (SourceSpan& span : result.sources) {
      span.begin += static_cast<std::uint32_t>(offset);
      span.end += static_cast<std::uint32_t>(offset);
    }
  return result;
}

std::u32string text_of(const Cells& cells) {
  std::u32string text;
  text.reserve(cells.size());
  for (const Cell& cell : cells) text += cell.c;
  return text;
}

// Marks the lines that are no part of the paper; true when there is one.
bool mark_boilerplate(std::vector<Line>& lines, Findings& findings) {
  std::vector<std::u32string> texts;
  texts.reserve(lines.size());
  for (const Line& line : lines) texts.push_back(text_of(line.cells));
  const std::vector<std::optional<DropReason>> reasons = find_boilerplate(texts);
  bool any = false;
  bool forum = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].dropped = reasons[i];
    any = any || reasons[i].has_value();
    forum = forum || reasons[i] == DropReason::ForumFrame;
  }
  for (std::size_t i = 0; forum && i < lines.size(); ++i) {
    Cells& cells = lines[i].cells;
    const std::size_t label = lines[i].dropped ? 0 : category_length(texts[i]);
    if (label == 0) continue;
    findings.note(RepairRule::Jammer, cells.front().begin, cells[label - 1].end);
    cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(label));
  }
  return any;
}

// Joins the lines that stay, and tells of those that do not.
Cells assemble(std::vector<Line>& lines, const Decoded& decoded, std::size_t offset, RepairedText& result) {
  Cells cells;
  for (const Line& line : lines) {
    if (line.cells.empty()) continue;
    if (line.dropped) {
      result.dropped.push_back({*line.dropped, source_of(decoded, line.cells.front().begin, line.cells.back().end, offset),
                                text_of(line.cells), static_cast<std::uint32_t>(cells.size())});
      continue;
    }
    if (!cells.empty()) cells.push_back({U'\n', line.cells.front().begin, line.cells.front().begin});
    cells.insert(cells.end(), line.cells.begin(), line.cells.end());
  }
  result.text.reserve(cells.size());
  result.sources.reserve(cells.size());
  for (const Cell& cell : cells) {
    result.text += cell.c;
    result.sources.push_back(source_of(decoded, cell.begin, cell.end, offset));
  }
  return cells;
}

void add_notes(const Profile& profile, const Findings& findings, RepairedText& result) {
  const auto note = [&](bool holds, DamageNote which) {
    if (holds) result.notes.push_back(which);
  };
  const auto changed = [&](RepairRule rule) {
    return std::any_of(findings.changes.begin(), findings.changes.end(), [&](const auto& change) { return change.rule == rule; });
  };
  note(profile.is_traditional(), DamageNote::Traditional);
  note(changed(RepairRule::PinyinGloss) || changed(RepairRule::PlainPinyin), DamageNote::PinyinGlosses);
  note(changed(RepairRule::DoubledComma), DamageNote::DoubledCommas);
  note(changed(RepairRule::MarkStraddle) || changed(RepairRule::PinyinStraddle), DamageNote::MisalignedBytes);
  note(profile.is_swallowed(), DamageNote::SwallowedBytes);
  note(!result.dropped.empty(), DamageNote::Boilerplate);
}

void note_markup(std::string_view bytes, RepairedText& result) {
  result.notes.push_back(DamageNote::Markup);
  const std::string declared = declared_charset(bytes);
  const bool gb = declared == "gb2312" || declared == "gbk" || declared == "gb18030";
  const bool wrong = (gb && result.encoding != Encoding::Gb18030) || (declared == "utf-8" && result.encoding != Encoding::Utf8) ||
                     (declared == "big5" && result.encoding != Encoding::Big5);
  if (wrong) result.notes.push_back(DamageNote::WrongDeclaration);
}

// Malformed bytes are lost places wherever they stand.
void find_malformed(const Decoded& decoded, Findings& findings) {
  for (std::size_t i = 0; i < decoded.text.size(); ++i)
    if (decoded.text[i] == 0xFFFD) findings.lost.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)});
}

// A "?" between a digit and a digit or an ideograph is no question, whatever else the text suffers from: 3?6日.
void find_eaten_figures(std::u32string_view seen, Findings& findings) {
  const auto inside = [](char32_t c) { return is_ascii_digit(c) || is_ideograph(c); };
  for (std::size_t i = 1; i + 1 < seen.size(); ++i)
    if (seen[i] == U'?' && (is_ascii_digit(seen[i - 1]) || is_ascii_digit(seen[i + 1])) && inside(seen[i - 1]) && inside(seen[i + 1]))
      findings.lost.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)});
}

}  // namespace

RepairedText repair(std::string_view bytes, const RepairOptions& options) {
  refuse_what_is_no_text(bytes, options);
  const Encoding encoding = detect(bytes);
  const std::size_t offset = mark_length(bytes, encoding);
  Decoded decoded = decode(bytes.substr(offset), encoding);
  refuse_binary(decoded);
  const std::optional<DamageNote> mojibake = undo_mojibake(decoded);
  Profile profile = profile_of(decoded.text);
  bool damaged = is_damaged(profile);
  Findings findings;
  if (decoded.malformed) find_malformed(decoded, findings);
  if (profile.question_marks != 0) find_eaten_figures(decoded.text, findings);
  const bool markup = is_markup(decoded.text);
  std::vector<Line> lines = lines_of(markup ? strip_markup(decoded.text, findings) : cells_of(decoded.text));
  if (!damaged && profile.question_marks != 0) {
    std::u32string realigned;
    for (Line& line : lines) {
      damaged = undo_straddles(line.cells, findings) || damaged;
      realigned += text_of(line.cells) + U'\n';
    }
    if (damaged) profile = profile_of(realigned);  // what was cut may have been the only traditional characters
  }
  if (damaged)
    for (Line& line : lines) repair_line(line.cells, profile, findings);
  const bool framed = options.extent == RepairOptions::Extent::Paper && mark_boilerplate(lines, findings);
  RepairedText result;
  if (!damaged && !framed && !markup) {
    Decoded kept = decoded;
    result = unchanged(std::move(kept), offset);
    place_changes(findings, cells_of(result.seen), decoded, offset, result);
  } else {
    if (!damaged)
      for (Line& line : lines) repair_line(line.cells, profile, findings);
    const Cells cells = assemble(lines, decoded, offset, result);
    place_changes(findings, cells, decoded, offset, result);
    result.seen = std::move(decoded.text);
  }
  result.encoding = encoding;
  if (mojibake) result.notes.push_back(*mojibake);
  if (markup) note_markup(bytes, result);
  add_notes(profile, findings, result);
  return result;
}

}  // namespace luoshi::intake

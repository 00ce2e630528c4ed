#include "intake/repair.hpp"

#include <algorithm>
#include <array>
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
void refuse_binary(const Profile& profile, std::size_t characters) {
  if (profile.controls * 50 > characters)
    throw Error{Fault::BadInput, "file is not text (" + std::to_string(profile.controls) + " of its " + std::to_string(characters) +
                                     " characters are control characters); give the document, not a program or archive"};
  if (profile.malformed * 3 > characters)
    throw Error{Fault::BadInput, "file is not text (most of its bytes are none in UTF-8, GB18030, Big5 or UTF-16); "
                                 "save it again as UTF-8"};
}

void fill_cells(std::u32string_view seen, Cells& cells) {
  cells.resize(seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i)
    cells[i] = {seen[i], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)};
}

// The lines of a store of cells, line ends left out.
void find_lines(Cells& cells, std::vector<Line>& lines) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= cells.size(); ++i) {
    if (i < cells.size() && cells[i].c != U'\n') continue;
    std::size_t end = i;
    while (end > begin && cells[end - 1].c == U'\r') --end;
    lines.emplace_back(cells.data() + begin, end - begin);
    begin = i + 1;
  }
}

void repair_line(Line& line, const Profile& profile, Findings& findings) {
  if (profile.lost_indents != 0) remove_lost_indent(line, findings);
  remove_glosses(line, profile, findings);
  // A reading inserted behind a character that had been cut is seen only when the character is whole again.
  if (undo_straddles(line, profile, findings)) remove_glosses(line, profile, findings);
  restore_swallowed(line, profile, findings);
  remove_jammers(line, findings);
  if (profile.doubled_commas != 0) remove_doubled_commas(line, findings);
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

// The changes of all rules in one order. Each rule's list is in order already, but where a line had to be gone over twice,
// so the lists are merged.
void merge_changes(Findings& findings, const Decoded& decoded, std::size_t offset, RepairedText& result) {
  struct Head {
    const Findings::Change* next;
    const Findings::Change* end;
    RepairRule rule;
  };
  std::array<Head, Findings::kRules> heads{};
  std::array<std::uint64_t, Findings::kRules> keys{};  // where each head stands, its number in the low bits
  std::size_t open = 0;
  std::size_t total = 0;
  const auto key = [&](std::size_t k) { return std::uint64_t{heads[k].next->seen.begin} << 4U | k; };
  for (std::size_t rule = 0; rule < Findings::kRules; ++rule) {
    auto& list = findings.changes[rule];
    total += list.size();
    if (list.empty()) continue;
    const auto earlier = [](const Findings::Change& x, const Findings::Change& y) { return x.seen.begin < y.seen.begin; };
    if (!std::is_sorted(list.begin(), list.end(), earlier)) std::sort(list.begin(), list.end(), earlier);
    heads[open] = {list.data(), list.data() + list.size(), static_cast<RepairRule>(rule)};
    keys[open] = key(open);
    ++open;
  }
  result.repairs.resize(total);
  for (Repair& repair : result.repairs) {
    std::uint64_t least = keys[0];
    for (std::size_t k = 1; k < open; ++k) least = std::min(least, keys[k]);
    const auto first = static_cast<std::size_t>(least & 15U);
    const Findings::Change& change = *heads[first].next;
    repair = {heads[first].rule, source_of(decoded, change.seen.begin, change.seen.end, offset), change.seen, {}, change.confidence};
    keys[first] = ++heads[first].next == heads[first].end ? ~std::uint64_t{0} : key(first);
  }
}

// A digit before or behind, other gaps between them allowed for.
bool stands_beside_figure(std::u32string_view text, TextSpan place) {
  std::size_t before = place.begin;
  while (before > 0 && text[before - 1] == U'?') --before;
  std::size_t behind = place.end;
  while (behind < text.size() && text[behind] == U'?') ++behind;
  return (before > 0 && is_ascii_digit(text[before - 1])) || (behind < text.size() && is_ascii_digit(text[behind]));
}

// Places in `seen` become places in the text: both run forward, so one walk finds all.
void place_findings(Findings& findings, const Cells& cells, const Decoded& decoded, std::size_t offset, RepairedText& result) {
  merge_changes(findings, decoded, offset, result);
  // first_at[k]: the first cell made from place k of `seen` or later.
  static thread_local std::vector<std::uint32_t> first_at;
  first_at.resize(decoded.text.size() + 1);
  std::size_t place = 0;
  for (std::size_t i = 0; i < cells.size(); ++i)
    for (; place <= cells[i].begin; ++place) first_at[place] = static_cast<std::uint32_t>(i);
  for (; place < first_at.size(); ++place) first_at[place] = static_cast<std::uint32_t>(cells.size());
  for (Repair& repair : result.repairs) repair.text = {first_at[repair.seen.begin], first_at[repair.seen.end]};
  std::vector<TextSpan>& gaps = findings.lost;
  std::sort(gaps.begin(), gaps.end(), [](const TextSpan& x, const TextSpan& y) { return x.begin < y.begin; });
  gaps.erase(std::unique(gaps.begin(), gaps.end()), gaps.end());
  for (const TextSpan& lost : gaps) {
    const std::uint32_t begin = first_at[lost.begin];
    const bool there = begin < cells.size() && cells[begin].begin == lost.begin;
    LostPlace found{{begin, begin + (there ? 1U : 0U)}, source_of(decoded, lost.begin, lost.end, offset), false};
    found.beside_figure = stands_beside_figure(result.text, found.text);
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

// Marks the lines that are no part of the paper; true when there is one.
bool mark_boilerplate(std::vector<Line>& lines, std::vector<std::optional<DropReason>>& reasons, Findings& findings) {
  reasons = find_boilerplate(lines);
  const bool forum = std::find(reasons.begin(), reasons.end(), DropReason::ForumFrame) != reasons.end();
  for (std::size_t i = 0; forum && i < lines.size(); ++i) {
    if (reasons[i] || lines[i].empty()) continue;
    const std::size_t label = category_length(lines[i].text());
    if (label == 0) continue;
    findings.note(RepairRule::Jammer, lines[i].front().begin, lines[i][label - 1].end);
    lines[i].drop_front(label);
  }
  return std::any_of(reasons.begin(), reasons.end(), [](const auto& reason) { return reason.has_value(); });
}

// Joins the lines that stay, and tells of those that do not.
void assemble(const std::vector<Line>& lines, const std::vector<std::optional<DropReason>>& reasons, const Decoded& decoded,
              std::size_t offset, Cells& cells, RepairedText& result) {
  std::size_t size = lines.size();
  for (const Line& line : lines) size += line.size();
  cells.reserve(size);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.empty()) continue;
    if (!reasons.empty() && reasons[i]) {
      result.dropped.push_back({*reasons[i], source_of(decoded, line.front().begin, line.back().end, offset), line.text(),
                                static_cast<std::uint32_t>(cells.size())});
      continue;
    }
    if (!cells.empty()) cells.push_back({U'\n', line.front().begin, line.front().begin});
    cells.insert(cells.end(), line.begin(), line.end());
  }
  result.text.resize(cells.size());
  result.sources.resize(cells.size());
  const auto shift = static_cast<std::uint32_t>(offset);
  const SourceSpan* const sources = decoded.sources.data();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const bool solid = cell.end > cell.begin;  // a line end between joined lines comes from no byte
    const std::uint32_t begin = sources[cell.begin].begin;
    const std::uint32_t end = sources[cell.end - (solid ? 1U : 0U)].end;
    result.text[i] = cell.c;
    result.sources[i] = {begin + shift, (solid ? end : begin) + shift};
  }
}

// Stores that a thread keeps from paper to paper: asking the system for pages costs as much as half the repair. What a
// very large paper needed is given back.
struct Scratch {
  Cells store, joined;
  std::vector<Line> lines;
  Findings findings;

  Scratch& fresh() {
    constexpr std::size_t kKept = 200'000;
    for (Cells* cells : {&store, &joined}) {
      if (cells->capacity() > kKept) *cells = {};
      cells->clear();
    }
    lines.clear();
    for (auto& list : findings.changes) list.clear();
    findings.lost.clear();
    findings.searches = 0;
    return *this;
  }
};

void add_notes(const Profile& profile, const Findings& findings, RepairedText& result) {
  const auto note = [&](bool holds, DamageNote which) {
    if (holds) result.notes.push_back(which);
  };
  const auto changed = [&](RepairRule rule) { return findings.any(rule); };
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

// A "?", or several, between a digit and a digit or an ideograph is no question, whatever else the text suffers from: 3?6日.
void find_eaten_figures(std::u32string_view seen, Findings& findings) {
  const auto inside = [](char32_t c) { return is_ascii_digit(c) || is_ideograph(c); };
  for (std::size_t i = seen.find(U'?', 1); i < seen.size(); i = seen.find(U'?', i)) {
    const std::size_t begin = i;
    while (i < seen.size() && seen[i] == U'?') ++i;
    if (i == seen.size() || !inside(seen[begin - 1]) || !inside(seen[i])) continue;
    if (!is_ascii_digit(seen[begin - 1]) && !is_ascii_digit(seen[i])) continue;
    for (std::size_t k = begin; k < i; ++k)
      findings.lost.push_back({static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(k + 1)});
  }
}

}  // namespace

RepairedText repair(std::string_view bytes, const RepairOptions& options) {
  refuse_what_is_no_text(bytes, options);
  const Encoding encoding = detect(bytes);
  const std::size_t offset = mark_length(bytes, encoding);
  Decoded decoded = decode_piece(bytes.substr(offset), encoding);
  const std::optional<DamageNote> mojibake = undo_mojibake(decoded);
  const bool markup = is_markup(decoded.text);
  thread_local Scratch kept_stores;
  auto& [store, joined, lines, findings] = kept_stores.fresh();
  if (markup) {
    store = strip_markup(decoded.text, findings);
  } else {
    fill_cells(decoded.text, store);
  }
  find_lines(store, lines);
  findings.characters = store.size();
  Profile profile = profile_of(lines);
  refuse_binary(profile, decoded.text.size());
  if (decoded.malformed) find_malformed(decoded, findings);
  bool damaged = profile.is_damaged();
  if (profile.question_marks != 0) {
    find_eaten_figures(decoded.text, findings);
    if (!damaged) {
      for (Line& line : lines) damaged = undo_straddles(line, profile, findings) || damaged;
      if (damaged) profile = profile_of(lines);  // what was cut may have been the only traditional characters
    }
  }
  if (damaged)
    for (Line& line : lines) repair_line(line, profile, findings);
  std::vector<std::optional<DropReason>> reasons;
  const bool framed = options.extent == RepairOptions::Extent::Paper && mark_boilerplate(lines, reasons, findings);
  RepairedText result;
  if (!damaged && !framed && !markup) {
    Decoded kept;
    if (!findings.lost.empty()) kept = decoded;
    result = unchanged(std::move(decoded), offset);
    if (!findings.lost.empty()) {
      fill_cells(result.seen, joined);
      place_findings(findings, joined, kept, offset, result);
    }
  } else {
    if (!damaged)
      for (Line& line : lines) repair_line(line, profile, findings);
    assemble(lines, reasons, decoded, offset, joined, result);
    place_findings(findings, joined, decoded, offset, result);
    result.seen = std::move(decoded.text);
  }
  result.encoding = encoding;
  if (mojibake) result.notes.push_back(*mojibake);
  if (markup) note_markup(bytes, result);
  add_notes(profile, findings, result);
  return result;
}

}  // namespace luoshi::intake

#include "intake/markup.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

constexpr std::u32string_view kInline[] = {U"a", U"abbr", U"b", U"bdo", U"big", U"cite", U"code", U"em", U"font", U"i", U"img", U"ins",
                                           U"label", U"mark", U"o:p", U"s", U"small", U"span", U"st1", U"strong", U"sub", U"sup", U"u", U"wbr"};
constexpr std::u32string_view kHidden[] = {U"head", U"script", U"style", U"noscript", U"select", U"textarea"};
constexpr std::pair<std::u32string_view, char32_t> kEntities[] = {
    {U"nbsp", 0xA0},   {U"lt", U'<'},     {U"gt", U'>'},      {U"amp", U'&'},    {U"quot", U'"'},   {U"apos", U'\''},
    {U"ldquo", U'“'},  {U"rdquo", U'”'},  {U"lsquo", U'‘'},   {U"rsquo", U'’'},  {U"middot", U'·'}, {U"hellip", U'…'},
    {U"mdash", U'—'},  {U"ndash", U'–'},  {U"times", U'×'},   {U"ensp", 0x2002}, {U"emsp", 0x3000}, {U"copy", U'©'},
    {U"deg", U'°'},    {U"plusmn", U'±'}, {U"permil", U'‰'},  {U"sup2", U'²'},   {U"sup3", U'³'},   {U"laquo", U'«'},
    {U"raquo", U'»'},  {U"bull", U'•'},   {U"thinsp", 0x2009}};

bool is_name(char32_t c) { return (class_of(c) & (char_class::kLetter | char_class::kDigit)) != 0 || c == U':'; }

// A tag at "<": its lower-case name, whether it closes, and the place behind ">". No name: "<" is just a character.
struct Tag {
  std::u32string name;
  bool closes = false;
  std::size_t end = 0;
};

Tag tag_at(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 1000;
  Tag tag;
  std::size_t i = at + 1;
  if (text.substr(at).starts_with(U"<!--")) {
    const std::size_t close = text.find(U"-->", at);
    tag.name = U"!";
    tag.end = close == std::u32string_view::npos ? text.size() : close + 3;
    return tag;
  }
  if (i < text.size() && text[i] == U'/') {
    tag.closes = true;
    ++i;
  }
  if (i < text.size() && (text[i] == U'!' || text[i] == U'?')) tag.name = U"!";
  while (i < text.size() && is_name(text[i]) && tag.name.size() < 12)
    tag.name += text[i] >= U'A' && text[i] <= U'Z' ? text[i] + 32 : text[i], ++i;
  if (tag.name.empty()) return tag;
  // A quoted attribute may hold ">"; a tag without an end within reach is a "<" of the text.
  char32_t quote = 0;
  for (; i < text.size() && i - at < kLongest; ++i) {
    if (quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (text[i] == U'"' || text[i] == U'\'') {
      quote = text[i];
    } else if (text[i] == U'>') {
      tag.end = i + 1;
      return tag;
    }
  }
  tag.name.clear();
  return tag;
}

// An entity at "&": its character and length; length 0 where there is none.
std::pair<char32_t, std::size_t> entity_at(std::u32string_view text, std::size_t at) {
  const std::size_t semicolon = at + std::min(text.substr(at, 12).find(U';'), std::size_t{12});
  if (semicolon - at > 10 || semicolon - at < 2) return {0, 0};
  const std::u32string_view name = text.substr(at + 1, semicolon - at - 1);
  const std::size_t length = semicolon + 1 - at;
  if (name[0] == U'#') {
    const bool hex = name.size() > 1 && (name[1] == U'x' || name[1] == U'X');
    char32_t value = 0;
    for (const char32_t c : name.substr(hex ? 2 : 1)) {
      const char32_t lower = c >= U'A' && c <= U'F' ? c + 32 : c;
      const char32_t digit = is_ascii_digit(c) ? c - U'0' : hex && lower >= U'a' && lower <= U'f' ? lower - U'a' + 10 : 99;
      if (digit > 15) return {0, 0};
      value = value * (hex ? 16 : 10) + digit;
    }
    const bool scalar = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return scalar ? std::pair{value, length} : std::pair<char32_t, std::size_t>{0, 0};
  }
  for (const auto& [known, c] : kEntities)
    if (known == name) return {c, length};
  return {0, 0};
}

// Where an element that is not shown ends; `from` where it is never closed (hiding the whole rest would lose the paper).
std::size_t behind_hidden(std::u32string_view text, const std::u32string& name, std::size_t from) {
  for (std::size_t at = text.find(U"</", from); at != std::u32string_view::npos; at = text.find(U"</", at + 2)) {
    const Tag tag = tag_at(text, at);
    if (tag.closes && tag.name == name) return tag.end;
  }
  return from;
}

}  // namespace

bool is_markup(std::u32string_view seen) {
  std::size_t tags = 0;
  const std::u32string_view head = seen.substr(0, 20000);
  for (std::size_t at = head.find(U'<'); at != std::u32string_view::npos; at = head.find(U'<', at + 1)) {
    const Tag tag = tag_at(head, at);
    for (const std::u32string_view known : {U"html", U"body", U"p", U"div", U"br", U"table", U"td", U"span", U"!"})
      if (tag.name == known && ++tags >= 3) return true;
  }
  return false;
}

Cells strip_markup(std::u32string_view seen, Findings& findings) {
  Cells cells;
  std::u32string unclosed;
  const auto put = [&](char32_t c, std::size_t begin, std::size_t end) {
    cells.push_back({c, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (std::size_t i = 0; i < seen.size();) {
    const char32_t c = seen[i];
    if (c == U'<') {
      const Tag tag = tag_at(seen, i);
      if (!tag.name.empty()) {
        const bool hidden = !tag.closes && std::find(std::begin(kHidden), std::end(kHidden), tag.name) != std::end(kHidden);
        const bool searched = hidden && unclosed.find(tag.name) == std::u32string::npos;
        const std::size_t end = searched ? behind_hidden(seen, tag.name, tag.end) : tag.end;
        if (searched && end == tag.end) unclosed += tag.name + U' ';  // searched for once, not once a tag
        const bool block = std::find(std::begin(kInline), std::end(kInline), tag.name) == std::end(kInline) && tag.name != U"!";
        if (tag.name == U"td" || tag.name == U"th") {
          if (tag.closes) put(U'\t', i, end);
        } else if (block) {
          put(U'\n', i, end);
        }
        i = end;
        continue;
      }
    } else if (c == U'&') {
      if (const auto [entity, length] = entity_at(seen, i); length != 0) {
        put(entity, i, i + length);
        findings.note(RepairRule::Entity, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + length));
        i += length;
        continue;
      }
    }
    // A line end inside a block is a blank of the source, and between Chinese characters none at all.
    if (c != U'\n' && c != U'\r') put(c, i, i + 1);
    ++i;
  }
  return cells;
}

}  // namespace luoshi::intake
